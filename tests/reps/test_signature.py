"""The hinge signature against the body's own numbers, and what must not change it."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from bodies import Camera, even_times, film
from courses import FLOOR, HINGE, SQUAT, TALL, Course, Posture, Tempo, lifts, pulls

from hiphinge.motion.measure import measure
from hiphinge.quantities import Quantity
from hiphinge.reps.count import count
from hiphinge.reps.measure import measure_rep
from hiphinge.reps.signature import SIGNATURE, Signature, sign

if TYPE_CHECKING:
    from hiphinge.quantities import Floats

PAUSED = Tempo(1.3, 0.5, 1.0, 1.0)


def signed(
    course: Course, camera: Camera | None = None, time_s: Floats | None = None
) -> list[Signature]:
    motion = measure(film(course, time_s, camera=camera or Camera()))
    return [sign(motion, rep, measure_rep(motion, rep)) for rep in count(motion)]


def share(bottom: Posture) -> float:
    knee, closing = bottom.knee - TALL.knee, bottom.closing - TALL.closing
    return closing / (closing + knee)


@pytest.mark.parametrize("bottom", [HINGE, SQUAT])
def test_it_is_the_bodys(bottom: Posture) -> None:
    (found,) = signed(lifts([bottom], PAUSED)[0])
    assert list(found.measures) == list(SIGNATURE)
    wanted = {
        "trunk_deg": bottom.trunk,
        "knee_deg": bottom.knee,
        "shin_deg": bottom.shin,
        "lockout_deg": 0.0,
    }
    for name, value in wanted.items():
        assert found.measures[name].value == pytest.approx(value, abs=0.3), name
    assert found.measures["hip_share_frac"].value == pytest.approx(share(bottom), abs=0.01)
    back = -0.5 * sum(math.sin(math.radians(lean)) for lean in (bottom.shin, bottom.thigh))
    assert found.measures["hips_back_frac"].value == pytest.approx(back, abs=0.01)
    # A minimum-jerk way of one second: its peak is 15/8 of its mean.
    peak = 15 / 8 * (bottom.closing - TALL.closing)
    assert found.measures["hip_speed_deg_per_s"].value == pytest.approx(peak, rel=0.03)
    assert found.unknown == {}
    assert all(one.sd > 0 for one in found.measures.values())


def test_the_hips_share_parts_hinge_and_squat() -> None:
    assert share(HINGE) > 0.85
    assert share(SQUAT) == pytest.approx(0.5, abs=0.01)


def test_what_lies_back_at_the_lockout_is_negative() -> None:
    tops = [TALL, Posture(-9.0, 2.0, 3.0)]
    whole = [one for one in signed(lifts([HINGE, HINGE], tops=tops)[0]) if not one.unknown]
    straight, leaning = (one.measures["lockout_deg"] for one in whole)
    assert straight.value == pytest.approx(0.0, abs=0.5)
    assert leaning.value == pytest.approx(-11 - TALL.closing, abs=1.0)


def same(one: Signature, other: Signature, deg: float, speed: float) -> None:
    for name in SIGNATURE:
        a, b = one.measures[name].value, other.measures[name].value
        if name == "hip_speed_deg_per_s":
            assert a == pytest.approx(b, rel=speed), name
        else:
            assert a == pytest.approx(b, abs=deg if name.endswith("_deg") else deg / 50), name


def test_it_does_not_matter_which_way_the_lifter_looks() -> None:
    course = lifts([HINGE], PAUSED)[0]
    (right,), (left,) = signed(course), signed(course, Camera(heading_deg=180.0))
    same(right, left, deg=1e-6, speed=1e-6)


def test_nor_how_large_the_lifter_is_in_the_picture() -> None:
    course = lifts([HINGE], PAUSED)[0]
    (large,), (small,) = signed(course), signed(course, Camera(px_per_m=150.0))
    same(large, small, deg=1e-6, speed=1e-6)


@pytest.mark.parametrize("fps", [60, 120])
def test_nor_how_many_frames_a_second_there_are(fps: int) -> None:
    course = lifts([HINGE], PAUSED)[0]
    (usual,) = signed(course)
    (finer,) = signed(course, time_s=even_times(course.end_s, fps))
    same(usual, finer, deg=0.3, speed=0.03)


def test_a_pull_from_the_floor_has_one_too() -> None:
    found = signed(pulls(2)[0])[0]
    assert found.measures["trunk_deg"].value == pytest.approx(FLOOR.trunk, abs=0.5)
    assert found.measures["hip_share_frac"].value == pytest.approx(share(FLOOR), abs=0.02)


def test_without_a_quiet_stand_the_lockout_is_unknown_and_says_what_to_do() -> None:
    motion = measure(film(lifts([HINGE], PAUSED)[0]))
    assert motion.standing is not None
    restless = replace(motion, standing=replace(motion.standing, quiet=False))
    (rep,) = count(motion)
    found = sign(restless, rep, measure_rep(restless, rep))
    assert "lockout_deg" not in found.measures
    assert "stand still for two seconds first" in found.unknown["lockout_deg"]


def test_a_bottom_that_was_not_seen_says_so() -> None:
    motion = measure(film(lifts([HINGE], PAUSED)[0]))
    (rep,) = count(motion)
    hidden = np.abs(motion.time_s - rep.bottom_s) <= 0.12
    series = {
        name: replace(one, value=np.where(hidden, np.nan, one.value))
        for name, one in motion.series.items()
    }
    blind = replace(motion, series=series)
    found = sign(blind, rep, measure_rep(blind, rep))
    for name in ("trunk_deg", "hip_share_frac", "knee_deg"):
        assert found.unknown[name] == "hips, knees or feet were not seen at its bottom"


def test_legs_that_a_plate_hides_make_the_share_less_sure() -> None:
    motion = measure(film(lifts([HINGE], PAUSED)[0]))
    (rep,) = count(motion)
    plain = measure_rep(motion, rep)
    hidden = plain | {"knee_deg": Quantity(plain["knee_deg"].value, 20.0)}
    sure, unsure = (sign(motion, rep, one).measures["hip_share_frac"] for one in (plain, hidden))
    assert unsure.value == sure.value
    assert unsure.sd > 2 * sure.sd
