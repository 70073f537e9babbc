"""Small pictures of the moments of each repetition."""

from __future__ import annotations

import io
from contextlib import closing
from typing import TYPE_CHECKING

from PIL import Image

from hiphinge.source.video import moments

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hiphinge.report.model import RepInfo
    from hiphinge.report.page_input import Moment
    from hiphinge.source.frame import Clip, Frame

LONG_SIDE_PX = 400
"""Longest side of a key frame [px]: three stand side by side on a card."""
QUALITY = 80
REPS_MOST = 40
"""Repetitions that get pictures; beyond that a page is a film, not a report."""


def key_frames(clip: Clip, reps: Sequence[RepInfo]) -> dict[tuple[int, Moment], bytes]:
    """Return JPEG pictures of start, bottom and lockout of each repetition, read in one pass.

    Where a move's hinge is held elsewhere, that moment stands for the bottom.
    """
    wanted: list[tuple[float, int, Moment]] = []
    for rep in reps[:REPS_MOST]:
        if rep.start_s < rep.bottom_s:  # a pull from the floor starts at its bottom
            wanted.append((rep.start_s, rep.rep, "start"))
        wanted.append((rep.bottom_s if rep.hinge_s is None else rep.hinge_s, rep.rep, "bottom"))
        if rep.complete:
            wanted.append((rep.end_s, rep.rep, "lockout"))
    pictures = {}
    with closing(moments(clip, sorted({moment_s for moment_s, *_ in wanted}))) as found:
        for moment_s, frame in found:
            pictures[moment_s] = _jpeg(frame)
    return {(rep, name): pictures[at] for at, rep, name in wanted if at in pictures}


def _jpeg(frame: Frame) -> bytes:
    picture = Image.fromarray(frame.rgb)
    picture.thumbnail((LONG_SIDE_PX, LONG_SIDE_PX), Image.Resampling.BILINEAR, reducing_gap=2.0)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()
