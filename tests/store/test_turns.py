"""Writers of one process wait for each other in a row, however many there are."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from hiphinge.store import athletes, database
from hiphinge.store.database import open_database
from hiphinge.store.folder import open_folder

if TYPE_CHECKING:
    from pathlib import Path

WRITERS, TIMES = 20, 2


def test_none_of_many_writers_is_turned_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where SQLite itself waits for nobody, and with more writers than connections."""
    db = open_database(open_folder(tmp_path))
    monkeypatch.setattr(database, "PRAGMAS", ("PRAGMA busy_timeout=0", *database.PRAGMAS[1:]))
    db.close()

    def write(number: int) -> None:
        for _ in range(TIMES):
            with db.write() as session:
                athletes.create(session, name=f"Athlete {number}")

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))
    with db.read() as session:
        assert len(athletes.listed(session)) == WRITERS * TIMES
    db.close()


def test_a_write_within_a_write_is_told_at_once_and_whoever_dies_gives_the_turn_back(
    tmp_path: Path,
) -> None:
    db = open_database(open_folder(tmp_path))
    with (
        pytest.raises(RuntimeError, match="would wait for itself"),
        db.write() as session,
        db.write(),
    ):
        athletes.create(session, name="nobody")
    with pytest.raises(KeyboardInterrupt), db.write():
        raise KeyboardInterrupt
    with db.write() as session:
        athletes.create(session, name="Ada")
    with db.read() as session:
        assert len(athletes.listed(session)) == 1
    db.close()
