"""How the camera looks at the lifter: facing, the near side, and the turn from a pure side view."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from hiphinge.motion.motion import View
from hiphinge.pose.skeleton import Landmark, sided
from hiphinge.quantities import UNKNOWN, Facing, Quantity, Side

if TYPE_CHECKING:
    from hiphinge.pose.track import PoseTrack
    from hiphinge.quantities import Floats

SHOULDER_PER_LEG = 0.42
"""Distance between the two shoulder landmarks over leg length. Shoulder width is 0.259 and
thigh + shank 0.491 of stature (Drillis & Contini 1966, after Winter), but the landmarks sit
inside the shoulders: 0.42 was measured on front views."""
HIP_PER_LEG = 0.26
"""Distance between the two hip landmarks over leg length, measured on front views."""
FOOT_PER_LEG = 0.27
"""Horizontal distance from heel to toe landmark over leg length, measured on side views."""
FRONT_DEG = 65.0
"""From this turn on, by the body's widths alone, it is a front or back view [deg]."""
YAW_SD_DEG = 4.0
"""Standard deviation of the yaw read from landmarks [deg]: 3.1 on 34 rendered clips of 18 people
with known cameras from 0 to 90 degrees, a little more for real ones."""
USABLE_YAW_DEG = 40.0
"""Beyond this turn angles are not judged [deg]: at 45 the thigh-trunk angle is 8 degrees off even
when the turn is corrected for (same clips)."""
ADVISE_YAW_DEG = 15.0
"""Beyond this turn filming more from the side is advised [deg]: below it nothing was lost (same
clips; Stevens 2006, Am J Phys Anthropol 129:399, puts it at 20)."""
BENT_DEG = 30.0
"""From this lean on the trunk tells which way is forward [deg]."""


def see(track: PoseTrack, leg_px: float) -> View:
    """Find facing, near side and yaw, once for a clip.

    Parameters
    ----------
    track : PoseTrack
        Landmarks as found; at least one frame has them.
    leg_px : float
        Leg length [px].
    """
    facing = find_facing(track.xy_px)
    near = find_near_side(track, facing)
    yaw, from_front = estimate_yaw_deg(track.xy_px, leg_px, facing)
    turn = Quantity(yaw if from_front else -yaw, YAW_SD_DEG)
    return turned(View(facing, near, UNKNOWN, usable=False, advice=""), turn)


def turned(view: View, turn_deg: Quantity) -> View:
    """Return a view with another turn: signed, positive where the lifter's front is seen."""
    yaw = Quantity(abs(turn_deg.value), turn_deg.sd)
    usable = yaw.value <= USABLE_YAW_DEG
    advice = _advice(turn_deg.value, view.facing, usable=usable)
    front = turn_deg.value > 0
    return replace(view, yaw_deg=yaw, usable=usable, advice=advice, front=front)


def find_facing(xy_px: Floats) -> Facing:
    """Return where the lifter looks, by a vote of feet, face and the way the trunk leans.

    Each frame's vote is a length over the trunk's, so that a part seen end-on counts little.
    """

    def middle(left: Landmark, right: Landmark) -> Floats:
        return (xy_px[:, left] + xy_px[:, right]) / 2

    hip = middle(Landmark.LEFT_HIP, Landmark.RIGHT_HIP)
    shoulder = middle(Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER)
    toe = middle(Landmark.LEFT_FOOT_INDEX, Landmark.RIGHT_FOOT_INDEX)
    heel = middle(Landmark.LEFT_HEEL, Landmark.RIGHT_HEEL)
    ear = middle(Landmark.LEFT_EAR, Landmark.RIGHT_EAR)
    trunk = shoulder - hip
    length = np.hypot(*trunk.T)
    bent = np.abs(trunk[:, 0]) > np.abs(trunk[:, 1]) * np.tan(np.radians(BENT_DEG))
    face = xy_px[:, Landmark.NOSE] - ear
    votes = np.stack([(toe - heel)[:, 0], face[:, 0], trunk[:, 0] * bent])
    with np.errstate(invalid="ignore"):
        total = float(np.nansum(votes / length))
    return Facing.RIGHT if total >= 0 else Facing.LEFT


def find_near_side(track: PoseTrack, facing: Facing) -> Side:
    """Return the lifter's side nearer to the camera.

    Somebody who faces right in the picture shows the right side, always; but a network may call
    it left throughout, and then its left landmarks are the ones on the visible limbs. So
    visibility and depth may overrule the geometry when both agree clearly.
    """

    def mean(values: Floats, side: Side) -> float:
        parts = [int(sided(side, part)) for part in ("shoulder", "hip", "knee", "ankle")]
        chosen = values[:, parts]
        return float(np.nanmean(chosen)) if np.isfinite(chosen).any() else 0.0

    near = Side.RIGHT if facing is Facing.RIGHT else Side.LEFT
    far = Side.LEFT if near is Side.RIGHT else Side.RIGHT
    clearly_seen = 0.2
    more_visible = mean(track.visibility, far) > mean(track.visibility, near) + clearly_seen
    nearer = mean(track.depth_px, far) < mean(track.depth_px, near)
    return far if more_visible and nearer else near


def estimate_yaw_deg(xy_px: Floats, leg_px: float, facing: Facing) -> tuple[float, bool]:
    """Return the camera's turn from the pure side view, and whether it is toward the front.

    The lines between shoulders and between hips lie across the body, the feet along it; their
    horizontal parts in the picture are ``width * sin(yaw)`` and ``foot * cos(yaw)``, however far
    the trunk leans. Who faces the camera has the left side on the picture's right.

    Returns
    -------
    float
        0 side, 90 front or back [deg]; NaN where nobody is seen.
    bool
        True for a turn toward the lifter's front.
    """

    def apart(one: Landmark, other: Landmark) -> float:
        gap = xy_px[:, one, 0] - xy_px[:, other, 0]
        gap = gap[np.isfinite(gap)]
        return float(np.median(gap)) / leg_px if len(gap) else float("nan")

    shoulders = apart(Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER)
    hips = apart(Landmark.LEFT_HIP, Landmark.RIGHT_HIP)
    sine = (abs(shoulders) + abs(hips)) / (SHOULDER_PER_LEG + HIP_PER_LEG)
    feet = [
        apart(Landmark.LEFT_FOOT_INDEX, Landmark.LEFT_HEEL),
        apart(Landmark.RIGHT_FOOT_INDEX, Landmark.RIGHT_HEEL),
    ]
    ahead = int(facing) * float(np.mean(feet)) / FOOT_PER_LEG
    by_widths = math.degrees(math.asin(min(1.0, sine))) if math.isfinite(sine) else math.nan
    # Feet that are turned out point across the picture in a front view, and are of no use there.
    if by_widths >= FRONT_DEG or not math.isfinite(ahead):
        return by_widths, shoulders + hips > 0
    return math.degrees(math.atan2(sine, max(ahead, 0.0))), shoulders + hips > 0


def way_back(turn_deg: float, facing: Facing) -> str:
    """Say which way the phone is to go round the lifter, as seen by who stands behind the phone.

    Who looks right in the picture and shows the front has turned toward the phone: the side is
    then farther to the left.
    """
    way = "left" if (turn_deg > 0) is (facing is Facing.RIGHT) else "right"
    return f"about {abs(turn_deg):.0f}° around you to the {way}"


def _advice(turn_deg: float, facing: Facing, *, usable: bool) -> str:
    toward = "your front" if turn_deg > 0 else "your back"
    if not usable and not math.isnan(turn_deg):
        return (
            f"The camera looks about {abs(turn_deg):.0f}° from the side, toward {toward}: "
            f"film again with the phone moved {way_back(turn_deg, facing)} (as seen from behind "
            "it), straight to your side, at hip height, 3 to 5 m away."
        )
    if abs(turn_deg) > ADVISE_YAW_DEG:
        return (
            f"The camera is turned about {abs(turn_deg):.0f}° toward {toward}, which makes "
            f"angles less sure: next time move the phone {way_back(turn_deg, facing)} (as seen "
            "from behind it), so that it stands straight to your side."
        )
    return ""
