"""Who comes back: what a session earned waits for how the day after feels, and comes with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from films import form
from lifters import FIRST, asked, day, decided, filmed, lifter, work

from hiphinge.training.happening import Missed, NextDay, Overruled, Swapped
from hiphinge.training.plan import next_session
from hiphinge.training.rungs import moved
from hiphinge.training.step import step

if TYPE_CHECKING:
    from hiphinge.training.state import State

TAP, DOWEL = "wall_tap", "dowel_hinge"


def trained(state: State, number: int, *, pain: int = 0) -> State:
    """All that is asked, done and filmed, on the first day of a week."""
    state = replace(state, day=1)
    sets = [
        replace(one, form=form() if key == TAP and not at else None, pain=pain)
        for key in (one.exercise for one in next_session(state).prescriptions)
        for at, one in enumerate(asked(state, key))
    ]
    return step(state, day(number, *sets))


def told(state: State, number: int, pain: int = 0, *, rose: bool = False) -> State:
    return step(state, NextDay(FIRST + timedelta(days=number), pain, rose))


def of_work(state: State, key: str) -> tuple[float | None, int, int]:
    one = work(state, key)
    return one.load_kg, one.reps, one.sets


@pytest.fixture
def back() -> State:
    return lifter(TAP, goal="return")


def test_nothing_is_offered_before_the_day_after(back: State) -> None:
    after = trained(back, 0)
    assert all(of_work(after, key) == of_work(back, key) for key in back.works)
    assert not {one.what for one in after.decisions} & {"up", "more", "open"}
    assert decided(after, TAP).startswith(
        "wait: This waits for how tomorrow feels: say it then, and it comes if that is no worse."
    )
    assert "repetitions a set" in decided(after, TAP)


def test_it_comes_with_a_good_answer_and_goes_with_a_bad_one(back: State) -> None:
    after = trained(back, 0)
    good = told(after, 1, 1)
    assert work(good, TAP).reps == work(after, TAP).reps + 1
    assert decided(good, TAP).startswith("more")
    assert good.waiting is None
    bad = told(after, 1, 3)
    assert of_work(bad, TAP) == of_work(after, TAP)
    assert bad.waiting is None
    assert "What the last session earned is not added" in decided(bad)
    # Said once more, and worse: it is taken back as ever.
    assert of_work(told(good, 2, 5, rose=True), TAP) == of_work(after, TAP)


def test_a_rung_opens_with_the_answer_of_its_own_session(back: State) -> None:
    first = told(trained(back, 0), 1)
    second = trained(first, 3)
    assert second.rung == TAP
    assert decided(second, DOWEL).startswith(
        "wait: The next rung, Dowel hinge, waits for how tomorrow feels: say it then, and it opens "
        "if that is 2 of 10 or less, and no more than in the session. Filmed sessions in a row"
    )
    opened = told(second, 4)
    assert opened.rung == DOWEL
    assert decided(opened, DOWEL).startswith("open: The next rung is open: Dowel hinge.")
    assert told(second, 4, 3, rose=True).rung == TAP
    # Without the answer of the session before it no rung opens, however the last one felt.
    silent = trained(trained(back, 0), 3)
    assert told(silent, 4).rung == TAP


def test_what_nobody_told_is_not_added_and_that_is_said(back: State) -> None:
    state = trained(trained(back, 0), 3)
    assert "How the day after 2 March was is not known" in decided(state)
    late = told(state, 1, 0)
    assert of_work(late, TAP) == of_work(state, TAP)
    assert work(told(state, 4), TAP).reps == work(back, TAP).reps + 1


def test_two_sessions_of_a_day_wait_together(back: State) -> None:
    one = trained(back, 0)
    two = step(one, day(0, *asked(replace(one, day=1), TAP)))
    assert two.waiting is not None
    assert set(two.waiting.works) >= set(one.waiting.works if one.waiting else ())
    assert "not known" not in decided(two)


def test_what_the_person_decides_comes_before_what_waits(back: State) -> None:
    waits = trained(told(trained(back, 0), 1), 3)
    on = FIRST + timedelta(days=3)
    assert told(step(waits, Overruled(on, "rung", to=TAP)), 4).rung == TAP
    chosen = told(step(waits, Overruled(on, "load", TAP, "4")), 4)
    assert work(chosen, TAP).load_kg == 4.0
    kept = told(step(waits, Overruled(on, "deload")), 4)
    assert kept.rung == DOWEL
    other = next(key for key in (waits.waiting.works if waits.waiting else ()) if key != TAP)
    assert told(step(waits, Swapped(on, other, other)), 4).works[other] == waits.works[other]
    assert told(step(waits, Missed(on)), 4).rung == DOWEL


def test_a_heavier_load_than_asked_does_not_count_by_itself() -> None:
    state, key = lifter("deadlift", goal="return"), "barbell_rdl"
    heavier = (work(state, key).load_kg or 0.0) + 5
    sets = tuple(replace(one, load_kg=heavier) for one in asked(state, key))
    after = told(step(state, day(0, *filmed(sets, form()))), 1)
    assert (work(after, key).load_kg or heavier) < heavier


def test_what_was_earned_on_a_rung_that_is_left_is_no_more() -> None:
    state = trained(told(trained(lifter(DOWEL, goal="return"), 0), 1), 3)
    assert state.waiting is not None
    lower = moved(state, TAP)
    after = told(replace(lower, waiting=state.waiting), 4)
    redosed = [key for key, one in state.waiting.works.items() if after.works[key] != one]
    assert after.rung == TAP
    assert all(after.works[key] == lower.works[key] for key in redosed)


@pytest.mark.parametrize("goal", ["learn", "strength", "muscle", "power"])
def test_for_every_other_goal_it_comes_at_once(goal: str) -> None:
    after = trained(lifter(TAP, goal=goal), 0)
    assert after.waiting is None
    assert decided(after, TAP).startswith("more")
