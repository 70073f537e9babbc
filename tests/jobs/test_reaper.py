"""Whose worker is gone, and whose is only slow."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update
from test_claim import make_work
from workplace import row, take

from hiphinge.jobs import identity
from hiphinge.jobs.again import cancel
from hiphinge.jobs.identity import Process, Worker, this_worker, worker_named
from hiphinge.jobs.reaper import SILENT_S, WEDGED_S, Reaper
from hiphinge.jobs.trouble import BROKE_TWICE
from hiphinge.store.tables import Analysis, Upload

if TYPE_CHECKING:
    from hiphinge.jobs.queue import Job
    from hiphinge.store.database import Database

HERE = this_worker()
GONE = Process(HERE.process.boot, HERE.process.room, HERE.process.pid, "1")
"""Another process had our number before us."""
ELSEWHERE = Process(HERE.process.boot, "another-container", 1, "1")
BEFORE = Process("another-boot", HERE.process.room, HERE.process.pid, HERE.process.born)
"""Our very number and birth, before the machine was started anew."""


class Clock:
    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


def hand_to(db: Database, worker: Worker) -> None:
    with db.write() as session:
        session.execute(update(Analysis).values(worker=str(worker)))


@pytest.fixture
def job(db: Database) -> Job:
    make_work(db, films=1)
    found = take(db)
    assert found is not None
    return found


needs_proc = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere less is known")


@needs_proc
def test_who_lives() -> None:
    assert HERE.process.alive is True
    assert HERE.server.alive is True
    assert GONE.alive is False
    assert BEFORE.alive is False
    assert ELSEWHERE.alive is None
    assert worker_named(str(HERE)) == HERE
    assert worker_named("nobody") is None
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    seen = Process(HERE.process.boot, HERE.process.room, child.pid, identity._born(child.pid) or "")
    assert seen.alive is True
    child.kill()
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    assert seen.alive is False  # it has ended, though nobody has counted it off yet
    child.communicate()
    assert seen.alive is False


def test_where_nothing_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the system's files a process that is there may be another one by now."""
    monkeypatch.setattr(identity, "_boot", lambda: "")
    monkeypatch.setattr(identity, "_room", lambda: "")
    monkeypatch.setattr(identity, "_born", lambda _pid: None)
    assert Process("", "", os.getpid(), "").alive is None
    assert Process("some-boot", "", os.getpid(), "").alive is None
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    assert Process("", "", child.pid, "").alive is False


@needs_proc
@pytest.mark.usefixtures("job")
@pytest.mark.parametrize("server", [HERE.server, GONE, BEFORE])
def test_a_worker_that_is_gone_loses_its_work_at_once(db: Database, server: Process) -> None:
    """It counts as an attempt only where the server outlived it."""
    hand_to(db, Worker(BEFORE if server is BEFORE else GONE, server))
    Reaper(db).look()
    kept = row(db)
    assert (kept.state, kept.worker) == ("queued", None)
    assert kept.attempts == (1 if server is HERE.server else 0)
    assert take(db) is not None


@needs_proc
@pytest.mark.usefixtures("job")
def test_who_was_ended_with_the_server_is_no_attempt(db: Database) -> None:
    """It was too busy to put its work back in time; the film did nothing to it."""
    hand_to(db, Worker(GONE, HERE.server))
    Reaper(db).look({GONE.pid})
    assert (row(db).state, row(db).worker, row(db).attempts) == ("queued", None, 0)


@needs_proc
@pytest.mark.usefixtures("job")
def test_a_slow_worker_is_not_robbed(db: Database) -> None:
    """However old its heartbeat is by the clock on the wall, as after a sleep of the machine."""
    clock = Clock()
    reaper = Reaper(db, clock)
    with db.write() as session:
        session.execute(update(Analysis).values(heartbeat_at="2020-01-01T00:00:00.000Z"))
    for now_s in (0.0, SILENT_S + 1, WEDGED_S - 1):
        clock.now_s = now_s
        assert reaper.look() == []
        assert row(db).state == "running"


@needs_proc
@pytest.mark.usefixtures("job")
def test_one_that_lives_and_does_nothing_is_ended(db: Database) -> None:
    clock = Clock()
    reaper = Reaper(db, clock)
    reaper.look()
    clock.now_s = WEDGED_S + 1
    assert reaper.look() == [os.getpid()]
    assert (row(db).state, row(db).attempts) == ("queued", 1)


@pytest.mark.usefixtures("job")
def test_one_of_which_nothing_is_known_is_judged_by_its_heartbeat(db: Database) -> None:
    hand_to(db, Worker(ELSEWHERE, ELSEWHERE))
    clock = Clock()
    reaper = Reaper(db, clock)
    for beat in range(5):  # it beats: it lives, for hours
        with db.write() as session:
            session.execute(update(Analysis).values(heartbeat_at=str(beat)))
        clock.now_s += SILENT_S - 1
        reaper.look()
        assert row(db).state == "running"
    clock.now_s += SILENT_S + 1
    reaper.look()
    assert row(db).state == "queued"


@needs_proc
def test_cancelled_by_the_person_and_then_killed(db: Database, job: Job) -> None:
    with db.write() as session:
        cancel(session, session.get_one(Analysis, job.id))
    hand_to(db, Worker(GONE, HERE.server))
    Reaper(db).look()
    assert (row(db).state, row(db).cancel) == ("cancelled", False)


@needs_proc
def test_uploads_too(db: Database) -> None:
    make_work(db, films=0, uploads=1)
    for state in ("whole", "refused"):
        assert take(db) is not None
        with db.write() as session:
            session.execute(update(Upload).values(worker=str(Worker(GONE, HERE.server))))
        Reaper(db).look()
        assert (row(db, Upload).state, row(db, Upload).worker) == (state, None)
    assert row(db, Upload).error == BROKE_TWICE
