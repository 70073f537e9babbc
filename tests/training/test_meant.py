"""What a set that is named as a move stands for."""

from __future__ import annotations

import pytest

from hiphinge.moves.move import moves
from hiphinge.training.exercises import exercises
from hiphinge.training.meant import judged_as, meant

RDL = ["dumbbell_rdl", "kettlebell_rdl", "barbell_rdl"]


def test_an_exercise_is_itself() -> None:
    for key in exercises():
        one = meant(key, implement="barbell", load_kg=60.0)
        assert one is not None
        assert (one.key, one.why) == (key, "named")


def test_a_move_is_what_was_asked_for_on_the_day() -> None:
    one = meant("rdl", asked=["nordic", "kettlebell_rdl", "barbell_rdl"], load_kg=84.0)
    assert one is not None
    assert (one.key, one.why) == ("kettlebell_rdl", "told")
    assert judged_as("deadlift", ["nordic", "kettlebell_rdl"]) is None


@pytest.mark.parametrize(
    ("move", "held", "key"),
    [
        ("rdl", "barbell", "barbell_rdl"),
        ("rdl", "kettlebells", "kettlebell_rdl"),
        ("deadlift", "barbell", "barbell_deadlift"),
        # A hinge with a bar in the hands is what the moves say that it is.
        ("hinge", "barbell", "barbell_rdl"),
        ("snatch", None, "power_snatch"),
        ("jump", None, "vertical_jump"),
    ],
)
def test_what_was_held_tells_them_apart(move: str, held: str | None, key: str) -> None:
    one = meant(move, implement=held)
    assert one is not None
    assert (one.key, one.why) == (key, "told")


def test_what_is_not_told_apart_counts_what_is_common() -> None:
    rdl = meant("rdl", load_kg=84.0)
    assert rdl is not None
    assert (rdl.key, rdl.why, rdl.hinge, rdl.fast) == (None, "shared", True, False)
    assert [one.key for one in rdl.exercises] == RDL
    assert rdl.hard_sets == exercises()["barbell_rdl"].muscles
    deadlift = meant("deadlift", load_kg=100.0)
    assert deadlift is not None
    # Blocks spare the thighs, and a trap bar asks much of them.
    assert deadlift.hard_sets == {
        "glutes": 1.0, "hamstrings": 0.5, "lower_back": 0.5, "grip": 0.5
    }  # fmt: skip
    swing = meant("kettlebell_swing", load_kg=16.0)
    assert swing is not None
    assert (swing.fast, swing.hard_sets) == (True, {})


def test_a_load_in_a_hinge_is_held_in_the_hands() -> None:
    loaded, empty = meant("hinge", load_kg=40.0), meant("hinge", load_kg=0.0)
    assert loaded is not None
    assert empty is not None
    assert [one.key for one in loaded.exercises] == RDL
    assert {one.kind for one in empty.exercises} == {"drill"}
    assert empty.hard_sets == {}


def test_what_is_done_otherwise_is_only_the_nearest() -> None:
    one = meant("good_morning", load_kg=40.0)
    assert one is not None
    assert (one.key, one.why) == (None, "nearest")
    assert [it.key for it in one.exercises] == ["stick_good_morning"]


@pytest.mark.parametrize(
    ("name", "asked", "held", "load", "hard"),
    [
        ("good_morning", [], None, 40.0, True),
        ("good_morning", ["stick_good_morning"], "barbell", None, True),
        ("stick_good_morning", [], None, 20.0, True),
        # A stick is no load, and neither is a wall that is tapped with a bell in the hands.
        ("good_morning", [], None, 1.0, False),
        ("stick_good_morning", [], None, None, False),
        ("wall_tap", [], "kettlebell", 16.0, False),
    ],
)
def test_a_good_morning_is_a_hard_set_where_it_was_loaded(
    name: str, asked: list[str], held: str | None, load: float | None, hard: bool
) -> None:
    one = meant(name, asked=asked, implement=held, load_kg=load)
    assert one is not None
    wanted = {"glutes": 1.0, "hamstrings": 1.0, "lower_back": 0.5} if hard else {}
    assert one.hard_sets == wanted
    # It stays what it is for the programme: no fast work, and a hinge.
    assert (one.fast, one.hinge) == (False, True)


@pytest.mark.parametrize("name", [None, "squat", "stiff_leg_deadlift", "other", "no_such_move"])
def test_what_the_programme_does_not_have_is_nothing(name: str | None) -> None:
    assert meant(name, load_kg=60.0) is None


def test_nothing_counts_more_than_any_exercise_it_may_be() -> None:
    for name in moves():
        for load in (None, 40.0):
            one = meant(name, load_kg=load)
            for exercise in one.exercises if one else ():
                for muscle, share in one.hard_sets.items() if one else ():
                    most = exercise.muscles | (exercise.loaded if load else {})
                    assert share <= most[muscle], (name, muscle)
