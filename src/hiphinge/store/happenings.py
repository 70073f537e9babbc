"""What happened to a programme, from the rows: finished sessions, and what the person said."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from hiphinge.errors import UsageError
from hiphinge.store import clock, programmes
from hiphinge.store.planned import plan_of
from hiphinge.store.summary import kept_form
from hiphinge.store.tables import LiftSet, TrainingDay
from hiphinge.training.happening import (
    Geared,
    Missed,
    NextDay,
    Overruled,
    SessionDone,
    SetDone,
    Swapped,
)
from hiphinge.training.horizon import has_come
from hiphinge.training.meant import meant
from hiphinge.training.next_day import LATEST_DAYS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from hiphinge.store.tables import Analysis, Programme, ProgrammeEvent
    from hiphinge.training.happening import Form, Happening
    from hiphinge.training.meant import Meant

Said = Missed | NextDay | Overruled | Swapped | Geared
"""What a person says outside of a session; each is a row of its own."""
KINDS: dict[str, type[Said]] = {
    "missed": Missed,
    "next_day": NextDay,
    "overruled": Overruled,
    "swapped": Swapped,
    "geared": Geared,
}
_READERS = {kind: TypeAdapter(one) for kind, one in KINDS.items()}


@dataclass(frozen=True, slots=True)
class Row:
    """Something that happened, and the row that tells it.

    Attributes
    ----------
    happening : Happening
    day_uid : str
        The session that it is, or that it tells of; empty for none.
    event_uid : str
        The event's row, by which it can be taken back; empty for a session.
    """

    happening: Happening
    day_uid: str = ""
    event_uid: str = ""


def happenings(session: Session, programme: Programme) -> tuple[Happening, ...]:
    """Return all that happened, in the order in which it counts; see `rows_of`."""
    return tuple(one.happening for one in rows_of(session, programme))


def rows_of(session: Session, programme: Programme, today: date | None = None) -> tuple[Row, ...]:
    """Return all that happened up to a day (None for ours) with its rows; see `horizon`.

    The order is that of the days; on one day what is said of the day before comes first, then each
    as it was begun or said. A session counts once it is finished; one without a set is a day that
    was missed. A film counts once it is judged as it is wanted now.
    """
    days = {one.id: one for one in finished_days(session, programme)}
    found: list[tuple[tuple[str, bool, str, int], Row]] = [
        ((one.day, True, one.created_at, one.id), Row(done(one), one.uid)) for one in days.values()
    ]
    for event in programmes.events(session, programme):
        of = days.get(event.training_day_id or 0)
        said = _after(read_event(event), of)
        row = Row(said, "" if of is None else of.uid, event.uid)
        day = said.day.isoformat()
        found.append(((day, not isinstance(said, NextDay), event.created_at, event.id), row))
    today = today or clock.today()
    come = [one for one in found if has_come(one[1].happening.day, today)]
    return tuple(row for _, row in sorted(come, key=lambda one: one[0]))


def told_of(session: Session, programme: Programme, said: NextDay) -> TrainingDay | None:
    """Return the session that the day after is said of: the last one that is near enough."""
    near = [one for one in finished_days(session, programme) if _is_after(said.day, one)]
    return near[-1] if near else None


def finished_days(session: Session, programme: Programme) -> Sequence[TrainingDay]:
    """Return the finished sessions of a programme with their sets, oldest first."""
    return [one for one in days_of(session, programme) if one.finished_at is not None]


def days_of(session: Session, programme: Programme) -> Sequence[TrainingDay]:
    """Return the sessions that were begun for a programme, oldest first, with sets and films."""
    sets = selectinload(TrainingDay.sets.and_(LiftSet.deleted_at.is_(None)))
    query = (
        select(TrainingDay)
        .where(TrainingDay.programme_id == programme.id, TrainingDay.deleted_at.is_(None))
        .options(joinedload(TrainingDay.athlete), sets.joinedload(LiftSet.analysis))
        .order_by(TrainingDay.day, TrainingDay.created_at, TrainingDay.id)
        .execution_options(populate_existing=True)
    )
    return session.scalars(query).unique().all()


def done(day: TrainingDay) -> SessionDone | Missed:
    """Return a session as the programme takes it; a set that it does not know is left out."""
    when = date.fromisoformat(day.day)
    sets = tuple(one for row in day.sets if (one := _set_done(row, day)) is not None)
    if not sets:
        return Missed(when)
    plan = plan_of(day)
    return SessionDone(when, sets, () if plan is None else plan.prescriptions)


def form_now(analysis: Analysis | None) -> Form | None:
    """Return what a film counts for; None while it is not judged as it is wanted now."""
    if analysis is None or analysis.state != "done" or analysis.judged != analysis.wanted:
        return None
    return kept_form(analysis.summary)


def meant_by(lift_set: LiftSet, day: TrainingDay) -> Meant | None:
    """Return what a set is for the programme; None where it is none of its exercises.

    A set that is only named as a move, by the person or by its film, is the one of that move that
    was asked for on its day; else see `training.meant`.
    """
    seen = None if lift_set.analysis is None else lift_set.analysis.exercise_seen
    asked = (day.planned or {}).get("prescriptions", [])
    return meant(
        lift_set.exercise or seen,
        asked=[str(one.get("exercise")) for one in asked],
        implement=lift_set.implement,
        load_kg=lift_set.load_kg,
    )


def reps_of(lift_set: LiftSet) -> int | None:
    """Return the repetitions of a set: as said, else as its film shows them; None if unknown."""
    if lift_set.reps is None and form_now(lift_set.analysis) is not None:
        return int(((lift_set.analysis and lift_set.analysis.summary) or {}).get("reps", 0)) or None
    return lift_set.reps or None


def note(
    session: Session,
    programme: Programme,
    said: Said,
    *,
    training_day: TrainingDay | None = None,
    uid: str | None = None,
) -> ProgrammeEvent:
    """Note what a person says; twice under the same uid makes one row.

    Parameters
    ----------
    session : Session
    programme : Programme
    said : Missed, NextDay, Overruled, Swapped or Geared
    training_day : TrainingDay or None
        The session that it tells of.
    uid : str or None
        As the client made it up; None for a new one.
    """
    kind = next(name for name, one in KINDS.items() if isinstance(said, one))
    data = {name: value for name, value in asdict(said).items() if name != "day"}
    return programmes.add_event(
        session,
        programme,
        kind,
        said.day.isoformat(),
        data,
        training_day=training_day,
        uid=uid,
    )


def read_event(event: ProgrammeEvent) -> Said:
    """Return what a row says.

    Raises
    ------
    UsageError
        When it cannot be read.
    """
    try:
        kept: dict[str, Any] = {**event.data, "day": event.day}
        return _READERS[event.kind].validate_python(kept)
    except (KeyError, TypeError, ValidationError) as error:
        raise UsageError(
            f"An entry of this programme of {event.day} cannot be read; it may come from a newer "
            "hiphinge. Update hiphinge, or end the programme and begin a new one."
        ) from error


def _is_after(when: date, day: TrainingDay) -> bool:
    return 0 < (when - date.fromisoformat(day.day)).days <= LATEST_DAYS


def _after(said: Said, of: TrainingDay | None) -> Said:
    """Return what was said; of a session whose day was mended since, on the day after that one."""
    if of is None or not isinstance(said, NextDay) or _is_after(said.day, of):
        return said
    return replace(said, day=date.fromisoformat(of.day) + timedelta(days=1))


def _set_done(lift_set: LiftSet, day: TrainingDay) -> SetDone | None:
    one, reps = meant_by(lift_set, day), reps_of(lift_set)
    if one is None or one.key is None or reps is None:
        return None
    return SetDone(
        exercise=one.key,
        reps=reps,
        load_kg=lift_set.load_kg,
        rpe=lift_set.rpe,
        pain=lift_set.pain,
        form=form_now(lift_set.analysis),
    )
