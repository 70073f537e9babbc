"""An analytic lifter and a written report, small enough to know every number of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from hiphinge.motion.motion import EXTRA_MEASURES, FRAME_MEASURES, Motion, Scale, Standing, View
from hiphinge.pose.skeleton import Landmark, sided
from hiphinge.quantities import Facing, Missing, Quantity, Series, Side
from hiphinge.report.model import (
    ClipInfo,
    Finding,
    Gap,
    Measured,
    NotMeasured,
    RepInfo,
    Report,
    SetInfo,
    Step,
    ViewInfo,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hiphinge.quantities import Floats

ANKLE_PX = (400.0, 900.0)
SHANK_PX, THIGH_PX, TRUNK_PX = 200.0, 200.0, 250.0
LEG_PX = SHANK_PX + THIGH_PX
SD_DEG = 4.0


def up(lean_deg: Floats, length_px: float, facing: int) -> Floats:
    """Return the picture's way from the lower to the upper end of a leaning segment."""
    lean = np.radians(lean_deg)
    return np.stack([facing * np.sin(lean), -np.cos(lean)], axis=-1) * length_px


def depth(time_s: Floats, period_s: float) -> Floats:
    """Return how deep the hinge is: 0 standing, 1 at the bottom, in the middle of each period."""
    return (1 - np.cos(2 * np.pi * np.asarray(time_s) / period_s)) / 2


def landmarks(leans_deg: tuple[Floats, Floats, Floats], facing: int, near: Side) -> Floats:
    """Return (T, 33, 2) landmarks of a body whose shin, thigh and trunk lean as told."""
    shin, thigh, trunk = leans_deg
    parts = {"ankle": np.broadcast_to(ANKLE_PX, (len(shin), 2))}
    parts["knee"] = parts["ankle"] + up(shin, SHANK_PX, facing)
    parts["hip"] = parts["knee"] + up(thigh, THIGH_PX, facing)
    parts["shoulder"] = parts["hip"] + up(trunk, TRUNK_PX, facing)
    parts["ear"] = parts["shoulder"] + up(trunk, 80.0, facing)
    parts["elbow"] = parts["shoulder"] + [0.0, 120.0]
    parts["wrist"] = parts["shoulder"] + [0.0, 230.0]
    parts["heel"] = parts["ankle"] + [-40.0 * facing, 40.0]
    parts["foot_index"] = parts["ankle"] + [110.0 * facing, 45.0]
    xy = np.full((len(shin), len(Landmark), 2), np.nan)
    far = Side.LEFT if near is Side.RIGHT else Side.RIGHT
    for part, place in parts.items():
        xy[:, sided(near, part)] = place
        xy[:, sided(far, part)] = place + np.array([0.0, 6.0])
    return xy


def motion(
    *,
    time_s: Sequence[float] | Floats | None = None,
    facing: Facing = Facing.RIGHT,
    gone: Iterable[int] = (),
    metre_per_px: float | None = None,
    period_s: float = 4.0,
) -> Motion:
    """Return a hinge of known angles: shin 0 to -3, thigh 0 to -20, trunk 2 to 62 deg."""
    time_s = np.arange(0, 8, 0.1) if time_s is None else np.asarray(time_s, float)
    near = Side.RIGHT if facing is Facing.RIGHT else Side.LEFT
    deep = depth(time_s, period_s)
    shin, thigh, trunk = -3.0 * deep, -20.0 * deep, 2.0 + 60.0 * deep
    xy = landmarks((shin, thigh, trunk), int(facing), near)
    missing = np.zeros(len(time_s), np.uint8)
    missing[list(gone)] = Missing.LOST
    xy[list(gone)] = np.nan
    ankle, hip = xy[:, sided(near, "ankle")], xy[:, sided(near, "hip")]
    measured = {
        "trunk_deg": trunk,
        "thigh_deg": thigh,
        "shin_deg": shin,
        "knee_deg": shin - thigh,
        "thigh_trunk_deg": trunk - thigh,
        "hip_height_frac": (ankle - hip)[:, 1] / LEG_PX,
        "hips_back_frac": (ankle - hip)[:, 0] * int(facing) / LEG_PX,
        "knee_ahead_frac": np.sin(np.radians(shin)) * SHANK_PX / LEG_PX,
    }
    series = {}
    for name in (*FRAME_MEASURES, *EXTRA_MEASURES):
        value = np.array(measured.get(name, np.full(len(time_s), np.nan)), float)
        value[missing > 0] = np.nan
        sd = np.where(np.isnan(value), np.nan, SD_DEG if name.endswith("_deg") else 0.02)
        series[name] = Series(value, sd)
    return Motion(
        time_s=time_s,
        xy_px=xy,
        missing=missing,
        view=View(facing, near, Quantity(5.0, 6.0), True, ""),
        standing=Standing(0.0, 0.3, {"hip_height_frac": Quantity(1.0, 0.01)}, True),
        leg_px=Quantity(LEG_PX, 8.0),
        scale=None if metre_per_px is None else Scale(Quantity(metre_per_px, 0.0001), "stature"),
        series=series,
        repairs=(),
        cutoff_hz=4.0,
    )


SPINE_PER_FOLD, ADDS = 0.3, 0.6
"""Rounding for each degree of the fold, and what each degree of rounding adds to the fold."""
JOINT_OFF_PX = (9.0, -4.0)
"""From a landmark to the joint's centre."""


def apart(whole: Motion, *, quiet: Iterable[int] = (), silence: str = "") -> Motion:
    """Return the motion with hip and spine told apart, but for some frames or for all."""
    fold = whole.series["thigh_trunk_deg"].value
    values = {
        "spine_deg": SPINE_PER_FOLD * fold,
        "spine_part_deg": ADDS * SPINE_PER_FOLD * fold,
        "hip_deg": (1 - ADDS * SPINE_PER_FOLD) * fold,
    }
    hidden = list(range(len(fold))) if silence else list(quiet)
    series = dict(whole.series)
    for name, value in values.items():
        value[hidden] = np.nan
        series[name] = Series(value, np.where(np.isnan(value), np.nan, SD_DEG))
    near = [sided(whole.view.near, part) for part in ("shoulder", "hip", "knee", "ankle")]
    hip, shoulder = whole.xy_px[:, near[1]], whole.xy_px[:, near[0]]
    behind = np.array([-60.0 * int(whole.view.facing), -30.0])
    along = np.linspace(-0.25, 1.15, 15)[None, :, None]
    back = hip[:, None] + along * (shoulder - hip)[:, None] + behind
    back[list(quiet)] = np.nan
    return replace(
        whole,
        series=series,
        joints_px=whole.xy_px[:, near] + JOINT_OFF_PX,
        back_px=back,
        silence=silence,
    )


def measured(value: float | None, sd: float | None, unit: str) -> Measured:
    return Measured(value=value, sd=sd, unit=unit)


def rep(number: int, *, kind: str = "hinge", knee_deg: float = 17.0, **changes: Any) -> RepInfo:
    """Return a repetition of four seconds."""
    start_s = 4.0 * (number - 1)
    fields = {
        "rep": number,
        "start_s": start_s,
        "bottom_s": start_s + 2.0,
        "end_s": start_s + 4.0,
        "complete": True,
        "cut": "",
        "from_floor": False,
        "kind": kind,
        "kind_probability": 0.93,
        "reason": "the hips go back and the shins stay upright",
        "eccentric_s": measured(2.0, 0.05, "s"),
        "pause_s": measured(0.0, 0.05, "s"),
        "concentric_s": measured(2.0, 0.05, "s"),
        "bottom": {
            "trunk_deg": measured(62.0, 4.0, "deg"),
            "knee_deg": measured(knee_deg, 5.0, "deg"),
            "hips_back_frac": measured(0.1971, 0.02, "frac"),
            "hip_deg": measured(None, None, "deg"),
        },
    }
    return RepInfo(**fields | changes)


def told(number: int, *, hip_deg: float = 62.0, spine_deg: float = 16.0, **changes: Any) -> RepInfo:
    """Return a repetition whose fold is split between hip and spine."""
    whole = rep(number, **changes)
    fold = hip_deg + spine_deg
    parts = {
        "hip_deg": measured(hip_deg, 4.0, "deg"),
        "spine_deg": measured(1.5 * spine_deg, 5.0, "deg"),
        "spine_part_deg": measured(spine_deg, 4.0, "deg"),
        "hip_part_deg": measured(hip_deg, 4.0, "deg"),
        "spine_share_frac": measured(spine_deg / fold, 0.05, "frac"),
    }
    return whole.model_copy(update={"bottom": {**whole.bottom, **parts}})


def finding(**changes: Any) -> Finding:
    fields = {
        "rule": "soft_knee",
        "role": "fix",
        "title": "Soften the knees",
        "rep": 2,
        "reps": [2],
        "time_s": 6.0,
        "measure": "knee_deg",
        "value": 4.0,
        "sd": 5.0,
        "unit": "deg",
        "zone": "stiff",
        "zone_low": 12.0,
        "zone_high": 30.0,
        "probability": 0.9,
        "certainty": "quite sure",
        "evidence": "Rep 2, at 6.0 s: the knee was bent 4° ±5°; 12° to 30° is wanted.",
        "cue": "Unlock the knees before you push the hips back.",
        "why": "A soft knee lets the hips travel further back.",
        "source": "our judgement",
        "label": "R",
    }
    return Finding(**fields | changes)


def report(**changes: Any) -> Report:
    """Return a report of two hinges with one fix and one thing done well."""
    well = finding(
        rule="hips_back", role="keep", title="The hips lead and go well back", zone="good"
    )
    fields = {
        "version": "0.1.0",
        "clip": ClipInfo(
            file="set.mp4",
            width_px=1080,
            height_px=1920,
            duration_s=8.0,
            fps=30.0,
            frames=240,
            frames_measured=230,
        ),
        "exercise": "hinge",
        "exercise_source": "seen",
        "load_kg": None,
        "height_cm": None,
        "strictness": "normal",
        "lifter": "the only person in the picture",
        "view": ViewInfo(
            yaw_deg=5.0, yaw_sd_deg=6.0, usable=True, advice="", facing="right", near_side="right"
        ),
        "set": SetInfo(
            verdict="Two hinges, and both are hinges.",
            detail="One of them has stiff knees.",
            counts={"hinge": 2},
            consistency={"trunk_deg": measured(3.0, 1.0, "deg")},
            drift={"trunk_deg": measured(0.5, 1.0, "deg/rep")},
        ),
        "reps": [rep(1), rep(2, knee_deg=4.0)],
        "findings": [finding(), well],
        "not_measured": [
            NotMeasured(
                what="Rounding of the back",
                why="one line from shoulder to hip cannot show it",
                advice="have someone watch your back",
            )
        ],
        "gaps": [Gap(start_s=3.0, end_s=3.3, why="the lifter was lost")],
        "provenance": [Step(stage="pose", what="BlazePose heavy", parameters={"fast": False})],
    }
    return Report(**fields | changes)
