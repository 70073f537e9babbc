"""A simulation takes the very steps of a real programme, and the same ones every time."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from lifters import GYM

from hiphinge.errors import UsageError
from hiphinge.training.exercises import exercise_named
from hiphinge.training.ladder import place
from hiphinge.training.model import Goal, Level, Profile
from hiphinge.training.simulate import SCENARIOS, SimWeek, projection, simulate

if TYPE_CHECKING:
    from hiphinge.training.made_up import Scenario

GOALS: tuple[Goal, ...] = ("learn", "strength", "muscle", "power", "return")


def person(goal: Goal = "strength", level: str = "beginner", **other: object) -> Profile:
    return Profile(goal, level, 3, GYM, body_mass_kg=75.0, **other)  # type: ignore[arg-type]


def what(weeks: tuple[SimWeek, ...], kind: str) -> list[int]:
    return [one.number for one in weeks for decision in one.decisions if decision.what == kind]


@cache
def well(goal: Goal = "strength", level: Level = "beginner") -> tuple[SimWeek, ...]:
    """Twelve weeks in which all goes well, made once."""
    return simulate(person(goal, level), "all_well")


def test_the_same_every_time() -> None:
    assert simulate(person(), "some_reps_fail", 4) == simulate(person(), "some_reps_fail", 4)


@pytest.mark.parametrize("goal", GOALS)
def test_a_beginner_climbs_rung_by_rung_when_all_goes_well(goal: Goal) -> None:
    weeks = well(goal)
    assert [one.number for one in weeks] == list(range(1, 13))
    places = [place(one.rung) for one in weeks]
    assert places == sorted(places)
    assert places[-1] >= place("rdl")
    assert not what(weeks, "back")


@pytest.mark.parametrize("goal", GOALS)
def test_loads_of_the_main_hinge_rise_slowly(goal: Goal) -> None:
    loads = {"barbell_deadlift": 120.0, "barbell_rdl": 90.0}
    weeks = simulate(person(goal, "intermediate", loads_kg=loads), "all_well")
    for before, after in pairwise([one for one in weeks if not one.deload]):
        if before.load_kg and after.load_kg and before.exercise == after.exercise:
            step = exercise_named(after.exercise or "").step_kg or 0
            assert after.load_kg <= max(1.06 * before.load_kg, before.load_kg + step)


def test_red_repetitions_make_it_slower() -> None:
    red = simulate(person(), "some_reps_fail")
    assert place(red[-1].rung) < place(well()[-1].rung)


def test_never_filmed_stays_where_it_is_and_says_why() -> None:
    loads = {"barbell_deadlift": 120.0}
    weeks = simulate(person(level="advanced", loads_kg=loads), "never_filmed")
    assert {one.rung for one in weeks} == {"deadlift"}
    assert len({one.load_kg for one in weeks if not one.deload}) == 1
    said = [text.text for one in weeks for d in one.decisions for text in d.why]
    assert any("never filmed" in one for one in said)
    # What cannot be filmed goes on.
    assert any(d.what == "up" and d.exercise == "hip_thrust" for w in weeks for d in w.decisions)


def test_a_missed_week_is_done_again_and_is_a_lighter_one() -> None:
    weeks = simulate(person(), "missed_week")
    (missed,) = [one for one in weeks if one.missed]
    assert (missed.hinge_sets, set(missed.sets.values())) == (0, {0.0})
    after = weeks[missed.number]
    assert (after.week, after.load_kg) == (missed.week, missed.load_kg)
    assert what(weeks, "repeat") == [missed.number]
    assert what(weeks, "deload") == []  # eight weeks after the week off are not over


def test_lighter_weeks_come_and_are_lighter() -> None:
    weeks = well(level="advanced")
    lighter = [one for one in weeks if one.deload]
    assert [one.number for one in lighter] == [6, 12]
    assert lighter[0].hinge_sets < 0.7 * weeks[4].hinge_sets
    assert lighter[0].sets["hamstrings"] < 0.7 * weeks[4].sets["hamstrings"]


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_every_decision_has_its_reason(scenario: Scenario) -> None:
    for one in simulate(person("power", "intermediate"), scenario, 7):
        for decision in one.decisions:
            assert decision.why
            assert all(said.text.endswith((".", ":")) and said.source for said in decision.why)


def test_what_it_is_not_is_said() -> None:
    assert "not a promise of strength" in projection().text
    assert projection().label == "R"


def test_an_unknown_scenario_is_said() -> None:
    with pytest.raises(UsageError, match="There is no scenario"):
        simulate(person(), "miracle")  # type: ignore[arg-type]
