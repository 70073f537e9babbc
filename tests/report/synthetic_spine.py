"""The drawn set once more, with hip and spine told apart: rounding grows from rep to rep.

Between `QUIET` the outline of the back was not seen. The spine adds `ADDS` of its rounding to the
fold, and the joint centres lie `DEEPER` to the right of and below the landmarks.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import numpy as np
import synthetic
import synthetic_report
from synthetic import REPS, TRUNK, share_down

from hiphinge.motion.features import JOINTS
from hiphinge.motion.motion import View
from hiphinge.pose.skeleton import sided
from hiphinge.quantities import Quantity, Series, Side
from hiphinge.report.page_input import PageInput
from hiphinge.report.silence import UNSEEN

if TYPE_CHECKING:
    from hiphinge.motion.motion import Motion
    from hiphinge.report.model import Report

ROUNDING = (9.0, 14.0, 20.0, 27.0, 30.0)
"""Of each rep at its bottom [deg]."""
ADDS = 0.6
QUIET = (6.8, 9.6)
"""All of rep 3 [s]."""
HIP_SD, SPINE_SD, PART_SD = 4.0, 5.0, 3.0
DEEPER = 6.0
POINTS = 15
SHIRT = "a loose shirt hides the back"


def rounding(time_s: Any) -> Any:
    """Return the back's rounding at each time [deg]."""
    return sum(most * share_down(time_s, rep) for most, rep in zip(ROUNDING, REPS, strict=True))


def outline(xy: Any, round_deg: Any, facing: int = 1) -> Any:
    """Return (T, POINTS, 2) of the drawn back, from below the hips to the neck [px]."""
    hip, shoulder = (xy[:, sided(Side.RIGHT, part)] for part in ("hip", "shoulder"))
    along = np.linspace(-0.25, 1.15, POINTS)[None, :, None]
    up = (shoulder - hip) / TRUNK
    out = np.stack([up[:, 1], -up[:, 0]], axis=-1) * facing
    arch = (
        np.sin(np.pi * np.clip(along, 0, 1))
        * TRUNK
        * np.tan(np.radians(round_deg) / 4)[:, None, None]
    )
    return hip[:, None] + along * TRUNK * up[:, None] + (52 + arch) * out[:, None]


def make_motion(facing: int = 1) -> Motion:
    """Return the movement as the motion stage hands it on where it tells hip and spine apart."""
    motion = synthetic.make_motion(facing)
    time_s, round_deg = motion.time_s, rounding(motion.time_s)
    quiet = (motion.missing > 0) | ((time_s >= QUIET[0]) & (time_s <= QUIET[1]))
    fold = motion.series["thigh_trunk_deg"].value - motion.series["thigh_trunk_deg"].value[10]

    def series(values: Any, sd: float) -> Series:
        return Series(np.where(quiet, np.nan, values), np.where(quiet, np.nan, sd))

    told = {
        "hip_deg": series(fold - ADDS * round_deg, HIP_SD),
        "spine_deg": series(round_deg, SPINE_SD),
        "spine_part_deg": series(ADDS * round_deg, PART_SD),
    }
    back = outline(motion.xy_px, round_deg, facing)
    back[quiet] = np.nan
    joints = np.stack([motion.xy_px[:, sided(Side.RIGHT, part)] for part in JOINTS], axis=1)
    view = View(
        motion.view.facing, Side.RIGHT, Quantity(8.0, 4.0), True, "",
        roll_deg=Quantity(1.2, 0.4), pitch_deg=Quantity(-3.0, 1.0),
    )  # fmt: skip
    return dataclasses.replace(
        motion, series={**motion.series, **told}, back_px=back, joints_px=joints + DEEPER, view=view
    )


def make_silent(why: str = SHIRT) -> Motion:
    """Return the movement of a clip that stays silent."""
    return dataclasses.replace(synthetic.make_motion(), silence=why)


def make_report(motion: Motion) -> Report:
    """Return what would be said about the set."""
    report = synthetic_report.make_report(motion)
    told = not motion.silence
    reps = [rep.model_copy(update=_told(rep) if told else {"silence": motion.silence})
            for rep in report.reps]  # fmt: skip
    return report.model_copy(
        update={
            "reps": reps,
            "how_sure": [
                "The camera was turned 8° ±4° from a pure side view.",
                "Hip and spine are told apart in reps 1, 2 and 4 only.",
                "Usual doubt at the bottoms: trunk ±4°, knee ±5°, hip ±4°, spine ±5°.",
            ],
            "view": report.view.model_copy(
                update={"roll_deg": 1.2, "roll_sd_deg": 0.4, "pitch_deg": -3.0, "pitch_sd_deg": 1.0}
            ),
        }
    )


def _told(rep: Any) -> dict[str, Any]:
    """Return what changes in a rep: the parts of its fold, or why there are none."""
    if "spine_deg" not in rep.bottom:
        return {"silence": "its bottom was not measured" if not rep.bottom else UNSEEN}
    spine = ADDS * rep.bottom["spine_deg"].value
    fold = rep.bottom["thigh_trunk_deg"].value - 7.0
    measure = type(rep.bottom["spine_deg"])
    parts = {
        "hip_part_deg": measure(value=fold - spine, sd=HIP_SD, unit="deg"),
        "spine_part_deg": measure(value=spine, sd=PART_SD, unit="deg"),
        "spine_share_frac": measure(value=spine / fold, sd=0.04, unit="frac"),
    }
    return {"bottom": {**rep.bottom, **parts}}


def make_page(video: bytes | str | None, motion: Motion | None = None) -> PageInput:
    """Return all that the page of the set shows."""
    motion = motion or make_motion()
    return PageInput(
        report=make_report(motion), motion=motion, video=video,
        key_frames=synthetic.make_key_frames(), zones=synthetic_report.ZONES,
    )  # fmt: skip
