"""Who the lifter is, among mirror images, bystanders and passers-by."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from bodies import Camera, blank_frames, scripted
from courses import HINGE, SQUAT, TALL, Course, Key, lifts

from hiphinge.errors import ClipError
from hiphinge.pose.estimator import ScriptedEstimator, body_roi
from hiphinge.pose.lifter import choose

if TYPE_CHECKING:
    from collections.abc import Callable

    from hiphinge.pose.lifter import Choice
    from hiphinge.quantities import Floats

COURSE, TRUTHS = lifts([HINGE] * 3)
LOOKS = np.linspace(0.3, COURSE.end_s - 0.3, 9)
LIFTER = scripted(COURSE)
STILL = Course((Key(0.0, TALL), Key(COURSE.end_s, TALL)))


def _chosen(*bodies: Callable[[float], Floats | None]) -> Choice:
    return choose(blank_frames(LOOKS), ScriptedEstimator(bodies))


def _is(choice: Choice, body: Callable[[float], Floats | None]) -> bool:
    shape = body(choice.starts[0].frame.time_s)
    return shape is not None and np.array_equal(choice.starts[0].estimate.xy_px, shape)


@pytest.mark.parametrize("bottom", [HINGE, SQUAT])
def test_one_person_is_the_lifter(bottom: object) -> None:
    body = scripted(lifts([bottom] * 3)[0])  # type: ignore[list-item]
    choice = _chosen(body)
    assert _is(choice, body)
    assert "only one there" in choice.words
    assert "middle" in choice.words


def test_following_starts_upright_in_each_half_of_the_clip() -> None:
    choice = _chosen(LIFTER)
    times = [start.frame.time_s for start in choice.starts]
    assert all(abs(body_roi(LIFTER(time_s)).turn) < np.radians(20) for time_s in times)
    assert [time_s > COURSE.end_s / 2 for time_s in times] == [False, True]


@pytest.mark.parametrize("first", [True, False])
def test_the_smaller_image_in_a_mirror_is_left_aside(first: bool) -> None:
    # The mirror hangs behind: the image faces the other way, is smaller, and moves alike.
    mirror = scripted(COURSE, Camera(180.0, px_per_m=250.0, feet_px=(1000.0, 700.0)))
    choice = _chosen(mirror, LIFTER) if first else _chosen(LIFTER, mirror)
    assert _is(choice, LIFTER)
    assert "one other person left aside" in choice.words


def test_a_bystander_who_only_stands_is_left_aside_though_larger() -> None:
    bystander = scripted(STILL, Camera(px_per_m=440.0, feet_px=(750.0, 960.0)))
    lifter = scripted(COURSE, Camera(feet_px=(330.0, 900.0)))
    choice = _chosen(bystander, lifter)
    assert _is(choice, lifter)
    assert "bends the most" in choice.words


def test_a_passer_by_is_left_aside() -> None:
    walk = Course((Key(0.0, TALL, -1.6), Key(COURSE.end_s, TALL, 1.6)))
    choice = _chosen(scripted(walk, Camera(feet_px=(640.0, 950.0))), LIFTER)
    assert _is(choice, LIFTER)


def test_two_lifters_side_by_side_are_refused() -> None:
    left = scripted(COURSE, Camera(px_per_m=300.0, feet_px=(350.0, 900.0)))
    right = scripted(COURSE.shifted(0.4), Camera(px_per_m=300.0, feet_px=(950.0, 900.0)))
    with pytest.raises(ClipError, match="Two people lift side by side") as raised:
        _chosen(left, right)
    assert raised.value.exit_code == 3


def test_somebody_seen_in_few_looks_is_chosen_where_there_is_nobody_else() -> None:
    def comes_late(time_s: float) -> Floats | None:
        return LIFTER(time_s) if time_s > LOOKS[-2] - 0.01 else None

    choice = _chosen(comes_late)
    assert _is(choice, LIFTER)


def test_who_is_seen_in_few_looks_is_left_aside_for_who_is_always_there() -> None:
    def shows_up_once(time_s: float) -> Floats | None:
        body = scripted(COURSE, Camera(px_per_m=430.0, feet_px=(1000.0, 950.0)))
        return body(time_s) if LOOKS[3] <= time_s <= LOOKS[4] else None

    assert _is(_chosen(shows_up_once, LIFTER), LIFTER)


def test_nobody_is_said_in_one_sentence() -> None:
    with pytest.raises(ClipError, match="Nobody was found") as raised:
        _chosen(lambda _: None)
    assert raised.value.exit_code == 3
    with pytest.raises(ClipError, match="Nobody was found"):
        choose([], ScriptedEstimator([LIFTER]))


@pytest.mark.parametrize(("x", "place"), [(200.0, "left"), (640.0, "middle"), (1100.0, "right")])
def test_the_choice_is_said_by_place(x: float, place: str) -> None:
    body = scripted(COURSE, Camera(px_per_m=250.0, feet_px=(x, 900.0)))
    assert f"in the {place} of the picture" in _chosen(body).words
