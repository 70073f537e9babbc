"""Judged films in the database of a client: judged once, copied for each test."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from judged import Judged
from seeds import Seeds
from serving import client_on, served

from hiphinge.store.database import open_database
from hiphinge.store.folder import open_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from courses import Truth
    from serving import Client, Served

    from hiphinge.store.tables import LiftSet

UID = "set-of-anna"


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Sequence[Truth]]:
    """Return a folder with a set of Anna's, a hinge, a squat and a hinge, and its moments."""
    root = tmp_path_factory.mktemp("judged") / "folder"
    db = open_database(open_folder(root))
    made, rows = Judged(db), Seeds(db)
    day = rows.day(rows.athlete("Anna", uid="anna-anna"))
    made.film(day, uid=UID, exercise="rdl", load_kg=60.0)
    db.close()
    return root, made.truths[UID]


@pytest.fixture
def stranger(tmp_path: Path, once: tuple[Path, Sequence[Truth]]) -> Iterator[Client]:
    """Return a client whose folder holds the judged set."""
    shutil.copytree(once[0], tmp_path / "kept")
    with client_on(tmp_path / "kept") as client:
        yield client


@pytest.fixture
def judged(client: Client, once: tuple[Path, Sequence[Truth]]) -> Judged:
    found = Judged(client.db)
    found.truths[UID] = once[1]
    return found


@pytest.fixture
def lift(judged: Judged) -> LiftSet:
    """Return the set whose film shows a hinge, a squat and a hinge."""
    return judged.lift(UID)


@pytest.fixture(scope="module")
def live_server(
    tmp_path_factory: pytest.TempPathFactory, once: tuple[Path, Sequence[Truth]]
) -> Iterator[Served]:
    """Return a server that listens, on a copy of the folder with the judged set."""
    root = tmp_path_factory.mktemp("served") / "folder"
    shutil.copytree(once[0], root)
    with served(root) as server:
        yield server


@pytest.fixture(scope="module")
def live(live_server: Served, once: tuple[Path, Sequence[Truth]]) -> Judged:
    """Return what makes films in the live server's folder and judges them."""
    found = Judged(live_server.db)
    found.truths[UID] = once[1]
    return found
