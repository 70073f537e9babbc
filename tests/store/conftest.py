"""A database of its own for each test, empty or with a room full of things, and a judged report."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rooms import fill

from hiphinge.report.model import Report
from hiphinge.store.database import open_database
from hiphinge.store.folder import open_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hiphinge.store.database import Database

GOLDEN = Path(__file__).parents[1] / "golden" / "report.json"


@pytest.fixture(scope="session")
def report() -> Report:
    raw = json.loads(GOLDEN.read_text(encoding="utf-8"))
    return Report.model_validate({"version": "0.4.0", **raw})


@pytest.fixture(scope="session")
def full_folder(
    tmp_path_factory: pytest.TempPathFactory, empty_folder: Path, report: Report
) -> Path:
    place = shutil.copytree(empty_folder, tmp_path_factory.mktemp("full") / "folder")
    db = open_database(open_folder(place))
    fill(db, report)
    db.close()
    return place


@pytest.fixture
def db(tmp_path: Path, empty_folder: Path) -> Iterator[Database]:
    found = open_database(open_folder(shutil.copytree(empty_folder, tmp_path / "folder")))
    yield found
    found.close()


@pytest.fixture
def other(tmp_path: Path, empty_folder: Path) -> Iterator[Database]:
    """A second, empty one."""
    found = open_database(open_folder(shutil.copytree(empty_folder, tmp_path / "other")))
    yield found
    found.close()


@pytest.fixture
def room(tmp_path: Path, full_folder: Path) -> Iterator[Database]:
    """What `rooms.fill` makes."""
    found = open_database(open_folder(shutil.copytree(full_folder, tmp_path / "folder")))
    yield found
    found.close()
