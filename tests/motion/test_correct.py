"""The correction: which fitted function is asked what, and what its answers are mixed to."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest

from hiphinge.motion import correct as correction
from hiphinge.motion.correct import (
    BACK_MEASURES,
    BACK_OUTPUTS,
    DOUBT_SPAN,
    JOINT_OUTPUTS,
    LEG_MEASURES,
    MEASURES,
    OUTPUTS,
    Answer,
    correct,
    inputs,
    mix,
)
from hiphinge.motion.doubt import fitted
from hiphinge.motion.features import BACK_COLUMNS, FEATURE_COUNT
from hiphinge.motion.perceptron import Perceptron, load

WHOLE, BACK, EXTRA = 2 * FEATURE_COUNT, 2 * len(BACK_COLUMNS), 5
SHAPES = {
    "joints": (WHOLE, len(JOINT_OUTPUTS)),
    "back": (BACK, len(BACK_OUTPUTS)),
    "joints_doubt": (WHOLE + EXTRA, len(LEG_MEASURES)),
    "back_doubt": (BACK + EXTRA, len(BACK_MEASURES)),
}
"""Inputs and outputs of each fitted function."""
SEEN = 3
"""A feature of the joints alone."""
BEHIND = 1
"""Which of the back's features is looked at."""


def _nothing(name: str, networks: int = 1) -> Perceptron:
    """Return networks that answer 0 whatever they are asked."""
    width, outputs = SHAPES[name]
    return Perceptron(
        mean=np.zeros(width),
        scale=np.ones(width),
        first=np.zeros((networks, width + 1, 1)),
        second=np.zeros((networks, 2, 1)),
        third=np.zeros((networks, 2, outputs)),
        straight=np.zeros((networks, width, outputs)),
        out_mean=np.zeros(outputs),
        out_scale=np.ones(outputs),
    )


def _summing(name: str, *weights: tuple[int, int, float], networks: int = 1) -> Perceptron:
    """Return networks whose outputs are sums of these inputs: (input, output, weight)."""
    network = _nothing(name, networks)
    for given, output, weight in weights:
        network.straight[:, given, output] = weight
    return network


def _save(path: Path, networks: dict[str, Perceptron]) -> Path:
    whole = {name: networks.get(name, _nothing(name)) for name in SHAPES}
    with path.open("wb") as file:
        parts = {
            f"{name}.{one.name}": getattr(network, one.name)
            for name, network in whole.items()
            for one in fields(network)
        }
        np.savez(file, allow_pickle=False, **parts)
    return path


def _asked(path: Path) -> Answer:
    """Ask about three frames whose features change from a stand that has them at 0.5."""
    table = np.zeros((3, FEATURE_COUNT))
    table[:, [SEEN, BACK_COLUMNS[BEHIND]]] = np.array([[0.5, 1.0, 1.5]]).T
    standing = np.full(FEATURE_COUNT, 0.5)
    return correct(path, table, standing, np.tile([0.1, 0.2, 0.3, 0.4, 1.5], (3, 1)))


def test_joints_are_asked_of_all_features_and_their_change(tmp_path: Path) -> None:
    assert SEEN not in BACK_COLUMNS
    weights = (SEEN, 0, 2.0), (FEATURE_COUNT + SEEN, 1, 1.0)
    answer = _asked(_save(tmp_path / "a.npz", {"joints": _summing("joints", *weights)}))
    assert answer.outputs.shape == (3, len(OUTPUTS))
    assert answer.outputs[:, 0] == pytest.approx([1.0, 2.0, 3.0])
    assert answer.outputs[:, 1] == pytest.approx([0.0, 0.5, 1.0])
    assert (answer.outputs[:, 2:] == 0).all()


def test_the_back_is_asked_of_what_tells_of_it(tmp_path: Path) -> None:
    weights = (BEHIND, 0, 1.0), (len(BACK_COLUMNS) + BEHIND, 2, 1.0)
    answer = _asked(_save(tmp_path / "b.npz", {"back": _summing("back", *weights)}))
    named = dict(zip(OUTPUTS, answer.outputs.T, strict=True))
    assert named["spine_deg"] == pytest.approx([0.5, 1.0, 1.5])
    assert named["spine_part_deg"] == pytest.approx([0.0, 0.5, 1.0])
    assert (answer.outputs[:, : len(JOINT_OUTPUTS)] == 0).all()


def test_doubts_are_asked_of_the_rest_too(tmp_path: Path) -> None:
    doubts = {
        "joints_doubt": _summing("joints_doubt", (WHOLE + EXTRA - 1, 1, 1.0)),
        "back_doubt": _summing("back_doubt", (BACK, 0, 1.0), (BEHIND, 1, 1.0)),
    }
    answer = _asked(_save(tmp_path / "c.npz", doubts))
    assert answer.log_sd.shape == (3, len(MEASURES))
    named = dict(zip(MEASURES, answer.log_sd.T, strict=True))
    assert named["thigh_deg"] == pytest.approx([1.5] * 3), "the leg's length comes last"
    assert named["hip_deg"] == pytest.approx([0.1] * 3), "the first visibility"
    assert named["spine_deg"] == pytest.approx([0.5, 1.0, 1.5])
    assert (named["trunk_deg"] == 0).all()


def test_opinions_of_several_networks_are_averaged(tmp_path: Path) -> None:
    joints = _summing("joints", (SEEN, 0, 1.0), networks=2)
    joints.straight[1, SEEN, 0] = 3.0
    doubt = replace(_nothing("joints_doubt", 2), third=np.zeros((2, 2, len(LEG_MEASURES))))
    doubt.third[0, -1], doubt.third[1, -1] = 0.25, 0.75
    answer = _asked(_save(tmp_path / "d.npz", {"joints": joints, "joints_doubt": doubt}))
    assert answer.outputs[:, 0] == pytest.approx([1.0, 2.0, 3.0])
    assert answer.log_sd[:, : len(LEG_MEASURES)] == pytest.approx(
        np.full((3, len(LEG_MEASURES)), 0.5)
    )


def test_a_doubt_stays_near_those_that_were_fitted_on(tmp_path: Path) -> None:
    weights = [(BEHIND, output, 100.0 * sign) for output, sign in enumerate((1, -1, 0))]
    doubt = replace(
        _summing("back_doubt", *weights),
        out_mean=np.array([1.0, 1.1, 1.2]),
        out_scale=np.array([0.2, 0.3, 0.4]),
    )
    answer = _asked(_save(tmp_path / "e.npz", {"back_doubt": doubt}))
    held = [1.0 + DOUBT_SPAN * 0.2, 1.1 - DOUBT_SPAN * 0.3, 1.2]
    assert answer.log_sd[:, len(LEG_MEASURES) :] == pytest.approx(np.tile(held, (3, 1)))


def test_without_a_stand_the_change_is_unknown_and_the_rest_is_not() -> None:
    table = np.arange(6.0).reshape(2, 3)
    given = inputs(table, np.full(3, np.nan))
    assert np.array_equal(given[:, :3], table)
    assert np.isnan(given[:, 3:]).all()
    since = inputs(table, np.array([1.0, 1.0, 2.0]))[:, 3:]
    assert since == pytest.approx(np.array([[-1.0, 0.0, 0.0], [2.0, 3.0, 3.0]]))


def test_measures_are_mixed_from_outputs() -> None:
    named = {"trunk_deg_off": 50.0, "thigh_deg_off": -20.0, "shin_deg_off": 3.0}
    named |= {"spine_deg": 24.0, "spine_part_deg": 11.0, "lumbar_deg": 7.0, "turn_deg": 9.0}
    outputs = np.array([[named.get(name, 0.5) for name in OUTPUTS]])
    mixed = dict(zip(MEASURES, mix(outputs)[0], strict=True))
    assert mixed == {
        "trunk_deg": 50.0,
        "thigh_deg": -20.0,
        "shin_deg": 3.0,
        "knee_deg": 23.0,
        "thigh_trunk_deg": 70.0,
        "hip_deg": 59.0,  # what is left of the 70 when the spine has given its 11
        "spine_deg": 24.0,
        "spine_part_deg": 11.0,
    }


def test_the_fitted_file_fits_its_use() -> None:
    row = fitted("BlazePose heavy")
    assert row is not None
    networks = load(Path(correction.__file__).parent / row.file)
    assert networks.keys() == SHAPES.keys()
    for name, (width, outputs) in SHAPES.items():
        network = networks[name]
        assert network.mean.shape == network.scale.shape == (width,)
        assert network.out_mean.shape == network.out_scale.shape == (outputs,)
        assert (network.scale > 0).all()
        for one in fields(network):
            assert np.isfinite(getattr(network, one.name)).all(), one.name
        answer = network(network.scaled(np.full((2, width), np.nan)))
        assert answer.shape == (len(network.first), 2, outputs)
    assert set(row.factor) == set(MEASURES)
    assert min(row.factor.values()) > 0
