"""When hip and spine are not told apart, and that the reason is said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from answers import HEAVY, PARTED, answering, fold_deg, seen
from bodies import film
from courses import FLOOR, HINGE, Course, Key, Posture, lifts

from hiphinge.motion.doubt import fitted
from hiphinge.motion.measure import measure
from hiphinge.pose.skeleton import Landmark

if TYPE_CHECKING:
    from hiphinge.motion.motion import Motion

COURSE, _ = lifts([HINGE] * 2)
LEG_PX = 340.0


def _assert_silent(motion: Motion) -> None:
    for name in PARTED:
        assert np.isnan(motion.series[name].value).all(), name
        assert np.isnan(motion.series[name].sd).all(), name
    assert motion.silence


def test_a_spine_too_unsure_is_not_told_in_those_frames(monkeypatch: pytest.MonkeyPatch) -> None:
    row = fitted(HEAVY)
    assert row is not None
    most = row.silent_sd_deg / row.factor["spine_deg"]
    answering(
        monkeypatch,
        error_deg={"spine_deg": lambda table: np.where(fold_deg(table) > 40, most + 1, most - 1)},
    )
    motion = measure(seen(COURSE))
    trunk, thigh, *_ = COURSE.at(motion.time_s)
    bent = trunk - thigh
    for name in PARTED:
        known = np.isfinite(motion.series[name].value)
        assert not known[bent > 42].any(), name
        assert known[bent < 38].all(), name
    assert np.isfinite(motion.series["trunk_deg"].value).all()
    assert motion.silence == "", "the clip as a whole is told apart"


@pytest.mark.parametrize("network", ["unknown", "BlazePose full", HEAVY])
def test_landmarks_without_an_outline_say_so(monkeypatch: pytest.MonkeyPatch, network: str) -> None:
    answering(monkeypatch, trunk_deg_off=-3.0)
    motion = measure(film(COURSE, network=network))
    assert motion.silence == "the landmarks came without the body's outline"
    _assert_silent(motion)
    assert motion.joints_px is None
    assert motion.back_px is None


@pytest.mark.parametrize("network", ["unknown", "MoveNet"])
def test_a_network_that_nothing_was_fitted_for_is_not_blamed_on_the_outline(network: str) -> None:
    assert fitted(network) is None
    motion = measure(seen(COURSE, network=network))
    _assert_silent(motion)
    assert motion.silence == "hip and spine were not fitted for this network"


def test_who_never_stands_has_nothing_to_be_held_against(monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch)
    course = Course((Key(0.0, HINGE), Key(1.5, Posture(40.0, -20.0, 0.0)), Key(3.0, FLOOR)))
    motion = measure(seen(course))
    assert motion.standing is None
    _assert_silent(motion)
    assert "never shows you standing" in motion.silence


@pytest.mark.parametrize(("bar", "silent"), [(0.9, True), (0.1, False)])
def test_a_bar_on_the_back_hides_it(
    monkeypatch: pytest.MonkeyPatch, bar: float, silent: bool
) -> None:
    answering(monkeypatch, bar_on_back=bar)
    motion = measure(seen(COURSE))
    assert ("bar" in motion.silence) == silent
    assert np.isnan(motion.series["spine_deg"].value).all() == silent


@pytest.mark.parametrize(
    ("rays", "frames", "silent"),
    [(9, 0.8, True), (9, 0.3, False), (3, 1.0, False)],
    ids=["most rays in most frames", "most rays in few frames", "few rays in all frames"],
)
def test_a_back_that_is_hardly_seen_is_not_told(
    monkeypatch: pytest.MonkeyPatch, rays: int, frames: float, silent: bool
) -> None:
    answering(monkeypatch)
    track = seen(COURSE)
    assert track.outline_px is not None
    ends = track.outline_px.copy()
    ends[len(ends) - round(frames * len(ends)) :, :rays, 0] = np.nan
    motion = measure(replace(track, outline_px=ends))
    assert ("outline of the back" in motion.silence) == silent
    assert np.isnan(motion.series["spine_deg"].value).all() == silent


def test_an_unseen_front_hides_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch)
    track = seen(COURSE)
    assert track.outline_px is not None
    ends = track.outline_px.copy()
    ends[:, :, 1] = np.nan
    assert measure(replace(track, outline_px=ends)).silence == ""


def _raising(over_ear_legs: float, *, standing: bool) -> Motion:
    """Measure a set whose wrists are so far over the ears, in standing or all but there."""
    track = seen(COURSE)
    trunk, thigh, *_ = COURSE.at(track.time_s)
    raised = (trunk - thigh < 10) == standing
    xy = track.xy_px.copy()
    for wrist, ear in (
        (Landmark.LEFT_WRIST, Landmark.LEFT_EAR),
        (Landmark.RIGHT_WRIST, Landmark.RIGHT_EAR),
    ):
        xy[raised, wrist] = xy[raised, ear] - [0.0, over_ear_legs * LEG_PX]
    return measure(replace(track, xy_px=xy))


@pytest.mark.parametrize(
    ("over_ear_legs", "standing", "silent"),
    [(0.3, True, True), (0.02, True, False), (0.3, False, False)],
    ids=["overhead", "at the ears", "overhead at the bottom alone"],
)
def test_arms_overhead_in_standing_carry_the_shoulders_along(
    monkeypatch: pytest.MonkeyPatch, over_ear_legs: float, standing: bool, silent: bool
) -> None:
    answering(monkeypatch)
    motion = _raising(over_ear_legs, standing=standing)
    assert ("arms are overhead" in motion.silence) == silent
    assert np.isnan(motion.series["spine_deg"].value).all() == silent
    assert np.isfinite(motion.series["knee_deg"].value).all()


def test_hands_that_are_never_seen_are_not_overhead(monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch)
    track = seen(COURSE)
    xy = track.xy_px.copy()
    xy[:, Landmark.LEFT_WRIST : Landmark.RIGHT_THUMB + 1] = np.nan
    assert measure(replace(track, xy_px=xy)).silence == ""
