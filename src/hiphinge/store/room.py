"""Room on the disk: asked for before, and said clearly when it ran out."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from hiphinge.errors import UsageError
from hiphinge.files import ADVICE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SPARE_BYTES: Final = 200_000_000
"""So much of the disk stays free [bytes], for the database and the work that goes on."""
FULL: Final = (errno.ENOSPC, errno.EDQUOT)


def check_room(place: Path, needed: int, free: int | None = None) -> None:
    """Refuse what would not fit.

    Parameters
    ----------
    place : Path
        A folder on the disk where it is to lie.
    needed : int
        What it takes [bytes].
    free : int or None
        Room on the disk [bytes]; None to ask the system.

    Raises
    ------
    UsageError
    """
    free = shutil.disk_usage(place).free if free is None else free
    if needed + SPARE_BYTES > free:
        raise UsageError(
            f"There is not enough room on the disk: this takes {told(needed)}, and "
            f"{told(max(0, free - SPARE_BYTES))} are free. Free some space, or choose another disk."
        )


@contextmanager
def whole_or_nothing(what: str) -> Iterator[None]:
    """Turn a failure of the disk into a sentence.

    Parameters
    ----------
    what : str
        What is left as it was, such as ``nothing was taken in``.

    Raises
    ------
    UsageError
    """
    try:
        yield
    except OSError as error:
        why = ADVICE.get(error.errno or 0, "") if error.errno in FULL else ""
        said = why or f"the system says: {error.strerror or error}"
        raise UsageError(f"That could not be written: {said}; {what}.") from error


def sync_folder(path: Path) -> None:
    """Return once the names in a folder are on the disk itself."""
    if sys.platform == "win32":
        return  # it keeps them by itself, and opens no folder
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def told(size: int) -> str:
    """Say a size, such as ``1.4 GB``."""
    for one, name in ((1e9, "GB"), (1e6, "MB"), (1e3, "kB")):
        if size >= one:
            return f"{size / one:.1f} {name}"
    return f"{size} bytes"
