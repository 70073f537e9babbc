"""The machine as it runs live: the same reps sample by sample, in bounded memory."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest
from bodies import even_times, film
from courses import HINGE, SQUAT, Tempo, lifts, pulls
from hypothesis import given
from hypothesis import strategies as st
from powers import cleans, swings

from hiphinge.motion.measure import measure
from hiphinge.reps import stream
from hiphinge.reps.count import count, fold
from hiphinge.reps.hands import HELD_S
from hiphinge.reps.machine import Counting, finish, step
from hiphinge.reps.rep import Rep
from hiphinge.reps.sample import Sample, samples
from hiphinge.reps.turning import BOTTOM_BAND_DEG, TURN_DEG, Turn, Turning
from hiphinge.reps.turning import step as turn_step

if TYPE_CHECKING:
    from courses import Course

    from hiphinge.moves.move import Counts


def _fold(clip: list[Sample]) -> list[Rep]:
    state, reps = Counting(), list[Rep]()
    for sample in clip:
        state, done = step(state, sample)
        reps.extend(done)
    return [*reps, *finish(state)]


def _turns(time_s: np.ndarray, value: np.ndarray) -> list[Turn]:
    state, turns = Turning(), []
    for moment_s, one in zip(time_s, value, strict=True):
        state, turn = turn_step(state, float(moment_s), float(one))
        if turn is not None:
            turns.append(turn)
    return turns


def test_turns_are_the_extremes_of_a_wave() -> None:
    time_s = np.arange(0, 10, 0.01)
    turns = _turns(time_s, 40 - 40 * np.cos(2 * np.pi * time_s / 2))
    assert [turn.bottom for turn in turns] == [False, True] * 5
    assert [turn.time_s for turn in turns] == pytest.approx(range(10), abs=0.005)
    # Within 8 deg of an extreme of a wave of 40: acos(1 - 8 / 40) / (2 pi) of a period.
    for turn in turns[1::2]:
        half_s = math.acos(1 - BOTTOM_BAND_DEG / 40) / math.pi
        assert turn.end_s - turn.time_s == pytest.approx(half_s, abs=0.02)
        # The way in is kept in steps of a degree, so its edge is known to that: 0.03 s here.
        assert turn.time_s - turn.start_s == pytest.approx(half_s, abs=0.04)


@given(st.floats(1, TURN_DEG - 0.5), st.floats(0, 100))
def test_smaller_swings_are_no_turns(range_deg: float, around_deg: float) -> None:
    time_s = np.arange(0, 6, 0.05)
    assert _turns(time_s, around_deg + range_deg / 2 * np.sin(4 * time_s)) == []


@pytest.mark.parametrize(
    "course",
    [lifts([HINGE, SQUAT, HINGE])[0], pulls(2)[0], lifts([HINGE] * 4, Tempo(0.5, 0, 0.5, 0.1))[0]],
)
@pytest.mark.parametrize("noise_deg", [0.0, 2.0])
def test_sample_by_sample_is_the_same_as_the_whole(course: Course, noise_deg: float) -> None:
    motion = measure(film(course, noise_deg=noise_deg))
    whole = count(motion)
    told = _fold(list(samples(motion)))
    # The fold is looked at as a set and its times are sharpened; the bottoms stay.
    assert [rep.bottom_s for rep in whole] == [rep.bottom_s for rep in told[: len(whole)]]
    assert len(told) - len(whole) <= 1, "only the last lowering of a floor set is left out"


def test_a_rep_is_told_soon_after_its_lockout_without_waiting_for_the_next() -> None:
    course, truths = lifts([HINGE] * 2, Tempo(top=5.0))
    motion = measure(film(course))
    state, told_s = Counting(), []
    for sample in samples(motion):
        state, done = step(state, sample)
        told_s += [sample.time_s for _ in done]
    # 0.4 s of stillness, and as long again while the last 8 deg are made up.
    assert len(told_s) == 2
    for moment_s, truth in zip(told_s, truths, strict=True):
        assert truth.lockout_s - 0.4 < moment_s < truth.lockout_s + 0.8


@pytest.mark.parametrize(
    ("course", "counts"),
    [
        (lifts([HINGE, SQUAT, HINGE])[0], "hips"),
        (pulls(2)[0], "hips"),
        (swings(4).course, "hands"),
        (cleans(2).course, "hands"),
    ],
)
def test_what_is_told_live_is_what_the_file_tells(course: Course, counts: Counts) -> None:
    """No later sample changes a repetition or an event that was told, and none is told late."""
    motion = measure(film(course, even_times(course.end_s, 60.0), noise_deg=1.0))
    state, told = stream.start(counts), list[Rep]()
    for sample in samples(motion):
        state, done = stream.feed(state, sample)
        for rep in done:
            assert sample.time_s - rep.end_s <= stream.TAIL_S + HELD_S + 0.05
        told.extend(done)
    told.extend(stream.close(state))
    # As text, in which a time that is not known equals itself.
    assert repr(told) == repr(fold(samples(motion), counts))
    # Whatever comes after a part of the clip, what its stream told stays word for word.
    part = [sample for sample in samples(motion) if sample.time_s < 0.7 * course.end_s]
    state, early = stream.start(counts), list[Rep]()
    for sample in part:
        state, done = stream.feed(state, sample)
        early.extend(done)
    assert repr(early) == repr(told[: len(early)])
    assert len(early) >= 1


def test_an_unmeasured_sample_changes_nothing() -> None:
    state = Counting()
    for moment_s in (0.0, 0.1, 0.2):
        state, _ = step(state, Sample(moment_s, 3.0, (0.0, 0.0)))
    after, done = step(state, Sample(0.3, math.nan, (math.nan, math.nan)))
    assert (after, done) == (state, ())


def test_half_an_hour_needs_no_more_memory_than_a_minute() -> None:
    # Two minutes of reps, then standing with sways, then bending ever deeper, over and over.
    rate_hz = 30.0
    state, most = Counting(), 0
    for index in range(int(1800 * rate_hz)):
        time_s = index / rate_hz
        phase = time_s % 300
        if phase < 120:
            closing = 40 - 40 * math.cos(2 * math.pi * time_s / 3)
        elif phase < 240:
            closing = 6 * math.sin(time_s)
        else:
            closing = (phase - 240) * 1.5
        state, _ = step(state, Sample(time_s, closing, (0.0, 0.0)))
        trails = len(state.turning.high_trail) + len(state.turning.low_trail)
        most = max(most, trails + len(state.feet))
    # One trail entry for each degree of the 8-degree band and its edges; a foot ten times a
    # second for a minute at most.
    assert most <= 600 + 2 * (BOTTOM_BAND_DEG + 2)


def test_reps_are_still_told_after_half_an_hour() -> None:
    clip = [
        Sample(index / 20, 40 - 40 * math.cos(2 * math.pi * index / 60), (0.0, 0.0))
        for index in range(1800 * 20)
    ]
    assert len(_fold(clip)) == 600
