"""The camera's turn and the correction: told by it up to a limit, plain landmarks beyond."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import numpy as np
import pytest
from answers import HEAVY, PARTED, answering, seen
from bodies import Camera, film
from courses import HINGE, lifts

from hiphinge.motion import anatomy
from hiphinge.motion.doubt import fitted
from hiphinge.motion.measure import FITTED_YAW_DEG, measure
from hiphinge.motion.view import USABLE_YAW_DEG, YAW_SD_DEG, turned
from hiphinge.pose.skeleton import mirror_order
from hiphinge.quantities import Quantity

if TYPE_CHECKING:
    from hiphinge.motion.motion import Motion
    from hiphinge.pose.track import PoseTrack

COURSE, _ = lifts([HINGE] * 2)
BESIDE = FITTED_YAW_DEG - 10.0, FITTED_YAW_DEG + 10.0
"""Turns that are surely within and beyond, by more than the reading's error."""


def _values(motion: Motion) -> dict[str, np.ndarray]:
    return {name: one.value for name, one in motion.series.items()}


@pytest.mark.parametrize("heading", [BESIDE[1], -BESIDE[1]])
def test_views_that_nothing_was_fitted_on_keep_plain_landmarks(
    monkeypatch: pytest.MonkeyPatch, heading: float
) -> None:
    def refuse(*_: object) -> NoReturn:
        raise AssertionError("asked about a view that it does not know")

    monkeypatch.setattr(anatomy, "correct", refuse)
    motion = measure(seen(COURSE, heading))
    assert motion.view.yaw_deg.value > FITTED_YAW_DEG
    assert motion.view.yaw_deg.sd == YAW_SD_DEG
    assert motion.joints_px is None
    assert motion.back_px is None
    assert motion.silence == "the camera looks too far from the side to see the back's outline"
    for name in PARTED:
        assert np.isnan(motion.series[name].value).all(), name
    # The same as where nothing was fitted at all.
    monkeypatch.setattr(anatomy, "fitted", lambda _network: None)
    plain = measure(seen(COURSE, heading))
    for name, value in _values(motion).items():
        assert np.array_equal(value, plain.series[name].value, equal_nan=True), name


def test_views_within_are_corrected(monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, trunk_deg_off=-3.0)
    corrected = measure(seen(COURSE, BESIDE[0]))
    assert corrected.joints_px is not None
    assert corrected.silence == ""


@pytest.mark.parametrize(("turn_deg", "where"), [(22.0, "your front"), (-22.0, "your back")])
def test_the_corrections_turn_is_the_views(
    monkeypatch: pytest.MonkeyPatch, turn_deg: float, where: str
) -> None:
    answering(monkeypatch, turn_deg=turn_deg)
    view = measure(seen(COURSE)).view
    row = fitted(HEAVY)
    assert row is not None
    assert view.yaw_deg == Quantity(pytest.approx(22.0), row.turn_sd_deg)  # type: ignore[arg-type]
    assert view.usable
    assert f"toward {where}" in view.advice


def test_a_turn_too_large_to_judge_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, turn_deg=USABLE_YAW_DEG + 3.0)
    view = measure(seen(COURSE)).view
    assert not view.usable
    assert "film again" in view.advice


def test_another_turn_changes_nothing_else_of_a_view() -> None:
    view = measure(film(COURSE, camera=Camera(20.0))).view
    straight = turned(view, Quantity(1.0, 3.0))
    assert straight.yaw_deg == Quantity(1.0, 3.0)
    assert straight.advice == ""
    assert straight.usable
    assert (straight.facing, straight.near) == (view.facing, view.near)
    assert turned(view, Quantity(-25.0, 3.0)).front is False
    assert turned(view, Quantity(25.0, 3.0)).front is True


def _mirrored(track: PoseTrack) -> PoseTrack:
    width = [track.width_px, 0]
    assert track.outline_px is not None
    return type(track)(
        track.time_s,
        track.xy_px[:, mirror_order()] * [-1, 1] + width,
        track.depth_px[:, mirror_order()],
        track.visibility[:, mirror_order()],
        track.missing,
        track.width_px,
        track.height_px,
        track.network,
        outline_px=track.outline_px[:, :, ::-1] * [-1, 1] + width,
    )


def test_what_was_fitted_measures_the_mirrored_picture_alike() -> None:
    """The packaged correction, whatever its numbers."""
    track = seen(COURSE, 10.0)
    one, other = measure(track), measure(_mirrored(track))
    assert other.view.facing == -one.view.facing
    assert other.view.yaw_deg.value == pytest.approx(one.view.yaw_deg.value, abs=1e-6)
    for name, value in _values(one).items():
        assert other.series[name].value == pytest.approx(value, abs=1e-6, nan_ok=True), name
        sd = one.series[name].sd
        assert other.series[name].sd == pytest.approx(sd, abs=1e-6, nan_ok=True), name
    assert one.joints_px is not None
    assert other.joints_px is not None
    expected = one.joints_px * [-1, 1] + [track.width_px, 0]
    assert other.joints_px == pytest.approx(expected, abs=1e-6)
