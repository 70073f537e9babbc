"""Pain: what it holds, what it stops, and who ends a stop."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from films import form
from lifters import FIRST, asked, day, decided, filmed, lifter, work

from hiphinge.training.happening import NextDay, Overruled
from hiphinge.training.plan import next_session
from hiphinge.training.step import step

if TYPE_CHECKING:
    from hiphinge.training.state import State

DL = "barbell_deadlift"


def hurt(state: State, number: int, *pains: int) -> State:
    """A filmed, passing session with these pains over its sets."""
    state = replace(state, day=1)
    sets = filmed(asked(state, DL), form())
    given = zip(sets, (*pains, *[pains[-1]] * len(sets)), strict=False)
    return step(state, day(number, *(replace(one, pain=pain) for one, pain in given)))


def test_little_pain_holds_nothing() -> None:
    assert decided(hurt(lifter(), 0, 2), DL).startswith("up")


def test_more_than_the_gate_wants_holds() -> None:
    state = hurt(lifter(), 0, 3)
    assert decided(state, DL) == (
        "hold: Deadlift: pain was 3 of 10; more comes only at 2 or less, without a rise."
    )


def test_pain_at_the_stop_makes_it_lighter_and_is_no_end_of_training() -> None:
    before = work(lifter(), DL).load_kg
    state = hurt(lifter(), 0, 4)
    assert decided(state, DL).startswith("stop: Deadlift: pain 4 of 10.")
    assert before is not None
    assert (work(state, DL).load_kg or before) <= 0.85 * before
    assert not state.stopped


def test_pain_that_comes_again_asks_for_a_clinician() -> None:
    state = hurt(hurt(lifter(), 0, 5), 3, 4)
    assert "doctor or a physiotherapist" in decided(state, DL)
    assert state.stopped
    assert next_session(state).prescriptions == ()
    assert not hurt(hurt(hurt(lifter(), 0, 5), 3, 1), 6, 4).stopped  # not in a row


def test_the_person_may_end_a_stop() -> None:
    state = hurt(hurt(lifter(), 0, 5), 3, 4)
    assert all(one.can_overrule for one in state.decisions)
    on = step(state, Overruled(FIRST, "resume"))
    assert on.stopped == ()
    assert decided(on).startswith("overruled: You go on, knowing why it was stopped:")
    assert next_session(on).prescriptions


def test_pain_that_rises_over_the_sets_holds() -> None:
    state = hurt(lifter(), 0, 0, 1, 2)
    assert decided(state, DL).startswith("hold: Deadlift: pain rose from 0 to 2 of 10")


def test_pain_on_the_next_day_counts_as_pain_that_comes_again() -> None:
    state = hurt(lifter(), 0, 4)
    state = replace(hurt(state, 3, 1), decisions=())
    stopped = step(state, NextDay(FIRST + timedelta(days=4), pain=5, rose=True))
    assert stopped.stopped
    assert decided(stopped, DL).startswith("stop")


def test_pain_above_two_holds_everything_not_only_the_load() -> None:
    state = lifter()
    sets = tuple(
        replace(one, pain=3)
        for plan in (next_session(state),)
        for asks in plan.prescriptions
        for one in asked(state, asks.exercise)
    )
    after = step(state, day(0, *sets))
    assert {one.what for one in after.decisions} == {"hold"}
    for key in {one.exercise for one in sets}:
        before, now = state.works[key], after.works[key]
        assert (now.load_kg, now.reps, now.sets) == (before.load_kg, before.reps, before.sets)


def test_pain_that_rises_opens_no_rung() -> None:
    state = lifter("wall_tap")
    for number in (0, 3):
        state = replace(state, day=1)
        first, second = filmed(asked(state, "wall_tap"), form())
        state = step(state, day(number, first, replace(second, pain=2)))
    assert state.rung == "wall_tap"


def test_pain_holds_but_what_was_far_too_hard_gets_lighter() -> None:
    state = lifter()
    hard = tuple(replace(one, pain=3, rpe=10.0) for one in asked(state, DL))
    assert decided(step(state, day(0, *filmed(hard, form()))), DL).startswith("down")


def test_severe_pain_stops_at_once_and_the_person_may_go_on() -> None:
    state = hurt(lifter(), 0, 7)
    assert state.stopped
    assert "doctor or a physiotherapist" in decided(state, DL)
    assert not hurt(lifter(), 0, 6).stopped
    assert step(state, Overruled(FIRST, "resume")).stopped == ()


def test_pain_in_another_hinge_on_the_next_day_of_training_is_pain_that_comes_again() -> None:
    state = hurt(lifter(), 0, 5)
    rdl = tuple(replace(one, pain=4) for one in asked(replace(state, day=3), "barbell_rdl"))
    again = step(replace(state, day=3), day(4, *rdl))
    assert again.stopped
    assert "on two training days in a row" in decided(again, "barbell_rdl")
    trunk = tuple(replace(one, pain=4) for one in asked(replace(state, day=1), "plank"))
    assert not step(replace(state, day=1), day(4, *trunk)).stopped


def test_severe_pain_on_the_day_after_stops_too() -> None:
    state = step(hurt(lifter(), 0, 1), NextDay(FIRST + timedelta(days=1), pain=8, rose=True))
    assert state.stopped
    assert decided(state, DL).startswith("stop: Pain 8 of 10 on the day after, more than before.")


def test_soreness_is_not_what_is_meant() -> None:
    state = step(hurt(lifter(), 0, 1), NextDay(FIRST + timedelta(days=1), pain=3, rose=True))
    assert "Muscles that are sore for a day or two" in decided(state)


def test_the_day_after_belongs_to_the_session_before_it() -> None:
    state = hurt(lifter(), 0, 0)
    up = work(state, DL).load_kg
    same_day = step(state, NextDay(FIRST, pain=5, rose=True))
    assert (work(same_day, DL).load_kg, same_day.decisions) == (up, ())
    # Trained again before it was said: what the later session gave stays, the gate knows of it.
    later = hurt(state, 1, 0)
    told = step(later, NextDay(FIRST + timedelta(days=1), pain=3, rose=True))
    assert [one.next_pain for one in told.seen[DL]] == [3, None]
    assert work(told, DL) == work(later, DL)
    assert "Nothing is added" in decided(told)


def test_coming_back_nothing_at_all_is_added_without_the_day_after() -> None:
    state = lifter("wall_tap", goal="return")
    for number in (0, 3):
        state = replace(state, day=1)
        before = state
        plan = next_session(state)
        sets = [one for asks in plan.prescriptions for one in asked(state, asks.exercise)]
        state = step(state, day(number, *sets))
    keys = {one.exercise for one in sets}
    assert all(state.works[key].reps == before.works[key].reps for key in keys)
    assert "How the day after 2 March was is not known" in decided(state)
