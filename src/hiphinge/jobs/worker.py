"""The process that does the work: `python -m hiphinge.jobs.worker --folder X`.

It takes one piece after another. Told to stop, it puts back what it has in hand and ends; when the
server that started it is gone, it does the same by itself, so that nothing is done twice. What it
does not need while it waits, the networks above all, it does not load.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from hiphinge.jobs.endings import cancelled, fail, put_back
from hiphinge.jobs.hold import Cancelled, Ended, Hold, Lost, NotQuick
from hiphinge.jobs.identity import this_worker
from hiphinge.jobs.memory import hold_to, is_out
from hiphinge.jobs.queue import claim
from hiphinge.jobs.trouble import BROKE, sentence_of, write_down
from hiphinge.store.database import FolderGone, open_database
from hiphinge.store.folder import Folder, open_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hiphinge.jobs.queue import Job
    from hiphinge.store.database import Database

POLL_S = 0.25
"""The queue is looked at this often while there is nothing to do [s]; a look takes 0.2 ms."""
NICENESS = 10
"""The server and whatever else the person does go first (0 is usual, 19 the most yielding)."""
QUICK_NICENESS = 3
"""For quick work somebody waits: it goes before the films."""
AGAIN_S = 5.0
"""Where even the end of a work cannot be written, as on a full disk, it is tried this often [s]."""
GRACE_S = 20.0
"""Work that does not stop for so long after it was told to is cut off [s]; its row tells."""
REST_S = 120.0
"""A worker that has worked and then waits for so long ends, to give back what the networks took
[s]; whoever started it starts another, which costs a quarter of a second."""


def run(
    folder: Path,
    stop: threading.Event,
    *,
    quick: bool = False,
    rest_s: float = REST_S,
    do: Callable[[Database, Job, Hold], None] | None = None,
) -> None:
    """Do what there is to do until told to stop.

    Parameters
    ----------
    folder : Path
        Where everything lies.
    stop : threading.Event
        Ends it, with what it has in hand put back.
    quick : bool
        Leave films that must be looked at to others, so that an edit never waits for one.
    rest_s : float
        Ends as well after so long without work, once it has done some [s].
    do : callable or None
        Does one piece of work; the real thing where None is given.
    """
    place = open_folder(folder) if folder.is_dir() else Folder(folder)
    if not place.database.exists():
        # Its server made one; to make another here would hide that the real one is gone.
        raise FolderGone(f"{folder} holds nothing of hiphinge any more.")
    db = open_database(place)
    me, worked_s = this_worker(), None
    try:
        while not stop.is_set():
            try:
                job = claim(db, me, quick=quick)
            except DBAPIError as error:  # a full disk, or writers in a long queue
                write_down(db.folder, "taking work", error)
                stop.wait(AGAIN_S)
                continue
            if job is not None:
                do_one(db, job, stop, do or do_job)
                worked_s = time.monotonic()
            elif worked_s is not None and time.monotonic() - worked_s > rest_s:
                return
            else:
                stop.wait(POLL_S)
    finally:
        db.close()


def do_job(db: Database, job: Job, hold: Hold) -> None:
    """Do one piece of work."""
    if job.kind == "check":
        from hiphinge.jobs.check import check  # noqa: PLC0415 (not while there is nothing to do)

        check(db, job, hold)
        return
    from hiphinge.jobs.work import work  # noqa: PLC0415

    work(db, job, hold)


def do_one(
    db: Database, job: Job, stop: threading.Event, do: Callable[[Database, Job, Hold], None]
) -> None:
    """Do one piece of work and, where it does not end well, write down how it ended.

    Where memory ran out, `stop` is set: what is left of the work is let go with the process.
    """
    try:
        with Hold(db, job, stop) as hold:
            do(db, job, hold)
    except Lost:
        return
    except Cancelled:
        _surely(stop, lambda: cancelled(db, job))
    except Ended as ended:
        as_film = isinstance(ended, NotQuick)
        _surely(stop, lambda: put_back(db, job, as_film=as_film))
    except Exception as error:  # noqa: BLE001 (whatever it is, the person is told and others go on)
        sentence = sentence_of(error)
        if sentence is None:
            write_down(db.folder, f"{job.kind} {job.uid}", error)
        _surely(stop, lambda: fail(db, job, sentence or BROKE))
        if is_out(error):
            stop.set()


def _surely(stop: threading.Event, write: Callable[[], object]) -> None:
    """Write how a work ended, again and again where the disk is full."""
    while True:
        try:
            write()
        except DBAPIError:
            if stop.wait(AGAIN_S):
                return  # the row still names this process, which is about to be gone: it is found
        else:
            return


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a worker process."""
    parser = argparse.ArgumentParser(prog="hiphinge.jobs.worker", description=__doc__)
    parser.add_argument("--folder", type=Path, required=True, help="where everything lies")
    parser.add_argument("--quick", action="store_true", help="leave long work to others")
    parser.add_argument(
        "--with-parent", action="store_true", help="end when standard input is closed"
    )
    told = parser.parse_args(arguments)
    stop = prepare(with_parent=told.with_parent, quick=told.quick)
    run(told.folder, stop, quick=told.quick)


def prepare(*, with_parent: bool, quick: bool = False) -> threading.Event:
    """Make this process a worker that yields, held to its memory; return what stops it.

    Parameters
    ----------
    with_parent : bool
        Stop as well when standard input ends, as it does when the process at its other end is
        gone, however that ended.
    quick : bool
        Whether it does quick work only.
    """
    hold_to()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    if sys.platform != "win32":
        with suppress(OSError):
            os.nice(QUICK_NICENESS if quick else NICENESS)
    if with_parent:
        threading.Thread(target=_follow_parent, args=(stop,), daemon=True).start()
    threading.Thread(target=_cut_off, args=(stop,), daemon=True).start()
    return stop


def _follow_parent(stop: threading.Event) -> None:
    with suppress(OSError):
        while os.read(0, 1024):
            pass
    stop.set()


def _cut_off(stop: threading.Event) -> None:
    """End the process when what it does cannot be stopped otherwise."""
    stop.wait()
    time.sleep(GRACE_S)
    os._exit(1)


if __name__ == "__main__":
    main()
