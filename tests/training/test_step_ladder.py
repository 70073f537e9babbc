"""Up and down the ladder: films open a rung, and the person may always decide otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from films import form
from lifters import FIRST, RED, asked, day, decided, filmed, lifter, work

from hiphinge.errors import UsageError
from hiphinge.training.happening import NextDay, Overruled, SetDone, Swapped
from hiphinge.training.ladder import rung_exercise
from hiphinge.training.plan import next_session, week
from hiphinge.training.rungs import moved, opening
from hiphinge.training.step import step

if TYPE_CHECKING:
    from hiphinge.training.state import State

TAP, DOWEL, RDL, DL = "wall_tap", "dowel_hinge", "barbell_rdl", "barbell_deadlift"


def practised(state: State, key: str, *films: object) -> State:
    """Sessions of one exercise with these films, always as on the first day of a week."""
    for number, film in enumerate(films):
        state = replace(state, day=1)
        sets = filmed(asked(state, key), film)  # type: ignore[arg-type]
        state = step(state, day(3 * number, *sets))
    return state


def test_two_passing_sessions_open_the_next_rung() -> None:
    state = practised(lifter(TAP), TAP, form())
    assert state.rung == TAP
    state = practised(lifter(TAP), TAP, form(), form())
    assert (state.rung, state.highest) == (DOWEL, DOWEL)
    assert decided(state, DOWEL).startswith("open: The next rung is open: Dowel hinge.")
    assert "16 of 16 repetitions green" in decided(state, DOWEL)


def test_without_films_nothing_opens() -> None:
    assert practised(lifter(TAP), TAP, *[None] * 6).rung == TAP


def test_a_red_session_begins_the_row_again() -> None:
    assert practised(lifter(TAP), TAP, form(), RED, form()).rung == TAP
    assert practised(lifter(TAP), TAP, form(), RED, form(), form()).rung == DOWEL


def test_two_red_sessions_go_a_rung_back_and_the_way_up_begins_anew() -> None:
    up = practised(lifter(TAP), TAP, form(), form())
    down = practised(up, DOWEL, RED, RED)
    assert (down.rung, down.highest) == (TAP, DOWEL)
    assert decided(down, DOWEL).startswith("back")
    assert practised(down, TAP, form()).rung == TAP
    assert practised(down, TAP, form(), form()).rung == DOWEL


def test_at_the_foot_there_is_less_of_it_and_no_rung_below() -> None:
    state = practised(lifter(TAP), TAP, RED, RED, RED)
    assert state.rung == TAP
    assert work(state, TAP).sets == 1


@pytest.mark.parametrize("before", [True, False])
def test_what_else_was_done_on_the_day_a_rung_is_lost_is_looked_at(*, before: bool) -> None:
    """Its films count anew on the rung below; that it hurt counts whatever came first."""
    state = practised(lifter(DOWEL), DOWEL, form(), RED)
    state = replace(state, day=1)
    red = filmed(asked(state, DOWEL), RED)
    for pain, told in ((0, "hold: "), (5, "stop: ")):
        tap = (SetDone(TAP, 8, None, None, pain, form()),)
        down = step(state, day(6, *(tap + red if before else red + tap)))
        assert down.rung == TAP
        assert decided(down, DOWEL).startswith("back")
        assert decided(down, TAP).startswith(told)
        assert [one.pain for one in down.seen[TAP]] == [pain]


def test_a_worse_next_day_takes_the_rung_back() -> None:
    state = practised(lifter(TAP), TAP, form(), form())
    worse = step(state, NextDay(FIRST + timedelta(days=4), pain=3, rose=True))
    assert worse.rung == TAP
    assert decided(worse).startswith("back: Pain 3 of 10 on the day after, more than before.")
    fine = step(state, NextDay(FIRST + timedelta(days=4), pain=1, rose=False))
    assert fine.rung == DOWEL
    late = step(state, NextDay(FIRST + timedelta(days=9), pain=5, rose=True))
    assert late.rung == DOWEL


def test_a_worse_next_day_takes_the_load_back() -> None:
    state = lifter()
    before = work(state, DL)
    up = step(state, day(0, *filmed(asked(state, DL), form())))
    back = step(up, NextDay(FIRST + timedelta(days=1), pain=4, rose=True))
    assert work(back, DL).load_kg == before.load_kg
    assert work(back, DL).raised == before.raised


def test_coming_back_nothing_opens_without_the_next_day() -> None:
    state = lifter(TAP, goal="return")
    silent = practised(state, TAP, form(), form())
    assert silent.rung == TAP
    told = practised(state, TAP, form())
    told = step(told, NextDay(FIRST + timedelta(days=1), pain=0, rose=False))
    sets = filmed(asked(replace(told, day=1), TAP), form())
    second = step(replace(told, day=1), day(3, *sets))
    assert second.rung == TAP
    fine = NextDay(FIRST + timedelta(days=4), pain=0, rose=False)
    assert step(second, fine).rung == DOWEL
    assert step(silent, fine).rung == TAP


def test_swings_open_on_loaded_romanian_deadlifts() -> None:
    def with_load(load: float, mass: float | None = 80.0) -> State:
        state = lifter("deadlift", loads_kg={RDL: load}, body_mass_kg=mass, days=2)
        state = replace(state, day=2)
        one = step(state, day(0, *filmed(asked(state, RDL), form())))
        one = replace(one, day=2)
        return step(one, day(4, *filmed(asked(one, RDL), form())))

    assert with_load(60.0).rung == "dead_stop_swing"
    light = with_load(20.0)  # the load of the plan is half of it: 20 kg, under 28 kg
    assert light.rung == "deadlift"
    gate = opening(light)
    assert gate is not None
    assert "Green Romanian deadlifts with 28 kg or more" in gate.why[0].text
    unknown = opening(with_load(60.0, None))
    assert unknown is not None
    assert (unknown.opens, "body weight: tell it" in unknown.why[0].text) == (False, True)


def test_a_new_rung_begins_lighter() -> None:
    state = lifter("block_deadlift", loads_kg={"block_deadlift": 40.0})
    key = "block_deadlift"
    before = work(state, key).load_kg
    state = practised(state, key, form(), form())
    assert state.rung == "kettlebell_deadlift"
    after = work(state, "kettlebell_deadlift").load_kg
    assert before is not None
    assert after is not None
    assert after <= 0.9 * before


def test_overruled_up_is_obeyed_and_told_once_what_the_films_say() -> None:
    state = step(lifter(TAP), Overruled(FIRST, "rung", to="deadlift"))
    assert (state.rung, state.highest) == ("deadlift", "deadlift")
    words = decided(state, DL)
    assert words.startswith("overruled: You chose the rung Deadlift.")
    assert "Filmed sessions in a row that passed: 0 of 2." in words
    after = step(state, day(0, *asked(state, DL)))
    assert "You chose" not in decided(after, DL)
    assert any(one.exercise == DL for one in next_session(state).prescriptions)


def test_overruled_load_is_the_load() -> None:
    state = step(lifter(), Overruled(FIRST, "load", DL, "123,5"))
    assert work(state, DL).load_kg == 123.5
    assert "never filmed" in decided(state, DL)
    less = step(state, Overruled(FIRST, "load", DL, "40"))
    assert decided(less, DL) == "overruled: Deadlift: 40 kg, as you chose."


@pytest.mark.parametrize("text", ["", "heavy", "-5", "nan", "inf"])
def test_a_load_has_to_be_one(text: str) -> None:
    with pytest.raises(UsageError, match="is no load"):
        step(lifter(), Overruled(FIRST, "load", DL, text))


def test_unknown_names_are_said() -> None:
    with pytest.raises(UsageError):
        step(lifter(), Overruled(FIRST, "rung", to="moon"))
    with pytest.raises(UsageError):
        step(lifter(), Swapped(FIRST, DL, "moon_walk"))
    with pytest.raises(UsageError, match="trains something else"):
        step(lifter(), Swapped(FIRST, DL, "plank"))


def test_swapped_is_asked_from_now_on_and_can_be_undone() -> None:
    state = step(lifter(), Swapped(FIRST, "plank", "side_plank"))
    day_one = {one.exercise for one in next_session(state).prescriptions}
    assert "plank" not in day_one
    assert decided(state, "side_plank") == (
        "overruled: From now on Side plank in the place of Plank."
    )
    undone = step(state, Swapped(FIRST, "plank", "plank"))
    assert undone.profile.swaps == {}


def test_the_same_rung_chosen_again_loses_no_film() -> None:
    state = practised(lifter(TAP), TAP, form())
    again = step(state, Overruled(FIRST, "rung", to=TAP))
    assert again.seen == state.seen
    assert decided(again, TAP) == "overruled: You stay on the rung Wall tap."


def test_a_rung_that_cannot_be_done_is_chosen_and_that_is_said() -> None:
    state = step(lifter(TAP, equipment=frozenset()), Overruled(FIRST, "rung", to="snatch"))
    assert state.rung == "snatch"
    assert "Nothing of it can be done" in decided(state)
    assert "It could be done with a kettlebell or a barbell with plates." in decided(state)
    assert next_session(state).prescriptions


def test_what_is_managed_is_not_what_is_practised_with() -> None:
    """A load that was said at the beginning is taken by the dose that holds, on every rung."""
    state = lifter(TAP, loads_kg={RDL: 80.0})
    up = step(state, Overruled(FIRST, "rung", to="bar_rdl"))
    assert work(up, RDL).load_kg == 40.0
    down = step(lifter("deadlift", loads_kg={RDL: 80.0}), Overruled(FIRST, "rung", to="bar_rdl"))
    assert work(down, RDL).load_kg == 40.0
    assert work(step(down, Overruled(FIRST, "rung", to="deadlift")), RDL).load_kg == 80.0


def test_what_got_lighter_in_practice_stays_lighter_after_it() -> None:
    state = step(lifter(TAP, loads_kg={RDL: 80.0}), Overruled(FIRST, "rung", to="bar_rdl"))
    state = replace(state, works={**state.works, RDL: replace(work(state, RDL), load_kg=30.0)})
    assert work(step(state, Overruled(FIRST, "rung", to="deadlift")), RDL).load_kg == 60.0


def test_only_the_row_that_passed_opens_the_swing() -> None:
    state = lifter("deadlift", loads_kg={RDL: 60.0}, days=2)
    for number, (load, film) in enumerate([(60.0, RED), (20.0, form())]):
        state = replace(state, day=2)
        sets = tuple(replace(one, load_kg=load) for one in asked(state, RDL))
        state = step(state, day(4 * number, *filmed(sets, film)))
    gate = opening(state)
    assert gate is not None
    assert "28 kg or more (35% of your body weight): 0, wanted 10." in gate.why[0].text


def test_a_tight_gate_wants_half_of_body_weight_before_a_swing() -> None:
    gate = opening(lifter("deadlift", gate="tight"))
    assert gate is not None
    assert "40 kg or more (50% of your body weight)" in gate.why[0].text


def test_a_wish_is_obeyed_whatever_level_and_goal_say() -> None:
    state = step(lifter(TAP), Swapped(FIRST, "leg_curl", "nordic"))
    assert "nordic" in {one.exercise for one in next_session(state).prescriptions}
    assert "more than your goal or level brings by itself" in decided(state, "nordic")
    back = lifter("deadlift", goal="return")
    back = step(back, Swapped(FIRST, "barbell_rdl", DL))
    assert rung_exercise("deadlift", back.profile) == DL


def test_a_wish_for_what_is_not_there_says_what_it_needs() -> None:
    state = lifter("rdl", equipment=frozenset({"kettlebell"}))
    state = step(state, Swapped(FIRST, "glute_bridge", "hip_thrust"))
    needs = "as soon as you have a barbell with plates together with a bench"
    assert needs in decided(state, "hip_thrust")
    early = step(lifter(TAP), Swapped(FIRST, "dumbbell_hip_thrust", "hip_thrust"))
    assert "once the ladder has reached Kettlebell deadlift" in decided(early, "hip_thrust")


def test_who_wants_an_exercise_does_not_leave_it_out() -> None:
    state = lifter(left_out=frozenset({"side_plank"}))
    state = step(state, Swapped(FIRST, "plank", "side_plank"))
    assert "side_plank" in {one.exercise for one in next_session(state).prescriptions}


def test_swaps_in_a_circle_leave_a_week() -> None:
    state = lifter("deadlift")
    circle = ((DL, RDL), (RDL, DL), ("dumbbell_rdl", RDL), (TAP, DOWEL), (DOWEL, TAP))
    for one, other in circle:
        state = step(state, Swapped(FIRST, one, other))
        assert any(asks.slot == "hinge" for asks in next_session(state).prescriptions)


def test_a_rung_above_level_or_goal_is_the_persons_own_choice() -> None:
    state = step(lifter("swing"), Overruled(FIRST, "rung", to="snatch"))
    assert state.rung == "snatch"
    assert "more than your goal or level brings" in decided(state, "kettlebell_snatch")
    asked_for = {one.exercise for day_ in week(state) for one in day_.prescriptions}
    assert "kettlebell_snatch" in asked_for
    back = step(lifter("deadlift", goal="return"), Overruled(FIRST, "rung", to="swing"))
    assert "The week of your goal has no place for it" in decided(back, "two_hand_swing")


def test_practice_that_has_grown_never_becomes_more_than_was_said() -> None:
    """It began at half of the 80 kg that were said; at 55 kg it would make 110 kg by itself."""
    begun = lifter("bar_rdl", level="intermediate")
    assert work(begun, RDL).load_kg == 40.0
    for load, then in ((40.0, 80.0), (55.0, 80.0), (85.0, 85.0)):
        grown = replace(work(begun, RDL), load_kg=load)
        opened = moved(replace(begun, works={**begun.works, RDL: grown}), "deadlift")
        assert work(opened, RDL).load_kg == then
