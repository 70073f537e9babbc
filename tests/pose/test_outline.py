"""Rays across drawn bodies, whose edges are known, end at these edges."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest
from bodies import CAMERA, film, outlined
from courses import FLOOR, HINGE, TALL, Course, Key, Posture
from hypothesis import given
from hypothesis import strategies as st

from hiphinge.pose.crop import Roi
from hiphinge.pose.outline import (
    RAY_COUNT,
    REACH,
    THIGH_AT,
    TRUNK_AT,
    no_outline,
    outline,
)
from hiphinge.pose.skeleton import Landmark, mirror_order

if TYPE_CHECKING:
    from hiphinge.pose.track import PoseTrack
    from hiphinge.quantities import Floats

CELLS = 256
WHOLE = Roi(640.0, 560.0, 900.0, 0.0)
"""A square with the whole body and some room."""
TRUNK = slice(0, len(TRUNK_AT))
THIGH = slice(TRUNK.stop, TRUNK.stop + len(THIGH_AT))
SHANK = slice(THIGH.stop, RAY_COUNT)
SEGMENTS = {
    "trunk": ("HIP", "SHOULDER", TRUNK),
    "thigh": ("KNEE", "HIP", THIGH),
    "shank": ("ANKLE", "KNEE", SHANK),
}
UPRIGHT = Posture(0.0, 0.0, 0.0)


def _track(posture: Posture) -> PoseTrack:
    return film(Course((Key(0.0, posture), Key(1.0, posture))), np.array([0.0]))


def _body(posture: Posture) -> Floats:
    return _track(posture).xy_px[0]


def _expected(posture: Posture, left_px: float, right_px: float) -> Floats:
    ends = outlined(_track(posture), left_px, right_px).outline_px
    assert ends is not None
    return ends[0]


def _middle(xy: Floats, part: str) -> Floats:
    return (xy[Landmark[f"LEFT_{part}"]] + xy[Landmark[f"RIGHT_{part}"]]) / 2


def _inside(roi: Roi, lower: Floats, upper: Floats, left_px: float, right_px: float) -> Floats:
    """Draw an endless bar along a line: how far inside it each cell's middle is [cells]."""
    unit = (np.stack(np.meshgrid(*[np.arange(CELLS)] * 2), axis=-1) + 0.5) / CELLS
    points = roi.to_picture(unit.reshape(-1, 2)).reshape(CELLS, CELLS, 2) - lower
    up = (upper - lower) / np.hypot(*(upper - lower))
    to_left = points @ np.array([up[1], -up[0]])
    return np.minimum(left_px - to_left, to_left + right_px) * CELLS / roi.side


def _bar(posture: Posture, name: str, roi: Roi, left_px: float, right_px: float) -> Floats:
    """Return the mask of a bar along one segment of a body."""
    lower, upper, _ = SEGMENTS[name]
    xy = _body(posture)
    return _inside(roi, _middle(xy, lower), _middle(xy, upper), left_px, right_px)


@pytest.mark.parametrize("name", SEGMENTS)
@pytest.mark.parametrize("posture", [TALL, HINGE, FLOOR])
@given(
    turn=st.floats(-math.pi, math.pi),
    side=st.floats(900, 1300),
    off=st.tuples(st.floats(-40, 40), st.floats(-40, 40)),
    wide=st.tuples(st.floats(15, 60), st.floats(15, 60)),
)
def test_rays_end_at_the_edge_of_a_bar_along_their_segment(
    posture: Posture,
    name: str,
    turn: float,
    side: float,
    off: tuple[float, float],
    wide: tuple[float, float],
) -> None:
    roi, rays = Roi(WHOLE.x + off[0], WHOLE.y + off[1], side, turn), SEGMENTS[name][2]
    ends = outline(_bar(posture, name, roi, *wide), roi, _body(posture))
    assert ends.shape == (RAY_COUNT, 2, 2)
    miss = np.hypot(*np.moveaxis(ends[rays] - _expected(posture, *wide)[rays], -1, 0))
    # A soft edge is found between the cells; taking cells' corners for their middles would miss
    # by half of one.
    assert miss.max() < 0.1 * side / CELLS


@pytest.mark.parametrize("half_px", [20.0, 33.0, 47.0])
def test_a_sharp_mask_is_read_to_half_a_cell(half_px: float) -> None:
    """A network that is sure of each cell: the edge lies between two of its cells' middles."""
    mask = np.where(_bar(UPRIGHT, "trunk", WHOLE, half_px, half_px) > 0, 9.0, -9.0)
    ends = outline(mask, WHOLE, _body(UPRIGHT))
    # Somebody who stands straight up is one bar from the feet to the head.
    miss = np.abs(ends - _expected(UPRIGHT, half_px, half_px))
    assert miss.max() < 0.5 * WHOLE.side / CELLS


def test_rays_go_up_the_body_and_the_left_end_comes_first() -> None:
    ends = outline(_bar(UPRIGHT, "trunk", WHOLE, 40.0, 25.0), WHOLE, _body(UPRIGHT))
    xy = _body(UPRIGHT)
    axis_x = _middle(xy, "HIP")[0]
    cell_px = WHOLE.side / CELLS
    assert ends[:, 0, 0] == pytest.approx(np.full(RAY_COUNT, axis_x - 40.0), abs=cell_px / 2)
    assert ends[:, 1, 0] == pytest.approx(np.full(RAY_COUNT, axis_x + 25.0), abs=cell_px / 2)
    for lower, upper, rays in SEGMENTS.values():
        heights = ends[rays, :, 1]
        assert (np.diff(heights, axis=0) < 0).all(), "each segment is gone along upward"
        assert np.array_equal(heights[:, 0], heights[:, 1]), "both ends are across the axis"
        if lower != "HIP":
            assert heights.max() < _middle(xy, lower)[1]
            assert heights.min() > _middle(xy, upper)[1]


@pytest.mark.parametrize("turn", [0.0, 0.6, -2.0])
def test_a_mirrored_picture_has_the_mirrored_outline(turn: float) -> None:
    roi = Roi(600.0, 560.0, 1000.0, turn)
    xy = _body(HINGE)
    mask = _bar(HINGE, "trunk", roi, 44.0, 27.0)
    ends = outline(mask, roi, xy)
    width = CAMERA.size_px[0]
    mirrored = outline(
        mask[:, ::-1],
        Roi(width - roi.x, roi.y, roi.side, -turn),
        xy[mirror_order()] * [-1, 1] + [width, 0],
    )
    assert np.isfinite(ends).any()
    expected = ends[:, ::-1] * [-1, 1] + [width, 0]
    assert mirrored == pytest.approx(expected, abs=1e-9, nan_ok=True)


def test_where_the_axis_leaves_the_body_nothing_is_told() -> None:
    bar = _bar(UPRIGHT, "trunk", WHOLE, 40.0, 40.0)
    rows = WHOLE.y + ((np.arange(CELLS) + 0.5) / CELLS - 0.5) * WHOLE.side
    knee_y = _middle(_body(UPRIGHT), "KNEE")[1]
    bar[rows > knee_y] = -9.0  # a bench hides the shanks
    ends = outline(bar, WHOLE, _body(UPRIGHT))
    assert np.isnan(ends[SHANK]).all()
    assert np.isfinite(ends[TRUNK]).all()
    assert np.isfinite(ends[THIGH]).all()


@pytest.mark.parametrize("wide_side", [0, 1])
def test_an_edge_beyond_reach_is_unknown_on_that_side_alone(wide_side: int) -> None:
    # The longest reach is REACH of the trunk of 0.5 m at 400 px: 110 px.
    far_px = max(REACH) * 200.0 + 10.0
    wide = [30.0, 30.0]
    wide[wide_side] = far_px
    ends = outline(_bar(UPRIGHT, "trunk", WHOLE, wide[0], wide[1]), WHOLE, _body(UPRIGHT))
    assert np.isnan(ends[:, wide_side]).all()
    assert np.isfinite(ends[:, 1 - wide_side]).all()


def test_an_edge_within_reach_is_found_however_wide_the_body_is() -> None:
    just_px = REACH[0] * 200.0 - 5.0
    ends = outline(_bar(UPRIGHT, "trunk", WHOLE, just_px, just_px), WHOLE, _body(UPRIGHT))
    assert np.isfinite(ends[TRUNK]).all()


def test_what_the_square_cuts_off_is_unknown() -> None:
    # The square ends 30 px to the left of the body's axis, and the body does not.
    axis_x = _middle(_body(UPRIGHT), "HIP")[0]
    roi = Roi(axis_x - 30.0 + WHOLE.side / 2, WHOLE.y, WHOLE.side, 0.0)
    bar = _bar(UPRIGHT, "trunk", roi, 40.0, 40.0)
    bar[:20] = -9.0  # above the head there is nobody, which says nothing of what is cut off
    ends = outline(bar, roi, _body(UPRIGHT))
    assert np.isnan(ends[:, 0]).all()
    assert np.isfinite(ends[:, 1]).all()
    # Nor is there anything where the whole body lies outside.
    away = Roi(WHOLE.x + 3000.0, WHOLE.y, WHOLE.side, 0.0)
    assert np.isnan(outline(np.full((CELLS, CELLS), 9.0), away, _body(UPRIGHT))).all()


@pytest.mark.parametrize("level", [9.0, -9.0])
def test_a_mask_without_an_edge_has_no_outline(level: float) -> None:
    assert np.isnan(outline(np.full((CELLS, CELLS), level), WHOLE, _body(HINGE))).all()


def test_without_landmarks_there_is_no_outline() -> None:
    mask = _bar(UPRIGHT, "trunk", WHOLE, 40.0, 40.0)
    ends = outline(mask, WHOLE, np.full_like(_body(UPRIGHT), np.nan))
    assert ends == pytest.approx(no_outline(), nan_ok=True)
    assert no_outline().shape == (RAY_COUNT, 2, 2)
    assert np.isnan(no_outline()).all()
