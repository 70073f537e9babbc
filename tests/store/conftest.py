"""A database of its own for each test, and a judged report to put in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hiphinge.report.model import Report
from hiphinge.store.database import open_database
from hiphinge.store.folder import open_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hiphinge.store.database import Database

GOLDEN = Path(__file__).parents[1] / "golden" / "report.json"


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    found = open_database(open_folder(tmp_path / "folder"))
    yield found
    found.close()


@pytest.fixture(scope="session")
def report() -> Report:
    raw = json.loads(GOLDEN.read_text(encoding="utf-8"))
    return Report.model_validate({"version": "0.4.0", **raw})
