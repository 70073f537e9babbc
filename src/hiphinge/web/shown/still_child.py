"""The process that takes a still from a film: `python -m hiphinge.web.shown.still_child`."""

from __future__ import annotations

import base64
import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hiphinge.web.shown.child import answer

if TYPE_CHECKING:
    from collections.abc import Mapping

LONG_SIDE_PX = 960
"""Longest side of a still [px]: as wide as it is ever shown."""
QUALITY = 80
PART = 1 / 3
"""The still is taken so far into the film, where the lifter is in place ..."""
LATEST_S = 4.0
"""... and not later than this [s]: all that comes before has to be decoded."""


def tell(asked: Mapping[str, Any]) -> str:
    """Return a JPEG picture of the film at ``path`` as base64."""
    from PIL import Image  # noqa: PLC0415 (only once this process has made itself small)

    from hiphinge.errors import ClipError  # noqa: PLC0415
    from hiphinge.source.probe import probe  # noqa: PLC0415
    from hiphinge.source.video import moments  # noqa: PLC0415

    clip = probe(Path(asked["path"]))
    for _, frame in moments(clip, [min(LATEST_S, PART * clip.duration_s)]):
        picture = Image.fromarray(frame.rgb)
        picture.thumbnail((LONG_SIDE_PX, LONG_SIDE_PX))
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=QUALITY)
        return base64.b64encode(out.getvalue()).decode("ascii")
    raise ClipError("No picture could be taken from this film.")


if __name__ == "__main__":
    answer(tell)
