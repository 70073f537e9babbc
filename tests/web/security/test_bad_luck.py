"""A disk that is full, gone or held by others: it is said, and nothing is taken for kept."""

from __future__ import annotations

import errno
import json
import shutil
import sqlite3
from typing import TYPE_CHECKING

import pytest
from serving import client_on
from sqlalchemy.exc import OperationalError

from hiphinge.jobs.receiving import Receiver
from hiphinge.store.database import Database, FolderGone

if TYPE_CHECKING:
    from pathlib import Path

    from seeds import Seeds
    from serving import Client

ZED = {"name": "Zed", "units": "kg"}


@pytest.mark.parametrize(
    ("said", "status", "sentence"),
    [
        ("database or disk is full", 507, "no room left on the disk"),
        ("attempt to write a readonly database", 503, "cannot be written just now"),
        ("database is locked", 503, "writing for long"),
    ],
)
def test_a_database_that_takes_nothing(
    client: Client, monkeypatch: pytest.MonkeyPatch, said: str, status: int, sentence: str
) -> None:
    def refuses(_: object) -> None:
        raise OperationalError("INSERT", {}, sqlite3.OperationalError(said))

    client.get("/")
    monkeypatch.setattr(Database, "write", refuses)
    for answer in (
        client.post("/athletes", data=ZED),
        client.post("/api/log", json={"changes": []}),
        client.post("/api/uploads", json={"name": "a.mp4", "size": 10}),
    ):
        assert answer.status_code == status
        assert sentence in answer.text
        assert "content-security-policy" in answer.headers


def test_other_trouble_of_the_database_is_no_such_sentence(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(_: object) -> None:
        raise OperationalError("INSERT", {}, sqlite3.OperationalError("no such table: x"))

    client.get("/")
    monkeypatch.setattr(Database, "write", breaks)
    with pytest.raises(OperationalError):
        client.post("/athletes", data=ZED)


@pytest.mark.parametrize(
    ("number", "status"), [(errno.ENOSPC, 507), (errno.EDQUOT, 507), (errno.EROFS, 503)]
)
def test_a_disk_that_takes_no_file(
    client: Client, monkeypatch: pytest.MonkeyPatch, number: int, status: int
) -> None:
    def refuses(*_: object) -> None:
        raise OSError(number, "no")

    uid = client.post("/api/uploads", json={"name": "a.mp4", "size": 10}).json()["uid"]
    monkeypatch.setattr(Receiver, "__init__", refuses)
    answer = client.patch(f"/api/uploads/{uid}", content=b"x", headers={"upload-offset": "0"})
    assert answer.status_code == status
    assert "not kept" in answer.json()["error"]


def test_nothing_is_written_to_a_folder_that_is_gone(client: Client, rows: Seeds) -> None:
    rows.athlete("Ada")
    root = client.app.state.folder.root  # type: ignore[attr-defined]
    shutil.rmtree(root)
    answer = client.post("/athletes", data=ZED)
    assert answer.status_code == 503
    assert "nothing can be kept" in answer.text
    assert client.post("/api/log", json={"changes": []}).status_code == 503
    assert not root.exists()


def test_nor_to_one_that_took_its_place(client: Client, rows: Seeds, tmp_path: Path) -> None:
    """As when a backup is brought back under a server, or another disk is mounted."""
    rows.athlete("Ada")
    root = client.app.state.folder.root  # type: ignore[attr-defined]
    root.rename(tmp_path / "aside")
    with client_on(root) as other:
        assert "Ada" not in other.get("/athletes").text
    with pytest.raises(FolderGone), client.db.write():
        pass
    shutil.rmtree(root)
    (tmp_path / "aside").rename(root)
    assert client.post("/athletes", data=ZED).status_code == 303


@pytest.mark.parametrize("uid", ["\ud800" * 8, "\udfff\ud800", "a\0bcdefgh", "../../etc"])
@pytest.mark.parametrize("field", ["athlete", "session"])
def test_names_that_are_no_text(client: Client, rows: Seeds, uid: str, field: str) -> None:
    lift = rows.lift(rows.day(rows.athlete("Ada")))
    answer = client.patch(f"/api/sets/{lift.uid}", content=json.dumps({field: uid}))
    assert answer.status_code == 422


def test_no_name_turns_what_stands_beside_it(client: Client, rows: Seeds) -> None:
    rows.athlete("Ada\u202egnorw\u2066\u200fשלום")
    shown = client.get("/athletes").text
    assert "Adagnorw\u200fשלום" in shown
    assert "\u202e" not in shown
