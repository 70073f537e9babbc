"""The sentences that a lifter reads first."""

from __future__ import annotations

import math

import pytest

from hiphinge.judgement.judged import JudgedRep
from hiphinge.judgement.kind import Kind, Verdict
from hiphinge.judgement.naming import Named
from hiphinge.judgement.verdict import set_detail, set_verdict
from hiphinge.moves.move import moves
from hiphinge.reps.rep import Rep

REP = Rep(0.0, 1.0, 1.1, 1.2, 2.0, 2.1, 80.0, 3.0, from_bottom=False, complete=True)


def _named(name: str, *, given: bool = False) -> Named:
    return Named(moves().get(name), name, given=given)


def _reps(*kinds: Kind) -> list[JudgedRep]:
    return [
        JudgedRep(
            number, REP, {}, Verdict(kind, None if kind == "unjudged" else 0.9, "it was dark")
        )
        for number, kind in enumerate(kinds, start=1)
    ]


@pytest.mark.parametrize(
    ("kinds", "exercise", "sentence"),
    [
        ([], "unknown", "No repetition was found in this clip."),
        (["hinge"], "hinge", "1 repetition: a hinge."),
        (["squat"] * 3, "squat", "3 repetitions: all squats."),
        (["stiff_legged"] * 2, "hinge", "2 repetitions: all stiff-legged hinges."),
        (["bow"], "hinge", "1 repetition: a bow."),
        (["unjudged"] * 4, "unknown", "4 repetitions: counted, but not judged."),
        (["hinge"] * 2, "deadlift", "2 repetitions: all hinges from the floor."),
        (["hinge"], "deadlift", "1 repetition: a hinge from the floor."),
        (
            ["hinge", "hinge", "squat", "hinge", "hinge"],
            "hinge",
            "5 repetitions: 4 hinges, 1 squat (rep 3).",
        ),
        (
            ["hinge", "squat", "hinge", "bow", "hinge", "unjudged", "hinge"],
            "hinge",
            "7 repetitions: 4 hinges, 1 squat (rep 2), 1 bow (rep 4), 1 not judged (rep 6).",
        ),
    ],
)
def test_one_sentence_says_what_the_set_was(
    kinds: list[Kind], exercise: str, sentence: str
) -> None:
    assert set_verdict(_reps(*kinds), _named(exercise)) == sentence


def test_what_was_said_beforehand_is_confirmed() -> None:
    assert set_verdict(_reps("squat", "squat"), _named("squat", given=True)).endswith(
        "as you said."
    )
    assert "as you said" not in set_verdict(_reps("hinge"), _named("squat", given=True))


def test_a_half_and_half_set_names_no_reps_twice() -> None:
    words = set_verdict(_reps("hinge", "squat", "hinge", "squat"), _named("hinge"))
    assert words == "4 repetitions: 2 hinges, 2 squats."


def test_the_detail_says_why_nothing_was_judged() -> None:
    words = set_detail(_reps("unjudged"), [], _named("unknown"), silence="")
    assert words == "Not judged: it was dark."
    assert "35 degrees" in set_detail([], [], _named("unknown"), silence="")
    assert "Nothing to fix" in set_detail(_reps("hinge"), [], _named("hinge"), silence="")


def test_the_detail_says_why_nothing_is_said_of_the_back() -> None:
    told = set_detail(_reps("hinge"), [], _named("hinge"), silence="")
    assert "back" not in told
    silent = set_detail(_reps("hinge"), [], _named("hinge"), silence="it was hidden")
    assert silent == f"{told} Whether the back rounds could not be told: it was hidden."
    # What was not judged at all has a reason of its own.
    unjudged = set_detail(_reps("unjudged"), [], _named("unknown"), silence="it was hidden")
    assert "hidden" not in unjudged


@pytest.mark.parametrize("number", range(1, 12))
def test_any_number_of_reps_reads_well(number: int) -> None:
    kinds: list[Kind] = ["hinge"] * number
    words = set_verdict(_reps(*kinds), _named("hinge"))
    assert words.startswith(f"{number} repetition")
    assert words.endswith(".")
    assert "  " not in words
    assert not math.isnan(REP.lockout_s)


def test_a_move_with_a_name_of_its_own_is_counted_by_it() -> None:
    assert set_verdict(_reps("hinge"), _named("kettlebell_swing")).startswith(
        "1 kettlebell swing: "
    )
    words = set_verdict(_reps(*["squat"] * 7), _named("power_clean"))
    assert words.startswith("7 power cleans: all ")
    # Counted as what it may be, but not called so.
    unsure = Named(
        moves()["power_clean"], "unknown", given=False, candidates=(("power_clean", 0.5),)
    )
    assert set_verdict(_reps("hinge"), unsure).startswith("1 repetition: ")


def test_who_is_not_sure_asks() -> None:
    unsure = Named(
        moves()["power_clean"],
        "unknown",
        given=False,
        candidates=(("power_clean", 0.4), ("other", 0.35), ("hang_clean", 0.25)),
    )
    words = set_detail(_reps("hinge"), [], unsure, silence="")
    assert "a power clean (40%) or none of those it knows (35%) or a hang clean (25%)" in words
    assert "Say which it was" in words
    assert unsure.source == "unsure"
    assert "Say which" not in set_detail(_reps("hinge"), [], _named("hinge"), silence="")
