"""What the tests of the annotated video share: drawing one moment, and looking for a colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

import exportbodies
import numpy as np

from hiphinge.report.overlay import draw
from hiphinge.report.scene import scene

if TYPE_CHECKING:
    from hiphinge.motion.motion import Motion
    from hiphinge.quantities import Bytes

BOTTOM_S = 2.0
REPORT = exportbodies.report()


def picture(width: int = 720, height: int = 1280, grey: int = 120) -> Bytes:
    return np.full((height, width, 3), grey, np.uint8)


def drawn(motion: Motion, time_s: float = BOTTOM_S, grey: int = 120) -> Bytes:
    return draw(picture(grey=grey), scene(motion, REPORT, time_s, 1.0))


def near(rgb: Bytes, x: float, y: float, colour: tuple[int, int, int], reach: int = 3) -> bool:
    """Return whether a colour is found at a place."""
    patch = rgb[round(y) - reach : round(y) + reach + 1, round(x) - reach : round(x) + reach + 1]
    return bool((np.abs(patch.astype(int) - colour).sum(axis=-1) < 30).any())


def place(motion: Motion, part: str, time_s: float = BOTTOM_S) -> tuple[float, float]:
    body = scene(motion, REPORT, time_s, 1.0).body
    assert body is not None
    return body.places[part]
