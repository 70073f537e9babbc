"""The speed at which the hip opens: a sine whose peak is known, against its own doubt."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pytest
from bodies import even_times, film
from courses import HINGE, TALL, Course, Key, Posture, Tempo, lifts

from hiphinge.motion.measure import MotionSettings, measure
from hiphinge.reps.count import count
from hiphinge.reps.speed import FPS_LEAST, peak_opening

if TYPE_CHECKING:
    from hiphinge.motion.motion import Motion
    from hiphinge.quantities import Floats, Quantity
    from hiphinge.reps.rep import Rep

SEEDS = 6
NOISE_DEG = 1.5
"""Of each lean, so that the thigh-trunk angle has the 2.1 of `doubt.toml`."""


@dataclass(frozen=True)
class Sine(Course):
    """Down and up in one period of a cosine, again and again."""

    period_s: float = 2.4
    lead_s: float = 1.5

    def at(self, time_s: Floats) -> Floats:
        since = np.clip(time_s - self.lead_s, 0, 2 * self.period_s)
        part = (1 - np.cos(2 * np.pi * since / self.period_s)) / 2
        way = super().at(time_s)
        way[:3] += part * (np.array(HINGE) - np.array(TALL))[:, None]
        return way

    @property
    def peak(self) -> float:
        """Peak speed of the thigh-trunk angle [deg/s]."""
        return math.pi * (HINGE.closing - TALL.closing) / self.period_s


def sine(period_s: float) -> Sine:
    end_s = 1.5 + 2 * period_s + 1.0
    return Sine((Key(0.0, TALL), Key(end_s, TALL)), period_s)


def moved(course: Course, fps: float, noise_deg: float = 0.0, seed: int = 0) -> tuple[Motion, Rep]:
    track = film(course, even_times(course.end_s, fps), noise_deg=noise_deg, seed=seed)
    motion = measure(track, MotionSettings(6.0))
    return motion, next(rep for rep in count(motion) if rep.complete)


def peak(course: Course, fps: float, noise_deg: float = 0.0, seed: int = 0) -> Quantity:
    motion, rep = moved(course, fps, noise_deg, seed)
    found, why = peak_opening(motion, rep)
    assert why == ""
    return found


@pytest.mark.parametrize("fps", [30, 60, 120])
def test_a_sine_without_noise_is_read_within_two_percent(fps: int) -> None:
    course = sine(2.4)
    found = peak(course, fps)
    assert found.value == pytest.approx(course.peak, rel=0.02)
    assert found.sd > 0


@pytest.mark.parametrize(("fps", "period_s"), [(30, 2.4), (60, 2.4), (120, 2.4), (60, 1.3)])
def test_a_noisy_sine_lies_within_its_own_doubt(fps: int, period_s: float) -> None:
    course = sine(period_s)
    off = [
        (found.value - course.peak) / found.sd
        for found in (peak(course, fps, NOISE_DEG, seed) for seed in range(SEEDS))
    ]
    assert max(map(abs, off)) < 2.6, "99 % of a normal error"
    assert math.sqrt(np.mean(np.square(off))) > 0.1, "a doubt is no excuse"


def test_the_fit_reads_less_than_the_difference_from_frame_to_frame() -> None:
    course = sine(2.4)
    fitted, raw = [], []
    for seed in range(SEEDS):
        motion, rep = moved(course, 60, NOISE_DEG, seed)
        fitted.append(peak_opening(motion, rep)[0].value)
        way = (motion.time_s >= rep.bottom_end_s) & (motion.time_s <= rep.lockout_s)
        angle = motion.series["thigh_trunk_deg"].value
        raw.append(float(-np.gradient(angle, motion.time_s)[way].min()))
    assert np.mean(fitted) < 1.1 * course.peak
    assert np.mean(raw) > np.mean(fitted) + 0.05 * course.peak


def test_what_the_smoothing_takes_is_within_the_doubt() -> None:
    course = lifts([HINGE], Tempo(1.2, 0.3, 0.35, 1.0))[0]
    true = 15 / 8 * (HINGE.closing - TALL.closing) / 0.35
    motion = measure(film(course, even_times(course.end_s, 60)), MotionSettings(4.0))
    found, _ = peak_opening(motion, count(motion)[0])
    assert found.value < 0.98 * true, "4 Hz is too low for so quick a way"
    assert found.value + found.sd > true


def test_a_way_that_stops_and_starts_is_less_sure() -> None:
    """Half the way in 0.4 s, a stay of 0.5 s, the rest in 0.4 s: no smooth reach."""
    half = Posture(*np.mean([TALL, HINGE], axis=0))
    moments = ((0.0, TALL), (1.5, TALL), (2.8, HINGE), (3.2, half), (3.7, half), (4.1, TALL))
    keys = tuple(Key(*moment) for moment in (*moments, (5.5, TALL)))
    true = 15 / 8 * (HINGE.closing - TALL.closing) / 2 / 0.4
    found = peak(Course(keys), 60)
    assert abs(found.value - true) < 1.96 * found.sd
    assert found.sd > 2 * peak(lifts([HINGE], Tempo(1.3, 0.0, 1.3, 1.0))[0], 60).sd


def test_a_fast_move_at_few_frames_is_unknown_and_says_what_to_do() -> None:
    course = sine(1.0)
    found, why = peak_opening(*moved(course, 30))
    assert math.isnan(found.value)
    assert f"30 frames a second and a move as fast as this needs {FPS_LEAST:.0f}" in why
    assert "film it at 60" in why
    assert peak(course, 60).value == pytest.approx(course.peak, rel=0.05)


def test_a_move_that_is_named_fast_needs_them_too() -> None:
    motion, rep = moved(sine(2.4), 30)
    assert math.isnan(peak_opening(motion, rep, ballistic=True)[0].value)
    assert peak_opening(motion, rep, ballistic=False)[1] == ""
