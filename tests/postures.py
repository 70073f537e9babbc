"""Postures made from their angles, as if they had been measured: everything put in is known."""

from __future__ import annotations

import numpy as np

from hiphinge.motion.motion import View
from hiphinge.motion.posture import FOOT_SD_DEG, Posture
from hiphinge.motion.rigid_body import (
    Hold,
    balanced_shin_deg,
    usual_body,
    weight_on_foot,
    weight_sd,
)
from hiphinge.quantities import Facing, Quantity, Side

THIGH, TRUNK = 0.49, 0.59
BODY = usual_body(THIGH, TRUNK)
HOLD = Hold("as_seen", head=0.15, elbow=-0.05, wrist=0.03)
LEG_PX = 300.0


def posture(
    trunk: float,
    knee: float,
    shin: float | None = None,
    *,
    sd: float = 1.0,
    facing: Facing = Facing.RIGHT,
    **others: float,
) -> Posture:
    """Return a posture; without a shin, the one whose weight is over the middle of the foot."""
    if shin is None:
        shin = float(balanced_shin_deg(BODY, HOLD, trunk, knee, 0.575))
    thigh = shin - knee
    phi, theta = np.radians(shin), np.radians(thigh)
    ahead, share = (1 - THIGH) * np.sin(phi), THIGH
    height = (1 - share) * np.cos(phi) + share * np.cos(theta)
    values = {
        "trunk_deg": trunk,
        "thigh_deg": thigh,
        "shin_deg": shin,
        "knee_deg": knee,
        "thigh_trunk_deg": trunk - thigh,
        "hips_back_frac": float(-(ahead + share * np.sin(theta))),
        "hip_height_frac": float(height),
        "knee_ahead_frac": float(ahead),
        "chest_height_frac": float(height + TRUNK * np.cos(np.radians(trunk))),
        "wrist_height_frac": 0.7,
        "weight_foot": float(weight_on_foot(BODY, HOLD, trunk, knee, shin)),
        "toe_down_deg": 0.0,
        "feet_apart_frac": 0.0,
    } | others
    measures = {name: Quantity(value, sd * _scale(name)) for name, value in values.items()}
    measures["weight_foot"] = Quantity(values["weight_foot"], weight_sd())
    measures["toe_down_deg"] = Quantity(values["toe_down_deg"], FOOT_SD_DEG)
    f, leg = int(facing), LEG_PX
    ankle = np.array([640.0, 800.0])
    knee_at = ankle + leg * np.array([f * ahead, -(1 - share) * np.cos(phi)])
    hip = ankle + leg * np.array([-f * values["hips_back_frac"], -height])
    lean = np.radians(trunk)
    shoulder = hip + leg * TRUNK * np.array([f * np.sin(lean), -np.cos(lean)])
    elbow = shoulder + leg * np.array([f * HOLD.elbow, 0.3])
    return Posture(
        view=View(facing, Side.RIGHT, Quantity(3.0, 3.0), usable=True, advice=""),
        measures=measures,
        places={
            "ankle": ankle,
            "knee": knee_at,
            "hip": hip,
            "shoulder": shoulder,
            "elbow": elbow,
            "wrist": shoulder + leg * np.array([f * HOLD.wrist, 0.6]),
            "ear": shoulder + leg * np.array([f * HOLD.head, -0.25]),
            "heel": ankle + leg * np.array([-f * 0.06, 0.08]),
            "foot_index": ankle + leg * np.array([f * 0.21, 0.08]),
        },
        body=BODY,
        hold=HOLD,
        visibility=0.95,
        spread_deg=0.5,
        leg_px=leg,
        corrected=True,
    )


def _scale(name: str) -> float:
    """Return how a measure's doubt goes with that of a lean of 1 degree."""
    if name.endswith("_frac"):
        return 0.01
    return {"knee_deg": 1.5, "thigh_trunk_deg": 1.5}.get(name, 1.0)
