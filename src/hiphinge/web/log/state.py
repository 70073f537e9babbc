"""A session as the log shows it: what was logged, what was changed of its plan, what came of it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from hiphinge.store.log_layout import Choice  # noqa: TC001 (pydantic reads it)
from hiphinge.store.logbook import choices_of, latest_ms
from hiphinge.store.tables import LiftSet
from hiphinge.web.exercise_names import title_of
from hiphinge.web.log.decided import Decided, decided_of
from hiphinge.web.shown.state import SetState, state_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from hiphinge.store.tables import TrainingDay


class LoggedSet(BaseModel):
    """One set.

    Attributes
    ----------
    uid : str
    exercise, title : str or None
        As given, else as its film looks; None where neither told.
    load_kg, reps, rpe, pain, note, position
        As the set's own; None where it was not said.
    removed : bool
        Whether it is in the bin.
    film : SetState or None
        How far its film is; None without one.
    """

    model_config = ConfigDict(extra="forbid")

    uid: str
    exercise: str | None
    title: str | None
    load_kg: float | None
    reps: int | None
    rpe: float | None
    pain: int | None
    note: str
    position: int
    removed: bool
    film: SetState | None


class LogState(BaseModel):
    """A session.

    Attributes
    ----------
    uid, day, title, note : str
    finished : bool
    now_ms : int
        Our clock when this was read [ms since 1970].
    latest_ms : int
        When something was last said of it, on a phone's clock or ours [ms]; 0 for never.
    choices : dict
        What was changed of its plan for this day; see `store.log_layout`.
    sets : list of LoggedSet
        In their order, also those in the bin.
    decided : Decided or None
        What the programme made of it; None while it is not finished, or of no programme.
    """

    model_config = ConfigDict(extra="forbid")

    uid: str
    day: str
    title: str
    note: str
    finished: bool
    now_ms: int
    latest_ms: int
    choices: dict[str, Choice]
    sets: list[LoggedSet]
    decided: Decided | None


def now_ms() -> int:
    """Return our clock [ms since 1970]."""
    return time.time_ns() // 1_000_000


def log_state(session: Session, day: TrainingDay) -> LogState:
    """Return a session as the log shows it.

    Parameters
    ----------
    session : Session
    day : TrainingDay
        With its athlete.
    """
    lifts = _lifts(session, day)
    return LogState(
        uid=day.uid,
        day=day.day,
        title=day.title,
        note=day.note,
        finished=day.finished_at is not None,
        now_ms=now_ms(),
        latest_ms=latest_ms(day, *lifts),
        choices=choices_of(day),
        sets=[_logged(session, one) for one in lifts],
        decided=decided_of(session, day),
    )


def _lifts(session: Session, day: TrainingDay) -> Sequence[LiftSet]:
    query = (
        select(LiftSet)
        .where(LiftSet.training_day_id == day.id)
        .options(joinedload(LiftSet.analysis))
        .order_by(LiftSet.position, LiftSet.id)
        .execution_options(populate_existing=True)
    )
    return session.scalars(query).unique().all()


def _logged(session: Session, lift: LiftSet) -> LoggedSet:
    seen = lift.analysis.exercise_seen if lift.analysis else None
    exercise = lift.exercise or seen
    return LoggedSet(
        uid=lift.uid,
        exercise=exercise,
        title=title_of(exercise) if exercise else None,
        load_kg=lift.load_kg,
        reps=lift.reps,
        rpe=lift.rpe,
        pain=lift.pain,
        note=lift.note,
        position=lift.position,
        removed=lift.deleted_at is not None,
        film=state_of(session, lift) if lift.analysis else None,
    )
