"""The power goes while `hiphinge serve` is at it, life after life: nothing is lost, nothing twice.

`test_killed` kills a worker alone at each moment of its work. Here the server goes with all of its
workers at one stroke, also while a file arrives and while an archive is taken in; the server that
is started next on the folder has to go on by itself.
"""

from __future__ import annotations

import hashlib
import sqlite3
import struct
from typing import TYPE_CHECKING, Any

import pytest
from pausing import SERVER, arm, stands_still
from real_server import PROC, RealServer, until
from workplace import account, do_all, send, write_film

from hiphinge.jobs.again import rejudge
from hiphinge.jobs.incoming import GATHER_BYTES
from hiphinge.store import sets
from hiphinge.store.archive.incoming import import_archive
from hiphinge.store.archive.outgoing import export_archive
from hiphinge.store.database import open_database
from hiphinge.store.folder import open_folder
from hiphinge.store.tables import Analysis, LiftSet, Upload

if TYPE_CHECKING:
    from pathlib import Path

    from hiphinge.store.database import Database

SAID = {"exercise": "rdl", "load_kg": 60.0, "day": "2026-11-27"}
EDITED_KG = 70.0
BOUNDARY = "end-of-the-part"
ON_DISK = 2 * GATHER_BYTES
"""Of a film that breaks off half a piece later [bytes]."""
BOX = 3 * GATHER_BYTES

pytestmark = pytest.mark.skipif(not PROC.is_dir(), reason="only Linux tells of its processes so")


class Bench:
    """What the lives of a server have in common: its folder, and the files that are sent to it."""

    def __init__(self, root: Path, films: list[Path], archive: Path) -> None:
        self.root, self.films, self.archive = root, [one.read_bytes() for one in films], archive
        self.names = [one.name for one in films]
        self.uids: list[str] = []
        # A look at the folder from beside, as nobody else has it open: it makes the database too.
        self.db = open_database(open_folder(root))

    def begin(self, server: RealServer, place: int) -> None:
        about = {"name": self.names[place], "size": len(self.films[place]), "about": SAID}
        self.uids.append(server.ask("POST", "/api/uploads", about)["uid"])

    def here(self, server: RealServer, place: int) -> int:
        """Return how much of a film the server says that it has [bytes]."""
        _, head, _ = server.asked("HEAD", f"/api/uploads/{self.uids[place]}")
        return int(head["upload-offset"])

    def states(self) -> list[tuple[str, str, float]]:
        """Return state, stage and progress of all films, in their order."""
        with self.db.read() as session:
            found = session.query(Analysis).order_by(Analysis.id)
            return [(one.state, one.stage, one.progress) for one in found]

    def done(self, count: int) -> bool:
        return [state for state, *_ in self.states()] == ["done"] * count

    def form(self) -> tuple[bytes, dict[str, str]]:
        """Return the body that brings the archive, and its headers."""
        head = 'content-disposition: form-data; name="file"; filename="x.zip"'
        parts = [f"--{BOUNDARY}", head, "", ""]
        end = f"\r\n--{BOUNDARY}--\r\n"
        body = "\r\n".join(parts).encode() + self.archive.read_bytes() + end.encode()
        return body, {"content_type": f"multipart/form-data; boundary={BOUNDARY}"}


@pytest.fixture
def films(tmp_path: Path, film: Path, other_film: Path) -> list[Path]:
    """Return two films, the second with a box of nothing that makes it larger than a piece."""
    large = tmp_path / other_film.name
    large.write_bytes(other_film.read_bytes() + struct.pack(">I4s", BOX, b"free").ljust(BOX, b"."))
    return [film, large]


@pytest.fixture
def bench(tmp_path: Path, films: list[Path]) -> Any:
    write_film(tmp_path / "third.mp4", seed=2)
    elsewhere = open_database(open_folder(tmp_path / "elsewhere"))
    send(elsewhere, tmp_path / "third.mp4", SAID | {"day": "2026-11-20"})
    do_all(elsewhere)
    export_archive(elsewhere, tmp_path / "all.zip")
    elsewhere.close()
    made = Bench(tmp_path / "kept", films, tmp_path / "all.zip")
    yield made
    made.db.close()


def undisturbed(bench: Bench, root: Path, films: list[Path]) -> dict[str, Any]:
    """Return what is kept where the power stays on."""
    db = open_database(open_folder(root))
    for one in films:
        send(db, one, SAID)
    do_all(db)
    with db.write() as session:
        first = session.query(LiftSet).order_by(LiftSet.id).limit(1).one()
        rejudge(session, sets.change(session, first.uid, load_kg=EDITED_KG))
    do_all(db)
    import_archive(db, bench.archive)
    do_all(db)
    kept = account(db)
    db.close()
    return kept


def test_nothing_is_lost_and_nothing_is_done_twice(
    bench: Bench, tmp_path: Path, films: list[Path]
) -> None:
    with RealServer(bench.root, SERVER) as server:
        while_one_arrives_and_one_is_whole(bench, server)
        while_one_is_seen_and_one_waits(bench, server)
        right_before_the_result_is_kept(bench, server)
        while_an_edit_is_judged_and_an_archive_arrives(bench, server)
        while_an_archive_is_taken_in(bench, server)
        arm(bench.root, "")
        server.start()
        assert stages(bench.db) == [], "nothing is left of imports that broke off"
        body, head = bench.form()
        status, said, _ = server.asked("POST", "/data/import", body, **head)
        assert (status, said["location"].rpartition("/")[0]) == (303, "/data/import")
        until(lambda: bench.done(3), "the film of the archive")
    expected = undisturbed(bench, tmp_path / "undisturbed", films)
    kept = account(bench.db)
    expected["files"] = sorted([*expected["files"], "secret.key", "server.lock"])
    assert kept == expected
    assert [len(kept[name]) for name in ("uploads", "videos", "sets", "films")] == [2, 3, 3, 3]
    assert sum(name.endswith("page.html") for name in kept["files"]) == 3
    for data in bench.films:
        video = bench.db.folder.video_path(hashlib.sha256(data).hexdigest(), ".mp4")
        found = next(video.parent.glob(f"{video.stem}.*"))
        assert found.read_bytes() == data
    with sqlite3.connect(bench.db.folder.database) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
    raw.close()


def while_one_arrives_and_one_is_whole(bench: Bench, server: RealServer) -> None:
    arm(bench.root, "")
    server.start(workers=0)
    bench.begin(server, 0)
    bench.begin(server, 1)
    whole = server.ask("PATCH", f"/api/uploads/{bench.uids[0]}", bench.films[0], upload_offset="0")
    assert whole["state"] == "whole"
    path = f"/api/uploads/{bench.uids[1]}"
    part = ON_DISK + GATHER_BYTES // 2
    with server.half("PATCH", path, bench.films[1], part, upload_offset="0"):
        here = bench.db.folder.upload_path(bench.uids[1])
        until(lambda: here.exists() and here.stat().st_size == ON_DISK, "the first pieces")
        server.cut_power()
    with bench.db.read() as session:
        assert {one.state for one in session.query(Upload)} == {"whole", "receiving"}


def while_one_is_seen_and_one_waits(bench: Bench, server: RealServer) -> None:
    arm(bench.root, "judge:frame")
    server.start()
    # The one that was whole goes on by itself; the other one from the byte where it broke off.
    assert bench.here(server, 1) == ON_DISK
    until(lambda: stands_still(bench.root), "a frame")
    rest = bench.films[1][ON_DISK:]
    path = f"/api/uploads/{bench.uids[1]}"
    server.ask("PATCH", path, rest, upload_offset=str(ON_DISK))
    until(lambda: [state for state, *_ in bench.states()] == ["running", "queued"], "the queue")
    # The heart of one who stands still beats on: it is still known to be at work.
    until(lambda: bench.states()[0][1] == "seeing", "the stage")
    server.cut_power()
    assert [state for state, *_ in bench.states()] == ["running", "queued"]


def right_before_the_result_is_kept(bench: Bench, server: RealServer) -> None:
    arm(bench.root, "judge:rows")
    server.start()
    until(lambda: stands_still(bench.root), "a result")
    server.cut_power()
    assert [state for state, *_ in bench.states()] == ["running", "queued"]
    results = list((bench.root / "results").iterdir())
    assert len(results) == 1, "it lies in its place, and nothing points to it"


def while_an_edit_is_judged_and_an_archive_arrives(bench: Bench, server: RealServer) -> None:
    arm(bench.root, "")
    server.start()
    until(lambda: bench.done(2), "both films")
    arm(bench.root, "judge:written")
    with bench.db.read() as session:
        uid = session.query(LiftSet).order_by(LiftSet.id).limit(1).one().uid
    server.ask("PATCH", f"/api/sets/{uid}", {"load_kg": EDITED_KG})
    until(lambda: stands_still(bench.root), "the edit's judging")
    body, head = bench.form()
    with server.half("POST", "/data/import", body, len(body) // 2, **head):
        until(lambda: stages(bench.db), "the archive")
        server.cut_power()
    assert [state for state, *_ in bench.states()] == ["running", "done"]


def while_an_archive_is_taken_in(bench: Bench, server: RealServer) -> None:
    arm(bench.root, "import:moved")
    server.start()
    until(lambda: bench.done(2), "the edit")
    body, head = bench.form()
    with server.half("POST", "/data/import", body, len(body), **head):
        until(lambda: stands_still(bench.root), "the end of the import")
        server.cut_power()
    assert [state for state, *_ in bench.states()] == ["done"] * 2, "all of it, or nothing"
    assert len(list((bench.root / "videos").iterdir())) == 3, "its film is there already"


def stages(db: Database) -> list[Path]:
    """Return the folders in which archives arrive."""
    return list((db.folder.root / "uploads").glob("import-*"))
