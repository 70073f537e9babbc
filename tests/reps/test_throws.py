"""Repetitions that are throws: from overhead into the fold, picked up, and up again."""

from __future__ import annotations

import pytest
from bodies import Camera, even_times, film
from courses import HINGE, SQUAT, Course, lifts, pulls
from powers import cleans, slams, swings
from scenes import gestures_before, marching, walked_in_and_out

from hiphinge.motion.measure import MotionSettings, measure
from hiphinge.reps.count import count
from hiphinge.reps.throws import SLOWED_PART

FAST = MotionSettings(6.0)
EVENT_S = 0.05


@pytest.mark.parametrize("fps", [30.0, 60.0])
@pytest.mark.parametrize("heading_deg", [0.0, 180.0])
def test_a_slam_is_one_repetition(fps: float, heading_deg: float) -> None:
    moves = slams(3)
    time_s = even_times(moves.course.end_s, fps)
    track = film(moves.course, time_s, camera=Camera(heading_deg=heading_deg))
    reps = count(measure(track, FAST), "throws")
    assert len(reps) == 3
    for rep, truth in zip(reps, moves.reps, strict=True):
        # The arms come up slowly and stay for 0.15 s: the reach is within that stay's slow edges.
        assert rep.at("reach") == pytest.approx(truth["reach"], abs=0.1)
        assert rep.at("follow_through") == pytest.approx(
            truth["follow_through"], abs=EVENT_S + 1 / fps
        )
        assert rep.at("reach") < rep.at("release") < rep.at("follow_through") + EVENT_S
        assert rep.complete


def test_the_release_is_where_the_hands_slow_down() -> None:
    """On a minimum-jerk way the speed is 30 p^2 (1 - p)^2 of its mean: half the peak at 0.77."""
    moves = slams(1)
    track = film(moves.course, even_times(moves.course.end_s, 120.0))
    (rep,) = count(measure(track, FAST), "throws")
    assert SLOWED_PART == 0.5
    down_s = moves.reps[0]["follow_through"] - 0.45
    # The hands follow arm and trunk together, so that the part of the way is known to a tenth.
    assert rep.at("release") == pytest.approx(down_s + 0.77 * 0.45, abs=0.06)


@pytest.mark.parametrize(
    "course",
    [
        lifts([HINGE] * 3)[0],
        lifts([SQUAT] * 3)[0],
        pulls(2)[0],
        swings(4).course,
        cleans(2).course,
        marching(),
        walked_in_and_out(),
        gestures_before(),
    ],
)
def test_who_does_not_reach_overhead_throws_nothing(course: Course) -> None:
    assert count(measure(film(course), FAST), "throws") == ()
