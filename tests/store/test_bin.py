"""What is deleted for good is gone from rows, files and the database file; nothing else is."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from rooms import make_old, names
from sqlalchemy import func, select

from hiphinge.errors import UsageError
from hiphinge.store import athletes, bin, days, notes, programmes, sets
from hiphinge.store.missing import NotFound
from hiphinge.store.tables import Base, Upload, Video

if TYPE_CHECKING:
    from pathlib import Path

    from hiphinge.store.database import Database

SHARED = hashlib.sha256(b"shared film").hexdigest()
ALONE = hashlib.sha256(b"a film of Ada alone").hexdigest()


def delete(room: Database, *uids: str) -> None:
    with room.write() as session:
        for uid in uids:
            sets.delete(session, uid)


def test_the_bin_tells_what_is_in_it(room: Database) -> None:
    with room.write() as session:
        assert bin.listed(session) == []
        notes.delete(session, "note-Ada-set-1")
        sets.delete(session, "Ada-set-2")
        days.delete(session, "day-of-Bob")
        programmes.delete(session, "plan-of-Ada")
        athletes.delete(session, "uid-of-Bob")
        told = {one.kind: one for one in bin.listed(session)}
    assert (told["note"].text, told["note"].athlete) == ("note of Ada-set-1", "Ada")
    assert (told["set"].exercise, told["set"].day) == ("rdl", "2024-11-27")
    assert (told["session"].text, told["session"].athlete) == ("Bobs tag", "Bob")
    assert (told["programme"].day, told["athlete"].athlete) == ("2024-11-23", "Bob")


def test_a_set_goes_and_its_film_stays_while_another_set_shows_it(room: Database) -> None:
    delete(room, "Ada-set-1", "Bob-set-1")
    gone = bin.purge(room, [("set", "Ada-set-1"), ("set", "Bob-set-1")])
    assert (gone.sets, gone.copies) == (2, 0)
    assert SHARED + ".mov" in names(room, "videos")
    assert names(room, "results") == {"film-Ada-set-2-1", "film-Ada-set-3-1"}
    delete(room, "Ada-set-2")
    gone = bin.purge(room, [("set", "Ada-set-2")])
    assert gone.files == 4
    assert gone.size > len(b"shared film") + len(b"for browsers")
    assert names(room, "videos") == {ALONE + ".mov", ALONE + ".web.mp4"}
    assert names(room, "seen") == {ALONE + "-heavy.json"}
    with room.read() as session:
        assert session.scalars(select(Video.sha256)).all() == [ALONE]
        assert session.scalars(select(Upload.uid)).all() == ["upload-Ada-set-3"]
        with pytest.raises(NotFound):
            sets.get(session, "Ada-set-2", deleted=True)
        assert sets.get(session, "Ada-set-3")


def test_only_what_is_in_the_bin_is_deleted_for_good_and_all_or_nothing(room: Database) -> None:
    delete(room, "Ada-set-1")
    with pytest.raises(UsageError, match="deleted before"):
        bin.purge(room, [("set", "Ada-set-1"), ("set", "Ada-set-2")])
    with pytest.raises(NotFound):
        bin.purge(room, [("set", "Ada-set-1"), ("note", "never-there")])
    with room.read() as session:
        assert sets.get(session, "Ada-set-1", deleted=True).analysis is not None
    assert "film-Ada-set-1-1" in names(room, "results")


def test_an_athlete_goes_with_everything_and_no_trace_is_left(room: Database) -> None:
    with room.write() as session:
        session.add(
            Upload(
                uid="on-its-way-1",
                name="secretname.mov",
                size=9,
                about={"athlete": "uid-of-Ada"},
                created_at="2026",
            )
        )
        athletes.change(session, "uid-of-Ada", note="UNFORGETTABLE")
    part = room.folder.upload_path("on-its-way-1")
    part.write_bytes(b"half")
    gone = bin.purge_athlete(room, "uid-of-Ada")
    assert gone.sets == 4
    assert not part.exists()
    assert names(room, "videos") == {SHARED + ".mov", SHARED + ".web.mp4"}
    assert names(room, "results") == {"film-Bob-set-1-1"}
    with room.read() as session:
        rows = {
            table.name: session.scalar(select(func.count()).select_from(table))
            for table in Base.metadata.sorted_tables
        }
    assert rows["athlete"] == rows["lift_set"] == rows["programme"] == rows["upload"] == 1
    assert rows["tag"] == 0
    assert rows["coach_note"] == rows["programme_event"] == rows["training_day"] == 1
    kept = b"".join(path.read_bytes() for path in room.folder.root.glob("hiphinge.sqlite*"))
    for trace in (b"UNFORGETTABLE", b"secretname", b"note of Ada", b"uid-of-Ada", ALONE.encode()):
        assert trace not in kept
    assert b"uid-of-Bob" in kept


def test_the_bin_is_emptied_also_of_what_belongs_to_each_other(room: Database) -> None:
    with room.write() as session:
        notes.delete(session, "note-Ada-set-1")
        sets.delete(session, "Ada-set-1")
        days.delete(session, "day-of-Ada")
        athletes.delete(session, "uid-of-Ada")
        programmes.delete(session, "plan-of-Bob")
    assert bin.empty(room).sets == 4
    with room.read() as session:
        assert bin.listed(session) == []
        assert [one.athlete.name for one in athletes.listed(session)] == ["Bob"]
        assert days.get(session, "day-of-Bob").programme_id is None
    assert bin.empty(room) == bin.Purged(0, 0, 0, 0)


def test_what_nothing_points_to_is_swept_away_after_a_day(room: Database) -> None:
    root = room.folder.root
    lost = "f" * 64
    old = [
        root / "videos" / f"{lost}.mp4",
        root / "seen" / f"{lost}-heavy.json",
        root / "results" / "film-Ada-set-1-7",
        root / "uploads" / "nobody-knows-it.part",
        root / "uploads" / "import-abc",
        root / "backups" / ".half.partial.sqlite",
    ]
    for path in old:
        if path.suffix:
            path.write_bytes(b"x")
        else:
            path.mkdir()
            (path / "report.json").write_bytes(b"x")
    (strange := root / "videos" / "holiday.mp4").write_bytes(b"mine")
    kept = everything(root) - set(old) - {path / "report.json" for path in old}
    assert bin.sweep(room) == 0, "work of today may still need it"
    for path in everything(root):
        make_old(path)
    assert bin.sweep(room) == len(old)
    assert everything(root) == kept
    assert strange.exists()


def test_what_work_in_hand_needs_is_never_swept(room: Database) -> None:
    with room.write() as session:
        sets.get(session, "Ada-set-1").analysis.state = "running"
        session.add(
            Upload(
                uid="whole-upload", name="a.mov", size=1, state="whole", sha256="e" * 64,
                created_at="2026",
            )
        )  # fmt: skip
    root = room.folder.root
    needed = [
        root / "results" / "film-Ada-set-1-2.123.partial",
        root / "videos" / f"{'e' * 64}.mov",
        root / "videos" / f"{SHARED}.99.partial.web.mp4",
        root / "seen" / f"{SHARED}-full.json.99.partial",
        room.folder.upload_path("whole-upload"),
    ]
    for path in needed:
        path.write_bytes(b"x")
        make_old(path)
    assert bin.sweep(room) == 0
    assert all(path.exists() for path in needed)


def test_a_film_that_no_set_shows_any_more_goes_with_its_row(room: Database) -> None:
    with room.write() as session:
        sets.get(session, "Ada-set-3").analysis.video_sha256 = SHARED
    for path in everything(room.folder.root):
        make_old(path)
    assert bin.sweep(room, older_than_s=0) == 3
    with room.read() as session:
        assert session.scalars(select(Video.sha256)).all() == [SHARED]


def everything(root: Path) -> set[Path]:
    inside = (root / part for part in ("videos", "uploads", "seen", "results", "backups"))
    return {path for part in inside for path in part.rglob("*")}
