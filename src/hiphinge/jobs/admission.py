"""What may be sent here: its name, its size, and whether there is room for it."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select

from hiphinge.errors import UsageError
from hiphinge.jobs.refusals import NoRoom, TooLarge
from hiphinge.store import athletes
from hiphinge.store.clock import stamp
from hiphinge.store.limits import Words
from hiphinge.store.tables import Upload

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.orm import Session

    from hiphinge.jobs.about import About

SIZE_MOST_BYTES = 20_000_000_000
"""Largest file that is taken [bytes]: an hour of 4K at 40 Mbit/s."""
SPARE_BYTES = 500_000_000
"""So much of the disk stays free [bytes]: for results, and for the database to be able to write."""
UNDER_WAY_MOST = 1000
"""Uploads that may be under way at once: a long season, sent in one go."""
PROMISED_FOR = timedelta(days=1)
"""Room is kept for a file of which nothing has arrived for so long; then others may have it."""
NAME = Words("The name of the file", 255, least=1)
UNITS = ((1e9, "GB"), (1e6, "MB"))


def checked_name(name: object) -> str:
    """Return a file's name as it is shown; it never becomes a name on this disk.

    Raises
    ------
    UsageError
        When it is empty or too long.
    """
    # Some browsers send the whole way there.
    last = name.replace("\\", "/").rpartition("/")[2] if isinstance(name, str) else name
    return NAME(last)


def check_size(size: object) -> int:
    """Return the size of a file [bytes].

    Raises
    ------
    UsageError
        When it is empty, or its size is no number.
    TooLarge
        When it is larger than what is taken.
    """
    if not isinstance(size, int) or isinstance(size, bool) or size < 0:
        raise UsageError("The size of a file must be a whole number of bytes.")
    if size == 0:
        raise UsageError("This file is empty: copy it from the phone again.")
    if size > SIZE_MOST_BYTES:
        raise TooLarge(
            f"This file has {told(size)}, and up to {told(SIZE_MOST_BYTES)} are taken: cut the "
            "film to the set, or save it at a lower resolution."
        )
    return size


def check_room(session: Session, place: Path, size: int, free: int | None = None) -> None:
    """Refuse a file for which there is no room beside what was promised to others.

    Parameters
    ----------
    session : Session
    place : Path
        A folder on the disk where it would lie.
    size : int
        Of the file [bytes].
    free : int or None
        Room on the disk [bytes]; None to ask the system.

    Raises
    ------
    NoRoom
    """
    free = shutil.disk_usage(place).free if free is None else free
    promised = session.scalar(
        select(func.coalesce(func.sum(Upload.size - Upload.received), 0)).where(
            Upload.state == "receiving",
            or_(Upload.received > 0, Upload.created_at > stamp(datetime.now(UTC) - PROMISED_FOR)),
        )
    )
    left = free - (promised or 0) - SPARE_BYTES
    if size > left:
        raise NoRoom(
            f"There is no room for this file: it has {told(size)}, and {told(max(0, left))} can "
            "still be taken. Free some space on the disk, then try again."
        )


def check_count(session: Session) -> None:
    """Refuse to begin ever more uploads that are never ended.

    Raises
    ------
    NoRoom
    """
    count = session.scalar(
        select(func.count()).select_from(Upload).where(Upload.state == "receiving")
    )
    if (count or 0) >= UNDER_WAY_MOST:
        raise NoRoom(
            f"{UNDER_WAY_MOST} files are under way already: let them arrive, or cancel those that "
            "do not go on, then send this one."
        )


def check_owner(session: Session, said: About) -> None:
    """Refuse a film of which nobody could say whose it is.

    Raises
    ------
    NotFound
        When the athlete who is named is not there.
    UsageError
        When there are several athletes, and neither one of them nor a set is named.
    """
    if said.athlete is not None:
        athletes.get(session, said.athlete)
    elif said.set is None and len(athletes.listed(session)) > 1:
        raise UsageError("Whose film is this? Choose the athlete, then send it.")


def told(size: int) -> str:
    """Say a size, such as ``1.4 GB``."""
    for one, name in UNITS:
        if size >= one:
            return f"{size / one:.1f} {name}"
    return f"{size / 1e3:.0f} kB" if size >= 1000 else f"{size} bytes"  # noqa: PLR2004
