"""Training programmes: what was said at the beginning, and everything that happened since."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete as delete_rows
from sqlalchemy import select

from hiphinge.store.clock import now
from hiphinge.store.limits import checked_come, checked_day
from hiphinge.store.rows import hide, made_before, make, one, show
from hiphinge.store.tables import Athlete, Programme, ProgrammeEvent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from hiphinge.store.tables import TrainingDay

WHAT = "programme"


def create(
    session: Session,
    athlete: Athlete,
    *,
    profile: dict[str, Any],
    screen: dict[str, Any],
    starts_on: str,
    weekdays: list[int],
    uid: str | None = None,
) -> Programme:
    """Begin a programme, and end the one that went on; twice under the same uid makes one.

    Parameters
    ----------
    session : Session
    athlete : Athlete
    profile, screen : dict
        What the person said, as JSON keeps it.
    starts_on : str
        Day of its first week.
    weekdays : list of int
        Training days, 0 for Monday.
    uid : str or None
        As the client made it up; None for a new one.
    """
    known = made_before(session, Programme, uid, athlete_id=athlete.id)
    if known is not None:
        return known
    for other in _going_on(session, athlete.id):
        end(session, other)
    return make(
        session,
        Programme,
        uid,
        athlete_id=athlete.id,
        profile=profile,
        screen=screen,
        starts_on=checked_day(starts_on),
        weekdays=sorted(set(weekdays)),
        created_at=now(),
    )


def get(session: Session, uid: str, *, deleted: bool = False) -> Programme:
    """Return a programme; with `deleted` also one that was deleted.

    Raises
    ------
    NotFound
    """
    query = select(Programme).join(Athlete).where(Programme.uid == uid)
    if not deleted:
        query = query.where(Programme.deleted_at.is_(None), Athlete.deleted_at.is_(None))
    return one(session, query, WHAT)


def current(session: Session, athlete: Athlete) -> Programme | None:
    """Return the programme that goes on, the last begun; None where there is none."""
    return next(iter(_going_on(session, athlete.id)), None)


def of_athlete(session: Session, athlete: Athlete) -> Sequence[Programme]:
    """Return all programmes of an athlete, the last begun first."""
    query = (
        select(Programme)
        .where(Programme.athlete_id == athlete.id, Programme.deleted_at.is_(None))
        .order_by(Programme.created_at.desc(), Programme.id.desc())
    )
    return session.scalars(query).all()


def end(session: Session, programme: Programme) -> None:
    """Note that a programme is over; what was done stays."""
    programme.ended_at = programme.ended_at or now()
    session.flush()


def go_on(session: Session, programme: Programme) -> None:
    """Take up a programme again, as the only one that goes on."""
    for other in _going_on(session, programme.athlete_id):
        if other.id != programme.id:
            end(session, other)
    programme.ended_at = None
    session.flush()


def add_event(
    session: Session,
    programme: Programme,
    kind: str,
    day: str,
    data: dict[str, Any],
    *,
    training_day: TrainingDay | None = None,
    uid: str | None = None,
) -> ProgrammeEvent:
    """Note something that happened; twice under the same uid makes one.

    Parameters
    ----------
    session : Session
    programme : Programme
    kind : str
        Which happening it is.
    day : str
        The person's own calendar day.
    data : dict
        The rest of it, as JSON keeps it.
    training_day : TrainingDay or None
        The session that it tells of.
    uid : str or None
        As the client made it up; None for a new one.

    Raises
    ------
    UsageError
        When the day is none, or has not come yet.
    """
    known = made_before(session, ProgrammeEvent, uid, programme_id=programme.id)
    if known is not None:
        return known
    return make(
        session,
        ProgrammeEvent,
        uid,
        programme_id=programme.id,
        kind=kind,
        day=checked_come(day),
        data=data,
        training_day_id=None if training_day is None else training_day.id,
        created_at=now(),
    )


def events(session: Session, programme: Programme) -> Sequence[ProgrammeEvent]:
    """Return all that happened, in the person's own order: by day, then as it was noted."""
    query = (
        select(ProgrammeEvent)
        .where(ProgrammeEvent.programme_id == programme.id)
        .order_by(ProgrammeEvent.day, ProgrammeEvent.id)
    )
    return session.scalars(query).all()


def remove_event(session: Session, programme: Programme, uid: str) -> None:
    """Take an event back; where there is none of this uid, nothing happens."""
    session.execute(
        delete_rows(ProgrammeEvent).where(
            ProgrammeEvent.programme_id == programme.id, ProgrammeEvent.uid == uid
        )
    )


def delete(session: Session, uid: str) -> Programme:
    """Hide a programme, until it is restored or deleted for good."""
    found = get(session, uid, deleted=True)
    hide(session, found)
    return found


def restore(session: Session, uid: str) -> Programme:
    """Bring a deleted programme back."""
    found = get(session, uid, deleted=True)
    show(session, found)
    return found


def _going_on(session: Session, athlete_id: int) -> Sequence[Programme]:
    query = (
        select(Programme)
        .where(
            Programme.athlete_id == athlete_id,
            Programme.deleted_at.is_(None),
            Programme.ended_at.is_(None),
        )
        .order_by(Programme.created_at.desc(), Programme.id.desc())
    )
    return session.scalars(query).all()
