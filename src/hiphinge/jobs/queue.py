"""What is to be done next. The rows are the queue: there is no other one that could disagree."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import exists, select, update
from sqlalchemy.orm import aliased

from hiphinge.store.clock import now
from hiphinge.store.rows import SHOWN
from hiphinge.store.tables import Analysis, LiftSet, TrainingDay, Upload

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import Session

    from hiphinge.jobs.identity import Worker
    from hiphinge.store.database import Database

Kind = Literal["check", "judge"]
QUICK = 0
"""Priority of what needs no look at the video."""
FILM = 1
"""Priority of what does."""


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of work that a worker took.

    Attributes
    ----------
    kind : {"check", "judge"}
        An upload to look at, or a film to judge.
    id : int
        Of its row.
    uid : str
        Of its row.
    worker : str
        Who took it: the row names this worker for as long as it is theirs.
    quick : bool
        Whether the worker takes quick work only.
    """

    kind: Kind
    id: int
    uid: str
    worker: str
    quick: bool = False


def claim(db: Database, worker: Worker, *, quick: bool = False) -> Job | None:
    """Take the next piece of work, for this worker alone; None where there is none.

    Uploads come first: they are looked at in seconds, and a person waits for the answer. Films
    come by priority, then in the order in which they came; two sets of one film one after the
    other, so that the second finds what the first has seen.

    Parameters
    ----------
    db : Database
    worker : Worker
        Who asks.
    quick : bool
        Leave films that must be looked at to others.
    """
    with db.read() as session:  # most times there is nothing, and reading holds nobody up
        waiting = (_first_upload(), _first_analysis(quick=quick))
        if all(session.scalar(query) is None for query in waiting):
            return None
    with db.write() as session:
        return _claim_upload(session, str(worker), quick=quick) or _claim_analysis(
            session, str(worker), quick=quick
        )


@cache
def _first_upload() -> Select[int]:
    return (
        select(Upload.id)
        .where(Upload.state == "whole", Upload.worker.is_(None))
        .order_by(Upload.id)
        .limit(1)
    )


@cache
def _first_analysis(*, quick: bool) -> Select[int]:
    other = aliased(Analysis)
    same_film = exists().where(
        other.state == "running", other.video_sha256 == Analysis.video_sha256
    )
    query = (
        select(Analysis.id)
        .join(Analysis.lift_set)
        .join(LiftSet.training_day)
        .join(TrainingDay.athlete)
        .where(Analysis.state == "queued", *SHOWN, ~same_film)
    )
    if quick:
        query = query.where(Analysis.priority == QUICK)
    return query.order_by(Analysis.priority, Analysis.id).limit(1)


def _claim_upload(session: Session, worker: str, *, quick: bool) -> Job | None:
    row = session.execute(
        update(Upload)
        .where(Upload.id == _first_upload().scalar_subquery())
        .values(worker=worker, heartbeat_at=now())
        .returning(Upload.id, Upload.uid)
        .execution_options(synchronize_session=False)
    ).one_or_none()
    return None if row is None else Job("check", row.id, row.uid, worker, quick)


def _claim_analysis(session: Session, worker: str, *, quick: bool) -> Job | None:
    when = now()
    row = session.execute(
        update(Analysis)
        .where(Analysis.id == _first_analysis(quick=quick).scalar_subquery())
        .values(
            state="running",
            worker=worker,
            heartbeat_at=when,
            started_at=when,
            finished_at=None,
            stage="opening",
            progress=0.0,
            error="",
            cancel=False,
        )
        .returning(Analysis.id, Analysis.uid)
        .execution_options(synchronize_session=False)
    ).one_or_none()
    return None if row is None else Job("judge", row.id, row.uid, worker, quick)


def held(job: Job) -> tuple[ColumnElement[bool], ...]:
    """Return what is true of the job's row for as long as the worker has it."""
    table: Any = Upload if job.kind == "check" else Analysis
    state = "whole" if job.kind == "check" else "running"
    return table.id == job.id, table.worker == job.worker, table.state == state
