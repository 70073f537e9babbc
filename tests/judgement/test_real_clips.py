"""Our own rendered clips through the real networks, against the exact movement in them.

The faster network sees every frame of every clip once; the heavy one, which `doubt.toml` was
made for, sees the example in test_anatomy_gate.py.
"""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

import hiphinge
from hiphinge.judgement.judge import Judgement, judge
from hiphinge.motion.doubt import error_of
from hiphinge.motion.measure import measure
from hiphinge.pose.blazepose import BlazePose
from hiphinge.pose.follow import follow
from hiphinge.quantities import Facing
from hiphinge.reps.count import count
from hiphinge.source.probe import probe

if TYPE_CHECKING:
    from hiphinge.motion.motion import Motion
    from hiphinge.quantities import Floats

CLIPS = Path(__file__).parents[1] / "clips"
EXAMPLE = Path(hiphinge.__file__).parent / "example"
KINDS = {
    "hinge": "hinge", "squatting": "squat", "squat": "squat", "stiff": "stiff_legged",
    "bow": "bow", "deadlift": "hinge",
}  # fmt: skip
"""The renderer's word for a rep, and ours."""
ANGLES = ("trunk_deg", "thigh_deg", "shin_deg", "knee_deg", "thigh_trunk_deg")


@dataclass(frozen=True)
class Seen:
    """A clip as it was analysed, and what its renderer says of it."""

    motion: Motion
    judgement: Judgement
    reps: list[dict[str, Any]]


@cache
def _truth() -> dict[str, Floats]:
    with (EXAMPLE / "truth.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {name: np.array([float(row[name]) for row in rows]) for name in ("time_s", *ANGLES)}


def _seen(path: Path, events: Path) -> Seen:
    motion = measure(follow(probe(path), lambda: BlazePose("full")).track)
    reps = json.loads(events.read_text(encoding="utf-8"))["reps"]
    return Seen(motion, judge(motion, count(motion)), reps)


@pytest.fixture(scope="module")
def example() -> Seen:
    return _seen(EXAMPLE / "example.mp4", EXAMPLE / "truth_events.json")


def _errors(motion: Motion) -> dict[str, float]:
    """Return the mean absolute error of each angle over all frames [deg]."""
    truth = _truth()
    return {
        name: float(
            np.nanmean(
                np.abs(
                    motion.series[name].value
                    - np.interp(motion.time_s, truth["time_s"], truth[name])
                )
            )
        )
        for name in ANGLES
    }


def test_the_example_is_counted_named_and_timed(example: Seen) -> None:
    reps = example.judgement.reps
    assert [one.verdict.kind for one in reps] == [KINDS[rep["kind"]] for rep in example.reps]
    for one, truth in zip(reps, example.reps, strict=True):
        # Half of what is promised for clips of the world, where the truth is read by eye.
        assert one.rep.bottom_s == pytest.approx(truth["bottom_s"], abs=0.15)
        assert one.rep.lockout_s == pytest.approx(truth["end_s"], abs=0.15)
        assert one.rep.start_s == pytest.approx(truth["start_s"], abs=0.3)
    assert example.judgement.exercise == "hinge"
    assert "1 squat (rep 3)" in example.judgement.verdict


def test_the_one_fault_of_the_example_is_the_first_fix(example: Seen) -> None:
    fixes = [one for one in example.judgement.findings if one.role == "fix"]
    assert [one.reps for one in fixes] == [(3,)]
    assert fixes[0].rule in {"soft_knee", "shin", "hips_tall", "knee_share"}


def test_the_examples_angles_are_within_the_doubt_that_is_told(example: Seen) -> None:
    for name, error in _errors(example.motion).items():
        stated = error_of("BlazePose full", name)
        # One body: its constant error is within two of the standard deviations between bodies,
        # and the mean size of normal noise is 0.8 of its standard deviation.
        assert error < 2 * stated.body + 0.8 * stated.noise, name


@pytest.mark.xfail(
    reason="The fast network's doubt of the thigh-trunk angle is too small on this body; the same "
    "is asked of the heavy network in test_anatomy_gate.py, and holds there."
)
def test_the_measures_at_the_bottom_agree_with_the_truth(example: Seen) -> None:
    for one, truth in zip(example.judgement.reps, example.reps, strict=True):
        for name in ANGLES:
            measured = one.measures[name]
            assert abs(measured.value - truth["bottom"][name]) < 2 * measured.sd, name
        back = one.measures["hips_back_frac"]
        assert abs(back.value - truth["bottom"]["hips_back"]) < 2 * back.sd


@pytest.mark.parametrize("name", ["bow", "deadlift", "squat", "stiff", "walk"])
def test_each_clip_is_what_was_rendered(name: str) -> None:
    seen = _seen(CLIPS / f"{name}.mp4", CLIPS / f"{name}_truth_events.json")
    reps = seen.judgement.reps
    assert [one.verdict.kind for one in reps] == [KINDS[rep["kind"]] for rep in seen.reps]
    assert seen.motion.view.usable
    facing = json.loads((CLIPS / f"{name}_truth_events.json").read_text("utf-8"))["view"]
    assert seen.motion.view.facing is Facing[facing.upper()]
    for one, truth in zip(reps, seen.reps, strict=True):
        # A pull's "bottom" in the truth is the moment that it is left; ours is mid-stay.
        bottom_s = one.rep.bottom_end_s if name == "deadlift" else one.rep.bottom_s
        assert bottom_s == pytest.approx(truth["bottom_s"], abs=0.3)
    if name == "deadlift":
        assert seen.judgement.exercise == "deadlift"
        assert reps[0].rep.from_bottom


def test_a_front_view_is_refused_and_told_how_to_film() -> None:
    seen = _seen(CLIPS / "front.mp4", CLIPS / "front_truth_events.json")
    view = seen.motion.view
    assert not view.usable
    assert view.yaw_deg.value > 90 - 3 * view.yaw_deg.sd
    assert "side" in view.advice
    assert [one for one in seen.judgement.findings if one.rep is not None] == []
