"""What must not change the measures: mirror, scale, place, time, frame rate."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from bodies import Camera, even_times, film, uneven_times
from courses import HINGE, SQUAT, Tempo, lifts
from hypothesis import given
from hypothesis import strategies as st

from hiphinge.motion.measure import measure
from hiphinge.pose.skeleton import mirror_order

if TYPE_CHECKING:
    from hiphinge.motion.motion import Motion
    from hiphinge.pose.track import PoseTrack

COURSE, TRUTHS = lifts([HINGE, SQUAT], Tempo(1.3, 0.2, 1.0, 0.7))
NAMES = (
    "trunk_deg",
    "thigh_deg",
    "shin_deg",
    "knee_deg",
    "thigh_trunk_deg",
    "hip_height_frac",
    "hips_back_frac",
    "knee_ahead_frac",
    "chest_height_frac",
    "wrist_height_frac",
)
ROUNDING = 1e-6
"""Nothing but the rounding of floats may differ."""


def _same(one: Motion, other: Motion, within: float = ROUNDING) -> None:
    for name in NAMES:
        assert one.series[name].value == pytest.approx(
            other.series[name].value, abs=within, nan_ok=True
        ), name
        assert one.series[name].sd == pytest.approx(
            other.series[name].sd, abs=within, nan_ok=True
        ), name


def _mirrored(track: PoseTrack) -> PoseTrack:
    xy = track.xy_px[:, mirror_order()] * [-1, 1] + [track.width_px, 0]
    return replace(track, xy_px=xy, depth_px=track.depth_px[:, mirror_order()])


@given(heading=st.floats(-30, 30), noise_px=st.floats(0, 3), seed=st.integers(0, 99))
def test_a_mirrored_picture_measures_the_same(heading: float, noise_px: float, seed: int) -> None:
    track = film(
        COURSE, camera=Camera(heading_deg=heading, distance_m=4), noise_px=noise_px, seed=seed
    )
    one, other = measure(track), measure(_mirrored(track))
    assert other.view.facing == -one.view.facing
    assert other.view.near != one.view.near
    assert other.view.yaw_deg.value == pytest.approx(one.view.yaw_deg.value)
    _same(one, other)


@given(
    scale=st.floats(0.2, 4), x=st.floats(-300, 300), y=st.floats(-60, 40), seed=st.integers(0, 9)
)
def test_scale_and_place_in_the_picture_do_not_matter(
    scale: float, x: float, y: float, seed: int
) -> None:
    track = film(COURSE, noise_px=1.5, seed=seed)
    moved = replace(
        track,
        xy_px=(track.xy_px + np.array([x, y])) * scale,
        depth_px=track.depth_px * scale,
        width_px=round(track.width_px * scale),
        height_px=round(track.height_px * scale),
    )
    one, other = measure(track), measure(moved)
    assert other.leg_px.value == pytest.approx(one.leg_px.value * scale)
    _same(one, other)


@given(start_s=st.floats(-100, 10_000))
def test_the_clocks_start_does_not_matter(start_s: float) -> None:
    track = film(COURSE, noise_px=1.5)
    late = replace(track, time_s=track.time_s + start_s)
    # A clock of 10 000 s keeps 1e-12 s; the filter's time grid turns that into 1e-8 deg.
    _same(measure(track), measure(late), 1e-5)


@pytest.mark.parametrize("fps", [24, 30, 60, 120, 240])
def test_frame_rate_does_not_matter(fps: float) -> None:
    motion = measure(film(COURSE, even_times(COURSE.end_s, fps)))
    truth = COURSE.at(motion.time_s)
    for name, row in zip(("trunk_deg", "thigh_deg", "shin_deg"), truth, strict=False):
        # 0.1: twice what the 4 Hz filter takes off these lifts at any rate (0.05 measured).
        assert np.abs(motion.series[name].value - row).max() < 0.1, name


@pytest.mark.parametrize("seed", range(4))
def test_uneven_frame_times_do_not_matter(seed: int) -> None:
    motion = measure(film(COURSE, uneven_times(COURSE.end_s, 30, seed)))
    truth = COURSE.at(motion.time_s)
    for name, row in zip(("trunk_deg", "thigh_deg", "shin_deg"), truth, strict=False):
        # A straight line over a step of h misses a sine of frequency f and amplitude A by
        # A (pi f h)^2 / 2 (science H.4): 40 deg, 0.5 Hz, h = 53 ms, once in and once out.
        assert (
            np.abs(motion.series[name].value - row).max() < 2 * 40 * (np.pi * 0.5 * 0.053) ** 2
        ), name


def test_noise_stays_noise() -> None:
    track = film(COURSE, noise_deg=2.0, seed=3)
    motion = measure(track)
    error = motion.series["trunk_deg"].value - COURSE.at(motion.time_s)[0]
    # Coloured noise of 2 deg is hardly smoothed; a systematic shift would show in the mean.
    # Correlation of 1.5 Hz over 7 s leaves about 2 pi 1.5 * 7 / 2 = 33 free values.
    assert abs(error.mean()) < 3 * 2.0 / np.sqrt(33)
    assert error.std() < 2.0 * 1.3
