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


def standing(session: Session, programme: Programme, today: date | None = None) -> Standing:
    """Return where a programme stands.

    Parameters
    ----------
    session : Session
    programme : Programme
    today : date or None
        What is dated later has not happened yet; None for our today.

    Raises
    ------
    UsageError
        When something that is kept of it cannot be read.
    """
    first = start(profile_of(programme))
    trail = steps_of(programme.uid, first, rows_of(session, programme, today))
    state = trail[-1].after if trail else first
    to_next = opening(state)
    gates = () if to_next is None else tuple(gate_of(state, key) for key in to_next.on)
    return Standing(first, state, trail, to_next, gates)


def begin_day(
    session: Session, programme: Programme, day: str, uid: str | None, *, anew: bool = False
) -> TrainingDay:
    """Begin the session that comes next, with what is asked of it; twice under a uid makes one.

    One that was begun and is not finished goes on, whatever the uid and whatever the date by now:
    of this very training day of the programme, or of the same date.

    Parameters
    ----------
    session : Session
    programme : Programme
    day : str
        The person's own calendar day.
    uid : str or None
        As the client made it up; None for a new one.
    anew : bool
        Whether the person wants another one beside what was begun.

    Raises
    ------
    UsageError
        When training is stopped, the programme is over, or the day or uid has no proper form.
    """
    day = checked_day(day)
    known = made_before(session, TrainingDay, uid, athlete_id=programme.athlete_id)
    if known is None and not anew:
        known = _goes_on(session, programme, day)
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


def _goes_on(session: Session, programme: Programme, day: str) -> TrainingDay | None:
    """Return the session that was begun and goes on instead of another one like it."""
    same_date = open_day(session, programme, day)
    if same_date is not None or programme.ended_at is not None:
        return same_date
    next_one = standing(session, programme).state
    if next_one.stopped:
        return None
    same = [
        one
        for one in open_days(session, programme)
        if (asked := one.planned or {})
        and (asked.get("week"), asked.get("day")) == (next_one.week, next_one.day)
    ]
    return same[-1] if same else None


def open_day(session: Session, programme: Programme, day: str | None = None) -> TrainingDay | None:
    """Return the session that was begun last and is not finished; with `day` only one of that."""
    found = [one for one in open_days(session, programme) if day in (None, one.day)]
    return found[-1] if found else None


def open_days(session: Session, programme: Programme) -> list[TrainingDay]:
    """Return the sessions that were begun and are not finished, the last begun last."""
    return [one for one in days_of(session, programme) if one.finished_at is None]
