"""Sets: what was lifted, logged by hand, filmed, or both."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from hiphinge.errors import UsageError
from hiphinge.store.clock import now
from hiphinge.store.limits import SET, TAG, TAGS_MOST, checked, clean
from hiphinge.store.logbook import said_here
from hiphinge.store.rows import SHOWN, hide, made_before, make, one, show
from hiphinge.store.tables import Athlete, CoachNote, LiftSet, Tag, TrainingDay

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

WHAT = "set"


def create(
    session: Session,
    day: TrainingDay,
    *,
    uid: str | None = None,
    logged_at: str | None = None,
    **fields: object,
) -> LiftSet:
    """Make a set at the end of a session; twice under the same uid makes one.

    Parameters
    ----------
    session : Session
    day : TrainingDay
        Its session.
    uid : str or None
        As the client made it up; None for a new one.
    logged_at : str or None
        When it was logged, as `clock.stamp` writes it; None for now.
    fields : object
        What is known of ``exercise``, ``implement``, ``load_kg``, ``reps``, ``rpe``, ``pain``,
        ``note``, ``position``.

    Raises
    ------
    UsageError
        When a field is out of its range.
    """
    known = made_before(session, LiftSet, uid)
    if known is not None:
        if known.training_day.athlete_id != day.athlete_id:
            raise UsageError("That name is taken by something else here.")
        return known
    values = checked(fields, SET)
    if values.get("position") is None:
        last = select(func.max(LiftSet.position)).where(LiftSet.training_day_id == day.id)
        values["position"] = (session.scalar(last) or 0) + 1
    return make(session, LiftSet, uid, training_day=day, logged_at=logged_at or now(), **values)


def change(
    session: Session, uid: str, *, day: TrainingDay | None = None, **fields: object
) -> LiftSet:
    """Change some fields of a set, or move it to another session; see `create`.

    Raises
    ------
    NotFound, UsageError
    """
    found = get(session, uid)
    values = checked(fields, SET)
    new = [name for name, value in values.items() if getattr(found, name) != value]
    if new:
        said_here(found, new, time.time_ns() // 1_000_000)
    for name, value in values.items():
        setattr(found, name, value)
    if day is not None and day.id != found.training_day_id:
        found.training_day = day
    session.flush()
    return found


def get(session: Session, uid: str, *, deleted: bool = False) -> LiftSet:
    """Return a set with its day and athlete, tags, notes and analysis.

    The notes are those that are not deleted, in the order of their moments. With `deleted` also
    one is found that was deleted, or whose day or athlete was.

    Raises
    ------
    NotFound
    """
    query = whole().where(LiftSet.uid == uid)
    return one(session, query if deleted else query.where(*SHOWN), WHAT)


def latest(
    session: Session,
    limit: int = 20,
    *,
    athlete: Athlete | None = None,
    filmed: bool = False,
) -> Sequence[LiftSet]:
    """Return the sets that were logged last, the newest first, as `get` does.

    Parameters
    ----------
    session : Session
    limit : int
        At most so many.
    athlete : Athlete or None
        Of this one only.
    filmed : bool
        Only those with a film.
    """
    query = whole().where(*SHOWN).order_by(LiftSet.logged_at.desc(), LiftSet.id.desc())
    if athlete is not None:
        query = query.where(TrainingDay.athlete_id == athlete.id)
    if filmed:
        query = query.where(LiftSet.analysis.has())
    query = query.limit(limit).execution_options(populate_existing=True)
    return session.scalars(query).unique().all()


def set_tags(session: Session, lift_set: LiftSet, words: Iterable[str]) -> list[str]:
    """Give a set these tags and no others; return them in small letters, in order.

    Raises
    ------
    UsageError
        When one is too long, or there are too many.
    """
    small = (clean(word).lower() for word in words)
    wanted = sorted({TAG(word) for word in small if word})
    if len(wanted) > TAGS_MOST:
        raise UsageError(f"A set can have at most {TAGS_MOST} tags.")
    kept = {tag.word: tag for tag in lift_set.tags}
    lift_set.tags = [kept.get(word) or Tag(word=word) for word in wanted]
    session.flush()
    return wanted


def tags_used(session: Session) -> list[tuple[str, int]]:
    """Return all tags in use with the number of their sets, the most used first."""
    query = (
        select(Tag.word, func.count())
        .join(Tag.lift_set)
        .join(LiftSet.training_day)
        .join(TrainingDay.athlete)
        .where(*SHOWN)
        .group_by(Tag.word)
        .order_by(func.count().desc(), Tag.word)
    )
    return [(word, count) for word, count in session.execute(query)]


def delete(session: Session, uid: str) -> LiftSet:
    """Hide a set, until it is restored or deleted for good."""
    found = get(session, uid, deleted=True)
    hide(session, found)
    return found


def restore(session: Session, uid: str) -> LiftSet:
    """Bring a deleted set back."""
    found = get(session, uid, deleted=True)
    show(session, found)
    return found


def whole() -> Select[LiftSet]:
    """Return a query for sets joined with day and athlete, with all that a page shows of them."""
    return (
        select(LiftSet)
        .join(LiftSet.training_day)
        .join(TrainingDay.athlete)
        .options(
            contains_eager(LiftSet.training_day).contains_eager(TrainingDay.athlete),
            joinedload(LiftSet.analysis),
            selectinload(LiftSet.tags),
            selectinload(LiftSet.notes.and_(CoachNote.deleted_at.is_(None))),
        )
    )
