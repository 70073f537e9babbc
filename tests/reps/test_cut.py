"""Repetitions that the clip does not show whole."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from bodies import even_times, film
from courses import HINGE, TALL, Course, Key, lifts, pulls
from test_count import reps_of

from hiphinge.motion.measure import measure
from hiphinge.reps.count import count

COURSE, TRUTHS = lifts([HINGE] * 3)
LAST = TRUTHS[-1]


def _until(end_s: float) -> np.ndarray:
    return even_times(end_s)


def _from(start_s: float) -> np.ndarray:
    time_s = even_times(COURSE.end_s)
    return time_s[time_s >= start_s]


@pytest.mark.parametrize("end_s", [LAST.start_s + 0.75, LAST.bottom_s - 0.3])
def test_a_rep_cut_on_the_way_down_is_told_and_has_no_bottom(end_s: float) -> None:
    *whole, cut = reps_of(COURSE, time_s=_until(end_s))
    assert [rep.complete for rep in whole] == [True, True]
    assert not cut.complete
    assert cut.cut == "the clip ends before the lockout"
    # No stay: what was seen last is no bottom, only the way to it.
    assert cut.pause_s == 0
    assert math.isnan(cut.lockout_s)
    assert cut.end_s == pytest.approx(end_s, abs=1 / 30)


@pytest.mark.parametrize("end_s", [LAST.bottom_s + 0.2, LAST.bottom_s + 0.4])
def test_a_rep_cut_on_the_way_up_is_told_and_has_its_bottom(end_s: float) -> None:
    *whole, cut = reps_of(COURSE, time_s=_until(end_s))
    assert len(whole) == 2
    assert not cut.complete
    assert "clip ends" in cut.cut
    assert cut.bottom_s == pytest.approx(LAST.bottom_s, abs=0.1)
    assert math.isnan(cut.concentric_s)


def test_a_clip_that_ends_at_the_lockout_has_a_whole_last_rep() -> None:
    reps = reps_of(COURSE, time_s=_until(LAST.lockout_s))
    assert [rep.complete for rep in reps] == [True] * 3


def test_a_clip_that_ends_before_the_next_rep_is_deep_cuts_nothing() -> None:
    # 35 deg make a rep; a quarter of the way down of 75 deg does not.
    reps = reps_of(COURSE, time_s=_until(LAST.start_s + 0.4))
    assert [rep.complete for rep in reps] == [True] * 2


@pytest.mark.parametrize("part", [0.5, 0.9])
def test_a_clip_that_begins_in_the_descent_counts_that_rep(part: float) -> None:
    first = TRUTHS[0]
    reps = reps_of(COURSE, time_s=_from(first.start_s + part * 1.3))
    assert [rep.complete for rep in reps] == [True] * 3
    assert reps[0].bottom_s == pytest.approx(first.bottom_s, abs=0.15)


def test_a_clip_that_begins_at_the_bottom_knows_no_way_down() -> None:
    reps = reps_of(COURSE, time_s=_from(TRUTHS[0].bottom_s + 0.05))
    assert len(reps) == 3
    assert reps[0].from_bottom
    assert math.isnan(reps[0].eccentric_s)
    assert reps[0].concentric_s == pytest.approx(1.0, abs=0.3)  # what the tempo test allows


def test_a_short_loss_at_the_bottom_loses_no_rep() -> None:
    hole = (TRUTHS[1].bottom_s - 0.2, TRUTHS[1].bottom_s + 0.2)
    reps = reps_of(COURSE, dropped=[hole])
    assert [rep.complete for rep in reps] == [True] * 3


def test_a_long_loss_while_standing_loses_no_rep() -> None:
    course, truths = lifts([HINGE] * 3, lead_s=3.0)
    reps = reps_of(course, dropped=[(1.0, 2.2)])
    assert [rep.complete for rep in reps] == [True] * 3
    assert reps[0].start_s == pytest.approx(truths[0].start_s, abs=0.2)


def test_a_rep_whose_end_is_unseen_is_told_cut() -> None:
    middle = TRUTHS[1]
    reps = reps_of(COURSE, dropped=[(middle.bottom_s + 0.3, middle.lockout_s + 0.3)])
    assert [rep.complete for rep in reps] == [True, False, True]
    assert "not seen" in reps[1].cut


def test_a_rep_lost_on_the_way_down_and_gone_is_told_cut_without_a_bottom() -> None:
    middle = TRUTHS[1]
    reps = reps_of(COURSE, dropped=[(middle.start_s + 0.85, middle.lockout_s + 0.3)])
    assert [rep.complete for rep in reps] == [True, False, True]
    assert reps[1].pause_s == 0


def test_a_pull_from_the_floor_cut_while_lowering_is_no_extra_rep() -> None:
    course, truths = pulls(2)
    lowering_s = truths[-1].lockout_s + 0.8 + 0.7
    reps = reps_of(course, time_s=even_times(lowering_s))
    assert [rep.complete for rep in reps] == [True, True]


@pytest.mark.parametrize("count_of_frames", [0, 1, 2, 3, 6])
def test_hardly_any_frames_hold_no_rep(count_of_frames: int) -> None:
    motion = measure(film(COURSE))
    few = replace(
        motion,
        time_s=motion.time_s[:count_of_frames],
        xy_px=motion.xy_px[:count_of_frames],
        series={
            name: replace(one, value=one.value[:count_of_frames], sd=one.sd[:count_of_frames])
            for name, one in motion.series.items()
        },
    )
    assert count(few) == ()


def test_a_motion_without_any_measurement_holds_no_rep() -> None:
    motion = measure(film(COURSE))
    nothing = {
        name: replace(one, value=one.value * np.nan, sd=one.sd * np.nan)
        for name, one in motion.series.items()
    }
    assert count(replace(motion, series=nothing)) == ()


def test_the_moments_of_a_rep_are_in_order() -> None:
    course = Course((*COURSE.keys, Key(COURSE.end_s + 1.0, TALL)))
    for seed in range(5):
        for rep in reps_of(course, noise_deg=3.0, seed=seed):
            assert rep.start_s <= rep.bottom_start_s <= rep.bottom_s
            assert rep.bottom_s <= rep.bottom_end_s < rep.lockout_s <= rep.end_s
