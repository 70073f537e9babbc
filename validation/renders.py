"""Angles of rendered people, whose joints are known exactly."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from hiphinge import analyze
from validation.plain import plain_deg

if TYPE_CHECKING:
    from hiphinge import Analysis

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "src" / "hiphinge" / "example"
CLIPS = ROOT / "tests" / "clips"
SIDE = ("squat", "stiff", "bow", "deadlift")
ANGLES = ("trunk_deg", "thigh_deg", "shin_deg", "knee_deg", "thigh_trunk_deg")


@dataclass(frozen=True, slots=True)
class Errors:
    """Measured minus true of one angle [deg], all frames."""

    bias: float
    mae: float
    p95: float
    coverage: float
    plain_mae: float


def example_errors(analysis: Analysis) -> dict[str, Errors]:
    """Compare every frame of the example with its truth."""
    with (EXAMPLE / "truth.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    true_s = np.array([float(row["time_s"]) for row in rows])
    plain = plain_deg(analysis.track, analysis.motion.view)
    found = {}
    for name in ANGLES:
        truth = np.interp(analysis.motion.time_s, true_s, [float(row[name]) for row in rows])
        series = analysis.motion.series[name]
        error = series.value - truth
        found[name] = Errors(
            bias=float(np.nanmean(error)),
            mae=float(np.nanmean(np.abs(error))),
            p95=float(np.nanpercentile(np.abs(error), 95)),
            coverage=float(np.nanmean(np.abs(error) <= 1.96 * series.sd)),
            plain_mae=float(np.nanmean(np.abs(plain[name] - truth))),
        )
    return found


@dataclass(frozen=True, slots=True)
class Bottom:
    """One rendered repetition: truth and measurement at the bottom."""

    clip: str
    rep: int
    true_kind: str
    kind: str
    bottom_error_s: float
    error_deg: dict[str, float]


def bottoms(name: str, truth: Path, video: Path, analysis: Analysis | None = None) -> list[Bottom]:
    """Compare each repetition of a rendered clip with its truth."""
    events = json.loads(truth.read_text(encoding="utf-8"))["reps"]
    report = (analysis or analyze(video)).report
    found = []
    for event, rep in zip(events, report.reps, strict=True):
        errors = {
            angle: rep.bottom[angle].value - event["bottom"][angle]  # type: ignore[operator]
            for angle in ANGLES
        }
        late = rep.bottom_s - event["bottom_s"]
        found.append(Bottom(name, event["rep"], event["kind"], rep.kind, late, errors))
    return found
