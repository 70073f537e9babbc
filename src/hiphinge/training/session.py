"""A training day that was done: what each exercise asks for next, and whether a rung opens."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hiphinge.training.breaks import returned
from hiphinge.training.carrying import picked_up
from hiphinge.training.case import Case
from hiphinge.training.exercises import exercise_named
from hiphinge.training.film import broken, no_answer, no_more, no_rise, shown, slowed
from hiphinge.training.gates import gate_of
from hiphinge.training.ladder import evidence, rung_before, rung_exercise
from hiphinge.training.lifted import as_lifted, slipped
from hiphinge.training.loading import in_words, less_of
from hiphinge.training.model import Said
from hiphinge.training.noting import by_exercise, noted
from hiphinge.training.painful import pain_stop, rising
from hiphinge.training.plan import next_session
from hiphinge.training.progress import advance
from hiphinge.training.rules import limit
from hiphinge.training.rungs import dose_of, moved, opening
from hiphinge.training.start import begin
from hiphinge.training.state import Before, Decision
from hiphinge.training.waiting import MORE, begun, ended, more_waits, rung_waits, waits
from hiphinge.training.weeks import turned

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hiphinge.training.happening import SessionDone, SetDone
    from hiphinge.training.model import Prescription
    from hiphinge.training.state import State, Work


def done(state: State, happening: SessionDone) -> State:
    """Return where the programme stands after a training day.

    The order of what counts: pain, form, what was lifted. A lighter week changes nothing but for
    pain, and what its films show is kept. Who comes back gets more only with the day after.
    """
    state = returned(state, happening.day)
    state = replace(state, rested=0.0, decisions=state.decisions if state.rested else ())
    asked = happening.asked or next_session(state).prescriptions
    plan = {one.exercise: one for one in asked}
    before = Before(state.rung, state.works)
    done = by_exercise(happening)
    state = begun(noted(state, done, happening.day), happening.day, done)
    today = {key: state.seen[key][-1:] for key in done}
    decisions: list[Decision] = list(state.decisions)
    for key, sets in done.items():
        state, decision = _decided(state, key, sets, plan.get(key))
        # The rung that is gone back to lets its films count anew, and today's is the first.
        state = replace(state, seen={**today, **state.seen})
        decisions.append(decision)
    state, opened = _opened(state, done) if state.rung == before.rung else (state, None)
    if opened is not None:
        decision, by = opened
        kept = [one for one in decisions if one.exercise not in by or one.what in ("up", "down")]
        decisions = [decision, *kept]
    last = happening.day if state.last is None else max(state.last, happening.day)
    state = ended(replace(state, last=last, was=before, decisions=tuple(decisions)))
    return turned(state)


def _decided(
    state: State, key: str, sets: tuple[SetDone, ...], asked: Prescription | None
) -> tuple[State, Decision]:
    """Return the state with an exercise's next step, and the decision."""
    view = gate_of(state, key)
    before = state.works.get(key) or begin(key, state.profile, state.rung)
    before = replace(before, held=view.held, failed=view.failed)
    dose = dose_of(key, state.profile, state.rung)
    title = exercise_named(key).title
    stays = rising(sets, title) or no_more(state, key)
    wait = stays or no_rise(state, key) or picked_up(state, key)
    # Who comes back steps up by what is asked alone, and only after the day after.
    free = wait is None and asked is not None and not waits(state.profile)
    work = before if state.deload else as_lifted(before, key, sets, state, free=free)
    painful = pain_stop(state, key, work, dose.reps[0])
    if painful is not None:
        return painful
    if state.deload:
        text = f"{title}: noted. The lighter week changes nothing."
        return _with(state, key, work, Decision("hold", key, (limit("deload.sets").said(text),)))
    failing = broken(view, state.seen[key][-1], state)
    if failing:
        return _failed(state, key, work, failing, dose.reps[0])
    if asked is None or state.stopped:
        text = f"{title}: noted. It was not asked for on this day, so nothing changes."
        return _with(state, key, work, Decision("hold", key, (limit("skill.reps").said(text),)))
    case = Case(key, state.profile, asked, dose, work, sets, state.week, wait, stays)
    slip = slipped(before, sets, title)
    if slip is not None:
        return _with(state, key, before, Decision("hold", key, (slip,)))
    return _moved_on(state, case)


def _moved_on(state: State, case: Case) -> tuple[State, Decision]:
    """Return what was lifted makes of an exercise whose form passed, or was not filmed."""
    key, work = case.key, case.work
    slow = slowed(state.seen[key][-1], key)
    if slow is not None:
        less, what = less_of(replace(work, load_kg=None), 0.0, key, state.profile, case.low)
        less = replace(less, load_kg=work.load_kg)
        return _with(state, key, less, Decision(what, key, (slow,)))
    outcome = advance(case)
    decision = outcome.decision
    if decision.what == "up":
        decision = replace(decision, why=(*decision.why, *shown(state, key)))
    if decision.what in MORE and waits(state.profile):
        return more_waits(state, key, replace(case.work, short=0), outcome.work, decision)
    return _with(state, key, outcome.work, decision)


def _with(state: State, key: str, work: Work, decision: Decision) -> tuple[State, Decision]:
    return replace(state, works={**state.works, key: work}), decision


def _failed(
    state: State, key: str, work: Work, said: tuple[Said, ...], low: int
) -> tuple[State, Decision]:
    """Return what a film that did not pass makes of an exercise: held once, then made less."""
    title, rule = exercise_named(key).title, limit("again.less")
    if work.failed < limit("again.failed").value:
        text = f"{title}: it stays as it is until a film passes."
        return _with(state, key, work, Decision("hold", key, (*said, rule.said(text))))
    lower = rung_before(state.rung, state.profile)
    own = rung_exercise(state.rung, state.profile) == key
    new, what = less_of(work, rule.value, key, state.profile, low)
    if what != "down" and own and lower is not None:
        text = f"{title}: the second film in a row that did not pass, so back to a rung lower: "
        why = (*said, rule.said(f"{text}{lower.title}."))
        return moved(state, lower.key), Decision("back", key, why)
    text = f"{title}: the second film in a row or more that did not pass"
    if what == "down":
        text += f", so the load goes from {work.load_kg:g} to {new.load_kg:g} kg."
    elif what == "less":
        text += f", so next time {in_words(new, key)}."
    else:
        text += ". There is nothing lighter of it: slow down, and mend one thing at a time."
    return _with(state, key, new, Decision("back", key, (*said, rule.said(text))))


def _opened(
    state: State, done: Mapping[str, tuple[SetDone, ...]]
) -> tuple[State, tuple[Decision, tuple[str, ...]] | None]:
    """Return the state on the next rung where a film of today opens it, and the decision."""
    gate = opening(state)
    if gate is None or not gate.opens or state.deload or state.stopped:
        return state, None
    by = [
        key
        for key in gate.on
        if key in done
        and state.seen[key][-1].form is not None
        and rising(done[key], key) is None
        and no_answer(state, key) is None
    ]
    if not by or any((state.seen[key][-1].pain or 0) >= limit("pain.stop").value for key in done):
        return state, None
    new = rung_exercise(gate.rung, state.profile) or by[0]
    text = f"The next rung is open: {gate.rung.title}. {gate.rung.about}"
    source, label = evidence()
    decision = Decision("open", new, (Said(text, source, label), *gate.why))
    if waits(state.profile):
        state, decision = rung_waits(state, gate.rung.key, decision, by)
        return state, (decision, tuple(by))
    return moved(state, gate.rung.key), (decision, tuple(by))
