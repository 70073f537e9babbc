"""What lists show of a judged set, kept beside its row so that no report need be opened."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

from typing_extensions import TypedDict

from hiphinge.report.compare.naming import likeliest
from hiphinge.report.signature_zones import is_floor
from hiphinge.training.form import form_of
from hiphinge.training.happening import Form

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hiphinge.report.model import Report


class Fix(TypedDict):
    """The first thing to mend: its title, what to do, how sure it is, and the moment to look at."""

    title: str
    cue: str
    certainty: str
    rep: int | None
    time_s: float | None


class Named(TypedDict):
    """A move that the set may be."""

    name: str
    title: str
    probability: float


class Summary(TypedDict):
    """What lists show; see the fields of the same name in the report.

    ``reps`` counts the repetitions that were found, ``judged`` those that were judged, ``kind`` is
    what they are taken together and empty where none was judged. ``form`` is what the film counts
    for in the programme.
    """

    version: str
    verdict: str
    detail: str
    reps: int
    judged: int
    counts: dict[str, int]
    kind: str
    kind_probability: float | None
    exercise: str
    exercise_title: str
    exercise_source: str
    question: str
    candidates: list[Named]
    best_rep: int | None
    worst_rep: int | None
    best_why: str
    fix: Fix | None
    keeps: list[str]
    from_floor: bool
    left_out: list[int]
    view_usable: bool
    view_advice: str
    duration_s: float
    form: dict[str, Any] | None


def summary_of(report: Report) -> Summary:
    """Return what lists show of a judged set."""
    judged = [rep for rep in report.reps if rep.kind != "unjudged"]
    kind, probability = likeliest(judged) if judged else ("", None)
    form = form_of(report)
    return Summary(
        version=report.version,
        verdict=report.set.verdict,
        detail=report.set.detail,
        reps=len(report.reps),
        judged=len(judged),
        counts={name: count for name, count in report.set.counts.items() if count},
        kind=kind,
        kind_probability=None if probability is None else round(probability, 6),
        exercise=report.exercise,
        exercise_title=report.exercise_title,
        exercise_source=report.exercise_source,
        question=report.question,
        candidates=[
            Named(name=one.name, title=one.title, probability=one.probability)
            for one in report.exercise_candidates
        ],
        best_rep=report.set.best_rep,
        worst_rep=report.set.worst_rep,
        best_why=report.set.best_why,
        fix=_fix(report),
        keeps=[one.title for one in report.findings if one.role == "keep"],
        from_floor=is_floor(report),
        left_out=list(report.left_out),
        view_usable=report.view.usable,
        view_advice=report.view.advice,
        duration_s=report.clip.duration_s,
        form=None if form is None else asdict(form),
    )


def kept_form(summary: Mapping[str, Any] | None) -> Form | None:
    """Return what a film counts for in the programme, from the summary that was kept of it."""
    kept = (summary or {}).get("form")
    if kept is None:
        return None
    # One that another version kept may have more to it.
    return Form(**{one.name: kept[one.name] for one in fields(Form) if one.name in kept})


def _fix(report: Report) -> Fix | None:
    for one in report.findings:
        if one.role == "fix":
            return Fix(
                title=one.title,
                cue=one.cue,
                certainty=one.certainty,
                rep=one.rep,
                time_s=one.time_s,
            )
    return None
