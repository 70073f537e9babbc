"""True renders through the real networks: what was promised of joints, hip and spine holds."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

import hiphinge
from hiphinge import analyze
from hiphinge.motion.correct import LEG_MEASURES
from hiphinge.motion.doubt import error_of
from validation.films import load
from validation.plain import plain_deg
from validation.rendering.clips import CLIPS
from validation.tables import worse_than_plain

if TYPE_CHECKING:
    from hiphinge import Analysis

EXAMPLE = Path(hiphinge.__file__).parent / "example"
RENDERED = Path(__file__).parent / "clips"
FLAT, ROUNDED = "squat", "bow"


@pytest.fixture(scope="module")
def example() -> Analysis:
    return analyze(EXAMPLE / "example.mp4")


@pytest.fixture(scope="module")
def truth() -> dict[str, np.ndarray]:
    with (EXAMPLE / "truth.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {name: np.array([float(row[name]) for row in rows]) for name in rows[0]}


@pytest.mark.parametrize("name", LEG_MEASURES)
def test_every_angle_is_nearer_to_the_truth_than_plain_landmarks(
    example: Analysis, truth: dict[str, np.ndarray], name: str
) -> None:
    motion = example.motion
    true = np.interp(motion.time_s, truth["time_s"], truth[name])
    ours = np.nanmean(np.abs(motion.series[name].value - true))
    plain = plain_deg(example.track, motion.view)[name]
    # A tenth of a degree is within what one body can tell.
    assert ours <= np.nanmean(np.abs(plain - true)) + 0.1


def test_the_heavy_networks_error_is_what_its_table_says(
    example: Analysis, truth: dict[str, np.ndarray]
) -> None:
    motion, track = example.motion, example.track
    assert track.network == "BlazePose heavy"
    assert not track.missing.any()
    for name in LEG_MEASURES:
        error = motion.series[name].value - np.interp(motion.time_s, truth["time_s"], truth[name])
        stated = error_of(track.network, name)
        # The table's own standard deviation: what is left of one body's error, and noise.
        assert np.nanmean(np.abs(error)) < np.hypot(stated.body, stated.noise), name


def test_the_doubt_of_the_example_holds_its_errors(
    example: Analysis, truth: dict[str, np.ndarray]
) -> None:
    motion = example.motion
    inside = []
    for name in LEG_MEASURES:
        series = motion.series[name]
        error = series.value - np.interp(motion.time_s, truth["time_s"], truth[name])
        inside.append(np.abs(error) <= 1.96 * series.sd)
    assert np.mean(inside) >= 0.9


def test_every_angle_at_the_bottoms_is_within_its_doubt(
    example: Analysis, truth: dict[str, np.ndarray]
) -> None:
    for rep in example.report.reps:
        for name in LEG_MEASURES:
            found = rep.bottom[name]
            assert found.value is not None
            assert found.sd is not None
            true = np.interp(rep.bottom_s, truth["time_s"], truth[name])
            assert abs(found.value - true) < 2 * found.sd, (rep.rep, name)


def test_a_back_that_keeps_its_shape_is_told_from_a_rounded_one(example: Analysis) -> None:
    rounded = analyze(RENDERED / f"{ROUNDED}.mp4").report.reps
    true = [rep.spine_deg for rep in CLIPS[ROUNDED].reps]
    found = [rep.bottom["spine_deg"] for rep in rounded]
    flat = [rep.bottom["spine_deg"].value for rep in example.report.reps]
    assert min(one.value or 0.0 for one in found) > max(value or 0.0 for value in flat)
    for one, deg in zip(found, true, strict=True):
        assert one.value is not None
        assert one.sd is not None
        assert abs(one.value - deg) <= 1.96 * one.sd


def test_hip_and_spine_add_up_to_the_fold(example: Analysis) -> None:
    for rep in example.report.reps:
        parts = [rep.bottom[f"{name}_deg"].value for name in ("hip_part", "spine_part", "fold")]
        assert None not in parts
        hip, spine, fold = (part or 0.0 for part in parts)
        assert hip + spine == pytest.approx(fold, abs=1e-3)


def test_films_of_unseen_bodies_are_measured_no_worse_than_by_plain_landmarks() -> None:
    frames, _ = load()
    assert worse_than_plain(frames) == []
