"""An archive may come from anybody: what is wrong with it is said, and nothing of it is kept."""

from __future__ import annotations

import errno
import os
import shutil
import struct
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from forging import Forged

from hiphinge.errors import UsageError
from hiphinge.store import room as room_of_disk
from hiphinge.store import zip_in
from hiphinge.store.archive import listing
from hiphinge.store.archive.incoming import import_archive
from hiphinge.store.archive.outgoing import export_archive
from hiphinge.store.database import open_database
from hiphinge.store.folder import open_folder
from hiphinge.store.zip_in import Unpacker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from hiphinge.store.database import Database


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory, full_folder: Path) -> Path:
    place = tmp_path_factory.mktemp("good")
    db = open_database(open_folder(full_folder))
    export_archive(db, place / "good.zip")
    db.close()
    return place / "good.zip"


@pytest.fixture
def forged(good: Path) -> Forged:
    return Forged.of(good)


@pytest.fixture
def refuses(db: Database, tmp_path: Path) -> Iterator[Callable[..., str]]:
    """Take an archive in, which must be refused in one sentence and leave everything as it was."""

    def tried(archive: Forged | Path) -> str:
        path = archive.write(tmp_path / "x.zip") if isinstance(archive, Forged) else archive
        before = {one for one in db.folder.root.rglob("*") if "sqlite" not in one.name}
        with pytest.raises(UsageError) as error:
            import_archive(db, path)
        assert {one for one in db.folder.root.rglob("*") if "sqlite" not in one.name} == before
        with db.engine.connect() as connection:
            for table in ("athlete", "lift_set", "analysis", "video", "tag"):
                count = f"SELECT count(*) FROM {table}"  # noqa: S608 (names of ours)
                assert connection.exec_driver_sql(count).scalar() == 0
        said = str(error.value)
        assert said.endswith(".")
        assert "\n" not in said
        assert len(said) < 500
        return said

    return tried


def test_what_was_only_taken_apart_and_put_together_is_taken(
    db: Database, forged: Forged, tmp_path: Path
) -> None:
    taken = import_archive(db, forged.write(tmp_path / "x.zip"))
    assert taken.counts["lift_set"].added == 5


def test_what_is_no_archive(refuses: Callable[..., str], tmp_path: Path, good: Path) -> None:
    data = good.read_bytes()
    for wrong in (b"", b"hello", data[: len(data) // 2], data[:-10], b"PK\x05\x06" + bytes(18)):
        (path := tmp_path / "x.zip").write_bytes(wrong)
        assert "no archive of hiphinge" in refuses(path) or "lacks manifest" in refuses(path)
    assert "There is no file" in refuses(tmp_path / "not-there.zip")


def test_bits_that_fell_over(refuses: Callable[..., str], tmp_path: Path, good: Path) -> None:
    with zipfile.ZipFile(good) as archive:
        places = {one.filename: one.header_offset for one in archive.infolist()}
    for name in ("rows/lift_set.jsonl", "manifest.json", "files.jsonl", max(places)):
        data = bytearray(good.read_bytes())
        start = places[name] + 30 + len(name) + 20
        for place in range(start, start + 8):
            data[place] ^= 0xFF
        (path := tmp_path / "x.zip").write_bytes(data)
        assert "damaged" in refuses(path) or "not the content" in refuses(path)


@pytest.mark.parametrize(
    ("manifest", "words"),
    [
        ({"schema": "hiphinge.archive/2"}, "update hiphinge"),
        ({"schema": "hiphinge.backup/1"}, "hiphinge restore"),
        ({"schema": None}, "does not know"),
        ({"schema": "x" * 5000}, "does not know"),
        ({"tables": []}, "other tables"),
        ({"tables": "all"}, "manifest cannot be read"),
        ({"made_at": "yesterday"}, "manifest cannot be read"),
        ({"surprise": 1}, "manifest cannot be read"),
        ({"files": 3}, "does not hold what its list says"),
    ],
)
def test_a_manifest_that_lies(
    refuses: Callable[..., str], forged: Forged, manifest: dict[str, Any], words: str
) -> None:
    forged.lists["manifest"] = manifest
    assert words in refuses(forged)


@pytest.mark.parametrize("text", [b"", b"[]", b"{", b"\xff", b"[" * 90_000, b"{" * 200_000])
def test_a_manifest_that_is_none(refuses: Callable[..., str], forged: Forged, text: bytes) -> None:
    forged.raw["manifest.json"] = text
    assert "manifest" in refuses(forged)


def test_tables_that_nobody_knows(refuses: Callable[..., str], forged: Forged) -> None:
    forged.rows["secrets"] = [{"uid": "a-secret-1"}]
    assert "other tables than this hiphinge knows" in refuses(forged)
    del forged.rows["secrets"], forged.rows["coach_note"]
    assert "other tables" in refuses(forged)


@pytest.mark.parametrize(
    "name",
    [
        "../../evil.sh", "/etc/passwd", "videos/../../evil", "seen/..", "evil.sh", "videos/a.mp4",
        "seen/" + "a" * 64 + "-../../x.json", "reports/../x/report.json", "C:\\evil",
        "videos/" + "A" * 64 + ".mp4", "reports/film-Ada-set-1/page.html", "rows/../x", "x\n",
        "seen/",
    ],
)  # fmt: skip
def test_names_that_lead_elsewhere(
    refuses: Callable[..., str], forged: Forged, name: str, tmp_path: Path
) -> None:
    forged.files[name] = b"evil"
    assert "a file that no archive holds" in refuses(forged)
    assert not list(tmp_path.rglob("evil*"))


def test_files_that_are_not_what_their_list_says(
    refuses: Callable[..., str], forged: Forged
) -> None:
    film = next(name for name in forged.files if name.startswith("videos/"))
    seen = next(name for name in forged.files if name.startswith("seen/"))
    forged.lists[film] = {"sha256": "0" * 64}
    assert "bears another one's name" in refuses(forged)
    forged.lists = {seen: {"sha256": "0" * 64}}
    assert "not the content that it should have" in refuses(forged)
    forged.lists = {seen: {"size": 1}}
    assert "another size" in refuses(forged)
    forged.lists = {seen: {"size": -1}}
    assert "list of files cannot be read" in refuses(forged)
    forged.lists, content = {}, forged.files[film]
    forged.files[film] = content[::-1]
    assert "bears another one's name" in refuses(forged)
    forged.files[film] = content
    forged.files[film.replace(".mov", ".mp4")] = content
    assert "bears another one's name" in refuses(forged)
    forged.raw["one-more"] = b""
    assert "does not hold what its list says" in refuses(forged)


@pytest.mark.parametrize(
    ("table", "change", "words"),
    [
        ("athlete", {"height_cm": 9999.0}, "100 to 250"),
        ("athlete", {"name": ""}, "1 to 100"),
        ("athlete", {"name": "x" * 101}, "1 to 100"),
        ("athlete", {"uid": "../../etc"}, "8 to 64"),
        ("athlete", {"id": 7}, "id"),
        ("athlete", {"deleted_at": None}, "deleted_at"),
        ("athlete", {"created_at": "now"}, "moment"),
        ("athlete", {"created_at": "2024-13-41T99:00:00Z"}, "created_at"),
        ("lift_set", {"load_kg": 1e9}, "0 to 1000"),
        ("lift_set", {"load_kg": float("nan")}, "load_kg"),
        ("lift_set", {"load_kg": float("inf")}, "load_kg"),
        ("lift_set", {"load_kg": "60"}, "load_kg"),
        ("lift_set", {"reps": 2.5}, "reps"),
        ("lift_set", {"reps": True}, "reps"),
        ("lift_set", {"exercise": "'; drop table"}, "exercise"),
        ("lift_set", {"tags": ["x" * 41]}, "1 to 40"),
        ("lift_set", {"tags": ["a"] * 21}, "tags"),
        ("lift_set", {"position": -1}, "position"),
        ("training_day", {"day": "2024-02-30"}, "year-month-day"),
        ("training_day", {"planned": {"prescriptions": [1]}}, "planned"),
        ("training_day", {"log": {"choices": {"swap.0": "no_such_thing"}}}, "No exercise"),
        ("lift_set", {"log": {"stamps": {"reps": [2**45, 1, "a-phone"]}}}, "in the future"),
        ("lift_set", {"log": {"stamps": {"reps": ["now"]}}}, "stamps"),
        ("programme", {"weekdays": [7]}, "weekdays"),
        ("programme", {"profile": {"goal": "win"}}, "profile"),
        ("programme", {"screen": {"a": {"b": 2**70}}}, "number in it is too large"),
        ("programme", {"screen": {"a": "x" * 20_001}}, "text in it is too long"),
        ("programme_event", {"kind": "exploded"}, "cannot be read"),
        ("programme_event", {"kind": "next_day", "data": {"pain": "x"}}, "cannot be read"),
        ("coach_note", {"time_s": -1.0}, "0 to 86400"),
        ("video", {"sha256": "A" * 64}, "sha256"),
        ("video", {"suffix": "/../../x"}, "suffix"),
        ("video", {"size": -1}, "size"),
        ("analysis", {"seen": "../../../etc/passwd"}, "seen"),
        ("analysis", {"options": {"leave_out": [0]}}, "options"),
        ("analysis", {"options": {"lifter_at": [2, 0]}}, "options"),
        ("analysis", {"options": {"left_out_at": {"1": {"start_s": "x"}}}}, "options"),
        ("analysis", {"summary": {"counts": 3}}, "summary"),
        ("analysis", {"measures": [{"name": "x"}]}, "measures"),
        ("analysis", {"verdict": "x" * 5001}, "verdict"),
        ("analysis", {"state": "done"}, "state"),
        ("analysis", {"result": "../x"}, "result"),
    ],
)
def test_absurd_values(
    refuses: Callable[..., str], forged: Forged, table: str, change: dict[str, Any], words: str
) -> None:
    forged.rows[table][-1] |= change
    said = refuses(forged)
    assert words in said
    assert f"line {len(forged.rows[table])} of {table}" in said


@pytest.mark.parametrize(
    ("table", "field"),
    [
        ("programme", "athlete"), ("training_day", "athlete"), ("training_day", "programme"),
        ("programme_event", "programme"), ("programme_event", "training_day"),
        ("lift_set", "training_day"), ("coach_note", "lift_set"), ("analysis", "lift_set"),
    ],
)  # fmt: skip
def test_references_that_lead_nowhere(
    refuses: Callable[..., str], forged: Forged, table: str, field: str
) -> None:
    forged.rows[table][-1][field] = "nobody-at-all"
    assert "neither in it nor here" in refuses(forged)


def test_a_summary_is_what_pages_count_on(refuses: Callable[..., str], forged: Forged) -> None:
    summary = forged.rows["analysis"][-1]["summary"]
    for change in ({"reps": "3"}, {"keeps": [1]}, {"form": {**summary["form"], "green": "2"}}):
        forged.rows["analysis"][-1]["summary"] = {**summary, **change}
        assert "summary" in refuses(forged)


def test_rows_that_contradict_each_other(refuses: Callable[..., str], forged: Forged) -> None:
    forged.rows["training_day"][0]["programme"] = "plan-of-Bob"
    assert "belongs to another athlete" in refuses(forged)
    forged.rows["training_day"][0]["programme"] = None
    forged.rows["programme_event"][0]["training_day"] = "day-of-Bob"
    assert "belongs to another athlete" in refuses(forged)
    forged.rows["programme_event"][0]["training_day"] = None
    forged.rows["athlete"].append(forged.rows["athlete"][0])
    assert "claim one place" in refuses(forged)
    forged.rows["athlete"].pop()
    forged.rows["analysis"][0]["lift_set"] = forged.rows["analysis"][1]["lift_set"]
    assert "claim one place" in refuses(forged)
    forged.rows["analysis"].pop(1)
    forged.rows["analysis"][0]["video"] = "0" * 64
    assert "claim one place" in refuses(forged)


def test_lines_that_are_none(refuses: Callable[..., str], forged: Forged) -> None:
    deep = b'{"uid":' + b"[" * 100_000 + b"]" * 100_000 + b"}\n"
    for line in (b"\n", b"null\n", b"[]\n", b"{\n", b"\xff\xfe\n", deep):
        forged.raw["rows/athlete.jsonl"] = line
        assert "line 1 of athlete" in refuses(forged)
    many = {"a": [[1] * 300] * 200}
    del forged.raw["rows/athlete.jsonl"]
    forged.rows["programme"][0]["screen"] = many
    assert "too much in it" in refuses(forged)


def test_bombs(
    refuses: Callable[..., str], forged: Forged, monkeypatch: pytest.MonkeyPatch
) -> None:
    forged.raw["rows/athlete.jsonl"] = b" " * 5_000_000
    assert "no archive of hiphinge" in refuses(forged)
    monkeypatch.setattr(listing, "ROWS_MOST", 1_000_000)
    assert "larger than such a file ever is" in refuses(forged)
    del forged.raw["rows/athlete.jsonl"]
    monkeypatch.setattr(zip_in, "ENTRIES_MOST", 5)
    assert "no archive of hiphinge" in refuses(forged)


def test_sizes_that_lie(refuses: Callable[..., str], good: Path, tmp_path: Path) -> None:
    """An entry says that it has more, or less, than what is in it."""
    for by in (-5, 5, 2**31):
        path = tmp_path / "x.zip"
        path.write_bytes(in_contents(good.read_bytes(), "rows/athlete.jsonl", 24, by))
        said = refuses(path)
        assert "damaged" in said or "another size" in said


def test_entries_that_lie_over_each_other(
    refuses: Callable[..., str], good: Path, tmp_path: Path
) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(in_contents(good.read_bytes(), "rows/athlete.jsonl", 20, 2**30))
    assert "no archive of hiphinge" in refuses(path)


def test_what_is_encrypted_or_packed_otherwise(
    refuses: Callable[..., str], good: Path, tmp_path: Path
) -> None:
    for place, by in ((8, 1), (10, 4)):
        path = tmp_path / "x.zip"
        path.write_bytes(in_contents(good.read_bytes(), "manifest.json", place, by, "<H"))
        assert "no archive of hiphinge" in refuses(path)


def in_contents(data: bytes, name: str, place: int, by: int, kind: str = "<I") -> bytes:
    """Return a zip file with a number changed in its table of contents (APPNOTE 4.3.12)."""
    found = data.rindex(name.encode(), 0, data.rindex(b"PK\x05\x06")) - 46
    assert data[found : found + 4] == b"PK\x01\x02"
    changed = bytearray(data)
    (number,) = struct.unpack_from(kind, changed, found + place)
    struct.pack_into(kind, changed, found + place, number + by)
    return bytes(changed)


def test_a_disk_without_room_is_said(
    refuses: Callable[..., str], good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(good.parent)._replace(free=room_of_disk.SPARE_BYTES + 3)
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "disk_usage", lambda _path: usage)
        assert "not enough room on the disk" in refuses(good)

    def full(*_args: object, **_options: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Unpacker, "extract", full)
    assert "disk is full" in refuses(good)


def test_a_commit_that_fails_leaves_the_rows_as_they_were(
    db: Database, good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sqlalchemy.orm import Session  # noqa: PLC0415

    def broken(_self: Session) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Session, "commit", broken)
        with pytest.raises(KeyboardInterrupt):
            import_archive(db, good)
    with db.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM athlete").scalar() == 0
    assert not list((db.folder.root / "uploads").iterdir())
    assert import_archive(db, good).counts["athlete"].added == 2
