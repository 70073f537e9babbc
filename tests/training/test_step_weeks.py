"""Days, weeks, lighter weeks and breaks."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from films import form
from lifters import FIRST, asked, day, decided, filmed, lifter, work

from hiphinge.training.breaks import returned
from hiphinge.training.fold import fold, trail
from hiphinge.training.happening import Happening, Missed, Overruled, SessionDone
from hiphinge.training.plan import week
from hiphinge.training.step import step

if TYPE_CHECKING:
    from hiphinge.training.state import State

DL = "barbell_deadlift"


def weeks(state: State, count: int, first: int = 0) -> State:
    """Weeks of days on which nothing was logged but that they were done."""
    for number in range(count * state.profile.days):
        turn, place = divmod(number, state.profile.days)
        state = step(state, day(first + 7 * turn + 2 * place))
    return state


def test_days_and_weeks_are_counted() -> None:
    state = lifter()
    assert (state.week, state.day) == (1, 1)
    state = step(state, day(0))
    assert (state.week, state.day, state.session) == (1, 2, 1)
    state = weeks(lifter(), 2)
    assert (state.week, state.day, state.session, state.since_deload) == (3, 1, 6, 2)


@pytest.mark.parametrize(
    ("level", "count"), [("beginner", 8), ("intermediate", 6), ("advanced", 5)]
)
def test_a_lighter_week_comes_and_goes(level: str, count: int) -> None:
    state = weeks(lifter(level=level), count)
    assert state.deload
    assert decided(state).startswith(f"deload: {count} weeks of training")
    usual = sum(
        one.sets for plan in week(replace(state, deload=False)) for one in plan.prescriptions
    )
    lighter = sum(one.sets for plan in week(state) for one in plan.prescriptions)
    assert lighter <= 0.7 * usual
    after = weeks(state, 1, 7 * count)
    assert (after.deload, after.since_deload) == (False, 0)


def test_no_lighter_week_where_nothing_is_hard() -> None:
    assert not weeks(lifter("wall_tap", goal="return"), 12).deload


def test_a_lighter_week_changes_no_load() -> None:
    state = replace(lifter(), deload=True)
    after = step(state, day(0, *filmed(asked(state, DL), form())))
    assert work(after, DL).load_kg == work(state, DL).load_kg
    assert after.seen[DL][0].form == form()


def test_two_exercises_that_fail_bring_it_earlier() -> None:
    state = replace(weeks(lifter(), 3), day=3)
    for key in ("leg_curl", "hip_thrust"):
        works = {**state.works, key: replace(state.works[key], short=2)}
        state = replace(state, works=works)
    state = step(replace(state, since_deload=2), day(20))
    assert decided(state).startswith("deload: 2 exercises failed twice in a row")


def test_the_person_puts_it_off() -> None:
    state = step(weeks(lifter(), 8), Overruled(FIRST, "deload"))
    assert not state.deload
    assert not weeks(state, 1, 56).deload
    assert weeks(state, 2, 56).deload
    assert step(lifter(), Overruled(FIRST, "deload")).deload


def test_a_missed_day_is_left_out() -> None:
    state = step(lifter(), Missed(FIRST))
    assert (state.week, state.day, state.session, state.last) == (1, 2, 1, None)
    assert decided(state) == (
        "hold: A missed day is left out, not made up: go on with the next one."
    )
    assert state.works == lifter().works


def test_a_week_half_missed_is_done_again() -> None:
    state = fold(lifter(), (day(0), Missed(FIRST), Missed(FIRST)))
    assert (state.week, state.day, state.missed) == (1, 1, 0)
    assert "2 of the 3 days of week 1 were missed" in "".join(
        said.text for one in state.decisions for said in one.why
    )
    assert fold(lifter(), (day(0), day(2), Missed(FIRST))).week == 2


@pytest.mark.parametrize(("gap", "part"), [(10, 1.0), (11, 0.9), (22, 0.8), (43, 0.65)])
def test_a_break_begins_lighter(gap: int, part: float) -> None:
    state = step(lifter(), day(0))
    before = work(state, DL).load_kg
    assert before is not None
    back = returned(state, FIRST + timedelta(days=gap))
    assert work(back, DL).load_kg == pytest.approx(part * before, abs=1.25)
    assert returned(back, FIRST + timedelta(days=gap)) == back


def test_a_break_in_steps_takes_off_no_more_than_at_once() -> None:
    state = step(lifter(), day(0))
    before = work(state, DL).load_kg
    missed = fold(state, [Missed(FIRST + timedelta(days=gap)) for gap in (12, 15, 25, 30)])
    assert before is not None
    assert work(missed, DL).load_kg == pytest.approx(0.8 * before, abs=2.5)
    at_once = returned(state, FIRST + timedelta(days=30))
    assert work(missed, DL).load_kg == pytest.approx(work(at_once, DL).load_kg, abs=2.5)


def test_a_very_long_break_goes_a_rung_back_and_old_films_count_no_more() -> None:
    state = lifter()
    state = step(state, day(0, *filmed(asked(state, DL), form())))
    back = returned(state, FIRST + timedelta(days=50))
    assert (back.rung, back.highest) == ("bar_rdl", "deadlift")
    assert back.seen == {}
    assert "50 days since the last session" in decided(back)


def test_the_session_after_a_break_is_held_against_the_lighter_plan() -> None:
    state = step(lifter(), day(0))
    shown = returned(replace(state, day=1), FIRST + timedelta(days=20))
    sets = filmed(asked(shown, DL), form())
    after = step(replace(state, day=1), SessionDone(FIRST + timedelta(days=20), sets))
    expected = work(shown, DL).load_kg
    assert expected is not None
    assert work(after, DL).load_kg == expected + 2.5
    assert after.rested == 0.0
    assert decided(after).startswith("back: 20 days since the last session")


def test_the_trail_is_the_way_to_the_fold() -> None:
    happened: tuple[Happening, ...] = (day(0), Missed(FIRST + timedelta(days=2)), day(4))
    way = trail(lifter(), happened)
    assert [one for one, _ in way] == list(happened)
    assert way[-1][1] == fold(lifter(), happened)
    assert trail(lifter(), ()) == ()


def test_who_misses_one_of_two_days_each_week_still_moves_on() -> None:
    state = lifter(days=2)
    loads = []
    for number in range(4):
        state = step(state, day(7 * number, *filmed(asked(state, DL), form())))
        loads.append(work(state, DL).load_kg)
        state = step(state, Missed(FIRST + timedelta(days=7 * number + 3)))
    assert loads == [102.5, 105.0, 107.5, 110.0]
    assert state.week == 1


def test_what_is_no_longer_asked_brings_no_lighter_week() -> None:
    state = replace(weeks(lifter(), 3), day=3)
    for key in ("two_hand_swing", "wall_tap"):
        works = {**state.works, key: replace(state.works["leg_curl"], failed=4)}
        state = replace(state, works=works)
    assert not step(replace(state, since_deload=4), day(20)).deload


def test_a_lighter_week_on_and_off_again_changes_little() -> None:
    state = step(step(lifter(), Overruled(FIRST, "deload")), Overruled(FIRST, "deload"))
    assert (state.deload, state.since_deload) == (False, 0)
    assert "it comes up again in 8 weeks, or sooner" in decided(state)


def test_a_lighter_week_that_came_early_can_be_put_off() -> None:
    state = replace(weeks(lifter(), 3), day=3, since_deload=2)
    for key in ("leg_curl", "hip_thrust"):
        works = {**state.works, key: replace(state.works[key], short=2)}
        state = replace(state, works=works)
    state = step(state, day(20))
    assert state.deload
    state = step(state, Overruled(FIRST, "deload"))
    assert not weeks(state, 1, 21).deload
    assert weeks(state, 2, 21).deload


def test_a_break_in_steps_takes_off_no_more_sets_or_bells_than_at_once() -> None:
    state = step(lifter(loads_kg={"kettlebell_rdl": 16.0}), day(0))
    works = {**state.works, "plank": replace(state.works["plank"], sets=4, reps=40)}
    state = replace(state, works=works)
    steps = fold(state, [Missed(FIRST + timedelta(days=gap)) for gap in (12, 23, 30)])
    at_once = returned(state, FIRST + timedelta(days=30))
    for key in ("plank", "kettlebell_rdl"):
        assert steps.works[key] == at_once.works[key]
    assert (at_once.works["plank"].sets, at_once.works["plank"].reps) == (2, 20)


def test_what_is_chosen_after_a_break_holds() -> None:
    state = step(lifter(loads_kg={DL: 100.0}), day(0))
    later = FIRST + timedelta(days=18)
    state = step(state, Overruled(later, "load", DL, "90"))
    assert [one.what for one in state.decisions] == ["back", "overruled"]
    assert work(returned(state, later), DL).load_kg == 90
