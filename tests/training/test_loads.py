"""Plates come out exactly, in kilograms and in pounds; loads are rounded to what there is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiphinge.errors import UsageError
from hiphinge.numerals import KG_PER_LB, kg_of, lb_of
from hiphinge.training.equipment import equipment, usual_plates
from hiphinge.training.exercises import exercises
from hiphinge.training.loads import fitting, loadable, step_of
from hiphinge.training.model import Profile
from hiphinge.training.plates import plates
from hiphinge.training.raising import extra_reps, lowered, raised

CARRIERS = sorted(key for key, item in equipment().items() if item.load is not None)
GRAIN = 1e-7


def test_a_hundred_kilograms_and_two_hundred_and_twenty_five_pounds() -> None:
    found = plates(100.0, 20.0, usual_plates("kg"))
    assert found.per_side == (25.0, 15.0)
    assert (found.total_kg, found.left_kg) == (100.0, 0.0)
    pounds = tuple(kg_of(one) for one in usual_plates("lb"))
    found = plates(kg_of(225.0), kg_of(45.0), pounds)
    assert found.per_side == (kg_of(45.0), kg_of(45.0))
    assert found.left_kg == 0.0


@given(halves=st.integers(0, 220))
def test_every_load_that_plates_make_comes_out_exactly_in_kilograms(halves: int) -> None:
    load = 20.0 + 2.5 * halves
    found = plates(load, 20.0, usual_plates("kg"))
    assert found.left_kg == 0.0
    assert 20.0 + 2.0 * sum(found.per_side) == pytest.approx(load, abs=GRAIN)
    assert list(found.per_side) == sorted(found.per_side, reverse=True)


@given(steps=st.integers(0, 120))
def test_every_load_that_plates_make_comes_out_exactly_in_pounds(steps: int) -> None:
    load = kg_of(45.0 + 5.0 * steps)
    found = plates(load, kg_of(45.0), [kg_of(one) for one in usual_plates("lb")])
    assert found.left_kg == 0.0
    assert sum(lb_of(one) for one in found.per_side) == pytest.approx(2.5 * steps, abs=GRAIN)


@given(
    load=st.floats(20.0, 300.0),
    pairs=st.dictionaries(st.sampled_from(usual_plates("kg")), st.integers(0, 3)),
)
def test_never_too_much_and_never_more_plates_than_there_are(
    load: float, pairs: dict[float, int]
) -> None:
    found = plates(load, 20.0, pairs)
    assert found.left_kg >= 0.0
    assert found.total_kg + found.left_kg == pytest.approx(load, abs=GRAIN)
    assert all(found.per_side.count(one) <= pairs[one] for one in found.per_side)


def test_where_the_heaviest_first_would_miss_it_the_right_ones_are_found() -> None:
    found = plates(60.0, 20.0, {15.0: 1, 10.0: 2})
    assert found.per_side == (10.0, 10.0)
    assert plates(63.0, 20.0, {15.0: 1, 10.0: 2}).left_kg == pytest.approx(3.0)


def test_a_load_lighter_than_the_bar_is_told() -> None:
    with pytest.raises(UsageError, match="bar alone"):
        plates(15.0, 20.0, [5.0])


@given(load=st.floats(0.0, 400.0), carries=st.sampled_from(CARRIERS))
def test_what_is_rounded_can_be_loaded_and_stays_so(load: float, carries: str) -> None:
    item = equipment()[carries].load
    assert item is not None
    for units, least, step in (
        ("kg", item.least_kg, item.step_kg),
        ("lb", kg_of(item.least_lb), kg_of(item.step_lb)),
    ):
        found = loadable(load, carries, units)  # type: ignore[arg-type]
        assert found >= least - GRAIN
        assert (found - least) / step == pytest.approx(round((found - least) / step), abs=1e-6)
        assert abs(found - load) <= step / 2 + GRAIN or found == pytest.approx(least)
        assert loadable(found, carries, units) == pytest.approx(found)  # type: ignore[arg-type]


def test_pounds_are_exact_and_between_two_the_lighter_is_taken() -> None:
    assert kg_of(1.0) == KG_PER_LB == 0.45359237
    assert lb_of(kg_of(137.5)) == pytest.approx(137.5, rel=1e-15)
    assert loadable(71.25, "barbell") == 70.0
    assert loadable(71.26, "barbell") == 72.5
    assert loadable(10.0, "barbell") == 20.0
    assert loadable(kg_of(134.0), "barbell", "lb") == pytest.approx(kg_of(135.0))
    with pytest.raises(UsageError):
        loadable(10.0, "bench")
    with pytest.raises(UsageError):
        loadable(-1.0, "barbell")


def test_what_carries_the_load_says_the_step() -> None:
    one = exercises()["kettlebell_rdl"]
    pair = Profile("muscle", "beginner", 2, frozenset({"kettlebells"}))
    bag = Profile("muscle", "beginner", 2, frozenset({"backpack"}))
    none = Profile("muscle", "beginner", 2, frozenset())
    assert step_of(one, pair) == 8.0
    assert fitting(33.0, one, pair) == 32.0
    assert fitting(33.0, one, bag) == 33.0
    assert fitting(33.0, one, none) is None
    assert step_of(one, none) is None


POUNDS = Profile("strength", "intermediate", 3, frozenset(equipment()), units="lb")


@given(
    load=st.floats(2.0, 300.0), part=st.floats(0.0, 0.35), key=st.sampled_from(sorted(exercises()))
)
def test_for_who_lifts_pounds_every_load_is_a_whole_number_of_them(
    load: float, part: float, key: str
) -> None:
    found = fitting(load, exercises()[key], POUNDS)
    more, less = raised(load, part, key, POUNDS), lowered(load, part, key, POUNDS)
    for one in (found, more, less):
        assert one is None or lb_of(one) == pytest.approx(round(lb_of(one)), abs=1e-6)
    assert more is None or more > load
    assert less is None or less < load


def test_steps_in_pounds_are_those_of_the_exercise() -> None:
    def step(key: str) -> float | None:
        found = step_of(exercises()[key], POUNDS)
        return None if found is None else round(lb_of(found), 6)

    keys = ("barbell_rdl", "hip_thrust", "two_hand_swing", "dumbbell_rdl")
    assert [step(key) for key in keys] == [5.0, 10.0, 10.0, 10.0]
    assert step_of(exercises()["barbell_rdl"], POUNDS, "kg") == 2.5


def test_what_is_typed_in_pounds_and_kept_to_a_gram_is_the_same_load() -> None:
    kept = 61.235  # 135 lb
    assert raised(kept, 0.05, "barbell_rdl", POUNDS) == pytest.approx(kg_of(140.0))
    assert lowered(kept, 0.01, "barbell_rdl", POUNDS) == pytest.approx(kg_of(130.0))


def test_a_rise_is_at_most_a_part_and_at_least_a_step() -> None:
    kilograms = replace(POUNDS, units="kg")
    assert raised(100.0, 0.05, "barbell_rdl", kilograms) == 105.0
    assert raised(100.0, 0.06, "barbell_rdl", kilograms) == 105.0
    assert raised(40.0, 0.02, "barbell_rdl", kilograms) == 42.5
    assert raised(1e9, 0.05, "barbell_rdl", kilograms) == pytest.approx(1.05e9)
    assert extra_reps(16.0, "two_hand_swing", kilograms) == 3
    assert extra_reps(100.0, "barbell_rdl", kilograms) == 0
