"""The square of the picture that a network looks at, turned so that the body stands upright."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

if TYPE_CHECKING:
    from hiphinge.quantities import Bytes, Floats

ROI_MARGIN = 1.25
"""The square's side over the diameter of the circle around the body (BlazePose's own)."""


@dataclass(frozen=True, slots=True)
class Roi:
    """A turned square in the picture.

    Attributes
    ----------
    x, y : float
        Centre [px].
    side : float
        Length of a side [px].
    turn : float
        Turn of the square, clockwise in the picture [rad]; 0 for a body that stands upright.
    """

    x: float
    y: float
    side: float
    turn: float

    def to_picture(self, unit_xy: Floats) -> Floats:
        """Turn (N, 2) points in the square, 0 to 1, into picture points [px]."""
        local = (unit_xy - 0.5) * self.side
        cos, sin = math.cos(self.turn), math.sin(self.turn)
        x = self.x + local[:, 0] * cos - local[:, 1] * sin
        y = self.y + local[:, 0] * sin + local[:, 1] * cos
        return np.stack([x, y], axis=1)

    def to_square(self, xy_px: Floats) -> Floats:
        """Turn (N, 2) picture points [px] into points in the square, 0 to 1."""
        dx, dy = xy_px[:, 0] - self.x, xy_px[:, 1] - self.y
        cos, sin = math.cos(self.turn), math.sin(self.turn)
        local = np.stack([dx * cos + dy * sin, dy * cos - dx * sin], axis=1)
        return local / self.side + 0.5


def roi_around(centre: Floats, rim: Floats) -> Roi:
    """Return the square around a body from its mid-hip and a point on the circle around it [px].

    The turn brings the line from mid-hip to the rim point upright (Bazarevsky et al. 2020).
    """
    dx, dy = float(rim[0] - centre[0]), float(rim[1] - centre[1])
    turn = math.pi / 2 - math.atan2(-dy, dx)
    turn = (turn + math.pi) % (2 * math.pi) - math.pi
    return Roi(float(centre[0]), float(centre[1]), 2 * math.hypot(dx, dy) * ROI_MARGIN, turn)


def cut(picture: Image.Image, roi: Roi, size: int) -> Floats:
    """Return the square as (size, size, 3) float32, 0 to 1; black outside the picture."""
    step = roi.side / size
    cos, sin = math.cos(roi.turn) * step, math.sin(roi.turn) * step
    half = size / 2
    coefficients = (
        cos,
        -sin,
        roi.x - half * (cos - sin),
        sin,
        cos,
        roi.y - half * (sin + cos),
    )
    square = picture.transform(
        (size, size), Image.Transform.AFFINE, coefficients, Image.Resampling.BILINEAR
    )
    return np.asarray(square, dtype=np.float32) / np.float32(255)  # type: ignore[return-value]


def letterbox(rgb: Bytes, size: int) -> tuple[Floats, float, float, float]:
    """Fit a picture into a square with bars.

    Returns
    -------
    square : (size, size, 3) float32, -1 to 1
    scale, left, top : float
        A picture point is ``(square point - (left, top)) / scale`` [px].
    """
    height, width = rgb.shape[:2]
    scale = size / max(height, width)
    inner = (max(1, round(width * scale)), max(1, round(height * scale)))
    # Not anti-aliased: the detector was made with plain bilinear sampling.
    small = Image.fromarray(rgb).transform(
        inner,
        Image.Transform.AFFINE,
        (width / inner[0], 0, 0, 0, height / inner[1], 0),
        Image.Resampling.BILINEAR,
    )
    left, top = (size - inner[0]) // 2, (size - inner[1]) // 2
    square = np.full((size, size, 3), -1, dtype=np.float32)
    square[top : top + inner[1], left : left + inner[0]] = np.asarray(
        small, dtype=np.float32
    ) / np.float32(127.5) - np.float32(1)
    return square, scale, float(left), float(top)  # type: ignore[return-value]
