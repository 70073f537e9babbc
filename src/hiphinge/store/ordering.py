"""The order of the sets within a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiphinge.store import days, sets

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from hiphinge.store.tables import LiftSet


def shift(session: Session, uid: str, places: int) -> LiftSet:
    """Move a set some places later in its session, or earlier where negative; not past the ends.

    Raises
    ------
    NotFound
    """
    found = sets.get(session, uid)
    order = list(days.get(session, found.training_day.uid).sets)
    here = next(place for place, one in enumerate(order) if one.uid == uid)
    there = min(max(here + places, 0), len(order) - 1)
    order.insert(there, order.pop(here))
    for place, one in enumerate(order, start=1):
        one.position = place
    session.flush()
    return order[there]


def to_end(session: Session, lift_set: LiftSet) -> None:
    """Make a set the last one of its session, such as after it was moved there."""
    others = days.get(session, lift_set.training_day.uid).sets
    places = [one.position for one in others if one.id != lift_set.id]
    lift_set.position = max(places, default=0) + 1
    session.flush()
