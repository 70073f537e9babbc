"""Angles of rendered people, whose joints are known exactly."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from hiphinge import analyze

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
            plain_mae=float(np.nanmean(np.abs(_plain(analysis, name) - truth))),
        )
    return found


def _plain(analysis: Analysis, name: str) -> Any:
    """Return the angle as plain landmarks give it: unsigned three-point angles, unsmoothed."""
    from hiphinge.pose.skeleton import sided  # noqa: PLC0415

    xy, near = analysis.track.xy_px, analysis.motion.view.near
    point = {p: xy[:, int(sided(near, p))] for p in ("shoulder", "hip", "knee", "ankle")}
    facing = int(analysis.motion.view.facing)

    def lean(low: str, up: str) -> Any:
        step = point[up] - point[low]
        return np.degrees(np.arctan2(step[:, 0] * facing, -step[:, 1]))

    def three(a: str, b: str, c: str) -> Any:
        one, two = point[a] - point[b], point[c] - point[b]
        cos = np.sum(one * two, axis=1) / np.hypot(*one.T) / np.hypot(*two.T)
        return 180 - np.degrees(np.arccos(np.clip(cos, -1, 1)))

    return {
        "trunk_deg": lambda: lean("hip", "shoulder"),
        "thigh_deg": lambda: lean("knee", "hip"),
        "shin_deg": lambda: lean("ankle", "knee"),
        "knee_deg": lambda: three("hip", "knee", "ankle"),
        "thigh_trunk_deg": lambda: three("shoulder", "hip", "knee"),
    }[name]()


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
