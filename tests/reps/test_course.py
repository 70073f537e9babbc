"""A repetition over its phase: where its ends are, what a wait does, and what is not known."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from bodies import film
from courses import FLOOR, HINGE, TALL, Tempo, lifts, pulls

from hiphinge.motion.measure import measure
from hiphinge.reps.count import count
from hiphinge.reps.course import COURSES, PHASE, POINTS, course, resampled

BOTTOM = POINTS // 2


def test_it_runs_from_standing_by_the_bottom_to_the_lockout() -> None:
    motion = measure(film(lifts([HINGE])[0]))
    found = course(motion, count(motion)[0])
    assert found is not None
    assert set(found.series) == set(COURSES)
    trunk = found.series["trunk_deg"]
    assert len(trunk) == POINTS
    assert PHASE[BOTTOM] == 0
    assert trunk[0] == pytest.approx(TALL.trunk, abs=1.5)
    assert trunk[BOTTOM] == pytest.approx(HINGE.trunk, abs=1.0)
    assert trunk[-1] == pytest.approx(TALL.trunk, abs=1.5)
    assert np.all(np.diff(found.time_s) > 0)


def test_a_wait_at_the_bottom_changes_nothing() -> None:
    swift, waiting = (
        course(motion, count(motion)[0])
        for motion in (
            measure(film(lifts([HINGE], Tempo(1.3, pause, 1.0, 0.7))[0])) for pause in (0.3, 1.5)
        )
    )
    assert swift is not None
    assert waiting is not None
    for name in COURSES:
        np.testing.assert_allclose(swift.series[name], waiting.series[name], atol=1.0)


def test_before_the_bottom_of_a_pull_from_the_floor_there_is_nothing() -> None:
    motion = measure(film(pulls(2)[0]))
    first = course(motion, count(motion)[0])
    assert first is not None
    knee = first.series["knee_deg"]
    assert np.isnan(knee[:BOTTOM]).all()
    assert np.isnan(first.time_s[:BOTTOM]).all()
    assert np.isfinite(knee[BOTTOM:]).all()
    assert knee[BOTTOM] == pytest.approx(FLOOR.knee, abs=1.0)


def test_a_rep_that_is_cut_has_none() -> None:
    motion = measure(film(lifts([HINGE])[0]))
    rep = replace(count(motion)[0], complete=False)
    assert course(motion, rep) is None


def test_long_gaps_stay_empty_and_short_ones_are_bridged() -> None:
    time_s = np.arange(0, 2, 0.1)
    values = 10 * time_s
    values[5:8] = math.nan  # 0.4 s from frame to frame
    values[12] = math.nan  # 0.2 s
    found = resampled(time_s, values, np.array([-0.1, 0.2, 0.55, 0.62, 0.8, 1.2, 1.9, 2.5, np.nan]))
    expected = [math.nan, 2.0, math.nan, math.nan, 8.0, 12.0, 19.0, math.nan, math.nan]
    np.testing.assert_allclose(found, expected)


def test_nothing_measured_gives_nothing() -> None:
    nothing = np.full(5, np.nan)
    assert np.isnan(resampled(np.arange(5.0), nothing, np.array([1.0, 2.0]))).all()
    assert np.isnan(
        resampled(np.arange(3.0), np.array([np.nan, 1.0, np.nan]), np.array([0.5]))
    ).all()
