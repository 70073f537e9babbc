"""The seam between the pictures and whatever finds bodies in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

import numpy as np

from hiphinge.pose.crop import roi_around
from hiphinge.pose.outline import no_outline
from hiphinge.pose.skeleton import LANDMARK_COUNT, Landmark

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hiphinge.pose.crop import Roi
    from hiphinge.quantities import Floats
    from hiphinge.source.frame import Frame


@dataclass(frozen=True, slots=True)
class Detection:
    """Somebody seen in a whole picture: where to look, and how sure the detector is (0 to 1)."""

    roi: Roi
    score: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """The landmarks of the body inside one square.

    Attributes
    ----------
    xy_px : (33, 2) float
        Landmarks in the frame's own pixels.
    depth_px : (33,) float
        Distance behind the hips' midpoint, away from the camera, in the same pixels; rough.
    visibility : (33,) float
        0 to 1.
    presence : float
        The network's opinion that there is a body, 0 to 1. It stays high on wrong poses.
    next_roi : Roi
        Where to look in the neighbouring frame.
    outline_px : (RAY_COUNT, 2, 2) float
        The body's outline in the same pixels; see `pose.outline`. NaN where it is not known.
    """

    xy_px: Floats
    depth_px: Floats
    visibility: Floats
    presence: float
    next_roi: Roi
    outline_px: Floats = field(default_factory=no_outline)


class Estimator(Protocol):
    """Finds bodies and their landmarks. One instance serves one thread."""

    @property
    def name(self) -> str:
        """What it is, for the record."""

    def detect(self, frame: Frame) -> list[Detection]:
        """Return everybody in the picture, the surest first."""

    def estimate(self, frame: Frame, roi: Roi) -> Estimate:
        """Return the landmarks of the body in a square."""


@dataclass(frozen=True, slots=True)
class ScriptedEstimator:
    """A stand-in that plays known bodies: for tests, with no network and no picture.

    Attributes
    ----------
    bodies : sequence of functions
        Each gives the (33, 2) landmarks [px] at a time [s], or None where that body is absent.
    """

    bodies: Sequence[Callable[[float], Floats | None]]
    name: str = "scripted"

    def detect(self, frame: Frame) -> list[Detection]:
        """Return every scripted body that is present."""
        shapes = [body(frame.time_s) for body in self.bodies]
        return [Detection(body_roi(shape), 0.9) for shape in shapes if shape is not None]

    def estimate(self, frame: Frame, roi: Roi) -> Estimate:
        """Return the scripted body nearest to the square, or an absent one."""
        shapes = [shape for body in self.bodies if (shape := body(frame.time_s)) is not None]
        if not shapes:
            nothing = np.full((LANDMARK_COUNT, 2), np.nan)
            return Estimate(nothing, nothing[:, 0], np.zeros(LANDMARK_COUNT), 0.0, roi)

        def distance(shape: Floats) -> float:
            around = body_roi(shape)
            return float(np.hypot(around.x - roi.x, around.y - roi.y))

        shape = min(shapes, key=distance)
        present = 1.0 if distance(shape) < roi.side / 2 else 0.0
        flat, seen = np.zeros(LANDMARK_COUNT), np.ones(LANDMARK_COUNT)
        return Estimate(shape, flat, seen, present, body_roi(shape))


def body_roi(xy_px: Floats) -> Roi:
    """Return the square around (33, 2) landmarks [px], from mid-hip and the farthest point."""
    hip = (xy_px[Landmark.LEFT_HIP] + xy_px[Landmark.RIGHT_HIP]) / 2
    shoulder = (xy_px[Landmark.LEFT_SHOULDER] + xy_px[Landmark.RIGHT_SHOULDER]) / 2
    radius = float(np.max(np.hypot(*(xy_px - hip).T)))
    axis = shoulder - hip
    return roi_around(hip, hip + axis / max(float(np.hypot(*axis)), 1e-9) * radius)
