"""The next load is not there: what an exercise asks for in its place."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from hiphinge.numerals import percent, plain
from hiphinge.training.case import Outcome
from hiphinge.training.exercises import exercise_named, exercises, suits
from hiphinge.training.growing import held, more_reps, one_set_more
from hiphinge.training.loading import in_words, lifted
from hiphinge.training.loads import NEAR_KG
from hiphinge.training.raising import most_after, raised
from hiphinge.training.rules import limit
from hiphinge.training.state import Decision

if TYPE_CHECKING:
    from hiphinge.training.case import Case

COUNTED = {"reps": "repetitions", "s": "seconds", "m": "metres"}
"""What is counted, as it stands for load."""
SLOWED = ("lift", "accessory")
"""Kinds that a slower lowering makes harder: nothing that is fast, held or walked with."""


def without_load(case: Case) -> Outcome:
    """Return what comes next where no heavier load is there, or only one that is too far away.

    Repetitions up to a told number; where a set keeps short, sets; then a slower lowering. A next
    load that is far away comes after these; one that is too far for one step never comes by
    itself: then sets grow as far as dose and week let them, and it is said what would make the same
    weight harder and which weight would come next.

    Parameters
    ----------
    case : Case
        With a load, all of it done, not too hard.
    """
    load = case.work.load_kg or 0.0
    after = raised(load, 0.0, case.key, case.profile)
    why = _why(load, after)
    extra = 0 if case.practice or case.own_reps else int(limit("absent.reps").value) * case.step
    top = case.high + extra
    if case.least_done < top:
        over = case.least_done >= case.high
        unit = COUNTED[case.asked.count]
        told = f"{why}, so {unit} stand for load, up to {top} a set." if over else ""
        return more_reps(case, top, "absent.reps" if over else "double.reps", why=told)
    if case.practice and _another_set(case):
        return one_set_more(case, f"{why}, so a set more comes first.")
    if not case.practice and _slowed(case) and not case.work.lower_s:
        return _slower(case, why)
    reach = after is not None and after <= most_after(load, case.profile) + NEAR_KG
    if reach and not case.practice:
        risen = lifted(case, "double.most")
        return replace(risen, work=replace(risen.work, reps=case.low)) if _up(risen) else risen
    if after is not None and not case.practice and _another_set(case):
        text = f"{why}: too far for one step, so a set more comes first."
        return one_set_more(case, text, reps=case.low)
    rule = "absent.reps" if reach or after is None else "absent.room"
    return held(case, f"{case.title}: {case.done_words}. {why}. {_ways_on(case, after)}", rule)


def _another_set(case: Case) -> bool:
    """Tell whether dose, week and the person leave room for one set more."""
    return not (case.own_sets or case.trimmed) and case.work.sets < case.most_sets


def _slower(case: Case, why: str) -> Outcome:
    """Return the same weight lowered more slowly, with few repetitions again."""
    rule = limit("absent.lower")
    work = replace(case.work, reps=case.low, lower_s=int(rule.value))
    text = (
        f"{case.title}: {case.done_words}. {why}, so next time {in_words(work, case.key)}, each "
        f"lowered over {rule.value:.0f} s."
    )
    return Outcome(work, Decision("more", case.key, (rule.said(text),)))


def _why(load_kg: float, after_kg: float | None) -> str:
    if after_kg is None:
        return f"You have nothing heavier than {plain(load_kg)} kg for it"
    if not load_kg:
        return f"The next load that you have is {plain(after_kg)} kg, a big step"
    part = percent((after_kg - load_kg) / load_kg)
    return f"The next load that you have is {plain(after_kg)} kg, {part} more"


def _ways_on(case: Case, after_kg: float | None) -> str:
    """Return what would make the same weight harder, else what is left to do."""
    weight, own = "a heavier one", ""
    if after_kg is not None:
        most = most_after(case.work.load_kg or 0.0, case.profile)
        weight = f"one between, of {plain(math.floor(most))} kg at most"
        own = f" {plain(after_kg)} kg is asked for only if you choose it yourself."
    harder = exercise_named(case.key).harder
    if harder is not None and suits(exercises()[harder], case.profile):
        title = exercises()[harder].title
        return f"{title} makes the same weight harder: put it in its place, or get {weight}.{own}"
    if case.practice:
        text = f"That is all that is asked with it; now make each one better, and film it.{own}"
        return f"{text} Or get {weight}." if own else text
    return f"That is all that it gives: make each one better, or get {weight}.{own}"


def _slowed(case: Case) -> bool:
    one = exercise_named(case.key)
    return one.kind in SLOWED and one.count == "reps"


def _up(risen: Outcome) -> bool:
    return risen.decision.what == "up"
