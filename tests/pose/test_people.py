"""Who is meant by a point in the picture, where several people lift."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pytest
from bodies import Camera, blank_frames, scripted
from courses import HINGE, TALL, Course, Key, lifts

from hiphinge.errors import ClipError, UsageError
from hiphinge.pose.estimator import ScriptedEstimator
from hiphinge.pose.lifter import choose
from hiphinge.pose.people import check_point

if TYPE_CHECKING:
    from collections.abc import Callable

    from hiphinge.pose.lifter import Choice
    from hiphinge.pose.people import Point
    from hiphinge.quantities import Floats

COURSE, _ = lifts([HINGE] * 3)
LOOKS = np.linspace(0.3, COURSE.end_s - 0.3, 9)
LEFT = scripted(COURSE, Camera(px_per_m=300.0, feet_px=(350.0, 900.0)))
RIGHT = scripted(COURSE.shifted(0.4), Camera(px_per_m=300.0, feet_px=(950.0, 900.0)))
STILL = Course((Key(0.0, TALL), Key(COURSE.end_s, TALL)))
SIZE_PX = (1280, 1000)


def _chosen(at: Point | None, *bodies: Callable[[float], Floats | None]) -> Choice:
    return choose(blank_frames(LOOKS, SIZE_PX), ScriptedEstimator(bodies), at)


def _is(choice: Choice, body: Callable[[float], Floats]) -> bool:
    return all(
        np.array_equal(start.estimate.xy_px, body(start.frame.time_s)) for start in choice.starts
    )


def _on(body: Callable[[float], Floats], landmark: int) -> Point:
    x, y = body(0.5)[landmark] / SIZE_PX
    return float(x), float(y)


@pytest.mark.parametrize("landmark", [0, 23, 28, 32], ids=["nose", "hip", "ankle", "toe"])
@pytest.mark.parametrize("first", [True, False])
def test_the_one_who_is_pointed_at_is_the_lifter(landmark: int, first: bool) -> None:
    both = (LEFT, RIGHT) if first else (RIGHT, LEFT)
    for body, third in ((LEFT, "left"), (RIGHT, "right")):
        choice = _chosen(_on(body, landmark), *both)
        assert _is(choice, body)
        assert choice.words == (
            f"the person you pointed at, in the {third} of the picture; one other person left aside"
        )


def test_a_smaller_one_who_only_stands_may_be_meant() -> None:
    coach = scripted(STILL, Camera(px_per_m=250.0, feet_px=(1100.0, 800.0)))
    assert _is(_chosen(None, RIGHT, coach), RIGHT)
    assert _is(_chosen(_on(coach, 23), RIGHT, coach), coach)


def test_who_stands_there_is_meant_and_not_who_walks_through() -> None:
    walk = Course((Key(0.0, TALL, -1.6), Key(COURSE.end_s, TALL, 1.6)))
    passer_by = scripted(walk, Camera(px_per_m=320.0, feet_px=(640.0, 950.0)))
    assert _is(_chosen(_on(LEFT, 23), passer_by, LEFT), LEFT)


def test_nobody_there_is_said_with_where_somebody_is() -> None:
    with pytest.raises(ClipError, match=r"Nobody was seen at 0\.52,0\.05") as raised:
        _chosen((0.52, 0.05), LEFT, RIGHT)
    places = re.findall(r"(\d\.\d\d),(\d\.\d\d)", str(raised.value))[1:]
    assert {_is(_chosen((float(x), float(y)), LEFT, RIGHT), LEFT) for x, y in places} == {
        True,
        False,
    }
    with pytest.raises(ClipError, match="Nobody was found"):
        _chosen((0.5, 0.5), lambda _: None)


def test_two_lifters_are_refused_with_where_they_are() -> None:
    with pytest.raises(ClipError, match="Two people lift side by side") as raised:
        _chosen(None, RIGHT, LEFT)
    places = re.findall(r"--lifter-at (\d\.\d\d),(\d\.\d\d)", str(raised.value))
    chosen = [_chosen((float(x), float(y)), LEFT, RIGHT) for x, y in places]
    assert [_is(chosen[0], LEFT), _is(chosen[1], RIGHT)] == [True, True]


@pytest.mark.parametrize("at", [(-0.1, 0.5), (0.5, 1.1), (float("nan"), 0.5), (300.0, 200.0)])
def test_a_point_outside_of_the_picture_is_refused(at: Point) -> None:
    with pytest.raises(UsageError, match="from 0 to 1"):
        check_point(at)


def test_the_corners_are_in_the_picture() -> None:
    check_point((0.0, 1.0))
