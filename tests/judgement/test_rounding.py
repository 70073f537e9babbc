"""A back that rounds: told, held back, not told apart, and where it is part of the task."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from bodies import film
from courses import HINGE, Posture, lifts, pulls
from hypothesis import given
from hypothesis import strategies as st
from spines import ADDS, PAUSED, about, parted, rounded

from hiphinge.judgement.doubt import below, inside
from hiphinge.judgement.judge import judge
from hiphinge.judgement.rule import check
from hiphinge.judgement.standard import load
from hiphinge.motion.measure import measure
from hiphinge.quantities import Quantity
from hiphinge.reps.count import count

RULE = next(rule for rule in load().rules if rule.name == "rounding")


def test_a_back_that_surely_rounds_is_told_first() -> None:
    judgement = rounded([45.0] * 3)
    told = about(judgement, "rounding")
    assert told is not None
    assert told is judgement.findings[0], "nothing else is wrong with this hinge"
    assert (told.role, told.zone_name, told.reps) == ("fix", "clearly high", (1, 2, 3))
    assert told.quantity.value == pytest.approx(45.0, abs=0.5)
    assert told.title == "Keep the back's shape: let the hips bend"
    assert told.probability is not None
    assert told.probability > 0.95
    assert "could not be told" not in judgement.detail
    assert "One thing to fix" in judgement.detail


def test_the_rep_that_rounds_is_named() -> None:
    told = about(rounded([8.0, 45.0, 8.0, 8.0]), "rounding")
    assert told is not None
    assert (told.role, told.rep, told.reps) == ("fix", 2, (2,))


def test_a_back_that_keeps_its_shape_is_praised() -> None:
    told = about(rounded([8.0] * 3), "rounding")
    assert told is not None
    assert (told.role, told.zone_name) == ("keep", "wanted")
    assert told.cue == "You bend at the hips: your back keeps its shape."


@pytest.mark.parametrize(
    ("rounding", "sd", "role"),
    [
        (28.0, 4.0, "fix"),  # 2 sd beyond the wanted zone: 98 %, though not clearly out
        (25.0, 5.0, None),  # 84 %: too sure to be open, not sure enough to be told
        (22.0, 6.0, "cannot_tell"),  # 63 %
        (40.0, 30.0, "cannot_tell"),  # far out, but so unsure that 23 % may be in
        (20.0, 4.0, "cannot_tell"),
        (10.0, 5.0, "keep"),
    ],
)
def test_what_is_told_goes_by_how_sure_it_is(rounding: float, sd: float, role: str | None) -> None:
    told = about(rounded([rounding] * 3, sd), "rounding")
    assert (told and told.role) == role
    if role == "cannot_tell":
        assert told is not None
        assert told.zone_name == "undecided"


@pytest.mark.parametrize(
    ("strictness", "told"), [("lenient", False), ("normal", True), ("strict", True)]
)
def test_a_little_too_much_is_told_by_strictness(strictness: str, told: bool) -> None:
    judgement = rounded([28.0] * 3, strictness=strictness)  # type: ignore[arg-type]
    found = about(judgement, "rounding")
    assert (found is not None and found.role == "fix") == told


def test_arching_is_told_by_its_own_name() -> None:
    told = about(rounded([-40.0] * 3), "rounding")
    assert told is not None
    assert (told.role, told.zone_name) == ("fix", "clearly low")
    assert told.title == "Ribs down: do not arch into it"


@given(st.floats(-60, 60), st.floats(0.5, 15))
def test_a_checks_probabilities_are_those_of_its_zone(rounding: float, sd: float) -> None:
    one = Quantity(rounding, sd)
    answer = check(RULE, 1, 0.0, {"spine_deg": one, "trunk_deg": Quantity(60.0, 3.0)})
    assert answer is not None
    assert answer.good == pytest.approx(inside(one, RULE.good))
    assert answer.high_off == pytest.approx(1 - below(one, RULE.off.high))
    assert answer.low_off == pytest.approx(below(one, RULE.off.low))


def test_of_a_trunk_that_hardly_leans_nothing_is_asked() -> None:
    shallow = {"spine_deg": Quantity(45.0, 3.0), "trunk_deg": Quantity(25.0, 3.0)}
    assert check(RULE, 1, 0.0, shallow) is None
    assert check(RULE, 1, 0.0, {"trunk_deg": Quantity(60.0, 3.0)}) is None, "nor without a spine"


@pytest.mark.parametrize("rounding", [45.0, -40.0, 8.0])
def test_a_slam_may_round(rounding: float) -> None:
    slam = rounded([rounding] * 3, exercise="slam")
    assert about(slam, "rounding") is None
    for exercise in ("rdl", "kettlebell_swing"):
        assert about(rounded([rounding] * 3, exercise=exercise), "rounding") is not None, exercise


def test_a_slam_is_held_to_the_other_rules() -> None:
    stiff = rounded([45.0] * 3, bottom=Posture(65.0, -11.5, -9.5), exercise="slam")
    assert about(stiff, "soft_knee") is not None


def test_pulls_from_the_floor_are_asked_too() -> None:
    course, truths = pulls(3)
    # A pull starts at the bottom: its stay there stands for a way down.
    starts = [truth._replace(start_s=truth.bottom_start_s) for truth in truths]
    motion = parted(measure(film(course)), starts, [45.0] * 3)
    judgement = judge(motion, count(motion))
    assert judgement.floor
    told = about(judgement, "rounding")
    assert told is not None
    assert told.role == "fix"


def test_reps_whose_back_was_not_seen_are_left_out() -> None:
    judgement = rounded([45.0, math.nan, 45.0])
    assert [("spine_deg" in one.measures) for one in judgement.reps] == [True, False, True]
    told = about(judgement, "rounding")
    assert told is not None
    assert told.reps == (1, 3)
    assert "could not be told" not in judgement.detail, "it was told of two"


def test_a_silent_set_has_no_finding_and_says_why() -> None:
    motion = measure(film(lifts([HINGE] * 3, PAUSED)[0]))
    judgement = judge(motion, count(motion))
    assert about(judgement, "rounding") is None
    said = "Whether the back rounds could not be told: "
    assert f"{said}the landmarks came without the body's outline." in judgement.detail
    barred = judge(replace(motion, silence="a bar lies on the back"), count(motion))
    assert f"{said}a bar lies on the back." in barred.detail


def test_a_set_that_is_silent_only_at_its_bottoms_says_so_too() -> None:
    judgement = rounded([math.nan] * 3)
    assert about(judgement, "rounding") is None
    assert "could not be told: the picture did not show the back well enough." in judgement.detail


def test_a_rep_that_bends_by_its_spine_is_a_bow() -> None:
    fold = HINGE.closing - 3.0  # since standing, where thigh and trunk are 3 degrees off
    for share, kind in ((0.25, "hinge"), (0.55, "bow")):
        judgement = rounded([share * fold / ADDS] * 2, sd_deg=3.0)
        found = judgement.reps[0].measures["spine_share_frac"]
        assert found.value == pytest.approx(share, abs=0.01)
        assert [one.verdict.kind for one in judgement.reps] == [kind] * 2
    assert "55% ±" in judgement.reps[0].verdict.reason
    assert "of the fold from the spine" in judgement.reps[0].verdict.reason
    told = about(judgement, "rounding")
    assert told is not None
    assert told.role == "fix"
