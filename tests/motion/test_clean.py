"""Repairs: what is broken is mended and recorded, what is not is left alone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from bodies import Camera, even_times, film
from courses import HINGE, TALL, Course, Key, Posture, Tempo, lifts

from hiphinge.motion.measure import measure
from hiphinge.pose.skeleton import Landmark, mirror_order
from hiphinge.quantities import Missing

COURSE, TRUTHS = lifts([HINGE] * 2)
FLIGHT_S = 2 * 2.4 / 9.81
"""A jump that leaves the floor at 2.4 m/s."""


class _Jump(Course):
    """Feet in free flight from `1.9` s on."""

    def at(self, time_s: np.ndarray) -> np.ndarray:
        rows = super().at(time_s)
        since = time_s - 1.9
        rows[4] = np.where((since > 0) & (since < FLIGHT_S), 2.4 * since - 4.905 * since**2, 0.0)
        return rows


def _jump() -> Course:
    dip, air, land = Posture(50, -45, 25), Posture(5, -8, 0), 1.9 + FLIGHT_S
    keys = [Key(0, TALL), Key(1, TALL), Key(1.6, dip), Key(1.9, air), Key(land, air)]
    return _Jump((*keys, Key(land + 0.25, dip), Key(land + 0.9, TALL), Key(land + 2, TALL)))


SWINGS = lifts([Posture(75.0, -30.0, 5.0)] * 6, Tempo(0.65, 0.0, 0.65, 0.1))[0]


@pytest.mark.parametrize("course", [COURSE, SWINGS, _jump()], ids=["slow", "swings", "jump"])
@pytest.mark.parametrize("fps", [30, 60])
@pytest.mark.parametrize("heading", [0.0, 25.0])
def test_clean_data_is_not_repaired(course: Course, fps: float, heading: float) -> None:
    camera = Camera(heading_deg=heading, distance_m=4.0)
    motion = measure(film(course, even_times(course.end_s, fps), camera=camera))
    assert motion.repairs == ()


@pytest.mark.parametrize("start_s", [2.4, 2.5, 3.1])
def test_a_clip_that_begins_in_mid_swing_is_not_repaired(start_s: float) -> None:
    swings, _ = lifts([HINGE] * 6, Tempo(0.6, 0.0, 0.6, 0.1))
    time_s = even_times(swings.end_s)
    time_s = time_s[(time_s >= start_s) & (time_s <= 7.1)]
    motion = measure(film(swings, time_s))
    assert motion.repairs == ()
    # One-sided smoothing at the very edge; folding the path back at its end was 13 deg off.
    error = motion.series["trunk_deg"].value - swings.at(time_s)[0]
    assert np.abs(error[:3]).max() < 1.0


@pytest.mark.parametrize("length_s", [0.1, 0.2])
def test_a_short_gap_is_filled_and_recorded(length_s: float) -> None:
    start_s = TRUTHS[0].start_s + 0.5
    motion = measure(film(COURSE, dropped=[(start_s, start_s + length_s)]))
    (gap,) = motion.repairs
    assert gap.kind == "gap"
    assert start_s <= gap.start_s <= gap.end_s < start_s + length_s
    assert (motion.missing == Missing.NO).all()
    error = motion.series["trunk_deg"].value - COURSE.at(motion.time_s)[0]
    # A straight line over T misses a curve by a T^2 / 8 at most: acceleration of a minimum-jerk
    # 58 deg in 1.3 s is 5.77 * 58 / 1.3^2.
    assert np.abs(error).max() < 5.77 * 58 / 1.3**2 * (length_s + 2 / 30) ** 2 / 8


def test_a_long_gap_stays_a_gap_and_only_there() -> None:
    hole = (2.0, 2.35)  # longer than the quarter of a second that may be bridged
    motion = measure(film(COURSE, dropped=[hole]))
    inside = (motion.time_s >= hole[0]) & (motion.time_s < hole[1])
    assert motion.repairs == ()
    assert (motion.missing[inside] == Missing.LOST).all()
    assert (motion.missing[~inside] == Missing.NO).all()
    for name, series in motion.series.items():
        if name in {"hip_deg", "spine_deg", "spine_part_deg"}:
            assert np.isnan(series.value).all(), "there is no outline to tell them apart by"
            continue
        assert np.array_equal(np.isnan(series.value), inside), name
        assert np.array_equal(np.isnan(series.sd), inside), name


def test_gaps_at_the_ends_are_not_invented() -> None:
    motion = measure(film(COURSE, dropped=[(0.0, 0.1), (COURSE.end_s - 0.1, 99.0)]))
    assert motion.repairs == ()
    assert np.isnan(motion.series["trunk_deg"].value[[0, -1]]).all()


@pytest.mark.parametrize("part", [Landmark.RIGHT_HIP, Landmark.RIGHT_SHOULDER, Landmark.RIGHT_KNEE])
def test_a_landmark_that_jumps_for_a_frame_is_put_back(part: Landmark) -> None:
    track = film(COURSE)
    xy = track.xy_px.copy()
    xy[50, part] += [150, -90]  # 0.5 of the leg
    motion = measure(replace(track, xy_px=xy))
    (jump,) = motion.repairs
    assert (jump.kind, jump.frames) == ("jump", 1)
    assert jump.start_s == pytest.approx(track.time_s[50])
    error = motion.series["trunk_deg"].value - COURSE.at(motion.time_s)[0]
    # The median over 0.4 s of a moving path stands in for it: under 1 deg here, 30 if unmended.
    assert np.abs(error).max() < 1.0


def test_exchanged_legs_are_exchanged_back() -> None:
    camera = Camera(heading_deg=25.0)
    track = film(COURSE, camera=camera)
    xy = track.xy_px.copy()
    legs = list(range(23, 33))
    swapped = np.array(mirror_order())[legs]
    xy[40:46, legs] = track.xy_px[40:46][:, swapped]
    motion = measure(replace(track, xy_px=xy))
    assert [(one.kind, one.frames) for one in motion.repairs] == [("swap", 6)]
    clean = measure(track)
    assert motion.series["thigh_deg"].value == pytest.approx(clean.series["thigh_deg"].value)


def test_legs_out_of_the_picture_are_said_to_be_so() -> None:
    track = film(COURSE)
    low = track.xy_px.copy()
    low[30:60] += [0, 300]
    motion = measure(replace(track, xy_px=low))
    assert (motion.missing[30:60] == Missing.OUT_OF_PICTURE).all()
    assert np.isnan(motion.series["trunk_deg"].value[30:60]).all()
    assert np.isfinite(motion.series["trunk_deg"].value[60:]).all()
