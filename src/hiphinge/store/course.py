"""Where a programme stands, always folded anew from the rows; and its sessions as they begin.

A film may be judged days after its set was logged, a set may be mended a week later: so nothing of
a standing is ever stored, but what was asked of a session that was begun, which stays what it was.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING

from hiphinge.errors import UsageError
from hiphinge.store import days
from hiphinge.store.happenings import days_of, happenings, rows_of
from hiphinge.store.limits import checked_day
from hiphinge.store.planned import plan_of
from hiphinge.store.profiles import profile_of
from hiphinge.store.rows import made_before
from hiphinge.store.steps import steps_of
from hiphinge.store.tables import Athlete, TrainingDay
from hiphinge.training.breaks import returned
from hiphinge.training.gates import gate_of
from hiphinge.training.plan import next_session, start
from hiphinge.training.rungs import opening

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from hiphinge.store.steps import Step
    from hiphinge.store.tables import Programme
    from hiphinge.training.gates import GateView
    from hiphinge.training.rungs import Opening
    from hiphinge.training.state import State

__all__ = ["Standing", "begin_day", "happenings", "open_day", "plan_of", "profile_of", "standing"]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a programme stands.

    Attributes
    ----------
    first : State
        At the beginning.
    state : State
        After all that happened.
    trail : tuple of Step
        How it came there, the oldest first.
    opening : Opening or None
        The gate to the next rung; None at the top of the ladder.
    gates : tuple of GateView
        Of each exercise whose films open it.
    """

    first: State
    state: State
    trail: tuple[Step, ...]
    opening: Opening | None
    gates: tuple[GateView, ...]


def standing(session: Session, programme: Programme) -> Standing:
    """Return where a programme stands.

    Raises
    ------
    UsageError
        When something that is kept of it cannot be read.
    """
    first = start(profile_of(programme))
    trail = steps_of(programme.uid, first, rows_of(session, programme))
    state = trail[-1].after if trail else first
    to_next = opening(state)
    gates = () if to_next is None else tuple(gate_of(state, key) for key in to_next.on)
    return Standing(first, state, trail, to_next, gates)


def begin_day(session: Session, programme: Programme, day: str, uid: str | None) -> TrainingDay:
    """Begin the session that comes next, with what is asked of it; twice under a uid makes one.

    One that was begun on the same day and is not finished goes on, whatever the uid.

    Parameters
    ----------
    session : Session
    programme : Programme
    day : str
        The person's own calendar day.
    uid : str or None
        As the client made it up; None for a new one.

    Raises
    ------
    UsageError
        When training is stopped, the programme is over, or the day or uid has no proper form.
    """
    day = checked_day(day)
    known = made_before(session, TrainingDay, uid, athlete_id=programme.athlete_id)
    if known is None:
        known = open_day(session, programme, day)
    if known is not None:
        return known
    if programme.ended_at is not None:
        raise UsageError("This programme is over: take it up again first, or begin a new one.")
    state = returned(standing(session, programme).state, date.fromisoformat(day))
    if state.stopped:
        raise UsageError(f"Training is stopped: {state.stopped[0].text}")
    plan = next_session(state)
    athlete = session.get_one(Athlete, programme.athlete_id)
    return days.create(
        session,
        athlete,
        day,
        uid=uid,
        programme=programme,
        planned=asdict(plan),
        title=f"Week {plan.week}, day {plan.day}",
    )


def open_day(session: Session, programme: Programme, day: str | None = None) -> TrainingDay | None:
    """Return the session that was begun last and is not finished; with `day` only one of that."""
    found = [
        one
        for one in days_of(session, programme)
        if one.finished_at is None and day in (None, one.day)
    ]
    return found[-1] if found else None
