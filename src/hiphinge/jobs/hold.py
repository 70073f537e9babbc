"""Work in hand: that it is still being done, how far it is, and whether it is to go on."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import update
from sqlalchemy.exc import DBAPIError

from hiphinge.jobs.queue import held
from hiphinge.store.clock import now
from hiphinge.store.tables import Analysis, Upload

if TYPE_CHECKING:
    from collections.abc import Callable

    from hiphinge.jobs.queue import Job
    from hiphinge.store.database import Database

BEAT_S = 0.5
"""Progress is written, and the person's wish read, this often [s]: one write of a small row."""
STUCK_S = 600.0
"""Work that says nothing for so long hangs, and its process ends itself [s]. The longest silence
of sound work is the judging of an hour's film, which takes a minute on a busy machine."""
STUCK_EXIT = 70
"""What such a process ends with (BSD's EX_SOFTWARE)."""


class Ended(Exception):  # noqa: N818 (none of these is an error)
    """The work is not to go on."""


class Cancelled(Ended):
    """The person said so."""


class Stopping(Ended):
    """The worker is to end; the work goes back to the others."""


class Lost(Ended):
    """The work is no longer this worker's: its row says otherwise, or is gone."""


class Moved(Ended):
    """The person said something that makes it useless; it goes back, to be done as wanted now."""


class NotQuick(Ended):
    """It takes longer than was thought; it goes back, to a worker that has the time."""


class Hold:
    """One piece of work in hand; a context manager.

    Two threads: the one that works says how far it is, at no cost; another one writes that down,
    shows that the worker lives, and reads whether the person has thought better of it.

    Parameters
    ----------
    db : Database
    job : Job
    stop : threading.Event
        Set when the worker is to end.
    end : callable
        Ends the process when the work hangs: a thread that hangs can be ended no other way.
    """

    def __init__(
        self,
        db: Database,
        job: Job,
        stop: threading.Event,
        end: Callable[[int], Any] = os._exit,
    ) -> None:
        self.job = job
        self.wanted = 0
        self._db, self._stop, self._end = db, stop, end
        self._over = threading.Event()
        self._ended: type[Ended] | None = None
        self._stage, self._share = "opening", 0.0
        self._silent = 0
        self._beats = threading.Thread(target=self._run, name="hiphinge-heartbeat", daemon=True)

    def __enter__(self) -> Self:
        self._beats.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._beats.join()

    def tell(self, stage: str, share: float) -> None:
        """Say that a stage is done to this part, 0 to 1; safe from any thread.

        Raises
        ------
        Ended
            When the work is not to go on: `Cancelled`, `Stopping` or `Lost`.
        """
        self._stage, self._share, self._silent = stage, share, 0
        if self._ended is not None:
            raise self._ended
        if self._stop.is_set():
            raise Stopping

    def _run(self) -> None:
        while not self._over.wait(BEAT_S):
            # Counted in beats and not by the clock: a computer that slept has not hung.
            self._silent += 1
            if self._silent * BEAT_S > STUCK_S:
                self._end(STUCK_EXIT)
            try:
                self._beat()
            except DBAPIError:
                continue  # a full disk or a long queue of writers: the next beat may do

    def _beat(self) -> None:
        judging = self.job.kind == "judge"
        told: dict[str, Any] = {"heartbeat_at": now()}
        if judging:
            told |= {"stage": self._stage, "progress": self._share}
        change = (
            update(Analysis if judging else Upload)
            .where(*held(self.job))
            .values(told)
            .execution_options(synchronize_session=False)
        )
        change = change.returning(
            *((Analysis.cancel, Analysis.wanted) if judging else (Upload.id,))
        )
        with self._db.write() as session:
            row = session.execute(change).one_or_none()
        if row is None:
            self._ended = Lost
        elif judging:
            self.wanted = row.wanted
            if row.cancel:
                self._ended = Cancelled
