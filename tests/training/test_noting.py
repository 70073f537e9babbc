"""What is kept of training days as evidence, in whatever order and number they come."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from films import form
from lifters import FIRST, RED, asked, day, decided, filmed, lifter, work

from hiphinge.training.happening import SessionDone
from hiphinge.training.noting import KEPT
from hiphinge.training.step import step

if TYPE_CHECKING:
    from hiphinge.training.state import State

TAP, DL = "wall_tap", "barbell_deadlift"


def done(state: State, number: int, film: object, pain: int = 0) -> State:
    state = replace(state, day=1)
    sets = tuple(replace(one, pain=pain) for one in asked(state, TAP))
    return step(state, day(number, *filmed(sets, film)))  # type: ignore[arg-type]


def test_two_sessions_of_one_day_are_no_two_days() -> None:
    state = done(done(lifter(TAP), 0, form()), 0, form())
    assert state.rung == TAP
    (seen,) = state.seen[TAP]
    assert seen.form is not None
    assert (seen.form.reps, seen.form.green) == (16, 16)
    assert done(state, 3, form()).rung == "dowel_hinge"


def test_the_worse_of_two_sessions_of_one_day_counts() -> None:
    state = done(done(lifter(TAP), 0, RED, pain=3), 0, form())
    (seen,) = state.seen[TAP]
    assert seen.form is not None
    assert (seen.form.green, seen.pain) == (10, 3)


def test_days_in_disorder_are_no_break() -> None:
    state = step(lifter(), day(30, *asked(lifter(), DL)))
    late = step(state, day(0))
    assert late.last == state.last
    after = step(replace(late, day=1), day(31, *asked(replace(late, day=1), DL)))
    assert "days since the last session" not in decided(after)
    assert work(after, DL).load_kg == work(state, DL).load_kg


def test_who_films_seldom_is_not_stuck() -> None:
    state = lifter(TAP, gate="tight")
    films = 0
    for number in range(30):
        filming = number % 6 == 0
        films += filming
        state = done(state, 2 * number, form(16, 16) if filming else None)
        if state.rung != TAP:
            break
    assert films == 3
    assert all(len(days) <= KEPT for days in state.seen.values())


def test_a_painful_day_is_not_forgotten_for_want_of_a_film() -> None:
    state = done(done(lifter(TAP, gate="tight"), 0, form(16, 16)), 2, None, pain=3)
    for number in range(2 * KEPT):
        state = done(state, 4 + 2 * number, None)
    assert any(one.pain == 3 for one in state.seen[TAP])


def test_a_future_day_and_one_long_ago_break_nothing() -> None:
    state = step(lifter(), SessionDone(date(2199, 12, 31), asked(lifter(), DL)))
    state = step(state, SessionDone(date(1900, 1, 1), ()))
    assert step(state, day(0)).session == 3
    assert (state.last or FIRST) - FIRST > timedelta(days=1)
