"""Turning the picture upright: a camera that is rolled leans every segment alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from hiphinge.quantities import Floats


def turned_px(xy_px: Floats, turn_deg: float, about_px: Floats) -> Floats:
    """Turn (..., 2) picture points clockwise about a point [px, deg]; y points down."""
    cos, sin = np.cos(np.radians(turn_deg)), np.sin(np.radians(turn_deg))
    away = xy_px - about_px
    x = away[..., 0] * cos - away[..., 1] * sin
    y = away[..., 0] * sin + away[..., 1] * cos
    return np.asarray(np.stack([x, y], axis=-1) + about_px)
