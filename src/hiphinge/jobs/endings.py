"""How work ends otherwise than well: failed, cancelled, put back; each only by who has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import update

from hiphinge.jobs.queue import FILM, held
from hiphinge.store.clock import now
from hiphinge.store.tables import Analysis, Upload

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

    from hiphinge.jobs.queue import Job
    from hiphinge.store.database import Database


def put_back(db: Database, job: Job, *, as_film: bool = False) -> None:
    """Give the work back, so that another worker takes it; no attempt is counted.

    Parameters
    ----------
    db : Database
    job : Job
    as_film : bool
        It needs a look at the video after all, so that it is not quick.
    """
    free: dict[str, object] = {"worker": None, "heartbeat_at": None}
    if job.kind == "judge":
        free |= {"state": "queued", "stage": "", "progress": 0.0}
        if as_film:
            free["priority"] = FILM
    _write(db, job, free)


def fail(db: Database, job: Job, sentence: str) -> bool:
    """End the work with a sentence for the person; return whether it was still this worker's."""
    ended: dict[str, object] = {"worker": None, "heartbeat_at": None, "error": sentence}
    if job.kind == "judge":
        ended |= {"state": "failed", "finished_at": now(), "stage": ""}
    else:
        ended["state"] = "refused"
    return _write(db, job, ended)


def cancelled(db: Database, job: Job) -> None:
    """End a film's work because the person said so, or give it back where they took that back."""
    ended = _write(
        db,
        job,
        {
            "state": "cancelled",
            "worker": None,
            "heartbeat_at": None,
            "finished_at": now(),
            "cancel": False,
            "stage": "",
        },
        Analysis.cancel.is_(True),
    )
    if not ended:
        put_back(db, job)


def _write(
    db: Database, job: Job, values: dict[str, object], *besides: ColumnElement[bool]
) -> bool:
    with db.write() as session:
        changed = session.execute(
            update(Upload if job.kind == "check" else Analysis)
            .where(*held(job), *besides)
            .values(values)
            .returning(Upload.id if job.kind == "check" else Analysis.id)
            .execution_options(synchronize_session=False)
        )
        return changed.one_or_none() is not None
