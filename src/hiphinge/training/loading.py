"""A load up or down by a rule, with the sentence that says why."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from hiphinge.training.case import Outcome, unit_words
from hiphinge.training.exercises import exercise_named
from hiphinge.training.loads import HAIR, NEAR_KG, fitting
from hiphinge.training.raising import lowered, most_after, raised
from hiphinge.training.rules import limit
from hiphinge.training.state import Decision

if TYPE_CHECKING:
    from hiphinge.training.case import Case
    from hiphinge.training.model import Profile
    from hiphinge.training.state import Work

Less = Literal["down", "less", "hold"]


def lifted(case: Case, rule: str, amount: float | None = None) -> Outcome:
    """Return the load risen by a rule, or held where it may not rise.

    Parameters
    ----------
    case : Case
    rule : str
        Its dotted name in `rules.toml`.
    amount : float or None
        Points of effort for the rules of effort, part of the load for that of percent; None for
        what the rule says itself.
    """
    load, words = case.work.load_kg, f"{case.title}: {case.done_words}"
    if load is None:
        text = f"{words}. Log its load, and it can rise from there."
        return _hold(case, rule, text)
    if case.no_rise is not None:
        work = case.work
        return Outcome(work, Decision("hold", case.key, (case.no_rise,)))
    if _blind(case):
        text = f"{words}. Say how hard the sets felt, and the load can rise: it stays easy here."
        return _hold(case, "easy.cap", text)
    new = raised(load, _part(rule, amount), case.key, case.profile)
    if new is None:
        return _hold(case, rule, f"{words}. There is no heavier load of it.")
    if (too_much := _too_much(case, load, new)) is not None:
        rule, text = too_much
        return _hold(case, rule, f"{words}. {text}")
    before = f"{load:g}" if load else "body weight alone"
    text = f"{words}; the load goes from {before} to {new:g} kg."
    return Outcome(
        replace(case.work, load_kg=new, raised=case.week, lower_s=0),
        Decision("up", case.key, (limit(rule).said(text),)),
    )


def eased(case: Case, points: float) -> Outcome:
    """Return the load lowered for a set that was much harder than asked."""
    part = min(points * limit("effort.point").value, limit("easy.most").value)
    asked = case.asked.rpe_high or 0.0
    words = f"{case.title}: {case.done_words}, at most {asked:g} was asked"
    return lighter(case, words, "effort.point", part)


def lighter(case: Case, words: str, rule: str, part: float | None = None) -> Outcome:
    """Return it lighter by a rule; with fewer repetitions or sets where no load can go down."""
    part = limit(rule).value if part is None else part
    work, what = less_of(case.work, part, case.key, case.profile, case.low)
    if what == "down":
        text = f"{words}: the load goes from {case.work.load_kg:g} to {work.load_kg:g} kg."
    elif what == "less":
        text = f"{words}: next time {in_words(work, case.key)}."
    elif case.key in case.profile.own:
        text = f"{words}: it stays as you chose. Fewer sets or repetitions may help: you decide."
    else:
        text = f"{words}: it stays at the least there is. A rung or an exercise lower may help."
    return Outcome(work, Decision(what, case.key, (limit(rule).said(text),)))


def in_words(work: Work, exercise: str) -> str:
    """Return what is asked of an exercise, such as ``2 sets of 8 repetitions``."""
    sets = "1 set" if work.sets == 1 else f"{work.sets} sets"
    return f"{sets} of {work.reps} {unit_words(work.reps, exercise_named(exercise).count)}"


def less_of(
    work: Work, part: float, exercise: str, profile: Profile, low: int
) -> tuple[Work, Less]:
    """Return less of an exercise and how: ``down`` in load, ``less`` of it, or ``hold``.

    Parameters
    ----------
    work : Work
    part : float
        Of the load that is taken off.
    exercise : str
    profile : Profile
    low : int
        Repetitions that it begins with again.
    """
    new = None if work.load_kg is None else lowered(work.load_kg, part, exercise, profile)
    if new is not None:
        return replace(work, load_kg=new, reps=min(work.reps, low), lower_s=0), "down"
    if work.lower_s:
        return replace(work, lower_s=0, reps=low), "less"
    if work.reps > low:
        return replace(work, reps=low), "less"
    own = profile.own.get(exercise)
    if work.sets > 1 and (own is None or own.sets is None):
        return replace(work, sets=work.sets - 1), "less"
    return work, "hold"


def _part(rule: str, amount: float | None) -> float:
    """Return the part of the load that a rule adds at most."""
    if rule == "percent.step":
        return amount or 0.0
    if rule in ("effort.point", "easy.most"):
        most = limit("effort.most" if rule == "effort.point" else "easy.most").value
        return min(most, (amount or 0.0) * limit("effort.point").value)
    return limit(rule).value


def _blind(case: Case) -> bool:
    """Tell whether practice has neither effort nor a best single to keep its load easy by."""
    most = case.dose.rpe[1] if case.dose.rpe is not None else None
    easy = most is not None and most <= limit("easy.cap").value
    return easy and case.rpe is None and case.key not in case.profile.best_kg


def _too_much(case: Case, load: float, new: float) -> tuple[str, str] | None:
    """Return why a load is too much to come next, with its rule; None where it is not."""
    if new > most_after(load, case.profile) + NEAR_KG:
        return "absent.room", f"The next load that you have is {new:g} kg: too far for one step."
    most = _ceiling(case)
    if most is not None and new > most + HAIR:
        return "easy.cap", f"The load stays at {load:g} kg: practice keeps to a part of your best."
    return None


def _ceiling(case: Case) -> float | None:
    """Return the most that practice is loaded with, where the best single is known [kg]."""
    best, dose = case.profile.best_kg.get(case.key), case.dose
    if best is None or dose.part is None or dose.rpe is None:
        return None
    if dose.rpe[1] > limit("easy.cap").value:
        return None
    return fitting(best * dose.part[1], exercise_named(case.key), case.profile)


def _hold(case: Case, rule: str, text: str) -> Outcome:
    return Outcome(case.work, Decision("hold", case.key, (limit(rule).said(text),)))
