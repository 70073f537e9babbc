"""Pain: what it holds, what it stops, and who ends a stop."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from films import form
from lifters import FIRST, asked, day, decided, filmed, lifter, work

from hiphinge.training.model import NextDay, Overruled, State
from hiphinge.training.plan import next_session
from hiphinge.training.step import step

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
