"""Real worker processes: started, killed, started again, stopped; with their server and after."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pausing import WORKER, arm, stands_still
from sqlalchemy import select
from workplace import account, do_with, estimator, row, send, until, worker_command

from hiphinge.jobs.again import rejudge
from hiphinge.jobs.identity import worker_named
from hiphinge.jobs.supervisor import Supervisor
from hiphinge.jobs.worker import run
from hiphinge.store.tables import Analysis, LiftSet, Upload

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hiphinge.store.database import Database

BOW = Path(__file__).parents[1] / "clips" / "bow.mp4"
"""The shortest of our films with repetitions, seven seconds: the networks look at each frame."""
FRAME_S = 3.0
"""A film that is looked at so slowly takes a minute: longer than what is to come before its end."""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals")


@contextmanager
def supervised(db: Database, command: tuple[str, ...]) -> Iterator[Supervisor]:
    supervisor = Supervisor(db, 1, command)
    supervisor.start()
    try:
        yield supervisor
    finally:
        supervisor.stop()
        assert supervisor.pids == []


def judging(db: Database) -> int | None:
    """Return the number of the process that looks at the film; None where none does."""
    with db.read() as session:
        text = session.scalar(
            select(Analysis.worker).where(Analysis.stage == "seeing", Analysis.progress > 0)
        )
    worker = worker_named(text or "")
    return None if worker is None else worker.process.pid


def is_gone(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def test_killed_and_started_again(db: Database, film: Path) -> None:
    send(db, film)
    arm(db.folder.root, "judge:frame")
    with supervised(db, WORKER):
        pid = until(lambda: judging(db))
        until(lambda: stands_still(db.folder.root))
        arm(db.folder.root, "")
        os.kill(pid, signal.SIGKILL)
        until(lambda: row(db).state == "done")
        assert row(db).judged == 1
    assert account(db)["films"][0][3] == "2 repetitions: all hinges."


def test_an_edit_does_not_wait_for_a_film(db: Database, film: Path, other_film: Path) -> None:
    """While one film is looked at, an upload is checked and an edit judged."""
    send(db, film, {"day": "2026-11-26"})
    with supervised(db, worker_command(0.0)):
        until(lambda: row(db, Upload).state == "checked" and row(db).state == "done")
    with supervised(db, worker_command(FRAME_S)):
        send(db, other_film, {"day": "2026-11-27"})
        until(lambda: judging(db))
        with db.write() as session:
            rejudge(session, session.get_one(LiftSet, 1))
        until(lambda: _judged(db, 1) == 2)
        assert _judged(db, 2) == 0
    with db.read() as session:
        later = session.get_one(Analysis, 2)
        assert (later.state, later.attempts, later.worker) == ("queued", 0, None)


def _judged(db: Database, number: int) -> int:
    with db.read() as session:
        return session.get_one(Analysis, number).judged


def test_when_the_server_is_killed_the_workers_end(db: Database, film: Path) -> None:
    """They put back what they have in hand, and what they leave is nobody's."""
    send(db, film)
    here = Path(__file__).parent
    code = f"""
import sys, time
sys.path[:0] = {[str(here), str(here.parent)]!r}
from pathlib import Path
from workplace import EXAMPLE, account, do_with, estimator, row, send, until, worker_command
from hiphinge.jobs.supervisor import Supervisor
from hiphinge.store.database import open_database
from hiphinge.store.folder import open_folder
db = open_database(open_folder(Path({str(db.folder.root)!r})))
Supervisor(db, 1, worker_command({FRAME_S})).start()
time.sleep(600)
"""
    server = subprocess.Popen([sys.executable, "-c", code])
    try:
        pid = until(lambda: judging(db))
    finally:
        server.kill()
        server.wait()
    until(lambda: is_gone(pid))
    assert (row(db).state, row(db).worker, row(db).attempts) == ("queued", None, 0)


def test_a_worker_that_cannot_start_is_not_started_all_the_time(
    db: Database, tmp_path: Path
) -> None:
    started = tmp_path / "started"
    code = f"open({str(started)!r}, 'a').write('x'); raise SystemExit(3)"
    supervisor = Supervisor(db, 1, (sys.executable, "-c", code))
    began_s = time.monotonic()
    supervisor.start()
    until(lambda: started.exists() and len(started.read_text()) >= 6)
    supervisor.stop()
    assert time.monotonic() - began_s > 3  # of two places each, at 0, 1 and 3 s at the earliest


def test_a_worker_that_waits_is_small() -> None:
    """Nothing that only work needs is loaded: two workers wait in every server."""
    code = (
        "import sys, hiphinge.jobs.worker; "
        "sys.exit(bool({'numpy', 'av', 'PIL', 'ai_edge_litert'} & sys.modules.keys()))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_worker_that_has_worked_rests(db: Database, film: Path) -> None:
    """It ends after a while, to give back its memory; the server starts another."""
    send(db, film)
    run(db.folder.root, threading.Event(), rest_s=0.0, do=do_with(estimator))
    assert row(db).state == "done"


def test_a_film_from_upload_to_report(db: Database) -> None:
    """The real thing, networks and all, in the process that a server starts."""
    send(db, BOW, {"exercise": "rdl", "load_kg": 20.0})
    supervisor = Supervisor(db, 1)
    supervisor.start()
    try:
        until(lambda: row(db, Upload).state == "checked")
        shown = set()
        until(lambda: shown.add(row(db).progress) or row(db).state not in ("queued", "running"))
    finally:
        supervisor.stop()
    kept = row(db)
    assert (kept.state, kept.error) == ("done", "")
    assert kept.frames == pytest.approx(207, abs=2)
    assert len(shown) > 5
    assert kept.summary["reps"] == 2
    page = (db.folder.result_path(kept.result) / "page.html").read_text()
    assert "bow.mp4" in page
    assert "media-src 'self'" in page
