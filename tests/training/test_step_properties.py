"""What holds for whatever happens to anybody."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lifters import FIRST, happenings, lifter

from hiphinge.training.evidence import day_of
from hiphinge.training.exercises import exercise_named, exercises
from hiphinge.training.fold import fold, trail
from hiphinge.training.happening import Missed, Overruled, SessionDone
from hiphinge.training.ladder import ladder, next_rung, place
from hiphinge.training.loads import fitting
from hiphinge.training.plan import next_session
from hiphinge.training.rules import limit
from hiphinge.training.step import step

if TYPE_CHECKING:
    from hiphinge.training.state import State

STATES = st.builds(
    lifter,
    st.sampled_from([one.key for one in ladder()]),
    goal=st.sampled_from(["learn", "strength", "muscle", "power", "return"]),
    level=st.sampled_from(["beginner", "intermediate", "advanced"]),
    days=st.sampled_from([2, 3, 4]),
    gate=st.sampled_from(["tight", "normal", "loose"]),
    units=st.sampled_from(["kg", "lb"]),
)


@given(st.data())
def test_whatever_happens(data: st.DataObject) -> None:
    state = data.draw(STATES)
    for happened, after in trail(state, data.draw(happenings(state))):
        if isinstance(happened, SessionDone):
            _loads_rise_only_with_form_and_without_pain(state, happened, after)
            _nothing_is_added_in_pain(state, happened, after)
            _rungs_are_climbed_one_by_one(state, after)
            assert after.last == max(state.last or happened.day, happened.day)
        if isinstance(happened, SessionDone | Missed):
            assert after.session == state.session + 1
        _well_formed(after)
        state = after


def _loads_rise_only_with_form_and_without_pain(
    before: State, happened: SessionDone, after: State
) -> None:
    if after.rung != before.rung:
        return  # another rung asks for other doses
    for key in {one.exercise for one in happened.sets} & set(before.works):
        old, new = before.works[key].load_kg, after.works[key].load_kg
        if not old or new is None or new <= old or not after.seen.get(key):
            continue
        today = day_of(after.seen[key][-1], after.profile.gate)
        pain = after.seen[key][-1].pain
        assert today.form != "broken"
        assert pain is None or pain < limit("pain.stop").value
        assert not before.stopped
        if exercise_named(key).move is not None:
            films = [one for one in after.seen[key] if one.form is not None]
            assert day_of(films[-1], after.profile.gate).form == "met"
            assert films[-1].load_kg is None or films[-1].load_kg >= 0.89 * old


def _nothing_is_added_in_pain(before: State, happened: SessionDone, after: State) -> None:
    if after.rung != before.rung:
        return  # another rung asks for other doses
    for key in {one.exercise for one in happened.sets} & set(before.works):
        if (after.seen[key][-1].pain or 0) > limit("gate.normal.pain").value:
            old, new = before.works[key], after.works[key]
            assert not old.load_kg or (new.load_kg or 0.0) <= old.load_kg
            assert new.reps <= old.reps
            assert new.sets <= old.sets


def _rungs_are_climbed_one_by_one(before: State, after: State) -> None:
    if place(after.rung) > place(before.rung):
        following = next_rung(before.rung, before.profile)
        assert following is not None
        assert after.rung == following.key


def _well_formed(state: State) -> None:
    assert 1 <= state.day <= state.profile.days
    assert place(state.highest) >= place(state.rung)
    assert all(said.text and said.source for one in state.decisions for said in one.why)
    assert all(one.why for one in state.decisions)
    for one in state.works.values():
        assert one.reps >= 1
        assert one.sets >= 1
        assert one.load_kg is None or one.load_kg >= 0
    assert next_session(state).week == state.week


@given(st.data())
def test_the_same_happenings_give_the_same_state(data: st.DataObject) -> None:
    state = data.draw(STATES)
    happened = data.draw(happenings(state, 6))
    assert fold(state, happened) == fold(state, happened)


@given(st.data())
def test_a_person_is_always_obeyed(data: st.DataObject) -> None:
    state = fold(first := data.draw(STATES), data.draw(happenings(first, 6)))
    day = state.last or FIRST
    rung = data.draw(st.sampled_from([one.key for one in ladder()]))
    key = data.draw(st.sampled_from(sorted(exercises())))
    load = data.draw(st.integers(0, 300))
    to_rung = step(state, Overruled(day, "rung", to=rung))
    to_load = step(state, Overruled(day, "load", key, f"{load}"))
    assert to_rung.rung == rung
    assert to_load.works[key].load_kg == load
    assert step(state, Overruled(day, "resume")).stopped == ()
    assert step(state, Overruled(day, "deload")).deload != state.deload
    assert {one.what for one in to_rung.decisions + to_load.decisions} == {"overruled"}


@given(st.data())
def test_loads_are_such_as_can_be_loaded(data: st.DataObject) -> None:
    state = data.draw(STATES)
    for happened, after in trail(state, data.draw(happenings(state))):
        if isinstance(happened, SessionDone):
            for key, work in after.works.items():
                before = state.works.get(key)
                logged = {one.load_kg for one in happened.sets if one.exercise == key}
                if work.load_kg is None or work.load_kg in logged or work == before:
                    continue
                kept = before is not None and work.load_kg == before.load_kg
                fits = fitting(work.load_kg, exercise_named(key), after.profile)
                assert kept or work.load_kg == fits
        state = after


@pytest.mark.parametrize("level", ["beginner", "intermediate", "advanced"])
def test_the_lighter_week_comes(level: str) -> None:
    state = lifter(level=level)
    seen = []
    for number in range(12 * state.profile.days):
        turn, at = divmod(number, state.profile.days)
        state = step(state, SessionDone(FIRST + timedelta(days=7 * turn + 2 * at), ()))
        seen.append(state.deload)
    assert any(seen)
    longest = max(len(run) for run in "".join("d" if one else "." for one in seen).split("d"))
    assert longest <= 8 * state.profile.days
