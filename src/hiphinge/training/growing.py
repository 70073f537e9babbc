"""More of an exercise, or as much again, with the sentence that says why."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hiphinge.training.case import UNITS, Outcome
from hiphinge.training.loading import in_words
from hiphinge.training.rules import limit
from hiphinge.training.state import Decision

if TYPE_CHECKING:
    from hiphinge.training.case import Case

BIG_STEP = "The next load is a big step, so"
"""Begins the reason why something else grows before a load."""


def held(case: Case, text: str, rule: str = "double.reps") -> Outcome:
    """Return that nothing changes, and why."""
    return Outcome(case.work, Decision("hold", case.key, (limit(rule).said(text),)))


def more_reps(case: Case, top: int, rule: str, *, coarse: bool = False, why: str = "") -> Outcome:
    """Return one repetition more (or so many seconds or metres), up to the top.

    Parameters
    ----------
    case : Case
    top : int
    rule : str
        Its dotted name in `rules.toml`.
    coarse : bool
        Whether they go over the range because the next load is a big step.
    why : str
        Another reason why they go over it; empty for none.
    """
    reps = min(max(case.least_done, case.work.reps) + case.step, top)
    if reps <= case.work.reps:
        return held(case, f"{case.title}: {case.done_words}; the same again.", rule)
    text = f"{case.title}: {case.done_words}; next time {reps} {UNITS[case.asked.count]} a set."
    if coarse:
        text += f" {BIG_STEP} the sets grow a little beyond the range first."
    if why:
        text += f" {why}"
    return Outcome(
        replace(case.work, reps=reps), Decision("more", case.key, (limit(rule).said(text),))
    )


def one_set_more(
    case: Case, why: str = f"{BIG_STEP} a set more comes first.", *, reps: int | None = None
) -> Outcome:
    """Return one set more in the place of more load, of as many repetitions where none are said."""
    work = replace(case.work, sets=case.work.sets + 1, reps=case.high if reps is None else reps)
    text = f"{case.title}: {case.done_words}; next time {in_words(work, case.key)}. {why}"
    return Outcome(work, Decision("more", case.key, (limit("double.coarse").said(text),)))


def more_sets(case: Case, rule: str) -> Outcome:
    """Return one set more that begins with few repetitions, up to what the rule and dose allow."""
    most = min(case.dose.most_sets, int(limit(rule).value))
    if case.own_sets:
        text = f"{case.title}: {case.done_words}. There are as many sets as you chose."
        return held(case, text, rule)
    if case.work.sets >= most or case.trimmed:
        text = (
            f"{case.title}: {case.done_words}. That is all that is asked; now make each one better."
        )
        return held(case, text, rule)
    work = replace(case.work, sets=case.work.sets + 1, reps=case.low)
    text = f"{case.title}: {case.done_words}; next time {in_words(work, case.key)}."
    return Outcome(work, Decision("more", case.key, (limit(rule).said(text),)))
