"""The body's own target: what it asks for, its doubt, and what is told of a difference."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from bodies import Body, Camera, film
from courses import BOW, HINGE, SQUAT, STEADY, Posture, Tempo, lifts, pulls
from hypothesis import given
from hypothesis import strategies as st

from hiphinge.judgement.judge import judge
from hiphinge.judgement.standard import load
from hiphinge.judgement.target import PRESSED, SOFT_KNEE_DEG, Target, own_target, wanted_lean
from hiphinge.judgement.targets import differences, held, targets
from hiphinge.motion.measure import measure
from hiphinge.motion.proportions import Proportions
from hiphinge.motion.segments import usual
from hiphinge.pose.skeleton import sided
from hiphinge.quantities import Quantity, Side
from hiphinge.reps.count import count

if TYPE_CHECKING:
    from collections.abc import Mapping

    from courses import Course

    from hiphinge.judgement.targets import Targets

SURE = 0.001


def build(thigh: float = 0.495, trunk: float = 0.598, sd: float = SURE) -> Proportions:
    """Return the table's man, or another."""
    return Proportions(
        thigh=Quantity(thigh, sd),
        trunk=Quantity(trunk, sd),
        upper_arm=Quantity(0.327, sd),
        forearm=Quantity(0.312, sd),
        mid_foot=Quantity(0.0748, sd),
        foot=Quantity(0.299, sd),
    )


def done(trunk: float = 60.0, knee: float = 17.5, sd: float = SURE, **more: float) -> dict[
    str, Quantity
]:  # fmt: skip
    measures = {"trunk_deg": trunk, "knee_deg": knee, **more}
    return {name: Quantity(value, sd) for name, value in measures.items()}


def values(target: Target) -> dict[str, float]:
    return {name: one.value for name, one in target.measures.items()}


@pytest.mark.parametrize(
    ("trunk", "shin", "back"), [(45.0, 0.5, 0.14), (60.0, -2.1, 0.184), (75.0, -3.8, 0.215)]
)
def test_it_lies_between_the_rows_of_the_table(trunk: float, shin: float, back: float) -> None:
    """Between the rows of knee 15 and 20 of the balance table, within its own tolerance."""
    found = own_target(build(), done(trunk)).measures
    assert found["shin_deg"].value == pytest.approx(shin, abs=1.0)
    assert found["hips_back_frac"].value == pytest.approx(back, abs=0.01)
    assert abs(found["shin_deg"].value - shin) < found["shin_deg"].sd


@given(st.floats(40.0, 85.0), st.floats(0.45, 0.55), st.floats(0.5, 0.65))
def test_its_measures_belong_together(trunk: float, thigh: float, long: float) -> None:
    found = values(own_target(build(thigh, long), done(trunk)))
    assert found["knee_deg"] == pytest.approx(found["shin_deg"] - found["thigh_deg"])
    assert found["knee_deg"] == pytest.approx(np.mean(SOFT_KNEE_DEG))
    assert found["thigh_trunk_deg"] == pytest.approx(found["trunk_deg"] - found["thigh_deg"])
    shin, back = np.radians(found["shin_deg"]), np.radians(found["thigh_deg"])
    assert found["knee_ahead_frac"] == pytest.approx((1 - thigh) * np.sin(shin))
    assert found["hips_back_frac"] == pytest.approx(
        -((1 - thigh) * np.sin(shin) + thigh * np.sin(back))
    )
    assert found["hip_height_frac"] == pytest.approx(
        (1 - thigh) * np.cos(shin) + thigh * np.cos(back)
    )


def test_it_leans_as_the_lifter_did_within_the_wanted_zone() -> None:
    (zone,) = (rule.good for rule in load().rules if rule.name == "chest_down")
    assert wanted_lean() == zone
    inside = (zone.low + zone.high) / 2
    for lean, drawn in ((zone.low - 20, zone.low), (inside, inside), (zone.high + 9, zone.high)):
        found = own_target(build(), done(lean, sd=2.0)).measures["trunk_deg"]
        assert found.value == pytest.approx(drawn)
        assert found.sd <= 2.1


def test_a_longer_thigh_and_trunk_ask_for_more_hips_back_and_are_no_fault() -> None:
    plain, long = own_target(build(), done()), own_target(build(0.53, 0.65), done())
    assert values(long)["hips_back_frac"] > values(plain)["hips_back_frac"] + 0.01
    assert plain.usual_back == pytest.approx(long.usual_back, abs=0.002)
    for body in (build(), build(0.53, 0.65), build(0.45, 0.50)):
        target = own_target(body, done())
        as_asked = {name: Quantity(value, 0.02) for name, value in values(target).items()}
        assert differences(as_asked, target) == []


def test_the_pressed_point_makes_most_of_the_doubt() -> None:
    """35 to 65 % of the foot move the shin by 3 degrees to each side, the hips by 0.05."""
    found = own_target(build(), done()).measures
    even = (PRESSED[1] - PRESSED[0]) / np.sqrt(12)
    assert found["shin_deg"].sd > 0.9 * even / 0.15 * 3.0
    assert found["hips_back_frac"].sd > 0.9 * even / 0.15 * 0.05
    assert found["hips_back_frac"].sd < 0.05


def test_a_less_sure_body_has_a_less_sure_target() -> None:
    sure, unsure = own_target(build(), done()), own_target(build(sd=0.05), done(sd=6.0))
    for name in ("shin_deg", "hips_back_frac", "knee_ahead_frac", "trunk_deg"):
        assert unsure.measures[name].sd > 1.1 * sure.measures[name].sd
        assert unsure.measures[name].value == sure.measures[name].value
    assert own_target(build(), done()) == sure


def test_a_pull_from_the_floor_keeps_knee_and_lean() -> None:
    found = own_target(build(), done(60.0, 60.0), floor=True)
    assert found.basis == "own_knee"
    assert found.measures["knee_deg"].value == 60.0
    # The table's row 60 / 60.
    assert found.measures["shin_deg"].value == pytest.approx(14.8, abs=0.5)
    low = own_target(build(), done(20.0, 60.0), floor=True)
    assert low.measures["trunk_deg"].value == 20.0


def test_a_load_on_the_back_takes_the_hips_farther_back() -> None:
    backs = [
        values(own_target(build(), done(), hands="at_shoulders", load_kg=kg))["hips_back_frac"]
        for kg in (0.0, 20.0, 80.0)
    ]
    assert backs == sorted(backs)
    assert backs[2] > backs[0] + 0.05
    unsaid = own_target(build(), done(), hands="at_shoulders")
    said = own_target(build(), done(), hands="at_shoulders", load_kg=30.0)
    assert (unsaid.loaded, said.loaded) == (True, False)
    assert unsaid.measures["hips_back_frac"].sd > 1.2 * said.measures["hips_back_frac"].sd
    held_low = own_target(build(), done(), load_kg=80.0)
    assert values(held_low) == values(own_target(build(), done()))


@pytest.mark.parametrize("name", ["trunk_deg", "knee_deg"])
def test_what_was_not_measured_has_no_target(name: str) -> None:
    measures = done()
    del measures[name]
    target = own_target(build(), measures)
    assert (target.measures, target.why_not) == ({}, "its bottom was not measured")


def told(measures: Mapping[str, Quantity], target: Target) -> dict[str, bool]:
    return {one.measure: one.more for one in differences(measures, target)}


def test_only_a_difference_beyond_its_doubt_is_told() -> None:
    target = own_target(build(), done())
    back, sd = target.measures["hips_back_frac"].value, 0.02
    both = float(np.hypot(sd, target.measures["hips_back_frac"].sd))
    for apart, expected in ((1.2, {}), (1.4, {"hips_back_frac": True}),
                            (-1.4, {"hips_back_frac": False})):  # fmt: skip
        measures = {"hips_back_frac": Quantity(back + apart * both, sd)}
        assert told(measures, target) == expected


def test_what_a_knee_brings_about_is_not_told_beside_it() -> None:
    target = own_target(build(), done())
    squat = done(knee=100.0, shin_deg=34.0, hips_back_frac=0.30)
    assert told(squat, target) == {"shin_deg": True, "knee_deg": True}
    stiff = done(knee=2.0, shin_deg=-9.5, hips_back_frac=0.18)
    assert told(stiff, target) == {"knee_deg": False}
    bow = done(knee=5.0, shin_deg=-2.0, hips_back_frac=0.03)
    assert told(bow, target) == {"hips_back_frac": False, "knee_deg": False}


def of(
    course: Course, exercise: str | None = None, camera: Camera | None = None,
    load_kg: float | None = None, body: Body | None = None,
) -> Targets:  # fmt: skip
    track = film(course, camera=camera or Camera(), body=body or Body())
    motion = measure(track)
    return targets(motion, judge(motion, count(motion), exercise), load_kg)


SET, _ = lifts([HINGE, BOW, SQUAT])


def test_a_filmed_set_has_the_targets_of_its_body() -> None:
    found = of(SET)
    assert found.lengths is not None
    assert found.why_not == ""
    hinge, bow, squat = found.reps
    back = hinge.measures["hips_back_frac"]
    assert back.value == pytest.approx(0.18, abs=back.sd)
    for one, posture in ((hinge, HINGE), (bow, BOW)):
        assert one.measures["trunk_deg"].value == pytest.approx(posture.trunk, abs=1.0)
    assert squat.measures["trunk_deg"].value == wanted_lean().low


def test_the_other_way_round_and_in_another_size_it_is_the_same() -> None:
    plain = of(SET)
    for camera in (Camera(heading_deg=180.0), Camera(px_per_m=220.0)):
        other = of(SET, camera=camera)
        for one, two in zip(plain.reps, other.reps, strict=True):
            assert values(two) == pytest.approx(values(one), abs=1e-3)


def test_a_squat_by_choice_gets_none_and_one_by_mistake_does() -> None:
    course, _ = lifts([SQUAT, SQUAT])
    chosen = of(course, "squat")
    assert chosen.why_not == ""
    assert [one.measures for one in chosen.reps] == [{}, {}]
    assert all(one.measures for one in of(course).reps)


@pytest.mark.parametrize(
    ("exercise", "heading_deg", "tempo", "words"),
    [
        ("hinge", 55.0, STEADY, "away from the side"),
        ("single_leg_rdl", 0.0, STEADY, "two legs"),
        ("hinge", 0.0, Tempo(0.45, 0.0, 0.4, 0.5), "own swing"),
    ],
)
def test_a_reason_is_given_where_there_is_none(
    exercise: str, heading_deg: float, tempo: Tempo, words: str
) -> None:
    course, _ = lifts([HINGE, BOW, SQUAT], tempo)
    found = of(course, exercise, Camera(heading_deg=heading_deg))
    assert words in found.why_not
    assert found.reps
    assert all(not one.measures for one in found.reps)


def test_a_rep_that_was_not_judged_says_so() -> None:
    course, _ = lifts([HINGE, Posture(22.0, -22.0, 0.0), HINGE])
    motion = measure(film(course))
    judgement = judge(motion, count(motion))
    kinds = [one.verdict.kind for one in judgement.reps]
    assert "unjudged" in kinds
    for kind, one in zip(kinds, targets(motion, judgement).reps, strict=True):
        assert ("was not judged" in one.why_not) == (kind == "unjudged")


def test_a_set_from_the_floor_is_about_balance() -> None:
    course, _ = pulls(2)
    found = of(course, "deadlift", body=Body(arm=0.70))
    assert {one.basis for one in found.reps if one.measures} == {"own_knee"}


def test_hands_at_the_shoulders_are_seen() -> None:
    track = film(SET)
    xy = track.xy_px.copy()
    near = [int(sided(Side.RIGHT, part)) for part in ("wrist", "shoulder")]
    xy[:, near[0]] = xy[:, near[1]] + (20.0, 30.0)
    moment_s = float(track.time_s[len(track.time_s) // 2])
    assert held(measure(track), moment_s) == "over_foot"
    assert held(measure(replace(track, xy_px=xy)), moment_s) == "at_shoulders"


def test_the_usual_body_is_the_one_compared_with() -> None:
    average = build(usual("thigh").value, usual("trunk").value)
    found = own_target(average, done())
    assert found.usual_back == pytest.approx(values(found)["hips_back_frac"], abs=1e-6)
