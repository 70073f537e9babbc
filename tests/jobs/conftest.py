"""A folder with a database, and a small film that is analysed in a quarter of a second."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from workplace import write_film

from hiphinge.store.database import open_database
from hiphinge.store.folder import open_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hiphinge.store.database import Database


@pytest.fixture
def db(tmp_path: Path, empty_folder: Path) -> Iterator[Database]:
    made = open_database(open_folder(shutil.copytree(empty_folder, tmp_path / "hiphinge")))
    yield made
    made.close()


@pytest.fixture(scope="session")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("films") / "set.mp4"
    write_film(path)
    return path


@pytest.fixture(scope="session")
def other_film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("films") / "other.mov"
    write_film(path, seed=1)
    return path
