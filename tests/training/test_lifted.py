"""Loads as they were logged: what counts, what waits for a film, what is a slip of the pen."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from films import form
from lifters import asked, day, decided, filmed, lifter, work

from hiphinge.numerals import kg_of
from hiphinge.training.happening import Overruled, SetDone
from hiphinge.training.step import step

DL, BRIDGE = "barbell_deadlift", "glute_bridge"


def logged(load: float | None, film: bool = True) -> tuple[object, str]:
    """Load and decision after a day on which the deadlift of 100 kg was done with another load."""
    state = lifter()
    sets = tuple(replace(one, load_kg=load) for one in asked(state, DL))
    after = step(state, day(0, *(filmed(sets, form()) if film else sets)))
    return work(after, DL).load_kg, decided(after, DL)


@pytest.mark.parametrize("load", [0.0, math.nan, None])
def test_no_load_on_a_bar_is_one_that_was_not_written_down(load: float | None) -> None:
    assert logged(load)[0] == 102.5


def test_a_load_of_nothing_that_was_chosen_stays_and_breaks_nothing() -> None:
    state = step(lifter(), Overruled(day(0).day, "load", DL, "0"))
    after = step(state, day(0, *filmed(asked(state, DL), form())))
    assert decided(after, DL) == "hold: Deadlift: log its load, and it can rise from there."


def test_body_weight_where_a_load_can_be_laid_on_is_a_load_of_nothing() -> None:
    state = replace(lifter("wall_tap", goal="learn", loads_kg={BRIDGE: 16.0}), day=3)
    sets = tuple(replace(one, load_kg=0.0) for one in asked(state, BRIDGE))
    assert work(step(state, day(0, *sets)), BRIDGE).load_kg == 0.0


def test_what_can_hardly_be_meant_is_said_and_changes_nothing() -> None:
    load, why = logged(900.0)
    assert load == 100.0
    assert why == "hold: Deadlift: 900 kg can hardly be meant: mend the log."
    load, why = logged(160.0)
    assert load == 100.0
    assert "160 kg were logged where 100 kg were asked" in why
    assert logged(140.0)[0] == 142.5


def test_light_loads_may_double() -> None:
    key = "kettlebell_deadlift"
    state = lifter(key, loads_kg={key: 24.0})
    sets = tuple(replace(one, load_kg=24.0) for one in asked(state, key))
    after = step(state, day(0, *filmed(sets, form())))
    assert work(after, key).load_kg == 24.0


def test_a_film_of_a_warm_up_lets_no_load_rise() -> None:
    state = lifter()
    warm_up = SetDone(DL, 8, 40.0, 3.0, 0, form())
    after = step(state, day(0, warm_up, *asked(state, DL)))
    assert work(after, DL).load_kg == 100.0
    assert "the film of 2 March shows 40 kg, and 100 kg are worked with" in decided(after, DL)


def test_films_of_warm_up_sets_say_nothing_where_a_working_set_was_filmed() -> None:
    state = lifter()
    red = SetDone(DL, 8, 40.0, 3.0, 0, form(green=2))
    after = step(state, day(0, red, *filmed(asked(state, DL), form())))
    assert work(after, DL).load_kg == 102.5
    (seen,) = after.seen[DL]
    assert (seen.form, seen.load_kg) == (form(), 100.0)


def test_a_heavier_load_counts_only_as_far_as_the_film_shows_it() -> None:
    state = lifter()
    heavy = tuple(replace(one, load_kg=140.0) for one in asked(state, DL))
    light = SetDone(DL, 5, 100.0, 7.0, 0, form())
    after = step(state, day(0, light, *heavy))
    assert work(after, DL).load_kg == 102.5  # the step after what was filmed


def test_what_was_typed_in_pounds_is_no_lighter_load() -> None:
    state = lifter(units="lb", level="intermediate", loads_kg={DL: kg_of(225.0)})
    sets = tuple(replace(one, load_kg=102.058, rpe=8.5) for one in asked(state, DL))
    after = step(state, day(0, *filmed(sets, form())))
    assert work(after, DL).load_kg == kg_of(225.0)
