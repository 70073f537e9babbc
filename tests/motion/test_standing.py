"""The standing reference, leg length, metres, and the doubt of every measure."""

from __future__ import annotations

import numpy as np
import pytest
from bodies import Body, Camera, film, part
from courses import FLOOR, HINGE, TALL, Course, Key, Posture, Tempo, lifts, pulls
from hypothesis import given
from hypothesis import strategies as st

from hiphinge.errors import ClipError
from hiphinge.motion.body import LEG_PER_STATURE, leg_length_px, scale_from_plate
from hiphinge.motion.doubt import (
    angle_sd_deg,
    error_of,
    error_source,
    fitted,
    source_name,
    turned_deg,
)
from hiphinge.motion.measure import MotionSettings, measure
from hiphinge.quantities import Quantity

COURSE, TRUTHS = lifts([HINGE] * 2)
EXACT = 1e-6
"""Rounding of floats."""


def test_a_quiet_stand_is_found_and_measured() -> None:
    standing = measure(film(COURSE)).standing
    assert standing is not None
    assert standing.quiet
    assert standing.end_s <= TRUTHS[0].start_s + 0.4, "slow beginnings still count as standing"
    # The median of the stand is the stand; what moves at its ends is less than half of it.
    assert standing.posture["trunk_deg"].value == pytest.approx(TALL.trunk, abs=0.1)
    assert standing.posture["knee_deg"].value == pytest.approx(TALL.knee, abs=0.1)


def test_pulls_stand_only_at_the_lockouts() -> None:
    course, truths = pulls(2)
    standing = measure(film(course)).standing
    assert standing is not None
    assert truths[0].lockout_s - 0.3 < standing.start_s < standing.end_s
    assert standing.posture["thigh_trunk_deg"].value == pytest.approx(TALL.closing, abs=1.0)


def test_touch_and_go_has_a_moment_but_no_quiet_stand() -> None:
    course, _ = lifts([HINGE] * 3, Tempo(0.6, 0.0, 0.6, 0.0))
    track = film(course)
    standing = measure(part(track, (track.time_s > 2.0) & (track.time_s < 4.8))).standing
    assert standing is not None
    assert not standing.quiet
    assert standing.end_s - standing.start_s <= 0.2 + EXACT


def test_who_never_stands_has_no_reference() -> None:
    half = Posture(40.0, -20.0, 0.0)
    course = Course((Key(0.0, HINGE), Key(1.5, half), Key(3.0, FLOOR)))
    assert measure(film(course)).standing is None


@given(shank=st.floats(0.35, 0.5), thigh=st.floats(0.35, 0.5), px=st.floats(150, 400))
def test_leg_length_is_shank_and_thigh_however_they_are_bent(
    shank: float, thigh: float, px: float
) -> None:
    track = film(COURSE, body=Body(shank=shank, thigh=thigh), camera=Camera(px_per_m=px))
    leg = leg_length_px(track.xy_px)
    assert leg.value == pytest.approx((shank + thigh) * px, abs=EXACT)
    assert leg.sd == pytest.approx(0, abs=EXACT)


def test_missing_frames_do_not_disturb_leg_length() -> None:
    whole = leg_length_px(film(COURSE).xy_px)
    # A frame without landmarks once made numpy warn about an empty mean.
    holed = leg_length_px(film(COURSE, dropped=[(0.5, 1.0), (3.0, 4.0)]).xy_px)
    assert holed.value == pytest.approx(whole.value)
    nothing = leg_length_px(np.full((4, 33, 2), np.nan))
    assert np.isnan([nothing.value, nothing.sd]).all()
    assert np.isnan(leg_length_px(np.empty((0, 33, 2))).value)


def test_metres_from_stature_and_plate() -> None:
    height_cm = 100 * Body().leg / LEG_PER_STATURE
    scale = measure(film(COURSE), MotionSettings(height_cm=height_cm)).scale
    assert scale is not None
    assert scale.metre_per_px.value == pytest.approx(1 / 400)
    assert scale.metre_per_px.sd / scale.metre_per_px.value == pytest.approx(0.015 / 0.491)
    assert "stature" in scale.source
    assert scale_from_plate(180.0).metre_per_px.value == pytest.approx(0.45 / 180)
    assert measure(film(COURSE)).scale is None


@pytest.mark.parametrize("network", ["unknown", "BlazePose heavy"])
def test_every_value_has_a_doubt_and_no_doubt_stands_alone(network: str) -> None:
    motion = measure(film(COURSE, network=network, dropped=[(2.0, 2.5)], noise_px=1.0))
    for name, series in motion.series.items():
        assert series.value.shape == series.sd.shape == motion.time_s.shape
        assert np.array_equal(np.isnan(series.value), np.isnan(series.sd)), name
        assert (series.sd[np.isfinite(series.sd)] > 0).all(), name
    for name in ("hip_deg", "spine_deg", "spine_part_deg"):
        assert np.isnan(motion.series[name].value).all(), "not measured is not zero"


def test_doubt_adds_noise_body_and_turn() -> None:
    error = error_of("BlazePose full", "knee_deg")
    at_rest = angle_sd_deg(error, np.array([0.0]), Quantity(0.0, 0.0))
    assert at_rest == pytest.approx(np.hypot(error.noise, error.body))
    turned = angle_sd_deg(error, np.array([45.0]), Quantity(20.0, 0.0))
    assert turned == pytest.approx(np.hypot(at_rest, 20 * error.turn))
    assert np.isnan(angle_sd_deg(error, np.array([np.nan]), Quantity(20.0, 0.0)))


@pytest.mark.parametrize("yaw_deg", [12.0, 25.0, 40.0])
@pytest.mark.parametrize("lean_deg", [-40.0, 0.0, 30.0, 75.0, 100.0])
def test_a_turned_lean_is_turned_back(lean_deg: float, yaw_deg: float) -> None:
    lean, yaw = np.radians(lean_deg), np.radians(yaw_deg)
    # Parallel rays: what is ahead shrinks by cos(yaw), what is up does not.
    shown = np.degrees(np.arctan2(np.sin(lean) * np.cos(yaw), np.cos(lean)))
    assert turned_deg(np.array([shown]), yaw_deg) == pytest.approx(lean_deg)


def test_small_turns_and_unusable_views_are_left_alone() -> None:
    for yaw_deg in (0.0, 11.0, 50.0, float("nan")):
        assert turned_deg(np.array([45.0]), yaw_deg) == pytest.approx(45.0)


def test_tables_are_told_apart_by_the_networks_name() -> None:
    assert source_name("somebody's network") == "unknown"
    plain = error_source("BlazePose heavy", corrected=False)
    assert plain != error_source("unknown", corrected=False)
    row = fitted("BlazePose heavy")
    assert row is not None
    assert error_source("BlazePose heavy", corrected=True) == row.source
    # Nothing was fitted for others: their errors are those of plain landmarks.
    other = "somebody's network"
    assert fitted(other) is None
    assert error_source(other, corrected=True) == error_source(other, corrected=False)


def test_nobody_and_nothing_in_the_picture_are_said_in_a_sentence() -> None:
    with pytest.raises(ClipError, match="not seen in any frame"):
        measure(film(COURSE, dropped=[(0.0, 99.0)]))
    with pytest.raises(ClipError, match="out of the picture"):
        measure(film(COURSE, camera=Camera(feet_px=(640.0, 1300.0))))


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
def test_a_clip_of_a_few_frames_is_measured(count: int) -> None:
    track = film(COURSE, np.arange(count) / 30)
    motion = measure(track)
    assert motion.series["trunk_deg"].value == pytest.approx(TALL.trunk, abs=EXACT)
