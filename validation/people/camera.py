"""Where the phone stands: drawn at random, with what it truly sees.

World frame: the camera looks along +x; image right is -y; z is up; metres.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np


@dataclass(frozen=True)
class Camera:
    """A phone's place and turn.

    Parameters
    ----------
    facing
        Where the lifter looks in the picture.
    turn_deg
        How far the lifter is turned from the pure side view; positive toward the camera.
    roll_deg, pitch_deg
        Turn about the optical axis (positive turns the picture's content clockwise) and tilt
        (positive looks up).
    height_m, distance_m
        Of the lens.
    share
        The part of the picture's height that the lifter's stature fills.
    size_px
        Side of the square picture.
    """

    facing: Literal["right", "left"]
    turn_deg: float
    roll_deg: float
    pitch_deg: float
    height_m: float
    distance_m: float
    share: float
    size_px: int


def camera(rng: np.random.Generator, turn_most_deg: float = 42.0) -> Camera:
    """Draw a phone: half within 12 degrees of the side, the others up to `turn_most_deg`."""
    near = rng.random() < 0.6  # noqa: PLR2004
    turn = rng.uniform(-14, 14) if near else rng.uniform(-turn_most_deg, turn_most_deg)
    height, distance = float(rng.uniform(0.35, 1.6)), float(rng.uniform(2.2, 5.5))
    level = float(np.degrees(np.arctan2(0.85 - height, distance)))
    pitch = np.clip(level + rng.normal(0, 2.0), -20, 20)
    return Camera(
        facing="right" if rng.random() < 0.5 else "left",  # noqa: PLR2004
        turn_deg=float(turn),
        roll_deg=float(np.clip(rng.normal(0, 1.5), -6, 6)),
        pitch_deg=float(pitch),
        height_m=height,
        distance_m=distance,
        share=float(rng.uniform(0.5, 0.78)),
        size_px=int(rng.choice([400, 480, 560, 640])),
    )


@dataclass(frozen=True)
class View:
    """A camera before one lifter: axes in the world, and pixels to the tangent of an angle."""

    place: np.ndarray
    right: np.ndarray
    up: np.ndarray
    ahead: np.ndarray
    focal_px: float
    size_px: int

    def project(self, points: np.ndarray) -> np.ndarray:
        """Return (..., 2) picture points [px] of (..., 3) world points [m]."""
        away = points - self.place
        depth = away @ self.ahead
        x = self.size_px / 2 + self.focal_px * (away @ self.right) / depth
        y = self.size_px / 2 - self.focal_px * (away @ self.up) / depth
        return np.stack([x, y], axis=-1)


def view(camera: Camera, centre_y: float, stature_m: float) -> View:
    """Return a camera's view that has a person of so much stature in its middle."""
    pitch, roll = np.radians(camera.pitch_deg), np.radians(camera.roll_deg)
    ahead = np.array([np.cos(pitch), 0.0, np.sin(pitch)])
    level = np.array([0.0, -1.0, 0.0])
    upright = np.cross(level, ahead)
    # Content turns clockwise when the camera turns anticlockwise.
    right = np.cos(roll) * level + np.sin(roll) * upright
    up = np.cross(right, ahead)
    place = np.array([-camera.distance_m, centre_y, camera.height_m])
    focal = camera.share * camera.size_px * camera.distance_m / stature_m
    return View(place, right, up, ahead, float(focal), camera.size_px)


def around(camera: Camera) -> np.ndarray:
    """Return the rotation of the lifter about the upright axis, from facing -y (image right)."""
    turn = camera.turn_deg
    deg = -turn if camera.facing == "right" else 180.0 + turn
    c, s = np.cos(np.radians(deg)), np.sin(np.radians(deg))
    return np.array([[c, -s, 0.0], [s, c, 0.0], [0.0, 0.0, 1.0]])
