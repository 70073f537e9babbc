"""Films that are drawn on: killed at any moment, begun again, given up, gone with their set."""

from __future__ import annotations

import os
import shutil
import signal
import time
import zipfile
from contextlib import contextmanager
from typing import TYPE_CHECKING

import draws
import numpy as np
import pytest
from real_server import PROC, lives
from workplace import account, apart, do_all, ended, row, send, until

from hiphinge.jobs.again import rejudge
from hiphinge.source.probe import probe
from hiphinge.source.video import frames
from hiphinge.store import bin as store_bin
from hiphinge.store import sets
from hiphinge.store.backup import backup
from hiphinge.store.database import open_database
from hiphinge.store.folder import open_folder
from hiphinge.store.tables import LiftSet
from hiphinge.web.shown import drawn
from hiphinge.web.shown.drawer import BROKE_TWICE, COMMAND, Drawer
from hiphinge.web.shown.drawn import Wish

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from hiphinge.store.database import Database

SAID = {"exercise": "rdl", "load_kg": 60.0, "day": "2026-11-27"}
pytestmark = pytest.mark.skipif(not PROC.is_dir(), reason="only Linux tells of its processes so")
REPORT = ["frames.csv", "page.html", "report.json", "reps.csv"]


@pytest.fixture(scope="module")
def judged_once(film: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a film that is judged."""
    root = tmp_path_factory.mktemp("judged") / "hiphinge"
    made = open_database(open_folder(root))
    send(made, film, SAID)
    do_all(made)
    made.close()
    return root


@pytest.fixture
def db(judged_once: Path, tmp_path: Path) -> Iterator[Database]:
    shutil.copytree(judged_once, tmp_path / "hiphinge")
    made = open_database(open_folder(tmp_path / "hiphinge"))
    yield made
    made.close()


@pytest.fixture
def result(db: Database) -> Path:
    """Return the folder of a result whose film is wished for."""
    found = db.folder.result_path(row(db).result)
    drawn.keep_wish(found, Wish())
    return found


@contextmanager
def drawing(db: Database, command: Sequence[str]) -> Iterator[Drawer]:
    """Have what is wished for drawn until the end of the block."""
    drawer = Drawer(db, command)
    drawer.start()
    try:
        yield drawer
    finally:
        drawer.stop()


def names(result: Path) -> list[str]:
    return sorted(path.name for path in result.iterdir())


def part(result: Path) -> Path | None:
    """Return the film that is being drawn, where there is one."""
    return next(result.glob("drawn.*.part.mp4"), None)


def process_of(path: Path | None) -> int:
    """Return the number of the process that draws a film."""
    assert path is not None
    return int(path.name.split(".")[1])


def draw_and_die(root: Path, moment: str) -> None:
    """Be a server that is killed when drawing has come to a moment."""

    def checkpoint(reached: str) -> None:
        if reached == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    Drawer(open_database(open_folder(root)), draws.command("well"), checkpoint).start()
    time.sleep(draws.FOREVER_S)


def test_what_is_drawn_is_the_film_with_something_on_it(
    db: Database, film: Path, result: Path
) -> None:
    """The one test with the real process: frame for frame, at the same times."""
    with drawing(db, COMMAND):
        until(lambda: drawn.wish_of(result) is None)
    assert names(result) == sorted([*REPORT, drawn.FILM])
    before, after = (
        [(one.time_s, one.rgb) for one in frames(probe(path))]
        for path in (film, result / drawn.FILM)
    )
    assert len(before) == len(after) > 30
    assert [time_s for time_s, _ in after] == pytest.approx([time_s for time_s, _ in before])
    middle = len(before) // 2
    away = np.abs(before[middle][1].astype(float) - after[middle][1]).max(axis=2)
    assert 0.01 < (away > 60).mean() < 0.5, "something is drawn, and the film is still seen"


@pytest.mark.parametrize("moment", ["begun", "drawn", "moved"])
def test_killed_while_it_draws(db: Database, result: Path, moment: str) -> None:
    before = account(db)
    assert ended(apart(draw_and_die, db.folder.root, moment)) == -signal.SIGKILL
    assert drawn.wish_of(result) == Wish()
    with drawing(db, draws.command("well")):
        until(lambda: drawn.wish_of(result) is None)
    assert names(result) == sorted([*REPORT, drawn.FILM])
    assert (result / drawn.FILM).read_bytes() == draws.FILM
    after = account(db)
    assert {**after, "files": before["files"]} == before, "no row tells of it"


def test_a_process_that_is_killed_is_tried_once_more(db: Database, result: Path) -> None:
    killed: set[int] = set()

    def another() -> bool:
        found = part(result)
        return found is not None and process_of(found) not in killed

    with drawing(db, draws.command("slowly")) as drawer:
        for _ in range(2):
            until(another)
            killed.add(process := process_of(part(result)))
            os.kill(process, signal.SIGKILL)
        until(lambda: drawer.before(result.name) is None)
    assert drawn.wish_of(result) == Wish(error=BROKE_TWICE)
    assert part(result) is None


@pytest.mark.parametrize(
    ("way", "error"), [("breaks", BROKE_TWICE), ("refuses", "The disk is full.")]
)
def test_what_cannot_be_drawn_is_given_up(db: Database, result: Path, way: str, error: str) -> None:
    with drawing(db, draws.command(way)):
        until(lambda: (wish := drawn.wish_of(result)) is not None and wish.error)
    assert drawn.wish_of(result) == Wish(error=error)
    with drawing(db, draws.command("well")) as drawer:
        until(lambda: drawer.before(result.name) is None)
    assert drawn.wish_of(result) == Wish(error=error), "it does not go on by itself"


def test_the_wish_outlives_a_server_that_ends_in_order(db: Database, result: Path) -> None:
    with drawing(db, draws.command("slowly")):
        until(lambda: part(result))
    assert names(result) == sorted([*REPORT, drawn.WISH])
    with drawing(db, draws.command("well")):
        until(lambda: drawn.wish_of(result) is None)
    assert (result / drawn.FILM).is_file()


@pytest.mark.parametrize("how", ["given up", "judged anew", "purged"])
def test_what_is_not_wished_for_any_more_ends(db: Database, result: Path, how: str) -> None:
    with drawing(db, draws.command("slowly")) as drawer:
        until(lambda: part(result))
        process = process_of(part(result))
        lift = row(db, LiftSet)
        if how == "given up":
            drawn.forget_wish(result)
        elif how == "judged anew":
            with db.write() as session:
                rejudge(session, sets.change(session, lift.uid, load_kg=70.0))
            do_all(db)
        else:
            with db.write() as session:
                sets.delete(session, lift.uid)
            assert store_bin.purge(db, [("set", lift.uid)]).sets == 1
        until(lambda: drawer.before(result.name) is None)
        assert not lives(process)
    if how == "given up":
        assert names(result) == REPORT
    else:
        assert not result.exists()
    assert len(list(result.parent.iterdir())) == (how != "purged")


def test_it_is_never_in_a_backup(db: Database, result: Path, tmp_path: Path) -> None:
    (result / drawn.FILM).write_bytes(draws.FILM)
    backup(db.folder, tmp_path / "all.zip")
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        held = [name for name in archive.namelist() if name.startswith("results/")]
    assert sorted(name.rpartition("/")[2] for name in held) == REPORT
