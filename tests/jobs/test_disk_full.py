"""A disk without room: one sentence, nothing half written, and on it goes once there is some."""

from __future__ import annotations

import errno
import sys
from typing import TYPE_CHECKING, Any

import pytest
from workplace import apart, as_worker, do_all, ended, row, send, take

from hiphinge.jobs.intake import Intake
from hiphinge.jobs.refusals import NoRoom
from hiphinge.jobs.trouble import DISK_FULL
from hiphinge.store.database import open_database
from hiphinge.store.folder import open_folder
from hiphinge.store.tables import Upload

if TYPE_CHECKING:
    from pathlib import Path

    from hiphinge.store.database import Database

ROOM_BYTES = 40_000
"""With the size of the database this is less than a page takes, and more than its log grows to."""


def _work_without_room(root: Path) -> None:
    """Do the next piece of work where no file may grow beyond a little."""
    import resource  # noqa: PLC0415 (not there on Windows)
    from functools import partial  # noqa: PLC0415

    from workplace import estimator  # noqa: PLC0415

    from hiphinge.jobs import hold  # noqa: PLC0415
    from hiphinge.jobs.work import work  # noqa: PLC0415

    hold.BEAT_S = 600.0  # the log would grow by each beat, without end on a slow machine
    db = open_database(open_folder(root))
    job = take(db)
    assert job is not None
    most = ROOM_BYTES + (root / "hiphinge.sqlite").stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    as_worker(db, job, partial(work, make_estimator=estimator))


@pytest.mark.skipif(sys.platform == "win32", reason="limits")
def test_no_room_for_the_report(db: Database, film: Path) -> None:
    send(db, film)
    check = take(db)
    assert check is not None
    as_worker(db, check)
    with db.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    process = apart(_work_without_room, db.folder.root)
    assert ended(process) == 0
    assert (row(db).state, row(db).error) == ("failed", DISK_FULL)
    assert row(db).seen is not None
    assert not list((db.folder.root / "results").iterdir())
    from hiphinge.jobs.again import retry  # noqa: PLC0415

    with db.write() as session:
        retry(session, session.merge(row(db)))
    do_all(db)
    assert row(db).state == "done"


def _send_without_room(root: Path, uid: str) -> None:
    import resource  # noqa: PLC0415

    receiver = Intake(open_database(open_folder(root))).open(uid, 0)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_500, 1_500))
    with pytest.raises(NoRoom, match="takes no file this large"):
        receiver.write(bytes(2_000))


@pytest.mark.skipif(sys.platform == "win32", reason="limits")
def test_no_room_for_an_upload(db: Database) -> None:
    """What fitted is kept, and the sender goes on from there."""
    intake = Intake(db)
    uid = intake.create("film.mp4", 2_000, {}).uid
    process = apart(_send_without_room, db.folder.root, uid)
    assert ended(process) == 0
    assert intake.look(uid).received == 1_500
    receiver = intake.open(uid, 1_500)
    receiver.write(bytes(500))
    assert receiver.close() == 2_000
    assert row(db, Upload).state == "whole"


def test_the_disk_fills_up_meanwhile(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system tells of it only when the bytes are to be on the disk for sure."""

    def full(_number: int) -> Any:
        raise OSError(errno.ENOSPC, "No space left on device")

    intake = Intake(db)
    uid = intake.create("film.mp4", 4, {}).uid
    receiver = intake.open(uid, 0)
    receiver.write(b"0123")
    monkeypatch.setattr("hiphinge.jobs.receiving.os.fsync", full)
    with pytest.raises(NoRoom, match="The disk is full, so the upload stopped"):
        receiver.close()
    monkeypatch.undo()
    assert row(db, Upload).state == "receiving"
    assert intake.complete(uid).state == "whole"
