"""What is left out says nothing of the rest, and every repetition keeps its number."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest
from bodies import film
from courses import HINGE, Course, lifts
from powers import cleans, slams, swings

from hiphinge.judgement.counted import Counted, counted
from hiphinge.judgement.naming import given_name
from hiphinge.motion.measure import MotionSettings, measure
from hiphinge.motion.smooth import BALLISTIC_CUTOFF_HZ, SLOW_CUTOFF_HZ
from hiphinge.reps.signs import signs

if TYPE_CHECKING:
    from collections.abc import Callable

    from hiphinge.motion.motion import Motion


def joined(*courses: Course) -> Course:
    """Return one set after the other as a course."""
    keys, end_s = [], 0.0
    for course in courses:
        keys += [replace(key, time_s=key.time_s + end_s) for key in course.keys]
        end_s = keys[-1].time_s + 0.2
    return Course(tuple(keys))


def seen(course: Course) -> Callable[[bool], Motion]:
    track = film(course)

    @cache
    def measured(fast: bool) -> Motion:
        return measure(track, MotionSettings(BALLISTIC_CUTOFF_HZ if fast else SLOW_CUTOFF_HZ))

    return measured


CLEANS_AND_SWINGS = seen(joined(cleans(2).course, swings(3).course))
"""Counted by the hands: repetitions 1 and 2 are cleans, 3 to 5 swings."""
HINGES_AND_A_CLEAN = seen(joined(lifts([HINGE] * 3)[0], cleans(1).course))


def moments(found: Counted) -> list[float]:
    return [rep.bottom_s for rep in found.reps]


def test_the_rest_is_named_without_what_is_left_out() -> None:
    whole = counted(CLEANS_AND_SWINGS, None)
    assert (whole.named.move.name, len(whole.reps)) == ("kettlebell_swing", 5)  # type: ignore[union-attr]
    rest = counted(CLEANS_AND_SWINGS, None, leave_out=(3, 4, 5))
    assert (rest.named.name, rest.named.question) == ("power_clean", "")
    assert rest.named.probability == pytest.approx(
        counted(seen(cleans(2).course), None).named.probability, abs=0.05
    )
    assert moments(rest) == moments(whole)
    again = counted(CLEANS_AND_SWINGS, None, leave_out=(3, 4, 5))
    assert (again.named, again.reps) == (rest.named, rest.reps)
    other = counted(CLEANS_AND_SWINGS, None, leave_out=(1, 2))
    assert other.named.probability > (whole.named.probability or 0.0)  # type: ignore[operator]
    assert moments(other) == moments(whole)


def test_numbers_that_would_change_keep_the_name_of_the_whole() -> None:
    whole = counted(HINGES_AND_A_CLEAN, None)
    assert whole.named.name == "hinge"
    spans = [(rep.start_s, rep.end_s) for rep in whole.reps[:3]]
    assert signs(HINGES_AND_A_CLEAN(False), spans).form == "hands", "as a clean it has other reps"
    rest = counted(HINGES_AND_A_CLEAN, None, leave_out=(1, 2, 3))
    assert (rest.named, rest.reps) == (whole.named, whole.reps)


def test_nothing_left_and_a_name_that_was_given_change_nothing() -> None:
    whole = counted(CLEANS_AND_SWINGS, None)
    assert counted(CLEANS_AND_SWINGS, None, leave_out=range(1, 6)) == whole
    given = given_name("kettlebell_swing")
    assert counted(CLEANS_AND_SWINGS, given, leave_out=(3, 4, 5)).named == given
    assert counted(CLEANS_AND_SWINGS, None, leave_out=(9,)) == whole


def test_signs_look_past_a_stretch() -> None:
    motion = seen(joined(slams(2).course, lifts([HINGE])[0]))(False)
    assert signs(motion).form == "hands"
    end_s = float(motion.time_s[-1])
    assert signs(motion, [(0.0, slams(2).course.end_s)]).form == "hips"
    assert signs(motion, [(0.0, end_s)]).values == {}
