"""What the motion stage hands on, and the names of all that it measures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hiphinge.quantities import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hiphinge.quantities import Bytes, Facing, Floats, Quantity, Series, Side

FRAME_MEASURES = (
    "trunk_deg",
    "thigh_deg",
    "shin_deg",
    "knee_deg",
    "thigh_trunk_deg",
    "hip_deg",
    "spine_deg",
    "hip_height_frac",
    "hips_back_frac",
)
"""Measures that every `frames.csv` holds, in its order."""

EXTRA_MEASURES = ("spine_part_deg", "knee_ahead_frac", "chest_height_frac", "wrist_height_frac")
"""Further measures, after the fixed ones."""


@dataclass(frozen=True, slots=True)
class View:
    """How the camera looks at the lifter.

    Attributes
    ----------
    facing : Facing
        Where the lifter looks in the picture.
    near : Side
        The lifter's side that is nearer to the camera; all measures are of this side.
    yaw_deg : Quantity
        Turn of the camera away from the pure side view [deg]; 0 side, 90 front or back. Unsigned.
    usable : bool
        Whether angles may be judged from this view.
    advice : str
        How to film it next time; empty where nothing is to be said.
    front : bool
        Whether the turn shows the lifter's front, not the back.
    roll_deg, pitch_deg : Quantity
        The camera's turn about its axis (positive turns the picture clockwise; taken out of all
        leans) and its tilt (positive looks up) [deg]; NaN where nothing in the picture tells.
    """

    facing: Facing
    near: Side
    yaw_deg: Quantity
    usable: bool
    advice: str
    front: bool = True
    roll_deg: Quantity = UNKNOWN
    pitch_deg: Quantity = UNKNOWN


@dataclass(frozen=True, slots=True)
class Standing:
    """The lifter's own quiet standing, the reference that some measures count from.

    Attributes
    ----------
    start_s, end_s : float
        The stretch of the clip it was read from [s].
    posture : mapping
        Mean of each measure over that stretch.
    quiet : bool
        True for a real quiet stand; False when it is only the most upright moment of the clip.
    """

    start_s: float
    end_s: float
    posture: Mapping[str, Quantity]
    quiet: bool


@dataclass(frozen=True, slots=True)
class Repair:
    """Something that was mended in the landmarks.

    Attributes
    ----------
    kind : str
        ``gap``, ``jump`` or ``swap``.
    start_s, end_s : float
        When [s].
    frames : int
        How many frames were touched.
    """

    kind: str
    start_s: float
    end_s: float
    frames: int


@dataclass(frozen=True, slots=True)
class Scale:
    """Metres to a pixel, and what it was taken from."""

    metre_per_px: Quantity
    source: str


@dataclass(frozen=True, slots=True)
class Motion:
    """The measured movement of one lifter.

    Attributes
    ----------
    time_s : (T,) float
        True presentation times [s].
    xy_px : (T, 33, 2) float
        Repaired, smoothed landmarks in the upright picture, y down [px]; NaN where missing.
    missing : (T,) uint8
        `Missing` code of each frame.
    view : View
        Camera and side.
    standing : Standing or None
        The standing reference, where the clip has one.
    leg_px : Quantity
        Leg length, ankle to knee to hip [px].
    scale : Scale or None
        Metres to a pixel, where stature or a plate was given.
    series : mapping of str to Series
        `FRAME_MEASURES` and `EXTRA_MEASURES`. Angles [deg] are leans of the upper end forward of
        vertical (a hinging thigh is negative); knee = shin - thigh; thigh_trunk = trunk - thigh.
        Fractions are of leg length: hip, chest (shoulder) and wrist heights above the ankle,
        hips back = hip behind ankle, knee ahead = knee in front of ankle.
        hip_deg is the pelvis against the thigh, the pelvis counted upright in the lifter's own
        standing; spine_deg the flexion of the upper back against the pelvis since standing;
        spine_part_deg what it adds to the trunk's lean. These three are NaN where unknown.
    repairs : tuple of Repair
        What was mended.
    cutoff_hz : float
        Cut-off of the smoothing that was used [Hz].
    joints_px : (T, 4, 2) float or None
        Joint centres of the near side, `features.JOINTS`, in the picture [px]; None where only
        landmarks are known.
    back_px : (T, B, 2) float or None
        The back's outline from below the hips to the neck [px]; NaN where it is not seen.
    silence : str
        Why hip and spine are not told apart in this clip; empty where they are.
    """

    time_s: Floats
    xy_px: Floats
    missing: Bytes
    view: View
    standing: Standing | None
    leg_px: Quantity
    scale: Scale | None
    series: Mapping[str, Series]
    repairs: tuple[Repair, ...]
    cutoff_hz: float
    joints_px: Floats | None = None
    back_px: Floats | None = None
    silence: str = ""
