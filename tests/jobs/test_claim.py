"""Who does what next, each piece once."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, update
from workplace import account, apart, do, do_all, ended, row, send, take

from hiphinge.jobs.again import cancel, rejudge, retry
from hiphinge.jobs.endings import cancelled, fail, put_back
from hiphinge.jobs.identity import this_worker
from hiphinge.jobs.queue import FILM, QUICK, claim
from hiphinge.store import analyses, athletes, days, sets
from hiphinge.store.clock import now
from hiphinge.store.database import open_database
from hiphinge.store.folder import open_folder
from hiphinge.store.tables import Analysis, LiftSet, Upload, Video

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.orm import Session

    from hiphinge.store.database import Database


def make_work(db: Database, films: int, uploads: int = 0, *, same: bool = False) -> None:
    """Queue films and uploads that nobody will really look at."""
    with db.write() as session:
        athlete = athletes.create(session, name="Ann")
        day = days.find_or_make(session, athlete, "2026-11-27")
        for number in range(films):
            sha256 = f"{0 if same else number:064d}"
            if session.get(Video, sha256) is None:
                session.add(
                    Video(sha256=sha256, name="x.mp4", suffix=".mp4", size=1, created_at=now())
                )
                session.flush()
            analyses.create(session, sets.create(session, day), sha256)
        for number in range(uploads):
            session.add(
                Upload(uid=f"upload-{number}", name="x", size=1, state="whole", created_at=now())
            )


def all_films(session: Session) -> list[Analysis]:
    return list(session.scalars(select(Analysis).order_by(Analysis.id)))


def _take_all(root: Path, into: Path) -> None:
    db = open_database(open_folder(root))
    taken = []
    while (job := take(db)) is not None:
        taken.append(f"{job.kind} {job.id}")
    (into / str(os.getpid())).write_text("\n".join(taken))


def test_four_processes_never_take_the_same(db: Database, tmp_path: Path) -> None:
    make_work(db, films=40, uploads=20)
    into = tmp_path / "taken"
    into.mkdir()
    processes = [apart(_take_all, db.folder.root, into) for _ in range(4)]
    for one in processes:
        assert ended(one) == 0
    taken = [line for path in into.iterdir() for line in path.read_text().split("\n") if line]
    wanted = [f"judge {number}" for number in range(1, 41)]
    wanted += [f"check {number}" for number in range(1, 21)]
    assert sorted(taken) == sorted(wanted)
    with db.read() as session:
        owners = set(session.scalars(select(Analysis.worker)))
        assert {one.state for one in all_films(session)} == {"running"}
    assert None not in owners


def test_the_order(db: Database) -> None:
    """Uploads, then edits, then films as they came."""
    make_work(db, films=3, uploads=1)
    with db.write() as session:
        all_films(session)[2].priority = QUICK
    order = [(job.kind, job.id) for job in iter(lambda: take(db), None)]
    assert order == [("check", 1), ("judge", 3), ("judge", 1), ("judge", 2)]


def test_a_quick_worker_leaves_films_alone(db: Database) -> None:
    make_work(db, films=2, uploads=1)
    with db.write() as session:
        all_films(session)[1].priority = QUICK
    order = [(job.kind, job.id) for job in iter(lambda: take(db, quick=True), None)]
    assert order == [("check", 1), ("judge", 2)]


def test_sets_of_one_film_come_one_after_the_other(db: Database) -> None:
    make_work(db, films=2, same=True)
    first = take(db)
    assert first is not None
    assert take(db) is None
    put_back(db, first)
    assert take(db) is not None


def test_what_is_deleted_waits(db: Database) -> None:
    make_work(db, films=1)
    uid = row(db, LiftSet).uid
    with db.write() as session:
        sets.delete(session, uid)
    assert take(db) is None
    with db.write() as session:
        sets.restore(session, uid)
    assert take(db) is not None


def test_who_lost_the_work_ends_nothing(db: Database) -> None:
    make_work(db, films=1)
    job = take(db)
    assert job is not None
    with db.write() as session:
        session.execute(update(Analysis).values(worker="somebody:else"))
    before = row(db)
    put_back(db, job)
    cancelled(db, job)
    assert not fail(db, job, "It broke.")
    after = row(db)
    assert (after.state, after.worker, after.error) == ("running", "somebody:else", "")
    assert before.heartbeat_at == after.heartbeat_at


def test_cancelled_and_tried_again(db: Database) -> None:
    make_work(db, films=1)
    with db.write() as session:
        cancel(session, all_films(session)[0])
    assert row(db).state == "cancelled"
    assert take(db) is None
    with db.write() as session:
        retry(session, all_films(session)[0])
    job = take(db)
    assert job is not None
    with db.write() as session:
        cancel(session, all_films(session)[0])
        retry(session, all_films(session)[0])  # it runs: nothing to try again
    assert (row(db).state, row(db).cancel) == ("running", True)
    cancelled(db, job)
    assert (row(db).state, row(db).cancel, row(db).worker) == ("cancelled", False, None)


def test_an_edit_asks_for_what_it_needs(db: Database, film: Path) -> None:
    """Judged anew at once; looked at anew only where another lifter or network is meant."""
    send(db, film)
    do_all(db)

    def edit(**options: object) -> Analysis:
        with db.write() as session:
            analysis = all_films(session)[0]
            analysis.options = {**analysis.options, **options}
            rejudge(session, session.get_one(LiftSet, analysis.lift_set_id))
        return row(db)

    edited = edit(leave_out=[1])
    assert (edited.state, edited.priority, edited.wanted, edited.judged) == ("queued", QUICK, 2, 1)
    assert edited.result is not None
    assert edit(lifter_at=[0.5, 0.5]).priority == FILM
    assert edit(lifter_at=None).priority == QUICK
    assert edit(fast=True).priority == FILM


def test_a_set_without_a_film_is_not_judged(db: Database) -> None:
    make_work(db, films=0)
    with db.write() as session:
        day = days.find_or_make(session, athletes.create(session, name="Ben"), "2026-11-27")
        assert rejudge(session, sets.create(session, day)) is None


def test_an_edit_is_not_lost_while_it_is_judged(db: Database, film: Path) -> None:
    send(db, film, {"load_kg": 60})
    check = take(db)
    assert check is not None
    do(db, check)
    job = take(db)
    assert job is not None

    def edit(moment: str) -> None:
        if moment == "judged":
            with db.write() as session:
                rejudge(session, sets.change(session, row(db, LiftSet).uid, load_kg=80.0))

    do(db, job, edit)
    kept = row(db)
    assert (kept.state, kept.judged, kept.wanted, kept.priority) == ("queued", 1, 2, QUICK)
    assert account(db)["films"][0][-1]["load_kg"] == 60.0
    do_all(db)
    assert account(db)["films"][0][-1]["load_kg"] == 80.0


@pytest.mark.parametrize("waiting", [0, 200])
def test_looking_for_work_is_cheap(db: Database, waiting: int) -> None:
    make_work(db, films=waiting, same=True)
    if waiting:
        assert take(db) is not None
    me = this_worker()
    claim(db, me)
    # Of the processor alone: how long others have it is not ours.
    began_s = time.thread_time()
    for _ in range(20):
        assert claim(db, me) is None
    assert (time.thread_time() - began_s) / 20 < 0.05


def test_an_edit_after_cancelling_wants_it_after_all(db: Database) -> None:
    """Also where the worker had heard that it is cancelled, and not yet stopped."""
    make_work(db, films=1)
    job = take(db)
    assert job is not None
    with db.write() as session:
        cancel(session, all_films(session)[0])
        rejudge(session, all_films(session)[0].lift_set)
    cancelled(db, job)
    assert (row(db).state, row(db).worker, row(db).finished_at) == ("queued", None, None)
