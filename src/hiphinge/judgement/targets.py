"""Which repetitions of a set have a target of their own, why others have none, what differs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from hiphinge.judgement.doubt import below
from hiphinge.judgement.exercise import is_slow
from hiphinge.judgement.target import Target, own_target
from hiphinge.motion.proportions import Proportions, proportions
from hiphinge.numerals import decimal
from hiphinge.pose.skeleton import sided
from hiphinge.quantities import Quantity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hiphinge.judgement.judge import Judgement
    from hiphinge.judgement.judged import JudgedRep
    from hiphinge.motion.motion import Motion
    from hiphinge.motion.rigid_body import Hands

AT_SHOULDERS_FRAC = 0.35
"""A wrist nearer to the shoulder than this is at it, as with a bar on the back [leg lengths]: 0.06
to 0.25 in four real sets with a load there, 0.56 or more where arms hang or reach."""
AROUND_S = 0.1
"""Where the hands are is the median over this to each side of the bottom [s]."""
SURE_ENOUGH = 0.9
"""A difference from the target is told when it is as probable as this: the standard's own
probability, at normal strictness, for a value outside of its zone."""
COMPARED = ("hips_back_frac", "shin_deg", "knee_deg")
"""Measures whose difference from the target is told, in this order."""
ONE_LEG = "single_leg_rdl"


@dataclass(frozen=True, slots=True)
class Difference:
    """A measure that is surely not where the target has it.

    Attributes
    ----------
    measure : str
    done, target : Quantity
    probability : float
        That the true difference has this sign.
    """

    measure: str
    done: Quantity
    target: Quantity
    probability: float

    @property
    def more(self) -> bool:
        """Whether more was done than the target has."""
        return self.done.value > self.target.value


@dataclass(frozen=True, slots=True)
class Targets:
    """The targets of a set.

    Attributes
    ----------
    lengths : Proportions or None
        The lifter's own proportions; None where they were not measured.
    reps : tuple of Target
        One for each repetition, in order.
    why_not : str
        Why none of them has one; empty otherwise, and for a squat by choice, which asks for none.
    """

    lengths: Proportions | None
    reps: tuple[Target, ...]
    why_not: str = ""


def targets(motion: Motion, judgement: Judgement, load_kg: float | None = None) -> Targets:
    """Return the target of every repetition of a set.

    Parameters
    ----------
    motion : Motion
        What was measured.
    judgement : Judgement
        What was judged of it.
    load_kg : float or None
        What is lifted [kg].
    """
    none = tuple(Target() for _ in judgement.reps)
    move = judgement.named.move
    if judgement.given and move is not None and not move.hinge:
        return Targets(None, none)
    lengths = proportions(motion) if motion.view.usable else None
    why_not = _why_not(motion, judgement, lengths)
    if why_not or lengths is None:
        return Targets(lengths, none, why_not)
    return Targets(
        lengths, tuple(_of_rep(motion, judgement, one, lengths, load_kg) for one in judgement.reps)
    )


def _why_not(motion: Motion, judgement: Judgement, lengths: Proportions | None) -> str:
    """Say why no repetition of the set has a target; nothing where they may have one."""
    if not motion.view.usable:
        yaw = motion.view.yaw_deg
        return f"the camera looks {decimal(yaw.value)}° ±{decimal(yaw.sd)}° away from the side"
    if lengths is None:
        return "your legs or your trunk were hardly ever seen"
    move = judgement.named.move
    if move is not None and move.name == ONE_LEG:
        return "the balance is worked out for two legs, and here one carries you"
    timed = [one.measures for one in judgement.reps if _is_timed(one.measures)]
    if judgement.named.ballistic or (timed and not is_slow(timed)):
        return (
            "in a fast move the body is caught by its own swing at the bottom, and how it would "
            "stand there in balance is no measure for it"
        )
    return ""


def _is_timed(measures: Mapping[str, Quantity]) -> bool:
    return "eccentric_s" in measures and "concentric_s" in measures


def _of_rep(
    motion: Motion,
    judgement: Judgement,
    one: JudgedRep,
    lengths: Proportions,
    load_kg: float | None,
) -> Target:
    if one.verdict.kind == "unjudged":
        return Target(why_not=f"this repetition was not judged: {one.verdict.reason}")
    hands = held(motion, one.rep.bottom_s)
    return own_target(lengths, one.measures, floor=judgement.floor, hands=hands, load_kg=load_kg)


def held(motion: Motion, time_s: float) -> Hands:
    """Return whether the hands are at the shoulders at a moment, or belong over the foot."""
    around = np.abs(motion.time_s - time_s) <= AROUND_S
    wrist, shoulder = (
        motion.xy_px[around, int(sided(motion.view.near, part))] for part in ("wrist", "shoulder")
    )
    away = np.hypot(*(wrist - shoulder).T) / motion.leg_px.value
    away = away[np.isfinite(away)]
    near = len(away) > 0 and float(np.median(away)) < AT_SHOULDERS_FRAC
    return "at_shoulders" if near else "over_foot"


def differences(done: Mapping[str, Quantity], target: Target) -> list[Difference]:
    """Return what was surely done otherwise than the target has it.

    Of a target with the lifter's own knee, the knee is not told. Where the knee differs, what it
    brings about by balance alone is not told beside it: straight knees tip the shins back, and
    bent ones carry the hips back.
    """
    found: list[Difference] = []
    for name in COMPARED:
        if name not in done or name not in target.measures:
            continue
        if name == "knee_deg" and target.basis == "own_knee":
            continue
        mine, wanted = done[name], target.measures[name]
        apart = Quantity(mine.value - wanted.value, float(np.hypot(mine.sd, wanted.sd)))
        probability = max(below(apart, 0.0), 1 - below(apart, 0.0))
        if probability >= SURE_ENOUGH:
            found.append(Difference(name, mine, wanted, probability))
    if not any(one.measure == "knee_deg" for one in found):
        return found
    follows = {("hips_back_frac", True), ("shin_deg", False)}
    return [one for one in found if (one.measure, one.more) not in follows]
