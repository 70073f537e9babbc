"""The judgement of a set: each repetition's kind, the findings, and the verdict in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from hiphinge.judgement.exercise import behind_plates, is_slow, pulled_from_floor
from hiphinge.judgement.finding import Finding, find
from hiphinge.judgement.judged import JudgedRep
from hiphinge.judgement.kind import Verdict, judge_kind
from hiphinge.judgement.left_out import kept_numbers
from hiphinge.judgement.naming import Named, given_name, name_set, renamed
from hiphinge.judgement.rule import check, moment_s
from hiphinge.judgement.set_rules import (
    REPS_LEAST,
    WITHIN_SD_DEG,
    SetSummary,
    find_in_set,
    summarize,
)
from hiphinge.judgement.standard import Strictness, kinds_of, load, rules_of
from hiphinge.judgement.verdict import set_detail, set_verdict
from hiphinge.numerals import decimal
from hiphinge.quantities import Quantity
from hiphinge.reps.measure import measure_rep
from hiphinge.reps.power import measure_power
from hiphinge.reps.sample import whole
from hiphinge.reps.signs import signs

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from hiphinge.judgement.rule import Check
    from hiphinge.judgement.standard import KindLimits, Rule
    from hiphinge.motion.motion import Motion
    from hiphinge.moves.move import Move
    from hiphinge.reps.rep import Rep


@dataclass(frozen=True, slots=True)
class Judgement:
    """Everything that is said of a set.

    Attributes
    ----------
    named : Named
        What it is called, and how sure that is.
    floor : bool
        Whether the set is pulled from the floor.
    reps : tuple of JudgedRep
    findings : tuple of Finding
        Fixes first, the most important one first.
    summary : SetSummary
        Spread and drift.
    verdict, detail : str
        One sentence, and what to add to it.
    left_out : tuple of int
        Numbers of the repetitions that were counted and, as asked for, not judged.
    """

    named: Named
    floor: bool
    reps: tuple[JudgedRep, ...]
    findings: tuple[Finding, ...]
    summary: SetSummary
    verdict: str
    detail: str
    left_out: tuple[int, ...] = ()

    @property
    def exercise(self) -> str:
        """As given, or as seen; ``unknown`` where that is not sure."""
        return self.named.name

    @property
    def given(self) -> bool:
        """Whether it was given."""
        return self.named.given


def judge(
    motion: Motion,
    reps: Sequence[Rep],
    exercise: str | Named | None = None,
    strictness: Strictness = "normal",
    leave_out: Collection[int] = (),
) -> Judgement:
    """Judge a set against the standard.

    Parameters
    ----------
    motion : Motion
        The measured movement.
    reps : sequence of Rep
        Its repetitions, in order.
    exercise : str, Named or None
        The name of a move, or what `name_set` made of the set; None to name it here.
    strictness : {"lenient", "normal", "strict"}
        How probable a fault must be before it is told.
    leave_out : collection of int
        Numbers of repetitions that are not judged; the others keep theirs.

    Raises
    ------
    UsageError
        When the set has no repetition of a number to leave out.
    """
    standard = load()
    named = _named(motion, exercise)
    reps, measures, floor = _measured(motion, reps, named)
    numbers = kept_numbers(len(reps), leave_out)
    if leave_out:  # what is left is a set of its own: another one may begin at the floor
        reps, measures, floor = _measured(motion, [reps[one - 1] for one in numbers], named)
    limits = kinds_of(standard, named.move)
    judged = with_own_depth(
        tuple(
            JudgedRep(number, rep, found, _kind(motion, rep, found, named, limits, floor=floor))
            # A set that is now one of pulls from the floor may have lost its last repetition.
            for number, rep, found in zip(numbers[: len(reps)], reps, measures, strict=True)
        )
    )
    named = renamed(named, [one.verdict.kind for one in judged], floor=floor)
    spine = named.move is None or named.move.spine
    whole_ones = [one for one in judged if one.verdict.kind != "unjudged"]
    alike = _most_common(whole_ones)
    summary = summarize([one.measures for one in alike])
    findings = find(
        _checks(whole_ones, held_rules(named, floor=floor), named.move),
        standard.dials[strictness],
        {one.number: one.verdict.kind for one in whole_ones},
    )
    found = [one.measures for one in whole_ones]
    lifted = [one.verdict.kind for one in alike] == ["hinge"] * len(alike) and is_slow(found)
    set_rules = {
        key: rule
        for key, rule in standard.set_rules.items()
        if spine or rule.measure != "spine_deg"
    }
    findings += find_in_set(
        summary,
        len(alike),
        found,
        set_rules,
        slow=lifted and not named.ballistic,
        same_kind=len(alike) == len(whole_ones),
    )
    silence = _silence(motion, whole_ones) if spine else ""
    return Judgement(
        named=named,
        floor=floor,
        reps=judged,
        findings=findings,
        summary=summary,
        verdict=set_verdict(judged, named, left_out=bool(leave_out)),
        detail=set_detail(judged, findings, named, silence=silence, left_out=bool(leave_out)),
        left_out=tuple(sorted(set(leave_out))),
    )


def _named(motion: Motion, exercise: str | Named | None) -> Named:
    if isinstance(exercise, Named):
        return exercise
    return name_set(signs(motion)) if exercise is None else given_name(exercise)


def held_rules(named: Named, *, floor: bool) -> tuple[Rule, ...]:
    """Return the rules that are held against a set: none of the hinge's against a given squat."""
    move = named.move
    if move is not None and not move.hinge and named.given and not move.rules:
        return ()
    return rules_of(load(), move, floor=floor)


def _measured(
    motion: Motion, reps: Sequence[Rep], named: Named
) -> tuple[Sequence[Rep], list[dict[str, Quantity]], bool]:
    """Return the reps that count, their measures, and whether they are pulled from the floor."""
    move = named.move
    at = move.hinge_at if move is not None else "bottom"
    measures = [measure_rep(motion, rep, rep.at(at)) for rep in reps]
    if move is not None and move.ballistic:
        seen = whole(motion)
        for rep, found in zip(reps, measures, strict=True):
            found.update(measure_power(motion, rep, seen))
    # What was recognised as a pull from the floor is one, though its hands stop a little higher.
    pulled = bool(reps) and named.name == "deadlift" and not named.given
    if at != "bottom" or not (pulled or pulled_from_floor(reps, measures)):
        return reps, measures, False
    if not reps[-1].complete:
        # After the last lockout a bar goes back to the floor: that is no rep that was cut.
        reps, measures = reps[:-1], measures[:-1]
    if move is None or not move.implements or "barbell" in move.implements:
        measures = [behind_plates(one) for one in measures]
    return reps, measures, True


def _held(measures: Mapping[str, Quantity], spine: bool) -> Mapping[str, Quantity]:
    """Return what the kind is judged by; without the spine's share where rounding is the task."""
    if spine:
        return measures
    return {name: one for name, one in measures.items() if name != "spine_share_frac"}


def _silence(motion: Motion, reps: Sequence[JudgedRep]) -> str:
    """Say why hip and spine were not told apart; nothing where they were, in one rep at least."""
    if any("spine_deg" in one.measures for one in reps):
        return ""
    return motion.silence or "the picture did not show the back well enough"


def with_own_depth(reps: tuple[JudgedRep, ...]) -> tuple[JudgedRep, ...]:
    """Return the reps with each hinge's depth as part of the deepest one of the set.

    Two reps more are needed to call one of them shallow.
    """
    hinges = [one for one in reps if one.verdict.kind == "hinge"]
    if len(hinges) < REPS_LEAST:
        return reps
    deepest = max((one.measures["trunk_deg"] for one in hinges), key=lambda one: one.value)
    if deepest.value <= 0:
        return reps

    def added(one: JudgedRep) -> JudgedRep:
        part = one.measures["trunk_deg"].value / deepest.value
        # Of one lifter and one clip: what is constant cancels, noise of two bottoms is left.
        sd = WITHIN_SD_DEG * float(np.hypot(1, part)) / deepest.value
        return replace(one, measures={**one.measures, "own_depth_frac": Quantity(part, sd)})

    return tuple(added(one) if one in hinges else one for one in reps)


def _most_common(reps: Sequence[JudgedRep]) -> list[JudgedRep]:
    """Return the reps of the most frequent kind: only like can be compared with like."""
    kinds = [one.verdict.kind for one in reps]
    return [one for one in reps if kinds.count(one.verdict.kind) == max(map(kinds.count, kinds))]


def _kind(
    motion: Motion,
    rep: Rep,
    measures: Mapping[str, Quantity],
    named: Named,
    limits: KindLimits,
    *,
    floor: bool,
) -> Verdict:
    if not motion.view.usable:
        yaw = motion.view.yaw_deg
        return Verdict(
            "unjudged",
            None,
            f"the camera looks {decimal(yaw.value)}° ±{decimal(yaw.sd)}° away from the side",
        )
    if not rep.complete and rep.pause_s <= 0 and rep.bottom_end_s >= rep.end_s:
        what = "the clip ends" if rep.cut.startswith("the clip ends") else "the lifter was lost"
        return Verdict("unjudged", None, f"{what} before its bottom is reached")
    held = _held(measures, named.move is None or named.move.spine)
    return judge_kind(held, limits, from_floor=floor)


def _checks(reps: Sequence[JudgedRep], rules: Sequence[Rule], move: Move | None) -> list[Check]:
    hinge_at = move.hinge_at if move is not None else "bottom"
    return [
        answer
        for one in reps
        for rule in rules
        if np.isfinite(at_s := moment_s(rule, one.rep, hinge_at))
        and (answer := check(rule, one.number, at_s, one.measures)) is not None
    ]
