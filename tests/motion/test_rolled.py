"""A rolled camera: taken out of the leans where it is told, and out of nothing else."""

from __future__ import annotations

import cmath
import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from answers import HEAVY, PARTED, answering, fold_deg, seen
from bodies import CAMERA, film
from courses import HINGE, SQUAT, lifts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hiphinge.motion.doubt import fitted
from hiphinge.motion.measure import measure
from hiphinge.motion.upright import turned_px
from hiphinge.quantities import Quantity

if TYPE_CHECKING:
    from hiphinge.motion.motion import Motion
    from hiphinge.pose.track import PoseTrack
    from hiphinge.quantities import Floats

COURSE, _ = lifts([HINGE, SQUAT])
CENTRE = complex(CAMERA.size_px[0] / 2, CAMERA.size_px[1] / 2)
LEANS = ("trunk_deg", "thigh_deg", "shin_deg")
ROLL_SD = 0.4


def _rolled(points: Floats, roll_deg: float) -> Floats:
    """Turn (..., 2) points clockwise about the picture's middle, y pointing down."""
    place = points[..., 0] + 1j * points[..., 1]
    turned = (place - CENTRE) * cmath.exp(1j * math.radians(roll_deg)) + CENTRE
    return np.stack([turned.real, turned.imag], axis=-1)


def _filmed(track: PoseTrack, roll_deg: float, told: Quantity | None = None) -> PoseTrack:
    """Return the track as a camera with this roll would have seen it, and what it is told."""
    ends = track.outline_px
    return replace(
        track,
        xy_px=_rolled(track.xy_px, roll_deg),
        outline_px=None if ends is None else _rolled(ends, roll_deg),
        roll_deg=told or Quantity(roll_deg, ROLL_SD),
    )


def _assert_same_measures(one: Motion, other: Motion) -> None:
    assert one.series.keys() == other.series.keys()
    for name, series in one.series.items():
        for what in ("value", "sd"):
            wanted, found = getattr(series, what), getattr(other.series[name], what)
            assert found == pytest.approx(wanted, abs=1e-6, nan_ok=True), f"{name} {what}"


def test_points_turn_clockwise_about_a_point() -> None:
    about = np.array([100.0, 100.0])
    # In a picture, clockwise takes what is right of the middle below it.
    assert turned_px(np.array([110.0, 100.0]), 90.0, about) == pytest.approx([100.0, 110.0])
    assert turned_px(about, 33.0, about) == pytest.approx(about)
    there = turned_px(np.array([[130.0, 60.0]]), 12.0, about)
    assert turned_px(there, -12.0, about) == pytest.approx(np.array([[130.0, 60.0]]))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(roll_deg=st.floats(-9, 9))
@pytest.mark.parametrize("heading", [0.0, 180.0])
def test_a_roll_that_is_told_changes_no_measure(
    monkeypatch: pytest.MonkeyPatch, heading: float, roll_deg: float
) -> None:
    answering(
        monkeypatch,
        trunk_deg_off=-2.0,
        hip_ahead=-4.0,
        shoulder_up=2.0,
        spine_part_deg=lambda table: 0.2 * fold_deg(table),
        spine_deg=lambda table: 0.4 * fold_deg(table),
    )
    level, rolled = (measure(_filmed(seen(COURSE, heading), roll)) for roll in (0.0, roll_deg))
    for name in PARTED:
        assert np.isfinite(level.series[name].value).all(), name
    _assert_same_measures(level, rolled)
    assert np.array_equal(level.missing, rolled.missing)
    assert rolled.leg_px.value == pytest.approx(level.leg_px.value)


@pytest.mark.parametrize("roll_deg", [-8.0, 5.0])
def test_places_stay_in_the_picture_as_it_was_filmed(
    monkeypatch: pytest.MonkeyPatch, roll_deg: float
) -> None:
    answering(monkeypatch, hip_ahead=-4.0, knee_up=3.0)
    track = _filmed(seen(COURSE), roll_deg)
    level, rolled = measure(_filmed(seen(COURSE), 0.0)), measure(track)
    for name in ("xy_px", "joints_px", "back_px"):
        expected = _rolled(getattr(level, name), roll_deg)
        assert getattr(rolled, name) == pytest.approx(expected, abs=1e-6), name
    # Smoothing moves a landmark by a few pixels, turning it by 5 degrees would by 40.
    assert np.abs(rolled.xy_px - track.xy_px).max() < 5.0
    assert rolled.view.roll_deg == Quantity(roll_deg, ROLL_SD)


def test_landmarks_from_elsewhere_are_turned_upright_too() -> None:
    level, rolled = (
        measure(_filmed(film(COURSE, network="unknown"), roll_deg)) for roll_deg in (0.0, 7.0)
    )
    _assert_same_measures(level, rolled)


def test_a_roll_that_is_not_told_leans_every_segment_alike(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answering(monkeypatch)
    unknown = Quantity(math.nan, math.nan)
    level, rolled = (measure(_filmed(seen(COURSE), roll, unknown)) for roll in (0.0, 6.0))
    for name in LEANS:
        off = rolled.series[name].value - level.series[name].value
        # Turned clockwise, who faces right leans forward.
        assert off == pytest.approx(6.0, abs=1e-6), name
    for name in ("knee_deg", "thigh_trunk_deg"):
        expected = level.series[name].value
        assert rolled.series[name].value == pytest.approx(expected, abs=1e-6), name


def test_a_roll_that_nothing_tells_widens_the_doubt_of_leans(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answering(monkeypatch)
    row = fitted(HEAVY)
    assert row is not None
    told = measure(_filmed(seen(COURSE), 0.0, Quantity(0.0, ROLL_SD)))
    untold = measure(_filmed(seen(COURSE), 0.0, Quantity(math.nan, math.nan)))
    for name in LEANS:
        known, unknown = told.series[name].sd, untold.series[name].sd
        assert (unknown > known).all(), name
        # One camera's own doubt against the spread of people's phones, in quadrature.
        more = row.roll_sd_deg**2 - ROLL_SD**2
        assert unknown**2 - known**2 == pytest.approx(more), name
    for name in ("knee_deg", "thigh_trunk_deg", "spine_deg", "spine_part_deg"):
        # A roll cancels in differences of two leans.
        assert untold.series[name].sd == pytest.approx(told.series[name].sd), name


def test_a_surer_roll_makes_surer_leans(monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch)
    sds = [
        float(measure(_filmed(seen(COURSE), 2.0, Quantity(2.0, sd))).series["trunk_deg"].sd[0])
        for sd in (0.2, 0.8, 2.0)
    ]
    assert sds[0] < sds[1] < sds[2]
