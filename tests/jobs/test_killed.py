"""Killed at any moment, and begun again: nothing is lost, nothing is there twice, all is equal."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING, Any

import pytest
from workplace import (
    Slow,
    account,
    apart,
    die_at,
    do,
    do_all,
    ended,
    row,
    send,
    take,
    until,
    work_on,
)

from hiphinge.jobs.again import rejudge, retry
from hiphinge.jobs.reaper import Reaper
from hiphinge.jobs.sweep import sweep
from hiphinge.jobs.trouble import BROKE_TWICE
from hiphinge.store.database import open_database
from hiphinge.store.folder import open_folder
from hiphinge.store.sets import change
from hiphinge.store.tables import LiftSet, Upload

if TYPE_CHECKING:
    from pathlib import Path

    from hiphinge.store.database import Database

SAID = {"exercise": "rdl", "load_kg": 60.0, "day": "2026-11-27"}
FOREVER_S = 600.0
CHECK = ("begun", "probed", "hashed", "rows", "moved", "committed")
WORK = ("begun", "seen", "noted", "judged", "watchable", "written", "moved", "rows", "committed")


@pytest.fixture(scope="module")
def undisturbed(film: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What is kept where nothing goes wrong."""
    db = open_database(open_folder(tmp_path_factory.mktemp("undisturbed")))
    send(db, film, SAID)
    assert do_all(db) == 2
    kept = account(db)
    db.close()
    return kept


def kill_at(db: Database, moment: str) -> None:
    """Let a process take the next work and be killed at a moment of it."""
    process = apart(die_at, db.folder.root, moment)
    assert ended(process) == -signal.SIGKILL


def test_undisturbed(undisturbed: dict[str, Any]) -> None:
    """What the others are held against is what it should be."""
    (upload,), (film,) = undisturbed["uploads"], undisturbed["films"]
    assert upload[:5] == ("set.mp4", "checked", upload[2], "", None)
    assert film[:4] == ("done", 1, 1, "2 repetitions: all hinges.")
    assert film[-1]["clip"]["file"] == "set.mp4"
    assert undisturbed["sets"] == [("rdl", 60.0, 1)]
    assert undisturbed["days"] == ["2026-11-27"]
    assert undisturbed["measures"]
    sha256 = undisturbed["videos"][0][0]
    assert undisturbed["files"] == [
        *(f"results/1-1/{name}" for name in ("frames.csv", "page.html", "report.json", "reps.csv")),
        f"seen/{sha256}-heavy.json",
        f"videos/{sha256}.mp4",
    ]


@pytest.mark.parametrize("moment", CHECK)
def test_killed_while_it_checks(
    db: Database, film: Path, undisturbed: dict[str, Any], moment: str
) -> None:
    send(db, film, SAID)
    kill_at(db, moment)
    after_kill(db)
    assert account(db) == undisturbed


@pytest.mark.parametrize("moment", WORK)
def test_killed_while_it_judges(
    db: Database, film: Path, undisturbed: dict[str, Any], moment: str
) -> None:
    send(db, film, SAID)
    check = take(db)
    assert check is not None
    do(db, check)
    kill_at(db, moment)
    after_kill(db)
    assert account(db) == undisturbed


def after_kill(db: Database) -> None:
    """Do what the server does."""
    Reaper(db).look()
    sweep(db)
    do_all(db)


@pytest.mark.parametrize("moment", ["noted", "written", "moved", "committed"])
def test_killed_after_an_edit(
    db: Database, film: Path, undisturbed: dict[str, Any], moment: str
) -> None:
    """The report before it is there until the next one is, and then only that."""
    send(db, film, SAID)
    do_all(db)
    with db.write() as session:
        rejudge(session, change(session, row(db, LiftSet).uid, load_kg=70.0))
    kill_at(db, moment)
    assert (db.folder.result_path(row(db).result) / "page.html").exists()
    after_kill(db)
    kept = account(db)
    (film_row,) = kept["films"]
    assert film_row[:3] == ("done", 2, 2)
    assert film_row[-1]["load_kg"] == 70.0
    assert film_row[-1]["reps"] == undisturbed["films"][0][-1]["reps"]
    assert kept["measures"] == undisturbed["measures"]
    assert [name.replace("1-2", "1-1") for name in kept["files"]] == undisturbed["files"]


def test_killed_between_frames(db: Database, film: Path, undisturbed: dict[str, Any]) -> None:
    send(db, film, SAID)
    process = apart(work_on, db.folder.root, FOREVER_S)
    until(lambda: _progress(db) > 0.1)
    process.kill()
    process.join()
    assert row(db).state == "running"
    after_kill(db)
    assert account(db) == undisturbed


def _progress(db: Database) -> float:
    if row(db, Upload).state != "checked":
        return 0.0
    found = row(db)
    return float(found.progress) if found.stage == "seeing" else 0.0


def test_a_film_that_breaks_the_program_is_given_up(db: Database, film: Path) -> None:
    send(db, film, SAID)
    check = take(db)
    assert check is not None
    do(db, check)
    for state in ("queued", "failed"):
        kill_at(db, "begun")
        Reaper(db).look()
        assert row(db).state == state
    assert row(db).error == BROKE_TWICE
    assert do_all(db) == 0
    with db.write() as session:
        retry(session, session.merge(row(db)))
    assert do_all(db) == 1
    assert (row(db).state, row(db).error) == ("done", "")


def test_an_upload_that_breaks_the_program_is_given_up_and_kept(db: Database, film: Path) -> None:
    uid = send(db, film, SAID)
    for state in ("whole", "refused"):
        kill_at(db, "probed")
        Reaper(db).look()
        assert row(db, Upload).state == state
    assert row(db, Upload).error == BROKE_TWICE
    assert db.folder.upload_path(uid).read_bytes() == film.read_bytes()


def test_what_was_seen_is_not_looked_at_twice(db: Database, film: Path) -> None:
    send(db, film, SAID)
    check = take(db)
    assert check is not None
    do(db, check)
    kill_at(db, "seen")
    Reaper(db).look()
    job = take(db)
    assert job is not None

    def nobody() -> Slow:
        raise AssertionError("the networks were asked again")

    do(db, job, make_estimator=nobody)
    assert row(db).state == "done"
