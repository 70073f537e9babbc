"""The small fitted functions, against networks small enough to be done by hand."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from hiphinge.motion.perceptron import FARTHEST, Perceptron, load

if TYPE_CHECKING:
    from pathlib import Path

HAND = Perceptron(
    mean=np.array([1.0, -2.0]),
    scale=np.array([2.0, 4.0]),
    first=np.array([[[1.0, -1.0], [2.0, 0.0], [0.5, -0.5]], [[0.0, 0.0]] * 3]),
    second=np.array([[[1.0], [3.0], [-1.0]], [[0.0], [0.0], [4.0]]]),
    third=np.array([[[2.0], [0.25]], [[1.0], [0.0]]]),
    straight=np.array([[[0.5], [-1.0]], [[0.0], [1.0]]]),
    out_mean=np.array([10.0]),
    out_scale=np.array([3.0]),
)
"""Two networks of two inputs, two hidden, one hidden and one output."""


def test_a_network_is_computed_as_by_hand() -> None:
    # (3, 0) is one standard deviation above the mean of one input, a half above the other's.
    # The first layer gives 1 + 1 + 0.5 = 2.5 and -1 + 0 - 0.5, which is held at 0; the second
    # 2.5 - 1 = 1.5; the third 2 * 1.5 + 0.25 = 3.25; the straight way 0.5 - 0.5 = 0; in the
    # output's own unit 3.25 * 3 + 10 = 19.75. The other network: 4, then 4, and 0.5 straight.
    scaled = HAND.scaled(np.array([[3.0, 0.0]]))
    assert scaled == pytest.approx(np.array([[1.0, 0.5]]))
    assert HAND(scaled) == pytest.approx(np.array([[[19.75]], [[23.5]]]))


def test_what_is_below_nothing_is_nothing() -> None:
    # Scaled they are -1 and 0. The first layer gives -0.5, held at 0, and 0.5; the second
    # 3 * 0.5 - 1; the third 1.25; the straight way takes 0.5 off: 0.75 * 3 + 10.
    answer = HAND(HAND.scaled(np.array([[-1.0, -2.0]])))
    assert answer[0] == pytest.approx(np.array([[12.25]]))


def test_an_unknown_input_counts_as_the_mean() -> None:
    table = np.array([[np.nan, 0.0], [1.0, 0.0], [np.nan, np.nan], [1.0, -2.0]])
    scaled = HAND.scaled(table)
    assert np.array_equal(scaled[0], scaled[1])
    assert np.array_equal(scaled[2], [0.0, 0.0])
    answer = HAND(scaled)
    assert np.isfinite(answer).all()
    assert np.array_equal(answer[:, 2], answer[:, 3])


@pytest.mark.parametrize("sign", [-1.0, 1.0])
def test_far_inputs_are_held(sign: float) -> None:
    edge = HAND.mean + sign * FARTHEST * HAND.scale
    scaled = HAND.scaled(np.array([edge, edge + sign * 5.0, [sign * 1e9] * 2]))
    assert scaled == pytest.approx(np.full((3, 2), sign * FARTHEST))
    within = HAND.scaled(np.array([edge - sign * 0.1 * HAND.scale]))
    assert within == pytest.approx(np.full((1, 2), sign * (FARTHEST - 0.1))), "but not sooner"


def _save(path: Path, **networks: Perceptron) -> Path:
    parts: dict[str, Any] = {
        f"{name}.{one.name}": np.asarray(getattr(network, one.name), dtype=np.float32)
        for name, network in networks.items()
        for one in fields(network)
    }
    np.savez(path, allow_pickle=False, **parts)
    return path


def test_what_numpy_saved_is_read(tmp_path: Path) -> None:
    networks = load(_save(tmp_path / "two.npz", hand=HAND, again=HAND))
    assert networks.keys() == {"hand", "again"}
    for one in fields(HAND):
        read = getattr(networks["hand"], one.name)
        assert read.dtype == np.float64
        assert np.array_equal(read, getattr(HAND, one.name)), one.name


def test_a_file_that_lacks_a_part_or_is_not_there_is_an_error(tmp_path: Path) -> None:
    np.savez(tmp_path / "less.npz", **{"hand.mean": HAND.mean})
    with pytest.raises(KeyError):
        load(tmp_path / "less.npz")
    with pytest.raises(OSError, match="absent"):
        load(tmp_path / "absent.npz")
