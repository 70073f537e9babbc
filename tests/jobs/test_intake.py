"""Bytes come in, in any number of pieces, over any number of broken connections."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import update
from workplace import FORKS, ended, row

from hiphinge.errors import HingeError, UsageError
from hiphinge.jobs import receiving
from hiphinge.jobs.admission import SIZE_MOST_BYTES, SPARE_BYTES
from hiphinge.jobs.identity import this_worker
from hiphinge.jobs.intake import Intake
from hiphinge.jobs.refusals import (
    NoRoom,
    NoSuchUpload,
    NotReceiving,
    TakenOver,
    TooLarge,
    WrongOffset,
)
from hiphinge.store import athletes
from hiphinge.store.database import open_database
from hiphinge.store.folder import open_folder
from hiphinge.store.tables import Upload

if TYPE_CHECKING:
    from pathlib import Path

    from hiphinge.store.database import Database


@pytest.fixture
def intake(db: Database) -> Intake:
    return Intake(db)


def bring(intake: Intake, uid: str, offset: int, data: bytes) -> int:
    receiver = intake.open(uid, offset)
    receiver.write(data)
    return receiver.close()


def test_pieces_make_a_whole(db: Database, intake: Intake) -> None:
    uid = intake.create("film.mp4", 10, {}).uid
    assert intake.look(uid).received == 0
    assert bring(intake, uid, 0, b"0123") == 4
    assert (row(db, Upload).received, row(db, Upload).state) == (4, "receiving")
    with pytest.raises(WrongOffset, match="has 4 bytes") as wrong:
        intake.open(uid, 0)
    assert wrong.value.offset == 4
    with pytest.raises(WrongOffset, match="Only 4 bytes of 10 bytes"):
        intake.complete(uid)
    assert bring(intake, uid, 4, b"456789") == 10
    assert (row(db, Upload).received, row(db, Upload).state) == (10, "whole")
    assert db.folder.upload_path(uid).read_bytes() == b"0123456789"
    assert intake.complete(uid).state == "whole"
    with pytest.raises(NotReceiving, match="has arrived"):
        intake.open(uid, 10)


def test_begun_twice_is_begun_once(intake: Intake) -> None:
    first = intake.create("film.mp4", 10, {}, uid="from-a-phone")
    assert intake.create("film.mp4", 10, {}, uid="from-a-phone") == first
    with pytest.raises(UsageError, match="is taken"):
        intake.create("film.mp4", 11, {}, uid="from-a-phone")


@pytest.mark.parametrize(
    ("name", "size", "said", "why"),
    [
        ("film.mp4", 0, {}, "is empty"),
        ("film.mp4", -1, {}, "whole number"),
        ("film.mp4", "10", {}, "whole number"),
        ("film.mp4", SIZE_MOST_BYTES + 1, {}, r"20.0 GB are taken"),
        ("", 10, {}, "name of the file"),
        ("x" * 256, 10, {}, "name of the file"),
        (None, 10, {}, "name of the file"),
        ("film.mp4", 10, {"day": "27.11.2026"}, "year-month-day"),
        ("film.mp4", 10, {"load_kg": -5}, "The load must be"),
        ("film.mp4", 10, {"lifter_at": [2, 0]}, "lifter_at"),
        ("film.mp4", 10, {"place": "gym"}, "place"),
        ("film.mp4", 10, {"athlete": "nobody-of-that-name"}, "no such athlete"),
    ],
)
def test_what_cannot_be_taken_is_refused_at_once(
    db: Database, intake: Intake, name: Any, size: Any, said: dict[str, Any], why: str
) -> None:
    with pytest.raises(HingeError, match=why):
        intake.create(name, size, said)
    with db.read() as session:
        assert session.query(Upload).count() == 0


def test_a_name_never_reaches_the_disk(db: Database, intake: Intake) -> None:
    made = intake.create("C:\\films\\../../etc/passwd", 1, {})
    assert made.name == "passwd"
    bring(intake, made.uid, 0, b"x")
    assert [path.name for path in (db.folder.root / "uploads").iterdir()] == [f"{made.uid}.part"]


def test_of_several_athletes_one_must_be_named(db: Database, intake: Intake) -> None:
    with db.write() as session:
        uids = [athletes.create(session, name=name).uid for name in ("Ann", "Ben")]
    with pytest.raises(UsageError, match="Whose film"):
        intake.create("film.mp4", 10, {})
    assert intake.create("film.mp4", 10, {"athlete": uids[0]}).state == "receiving"


def test_room_that_was_promised_is_not_promised_again(db: Database) -> None:
    intake = Intake(db, free=SPARE_BYTES + 1000)
    uid = intake.create("film.mp4", 700, {}).uid
    with pytest.raises(NoRoom, match="has 400 bytes, and 300 bytes can still be taken"):
        intake.create("next.mp4", 400, {})
    intake.cancel(uid)
    intake.create("next.mp4", 400, {})


def test_more_than_was_said_is_refused(db: Database, intake: Intake) -> None:
    uid = intake.create("film.mp4", 10, {}).uid
    receiver = intake.open(uid, 0)
    receiver.write(b"012345")
    with pytest.raises(TooLarge):
        receiver.write(b"6789x")
    assert receiver.close() == 6
    assert db.folder.upload_path(uid).read_bytes() == b"012345"


def test_the_later_request_goes_on(db: Database, intake: Intake) -> None:
    """A connection that is dead on the other side does not hold up the one that took its place."""
    uid = intake.create("film.mp4", 8, {}).uid
    stale = intake.open(uid, 0)
    stale.write(b"0123")
    fresh = intake.open(uid, 4)
    with pytest.raises(TakenOver):
        stale.write(b"45")
    fresh.write(b"4567")
    assert stale.close() == 4
    assert fresh.close() == 8
    assert row(db, Upload).state == "whole"


def test_a_child_that_begins_holds_nothing_up(intake: Intake) -> None:
    """Between a fork and its program a child has a copy of every open file, locks and all."""
    uid = intake.create("film.mp4", 8, {}).uid
    receiver = intake.open(uid, 0)
    receiver.write(b"0123")
    assert receiver._file is not None
    copy = os.dup(receiver._file.fileno())
    try:
        assert receiver.close() == 4
        assert bring(intake, uid, 4, b"4567") == 8
    finally:
        os.close(copy)


def test_two_requests_at_once_never_mix(db: Database, intake: Intake) -> None:
    """Many senders of one file, each going on wherever the disk is."""
    data = bytes(range(256)) * 64
    uid = intake.create("film.mp4", len(data), {}).uid

    def send() -> None:
        while True:
            at = intake.look(uid).received
            try:
                receiver = intake.open(uid, at)
            except WrongOffset:
                continue
            except NotReceiving:
                return
            try:
                receiver.write(data[at : at + 999])
            except (TakenOver, TooLarge):
                pass
            finally:
                receiver.close()

    threads = [threading.Thread(target=send) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert db.folder.upload_path(uid).read_bytes() == data


def _bring_and_die(root: Path, uid: str) -> None:
    receiver = Intake(open_database(open_folder(root))).open(uid, 0)
    receiver.write(b"0123")
    os._exit(9)


@pytest.mark.parametrize("machine", ["same", "restarted"])
def test_after_a_kill_the_file_tells(db: Database, intake: Intake, machine: str) -> None:
    """Only the process ended: the system has all of it. The machine did: nobody knows."""
    uid = intake.create("film.mp4", 8, {}).uid
    process = FORKS.Process(target=_bring_and_die, args=(db.folder.root, uid))
    process.start()
    assert ended(process) == 9
    assert row(db, Upload).received == 0
    if machine == "restarted":
        before = row(db, Upload).worker.replace(this_worker().process.boot, "another-boot")
        with db.write() as session:
            session.execute(update(Upload).values(worker=before))
    later = Intake(db)
    later.resume()
    here = 4 if machine == "same" else 0
    assert later.look(uid).received == row(db, Upload).received == here
    assert bring(later, uid, here, b"01234567"[here:]) == 8
    assert db.folder.upload_path(uid).read_bytes() == b"01234567"


def test_what_the_disk_has_survives_a_power_cut(
    db: Database, intake: Intake, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that is sent in one piece is made sure of on the way."""
    monkeypatch.setattr(receiving, "SYNC_BYTES", 4)
    uid = intake.create("film.mp4", 100, {}).uid
    receiver = intake.open(uid, 0)
    for _ in range(5):
        receiver.write(b"012")
    assert row(db, Upload).received == 12
    receiver.close()


def test_whole_but_not_noted(db: Database, intake: Intake) -> None:
    uid = intake.create("film.mp4", 4, {}).uid
    db.folder.upload_path(uid).write_bytes(b"0123")
    with db.write() as session:
        session.execute(update(Upload).values(worker=str(this_worker())))
    Intake(db).resume()
    assert (row(db, Upload).received, row(db, Upload).state) == (4, "whole")


def test_cancelled_and_sent_again(db: Database, intake: Intake) -> None:
    uid = intake.create("film.mp4", 4, {}).uid
    receiver = intake.open(uid, 0)
    receiver.write(b"01")
    assert intake.cancel(uid).state == "cancelled"
    with pytest.raises(TakenOver):
        receiver.write(b"23")
    assert not db.folder.upload_path(uid).exists()
    with pytest.raises(NotReceiving, match="was cancelled"):
        intake.open(uid, 2)
    assert intake.cancel(uid).state == "cancelled"
    assert (intake.retry(uid).state, intake.look(uid).received) == ("receiving", 0)
    bring(intake, uid, 0, b"0123")
    assert intake.retry(uid).state == "whole"


def test_unknown(intake: Intake) -> None:
    for ask in (intake.look, intake.complete, intake.cancel, intake.retry):
        with pytest.raises(NoSuchUpload):
            ask("nothing-of-this-name")
    with pytest.raises(NoSuchUpload):
        intake.open("nothing-of-this-name", 0)
