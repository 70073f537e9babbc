"""Following one body, with scripted bodies in place of a network."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from bodies import Camera, blank_frames, even_times, scripted
from courses import HINGE, TALL, Course, Key, Tempo, lifts

from hiphinge.pose.estimator import Estimate, ScriptedEstimator, body_roi
from hiphinge.pose.tracker import PATIENCE, RETRY_S, begin, settle, step
from hiphinge.quantities import Missing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from hiphinge.pose.crop import Roi
    from hiphinge.pose.tracker import Following, Sighting
    from hiphinge.quantities import Floats
    from hiphinge.source.frame import Frame

COURSE, _ = lifts([HINGE] * 3)
LIFTER = scripted(COURSE)
TIMES = even_times(COURSE.end_s)


def _follow(estimator: ScriptedEstimator, frames: Iterable[Frame], start: Roi) -> list[Sighting]:
    state: Following | None = None
    sightings = []
    for frame in frames:
        state = state or begin(start, frame.time_s)
        state, sighting = step(state, frame, estimator)
        sightings.append(sighting)
    return sightings


def _is(sighting: Sighting, body: Callable[[float], Floats | None]) -> bool:
    shape = body(sighting.time_s)
    return shape is not None and np.array_equal(sighting.xy_px, shape)


def _passer_by(time_s: float) -> Floats:
    """Walks across the whole picture in front of the lifter, as large, at 1.4 m/s."""
    walking = Course((Key(0.0, TALL, -1.6), Key(COURSE.end_s, TALL, -1.6 + 1.4 * COURSE.end_s)))
    return scripted(walking, Camera(feet_px=(640.0, 930.0)))(time_s)


def test_the_lifter_is_followed_through_the_set() -> None:
    sightings = _follow(ScriptedEstimator([LIFTER]), blank_frames(TIMES), body_roi(LIFTER(0.0)))
    assert all(one.missing is Missing.NO and _is(one, LIFTER) for one in sightings)


@pytest.mark.parametrize("tempo", [Tempo(0.5, 0.0, 0.5, 0.1), Tempo(0.4, 0.0, 0.4, 0.0)])
@pytest.mark.parametrize("fps", [24.0, 30.0, 60.0])
def test_fast_swings_are_no_jumps(tempo: Tempo, fps: float) -> None:
    course, _ = lifts([HINGE] * 4, tempo)
    body = scripted(course)
    frames = blank_frames(even_times(course.end_s, fps))
    sightings = _follow(ScriptedEstimator([body]), frames, body_roi(body(0.0)))
    assert all(one.missing is Missing.NO for one in sightings)


def test_a_passer_by_does_not_take_the_track() -> None:
    estimator = ScriptedEstimator([_passer_by, LIFTER])
    sightings = _follow(estimator, blank_frames(TIMES), body_roi(LIFTER(0.0)))
    assert all(_is(one, LIFTER) for one in sightings)


def test_both_directions_see_the_same() -> None:
    estimator = ScriptedEstimator([_passer_by, LIFTER])
    forward = _follow(estimator, blank_frames(TIMES), body_roi(LIFTER(TIMES[0])))
    backward = _follow(estimator, blank_frames(TIMES[::-1]), body_roi(LIFTER(TIMES[-1])))
    for one, other in zip(forward, reversed(backward), strict=True):
        assert one.time_s == other.time_s
        assert np.array_equal(one.xy_px, other.xy_px)


@dataclass(frozen=True)
class _Leaping(ScriptedEstimator):
    """Reads the body elsewhere in a few frames, as a network that snaps to a wall poster."""

    leap_s: tuple[float, float] = (2.0, 2.05)
    shift: float = 0.35
    growth: float = 1.0

    def estimate(self, frame: Frame, roi: Roi) -> Estimate:
        found = super().estimate(frame, roi)
        if not self.leap_s[0] <= frame.time_s < self.leap_s[1]:
            return found
        xy = found.xy_px * self.growth + [self.shift * roi.side, 0.0]
        return replace(found, xy_px=xy, next_roi=body_roi(xy), presence=1.0)


def test_a_jump_is_refused_and_said_to_be_implausible() -> None:
    estimator = _Leaping([LIFTER])
    sightings = _follow(estimator, blank_frames(TIMES), body_roi(LIFTER(0.0)))
    for one in sightings:
        if 2.0 <= one.time_s < 2.05:
            assert one.missing is Missing.IMPLAUSIBLE
            assert np.isnan(one.xy_px).all()
            assert (one.visibility == 0).all()
        else:
            assert _is(one, LIFTER)


def test_a_body_that_grows_at_once_is_refused() -> None:
    estimator = _Leaping([LIFTER], shift=0.0, growth=1.6)
    sightings = _follow(estimator, blank_frames(TIMES), body_roi(LIFTER(0.0)))
    refused = [one.time_s for one in sightings if one.missing]
    assert refused == [time_s for time_s in TIMES if 2.0 <= time_s < 2.05]


def test_the_lifter_is_found_again_after_an_absence() -> None:
    def absent_for_a_while(time_s: float) -> Floats | None:
        return None if 2.0 <= time_s < 3.0 else LIFTER(time_s)

    estimator = ScriptedEstimator([absent_for_a_while])
    sightings = _follow(estimator, blank_frames(TIMES), body_roi(LIFTER(0.0)))
    for one in sightings:
        if 2.0 <= one.time_s < 3.0:
            assert one.missing is Missing.LOST
        # The detector is asked every 0.2 s, so that is how long it takes at most.
        elif not 3.0 <= one.time_s < 3.0 + RETRY_S + 1 / 30:
            assert _is(one, absent_for_a_while)


def test_somebody_far_away_is_not_taken_for_the_lifter() -> None:
    other = scripted(COURSE, Camera(feet_px=(1240.0, 900.0)))

    def leaves(time_s: float) -> Floats | None:
        return LIFTER(time_s) if time_s < 2.0 else None

    sightings = _follow(
        ScriptedEstimator([leaves, other]), blank_frames(even_times(2.8)), body_roi(LIFTER(0.0))
    )
    assert all(one.missing is Missing.LOST for one in sightings if one.time_s >= 2.0)


def test_somebody_of_another_size_is_not_taken_for_the_lifter() -> None:
    child = scripted(COURSE, Camera(px_per_m=180.0))

    def leaves(time_s: float) -> Floats | None:
        return LIFTER(time_s) if time_s < 2.0 else None

    sightings = _follow(
        ScriptedEstimator([leaves, child]), blank_frames(TIMES), body_roi(LIFTER(0.0))
    )
    assert not any(_is(one, child) for one in sightings)


def test_the_detector_is_not_asked_more_often_than_agreed() -> None:
    asked: list[float] = []

    class Counting(ScriptedEstimator):
        def detect(self, frame: Frame) -> list:  # type: ignore[type-arg]
            asked.append(frame.time_s)
            return []

    frames = blank_frames(even_times(3.0))
    _follow(Counting([lambda _: None]), frames, body_roi(LIFTER(0.0)))
    assert asked[0] >= PATIENCE / 30
    assert np.diff(asked).min() >= RETRY_S - 1e-9
    assert len(asked) == pytest.approx(3.0 / RETRY_S, abs=2)


def test_settling_stops_where_nobody_is() -> None:
    (frame,) = blank_frames([0.0])
    estimate = settle(frame, body_roi(LIFTER(0.0)), ScriptedEstimator([lambda _: None]))
    assert estimate.presence == 0
    assert math.isnan(estimate.xy_px[0, 0])


def test_a_passer_by_who_hides_the_lifter_is_let_go() -> None:
    """Somebody walks between camera and lifter, and for a while is all that can be seen."""
    start = body_roi(LIFTER(0.0))

    def passer_by(time_s: float) -> Floats | None:
        walked = -1400.0 + 700.0 * time_s
        shape = LIFTER(0.0) + [walked, 0.0]
        return shape if -900 < walked < 1400 else None

    def hidden(time_s: float) -> Floats | None:
        return None if abs(-1400.0 + 700.0 * time_s) < 250 else LIFTER(time_s)

    frames = blank_frames(even_times(COURSE.end_s))
    sightings = _follow(ScriptedEstimator([hidden, passer_by]), frames, start)
    gone_s = (1400.0 + 1.5 * 0.8 * start.side) / 700.0
    late = [one for one in sightings if one.time_s > gone_s]
    assert late
    assert all(_is(one, LIFTER) for one in late if one.missing is Missing.NO)
    assert sum(one.missing is Missing.NO for one in late) > 0.9 * len(late)
