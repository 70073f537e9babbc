"""The body's own target as the report carries it: numbers, and what differs, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hiphinge.judgement.target import SOFT_KNEE_DEG, wanted_lean
from hiphinge.judgement.targets import differences, targets
from hiphinge.motion.segments import usual
from hiphinge.numerals import decimal
from hiphinge.report.model import Measured
from hiphinge.report.words import amount, sentence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hiphinge.judgement.judge import Judgement
    from hiphinge.judgement.judged import JudgedRep
    from hiphinge.judgement.target import Target
    from hiphinge.judgement.targets import Difference
    from hiphinge.motion.motion import Motion
    from hiphinge.motion.proportions import Proportions
    from hiphinge.quantities import Quantity
    from hiphinge.report.model import RepInfo

LENGTHS = ("shank", "thigh", "trunk", "upper_arm", "forearm", "heel", "toe")
"""Proportions that the report carries."""
NO_FAULT = (
    "A long thigh or a short trunk is build and no fault: the target is drawn from your own "
    "lengths."
)
BALANCE_ONLY = (
    "A pull from the floor must bend the knees to the bar: its target keeps the knee and the lean "
    "that you had and asks for balance only, as the load leaves the floor."
)
LOAD_UNSAID = (
    "How heavy the load on your back is was not said, which makes the target less sure: say how "
    "heavy it was."
)
ALIKE = "You were where your own target is: no difference is larger than its doubt."
ALIKE_BUT_LEAN = "Beside that no difference is larger than its doubt."
ALIKE_IN_BALANCE = (
    "You were in balance over the middle of the foot, as it is: no difference is larger than its "
    "doubt."
)
OWN = "At this lean your own balanced hinge has"
"""What the first difference of a repetition starts with."""
SAME_BACK = 0.01
"""Hips that a usual body has this near to the lifter's target are said to be the same [leg]."""

TOLD = {
    "hips_back_frac": (
        "the hips {target} leg lengths behind the ankle; you had {done}",
        "farther back is natural for you",
        "that is farther back than your balance asks for",
    ),
    "shin_deg": (
        "shins that lean {target}; yours leaned {done}",
        "less far back, with the weight over the middle of the foot",
        "let the knees stay back over the feet",
    ),
    "knee_deg": (
        "soft knees, bent {target}; yours were bent {done}",
        "unlock them a little",
        "bend them less",
    ),
}
"""What the target has, and what helps where less, and where more, was done."""


@dataclass(frozen=True, slots=True)
class Aimed:
    """What the report says of the lifter's own target.

    Attributes
    ----------
    reps : list of RepInfo
        With target and words.
    proportions : dict of str to Measured
        The lifter's lengths [leg lengths]; empty where there is no target.
    words : list of str
        What holds for the whole set.
    """

    reps: list[RepInfo]
    proportions: dict[str, Measured]
    words: list[str]


def aimed(
    reps: Sequence[RepInfo], motion: Motion, judgement: Judgement, load_kg: float | None
) -> Aimed:
    """Return the repetitions with their targets, and what is to be said of the lifter's build."""
    found = targets(motion, judgement, load_kg)
    told = [
        rep.model_copy(
            update={
                "target": {name: _measured(name, one) for name, one in target.measures.items()},
                "target_words": [] if found.why_not else _rep_words(one, target),
            }
        )
        for rep, one, target in zip(reps, judgement.reps, found.reps, strict=True)
    ]
    known = [target for target in found.reps if target.measures]
    if found.lengths is None or not known:
        why = f"your own target is not known: {found.why_not}" if found.why_not and told else ""
        return Aimed(told, {}, [sentence(why)] if why else [])
    lengths = {
        f"{name}_frac": _measured(f"{name}_frac", getattr(found.lengths, name)) for name in LENGTHS
    }
    return Aimed(told, lengths, _set_words(found.lengths, known))


def _measured(name: str, one: Quantity) -> Measured:
    unit = name.rsplit("_", 1)[1]
    return Measured(value=round(one.value, 6) + 0.0, sd=round(one.sd, 6), unit=unit)


def _rep_words(one: JudgedRep, target: Target) -> list[str]:
    """Say what differs in one repetition, or why it has no target."""
    if not target.measures:
        why = target.why_not
        return [sentence(f"your own target is not known: {why}")] if why else []
    found = differences(one.measures, target)
    lean = _lean(one.measures, target)
    alike = ALIKE_BUT_LEAN if lean else ALIKE_IN_BALANCE if target.basis == "own_knee" else ALIKE
    said = [_difference(two, first=not number) for number, two in enumerate(found)] or [alike]
    return [*lean, *said]


def _lean(done: Mapping[str, Quantity], target: Target) -> list[str]:
    """Say so where the target surely does not lean as the lifter did."""
    zone, lean = wanted_lean(), done["trunk_deg"]
    if target.basis == "own_knee" or zone.low - lean.sd <= lean.value <= zone.high + lean.sd:
        return []
    edge, where = (zone.low, "begins") if lean.value < zone.low else (zone.high, "ends")
    return [
        f"Your own target is drawn at a lean of {decimal(edge)}°, where the wanted zone {where}; "
        f"you leaned {amount(lean.value, lean.sd, 'deg')}."
    ]


def _difference(found: Difference, *, first: bool) -> str:
    unit = found.measure.rsplit("_", 1)[1]
    said, less, more = TOLD[found.measure]
    low, high = SOFT_KNEE_DEG
    words = said.format(
        target=f"{decimal(low)}° to {decimal(high)}°"
        if found.measure == "knee_deg"
        else amount(found.target.value, found.target.sd, unit),
        done=amount(found.done.value, found.done.sd, unit),
    )
    whose = OWN if first else "It has"
    return f"{whose} {words}: {more if found.more else less}."


def _set_words(lengths: Proportions, known: Sequence[Target]) -> list[str]:
    """Say how the lifter is built, what that asks for, and what the targets stand on."""
    said = [_build(lengths), _asks(known), NO_FAULT]
    if known[0].basis == "own_knee":
        said.append(BALANCE_ONLY)
    if any(one.loaded for one in known):
        said.append(LOAD_UNSAID)
    return said


def _build(lengths: Proportions) -> str:
    def of(name: str) -> tuple[str, str]:
        mine = getattr(lengths, name)
        return amount(mine.value, mine.sd, "frac"), amount(usual(name).value, None, "frac")

    (thigh, usual_thigh), (trunk, usual_trunk) = of("thigh"), of("trunk")
    return (
        f"Your thigh is {thigh} of your leg (usually {usual_thigh}), your trunk {trunk} leg "
        f"lengths (usually {usual_trunk})."
    )


def _asks(known: Sequence[Target]) -> str:
    """Say where such a body has its hips, against a usual one: of the rep in the middle."""
    middle = sorted(known, key=lambda one: one.measures["trunk_deg"].value)[len(known) // 2]
    lean, back = middle.measures["trunk_deg"], middle.measures["hips_back_frac"]
    own = amount(back.value, back.sd, "frac")
    other = amount(middle.usual_back, None, "frac")
    if abs(back.value - middle.usual_back) < SAME_BACK:
        against = ", as one of usual build has"
    else:
        against = f"; one of usual build has them {other} behind"
    knee = ", the knees bent as yours were," if middle.basis == "own_knee" else ""
    return (
        f"At a lean of {decimal(lean.value)}°{knee} such a body stands in balance with its hips "
        f"{own} leg lengths behind the ankle{against}."
    )
