"""Angles of bodies whose angles are known."""

from __future__ import annotations

import math

import numpy as np
import pytest
from bodies import Body, Camera, even_times, film
from courses import BOW, FLOOR, HINGE, SQUAT, STIFF, TALL, Course, Key, Posture, Tempo, lifts
from hypothesis import given
from hypothesis import strategies as st

from hiphinge.motion.angles import knee_flexion_deg, lean_deg, thigh_trunk_flexion_deg
from hiphinge.motion.doubt import error_of
from hiphinge.motion.measure import MotionSettings, measure
from hiphinge.quantities import Facing

SMOOTHING_DEG = 0.5
"""What a zero-lag 4 Hz filter may take off a repetition of over two seconds: the brief's limit;
a rep of 0.5 Hz loses (0.5 / 4) ** 4 of its amplitude at most, 0.02 deg of 80."""
LEANS = ("trunk_deg", "thigh_deg", "shin_deg")


def _still(posture: Posture) -> Course:
    return Course((Key(0.0, posture), Key(1.0, posture)))


@pytest.mark.parametrize(
    ("upper", "lean"),
    [
        ((0.0, -10.0), 0.0),
        ((10.0, -10.0), 45.0),
        ((10.0, 0.0), 90.0),
        ((-10.0, -10.0), -45.0),
        ((10.0, 10.0), 135.0),
    ],
)
def test_lean_counts_forward_of_vertical_whichever_way_the_lifter_faces(
    upper: tuple[float, float], lean: float
) -> None:
    lower, end = np.zeros(2), np.array(upper)
    assert lean_deg(lower, end, Facing.RIGHT) == pytest.approx(lean)
    assert lean_deg(lower, end * [-1, 1], Facing.LEFT) == pytest.approx(lean)


def test_joint_angles_are_signed_differences() -> None:
    assert knee_flexion_deg(np.array(-3.0), np.array(-18.0)) == 15.0
    assert knee_flexion_deg(np.array(-3.0), np.array(2.0)) == -5.0, "hyperextension is negative"
    assert thigh_trunk_flexion_deg(np.array(60.0), np.array(-18.0)) == 78.0


@pytest.mark.parametrize("posture", [TALL, HINGE, SQUAT, STIFF, BOW, FLOOR])
@pytest.mark.parametrize("heading", [0.0, 180.0])
def test_a_still_body_is_measured_exactly(posture: Posture, heading: float) -> None:
    motion = measure(film(_still(posture), camera=Camera(heading_deg=heading)))
    body = Body()
    shin, thigh = np.radians([posture.shin, posture.thigh])
    back = -(body.shank * np.sin(shin) + body.thigh * np.sin(thigh)) / body.leg
    height = (body.shank * np.cos(shin) + body.thigh * np.cos(thigh)) / body.leg
    wanted = {
        "trunk_deg": posture.trunk,
        "thigh_deg": posture.thigh,
        "shin_deg": posture.shin,
        "knee_deg": posture.knee,
        "thigh_trunk_deg": posture.closing,
        "hips_back_frac": back,
        "hip_height_frac": height,
        "knee_ahead_frac": body.shank * np.sin(shin) / body.leg,
        "chest_height_frac": height + body.trunk * math.cos(math.radians(posture.trunk)) / body.leg,
    }
    for name, value in wanted.items():
        # No noise and no movement: only rounding of floats is left.
        assert motion.series[name].value == pytest.approx(value, abs=1e-6), name


def test_signs_of_a_hinge_and_of_a_knee_that_bends_backward() -> None:
    motion = measure(film(_still(HINGE)))
    assert motion.series["thigh_deg"].value[0] < 0, "a hinging thigh is negative"
    assert motion.series["hips_back_frac"].value[0] > 0.1
    backward = measure(film(_still(Posture(2.0, 3.0, -2.0))))
    assert backward.series["knee_deg"].value == pytest.approx(-5.0, abs=1e-6)


@given(
    shank=st.floats(0.35, 0.50),
    thigh=st.floats(0.35, 0.50),
    trunk=st.floats(0.40, 0.65),
    heading=st.sampled_from([0.0, 180.0]),
    px_per_m=st.floats(150, 400),
)
def test_a_slow_lift_is_measured_whatever_the_build(
    shank: float, thigh: float, trunk: float, heading: float, px_per_m: float
) -> None:
    course, _ = lifts([HINGE, SQUAT], Tempo(1.5, 0.3, 1.2, 0.7))
    body = Body(shank=shank, thigh=thigh, trunk=trunk)
    camera = Camera(heading_deg=heading, px_per_m=px_per_m)
    motion = measure(film(course, body=body, camera=camera))
    truth = course.at(motion.time_s)
    for name, row in zip(LEANS, truth, strict=False):
        assert np.abs(motion.series[name].value - row).max() < SMOOTHING_DEG, name


def test_a_fast_swing_keeps_its_depth_at_the_ballistic_cutoff() -> None:
    course, truths = lifts([HINGE] * 4, Tempo(0.6, 0.0, 0.6, 0.2))
    motion = measure(film(course, even_times(course.end_s, 60)), MotionSettings(cutoff_hz=6.0))
    for truth in truths:
        index = int(np.argmin(np.abs(motion.time_s - truth.bottom_s)))
        # Two passes leave 1 / (1 + (0.83 / 6) ** 4) of a 1.2 s cycle; harmonics triple the loss.
        assert motion.series["trunk_deg"].value[index] == pytest.approx(60.0, abs=1.0)


def test_the_networks_own_bias_is_taken_off_and_nothing_else() -> None:
    course, _ = lifts([HINGE])
    plain = measure(film(course, network="unknown"))
    heavy = measure(film(course, network="BlazePose heavy"))
    for name in LEANS:
        bias = error_of("BlazePose heavy", name).bias
        taken = plain.series[name].value - heavy.series[name].value
        assert taken == pytest.approx(bias, abs=1e-9), name
    biases = {name: error_of("BlazePose full", name).bias for name in LEANS}
    assert biases == {"trunk_deg": -3.0, "thigh_deg": 3.0, "shin_deg": 0.0}
    knee = plain.series["knee_deg"].value - heavy.series["knee_deg"].value
    assert knee == pytest.approx(biases["shin_deg"] - biases["thigh_deg"], abs=1e-9)
    assert error_of("some other network", "trunk_deg").bias == 0.0
