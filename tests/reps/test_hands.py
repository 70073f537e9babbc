"""Repetitions that the hands make: swings, cleans, snatches; and movements that are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from bodies import CAMERA, Camera, even_times, film
from courses import HINGE, SQUAT, TALL, Course, Key, Posture, Tempo, lifts, pulls
from powers import BACKSWING, SQUATTED, Moves, cleans, swings
from scenes import gestures_before, marching, walked_in_and_out

from hiphinge.motion.measure import MotionSettings, measure
from hiphinge.reps.count import count
from hiphinge.reps.hands import OPEN_DEG, STOOD_DEG

if TYPE_CHECKING:
    from hiphinge.reps.rep import Rep

FAST = MotionSettings(6.0)
EVENT_S = 0.05
"""What is asked of an event at 60 frames a second [s]."""


def _reps(
    moves: Moves, fps: float = 60.0, camera: Camera = CAMERA, noise_deg: float = 0.0
) -> tuple[Rep, ...]:
    time_s = even_times(moves.course.end_s, fps)
    track = film(moves.course, time_s, camera=camera, noise_deg=noise_deg)
    return count(measure(track, FAST), "hands")


def _crossing_s(moves: Moves, level_deg: float, low_s: float, high_s: float) -> float:
    """When the exact course's thigh-trunk flexion first falls to a level [s]."""
    time_s = np.arange(low_s, high_s, 0.001)
    trunk, thigh = moves.course.at(time_s)[:2]
    return float(time_s[np.argmax(trunk - thigh <= level_deg)])


@pytest.mark.parametrize("bottom", [BACKSWING, SQUATTED])
@pytest.mark.parametrize("period_s", [1.2, 1.5, 1.8])
def test_swings_are_counted_and_timed(bottom: Posture, period_s: float) -> None:
    moves = swings(5, bottom, period_s)
    reps = _reps(moves)
    assert len(reps) == 5
    for rep, truth in zip(reps, moves.reps, strict=True):
        assert rep.bottom_s == pytest.approx(truth["bottom"], abs=EVENT_S)
        assert rep.at("top") == pytest.approx(truth["top"], abs=EVENT_S)
        open_s = _crossing_s(moves, TALL.closing + OPEN_DEG, truth["bottom"], truth["top"])
        assert rep.lockout_s == pytest.approx(open_s, abs=EVENT_S)
        assert rep.complete


@pytest.mark.parametrize("fps", [24.0, 30.0, 120.0])
@pytest.mark.parametrize("noise_deg", [0.0, 2.0])
def test_no_swing_is_lost_at_other_rates_or_in_noise(fps: float, noise_deg: float) -> None:
    moves = swings(6)
    reps = _reps(moves, fps, noise_deg=noise_deg)
    assert len(reps) == 6
    frame_s = 1 / fps
    for rep, truth in zip(reps, moves.reps, strict=True):
        assert rep.bottom_s == pytest.approx(truth["bottom"], abs=EVENT_S + 2 * frame_s)


def test_a_shallow_looking_swing_counts_as_well() -> None:
    """From 54 degrees off the side a backswing looks half as deep."""
    moves = swings(5)
    assert len(_reps(moves, camera=Camera(heading_deg=50.0))) == 5


@pytest.mark.parametrize("hang", [False, True])
@pytest.mark.parametrize("top_deg", [100.0, 178.0])
def test_a_pull_with_its_catch_is_one_repetition(top_deg: float, *, hang: bool) -> None:
    moves = cleans(3, top_deg=top_deg, hang=hang)
    reps = _reps(moves)
    assert len(reps) == 3
    for rep, truth in zip(reps, moves.reps, strict=True):
        for name in ("power_position", "extension", "catch"):
            assert rep.at(name) == pytest.approx(truth[name], abs=EVENT_S), name
        stood_s = _crossing_s(moves, TALL.closing + STOOD_DEG, truth["catch"], truth["stand"])
        assert rep.at("stand") == pytest.approx(stood_s, abs=EVENT_S)
        times = [rep.at(name) for name in ("lift_off", "knee_pass", "extension", "catch", "stand")]
        known = [one for one in times if np.isfinite(one)]
        assert known == sorted(known)


@pytest.mark.parametrize(
    "course",
    [
        lifts([HINGE] * 3)[0],
        lifts([SQUAT] * 3)[0],
        lifts([HINGE] * 4, Tempo(0.5, 0, 0.5, 0.1))[0],
        pulls(2)[0],
        marching(),
        walked_in_and_out(),
        gestures_before(),
    ],
)
def test_hands_that_hang_make_no_repetition(course: Course) -> None:
    assert count(measure(film(course), FAST), "hands") == ()


def test_arms_that_wave_over_still_hips_make_none() -> None:
    keys = [Key(0.0, TALL)]
    for number in range(6):
        keys += [Key(1.0 + number, TALL, arm_deg=150.0), Key(1.5 + number, TALL, arm_deg=10.0)]
    assert count(measure(film(Course(tuple(keys))), FAST), "hands") == ()


def test_the_mirror_and_the_distance_change_nothing() -> None:
    moves = swings(3)
    usual = _reps(moves)
    mirrored = _reps(moves, camera=Camera(heading_deg=180.0))
    small = _reps(moves, camera=Camera(px_per_m=150.0))
    for other in (mirrored, small):
        assert [rep.bottom_s for rep in other] == pytest.approx([rep.bottom_s for rep in usual])
        assert [rep.at("top") for rep in other] == pytest.approx([rep.at("top") for rep in usual])


def test_hands_lost_on_their_way_up_are_no_repetition() -> None:
    """Where nobody saw the hands for half a second, they may have done anything."""
    moves = swings(3)
    gap = (moves.reps[1]["bottom"] + 0.1, moves.reps[1]["top"] - 0.1)
    track = film(moves.course, even_times(moves.course.end_s, 60.0), dropped=[gap])
    assert len(count(measure(track, FAST), "hands")) == 2
