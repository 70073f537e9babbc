"""The programme's tables hold together: keys that exist, slots that match, evidence for each."""

from __future__ import annotations

import re

import pytest
from profiles import GOALS, LEVELS
from pydantic import ValidationError

from hiphinge.moves.move import moves
from hiphinge.training import data
from hiphinge.training.equipment import equipment, usual_plates
from hiphinge.training.exercises import Exercise, exercises
from hiphinge.training.goals import scheme, titles, weekdays
from hiphinge.training.ladder import (
    beside,
    is_open,
    ladder,
    next_rung,
    opened_on,
    place,
    rung_exercise,
    rungs_for,
)
from hiphinge.training.model import Profile
from hiphinge.training.muscles import hinge_side, muscles
from hiphinge.training.swaps import swaps_for

EVERYTHING = frozenset(equipment())
FORBIDDEN = re.compile(r"\b(safe|safely|unsafe|danger\w*|injury.proof|harmless)\b", re.IGNORECASE)
FAST = ("start_swing", "swing", "pull", "jump", "slam")
WORDS = ("text", "why", "about", "rpe", "reps", "part")
ROWS = ("exercises", "goals", "screen", "notes", "ladder", "equipment")


@pytest.mark.parametrize("key", sorted(exercises()))
def test_an_exercise_names_only_what_exists(key: str) -> None:
    one = exercises()[key]
    assert one.move is None or one.move in moves()
    assert all(item in equipment() for needs in one.equipment for item in needs)
    assert set(one.muscles) <= set(muscles())
    assert one.loadable == (one.step_kg is not None)
    assert 2 <= len(re.findall(r"[.;](?=\s|$)", one.how)) <= 5
    for other in one.swaps:
        assert other != key
        assert exercises()[other].slot == one.slot
    assert one.swaps
    if one.from_rung is not None:
        assert any(rung.key == one.from_rung for rung in ladder())


def test_every_level_and_goal_has_a_dose_for_every_exercise() -> None:
    kinds = {one.kind for one in exercises().values()} | {"second", "free", "learning"}
    for goal in GOALS:
        for level in LEVELS:
            plan = scheme(goal, level)
            assert kinds <= set(plan.doses)
            assert set(plan.weeks) == {2, 3, 4}
            assert all(len(row) == days for days, row in plan.weeks.items())
            for dose in plan.doses.values():
                low, high = dose.reps
                assert 1 <= low <= high
                assert max(dose.sets) <= dose.most_sets
                assert dose.part is None or 0.0 < dose.part[0] <= dose.part[1] <= 0.9
    assert set(titles()) == set(GOALS)


@pytest.mark.parametrize(
    ("level", "band"),
    [("beginner", (4.0, 8.0)), ("intermediate", (8.0, 14.0)), ("advanced", (10.0, 18.0))],
)
def test_the_bands_and_doses_are_those_of_the_science(
    level: str, band: tuple[float, float]
) -> None:
    strength = scheme("strength", level)
    assert strength.band == band
    assert 3 <= strength.doses["lift"].reps[0] <= strength.doses["lift"].reps[1] <= 6
    assert strength.doses["lift"].part is not None
    assert 0.75 <= strength.doses["lift"].part[0] <= strength.doses["lift"].part[1] <= 0.90
    muscle = scheme("muscle", level).doses["lift"]
    assert muscle.reps[0] >= 6
    assert muscle.reps[1] <= 15
    nordic = strength.doses["nordic"]
    assert (nordic.reps, nordic.most_sets) == ((4, 6), 2)
    back = scheme("return", level)
    assert back.band == (4.0, 8.0)
    assert all(
        dose.rpe is None or dose.rpe[1] <= 6.0
        for kind, dose in back.doses.items()
        if kind
        in ("drill", "learning", "lift", "free", "second", "accessory", "body_curl", "carry")
    )


@pytest.mark.parametrize("name", ROWS)
def test_every_row_of_words_has_its_evidence(name: str) -> None:
    def walk(row: object, source: bool, label: bool) -> None:
        if isinstance(row, list):
            for one in row:
                walk(one, source, label)
        if not isinstance(row, dict):
            return
        source, label = source or bool(row.get("source")), label or "label" in row
        assert row.get("label", "R") in ("Q", "D", "R", "A")
        for key, value in row.items():
            if key in ("text", "why", "about", "rpe", "reps", "part") and not isinstance(
                value, dict
            ):
                assert source, f"{name}: {row}"
                assert label, f"{name}: {row}"
            if isinstance(value, str):
                assert not FORBIDDEN.search(value), value
            walk(value, source, label)

    walk(data.table(name), source=False, label=False)


READ = (
    "Schellenberg 2013", "Lee 2018", "Watts 2022", "Nagatani 2026", "Murphy and Riemann 2025",
    "PMC11208864", "Lin, meta-analysis", "NHS Lothian",
)  # fmt: skip
"""Sources that were read, at least in their abstracts, for what is told as a fact."""


@pytest.mark.parametrize("name", ROWS)
def test_only_what_was_read_is_told_as_a_fact(name: str) -> None:
    def walk(row: object) -> None:
        for one in row if isinstance(row, list) else row.values() if isinstance(row, dict) else ():
            walk(one)
        if not isinstance(row, dict):
            return
        if row.get("label") == "Q":
            assert any(one in row["source"] for one in READ), row
        if row.get("label") == "R":
            assert "judgement" in row["source"], row

    walk(data.table(name))


def test_an_unknown_key_is_an_error() -> None:
    row = {"key": "x", **data.table("exercises")["plank"]}
    Exercise(**{**row, "equipment": ((),)})
    with pytest.raises((ValidationError, TypeError)):
        data.TypeAdapter(Exercise).validate_python({**row, "colour": "red"})
    with pytest.raises(ValidationError, match="no group"):
        data.TypeAdapter(Exercise).validate_python({**row, "muscles": {"wings": 1.0}})
    with pytest.raises(ValidationError):
        data.TypeAdapter(Exercise).validate_python({**row, "label": "M"})


def test_every_rung_is_reached_by_somebody_step_by_step() -> None:
    for goal in ("power", "strength", "learn"):
        profile = Profile(goal, "advanced", 3, EVERYTHING)
        mine = rungs_for(profile)
        assert mine == ladder()
        climbed = [mine[0]]
        while (after := next_rung(climbed[-1].key, profile)) is not None:
            assert opened_on(after, profile)
            climbed.append(after)
        assert tuple(climbed) == ladder()


def test_a_ladder_without_equipment_still_goes_on() -> None:
    nothing = Profile("learn", "beginner", 3, frozenset())
    assert [one.key for one in rungs_for(nothing)] == ["wall_tap", "good_morning", "rdl"]
    assert rung_exercise("rdl", nothing) == "single_leg_rdl"
    bar = Profile("strength", "intermediate", 3, frozenset({"barbell"}))
    keys = [one.key for one in rungs_for(bar)]
    assert "bar_rdl" not in keys  # the rung before is already done with the bar
    assert keys[-1] == "clean" or keys[-1] == "snatch"


def test_the_swing_waits_for_the_romanian_deadlift_and_jumps_for_the_kettlebell_deadlift() -> None:
    profile = Profile("power", "intermediate", 3, EVERYTHING)
    swing = next(one for one in ladder() if one.key == "dead_stop_swing")
    assert swing.opened_by == "swing"
    assert set(opened_on(swing, profile)) == {"barbell_rdl", "dumbbell_rdl", "kettlebell_rdl"}
    assert {"box_jump", "vertical_jump", "slam"} <= set(beside("kettlebell_deadlift"))
    assert not is_open("vertical_jump", "block_deadlift")
    assert is_open("vertical_jump", "kettlebell_deadlift")


def test_the_place_of_rungs_never_falls_with_what_there_is_to_do() -> None:
    assert [place(one.key) for one in ladder()] == list(range(len(ladder())))
    assert ladder()[0].opened_by == "start"


def test_swaps_need_no_more_than_there_is() -> None:
    profile = Profile(
        "muscle",
        "intermediate",
        3,
        frozenset({"kettlebell"}),
        left_out=frozenset({"single_leg_rdl"}),
    )
    assert swaps_for("dumbbell_rdl", profile) == ("kettlebell_rdl", "kettlebell_deadlift")
    assert swaps_for("hip_thrust", profile) == ("single_leg_bridge", "glute_bridge")


def test_hinge_side_is_glutes_and_hamstrings_and_days_are_spread() -> None:
    assert hinge_side() == ("glutes", "hamstrings")
    assert [weekdays(days) for days in (2, 3, 4)] == [(1, 4), (1, 3, 5), (1, 2, 4, 5)]
    assert usual_plates("lb")[0] == 45.0
