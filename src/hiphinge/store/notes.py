"""Notes of a coach at moments of a filmed set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from hiphinge.store.clock import now
from hiphinge.store.limits import COACH_NOTE, checked
from hiphinge.store.rows import SHOWN, hide, made_before, make, one, show
from hiphinge.store.tables import CoachNote, LiftSet, TrainingDay

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

WHAT = "note"


def add(
    session: Session,
    lift_set: LiftSet,
    time_s: float,
    text: str,
    *,
    author: str = "",
    uid: str | None = None,
) -> CoachNote:
    """Add a note at a moment of the film; twice under the same uid makes one.

    Parameters
    ----------
    session : Session
    lift_set : LiftSet
    time_s : float
        The moment [s].
    text, author : str
        What is said, and by whom.
    uid : str or None
        As the client made it up; None for a new one.

    Raises
    ------
    UsageError
        When a field is out of its range.
    """
    known = made_before(session, CoachNote, uid, lift_set_id=lift_set.id)
    if known is not None:
        return known
    fields = checked({"time_s": time_s, "text": text, "author": author}, COACH_NOTE)
    return make(session, CoachNote, uid, lift_set_id=lift_set.id, created_at=now(), **fields)


def get(session: Session, uid: str, *, deleted: bool = False) -> CoachNote:
    """Return a note with its set; with `deleted` also one that was deleted.

    Raises
    ------
    NotFound
    """
    query = (
        select(CoachNote)
        .join(CoachNote.lift_set)
        .join(LiftSet.training_day)
        .join(TrainingDay.athlete)
        .options(contains_eager(CoachNote.lift_set))
        .where(CoachNote.uid == uid)
    )
    if not deleted:
        query = query.where(CoachNote.deleted_at.is_(None), *SHOWN)
    return one(session, query, WHAT)


def of_set(session: Session, lift_set: LiftSet) -> list[CoachNote]:
    """Return a set's notes that are not deleted, in the order of their moments."""
    query = (
        select(CoachNote)
        .where(CoachNote.lift_set_id == lift_set.id, CoachNote.deleted_at.is_(None))
        .order_by(CoachNote.time_s, CoachNote.id)
    )
    return list(session.scalars(query))


def change(session: Session, uid: str, **fields: object) -> CoachNote:
    """Change a note's ``time_s``, ``text`` or ``author``.

    Raises
    ------
    NotFound, UsageError
    """
    found = get(session, uid)
    for name, value in checked(fields, COACH_NOTE).items():
        setattr(found, name, value)
    session.flush()
    return found


def delete(session: Session, uid: str) -> CoachNote:
    """Hide a note, until it is restored or deleted for good."""
    found = get(session, uid, deleted=True)
    hide(session, found)
    return found


def restore(session: Session, uid: str) -> CoachNote:
    """Bring a deleted note back."""
    found = get(session, uid, deleted=True)
    show(session, found)
    return found
