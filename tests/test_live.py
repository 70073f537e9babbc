"""Frames one by one, as a camera gives them: the same repetitions and events as from the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from bodies import even_times, film, part
from courses import HINGE, lifts, pulls
from powers import cleans, swings

from hiphinge import live
from hiphinge.errors import UsageError
from hiphinge.judgement.naming import name_set
from hiphinge.motion.measure import MotionSettings, measure
from hiphinge.reps.count import count
from hiphinge.reps.signs import signs

if TYPE_CHECKING:
    from courses import Course

    from hiphinge.pose.track import PoseTrack

FPS = 30.0
SAME_S = 1.5 / FPS
"""A window that moves along measures a leg's length a little differently: a frame, no more [s]."""


def _frames(track: PoseTrack) -> list[PoseTrack]:
    return [
        part(track, np.arange(len(track.time_s)) == index) for index in range(len(track.time_s))
    ]


@pytest.mark.parametrize(
    ("course", "exercise"),
    [
        (lifts([HINGE] * 3)[0], None),
        (pulls(2)[0], "deadlift"),
        (swings(5).course, None),
        (cleans(2).course, "power_clean"),
    ],
)
def test_frame_by_frame_is_the_same_as_the_file(course: Course, exercise: str | None) -> None:
    track = film(course, even_times(course.end_s, FPS))
    motion = measure(track, MotionSettings(live.BALLISTIC_CUTOFF_HZ))
    state = live.start(exercise)
    named = state.named or name_set(signs(motion))
    whole = count(motion, named.counts)
    late_s = []
    for frame in _frames(track):
        known = len(state.reps)
        state = live.feed(state, frame)
        late_s += [float(frame.time_s[-1]) - rep.end_s for rep in state.reps[known:]]
    state = live.close(state)
    assert state.named is not None
    assert state.named.name == named.name
    assert len(state.reps) == len(whole)
    assert all(one <= live.DELAY_S for one in late_s)
    for one, other in zip(state.reps, whole, strict=True):
        assert one.bottom_s == pytest.approx(other.bottom_s, abs=SAME_S)
        for event in other.events:
            assert one.at(event.name) == pytest.approx(event.time_s, abs=SAME_S), event.name


def test_the_window_stays_small() -> None:
    course = swings(20).course
    state = live.start("kettlebell_swing")
    track = film(course, even_times(course.end_s, FPS))
    for frame in _frames(track):
        state = live.feed(state, frame)
        assert state.track is not None
        assert len(state.track.time_s) <= live.WINDOW_S * FPS + 1
    assert len(live.close(state).reps) == 20


def test_nobody_in_the_picture_is_waited_for() -> None:
    course = lifts([HINGE] * 2)[0]
    track = film(course, even_times(course.end_s, FPS), dropped=[(0.0, 1.2)])
    state = live.start()
    for frame in _frames(track):
        state = live.feed(state, frame)
    assert len(live.close(state).reps) == 2


def test_before_the_first_frame_there_is_nothing() -> None:
    assert live.close(live.start()).reps == ()
    with pytest.raises(UsageError, match="choose one of"):
        live.start("bench press")


def test_frames_that_come_twice_or_late_are_left_out() -> None:
    course = swings(3).course
    track = film(course, even_times(course.end_s, FPS))
    frames = _frames(track)
    state = live.start("kettlebell_swing")
    for index, frame in enumerate(frames):
        state = live.feed(state, frame)
        state = live.feed(state, frame)
        if index:
            state = live.feed(state, frames[index - 1])
    assert state.track is not None
    assert (np.diff(state.track.time_s) > 0).all()
    assert len(live.close(state).reps) == 3
    nothing = part(track, np.zeros(len(track.time_s), dtype=bool))
    assert live.feed(live.start(), nothing) == live.start()
