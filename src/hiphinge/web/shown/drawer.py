"""Draws what was seen on films that somebody wishes for, one after the other, for the server.

A film is drawn by a process of its own that yields to everything else, so that judging never waits
for it. The wishes lie on the disk: a server that ended, however it ended, goes on with them when it
is started again. A process that broke off is tried once more.
"""

from __future__ import annotations

import sys
import threading
import time
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from hiphinge.errors import HingeError, UsageError
from hiphinge.jobs.checkpoint import go_on
from hiphinge.jobs.durable import move, remove, sync_file
from hiphinge.jobs.trouble import BROKE, write_down
from hiphinge.store.tables import Analysis
from hiphinge.web.shown import drawn
from hiphinge.web.shown.draw_process import Drawing
from hiphinge.web.shown.drawn import FILM, Wish
from hiphinge.web.shown.hand_on import AGAIN, hand_on

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from sqlalchemy.orm import Session

    from hiphinge.jobs.checkpoint import Checkpoint
    from hiphinge.store.database import Database

COMMAND = (sys.executable, "-P", "-m", "hiphinge.web.shown.draw_child")
ATTEMPTS_MOST = 2
"""Processes that may break off over one film."""
BROKE_TWICE = (
    "The program broke off twice while it drew on this film, so it does not go on by itself: try "
    "again once more."
)


class Drawer:
    """Draws on films in a thread and processes of its own.

    Parameters
    ----------
    db : Database
    command : sequence of str
        What starts a process that draws.
    checkpoint : callable
        Told each moment between two steps.
    """

    def __init__(
        self, db: Database, command: Sequence[str] = COMMAND, checkpoint: Checkpoint = go_on
    ) -> None:
        self._db, self._command, self._checkpoint = db, command, checkpoint
        self._changed = threading.Condition()
        self._waiting: list[str] = []
        self._ended: dict[str, float] = {}
        self._at: str | None = None
        self._share = 0.0
        self._again = False
        self._ready = False
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="hiphinge-drawer", daemon=True)

    def start(self) -> None:
        """Take up what is still wished for, and go on with it."""
        self._thread.start()

    def stop(self) -> None:
        """End what is being drawn; the wish for it stays. Returns when it has ended."""
        self._stop.set()
        with self._changed:
            self._changed.notify()
        self._thread.join()

    def draw(self, name: str) -> None:
        """Draw on the film of a result, whose wish is on the disk; twice is once."""
        with self._changed:
            if name == self._at:
                self._again = True  # it may just have been given up
            elif name not in self._waiting:
                self._waiting.append(name)
                self._changed.notify()

    def names(self, ended_s: float) -> list[str]:
        """Return the results whose films are drawn on, in order, and those that ended lately.

        Parameters
        ----------
        ended_s : float
            How long ago one may have ended [s].
        """
        with self._changed:
            at_work = [] if self._at is None else [self._at]
            since = time.monotonic() - ended_s
            self._ended = {name: at for name, at in self._ended.items() if at > since}
            return list(dict.fromkeys([*at_work, *self._waiting, *self._ended]))

    def before(self, name: str) -> int | None:
        """Return how many films are drawn before that of a result; None where it is not known."""
        with self._changed:
            if name == self._at or not self._ready:
                return 0
            at_work = int(self._at is not None)
            return self._waiting.index(name) + at_work if name in self._waiting else None

    def share(self, name: str) -> float | None:
        """Return which part of a film is drawn, 0 to 1; None where it is not this one's turn."""
        with self._changed:
            return self._share if name == self._at else None

    def _run(self) -> None:
        self._carefully("looking for films to draw on", self._take_up)
        with self._changed:
            self._ready = True
        while (name := self._next()) is not None:
            self._carefully(f"drawing {name}", partial(self._one, name))
            with self._changed:
                self._at, again = None, self._again
                self._ended[name] = time.monotonic()
            if again and drawn.is_wanted(self._db.folder.result_path(name)):
                self.draw(name)

    def _take_up(self) -> None:
        for result in drawn.wishes(self._db.folder.root / "results"):
            self.draw(result.name)

    def _next(self) -> str | None:
        """Wait for the next film; None when it is time to end."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._stop.is_set())
            if self._stop.is_set():
                return None
            self._at, self._share, self._again = self._waiting.pop(0), 0.0, False
            return self._at

    def _carefully(self, what: str, do: Callable[[], None]) -> None:
        """Do something that may fail today and not tomorrow; the next film is drawn still."""
        try:
            do()
        except Exception as error:  # noqa: BLE001
            write_down(self._db.folder, what, error)

    def _one(self, name: str) -> None:
        result = self._db.folder.result_path(name)
        try:
            question = self._question(name)
            if question is not None:
                self._draw(name, question)
        except HingeError as error:
            self._failed(name, Wish(error=str(error)))
        except Exception:
            self._failed(name, Wish(error=BROKE))
            raise
        finally:
            with self._db.write() as session:
                drawn.tidy(result)
                if not _is_shown(session, name):
                    remove(result)  # it went meanwhile, and what was drawn goes after it

    def _question(self, name: str) -> dict[str, Any] | None:
        """Return what the process is asked; None where the result is no longer shown.

        Raises
        ------
        HingeError
            When the film is gone, or is being judged anew.
        """
        with self._db.read() as session:
            found = session.scalars(select(Analysis).where(Analysis.result == name)).one_or_none()
            if found is None:
                return None
            to_hand_on = hand_on(session, self._db.folder, found)
        if not to_hand_on.fresh:
            raise UsageError(AGAIN)
        return to_hand_on.question

    def _draw(self, name: str, question: dict[str, Any]) -> None:
        result = self._db.folder.result_path(name)
        self._checkpoint("begun")
        with Drawing(self._command, question) as drawing:
            while (said := drawing.heard()) is not None:
                wish = drawn.wish_of(result)
                if self._stop.is_set() or wish is None:
                    return
                if "made" in said:
                    self._keep(name, result / said["made"])
                    return
                if "refused" in said:
                    self._failed(name, Wish(error=said["refused"]))
                    return
                with self._changed:
                    self._share = said.get("share", self._share)
            complaints = drawing.complaints()
        if not self._stop.is_set():
            self._broke(name, complaints)

    def _keep(self, name: str, part: Path) -> None:
        """Give a film its place, if it is still wished for."""
        result = part.parent
        sync_file(part)
        self._checkpoint("drawn")
        with self._db.write() as session:
            if _is_shown(session, name) and drawn.wish_of(result) is not None:
                move(part, result / FILM)
                self._checkpoint("moved")
                drawn.forget_wish(result)

    def _broke(self, name: str, complaints: str) -> None:
        write_down(self._db.folder, f"drawing {name}, which said: {complaints}", EOFError())
        wish = drawn.wish_of(self._db.folder.result_path(name))
        attempts = 1 if wish is None else wish.attempts + 1
        if attempts >= ATTEMPTS_MOST:
            self._failed(name, Wish(error=BROKE_TWICE))
            return
        self._failed(name, Wish(attempts=attempts))
        with self._changed:
            self._waiting.append(name)

    def _failed(self, name: str, wish: Wish) -> None:
        """Write down how it went, where somebody still wishes for it."""
        result = self._db.folder.result_path(name)
        with self._db.write():
            if drawn.wish_of(result) is not None:
                drawn.keep_wish(result, wish)


def _is_shown(session: Session, name: str) -> bool:
    return session.scalar(select(Analysis.id).where(Analysis.result == name)) is not None
