"""What was found out of each athlete, remembered until something of theirs changes.

A look at programme and trends takes some ten milliseconds, so a list of many athletes does not wait
for all: what is missing is found out beside it, in a thread that ends when nothing is missing. All
of it is in memory alone, and made anew by the next server.
"""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from sqlalchemy.exc import SQLAlchemyError

from hiphinge.errors import HingeError
from hiphinge.jobs.trouble import write_down
from hiphinge.store import athletes
from hiphinge.store.prints import prints
from hiphinge.web.need.look import look_at
from hiphinge.web.need.signs import Look

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy.orm import Session

    from hiphinge.store.database import Database

PATIENCE_S: Final = 1.0
"""A page waits so long for looks that are missing [s]: two dozen athletes, after a new start."""
BATCH: Final = 10
"""So many looks see one state of the database; then it is let go, for its log to be emptied."""
ENDS_S: Final = 5.0
"""A server that ends waits so long for the look that is under way [s]."""


class Looks:
    """Looks at athletes, and remembers what was found.

    Parameters
    ----------
    db : Database
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._known: dict[str, tuple[int, Look]] = {}
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._thread: threading.Thread | None = None

    def found(
        self, session: Session, patience_s: float = PATIENCE_S, first: str | None = None
    ) -> tuple[Mapping[str, Look], int]:
        """Return what is known of each athlete, and of how many it is still to be found out.

        Parameters
        ----------
        session : Session
        patience_s : float
            So long is waited for what is missing [s]; the rest is found out afterwards.
        first : str or None
            Uid of an athlete who is waited for in any case.
        """
        now = prints(session)
        until_s = time.monotonic() + patience_s
        missing = self._missing(now)
        if first in missing:
            missing.remove(first)
            self._look(session, first, now)
        while missing and time.monotonic() < until_s:
            self._look(session, missing.pop(), now)
        if missing:
            self._go_on()
        with self._lock:
            return {uid: self._known.get(uid, (0, Look()))[1] for uid in now}, len(missing)

    def close(self) -> None:
        """End what is under way."""
        self._over.set()
        thread = self._thread
        if thread is not None:
            thread.join(ENDS_S)

    def _missing(self, now: Mapping[str, int]) -> list[str]:
        with self._lock:
            for gone in self._known.keys() - now.keys():
                del self._known[gone]
            return [uid for uid, one in now.items() if self._known.get(uid, (None,))[0] != one]

    def _look(self, session: Session, uid: str, now: Mapping[str, int]) -> None:
        try:
            found = look_at(session, athletes.get(session, uid))
        except SQLAlchemyError:
            raise
        except Exception as error:  # noqa: BLE001 (one athlete's trouble hides no other's)
            # What cannot be read is said on its own page; the list goes on without it.
            if not isinstance(error, HingeError):
                write_down(self._db.folder, f"looking at {uid}", error)
            found = Look()
        with self._lock:
            self._known[uid] = (now[uid], found)

    def _go_on(self) -> None:
        with self._lock:
            if self._over.is_set() or (self._thread is not None and self._thread.is_alive()):
                return
            self._thread = threading.Thread(target=self._all, name="looks", daemon=True)
            self._thread.start()

    def _all(self) -> None:
        # Where the database cannot be read any more, the next page says so.
        with suppress(SQLAlchemyError):
            while not self._over.is_set() and self._batch():
                pass

    def _batch(self) -> bool:
        """Look at some who are missing; return whether there are more."""
        with self._db.read() as session:
            now = prints(session)
            missing = self._missing(now)
            self._some(session, missing[:BATCH], now)
        return len(missing) > BATCH

    def _some(self, session: Session, uids: Iterable[str], now: Mapping[str, int]) -> None:
        for uid in uids:
            if self._over.is_set():
                return
            self._look(session, uid, now)
