"""Room on the disk: asked for before, and said clearly when it ran out."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from hiphinge.errors import UsageError
from hiphinge.files import replacing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SPARE_BYTES: Final = 200_000_000
"""So much of the disk stays free [bytes], for the database and the work that goes on."""
ADVICE: Final = {
    errno.ENOSPC: "the disk is full; free some space and try again",
    errno.EDQUOT: "your share of the disk is full; free some space and try again",
    errno.EFBIG: "it grew larger than this disk allows; choose a place on another disk",
    errno.EACCES: "it may not be written by you there; choose another place",
    errno.EPERM: "it may not be written by you there; choose another place",
    errno.EROFS: "that disk is read-only; choose another place",
    errno.EISDIR: "a folder of that name is in its place; choose another name",
}
"""What to do about each way in which writing fails."""


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
        raise UsageError(f"That could not be written: {why(error)}; {what}.") from error


@contextmanager
def placing(target: Path) -> Iterator[Path]:
    """Hand out a partial name beside a file, and take the file's place with it at the end.

    See `files.replacing`; the sentences are for a place that was named without an option.

    Raises
    ------
    UsageError
    """
    try:
        with replacing(target) as partial:
            yield partial
    except UsageError as error:
        cause = error.__cause__
        if not isinstance(cause, OSError) or cause.errno not in ADVICE:
            raise
        raise UsageError(f"{target} could not be written: {why(cause)}.") from cause


def why(error: OSError) -> str:
    """Say why something could not be written, and what to do."""
    return ADVICE.get(error.errno or 0, f"the system says: {error.strerror or error}")


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
