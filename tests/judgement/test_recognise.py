"""Which move it is, from motion alone; and asking where that is not sure."""

from __future__ import annotations

import pytest
from bodies import Camera, even_times, film
from courses import HINGE, SQUAT, Course, lifts, pulls
from powers import SQUATTED, slams, swings

from hiphinge.errors import UsageError
from hiphinge.judgement.judge import judge
from hiphinge.judgement.naming import UNKNOWN, name_set
from hiphinge.judgement.recognise import OTHER, recognise
from hiphinge.motion.measure import MotionSettings, measure
from hiphinge.moves.move import implement_named, moves
from hiphinge.reps.count import count
from hiphinge.reps.signs import Signs, signs

SETS = {
    "kettlebell_swing": swings(5).course,
    "slam": slams(3).course,
    "deadlift": pulls(3)[0],
    "hinge": lifts([HINGE] * 3)[0],
    "squat": lifts([SQUAT] * 3)[0],
}


def _signs(course: Course, fps: float = 30.0, **filmed: Camera) -> Signs:
    track = film(course, even_times(course.end_s, fps), **filmed)
    return signs(measure(track, MotionSettings(6.0)))


@pytest.mark.parametrize("name", SETS)
def test_a_move_is_named_from_its_motion(name: str) -> None:
    for seen in (
        _signs(SETS[name]),
        _signs(SETS[name], 60.0),
        _signs(SETS[name], camera=Camera(heading_deg=180.0)),
    ):
        found = name_set(seen)
        # A hinge and a squat are told apart by what is judged of them, not by signs alone.
        assert found.name == name or {found.name, name} <= {"hinge", "squat"}
        assert found.probability is not None
        assert found.probability >= 0.5


@pytest.mark.parametrize("name", ["deadlift", "hinge", "squat", "kettlebell_swing"])
def test_the_judged_set_has_the_name(name: str) -> None:
    motion = measure(film(SETS[name]), MotionSettings(6.0))
    named = name_set(signs(motion))
    assert judge(motion, count(motion, named.counts), named).exercise == name


def test_a_swing_squatted_is_a_swing_all_the_same() -> None:
    seen = _signs(swings(4, SQUATTED).course)
    assert name_set(seen).name == "kettlebell_swing"


def test_probabilities_are_shares_of_one() -> None:
    for course in SETS.values():
        found = recognise(_signs(course))
        assert sum(part for _, part in found.candidates) <= 1 + 1e-9
        assert [part for _, part in found.candidates] == sorted(
            (part for _, part in found.candidates), reverse=True
        )


def test_the_middle_of_a_move_is_that_move() -> None:
    for one in moves().values():
        if one.looks:
            seen = Signs(one.seen_by, {name: look.middle for name, look in one.looks.items()})
            found = recognise(seen)
            assert found.move == one.name
            assert found.probability > 0.5


def test_what_is_like_nothing_known_is_not_named() -> None:
    middles = {
        name: [one.looks[name].middle for one in moves().values() if name in one.looks]
        for name in ("rise_frac", "reach_top_frac", "hand_low_frac", "fall_after_log")
    }
    strange = Signs("hands", {name: max(them) + 2.0 for name, them in middles.items()})
    found = recognise(strange)
    assert not found.sure
    assert OTHER in dict(found.candidates)
    named = name_set(strange)
    assert named.name == UNKNOWN
    assert "Say which it was" in named.question


def test_between_two_moves_the_lifter_is_asked() -> None:
    one, other = moves()["power_clean"].looks, moves()["hang_clean"].looks
    between = {name: (one[name].middle + other[name].middle) / 2 for name in one}
    named = name_set(Signs("hands", between))
    assert named.name == UNKNOWN
    assert "power clean" in named.question
    assert "hang clean" in named.question
    # It is still counted by the hands.
    assert named.counts == "hands"


def test_what_is_held_narrows_it_down() -> None:
    one, other = moves()["power_clean"].looks, moves()["kettlebell_swing"].looks
    between = Signs("hands", {name: (one[name].middle + other[name].middle) / 2 for name in other})
    held = recognise(between, "kettlebell")
    assert held.move in {"kettlebell_swing", "kettlebell_snatch"}
    assert recognise(between, "barbell").move not in {"kettlebell_swing", "kettlebell_snatch"}
    # A hinge with a bar in the hands has a name of its own.
    assert name_set(_signs(SETS["hinge"]), "barbell").name in {"rdl", "deadlift"}
    assert implement_named("Medicine Ball") == "medicine_ball"
    with pytest.raises(UsageError, match="choose one of"):
        implement_named("piano")


def test_nothing_seen_is_nothing_named() -> None:
    named = name_set(Signs("hips", {}))
    assert (named.name, named.probability, named.question) == (UNKNOWN, None, "")


def test_what_fits_no_move_is_counted_by_what_it_looks_like() -> None:
    """It is told by the hands all the same, and no move's rules are held against it."""
    looks = moves()["snatch"].looks
    named = name_set(
        Signs("hands", {name: look.middle + 2.5 * look.sd for name, look in looks.items()})
    )
    assert named.name == UNKNOWN
    assert named.counts == "hands"
    assert named.move is None


def test_what_is_said_to_be_held_does_not_make_a_sure_move_another() -> None:
    seen = _signs(SETS["kettlebell_swing"])
    named = name_set(seen, "barbell")
    assert named.name == UNKNOWN
    assert "kettlebell swing" in named.question
    assert name_set(seen, "kettlebells").name == "kettlebell_swing"
