"""What every kind of row has in common: found by its uid, made once, hidden and shown again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import select

from hiphinge.errors import UsageError
from hiphinge.store import gone
from hiphinge.store.clock import new_uid, now
from hiphinge.store.limits import checked_uid
from hiphinge.store.missing import NotFound
from hiphinge.store.tables import (
    Analysis,
    Athlete,
    CoachNote,
    LiftSet,
    Programme,
    ProgrammeEvent,
    TrainingDay,
)

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import Session

Row = TypeVar("Row", Analysis, Athlete, CoachNote, LiftSet, Programme, ProgrammeEvent, TrainingDay)
Hideable = Athlete | CoachNote | LiftSet | Programme | TrainingDay

SHOWN: tuple[ColumnElement[bool], ...] = (
    LiftSet.deleted_at.is_(None),
    TrainingDay.deleted_at.is_(None),
    Athlete.deleted_at.is_(None),
)
"""A set is shown while neither it nor its day nor its athlete is deleted; for queries that join
all three."""


def one(session: Session, query: Select[Row], what: str) -> Row:
    """Return the one row of a query, as the database has it now.

    Raises
    ------
    NotFound
        When there is none.
    """
    # What was loaded before may hold parts of it only: the query says anew what belongs to it.
    found = session.scalars(query.execution_options(populate_existing=True)).unique().one_or_none()
    if found is None:
        raise NotFound(f"There is no such {what} here; it may have been deleted.")
    return found


def by_uid(session: Session, table: type[Row], uid: str) -> Row | None:
    """Return the row of a uid, deleted or not; None where there is none."""
    return session.scalars(select(table).where(table.uid == uid)).one_or_none()


def made_before(session: Session, table: type[Row], uid: str | None, **owner: object) -> Row | None:
    """Return the row that was made under this uid before, so that it is not made twice.

    Parameters
    ----------
    session : Session
    table : type
        Its table.
    uid : str or None
        As the client gave it; None for a new row.
    owner : object
        Columns that tell whose it is.

    Raises
    ------
    UsageError
        When the uid has no proper form, or belongs to somebody else's row.
    NotFound
        When the row was deleted for good: what comes late does not make it once more.
    """
    if uid is None:
        return None
    found = by_uid(session, table, checked_uid(uid))
    if found is None and gone.since(session, uid) is not None:
        raise NotFound(
            "What is sent here was deleted for good, so it is not made once more: load the page "
            "anew, and add it as something new."
        )
    if found is not None and any(getattr(found, name) != value for name, value in owner.items()):
        raise UsageError("That name is taken by something else here.")
    return found


def make(session: Session, table: type[Row], uid: str | None, **values: Any) -> Row:
    """Make a row, with an id at once."""
    row = table(uid=uid or new_uid(), **values)
    session.add(row)
    session.flush()
    return row


def hide(session: Session, row: Hideable) -> None:
    """Delete a row so that it can be brought back; the moment of the first time is kept."""
    row.deleted_at = row.deleted_at or now()
    session.flush()


def show(session: Session, row: Hideable) -> None:
    """Bring a deleted row back."""
    row.deleted_at = None
    session.flush()
