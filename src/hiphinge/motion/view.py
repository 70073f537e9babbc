"""How the camera looks at the lifter: facing, the near side, and the turn from a pure side view."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from hiphinge.motion.motion import View
from hiphinge.pose.skeleton import Landmark, sided
from hiphinge.quantities import Facing, Quantity, Side

if TYPE_CHECKING:
    from hiphinge.pose.track import PoseTrack
    from hiphinge.quantities import Floats

SHOULDER_PER_LEG = 0.43
"""Distance between the two shoulder landmarks over leg length. Shoulder width is 0.259 and
thigh + shank 0.491 of stature (Drillis & Contini 1966, after Winter), but the landmarks sit
inside the shoulders: 0.43 was measured on front views."""
HIP_PER_LEG = 0.27
"""Distance between the two hip landmarks over leg length, measured on front views."""
YAW_SD_DEG = 8.0
"""Standard deviation of the yaw read from landmarks [deg]: spread over the side views with a
known camera in docs/accuracy.md."""
USABLE_YAW_DEG = 40.0
"""Beyond this turn angles are not judged [deg]: at 45 a trunk at 60 reads 9 off and a knee at a
deadlift's start 15 (perspective and the sine rule, see docs/measures.md)."""
ADVISE_YAW_DEG = 20.0
"""Beyond this turn filming more from the side is advised [deg]: below 20 the error stays small
(Stevens 2006, Am J Phys Anthropol 129:399)."""
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
    yaw = estimate_yaw_deg(track.xy_px, leg_px)
    usable = yaw <= USABLE_YAW_DEG
    return View(facing, near, Quantity(yaw, YAW_SD_DEG), usable, _advice(yaw, usable=usable))


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


def estimate_yaw_deg(xy_px: Floats, leg_px: float) -> float:
    """Return the camera's turn from the pure side view, unsigned, 0 to 90 [deg].

    The line between the shoulders, and that between the hips, lies across the body; its
    horizontal part in the picture is ``width * sin(yaw)``, however far the trunk leans.
    """
    shoulder = xy_px[:, Landmark.LEFT_SHOULDER, 0] - xy_px[:, Landmark.RIGHT_SHOULDER, 0]
    hip = xy_px[:, Landmark.LEFT_HIP, 0] - xy_px[:, Landmark.RIGHT_HIP, 0]
    seen = np.isfinite(shoulder)
    if not seen.any():
        return float("nan")
    across = abs(float(np.median(shoulder[seen]))) + abs(float(np.median(hip[seen])))
    width = (SHOULDER_PER_LEG + HIP_PER_LEG) * leg_px
    return float(np.degrees(np.arcsin(min(1.0, across / width))))


def _advice(yaw_deg: float, *, usable: bool) -> str:
    if not usable:
        return (
            f"The camera looks about {yaw_deg:.0f} degrees away from the side: film again with "
            "the phone straight to your side, at hip height, 3 to 5 m away."
        )
    if yaw_deg > ADVISE_YAW_DEG:
        return (
            f"The camera is about {yaw_deg:.0f} degrees off the pure side view, which makes "
            "angles less sure: next time put the phone straight to your side."
        )
    return ""
