"""How an exercise moves on by what was lifted: each progression's own rule."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hiphinge.training.absent import without_load
from hiphinge.training.case import Outcome
from hiphinge.training.exercises import exercise_named
from hiphinge.training.goals import scheme
from hiphinge.training.growing import held, more_reps, more_sets, one_set_more
from hiphinge.training.loading import eased, lifted, lighter
from hiphinge.training.loads import HAIR
from hiphinge.training.rack import rack
from hiphinge.training.raising import extra_reps, missing_next, step_part
from hiphinge.training.rules import limit
from hiphinge.training.state import Decision

if TYPE_CHECKING:
    from hiphinge.training.case import Case


def advance(case: Case) -> Outcome:
    """Return what an exercise asks for next time, and why.

    Pain and form have been looked at before: here only repetitions, sets and effort count, and
    `no_rise` holds the load where they forbid it, `no_more` everything. Less is always allowed.
    """
    if case.short:
        return _short(case)
    case = replace(case, work=replace(case.work, short=0))
    loaded = case.asked.progression not in ("skill", "volume")
    if case.no_more is not None and not (loaded and case.full and _over(case)):
        return Outcome(case.work, Decision("hold", case.key, (case.no_more,)))
    if case.asked.progression == "skill":
        return _skill(case)
    return _loaded(case) if loaded else _volume(case)


def _loaded(case: Case) -> Outcome:
    """What carries a load: effort far from what was asked comes first, then its own rule."""
    if not case.full:
        return held(case, f"{case.title}: {case.done_words}, not yet all that was asked.")
    over = _over(case)
    if over > 0:
        return eased(case, over)
    if case.too_hard():
        text = f"{case.title}: {case.done_words}; it stays until that feels easier."
        return held(case, text, "double.reserve")
    load = case.work.load_kg
    if load is not None and missing_next(load, case.key, case.profile):
        return without_load(case)
    if _easy(case) and not _big_step(case):
        return lifted(case, "easy.most", _easy(case))
    return {"double": _double, "percent": _percent, "effort": _effort}[case.asked.progression](case)


def _short(case: Case) -> Outcome:
    """Fewer repetitions than the range: once is a day, twice in a row is too much."""
    work = replace(case.work, short=case.work.short + 1)
    words = f"{case.title}: {case.done_words}, {case.asked.reps_low} or more were asked"
    if work.short < limit("again.failed").value:
        return held(replace(case, work=work), f"{words}. The same once more.", "again.failed")
    return lighter(replace(case, work=work), f"{words}, for the second time or more", "again.less")


def _over(case: Case) -> float:
    """Return by how many points it was much harder than asked; 0 where it was not."""
    most, rpe = case.asked.rpe_high, case.rpe
    if most is None or rpe is None or rpe - most <= limit("easy.points").value:
        return 0.0
    return rpe - most


def _easy(case: Case) -> float:
    """Return by how many points it was clearly easier than the least asked; 0 where it was not."""
    least, rpe = case.asked.rpe_low, case.rpe
    if least is None or rpe is None or least - rpe < limit("easy.points").value:
        return 0.0
    return least - rpe


def _big_step(case: Case) -> bool:
    """Tell whether the next load is so much more that ease alone does not call for it."""
    load = case.work.load_kg
    most = limit("easy.step").value
    return load is not None and step_part(load, case.key, case.profile) > most + HAIR


def _double(case: Case) -> Outcome:
    """Repetitions first; at the top of the range the load, and the repetitions begin again.

    Where the next load is a coarse step, a few repetitions over the top come first, or sets where
    the repetitions keep to their range.
    """
    load = case.work.load_kg
    over = 0 if load is None or case.own_reps else extra_reps(load, case.key, case.profile)
    top = case.high if case.practice else case.high + over * case.step
    if case.least_done < top:
        coarse = over > 0 and case.least_done >= case.high
        return more_reps(case, top, "double.reps", coarse=coarse)
    begun = scheme(case.profile.goal, case.profile.level).begun(case.dose)
    if (
        case.practice
        and case.no_rise is None
        and not (case.own_sets or case.trimmed)
        and case.work.sets < min(case.most_sets, begun + over)
    ):
        return one_set_more(case)
    risen = lifted(case, "double.most")
    if risen.decision.what != "up":
        return risen
    sets = min(risen.work.sets, begun) if over and case.practice else risen.work.sets
    return replace(risen, work=replace(risen.work, reps=case.low, sets=sets))


def _percent(case: Case) -> Outcome:
    """A small rise a week, once all that was asked was done."""
    load = case.work.load_kg
    if not load:
        return held(case, f"{case.title}: log its load, and it can rise from there.")
    if rack(exercise_named(case.key), case.profile) and extra_reps(load, case.key, case.profile):
        return _double(case)
    weekly = max(limit("percent.step").value, limit("percent.least").value * load)
    waits = _weeks_to_wait(case, load, weekly)
    if case.work.raised and case.week - case.work.raised < waits:
        text = f"{case.title}: {case.done_words}; the load rose in week {case.work.raised}."
        return held(
            case, f"{text} It rises again in week {case.work.raised + waits}.", "percent.step"
        )
    return lifted(case, "percent.step", weekly / load)


def _weeks_to_wait(case: Case, load: float, weekly: float) -> int:
    """Return the weeks that a step of load is worth: a coarse one comes more seldom."""
    risen = lifted(replace(case, no_rise=None), "percent.step", weekly / load).work.load_kg
    step = (risen or load) - load
    return max(1, int(-(-step // weekly)))


def _effort(case: Case) -> Outcome:
    """Toward the effort that was asked: up at most once a week, where there is room."""
    most, rpe, load = case.asked.rpe_high, case.rpe, case.work.load_kg
    if load is not None and extra_reps(load, case.key, case.profile):
        return _double(case)
    if rpe is None or most is None:
        text = f"{case.title}: say how hard the sets felt, and the load can follow it."
        return held(case, text, "effort.point")
    if rpe >= most:
        text = f"{case.title}: {case.done_words}, as hard as was asked. The load stays."
        return held(case, text, "effort.point")
    if case.work.raised == case.week:
        text = f"{case.title}: {case.done_words}; the load has risen this week."
        return held(case, text, "effort.point")
    return lifted(case, "effort.point", most - rpe)


def _skill(case: Case) -> Outcome:
    """Repetitions, then sets; after that the films decide."""
    if not case.full or case.too_hard():
        return held(case, f"{case.title}: {case.done_words}; the same again.", "skill.reps")
    if case.work.reps < case.high:
        return more_reps(case, case.high, "skill.reps")
    return more_sets(case, "skill.most_sets")


def _volume(case: Case) -> Outcome:
    """A little more at most once a week, where it was not too hard."""
    if not case.full or case.too_hard("volume.reserve"):
        return held(case, f"{case.title}: {case.done_words}; the same again.", "volume.reps")
    if case.work.raised == case.week:
        text = f"{case.title}: {case.done_words}; it grows once a week at most."
        return held(case, text, "volume.reps")
    if case.work.reps < case.high:
        grown = more_reps(case, case.high, f"volume.{case.asked.count}")
    else:
        grown = more_sets(case, "volume.most_sets")
    if grown.decision.what == "more":
        return replace(grown, work=replace(grown.work, raised=case.week))
    return grown
