"""Small pictures of the moments of each repetition."""

from __future__ import annotations

import io
from contextlib import closing
from typing import TYPE_CHECKING

from PIL import Image

from hiphinge.files import replacing
from hiphinge.source.video import moments

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from hiphinge.report.model import RepInfo
    from hiphinge.report.page_input import Moment
    from hiphinge.source.frame import Clip, Frame

LONG_SIDE_PX = 400
"""Longest side of a key frame [px]: three stand side by side on a card."""
QUALITY = 80
REPS_MOST = 40
"""Repetitions that get pictures; beyond that a page is a film, not a report."""


def key_frames(
    clip: Clip, reps: Sequence[RepInfo], kept: Path | None = None
) -> dict[tuple[int, Moment], bytes]:
    """Return JPEG pictures of start, bottom and lockout of each repetition, read in one pass.

    Where a move's hinge is held elsewhere, that moment stands for the bottom.

    Parameters
    ----------
    clip : Clip
        The video.
    reps : sequence of RepInfo
        Its repetitions.
    kept : Path or None
        A folder that belongs to this video alone: pictures are taken from there, and those that are
        not there yet are put there. To decode a minute of video takes seconds.

    Raises
    ------
    UsageError
        When that folder cannot be written.
    ClipError
        When the clip is gone.
    """
    wanted = _wanted(reps)
    times_s = sorted({moment_s for moment_s, *_ in wanted})
    pictures = {} if kept is None else _kept(kept, times_s)
    missing_s = [time_s for time_s in times_s if time_s not in pictures]
    with closing(moments(clip, missing_s)) as found:
        for moment_s, frame in found:
            pictures[moment_s] = _jpeg(frame)
            if kept is not None:
                _keep(_place(kept, moment_s), pictures[moment_s])
    return {(rep, name): pictures[at] for at, rep, name in wanted if at in pictures}


def _wanted(reps: Sequence[RepInfo]) -> list[tuple[float, int, Moment]]:
    """Return the moments that get a picture [s], each with its repetition and name."""
    wanted: list[tuple[float, int, Moment]] = []
    for rep in reps[:REPS_MOST]:
        if rep.start_s < rep.bottom_s:  # a pull from the floor starts at its bottom
            wanted.append((rep.start_s, rep.rep, "start"))
        wanted.append((rep.bottom_s if rep.hinge_s is None else rep.hinge_s, rep.rep, "bottom"))
        if rep.complete:
            wanted.append((rep.end_s, rep.rep, "lockout"))
    return wanted


def _place(folder: Path, moment_s: float) -> Path:
    """Return where the picture of a moment is kept; no video has two frames in a millisecond."""
    return folder / f"{round(1000 * moment_s)}.jpg"


def _kept(folder: Path, times_s: Sequence[float]) -> dict[float, bytes]:
    """Return the pictures of these moments that a folder holds."""
    places = ((moment_s, _place(folder, moment_s)) for moment_s in times_s)
    return {moment_s: place.read_bytes() for moment_s, place in places if place.is_file()}


def _keep(place: Path, picture: bytes) -> None:
    with replacing(place) as partial:
        partial.write_bytes(picture)


def _jpeg(frame: Frame) -> bytes:
    picture = Image.fromarray(frame.rgb)
    picture.thumbnail((LONG_SIDE_PX, LONG_SIDE_PX), Image.Resampling.BILINEAR, reducing_gap=2.0)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()
