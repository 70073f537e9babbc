"""Facing, near side and the camera's turn, from every side."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from bodies import Body, Camera, even_times, film
from courses import FLOOR, HINGE, SQUAT, TALL, Course, Key, Posture, lifts
from hypothesis import given
from hypothesis import strategies as st

from hiphinge.motion.measure import measure
from hiphinge.motion.view import ADVISE_YAW_DEG, USABLE_YAW_DEG, YAW_SD_DEG, estimate_yaw_deg
from hiphinge.quantities import Facing, Side

COURSE, _ = lifts([HINGE, SQUAT])
QUADRANTS = [
    (30.0, Facing.RIGHT, Side.RIGHT),
    (-30.0, Facing.RIGHT, Side.RIGHT),
    (150.0, Facing.LEFT, Side.LEFT),
    (-150.0, Facing.LEFT, Side.LEFT),
]


@pytest.mark.parametrize(("heading", "facing", "near"), QUADRANTS)
@pytest.mark.parametrize("distance_m", [math.inf, 3.5])
def test_facing_and_near_side_from_each_oblique_quadrant(
    heading: float, facing: Facing, near: Side, distance_m: float
) -> None:
    view = measure(film(COURSE, camera=Camera(heading, distance_m), noise_px=2.0)).view
    assert (view.facing, view.near) == (facing, near)


@pytest.mark.parametrize("posture", [TALL, HINGE, FLOOR])
@pytest.mark.parametrize("heading", [0.0, 180.0])
def test_facing_is_told_from_any_one_posture(posture: Posture, heading: float) -> None:
    still = Course((Key(0.0, posture), Key(1.0, posture)))
    view = measure(film(still, camera=Camera(heading))).view
    assert view.facing is (Facing.RIGHT if heading == 0 else Facing.LEFT)


@given(
    turn=st.floats(0, 60),
    away=st.booleans(),
    left=st.booleans(),
    distance_m=st.sampled_from([math.inf, 3.0, 5.0]),
)
def test_yaw_is_read_from_the_shoulders_and_hips(
    turn: float, away: bool, left: bool, distance_m: float
) -> None:
    heading = (180 - turn if left else turn) * (-1 if away else 1)
    view = measure(film(COURSE, camera=Camera(heading, distance_m))).view
    # The body has the lengths that the reading presumes; leg length is a little shorter in the
    # picture of a turned camera while the knees bend. A pinhole at 3 m sees shoulders 0.4 m ahead
    # of the ankles under another angle, atan(0.4 / 3) = 8 deg, in the half of the clip that is
    # bent.
    within = 2.0 if math.isinf(distance_m) else 4.0
    assert view.yaw_deg.value == pytest.approx(turn, abs=within)


@pytest.mark.parametrize("width", [0.85, 1.15])
def test_yaw_errs_within_its_doubt_for_other_builds(width: float) -> None:
    # Biacromial width varies by 7 % (1 sd) between adults: 15 % is two.
    body = Body(shoulders=0.42 * 0.85 * width, hips=0.26 * 0.85 * width)
    for turn in (0.0, 10.0, 20.0, 30.0):
        view = measure(film(COURSE, body=body, camera=Camera(turn))).view
        assert abs(view.yaw_deg.value - turn) < 2 * YAW_SD_DEG
        assert view.yaw_deg.sd == YAW_SD_DEG


def test_a_front_view_is_refused_with_advice_and_a_side_view_is_not() -> None:
    front = measure(film(COURSE, camera=Camera(75.0))).view
    assert not front.usable
    assert "side" in front.advice
    side = measure(film(COURSE, camera=Camera(5.0))).view
    assert side.usable
    assert side.advice == ""
    oblique = measure(film(COURSE, camera=Camera(30.0))).view
    assert ADVISE_YAW_DEG < oblique.yaw_deg.value < USABLE_YAW_DEG
    assert oblique.usable
    assert "toward your front" in oblique.advice
    behind = measure(film(COURSE, camera=Camera(-30.0))).view
    assert "toward your back" in behind.advice


@pytest.mark.parametrize(
    ("heading", "way"), [(30.0, "left"), (-30.0, "right"), (150.0, "right"), (-150.0, "left")]
)
@pytest.mark.parametrize("more", [0.0, 25.0])
def test_the_phone_is_sent_to_where_the_side_is_seen(heading: float, way: str, more: float) -> None:
    """Whoever goes around the lifter to the left sees them turn to the right, and back."""
    turn = (30.0 + more) if abs(heading) < 90 else (150.0 - more)
    view = measure(film(COURSE, camera=Camera(math.copysign(turn, heading)))).view
    assert view.front == (heading > 0)
    asked = f"about {view.yaw_deg.value:.0f}° around you to the {way}"
    assert asked in view.advice
    # Doing so shows the pure side: 0 for who faces right, 180 for who faces left.
    step = view.yaw_deg.value * (1 if way == "right" else -1)
    moved = measure(film(COURSE, camera=Camera(math.copysign(turn, heading) + step))).view
    assert moved.yaw_deg.value < 3.0
    assert moved.advice == ""


def test_doubt_grows_with_the_cameras_turn() -> None:
    sds = [
        np.nanmax(measure(film(COURSE, camera=Camera(turn))).series["trunk_deg"].sd)
        for turn in (0.0, 15.0, 30.0)
    ]
    assert sds == sorted(sds)
    # By the table: 0.1 for each degree of turn, in quadrature.
    assert sds[2] == pytest.approx(math.hypot(sds[0], 3.0), abs=0.2)


@pytest.mark.parametrize("heading", [10.0, 20.0, 30.0, -30.0])
def test_the_turns_error_lies_within_what_is_said(heading: float) -> None:
    motion = measure(film(COURSE, camera=Camera(heading)))
    truth = COURSE.at(motion.time_s)
    for name, row in zip(("trunk_deg", "thigh_deg", "shin_deg"), truth, strict=False):
        one = motion.series[name]
        # The turn is corrected for: what is left is what the yaw itself is off by, 2 degrees,
        # d(theta) = sin(2 theta) / 2 tan(yaw) d(yaw), and the smoothing's 0.1.
        limit = 0.1 + np.degrees(0.5 * math.tan(math.radians(abs(heading))) * math.radians(2.0))
        # A turn of 10 is left alone: leans hide 0.4, and shoulders 7 cm wider to each side than
        # hips look like a lean of 0.07 * sin(10) / 0.5 m = 1.4 degrees.
        hidden = 0.4 + 1.4 if abs(heading) < 12 else 0.0
        assert np.abs(one.value - row).max() < limit + hidden, name


def test_a_network_that_names_the_sides_wrongly_throughout_is_noticed() -> None:
    track = film(COURSE)
    left = np.array([23, 25, 27, 11])
    visibility, depth = track.visibility.copy(), track.depth_px.copy()
    visibility[:, left + 1] = 0.3
    depth[:, left], depth[:, left + 1] = -50.0, 50.0
    view = measure(replace(track, visibility=visibility, depth_px=depth)).view
    assert (view.facing, view.near) == (Facing.RIGHT, Side.LEFT)
    doubtful = measure(replace(track, visibility=visibility)).view
    assert doubtful.near is Side.RIGHT, "visibility alone does not overrule geometry"


def test_landmarks_without_feet_or_face_still_tell_the_facing() -> None:
    for heading, facing in ((0.0, Facing.RIGHT), (180.0, Facing.LEFT)):
        track = film(COURSE, camera=Camera(heading))
        for gone in (slice(29, 33), slice(1, 11)):
            xy = track.xy_px.copy()
            xy[:, gone] = np.nan
            assert measure(replace(track, xy_px=xy)).view.facing is facing


def test_yaw_of_nothing_is_unknown() -> None:
    nothing = np.full((3, 33, 2), np.nan)
    assert math.isnan(estimate_yaw_deg(nothing, 300.0, Facing.RIGHT)[0])


def test_only_one_view_of_a_lifter_who_turns_is_measured() -> None:
    side = film(COURSE)
    front = film(COURSE, camera=Camera(85.0))
    time_s = np.concatenate([side.time_s, side.time_s[-1] + 1 / 30 + front.time_s])
    joined = replace(
        side,
        time_s=time_s,
        xy_px=np.concatenate([side.xy_px, front.xy_px]),
        depth_px=np.concatenate([side.depth_px, front.depth_px]),
        visibility=np.concatenate([side.visibility, front.visibility]),
        missing=np.concatenate([side.missing, front.missing]),
    )
    motion = measure(joined)
    assert motion.view.yaw_deg.value < 5
    turned_s = side.time_s[-1]
    seen = np.isfinite(motion.series["trunk_deg"].value)
    # The heading is a median over 2 s: the turn is placed within half of that.
    assert seen[time_s < turned_s - 1.0].all()
    assert not seen[time_s > turned_s + 1.0].any()


def test_even_times_are_what_they_say() -> None:
    assert even_times(1.0, 4).tolist() == [0.0, 0.25, 0.5, 0.75, 1.0]
