"""Keeps the workers running for as long as the server runs, and no longer."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hiphinge.jobs.memory import ALONE
from hiphinge.jobs.reaper import Reaper
from hiphinge.jobs.sweep import sweep
from hiphinge.jobs.trouble import LOG, keep_short, write_down

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hiphinge.store.database import Database

WORKER = (sys.executable, "-P", "-m", "hiphinge.jobs.worker")
TURN_S = 0.5
"""Workers are looked at this often [s]."""
REAP_S = 3.0
"""Work without a worker is looked for this often [s]."""
SHORT_S = 10.0
"""A worker that ends badly sooner than this after its start is started again more slowly [s]."""
BACK_OFF_S = (0.0, 1.0, 2.0, 5.0, 10.0, 30.0)
"""Pause before a worker is started again, by how often in a row it ended so [s]."""
STOP_S = 10.0
"""Workers have so long to put back what they have in hand [s]; then they are ended."""


@dataclass(slots=True)
class _Place:
    """One worker's place: the process that fills it now, and how those before it fared."""

    command: tuple[str, ...]
    process: subprocess.Popen[bytes] | None = None
    started_s: float = 0.0
    start_at_s: float = 0.0
    short_lives: int = field(default=0)


class Supervisor:
    """Starts workers, starts them again, gives their work to others when they die.

    Beside the workers that take everything there is one that takes only what is quick, so that an
    edit is judged and an upload looked at while long films are under way.

    Parameters
    ----------
    db : Database
    workers : int
        Processes that look at films; each uses two threads.
    command : sequence of str
        What starts a worker; the folder is added to it.
    """

    def __init__(self, db: Database, workers: int = 1, command: Sequence[str] = WORKER) -> None:
        self._db = db
        self._reaper = Reaper(db)
        whole = (*command, "--folder", str(db.folder.root.absolute()), "--with-parent")
        self._places = [_Place(whole) for _ in range(workers)]
        if workers:
            self._places.append(_Place((*whole, "--quick")))
        self._ended: set[int] = set()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="hiphinge-supervisor", daemon=True)

    def start(self) -> None:
        """Take up what was left lying, and start the workers."""
        self._thread.start()

    def stop(self) -> None:
        """End the workers; what they have in hand goes back to the queue. Returns when it has."""
        self._stop.set()
        self._thread.join()

    @property
    def pids(self) -> list[int]:
        """Numbers of the processes that run."""
        processes = [place.process for place in self._places]
        return [one.pid for one in processes if one is not None and one.poll() is None]

    def _run(self) -> None:
        keep_short(self._db.folder.root / LOG)
        next_reap_s = 0.0
        try:
            self._carefully("tidying up", lambda: sweep(self._db))
            while not self._stop.is_set():
                if time.monotonic() >= next_reap_s:
                    self._carefully("looking for lost work", self._reap)
                    next_reap_s = time.monotonic() + REAP_S
                for place in self._places:
                    self._fill(place)
                self._stop.wait(TURN_S)
        finally:
            self._end_all()
        # Whoever had to be ended has left work behind that is nobody's now.
        self._carefully("looking for lost work", self._reap)

    def _carefully(self, what: str, do: Callable[[], object]) -> None:
        """Do something that may fail today and not tomorrow; the workers are looked after still."""
        try:
            do()
        except Exception as error:  # noqa: BLE001
            write_down(self._db.folder, what, error)

    def _reap(self) -> None:
        hanging = set(self._reaper.look(self._ended))
        for place in self._places:
            if place.process is not None and place.process.pid in hanging:
                place.process.kill()

    def _fill(self, place: _Place) -> None:
        """Start a worker where there is none, not too often where it keeps ending badly."""
        now_s = time.monotonic()
        if place.process is not None:
            code = place.process.poll()
            if code is None:
                return
            self._let_go(place)
            bad = code != 0 and now_s - place.started_s < SHORT_S
            place.short_lives = place.short_lives + 1 if bad else 0
            place.start_at_s = now_s + BACK_OFF_S[min(place.short_lives, len(BACK_OFF_S) - 1)]
        if now_s < place.start_at_s:
            return
        try:
            with (self._db.folder.root / LOG).open("ab") as log:
                place.process = subprocess.Popen(  # noqa: S603 (our own interpreter, no shell)
                    place.command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.DEVNULL,
                    stderr=log,
                    env={**os.environ, **ALONE},
                    # Ctrl-C is meant for the server, which ends its workers in order.
                    start_new_session=True,
                )
        except OSError as error:
            place.start_at_s = now_s + BACK_OFF_S[-1]
            write_down(self._db.folder, "starting a worker", error)
            return
        place.started_s = now_s

    def _end_all(self) -> None:
        running = [place for place in self._places if place.process is not None]
        for place in running:
            assert place.process is not None  # noqa: S101 (tells the type checker)
            place.process.terminate()
        until_s = time.monotonic() + STOP_S
        for place in running:
            assert place.process is not None  # noqa: S101
            try:
                place.process.wait(max(0.1, until_s - time.monotonic()))
            except subprocess.TimeoutExpired:
                self._ended.add(place.process.pid)
                place.process.kill()
            self._let_go(place)

    def _let_go(self, place: _Place) -> None:
        """Forget a process that has ended, or is about to."""
        assert place.process is not None  # noqa: S101
        place.process.wait()
        if place.process.stdin is not None:
            with suppress(OSError):
                place.process.stdin.close()
        place.process = None
