"""Athletes: who is filmed and trains."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from hiphinge.store.clock import now
from hiphinge.store.limits import ATHLETE, checked
from hiphinge.store.rows import hide, made_before, make, one, show
from hiphinge.store.tables import Athlete, LiftSet, TrainingDay

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

WHAT = "athlete"


@dataclass(frozen=True, slots=True)
class ListedAthlete:
    """An athlete as a list shows it.

    Attributes
    ----------
    athlete : Athlete
    last_day : str or None
        The last training day; None before the first.
    sets : int
        Sets kept of it, logged or filmed.
    """

    athlete: Athlete
    last_day: str | None
    sets: int


def create(session: Session, *, uid: str | None = None, **fields: object) -> Athlete:
    """Make an athlete; twice under the same uid makes one.

    Parameters
    ----------
    session : Session
    uid : str or None
        As the client made it up; None for a new one.
    fields : object
        ``name``, and what is known of ``height_cm``, ``mass_kg``, ``born_year``, ``sex``,
        ``units``, ``note``.

    Raises
    ------
    UsageError
        When a field is out of its range.
    """
    known = made_before(session, Athlete, uid)
    if known is not None:
        return known
    values = checked({"name": "", **fields}, ATHLETE)
    return make(session, Athlete, uid, created_at=now(), **values)


def change(session: Session, uid: str, **fields: object) -> Athlete:
    """Change some fields of an athlete; see `create`.

    Raises
    ------
    NotFound, UsageError
    """
    athlete = get(session, uid)
    for name, value in checked(fields, ATHLETE).items():
        setattr(athlete, name, value)
    session.flush()
    return athlete


def get(session: Session, uid: str, *, deleted: bool = False) -> Athlete:
    """Return an athlete; with `deleted` also one that was deleted.

    Raises
    ------
    NotFound
    """
    query = select(Athlete).where(Athlete.uid == uid)
    return one(session, query if deleted else query.where(Athlete.deleted_at.is_(None)), WHAT)


def listed(session: Session) -> list[ListedAthlete]:
    """Return all athletes, who trained last first, those without a session at the end by name."""
    told = (
        select(
            TrainingDay.athlete_id,
            func.max(TrainingDay.day).label("last_day"),
            func.count(LiftSet.id).label("sets"),
        )
        .outerjoin(
            LiftSet,
            (LiftSet.training_day_id == TrainingDay.id) & LiftSet.deleted_at.is_(None),
        )
        .where(TrainingDay.deleted_at.is_(None))
        .group_by(TrainingDay.athlete_id)
        .subquery()
    )
    rows = session.execute(
        select(Athlete, told.c.last_day, func.coalesce(told.c.sets, 0))
        .outerjoin(told, told.c.athlete_id == Athlete.id)
        .where(Athlete.deleted_at.is_(None))
        .order_by(told.c.last_day.desc().nulls_last(), func.lower(Athlete.name), Athlete.id)
    )
    return [ListedAthlete(athlete, last_day, sets) for athlete, last_day, sets in rows]


def delete(session: Session, uid: str) -> Athlete:
    """Hide an athlete with all that belongs to it, until it is restored or deleted for good."""
    athlete = get(session, uid, deleted=True)
    hide(session, athlete)
    return athlete


def restore(session: Session, uid: str) -> Athlete:
    """Bring a deleted athlete back, with all that was not deleted by itself."""
    athlete = get(session, uid, deleted=True)
    show(session, athlete)
    return athlete
