"""The lifter's landmarks over a clip: all that later stages need of the pictures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hiphinge.quantities import UNKNOWN

if TYPE_CHECKING:
    from hiphinge.quantities import Bytes, Floats, Quantity


@dataclass(frozen=True, slots=True)
class PoseTrack:
    """One lifter's landmarks, frame by frame.

    Attributes
    ----------
    time_s : (T,) float
        True presentation times, rising [s].
    xy_px : (T, 33, 2) float
        Landmarks in the upright full-size picture, x right, y down [px]; NaN where missing.
    depth_px : (T, 33) float
        Distance behind the hips' midpoint, away from the camera, in the same pixels; rough, NaN
        where unknown.
    visibility : (T, 33) float
        The network's own opinion that a landmark is seen, 0 to 1. Not a measure of error.
    missing : (T,) uint8
        `Missing` code of each frame; 0 where there are landmarks.
    width_px, height_px : int
        Size of the upright picture [px].
    network : str
        What found the landmarks.
    lifter : str
        Who was chosen, in words; empty where that is unknown.
    outline_px : (T, RAY_COUNT, 2, 2) float or None
        The body's outline in the same pixels, NaN where it is not known; see `pose.outline`. None
        for landmarks that came without one.
    roll_deg, pitch_deg : Quantity
        The camera's turn about its axis (positive turns the picture clockwise) and its tilt
        (positive looks up), from upright lines in the picture [deg]; NaN where none tell.
    """

    time_s: Floats
    xy_px: Floats
    depth_px: Floats
    visibility: Floats
    missing: Bytes
    width_px: int
    height_px: int
    network: str
    lifter: str = ""
    outline_px: Floats | None = None
    roll_deg: Quantity = UNKNOWN
    pitch_deg: Quantity = UNKNOWN
