"""Move a set to another session: another athlete's, another day's, or back to where it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from hiphinge.store import athletes, days, ordering, sets
from hiphinge.store.tables import LiftSet, TrainingDay

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session


def move_to(session: Session, lift: LiftSet, said: Mapping[str, Any]) -> dict[str, Any]:
    """Move a set as was said; return what takes that back, nothing where it stays.

    Parameters
    ----------
    session : Session
    lift : LiftSet
        With its day and athlete.
    said : mapping
        Some of ``athlete``, ``day``, ``session`` and ``position``.

    Raises
    ------
    NotFound, UsageError
    """
    left, place = lift.training_day, lift.position
    there = _session(session, left, said)
    if there.id == left.id:
        return {}
    sets.change(session, lift.uid, day=there)
    if said.get("position") is not None:
        sets.change(session, lift.uid, position=said["position"])
    else:
        ordering.to_end(session, sets.get(session, lift.uid))
    if said.get("session") is not None:
        _forget_empty(session, left)
    return {"session": left.uid, "position": place}


def _session(session: Session, left: TrainingDay, said: Mapping[str, Any]) -> TrainingDay:
    if said.get("session") is not None:
        return days.get(session, said["session"])
    day = said.get("day") or left.day
    owner = said.get("athlete") or left.athlete.uid
    if (owner, day) == (left.athlete.uid, left.day):
        return left
    return days.find_or_make(session, athletes.get(session, owner), day)


def _forget_empty(session: Session, day: TrainingDay) -> None:
    """Let a session go that holds nothing: a move that was taken back had made it."""
    said = any((day.title, day.note, day.planned, day.log, day.finished_at, day.programme_id))
    count = session.scalar(
        select(func.count()).select_from(LiftSet).where(LiftSet.training_day_id == day.id)
    )
    if not said and not count:
        session.delete(day)
        session.flush()
