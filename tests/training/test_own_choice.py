"""Sets, repetitions and rest that a person chose hold until they are taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from films import form
from hypothesis import given
from hypothesis import strategies as st
from lifters import FIRST, asked, day, decided, filmed, lifter, work

from hiphinge.errors import UsageError
from hiphinge.training.happening import Missed, Overruled, SetDone
from hiphinge.training.plan import week
from hiphinge.training.simulate import simulate
from hiphinge.training.step import step
from hiphinge.training.volume import weekly_sets

if TYPE_CHECKING:
    from hiphinge.training.model import Prescription
    from hiphinge.training.state import State

DL, THRUST, NORDIC = "barbell_deadlift", "hip_thrust", "nordic"


def chose(state: State, what: str, to: str, key: str = DL) -> State:
    return step(state, Overruled(FIRST, what, key, to))  # type: ignore[arg-type]


def of_week(state: State, key: str = DL) -> Prescription:
    plans = [one for plan in week(state) for one in plan.prescriptions if one.exercise == key]
    return plans[0]


def test_sets_hold_and_what_the_programme_would_say_is_told() -> None:
    before = of_week(lifter())
    state = chose(lifter(), "sets", "6")
    told = decided(state, DL)
    assert told.startswith("overruled: Deadlift: 6 sets, as you chose, until you take it back.")
    assert f"The programme would ask for {before.sets} sets." in told
    assert (of_week(state).sets, of_week(state).meant) == (6, f"{before.sets} sets")
    assert any("Your choice" in one.text for one in of_week(state).why)
    # Three weeks later, and on another rung and back, it is the same.
    for number in range(9):
        state = step(state, Missed(FIRST + timedelta(days=number)))
    for rung in ("bar_rdl", "deadlift"):
        state = step(state, Overruled(FIRST + timedelta(days=9), "rung", to=rung))
    assert of_week(state).sets == 6
    state = chose(state, "sets", "")
    assert "as the programme says again" in decided(state, DL)
    assert (of_week(state).sets, of_week(state).meant) == (before.sets, "")


def test_the_rest_of_the_week_stays_and_its_volume_is_said() -> None:
    before = [one for plan in week(lifter()) for one in plan.prescriptions]
    state = chose(lifter(), "sets", "10")
    after = [one for plan in week(state) for one in plan.prescriptions]
    assert [one.sets for one in after if one.exercise != DL] == [
        one.sets for one in before if one.exercise != DL
    ]
    more = 10 - of_week(lifter()).sets
    assert weekly_sets(after)["glutes"] - weekly_sets(before)["glutes"] == more
    notes = " ".join(one.text for one in week(state)[0].notes)
    assert "more than the 4 to 8 that we aim at: some of the sets are as you chose" in notes


def test_a_lighter_week_lightens_them_too() -> None:
    state = replace(chose(lifter(), "sets", "6"), deload=True)
    assert of_week(state).sets == 3


def test_repetitions_are_the_range_that_it_moves_in() -> None:
    state = chose(lifter(goal="muscle"), "reps", "12-15")
    one = of_week(state)
    assert (one.reps_low, one.reps_high, one.meant) == (12, 15, "6 to 10 repetitions")
    sets = filmed(asked(state, DL), form(reps=12, green=12))
    state = step(state, day(0, *sets))
    assert "next time 13 repetitions" in decided(state, DL)
    # Eight would be enough for the programme, and are too few for what was chosen.
    few = tuple(replace(each, reps=8) for each in sets)
    assert "12 or more were asked" in decided(step(chose(lifter(), "reps", "12"), day(0, *few)), DL)
    back = chose(state, "reps", "")
    # It goes on where it stood when they were chosen.
    assert (of_week(back).reps_low, of_week(back).reps_high) == (6, 10)


def test_a_single_number_is_asked_and_then_the_load_rises() -> None:
    state = chose(lifter(goal="muscle"), "reps", "3")
    assert (of_week(state).reps_low, of_week(state).reps_high) == (3, 3)
    state = step(state, day(0, *filmed(asked(state, DL), form(reps=8, green=8))))
    assert decided(state, DL).startswith("up")
    assert (of_week(state).reps_low, of_week(state).reps_high) == (3, 3)


def test_rest_is_only_rest() -> None:
    before, state = lifter(), chose(lifter(), "rest", "240")
    assert (of_week(state).rest_s, of_week(state).meant) == (240, "180 s of rest")
    assert replace(of_week(state), rest_s=180, meant="", why=of_week(before).why) == of_week(before)
    assert state.works == before.works


def test_chosen_sets_do_not_grow_and_are_not_taken_away() -> None:
    plank = "plank"
    state = chose(lifter(), "sets", "3", plank)
    state = replace(state, works={**state.works, plank: replace(work(state, plank), reps=45)})
    sets = (SetDone(plank, 45, None, None, 0),) * 3
    done = step(state, day(0, *sets))
    assert "as many sets as you chose" in decided(done, plank)
    hurt = step(state, day(0, *(replace(one, pain=5) for one in sets)))
    hurt = step(hurt, day(20, *(replace(one, reps=20, pain=5) for one in sets)))
    assert of_week(replace(hurt, stopped=()), plank).sets == 3


def test_more_than_a_bound_of_the_week_is_obeyed_and_said() -> None:
    state = chose(lifter(level="intermediate"), "sets", "6", NORDIC)
    assert of_week(state, NORDIC).sets == 6
    assert any("Nordic lowers: 36 this week, more than the 24" in one.text
               for one in week(state)[0].notes)  # fmt: skip


def test_a_simulation_follows() -> None:
    state = chose(lifter(), "sets", "7")
    first, chosen = (
        simulate(lifter().profile, "all_well", 1)[0],
        simulate(state.profile, "all_well", 1)[0],
    )
    assert chosen.hinge_sets - first.hinge_sets == 7 - of_week(lifter()).sets


@pytest.mark.parametrize(
    ("what", "to", "said"),
    [
        ("sets", "0", "Sets must be a whole number from 1 to 10. Our judgement"),
        ("sets", "11", "from 1 to 10"),
        ("sets", "2.5", "whole number"),
        ("sets", "\N{SUPERSCRIPT TWO}", "whole number"),
        ("reps", "51", "from 1 to 50"),
        ("reps", "many", "one number, or two"),
        ("reps", "-3", "one number, or two"),
        ("rest", "901", "from 0 to 900"),
        ("rest", "1e9", "whole number"),
    ],
)
def test_what_can_hardly_be_meant_is_refused_with_its_bounds(what: str, to: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        chose(lifter(), what, to)
    with pytest.raises(UsageError):
        chose(lifter(), what, "5", "handstand")


@given(
    sets=st.integers(1, 10), low=st.integers(1, 50), high=st.integers(1, 50),
    rest=st.integers(0, 900), key=st.sampled_from([DL, THRUST, NORDIC, "leg_curl"]),
)  # fmt: skip
def test_whatever_is_chosen_is_asked(sets: int, low: int, high: int, rest: int, key: str) -> None:
    state = lifter(level="intermediate")
    for what, to in (("sets", f"{sets}"), ("reps", f"{low}-{high}"), ("rest", f"{rest}")):
        state = chose(state, what, to, key)
    one = of_week(state, key)
    assert (one.sets, one.rest_s) == (sets, rest)
    assert (one.reps_low, one.reps_high) == (min(low, high), max(low, high))
    for what in ("sets", "reps", "rest"):
        state = chose(state, what, "", key)
    assert of_week(state, key) == of_week(lifter(level="intermediate"), key)
    assert state.profile.own == {}
