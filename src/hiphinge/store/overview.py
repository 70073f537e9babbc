"""Each athlete at a glance: the last set of each, and who comes before and after a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select, tuple_

from hiphinge.store.rows import SHOWN
from hiphinge.store.sets import whole
from hiphinge.store.tables import LiftSet, TrainingDay

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def last_sets(session: Session, *, filmed: bool = False) -> dict[str, LiftSet]:
    """Return the last set of every athlete, by the athlete's uid, as `sets.get` does.

    Parameters
    ----------
    session : Session
    filmed : bool
        Only of those with a film.
    """
    place = (
        func.row_number()
        .over(
            partition_by=TrainingDay.athlete_id,
            order_by=(TrainingDay.day.desc(), LiftSet.logged_at.desc(), LiftSet.id.desc()),
        )
        .label("place")
    )
    ordered = (
        select(LiftSet.id, place).join(LiftSet.training_day).join(TrainingDay.athlete).where(*SHOWN)
    )
    if filmed:
        ordered = ordered.where(LiftSet.analysis.has())
    last = ordered.subquery()
    query = (
        whole()
        .join(last, last.c.id == LiftSet.id)
        .where(last.c.place == 1)
        .execution_options(populate_existing=True)
    )
    found = session.scalars(query).unique()
    return {one.training_day.athlete.uid: one for one in found}


def sorest_sets(session: Session) -> dict[str, LiftSet]:
    """Return the set of every athlete's last day that hurt most, by the athlete's uid.

    Only of those who told of pain on that day, none at all included.
    """
    place = (
        func.rank()
        .over(partition_by=TrainingDay.athlete_id, order_by=TrainingDay.day.desc())
        .label("place")
    )
    ranked = (
        select(LiftSet.id, place)
        .join(LiftSet.training_day)
        .join(TrainingDay.athlete)
        .where(*SHOWN)
        .subquery()
    )
    query = (
        whole()
        .join(ranked, ranked.c.id == LiftSet.id)
        .where(ranked.c.place == 1, LiftSet.pain.is_not(None))
        .order_by(LiftSet.pain, LiftSet.id)
    )
    return {one.training_day.athlete.uid: one for one in session.scalars(query).unique()}


def beside(session: Session, day: TrainingDay) -> tuple[TrainingDay | None, TrainingDay | None]:
    """Return the athlete's sessions before and after one; None at either end."""
    place, here = tuple_(TrainingDay.day, TrainingDay.id), (day.day, day.id)
    query = select(TrainingDay).where(
        TrainingDay.athlete_id == day.athlete_id, TrainingDay.deleted_at.is_(None)
    )
    back = (TrainingDay.day.desc(), TrainingDay.id.desc())
    early = session.scalars(query.where(place < here).order_by(*back).limit(1)).first()
    late = session.scalars(
        query.where(place > here).order_by(TrainingDay.day, TrainingDay.id).limit(1)
    ).first()
    return early, late
