"""The square that a network looks at: where a point goes, and where it comes back."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from hiphinge.pose.crop import ROI_MARGIN, Roi, cut, letterbox, roi_around

SIZE = 256


def _dot(x: float, y: float, width: int = 640, height: int = 480) -> Image.Image:
    """A soft white dot: its centre of mass is at (x, y) in pixel-edge coordinates."""
    columns, rows = np.meshgrid(np.arange(width) + 0.5, np.arange(height) + 0.5)
    grey = 255 * np.exp(-((columns - x) ** 2 + (rows - y) ** 2) / (2 * 4.0**2))
    return Image.fromarray(np.repeat(grey[..., None].round().astype(np.uint8), 3, axis=2))


def _centre(square: np.ndarray) -> np.ndarray:
    """Centre of mass in the square, 0 to 1, of what is brighter than the ground."""
    grey = square[..., 0] - square[..., 0].min()
    index = np.arange(len(grey)) + 0.5
    x, y = (grey.sum(axis=0) @ index, grey.sum(axis=1) @ index) / grey.sum()
    return np.array([x, y]) / len(grey)


@given(
    turn=st.floats(-math.pi, math.pi),
    side=st.floats(200, 400),
    x=st.floats(0.3, 0.7),
    y=st.floats(0.3, 0.7),
)
def test_what_is_cut_out_lies_where_the_square_says(
    turn: float, side: float, x: float, y: float
) -> None:
    roi = Roi(320.0, 240.0, side, turn)
    ((px, py),) = roi.to_picture(np.array([[x, y]]))
    found = _centre(cut(_dot(px, py), roi, SIZE))
    # A twentieth of a pixel of the square: bilinear sampling of 8-bit grey, no half-pixel shift.
    assert found == pytest.approx([x, y], abs=0.05 / SIZE)


@given(
    st.floats(-1000, 1000), st.floats(-1000, 1000), st.floats(1, 2000), st.floats(-math.pi, math.pi)
)
def test_the_squares_corners_are_a_square(x: float, y: float, side: float, turn: float) -> None:
    roi = Roi(x, y, side, turn)
    corners = roi.to_picture(np.array([[0, 0], [1, 0], [1, 1], [0, 1]], dtype=float))
    assert corners.mean(axis=0) == pytest.approx([x, y], abs=1e-6)
    sides = np.roll(corners, -1, axis=0) - corners
    assert np.hypot(*sides.T) == pytest.approx(side)
    assert sides[0] == pytest.approx(
        [side * math.cos(turn), side * math.sin(turn)], abs=1e-6 * side
    )


@given(
    turn=st.floats(-math.pi, math.pi),
    side=st.floats(1, 2000),
    place=st.tuples(st.floats(-1000, 1000), st.floats(-1000, 1000)),
    points=st.lists(st.tuples(st.floats(-1, 2), st.floats(-1, 2)), min_size=1, max_size=5),
)
def test_a_point_comes_back_to_where_it_was_in_the_square(
    turn: float, side: float, place: tuple[float, float], points: list[tuple[float, float]]
) -> None:
    roi, unit = Roi(*place, side, turn), np.array(points)
    assert roi.to_square(roi.to_picture(unit)) == pytest.approx(unit, abs=1e-9)


def test_a_point_of_the_picture_lies_where_the_turned_square_has_it() -> None:
    # A quarter turn clockwise: the square's right is the picture's down, its down the left.
    roi = Roi(100.0, 50.0, 40.0, math.pi / 2)
    found = roi.to_square(np.array([[100.0, 50.0], [100.0, 70.0], [80.0, 50.0]]))
    assert found == pytest.approx(np.array([[0.5, 0.5], [1.0, 0.5], [0.5, 1.0]]))
    assert np.isnan(roi.to_square(np.array([[np.nan, 50.0]]))).all()


@pytest.mark.parametrize(
    ("rim", "turn"),
    [((0, -100), 0.0), ((100, 0), math.pi / 2), ((-100, 0), -math.pi / 2), ((0, 100), -math.pi)],
)
def test_the_square_stands_the_body_upright(rim: tuple[int, int], turn: float) -> None:
    centre = np.array([300.0, 200.0])
    roi = roi_around(centre, centre + rim)
    assert (roi.x, roi.y) == (300, 200)
    assert roi.side == pytest.approx(200 * ROI_MARGIN)
    assert roi.turn == pytest.approx(turn)
    # The rim point lies straight above the middle of the square.
    above = roi.to_picture(np.array([[0.5, 0.5 - 0.5 / ROI_MARGIN]]))
    assert above[0] == pytest.approx(centre + rim)


def test_outside_the_picture_it_is_black() -> None:
    white = Image.fromarray(np.full((100, 100, 3), 255, dtype=np.uint8))
    square = cut(white, Roi(0.0, 0.0, 100.0, 0.0), 64)
    assert square.shape == (64, 64, 3)
    assert square.dtype == np.float32
    assert (square[:31, :31] == 0).all()
    assert (square[33:, 33:] == 1).all()


@pytest.mark.parametrize(("width", "height"), [(640, 480), (480, 640), (1280, 720), (224, 224)])
def test_letterboxing_can_be_undone(width: int, height: int) -> None:
    wanted = (0.3 * width, 0.6 * height)
    square, scale, left, top = letterbox(np.asarray(_dot(*wanted, width, height)), 224)
    assert square.shape == (224, 224, 3)
    assert square.min() >= -1
    assert square.max() <= 1
    # The bars are as dark as the dot's ground.
    back = (_centre(square) * 224 - [left, top]) / scale
    # The picture's size in the square is rounded to a pixel: half a pixel over its length, and
    # the dot is sampled without a filter.
    assert back == pytest.approx(wanted, abs=0.5 / scale)


def test_a_thin_picture_still_fits() -> None:
    square, scale, _, _ = letterbox(np.zeros((2000, 3, 3), dtype=np.uint8), 224)
    assert square.shape == (224, 224, 3)
    assert scale == pytest.approx(0.112)
