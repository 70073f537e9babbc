"""What the programme made of a session, in short, for the end of its log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from hiphinge.errors import HingeError
from hiphinge.store import programmes
from hiphinge.store.course import standing
from hiphinge.store.tables import Programme
from hiphinge.web.programme.trail_view import entries

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from hiphinge.store.tables import TrainingDay
    from hiphinge.web.programme.trail_view import Told

AT_WORK = ("queued", "running")
"""States of a film that can still change what is decided."""


class DecidedOne(BaseModel):
    """One decision: its tone and title, the exercise it is about (or none), and why."""

    model_config = ConfigDict(extra="forbid")

    tone: str
    title: str
    about: str
    why: str


class Decided(BaseModel):
    """What a session led to.

    Attributes
    ----------
    changes : list of DecidedOne
        What is another way from now on.
    stays : int
        Decisions to leave something as it is.
    films_wait : int
        Films of it that are still to be judged and can change this.
    """

    model_config = ConfigDict(extra="forbid")

    changes: list[DecidedOne]
    stays: int
    films_wait: int


def decided_of(session: Session, day: TrainingDay) -> Decided | None:
    """Return what the programme made of a session; None where it is none of one, or goes on."""
    programme = session.get(Programme, day.programme_id) if day.programme_id else None
    if day.finished_at is None or programme is None or programme.deleted_at is not None:
        return None
    try:
        now = standing(session, programmes.get(session, programme.uid))
        place = next(at for at, one in enumerate(now.trail) if one.row.day_uid == day.uid)
        before = now.trail[place - 1].after if place else now.first
        (entry,) = entries(now.trail[place : place + 1], before, day.athlete.units)
    except (HingeError, StopIteration):
        return None
    told = entry.decisions
    return Decided(
        changes=[_short(one) for one in told if one.changes],
        stays=sum(not one.changes for one in told),
        films_wait=sum(
            one.analysis is not None and one.analysis.state in AT_WORK
            for one in day.sets
            if one.deleted_at is None
        ),
    )


def _short(told: Told) -> DecidedOne:
    texts = [text for cited in told.why for text in cited.texts]
    return DecidedOne(tone=told.tone, title=told.title, about=told.about, why=" ".join(texts))
