"""A backup that somebody else made: nothing in it runs, neither in the database nor in a page."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zipfile
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from hiphinge.errors import UsageError
from hiphinge.report.html import own_scripts
from hiphinge.report.own_scripts import runs_only_ours, scripts_of
from hiphinge.store.backup import backup
from hiphinge.store.database import open_database
from hiphinge.store.folder import open_folder
from hiphinge.store.restore import restore
from hiphinge.store.tables import Analysis

if TYPE_CHECKING:
    from pathlib import Path

    from hiphinge.store.database import Database

LIBRARY, SCRIPT = own_scripts()
OURS = (
    '<meta charset="utf-8"><script type="application/json" id="notes-data">[]</script>'
    f"<script>{LIBRARY}</script><script>{SCRIPT}</script>"
)
EVIL = "<script>parent.document.forms[0].submit()</script>"


def forged(good: Path, bad: Path, name: str, data: bytes) -> Path:
    """Write a backup anew with one other file, and a list that fits it."""
    with zipfile.ZipFile(good) as archive:
        held = {one: archive.read(one) for one in archive.namelist()}
    held[name] = data
    manifest = json.loads(held.pop("manifest.json"))
    held.pop("files.jsonl")
    listed = [
        {"name": one, "size": len(text), "sha256": hashlib.sha256(text).hexdigest()}
        for one, text in held.items()
    ]
    held["files.jsonl"] = "".join(f"{json.dumps(one)}\n" for one in listed).encode()
    held["manifest.json"] = json.dumps({**manifest, "files": len(listed)}).encode()
    with zipfile.ZipFile(bad, "w") as archive:
        for one, text in held.items():
            archive.writestr(one, text)
    return bad


@pytest.mark.parametrize(
    "made",
    [
        "CREATE TRIGGER t AFTER INSERT ON athlete BEGIN DELETE FROM video; END",
        "CREATE VIEW v AS SELECT * FROM athlete",
        "ALTER TABLE athlete ADD COLUMN x GENERATED ALWAYS AS (name || name) VIRTUAL",
        "CREATE VIRTUAL TABLE z USING fts5(x)",
    ],
)
def test_a_database_that_does_something_by_itself(
    room: Database, tmp_path: Path, made: str
) -> None:
    backup(room.folder, good := tmp_path / "good.zip")
    with zipfile.ZipFile(good) as archive:
        (copy := tmp_path / "copy.sqlite").write_bytes(archive.read("hiphinge.sqlite"))
    with closing(sqlite3.connect(copy)) as raw, raw:
        raw.execute(made)
    bad = forged(good, tmp_path / "bad.zip", "hiphinge.sqlite", copy.read_bytes())
    with pytest.raises(UsageError, match="what hiphinge's never does"):
        restore(bad, tmp_path / "back")
    assert not (tmp_path / "back").exists()


@pytest.mark.parametrize(
    ("page", "kept"), [(OURS, True), (OURS + EVIL, False), (EVIL, False), ("<p>plain", True)]
)
def test_a_page_with_scripts_of_others(
    room: Database, tmp_path: Path, page: str, kept: bool
) -> None:
    with room.read() as session:
        analysis = session.scalars(select(Analysis).where(Analysis.result.is_not(None))).first()
    assert analysis is not None
    backup(room.folder, good := tmp_path / "good.zip")
    name = f"results/{analysis.result}/page.html"
    restore(forged(good, tmp_path / "bad.zip", name, page.encode()), tmp_path / "back")
    folder = open_folder(tmp_path / "back")
    with closing(open_database(folder)) as db, db.read() as session:
        back = session.scalars(select(Analysis).where(Analysis.uid == analysis.uid)).one()
    assert (back.result is not None) is kept
    assert folder.result_path(analysis.result or "").exists() is kept
    if not kept:
        assert (back.state, back.wanted) == ("queued", analysis.wanted + 1)


@pytest.mark.parametrize(
    "hidden",
    [
        "<SCRIPT\n>x</SCRIPT>",
        '<script src="a" defer>x</script>',
        "<script type=module>x</script>",
        '<script type="application/json">1</script><script>x</script>',
    ],
)
def test_scripts_are_found_however_they_are_written(hidden: str) -> None:
    assert scripts_of(hidden) == ["x"]
    assert not runs_only_ours(OURS + hidden)
