"""The bin: what was deleted, bringing it back, and deleting it for good.

For good means: the rows, the files that no other row needs, what the database file still held of
them, and the uploads they came with; that they are gone is remembered, see `gone`. Copies that were
made before (backups, exports, files handed on) are not touched.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final, Literal

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import contains_eager

from hiphinge.errors import UsageError
from hiphinge.store import athletes, days, gone, notes, programmes, sets
from hiphinge.store.missing import NotFound
from hiphinge.store.orphans import age_s, forget_films, orphans, remove
from hiphinge.store.rows import Hideable, hide
from hiphinge.store.tables import (
    Analysis,
    Athlete,
    CoachNote,
    LiftSet,
    Programme,
    TrainingDay,
    Upload,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from hiphinge.store.database import Database

Kind = Literal["athlete", "session", "set", "note", "programme"]
DAY_S: Final = 86_400.0
"""What nothing points to is swept away after so long [s]: work that still needs it is over."""


@dataclass(frozen=True, slots=True)
class Thrown:
    """Something in the bin.

    Attributes
    ----------
    kind, uid : str
    deleted_at : str
    athlete : str
        Name of the athlete it is, or belongs to.
    day : str or None
        Of the session it is or belongs to; of a programme, when it starts.
    exercise : str or None
        Of a set, as given or seen.
    text : str
        Of a note or a session.
    """

    kind: Kind
    uid: str
    deleted_at: str
    athlete: str
    day: str | None = None
    exercise: str | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Purged:
    """What deleting for good took away.

    Attributes
    ----------
    sets, files : int
    size : int
        Of the files [bytes].
    copies : int
        Copies of the database from before an update, in `backups`, that still have it.
    """

    sets: int
    files: int
    size: int
    copies: int


def listed(session: Session) -> list[Thrown]:
    """Return what is in the bin by itself, the last deleted first."""
    found = [
        Thrown("athlete", one.uid, one.deleted_at or "", one.name)
        for one in session.scalars(select(Athlete).where(Athlete.deleted_at.is_not(None)))
    ]
    day_rows = (
        select(TrainingDay)
        .join(TrainingDay.athlete)
        .options(contains_eager(TrainingDay.athlete))
        .where(TrainingDay.deleted_at.is_not(None))
    )
    found += [
        Thrown("session", one.uid, one.deleted_at or "", one.athlete.name, one.day, text=one.title)
        for one in session.scalars(day_rows)
    ]
    set_rows = sets.whole().where(LiftSet.deleted_at.is_not(None))
    found += [_thrown_set(one) for one in session.scalars(set_rows).unique()]
    note_rows = (
        select(CoachNote, TrainingDay.day, Athlete.name)
        .join(CoachNote.lift_set)
        .join(LiftSet.training_day)
        .join(TrainingDay.athlete)
        .where(CoachNote.deleted_at.is_not(None))
    )
    found += [
        Thrown("note", one.uid, one.deleted_at or "", name, day, text=one.text)
        for one, day, name in session.execute(note_rows)
    ]
    plan_rows = (
        select(Programme, Athlete.name).join(Athlete).where(Programme.deleted_at.is_not(None))
    )
    found += [
        Thrown("programme", one.uid, one.deleted_at or "", name, one.starts_on)
        for one, name in session.execute(plan_rows)
    ]
    return sorted(found, key=lambda one: one.deleted_at, reverse=True)


def _thrown_set(one: LiftSet) -> Thrown:
    seen = one.analysis.exercise_seen if one.analysis is not None else None
    day = one.training_day
    return Thrown(
        "set", one.uid, one.deleted_at or "", day.athlete.name, day.day, one.exercise or seen
    )


def get(session: Session, kind: Kind, uid: str) -> Hideable:
    """Return the row of something, in the bin or not.

    Raises
    ------
    NotFound
    """
    if kind == "athlete":
        return athletes.get(session, uid, deleted=True)
    if kind == "session":
        return days.get(session, uid, deleted=True)
    if kind == "set":
        return sets.get(session, uid, deleted=True)
    if kind == "note":
        return notes.get(session, uid, deleted=True)
    return programmes.get(session, uid, deleted=True)


def purge(db: Database, things: Iterable[tuple[Kind, str]]) -> Purged:
    """Delete things in the bin for good; all of them or, where one is not there, none.

    Parameters
    ----------
    db : Database
    things : iterable of (kind, uid)

    Raises
    ------
    NotFound
    UsageError
        When one of them is not in the bin.
    """
    with db.write() as session:
        rows = [get(session, kind, uid) for kind, uid in things]
        if any(row.deleted_at is None for row in rows):
            raise UsageError("Only what was deleted before can be deleted for good.")
        count = sum(_purge_rows(session, row) for row in rows)
        forget_films(session)
    return _swept(db, count)


def empty(db: Database) -> Purged:
    """Delete everything in the bin for good."""
    with db.write() as session:
        count = 0
        # What is in the bin by itself may go along with what it belongs to.
        for one in listed(session):
            with suppress(NotFound):
                count += _purge_rows(session, get(session, one.kind, one.uid))
        forget_films(session)
    return _swept(db, count)


def purge_athlete(db: Database, uid: str) -> Purged:
    """Delete an athlete with all that belongs to it for good, whether it is in the bin or not."""
    with db.write() as session:
        hide(session, athletes.get(session, uid, deleted=True))
    return purge(db, [("athlete", uid)])


def sweep(db: Database, *, older_than_s: float = DAY_S) -> int:
    """Remove files that no row points to and that are a day old; return how many there were.

    Such files are left where the power went in the middle of work.
    """
    with db.write() as session:
        forget_films(session, before=datetime.now(UTC) - timedelta(seconds=older_than_s))
        old = [one for one in orphans(session, db.folder) if age_s(one) >= older_than_s]
        for one in old:
            remove(one)
    return len(old)


def _purge_rows(session: Session, row: Hideable) -> int:
    """Delete a row with all that belongs to it, and uploads that tell of it; count its sets."""
    belongs = select(LiftSet.id, LiftSet.uid).join(LiftSet.training_day)
    if isinstance(row, Athlete):
        belongs = belongs.where(TrainingDay.athlete_id == row.id)
    elif isinstance(row, TrainingDay):
        belongs = belongs.where(TrainingDay.id == row.id)
    elif isinstance(row, LiftSet):
        belongs = belongs.where(LiftSet.id == row.id)
    else:
        belongs = belongs.where(LiftSet.id.is_(None))
    lifts = session.execute(belongs).all()
    told = or_(
        Upload.lift_set_id.in_([one.id for one in lifts]),
        Upload.about["set"].as_string().in_([one.uid for one in lifts]),
        Upload.about["athlete"].as_string() == row.uid,
    )
    session.execute(delete(Upload).where(told).execution_options(synchronize_session=False))
    table = type(row)
    gone.remember(session, [row.uid, *(one.uid for one in lifts), *_uids_within(session, row)])
    # The database itself takes along what belongs to it.
    session.execute(
        delete(table).where(table.id == row.id).execution_options(synchronize_session=False)
    )
    session.expunge_all()
    return len(lifts)


def _uids_within(session: Session, row: Hideable) -> list[str]:
    """Return the names of an athlete's sessions and programmes."""
    if not isinstance(row, Athlete):
        return []
    return [
        *session.scalars(select(TrainingDay.uid).where(TrainingDay.athlete_id == row.id)),
        *session.scalars(select(Programme.uid).where(Programme.athlete_id == row.id)),
    ]


def _swept(db: Database, count: int) -> Purged:
    """Remove the files that the deleted rows have left, once these are gone for sure."""
    with db.write() as session:
        analyses = set(session.scalars(select(Analysis.uid)))
        sizes = [
            remove(path)
            for path in orphans(session, db.folder)
            # Results of rows that are there may be work in hand: the sweeping has time.
            if path.parent.name in ("videos", "seen")
            or path.suffix == ".part"
            or (path.parent.name == "results" and path.name.rpartition("-")[0] not in analyses)
        ]
    db.settle()
    return Purged(count, len(sizes), sum(sizes), len(list(db.folder.backups.glob("*.sqlite"))))
