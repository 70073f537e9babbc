"""The drawn set once more, with its own target: reps 1 and 3 have one, rep 5 says why not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import synthetic
import synthetic_report
from synthetic import LEG, THIGH, TRUNK

from hiphinge.judgement.target import own_target
from hiphinge.motion.proportions import Proportions
from hiphinge.quantities import Quantity
from hiphinge.report.model import Measured
from hiphinge.report.page_input import PageInput

if TYPE_CHECKING:
    from hiphinge.judgement.target import Target
    from hiphinge.report.model import Report

LENGTHS = Proportions(
    thigh=Quantity(THIGH / LEG, 0.01),
    trunk=Quantity(TRUNK / LEG, 0.02),
    upper_arm=Quantity(0.30, 0.02),
    forearm=Quantity(0.28, 0.02),
    mid_foot=Quantity(0.07, 0.01),
    foot=Quantity(0.31, 0.02),
)
TOLD = {
    1: ["You were where your own target is: no difference is larger than its doubt."],
    3: ["Your own balanced hinge has soft knees, bent 15° to 20°; yours were bent 92° ±5°."],
    5: ["Your own target is not known: its bottom was not measured."],
}
BODY = ["Your thigh is 0.49 ±0.01 of your leg.", "Such a body leans.", "Build is no fault."]


def target_of(bottom: dict[str, Measured]) -> Target:
    """Return the target of the drawn body for a repetition."""
    done = {
        name: Quantity(one.value, one.sd)
        for name, one in bottom.items()
        if one.value is not None and one.sd is not None
    }
    return own_target(LENGTHS, done)


def _measured(name: str, one: Quantity) -> Measured:
    return Measured(value=one.value, sd=one.sd, unit=name.rsplit("_", 1)[1])


def make_report(facing: int = 1) -> Report:
    """Return what would be said about the set."""
    report = synthetic_report.make_report(synthetic.make_motion(facing))
    reps = []
    for rep in report.reps:
        update: dict[str, Any] = {"target_words": TOLD.get(rep.rep, [])}
        if rep.rep in (1, 3):
            found = target_of(rep.bottom).measures
            update["target"] = {name: _measured(name, one) for name, one in found.items()}
        reps.append(rep.model_copy(update=update))
    lengths = {
        f"{name}_frac": _measured(f"{name}_frac", getattr(LENGTHS, name))
        for name in ("shank", "thigh", "trunk", "upper_arm", "forearm", "heel", "toe")
    }
    # The drawn body is seen from the side exactly.
    view = report.view.model_copy(update={"yaw_deg": 0.0})
    return report.model_copy(
        update={"reps": reps, "proportions": lengths, "body": BODY, "view": view}
    )


def make_page(video: bytes | str | None, facing: int = 1) -> PageInput:
    """Return all that the page of the set shows."""
    return PageInput(
        report=make_report(facing), motion=synthetic.make_motion(facing), video=video,
        key_frames=synthetic.make_key_frames(facing), zones=synthetic_report.ZONES,
    )  # fmt: skip
