"""Decoding of the networks' numbers, without the networks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from hiphinge.errors import SetupError
from hiphinge.pose.blazepose import HEATMAP_SIZE, _anchors, _overlap, _refined
from hiphinge.pose.networks import SHA256, network
from hiphinge.pose.skeleton import BONES, LANDMARK_COUNT, SIDED, Landmark, mirror_order, sided
from hiphinge.quantities import Side

if TYPE_CHECKING:
    from pathlib import Path


def test_anchors_are_those_of_the_published_graph() -> None:
    anchors = _anchors()
    assert anchors.shape == (2254, 2)  # 28 * 28 * 2 + 14 * 14 * 2 + 7 * 7 * 6
    assert anchors[0] == pytest.approx([0.5 / 28, 0.5 / 28])
    assert anchors[2] == pytest.approx([1.5 / 28, 0.5 / 28]), "rows first, two to a cell"
    assert anchors[-1] == pytest.approx([6.5 / 7, 6.5 / 7])
    assert anchors.mean(axis=0) == pytest.approx([0.5, 0.5])


def _heat(x: float, y: float, height: float) -> np.ndarray:
    """Logits of a hill of 1.5 cells' width around a cell position."""
    columns, rows = np.meshgrid(np.arange(HEATMAP_SIZE), np.arange(HEATMAP_SIZE))
    hill = height * np.exp(-((columns - x) ** 2 + (rows - y) ** 2) / (2 * 1.5**2))
    logits = np.log(np.clip(hill, 1e-6, 1 - 1e-6) / (1 - np.clip(hill, 1e-6, 1 - 1e-6)))
    return np.repeat(logits[..., None], 39, axis=2)


@pytest.mark.parametrize(("x", "y"), [(20.0, 40.0), (20.3, 39.8), (32.0, 10.0)])
def test_a_point_is_drawn_to_the_hill_beside_it(x: float, y: float) -> None:
    start = np.full((39, 2), [(x + 0.7) / HEATMAP_SIZE, (y - 0.2) / HEATMAP_SIZE])
    refined = _refined(start, _heat(x, y, 0.95))
    # The 7x7 neighbourhood cuts a hill of 1.5 cells at 2 sd on one side: 0.15 cells at most.
    assert refined * HEATMAP_SIZE == pytest.approx(np.full((39, 2), [x, y]), abs=0.15)


def test_an_unsure_hill_moves_nothing() -> None:
    start = np.full((39, 2), [0.33, 0.62])
    assert np.array_equal(_refined(start, _heat(20.0, 40.0, 0.4)), start)


def test_points_at_and_beyond_the_edge_are_kept() -> None:
    for place in (-0.2, 1.3):
        start = np.full((39, 2), place)
        assert np.array_equal(_refined(start, _heat(0.0, 0.0, 0.95)), start)
    corner = _refined(np.full((39, 2), 0.001), _heat(0.0, 0.0, 0.95))
    assert np.isfinite(corner).all()
    assert (corner >= 0).all()


def test_overlap_is_intersection_over_union() -> None:
    square = np.array([0.0, 0.0, 2.0, 2.0])
    assert _overlap(square, square) == pytest.approx(1.0)
    assert _overlap(square, square + [1.0, 0.0, 1.0, 0.0]) == pytest.approx(1 / 3)
    assert _overlap(square, square + 5.0) == 0.0
    assert _overlap(np.zeros(4), np.zeros(4)) == 0.0, "a box of no size overlaps nothing"


def test_a_missing_network_is_one_sentence_of_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match=r"is missing: install hiphinge again") as raised:
        network("pose_detection", tmp_path)
    assert raised.value.exit_code == 4
    assert "\n" not in str(raised.value)
    assert str(tmp_path) not in str(raised.value)


@pytest.mark.parametrize("name", SHA256)
def test_an_altered_network_is_not_used(tmp_path: Path, name: str) -> None:
    (tmp_path / f"{name}.tflite").write_bytes(network(name)[:-1] + b"\x00\x01")
    with pytest.raises(SetupError, match="not the file it should be"):
        network(name, tmp_path)


def test_the_networks_that_are_pinned_are_there() -> None:
    assert SHA256.keys() == {"pose_detection", "pose_landmark_full", "pose_landmark_heavy"}
    assert all(len(network(name)) > 1_000_000 for name in SHA256)


def test_left_and_right_are_each_others_mirror() -> None:
    order = mirror_order()
    assert len(order) == LANDMARK_COUNT == len(Landmark)
    assert [order[index] for index in order] == list(range(LANDMARK_COUNT))
    assert order[Landmark.NOSE] == Landmark.NOSE
    for part in SIDED:
        assert order[sided(Side.LEFT, part)] == sided(Side.RIGHT, part)
    assert {end for bone in BONES for end in bone} <= set(SIDED)
