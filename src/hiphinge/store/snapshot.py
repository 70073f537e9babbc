"""A copy of a database as it is at one moment, while others go on writing."""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from hiphinge.store.room import placing

if TYPE_CHECKING:
    from pathlib import Path

PAGES = 4096
"""So many pages are copied at a time; in between, others may write."""
PRIVATE = 0o600


def snapshot(database: Path, target: Path) -> None:
    """Copy a database, as one file that needs no log beside it.

    Parameters
    ----------
    database : Path
        It may be in use.
    target : Path
        The copy; it is there whole or not at all, and only its owner may read it.

    Raises
    ------
    UsageError
        When the disk is full or the place may not be written.
    """
    with placing(target) as partial:
        partial.unlink(missing_ok=True)
        partial.touch(mode=PRIVATE)
        try:
            with (
                closing(sqlite3.connect(f"file:{_quoted(database)}?mode=ro", uri=True)) as source,
                closing(sqlite3.connect(partial, isolation_level=None)) as copy,
            ):
                source.backup(copy, pages=PAGES)
                copy.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_FULL:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error
            raise


def _quoted(path: Path) -> str:
    return str(path.absolute()).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
