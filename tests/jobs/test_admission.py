"""Files that are promised and never sent take neither the disk nor the list."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from hiphinge.jobs.admission import (
    PROMISED_FOR,
    SPARE_BYTES,
    UNDER_WAY_MOST,
    check_count,
    check_room,
)
from hiphinge.jobs.refusals import NoRoom
from hiphinge.store.clock import stamp
from hiphinge.store.tables import Upload

if TYPE_CHECKING:
    from hiphinge.store.database import Database


def promised(db: Database, count: int, *, age: timedelta, received: int = 0) -> None:
    at = stamp(datetime.now(UTC) - age)
    with db.write() as session:
        session.add_all(
            Upload(
                uid=f"promise-{number:06d}", name="a.mp4", size=100, received=received,
                state="receiving", created_at=at,
            )
            for number in range(count)
        )  # fmt: skip


@pytest.mark.parametrize(
    ("age", "received", "fits"),
    [
        (timedelta(minutes=5), 0, False),
        (PROMISED_FOR + timedelta(minutes=5), 0, True),
        (PROMISED_FOR + timedelta(days=30), 1, False),
    ],
)
def test_room_is_kept_while_it_is_meant(
    db: Database, age: timedelta, received: int, fits: bool
) -> None:
    promised(db, 10, age=age, received=received)
    free = SPARE_BYTES + 1000
    with db.read() as session:
        if fits:
            check_room(session, db.folder.root, 100, free)
        else:
            with pytest.raises(NoRoom, match="There is no room"):
                check_room(session, db.folder.root, 100, free)


def test_not_ever_more_are_begun(db: Database) -> None:
    promised(db, UNDER_WAY_MOST - 1, age=timedelta(0))
    with db.read() as session:
        check_count(session)
    with db.write() as session:
        session.add(
            Upload(uid="one-more-of-them", name="b", size=1, created_at=stamp(datetime.now(UTC)))
        )
    with db.read() as session, pytest.raises(NoRoom, match="cancel those"):
        check_count(session)
