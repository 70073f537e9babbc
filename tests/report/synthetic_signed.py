"""The drawn set with its signatures, and two such sets compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import synthetic_report
from bodies import film
from courses import HINGE, SQUAT, Posture, Tempo, lifts

from hiphinge import analyze
from hiphinge.pose import trackfile
from hiphinge.report.compare import build
from hiphinge.report.page_input import PageInput

if TYPE_CHECKING:
    from pathlib import Path

    from hiphinge.motion.motion import Motion
    from hiphinge.report.compare.model import Comparison
    from hiphinge.report.model import Report

SINKING = Posture(52.0, -45.0, 12.0)
SETS = {
    "swing": [HINGE, HINGE, SINKING],
    "clean": [SQUAT, SQUAT],
    "bow": [HINGE, HINGE],
}
"""Bottoms of the repetitions of each set."""


def judged(folder: Path, name: str) -> tuple[Report, Motion]:
    """Return the report of a set and its motion."""
    path = folder / f"{name}.json"
    course = lifts(SETS[name], Tempo(1.3, 0.3, 1.0, 1.0))[0]
    path.write_text(trackfile.render(film(course)), encoding="utf-8")
    analysis = analyze(path)
    return analysis.report, analysis.motion


def make_page(folder: Path, name: str = "swing") -> PageInput:
    """Return the page of a set whose third repetition sinks."""
    report, motion = judged(folder, name)
    return PageInput(report=report, motion=motion, zones=synthetic_report.ZONES)


def make_comparison(folder: Path, names: tuple[str, ...] = ("swing", "clean")) -> Comparison:
    """Return several sets laid over each other."""
    return build.compare([judged(folder, name)[0] for name in names], names)
