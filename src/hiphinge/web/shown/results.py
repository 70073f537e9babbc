"""What was judged of a set, read from the folder of its result."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from hiphinge.jobs.result import PAGE, REPORT
from hiphinge.report.model import Report
from hiphinge.report.words import KINDS
from hiphinge.store.missing import NotFound

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from hiphinge.report.model import RepInfo
    from hiphinge.store.folder import Folder
    from hiphinge.store.tables import Analysis

KEPT = 16
"""Reports that are kept in memory: a report of ten repetitions takes about 1 MB."""
LEFT_OUT_AT = "left_out_at"
"""Key of an analysis' options under which the times and kinds of what was left out are kept: the
next report says nothing of a repetition that it was told to leave out."""


@dataclass(frozen=True, slots=True)
class ShownRep:
    """A repetition as it is chosen from.

    Attributes
    ----------
    rep : int
        Its number.
    start_s, hinge_s : float or None
        Where it begins, and where its hinge is held [s]; None for one that was left out before
        anybody looked.
    kind : str
        What it is, in words.
    tone : str
        ``good``, ``near``, ``off`` or ``none``.
    left_out : bool
    best : bool
    """

    rep: int
    start_s: float | None
    hinge_s: float | None
    kind: str
    tone: str
    left_out: bool = False
    best: bool = False


def result_of(folder: Folder, analysis: Analysis | None) -> Path:
    """Return the folder of a set's result.

    Raises
    ------
    NotFound
        When nothing was judged yet, or the files are gone.
    """
    if analysis is None or analysis.result is None:
        raise NotFound("There is no report of this set yet: it has no film that was judged.")
    path = folder.result_path(analysis.result)
    if not (path / PAGE).is_file():
        raise NotFound("The report of this set is gone from hiphinge's folder: judge it anew.")
    return path


def report_of(folder: Folder, analysis: Analysis | None) -> Report:
    """Return what was judged of a set.

    Raises
    ------
    NotFound
        When nothing was judged yet, or this version cannot read it.
    """
    path = result_of(folder, analysis) / REPORT
    try:
        return _read(path, path.stat().st_mtime_ns)
    except (ValidationError, OSError) as error:
        raise NotFound(
            "The report of this set is of another version of hiphinge: judge it anew."
        ) from error


@lru_cache(maxsize=KEPT)
def _read(path: Path, _changed: int) -> Report:
    return Report.model_validate_json(path.read_bytes())


def reps_of(report: Report, options: Mapping[str, Any]) -> list[ShownRep]:
    """Return the repetitions of a set in order, also those that were left out.

    Parameters
    ----------
    report : Report
    options : mapping
        Of its analysis.
    """
    told = [_shown(report, rep) for rep in report.reps]
    known = options.get(LEFT_OUT_AT) or {}
    return sorted(
        [*told, *(_left_out(rep, known.get(str(rep))) for rep in report.left_out)],
        key=lambda one: one.rep,
    )


def moments_of(report: Report | None, before: Mapping[str, Any], reps: tuple[int, ...]) -> Any:
    """Return what is kept of repetitions that are to be left out, by their number as text.

    Parameters
    ----------
    report : Report or None
        What was judged so far.
    before : mapping
        What was kept so far.
    reps : tuple of int
        Numbers of those that are to be left out.
    """
    seen = {
        str(rep.rep): {"start_s": rep.start_s, "hinge_s": _hinge_s(rep), "kind": rep.kind}
        for rep in (report.reps if report else ())
    }
    return {str(rep): found for rep in reps if (found := seen.get(str(rep), before.get(str(rep))))}


def kind_words(report: Report, kind: str) -> str:
    """Return what a kind of repetition is called in this move."""
    return report.kind_words.get(kind) or KINDS.get(kind, kind)


def _shown(report: Report, rep: RepInfo) -> ShownRep:
    squat_meant = report.exercise == "squat" and report.exercise_source == "given"
    right = "squat" if squat_meant else "hinge"
    tone = "good" if rep.kind == right else "near" if rep.kind == "stiff_legged" else "off"
    return ShownRep(
        rep=rep.rep,
        start_s=rep.start_s,
        hinge_s=_hinge_s(rep),
        kind=kind_words(report, rep.kind),
        tone="none" if rep.kind == "unjudged" else tone,
        best=rep.rep == report.set.best_rep,
    )


def _left_out(rep: int, known: Mapping[str, Any] | None) -> ShownRep:
    known = known or {}
    kind = KINDS.get(known.get("kind", ""), "")
    return ShownRep(
        rep, known.get("start_s"), known.get("hinge_s"), kind, tone="none", left_out=True
    )


def _hinge_s(rep: RepInfo) -> float:
    return rep.bottom_s if rep.hinge_s is None else rep.hinge_s
