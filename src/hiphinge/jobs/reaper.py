"""Work whose worker is gone goes back to the queue; work that kills its workers ends.

A worker is gone when its process is, which on Linux is known at once, also after a power cut. Where
it cannot be known, and for one that lives and yet does nothing, its heartbeat tells: the reaper
takes note when it last saw it change, by its own clock, so that neither a clock that was set nor a
computer that slept can rob a worker of its work.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from hiphinge.jobs.identity import worker_named
from hiphinge.jobs.trouble import BROKE_TWICE
from hiphinge.store.clock import now
from hiphinge.store.tables import Analysis, Upload

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from sqlalchemy.orm import Session

    from hiphinge.jobs.identity import Worker
    from hiphinge.store.database import Database

SILENT_S = 60.0
"""A worker of which nothing else is known is gone after so long without a heartbeat [s]: one is due
every half second and waits 15 s at most for other writers."""
WEDGED_S = 900.0
"""One whose process is there is given up after so long [s]; it should have ended itself before."""
ATTEMPTS_MOST = 2
"""Workers that may die over one piece of work."""


@dataclass(frozen=True, slots=True)
class _Look:
    """The heartbeat of some work, and when it was first seen to be this one."""

    worker: str
    beat: str | None
    since_s: float


class Reaper:
    """Looks after the work of all workers, again and again.

    Parameters
    ----------
    db : Database
    clock : callable
        Tells the time that does not jump [s].
    """

    def __init__(self, db: Database, clock: Callable[[], float] = time.monotonic) -> None:
        self._db, self._clock = db, clock
        self._looks: dict[tuple[str, int], _Look] = {}

    def look(self, ended: Collection[int] = ()) -> list[int]:
        """Take work from workers that are gone.

        Parameters
        ----------
        ended : collection of int
            Numbers of the workers that were ended because the server ends, too busy to put back
            what they had in hand: no film is to blame for that.

        Returns
        -------
        list of int
            Numbers of processes that live, hang, and should be ended.
        """
        with self._db.read() as session:
            running = {_key(row): (row.worker or "", row.heartbeat_at) for row in _running(session)}
        self._looks = {
            key: self._seen(key, worker, beat) for key, (worker, beat) in running.items()
        }
        gone = {key: look for key, look in self._looks.items() if self._is_gone(look)}
        if gone:
            with self._db.write() as session:
                for row in _running(session):
                    look = gone.get(_key(row))
                    if look is not None and (look.worker, look.beat) == (
                        row.worker or "",
                        row.heartbeat_at,
                    ):
                        _free(row, ended)
        found = [worker_named(look.worker) for look in gone.values()]
        return [one.process.pid for one in found if one is not None and one.process.alive]

    def _seen(self, key: tuple[str, int], worker: str, beat: str | None) -> _Look:
        known = self._looks.get(key)
        if known is not None and (known.worker, known.beat) == (worker, beat):
            return known
        return _Look(worker, beat, self._clock())

    def _is_gone(self, look: _Look) -> bool:
        worker = worker_named(look.worker)
        alive = None if worker is None else worker.process.alive
        if alive is False or not look.worker:
            return True
        return self._clock() - look.since_s > (WEDGED_S if alive else SILENT_S)


def _key(row: Upload | Analysis) -> tuple[str, int]:
    return row.__tablename__, row.id


def _running(session: Session) -> list[Any]:
    uploads = select(Upload).where(Upload.state == "whole", Upload.worker.is_not(None))
    films = select(Analysis).where(Analysis.state == "running")
    return [*session.scalars(uploads), *session.scalars(films)]


def _free(row: Any, ended: Collection[int]) -> None:
    """Give work back whose worker is gone, or end it where it was not the first one."""
    worker = worker_named(row.worker or "")
    if not _all_gone(worker) and (worker is None or worker.process.pid not in ended):
        row.attempts += 1
    film = isinstance(row, Analysis)
    row.worker = row.heartbeat_at = None
    if film:
        row.stage, row.progress = "", 0.0
    if film and row.cancel:
        row.state, row.cancel, row.finished_at = "cancelled", False, now()
    elif row.attempts >= ATTEMPTS_MOST:
        row.state = "failed" if film else "refused"
        row.error = BROKE_TWICE
        if film:
            row.finished_at = now()
    elif film:
        row.state = "queued"


def _all_gone(worker: Worker | None) -> bool:
    """Tell whether a worker went together with its server, as in a power cut.

    Then the film is not to blame, and it does not count as an attempt.
    """
    return worker is not None and worker.server.alive is False
