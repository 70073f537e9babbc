"""Repetitions that the feet make: jumps onto a box and in place."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from bodies import even_times, film
from courses import HINGE, SQUAT, TALL, Course, Key, Posture, lifts, pulls
from powers import DIP, swings
from scenes import gestures_before, marching, walked_in_and_out

from hiphinge.motion.measure import MotionSettings, measure
from hiphinge.pose.skeleton import Landmark
from hiphinge.reps.count import count

FAST = MotionSettings(6.0)
G = 9.81
EVENT_S = 0.05


class Jump(Course):
    """Feet fly from `off_s` on at a speed, and land on a height."""

    off_s = 2.0
    speed = 3.4
    height_m = 0.0
    ahead_m = 0.0

    @property
    def flight_s(self) -> float:
        return (self.speed + math.sqrt(self.speed**2 - 2 * G * self.height_m)) / G

    def at(self, time_s: np.ndarray) -> np.ndarray:
        rows = super().at(time_s)
        since = np.clip(time_s - self.off_s, 0.0, self.flight_s)
        rows[3] = self.ahead_m * since / self.flight_s
        rows[4] = np.where(
            since < self.flight_s, self.speed * since - G / 2 * since**2, self.height_m
        )
        return rows


def _jump(height_m: float) -> Jump:
    air, land = Posture(15.0, -25.0, 5.0), Posture(42.0, -55.0, 26.0)
    jump = Jump(())
    object.__setattr__(jump, "height_m", height_m)
    object.__setattr__(jump, "ahead_m", 0.6 if height_m else 0.0)
    landed_s = jump.off_s + jump.flight_s
    keys = (
        Key(0.0, TALL),
        Key(1.0, TALL),
        Key(1.7, DIP, arm_deg=-50.0),
        Key(2.0, TALL, arm_deg=120.0),
        Key((2.0 + landed_s) / 2, air, arm_deg=90.0),
        Key(landed_s + 0.2, land, arm_deg=40.0),
        Key(landed_s + 1.0, TALL),
        Key(landed_s + 2.5, TALL),
    )
    object.__setattr__(jump, "keys", keys)
    return jump


@pytest.mark.parametrize("height_m", [0.0, 0.3, 0.5])
@pytest.mark.parametrize("fps", [30.0, 60.0])
def test_a_jump_is_one_repetition_with_its_flight(height_m: float, fps: float) -> None:
    jump = _jump(height_m)
    reps = count(measure(film(jump, even_times(jump.end_s, fps)), FAST), "feet")
    assert len(reps) == 1
    (rep,) = reps
    landed_s = jump.off_s + jump.flight_s
    assert rep.bottom_s == pytest.approx(1.7, abs=EVENT_S + 1 / fps)
    assert rep.at("take_off") == pytest.approx(jump.off_s, abs=EVENT_S + 1 / fps)
    assert rep.at("landing") == pytest.approx(landed_s, abs=EVENT_S + 1 / fps)
    assert rep.at("landing_bottom") == pytest.approx(landed_s + 0.2, abs=EVENT_S + 1 / fps)
    assert rep.at("take_off") < rep.at("landing") < rep.at("stand")


@pytest.mark.parametrize(
    "course",
    [
        lifts([HINGE] * 3)[0],
        lifts([SQUAT] * 3)[0],
        pulls(2)[0],
        swings(4).course,
        marching(),
        walked_in_and_out(),
        gestures_before(),
    ],
)
def test_who_does_not_fly_does_not_jump(course: Course) -> None:
    assert count(measure(film(course), FAST), "feet") == ()


def test_a_hop_without_a_fold_is_no_jump() -> None:
    hop = _jump(0.0)
    keys = tuple(
        Key(key.time_s, TALL, arm_deg=key.arm_deg) for key in hop.keys
    )  # stiff: the ankles alone
    object.__setattr__(hop, "keys", keys)
    assert count(measure(film(hop, even_times(hop.end_s, 60.0)), FAST), "feet") == ()


def test_landmarks_without_toes_show_the_flight_as_well() -> None:
    jump = _jump(0.5)
    track = film(jump, even_times(jump.end_s, 60.0))
    xy = track.xy_px.copy()
    parts = [part for part in Landmark if part.name.endswith(("HEEL", "FOOT_INDEX"))]
    xy[:, parts] = np.nan
    (rep,) = count(measure(replace(track, xy_px=xy), FAST), "feet")
    assert rep.at("take_off") == pytest.approx(jump.off_s, abs=EVENT_S)
