"""Training days: the sessions of an athlete."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, selectinload

from hiphinge.store.clock import now
from hiphinge.store.limits import DAY, checked, checked_come, checked_day
from hiphinge.store.rows import by_uid, hide, made_before, make, one, show
from hiphinge.store.tables import Analysis, Athlete, LiftSet, Programme, TrainingDay

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Select
    from sqlalchemy.orm import Session
    from sqlalchemy.orm.interfaces import ORMOption

WHAT = "session"


@dataclass(frozen=True, slots=True)
class ListedDay:
    """A training day as a list shows it.

    Attributes
    ----------
    day : TrainingDay
    sets, filmed : int
        Sets of it, and how many of them were filmed.
    exercises : tuple of str
        Keys of the exercises, given or seen, by name.
    """

    day: TrainingDay
    sets: int
    filmed: int
    exercises: tuple[str, ...]


def create(
    session: Session,
    athlete: Athlete,
    day: str,
    *,
    uid: str | None = None,
    programme: Programme | None = None,
    planned: dict[str, Any] | None = None,
    **fields: object,
) -> TrainingDay:
    """Make a training day; twice under the same uid makes one.

    Parameters
    ----------
    session : Session
    athlete : Athlete
        Whose it is.
    day : str
        The person's own calendar day.
    uid : str or None
        As the client made it up; None for a new one.
    programme : Programme or None
        The one that it belongs to.
    planned : dict or None
        What was asked of it.
    fields : object
        ``title``, ``note``.

    Raises
    ------
    UsageError
        When a field is out of its range, or the day has not come yet.
    """
    known = made_before(session, TrainingDay, uid, athlete_id=athlete.id)
    if known is not None:
        return known
    return make(
        session,
        TrainingDay,
        uid,
        athlete=athlete,
        day=checked_come(day),
        programme_id=None if programme is None else programme.id,
        planned=planned,
        created_at=now(),
        **checked(fields, DAY),
    )


def find_or_make(
    session: Session,
    athlete: Athlete,
    day: str,
    *,
    uid: str | None = None,
    programme: Programme | None = None,
    planned: dict[str, Any] | None = None,
    **fields: object,
) -> TrainingDay:
    """Return the athlete's last begun session of a day, or make it; see `create`.

    A session that already has this uid is that one, whatever its day.
    """
    known = made_before(session, TrainingDay, uid, athlete_id=athlete.id)
    if known is None:
        known = session.scalars(
            select(TrainingDay)
            .where(
                TrainingDay.athlete_id == athlete.id,
                TrainingDay.day == checked_day(day),
                TrainingDay.deleted_at.is_(None),
            )
            .order_by(TrainingDay.created_at.desc(), TrainingDay.id.desc())
            .limit(1)
        ).one_or_none()
    if known is not None:
        return known
    return create(session, athlete, day, uid=uid, programme=programme, planned=planned, **fields)


def get(session: Session, uid: str, *, deleted: bool = False) -> TrainingDay:
    """Return a session with its athlete and its sets; with `deleted` also one that was deleted.

    The sets are those that are not deleted, in their order, each with tags and analysis.

    Raises
    ------
    NotFound
    """
    query = _whole().where(TrainingDay.uid == uid)
    if not deleted:
        query = query.where(TrainingDay.deleted_at.is_(None), Athlete.deleted_at.is_(None))
    return one(session, query, WHAT)


def change(session: Session, uid: str, *, day: str | None = None, **fields: object) -> TrainingDay:
    """Change a session's day, ``title`` or ``note``.

    Raises
    ------
    NotFound, UsageError
    """
    found = get(session, uid)
    if day is not None and day != found.day:
        found.day = checked_come(day)
    for name, value in checked(fields, DAY).items():
        setattr(found, name, value)
    session.flush()
    return found


def finish(session: Session, uid: str, *, finished: bool = True) -> TrainingDay:
    """Note that a session is over, once; or, with `finished` false, that it goes on."""
    found = get(session, uid)
    found.finished_at = (found.finished_at or now()) if finished else None
    return found


def of_athlete(
    session: Session, athlete: Athlete, *, limit: int = 50, before: str | None = None
) -> list[ListedDay]:
    """Return an athlete's sessions, the newest first, at most `limit`, earlier than a day."""
    query = (
        select(
            TrainingDay,
            func.count(LiftSet.id),
            func.count(Analysis.id),
            func.group_concat(func.coalesce(LiftSet.exercise, Analysis.exercise_seen).distinct()),
        )
        .outerjoin(
            LiftSet,
            (LiftSet.training_day_id == TrainingDay.id) & LiftSet.deleted_at.is_(None),
        )
        .outerjoin(Analysis, Analysis.lift_set_id == LiftSet.id)
        .where(TrainingDay.athlete_id == athlete.id, TrainingDay.deleted_at.is_(None))
        .group_by(TrainingDay.id)
        .order_by(TrainingDay.day.desc(), TrainingDay.id.desc())
        .limit(limit)
    )
    if before is not None:
        query = query.where(TrainingDay.day < checked_day(before))
    return [
        ListedDay(day, sets, filmed, tuple(sorted((names or "").split(","))) if names else ())
        for day, sets, filmed, names in session.execute(query)
    ]


def between(session: Session, athlete: Athlete, first: str, last: str) -> Sequence[TrainingDay]:
    """Return an athlete's sessions from one day to another, oldest first, with their sets."""
    query = (
        _whole()
        .where(
            TrainingDay.athlete_id == athlete.id,
            TrainingDay.deleted_at.is_(None),
            TrainingDay.day.between(checked_day(first), checked_day(last)),
        )
        .order_by(TrainingDay.day, TrainingDay.id)
        .execution_options(populate_existing=True)
    )
    return session.scalars(query).unique().all()


def delete(session: Session, uid: str) -> TrainingDay:
    """Hide a session with its sets, until it is restored or deleted for good."""
    found = get(session, uid, deleted=True)
    hide(session, found)
    return found


def restore(session: Session, uid: str) -> TrainingDay:
    """Bring a deleted session back, with the sets that were not deleted by themselves."""
    found = get(session, uid, deleted=True)
    show(session, found)
    return found


def known(session: Session, uid: str) -> TrainingDay | None:
    """Return the session of a uid, deleted or not, without its sets; None where there is none."""
    return by_uid(session, TrainingDay, uid)


def _whole() -> Select[TrainingDay]:
    return (
        select(TrainingDay)
        .join(TrainingDay.athlete)
        .options(contains_eager(TrainingDay.athlete), *_with_sets())
    )


def _with_sets() -> tuple[ORMOption, ...]:
    sets = selectinload(TrainingDay.sets.and_(LiftSet.deleted_at.is_(None)))
    return (sets.selectinload(LiftSet.tags), sets.joinedload(LiftSet.analysis))
