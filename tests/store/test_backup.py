"""A backup is exact and whole also while others write; it comes back all of it, or not at all."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import sqlite3
import sys
import threading
import zipfile
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from hiphinge.cli import main
from hiphinge.errors import UsageError
from hiphinge.store import backup as backups
from hiphinge.store import bin, sets, zip_in, zip_out
from hiphinge.store import room as room_of_disk
from hiphinge.store.backup import backup
from hiphinge.store.database import open_database
from hiphinge.store.folder import Folder, open_folder
from hiphinge.store.restore import restore
from hiphinge.store.tables import Upload

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hiphinge.store.database import Database

SHARED = hashlib.sha256(b"shared film").hexdigest()


@pytest.fixture
def room(room: Database) -> Database:
    with room.write() as session:
        sets.delete(session, "Ada-set-4")
        session.add(
            Upload(uid="half-an-upload", name="b.mov", size=9, received=4, created_at="2024")
        )
    room.folder.upload_path("half-an-upload").write_bytes(b"half")
    return room


def files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and "sqlite" not in path.name
    }


def dump(root: Path) -> list[str]:
    with closing(sqlite3.connect(root / "hiphinge.sqlite")) as raw:
        return list(raw.iterdump())


def test_it_comes_back_exactly(room: Database, tmp_path: Path) -> None:
    target, back = tmp_path / "b.zip", tmp_path / "new" / "folder"
    made = backup(room.folder, target)
    assert made.files == 15
    assert target.stat().st_mode & 0o077 == 0
    found = restore(target, back)
    assert found.before is None
    assert found.files == made.files
    assert files(back) == files(room.folder.root)
    assert dump(back) == dump(room.folder.root)
    assert back.stat().st_mode & 0o077 == 0
    assert {path.name for path in tmp_path.iterdir()} == {"folder", "b.zip", "new"}
    assert {path.name for path in back.parent.iterdir()} == {"folder"}
    again = open_database(Folder(back))
    with again.write() as session:
        sets.restore(session, "Ada-set-4")
    again.close()


def test_what_nothing_points_to_does_not_go_along(room: Database, tmp_path: Path) -> None:
    root = room.folder.root
    before = files(root)
    (root / "videos" / f"{'f' * 64}.mp4").write_bytes(b"lost")
    (root / "videos" / f"{SHARED}.9.partial.web.mp4").write_bytes(b"half")
    (root / "results" / "film-Ada-set-1-9").mkdir()
    (root / "results" / "film-Ada-set-1-9" / "report.json").write_bytes(b"old")
    (root / "videos" / "link.mp4").symlink_to("/etc/passwd")
    backup(room.folder, tmp_path / "b.zip")
    restore(tmp_path / "b.zip", tmp_path / "back")
    assert files(tmp_path / "back") == before


def test_others_write_meanwhile(room: Database, tmp_path: Path) -> None:
    """The rows are those of one moment, and each film that they name is there."""
    stop = threading.Event()

    def write() -> None:
        other = open_database(room.folder)
        number = 0
        while not stop.is_set():
            number += 1
            with other.write() as session:
                for uid in ("Ada-set-1", "Ada-set-2", "Ada-set-3", "Bob-set-1"):
                    sets.change(session, uid, reps=number % 1000)
        other.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(3):
            backup(room.folder, tmp_path / f"{number}.zip")
    finally:
        stop.set()
        writer.join()
    for number in range(3):
        restore(tmp_path / f"{number}.zip", tmp_path / str(number))
        with closing(sqlite3.connect(tmp_path / str(number) / "hiphinge.sqlite")) as raw:
            reps = raw.execute("SELECT DISTINCT reps FROM lift_set WHERE uid <> 'Ada-set-4'")
            assert len(reps.fetchall()) == 1


def test_what_is_deleted_for_good_meanwhile_is_not_in_it(
    room: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = backups.snapshot
    times: list[int] = []

    def copied(database: Path, target: Path) -> None:
        real(database, target)
        times.append(1)
        if len(times) == 1:
            bin.purge_athlete(room, "uid-of-Ada")

    monkeypatch.setattr(backups, "snapshot", copied)
    backup(room.folder, tmp_path / "b.zip")
    assert len(times) == 2
    restore(tmp_path / "b.zip", tmp_path / "back")
    assert files(tmp_path / "back") == files(room.folder.root)
    assert "uid-of-Ada" not in "".join(dump(tmp_path / "back"))


def test_a_folder_that_holds_something_is_left_alone(room: Database, tmp_path: Path) -> None:
    backup(room.folder, tmp_path / "b.zip")
    (tmp_path / "file").write_bytes(b"x")
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "cat.jpg").write_bytes(b"x")
    before = files(tmp_path)
    for place, words, overwrite in (
        (tmp_path / "file", "is a file", True),
        (tmp_path / "photos", "other things", True),
        (room.folder.root, "--overwrite", False),
        (room.folder.root, "runs in", True),
    ):
        with pytest.raises(UsageError, match=words):
            restore(tmp_path / "b.zip", place, overwrite=overwrite)
        assert files(tmp_path) == before


def test_with_overwrite_what_was_there_is_put_aside(room: Database, tmp_path: Path) -> None:
    backup(room.folder, tmp_path / "b.zip")
    at_backup = dump(room.folder.root)
    with room.write() as session:
        sets.change(session, "Ada-set-1", note="later")
    later = dump(room.folder.root)
    (room.folder.root / "mine.txt").write_text("kept")
    room.close()
    found = restore(tmp_path / "b.zip", room.folder.root, overwrite=True)
    assert dump(room.folder.root) == at_backup
    assert found.before is not None
    assert found.before.parent == tmp_path
    assert dump(found.before) == later
    assert (found.before / "mine.txt").read_text() == "kept"


def test_a_damaged_database_does_not_stand_in_the_way(room: Database, tmp_path: Path) -> None:
    at_backup = dump(room.folder.root)
    backup(room.folder, tmp_path / "b.zip")
    room.close()
    room.folder.database.write_bytes(b"not a database any more")
    restore(tmp_path / "b.zip", room.folder.root, overwrite=True)
    open_database(room.folder).close()
    assert dump(room.folder.root) == at_backup


def test_broken_backups_are_refused_and_nothing_changes(room: Database, tmp_path: Path) -> None:
    backup(room.folder, good := tmp_path / "good.zip")
    data = good.read_bytes()
    before = files(room.folder.root)
    room.close()
    for wrong in (b"", b"x" * 1000, data[: len(data) // 2], flipped(data, SHARED + ".mov")):
        (path := tmp_path / "x.zip").write_bytes(wrong)
        with pytest.raises(UsageError, match=r"no backup|damaged|not the content"):
            restore(path, tmp_path / "back")
        with pytest.raises(UsageError, match=r"no backup|damaged|not the content"):
            restore(path, room.folder.root, overwrite=True)
    assert not (tmp_path / "back").exists()
    assert files(room.folder.root) == before
    assert {path.name for path in tmp_path.iterdir()} == {"folder", "good.zip", "x.zip"}


def flipped(data: bytes, name: str) -> bytes:
    place = data.index(name.encode()) + len(name) + 22
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


def rewritten(source: Path, target: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """Write a backup anew with other entries, and lists that fit them."""
    with zipfile.ZipFile(source) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(held.pop("manifest.json"))
    del held["files.jsonl"]
    change(held)
    listed = [
        {"name": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for name, data in held.items()
    ]
    held["files.jsonl"] = "".join(f"{json.dumps(one)}\n" for one in listed).encode()
    held["manifest.json"] = json.dumps({**manifest, "files": len(listed)}).encode()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in held.items():
            archive.writestr(name, data)
    return target


@pytest.mark.parametrize(
    "name",
    ["../evil", "/etc/evil", "videos/../../evil", "results/../evil", "results/a/../../evil",
     "hiphinge.sqlite-wal", "backups/evil", "videos/a/b", "uploads/.evil"],
)  # fmt: skip
def test_names_that_lead_elsewhere(room: Database, tmp_path: Path, name: str) -> None:
    backup(room.folder, good := tmp_path / "good.zip")
    bad = rewritten(good, tmp_path / "bad.zip", lambda held: held.update({name: b"evil"}))
    with pytest.raises(UsageError, match="another file than its list says"):
        restore(bad, tmp_path / "in" / "back")
    assert not (tmp_path / "in").exists()


def test_a_database_of_another_version_or_none_is_refused(room: Database, tmp_path: Path) -> None:
    backup(room.folder, good := tmp_path / "good.zip")

    def of_later(held: dict[str, bytes]) -> None:
        (copy := tmp_path / "copy.sqlite").write_bytes(held["hiphinge.sqlite"])
        with closing(sqlite3.connect(copy)) as raw, raw:
            raw.execute("UPDATE alembic_version SET version_num = '9999'")
        held["hiphinge.sqlite"] = copy.read_bytes()

    def none(held: dict[str, bytes]) -> None:
        held["hiphinge.sqlite"] = b"SQLite format 3\x00" + b"x" * 9000

    for change, words in ((of_later, "in bad.zip was made by a newer"), (none, "is damaged")):
        with pytest.raises(UsageError, match=words):
            restore(rewritten(good, tmp_path / "bad.zip", change), tmp_path / "back")
        assert not (tmp_path / "back").exists()


def test_a_full_disk_is_said_and_leaves_nothing(
    room: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(tmp_path)._replace(free=room_of_disk.SPARE_BYTES + 3)
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "disk_usage", lambda _path: usage)
        with pytest.raises(UsageError, match="not enough room"):
            backup(room.folder, tmp_path / "b.zip")
    (tmp_path / "full").mkdir()

    def full(*_args: object, **_options: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(zip_out.Packer, "add_file", full)
        with pytest.raises(UsageError, match=r"disk is full.*try again"):
            backup(room.folder, tmp_path / "full" / "b.zip")
    assert not list((tmp_path / "full").iterdir())
    assert not [one for one in room.folder.backups.iterdir()]
    backup(room.folder, tmp_path / "b.zip")
    monkeypatch.setattr(zip_in.Unpacker, "extract", full)
    with pytest.raises(UsageError, match=r"disk is full.*nothing was changed"):
        restore(tmp_path / "b.zip", tmp_path / "full" / "back")
    assert not list((tmp_path / "full").iterdir())


def test_where_nothing_is_there_is_nothing_to_back_up(tmp_path: Path, room: Database) -> None:
    with pytest.raises(UsageError, match="holds nothing"):
        backup(Folder(tmp_path / "empty"), tmp_path / "b.zip")
    assert not (tmp_path / "b.zip").exists()
    with pytest.raises(UsageError, match="no folder"):
        backup(room.folder, tmp_path / "not" / "there.zip")
    (tmp_path / "b.zip").write_bytes(b"mine")
    with pytest.raises(UsageError, match="there already"):
        backup(room.folder, tmp_path / "b.zip")
    assert (tmp_path / "b.zip").read_bytes() == b"mine"


def run(*words: object, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(sys, "argv", ["hiphinge", *map(str, words)])
    try:
        main()
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def test_a_person_backs_up_and_restores(
    room: Database,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("HIPHINGE_FOLDER", str(room.folder.root))
    monkeypatch.chdir(tmp_path)
    assert run("backup", monkeypatch=monkeypatch) == 0
    (made,) = tmp_path.glob("hiphinge-backup-*.zip")
    assert made.name in capsys.readouterr().out
    room.close()
    assert run("restore", made, monkeypatch=monkeypatch) == 2
    error = capsys.readouterr().err
    assert error.startswith("hiphinge: ")
    assert error.count("\n") == 1
    assert "--overwrite" in error
    assert run("restore", made, "--overwrite", monkeypatch=monkeypatch) == 0
    said = capsys.readouterr().out
    assert "15 files" in said
    assert "What was there before" in said
    capsys.readouterr()
    roundabout = tmp_path / "term" / ".." / "n"
    assert run("restore", made, "--folder", roundabout, monkeypatch=monkeypatch) == 0
    assert capsys.readouterr().out.endswith(f":\n  {(tmp_path / 'n').resolve()}\n")
    assert dump(tmp_path / "n") == dump(room.folder.root)
    open_folder(tmp_path / "n")
