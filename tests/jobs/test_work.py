"""How the judging of a film ends otherwise than well, and what the person is told."""

from __future__ import annotations

import errno
import threading
from functools import partial
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import OperationalError
from workplace import (
    PATIENCE_S,
    Slow,
    account,
    as_worker,
    do,
    do_all,
    estimator,
    row,
    send,
    take,
    until,
    write_film,
)

from hiphinge.errors import ClipError
from hiphinge.jobs.again import cancel, rejudge, retry
from hiphinge.jobs.memory import OUT
from hiphinge.jobs.result import make_watchable, watchable_path
from hiphinge.jobs.task import move_of
from hiphinge.jobs.trouble import BROKE, DISK_FULL, LOG
from hiphinge.jobs.work import work
from hiphinge.source.probe import probe
from hiphinge.store import athletes, sets
from hiphinge.store.bin import purge
from hiphinge.store.tables import Analysis, Athlete, LiftSet, Upload

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hiphinge.jobs.hold import Hold
    from hiphinge.jobs.queue import Job
    from hiphinge.store.database import Database


@pytest.fixture
def job(db: Database, film: Path) -> Job:
    """A film to judge, in hand."""
    send(db, film)
    check = take(db)
    assert check is not None
    do(db, check)
    found = take(db)
    assert found is not None
    return found


def failing(error: BaseException, moment: str) -> Callable[[Database, Job, Hold], None]:
    """Return work that goes wrong at a moment."""

    def checkpoint(reached: str) -> None:
        if reached == moment:
            raise error

    return partial(work, make_estimator=estimator, checkpoint=checkpoint)


FULL = OSError(errno.ENOSPC, "No space left on device")
ROW_FULL = OperationalError("UPDATE", {}, Exception("database or disk is full"))
WENT_WRONG = [
    (ClipError("The camera moves."), "The camera moves."),
    (FULL, DISK_FULL),
    (ROW_FULL, DISK_FULL),
    (MemoryError(), OUT),
    (RuntimeError("can't start new thread"), OUT),
    (KeyError("oops"), BROKE),
]


@pytest.mark.parametrize(
    ("error", "sentence", "moment"),
    [*((*each, "written") for each in WENT_WRONG), (FULL, DISK_FULL, "rows")],
)
def test_one_sentence_and_nothing_half_written(
    db: Database, job: Job, error: BaseException, sentence: str, moment: str
) -> None:
    as_worker(db, job, failing(error, moment))
    kept = row(db)
    assert (kept.state, kept.error, kept.worker) == ("failed", sentence, None)
    assert (kept.result, kept.verdict, kept.summary) == (None, "", None)
    assert not account(db)["measures"]
    assert not list((db.folder.root / "results").glob("*.partial"))
    log = db.folder.root / LOG
    assert ("oops" in log.read_text()) if sentence == BROKE else not log.exists()
    with db.write() as session:
        retry(session, session.merge(row(db)))
    do_all(db)
    assert (row(db).state, row(db).error) == ("done", "")
    assert len(list((db.folder.root / "results").iterdir())) == 1


def test_an_edit_that_fails_leaves_the_report(db: Database, job: Job) -> None:
    do(db, job)
    before = row(db)
    with db.write() as session:
        rejudge(session, session.get_one(LiftSet, before.lift_set_id))
    again = take(db)
    assert again is not None
    as_worker(db, again, failing(FULL, "written"))
    after = row(db)
    assert (after.state, after.judged, after.wanted) == ("failed", 1, 2)
    assert (after.result, after.verdict) == (before.result, before.verdict)
    assert (db.folder.result_path(after.result) / "page.html").exists()


def test_a_clip_without_anybody(db: Database, job: Job) -> None:
    class Nobody(Slow):
        def __init__(self) -> None:
            super().__init__(0.0)
            self.detect = lambda _frame: []  # type: ignore[method-assign, assignment]

    as_worker(db, job, partial(work, make_estimator=Nobody))
    assert row(db).error.startswith("Nobody was found in this clip")


def test_a_film_is_called_as_the_person_calls_it(db: Database, job: Job) -> None:
    name = row(db).video_sha256
    as_worker(db, job, failing(ClipError(f"{name}.mp4 can no longer be read."), "judged"))
    assert row(db).error == "set.mp4 can no longer be read."


def test_a_film_that_is_gone(db: Database, job: Job) -> None:
    db.folder.video_path(row(db).video_sha256, ".mp4").unlink()
    as_worker(db, job, partial(work, make_estimator=estimator))
    assert "no longer in hiphinge's folder: send it again" in row(db).error


def test_cancelled_between_frames(db: Database, job: Job) -> None:
    """It ends with the next frame, and can be begun again."""
    thread = threading.Thread(
        target=as_worker, args=(db, job, partial(work, make_estimator=lambda: Slow(0.5)))
    )
    thread.start()
    until(lambda: row(db).progress > 0)
    assert row(db).stage == "seeing"
    with db.write() as session:
        cancel(session, session.merge(row(db)))
    thread.join(PATIENCE_S)
    assert not thread.is_alive()
    assert (row(db).state, row(db).cancel) == ("cancelled", False)
    with db.write() as session:
        retry(session, session.merge(row(db)))
    do_all(db)
    assert row(db).state == "done"


def test_put_back_when_the_worker_is_told_to_stop(db: Database, job: Job) -> None:
    stop = threading.Event()
    stop.set()
    as_worker(db, job, partial(work, make_estimator=estimator), stop)
    assert (row(db).state, row(db).worker, row(db).attempts) == ("queued", None, 0)


def test_a_quick_worker_hands_on_what_is_not(db: Database, job: Job) -> None:
    """An edit whose landmarks are gone goes to a worker that has the time."""
    do(db, job)
    db.folder.seen_path(row(db).seen).unlink()
    with db.write() as session:
        rejudge(session, session.get_one(LiftSet, row(db).lift_set_id))
    quick = take(db, quick=True)
    assert quick is not None
    as_worker(db, quick, partial(work, make_estimator=estimator))
    assert (row(db).state, row(db).priority) == ("queued", 1)
    assert take(db, quick=True) is None
    do_all(db)
    assert (row(db).state, row(db).judged) == ("done", 2)


def test_pointed_at_anew_while_it_is_seen(db: Database, job: Job) -> None:
    """It does not look on for somebody who is not meant any more."""
    thread = threading.Thread(
        target=as_worker, args=(db, job, partial(work, make_estimator=lambda: Slow(0.5)))
    )
    thread.start()
    until(lambda: row(db).progress > 0)
    with db.write() as session:
        analysis = session.get_one(Analysis, job.id)
        analysis.options = {**analysis.options, "lifter_at": [0.46, 0.5]}
        rejudge(session, session.get_one(LiftSet, analysis.lift_set_id))
    thread.join(PATIENCE_S)
    assert not thread.is_alive()
    assert (row(db).state, row(db).judged, row(db).seen) == ("queued", 0, None)
    do_all(db)
    kept = row(db)
    assert (kept.state, kept.judged) == ("done", 2)
    assert kept.seen.endswith("-heavy-at-0.4600-0.5000.json")


def test_damaged_landmarks_are_made_anew(db: Database, job: Job) -> None:
    do(db, job)
    path = db.folder.seen_path(row(db).seen)
    path.write_bytes(path.read_bytes()[:1000])
    with db.write() as session:
        retry(session, session.merge(row(db)))  # it is done: nothing happens
        assert row(db).state == "done"
        rejudge(session, session.get_one(LiftSet, row(db).lift_set_id))
    do_all(db)
    assert (row(db).state, row(db).judged) == ("done", 2)


def test_an_edit_changes_the_report_and_nothing_else(db: Database, job: Job) -> None:
    do(db, job)
    (before,) = account(db)["films"]
    with db.write() as session:
        lift_set = sets.change(session, row(db, LiftSet).uid, exercise="rdl", load_kg=100.0)
        athletes.change(session, row(db, Athlete).uid, height_cm=180.0)
        analysis = session.get_one(Analysis, job.id)
        analysis.options = {**analysis.options, "leave_out": [1]}
        rejudge(session, lift_set)
    again = take(db, quick=True)
    assert again is not None
    as_worker(db, again)  # the real thing: no network is asked
    (after,) = account(db)["films"]
    report = after[-1]
    assert (report["exercise"], report["load_kg"], report["height_cm"]) == ("rdl", 100.0, 180.0)
    assert report["left_out"] == [1]
    (kept,) = report["reps"]
    assert (kept["rep"], kept["bottom_s"]) == (2, before[-1]["reps"][1]["bottom_s"])
    assert [path.name for path in (db.folder.root / "results").iterdir()] == [row(db).result]


def test_a_film_that_browsers_do_not_play(db: Database, tmp_path: Path) -> None:
    """It is kept as it came, and once more as they want it."""
    film = tmp_path / "set.avi"
    write_film(tmp_path / "set.mp4")
    (tmp_path / "set.mp4").rename(film)  # by its name no browser takes it
    send(db, film)
    do_all(db)
    sha256 = row(db).video_sha256
    copy = watchable_path(db.folder, sha256)
    assert probe(copy).codec == "h264"
    assert db.folder.video_path(sha256, ".avi").read_bytes() == film.read_bytes()
    made_ns = copy.stat().st_mtime_ns
    make_watchable(db.folder, sha256, probe(film), lambda _stage, _share: None)
    assert copy.stat().st_mtime_ns == made_ns
    assert row(db, Upload).state == "checked"


@pytest.mark.parametrize(
    ("exercise", "move"),
    [
        (None, None),
        ("rdl", "rdl"),
        ("romanian_deadlift", "rdl"),
        ("something_of_my_own", None),
    ],
)
def test_what_a_set_is_judged_as(exercise: str | None, move: str | None) -> None:
    assert move_of(exercise) == move


@pytest.mark.parametrize("moment", ["seen", "watchable", "written"])
def test_deleted_for_good_while_it_is_looked_at(db: Database, job: Job, moment: str) -> None:
    """Nothing of it stays, whatever was just about to be written."""
    uid = row(db, LiftSet).uid

    def delete(reached: str) -> None:
        if reached == moment:
            with db.write() as session:
                sets.delete(session, uid)
            purge(db, [("set", uid)])

    as_worker(db, job, partial(work, make_estimator=estimator, checkpoint=delete))
    files = [one.name for one in db.folder.root.rglob("*") if one.is_file()]
    assert [name for name in files if not name.startswith("hiphinge.")] == []


def test_edited_while_it_fails(db: Database, job: Job) -> None:
    """What failed was not wanted any more: it is judged as it is wanted now."""
    with db.read() as session:
        lift_set = session.get_one(LiftSet, row(db).lift_set_id)

    def edited(moment: str) -> None:
        if moment == "noted":
            with db.write() as session:
                rejudge(session, session.merge(lift_set))
            raise ClipError("There is no rep 9 to leave out.")

    as_worker(db, job, partial(work, make_estimator=estimator, checkpoint=edited))
    assert (row(db).state, row(db).error) == ("queued", "")
    do_all(db)
    assert (row(db).state, row(db).judged) == ("done", 2)
