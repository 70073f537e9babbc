"""What is known of filmed sets. The work that makes it is claimed and reported in `jobs`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import delete as delete_rows
from sqlalchemy import insert, select
from sqlalchemy.orm import contains_eager

from hiphinge.errors import UsageError
from hiphinge.store.clock import now
from hiphinge.store.measures import measures_of
from hiphinge.store.rows import SHOWN, made_before, make, one
from hiphinge.store.summary import summary_of
from hiphinge.store.tables import Analysis, LiftSet, SetMeasure, TrainingDay

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from hiphinge.report.model import Report
    from hiphinge.store.tables import Athlete

WHAT = "analysis"
OPEN = ("queued", "running")
"""States of work that is not over."""
UNSURE = "unsure"


def create(
    session: Session,
    lift_set: LiftSet,
    video_sha256: str,
    *,
    options: dict[str, Any] | None = None,
    frames: int | None = None,
    priority: int = 1,
    uid: str | None = None,
) -> Analysis:
    """Queue the analysis of a set's film; twice under the same uid makes one.

    Parameters
    ----------
    session : Session
    lift_set : LiftSet
        A set without a film so far.
    video_sha256 : str
        Its film, which has a row already.
    options : dict or None
        What was said with it.
    frames : int or None
        Frames the film is thought to have.
    priority : int
    uid : str or None
        As the client made it up; None for a new one.

    Raises
    ------
    UsageError
        When the set has another film.
    """
    known = made_before(session, Analysis, uid, lift_set_id=lift_set.id) or of_set(
        session, lift_set
    )
    if known is not None:
        if known.video_sha256 != video_sha256:
            raise UsageError("This set has a film already: make a set of its own for this one.")
        return known
    return make(
        session,
        Analysis,
        uid,
        lift_set_id=lift_set.id,
        video_sha256=video_sha256,
        options=options or {},
        frames=frames,
        priority=priority,
        created_at=now(),
    )


def get(session: Session, uid: str) -> Analysis:
    """Return an analysis with its set, day and athlete, of what is not deleted.

    Raises
    ------
    NotFound
    """
    return one(session, _whole().where(Analysis.uid == uid, *SHOWN), WHAT)


def of_set(session: Session, lift_set: LiftSet) -> Analysis | None:
    """Return the analysis of a set; None where it was not filmed."""
    return session.scalars(
        select(Analysis).where(Analysis.lift_set_id == lift_set.id)
    ).one_or_none()


def sets_of(session: Session, athlete: Athlete) -> Sequence[LiftSet]:
    """Return an athlete's filmed sets with their days, also those in the bin."""
    query = (
        select(LiftSet)
        .join(LiftSet.training_day)
        .join(LiftSet.analysis)
        .where(TrainingDay.athlete_id == athlete.id)
        .options(contains_eager(LiftSet.training_day))
        .order_by(LiftSet.id)
    )
    return session.scalars(query).all()


def at_work(session: Session, since: str) -> Sequence[Analysis]:
    """Return what waits or is worked at, and what ended after a moment, as it will be done.

    Each comes with its set, day and athlete.
    """
    query = (
        _whole()
        .where(*SHOWN, Analysis.state.in_(OPEN) | (Analysis.finished_at > since))
        .order_by(Analysis.state.in_(OPEN).desc(), Analysis.priority, Analysis.id)
    )
    return session.scalars(query).unique().all()


def of_results(session: Session, names: Collection[str]) -> Sequence[Analysis]:
    """Return the analyses of shown sets whose results have these names, each with its set's."""
    query = _whole().where(*SHOWN, Analysis.result.in_(names))
    return session.scalars(query).unique().all()


def keep(session: Session, analysis: Analysis, report: Report) -> None:
    """Keep what lists and trends need of a report; twice leaves the same as once."""
    summary = summary_of(report)
    analysis.verdict = summary["verdict"]
    sure = report.exercise_source != UNSURE and bool(report.exercise_title)
    analysis.exercise_seen = report.exercise if sure else None
    analysis.summary = cast("dict[str, Any]", summary)
    session.execute(delete_rows(SetMeasure).where(SetMeasure.analysis_id == analysis.id))
    rows = [
        {
            "analysis_id": analysis.id,
            "name": kept.name,
            "value": kept.value,
            "sd": kept.sd,
            "own_sd": kept.own_sd,
            "unit": kept.unit,
            "reps": kept.reps,
        }
        for kept in measures_of(report)
    ]
    if rows:
        session.execute(insert(SetMeasure), rows)
    session.flush()
    session.expire(analysis, ["measures"])


def _whole() -> Select[Analysis]:
    return (
        select(Analysis)
        .join(Analysis.lift_set)
        .join(LiftSet.training_day)
        .join(TrainingDay.athlete)
        .options(
            contains_eager(Analysis.lift_set)
            .contains_eager(LiftSet.training_day)
            .contains_eager(TrainingDay.athlete)
        )
    )
