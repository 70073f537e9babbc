"""What was deleted for good stays away: a phone that comes late is told so, whatever it says."""

from __future__ import annotations

import time
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from rooms import fill
from sqlalchemy import select

from hiphinge.jobs.about import about
from hiphinge.jobs.attach import attach
from hiphinge.jobs.probing import Facts
from hiphinge.store import athletes, bin, clock, days, notes, sets
from hiphinge.store.archive.incoming import import_archive
from hiphinge.store.archive.outgoing import export_archive
from hiphinge.store.backup import backup
from hiphinge.store.database import connect, open_database
from hiphinge.store.folder import open_folder
from hiphinge.store.gone import Gone, since
from hiphinge.store.logbook import Change, take
from hiphinge.store.migrate import migrate
from hiphinge.store.missing import NotFound
from hiphinge.store.restore import restore
from hiphinge.store.tables import LiftSet, TrainingDay, Upload, Video

if TYPE_CHECKING:
    from pathlib import Path

    from hiphinge.report.model import Report
    from hiphinge.store.database import Database

DAY, SET = "day-of-Ada", "Ada-set-4"
DONE = {"exercise": "rdl", "position": 9, "reps": 6, "load_kg": 62.5, "removed": False}


def now_ms() -> int:
    return time.time_ns() // 1_000_000


def said(fields: dict[str, Any], *, late_ms: int = 0, of: str = SET, day: str = DAY) -> Change:
    at = now_ms() - late_ms
    return Change(f"change-{at}-{len(fields)}", at, 1, day, of, fields)


def taken(db: Database, change: Change) -> None:
    with db.write() as session:
        take(session, change, now_ms())


def purge_set(db: Database, uid: str = SET) -> None:
    with db.write() as session:
        sets.delete(session, uid)
    bin.purge(db, [("set", uid)])
    time.sleep(0.002)  # what is said in this very millisecond was said before it


def is_there(db: Database, uid: str = SET) -> bool:
    with db.read() as session:
        return session.scalar(select(LiftSet.id).where(LiftSet.uid == uid)) is not None


def test_a_late_change_of_a_set_does_not_bring_it_back_empty(room: Database) -> None:
    purge_set(room)
    for fields in ({"rpe": 8}, {"note": "x"}, {"removed": False}, {"removed": True}):
        for late_ms in (0, 60_000):
            with pytest.raises(NotFound, match="was deleted for good"):
                taken(room, said(fields, late_ms=late_ms))
    with pytest.raises(NotFound, match="was deleted for good"):
        taken(room, said(DONE, late_ms=60_000))
    assert not is_there(room)


def test_a_set_that_is_done_anew_after_it_is_a_new_one(room: Database) -> None:
    purge_set(room)
    taken(room, said(DONE))
    taken(room, said({"rpe": 8}))
    with pytest.raises(NotFound, match="was deleted for good"):
        taken(room, said({"pain": 9, "note": "of before"}, late_ms=60_000))
    with room.read() as session:
        found = sets.get(session, SET)
        assert (found.reps, found.load_kg, found.rpe, found.pain, found.note) == (
            6, 62.5, 8, None, ""
        )  # fmt: skip
        assert found.tags == []


def test_sets_of_a_day_or_an_athlete_go_with_it(room: Database) -> None:
    with room.write() as session:
        days.delete(session, "day-of-Ada")
    bin.purge(room, [("session", "day-of-Ada")])
    bin.purge_athlete(room, "uid-of-Bob")
    with pytest.raises(NotFound, match="deleted for good"):
        taken(room, said(DONE))
    with room.write() as session:
        ada = athletes.get(session, "uid-of-Ada")
        for make in (days.create, days.find_or_make):
            with pytest.raises(NotFound, match="deleted for good"):
                make(session, ada, "2024-11-27", uid="day-of-Ada")
        with pytest.raises(NotFound, match="deleted for good"):
            athletes.create(session, name="Bob", uid="uid-of-Bob")
        new = days.create(session, ada, "2024-11-28")
        for uid in ("Ada-set-1", "Ada-set-4", "Bob-set-1"):
            with pytest.raises(NotFound, match="deleted for good"):
                sets.create(session, new, uid=uid)
            assert since(session, uid) is not None
        for uid in ("day-of-Bob", "plan-of-Bob"):
            assert since(session, uid) is not None
        assert since(session, "plan-of-Ada") is None
        assert new.sets == []


def test_a_note_stays_away_and_a_film_of_a_set_that_is_gone_is_refused(room: Database) -> None:
    with room.write() as session:
        notes.delete(session, "note-Ada-set-1")
    bin.purge(room, [("note", "note-Ada-set-1")])
    purge_set(room)
    with room.write() as session:
        with pytest.raises(NotFound, match="deleted for good"):
            notes.add(session, sets.get(session, "Ada-set-1"), 1, "x", uid="note-Ada-set-1")
        film = session.scalars(select(Video)).first()
        came = Upload(uid="upload-9", name="a", size=1, about={}, created_at=clock.now())
        facts = Facts(14.0, 30.0, 9, 9, "h264", recorded="")
        assert film is not None
        with pytest.raises(NotFound, match="deleted for good"):
            attach(session, came, film, facts, about({"athlete": "uid-of-Ada", "set": SET}))
        assert session.scalars(select(TrainingDay.day).distinct()).all() == ["2024-11-27"]


def test_nobody_can_read_which_names_they_were(room: Database) -> None:
    purge_set(room)
    with room.read() as session:
        (kept,) = session.scalars(select(Gone)).all()
    assert len(kept.uid_sha256) == 64
    assert SET not in kept.uid_sha256


def test_what_an_export_of_before_brings_back_is_here_again(room: Database, tmp_path: Path) -> None:
    export_archive(room, tmp_path / "before.zip")
    purge_set(room)
    import_archive(room, tmp_path / "before.zip")
    taken(room, said({"rpe": 8}, late_ms=60_000))
    with room.read() as session:
        assert sets.get(session, SET).rpe == 8
        assert since(session, SET) is None
    export_archive(room, tmp_path / "after.zip")


@pytest.fixture
def old(tmp_path: Path, report: Report) -> Path:
    """A folder of the first version, full of things."""
    folder = open_folder(tmp_path / "old")
    migrate(folder, connect(folder), head="0001")
    with closing(open_database(folder)) as db:
        fill(db, report)
        with db.engine.begin() as raw:
            raw.exec_driver_sql("DROP TABLE gone")
            raw.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    for copy in folder.backups.iterdir():
        copy.unlink()
    return folder.root


def rows(db: Database) -> dict[str, int]:
    with db.read() as session:
        return {
            table.name: len(session.execute(select(table)).all())
            for table in Gone.metadata.sorted_tables
        }


def test_an_old_folder_is_brought_up_whole_with_a_copy_of_before(old: Path) -> None:
    with closing(open_database(open_folder(old))) as db:
        (copy,) = db.folder.backups.iterdir()
        assert copy.name.startswith("0001-")
        found = rows(db)
        assert (found["athlete"], found["lift_set"], found["gone"]) == (2, 5, 0)
        purge_set(db)
        with pytest.raises(NotFound):
            taken(db, said({"rpe": 8}))
        assert rows(db)["gone"] == 1


def test_backups_of_both_versions_come_back(old: Path, tmp_path: Path) -> None:
    backup(open_folder(old), tmp_path / "old.zip")
    restore(tmp_path / "old.zip", tmp_path / "back")
    with closing(open_database(open_folder(tmp_path / "back"))) as db:
        assert rows(db)["lift_set"] == 5
        purge_set(db)
        backup(db.folder, tmp_path / "new.zip")
    restore(tmp_path / "new.zip", tmp_path / "again")
    with closing(open_database(open_folder(tmp_path / "again"))) as db:
        assert rows(db)["gone"] == 1
        with pytest.raises(NotFound):
            taken(db, said({"rpe": 8}))
