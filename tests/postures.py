"""Postures made from their angles, as if they had been measured: everything put in is known."""

from __future__ import annotations

import numpy as np

from hiphinge.motion.balance import Build, balanced_shin_deg, model_sd, weight_on_foot
from hiphinge.motion.motion import View
from hiphinge.motion.posture import FOOT_SD_DEG, Posture
from hiphinge.quantities import Facing, Quantity, Side

BUILD = Build(thigh=0.49, trunk=0.59, head=0.15, upper_arm=-0.05, forearm=0.08)
LEG_PX = 300.0


def posture(
    trunk: float,
    knee: float,
    shin: float | None = None,
    *,
    sd: float = 1.0,
    build: Build = BUILD,
    facing: Facing = Facing.RIGHT,
    **others: float,
) -> Posture:
    """Return a posture; without a shin, the one whose weight is over the middle of the foot."""
    shin = balanced_shin_deg(build, trunk, knee, 0.575) if shin is None else shin
    thigh = shin - knee
    phi, theta = np.radians(shin), np.radians(thigh)
    ahead, share = (1 - build.thigh) * np.sin(phi), build.thigh
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
        "chest_height_frac": float(height + build.trunk * np.cos(np.radians(trunk))),
        "wrist_height_frac": 0.7,
        "weight_foot": float(weight_on_foot(build, trunk, thigh, shin)),
        "toe_down_deg": 0.0,
        "feet_apart_frac": 0.0,
    } | others
    measures = {name: Quantity(value, sd * _scale(name)) for name, value in values.items()}
    measures["weight_foot"] = Quantity(values["weight_foot"], model_sd())
    measures["toe_down_deg"] = Quantity(values["toe_down_deg"], FOOT_SD_DEG)
    f, leg = int(facing), LEG_PX
    ankle = np.array([640.0, 800.0])
    knee_at = ankle + leg * np.array([f * ahead, -(1 - share) * np.cos(phi)])
    hip = ankle + leg * np.array([-f * values["hips_back_frac"], -height])
    lean = np.radians(trunk)
    shoulder = hip + leg * build.trunk * np.array([f * np.sin(lean), -np.cos(lean)])
    elbow = shoulder + leg * np.array([f * build.upper_arm, 0.3])
    return Posture(
        view=View(facing, Side.RIGHT, Quantity(3.0, 3.0), usable=True, advice=""),
        measures=measures,
        places={
            "ankle": ankle,
            "knee": knee_at,
            "hip": hip,
            "shoulder": shoulder,
            "elbow": elbow,
            "wrist": elbow + leg * np.array([f * build.forearm, 0.3]),
            "ear": shoulder + leg * np.array([f * build.head, -0.25]),
            "heel": ankle + leg * np.array([-f * 0.06, 0.08]),
            "foot_index": ankle + leg * np.array([f * 0.21, 0.08]),
        },
        build=build,
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
