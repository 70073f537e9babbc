"""What is said when work fails, and where the rest is written down."""

from __future__ import annotations

import errno
import traceback
from contextlib import suppress
from typing import TYPE_CHECKING

from sqlalchemy.exc import OperationalError

from hiphinge.errors import HingeError
from hiphinge.jobs import memory
from hiphinge.store.clock import now

if TYPE_CHECKING:
    from pathlib import Path

    from hiphinge.store.folder import Folder

LOG = "hiphinge.log"
LOG_MOST_BYTES = 2_000_000
"""A longer log is put aside, so that two of this length are the most there is [bytes]."""
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
DISK_FULL = (
    "There is no room left on the disk, so this could not be finished: free some space and try "
    "again; the video itself is kept."
)
BROKE = (
    "Something went wrong in hiphinge itself, not with your film: try again; what happened is "
    f"written down in {LOG} in hiphinge's folder."
)
BROKE_TWICE = (
    "The program broke off twice while it worked on this film, so it does not go on by itself. "
    "The film may need more memory than there is: cut it to the set, or save it anew at a lower "
    "resolution (on a phone: most compatible), and send that."
)


def sentence_of(error: BaseException) -> str | None:
    """Return what to tell a person of an error; None for one that nobody thought of."""
    if disk_is_full(error):
        return DISK_FULL
    if memory.is_out(error):  # before all others: it makes whole films look damaged
        return memory.sentence()
    return str(error) if isinstance(error, HingeError) else None


def disk_is_full(error: BaseException) -> bool:
    """Tell whether an error, or one that led to it, is that there is no room on the disk."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, OSError) and seen.errno in FULL:
            return True
        if isinstance(seen, OperationalError) and "full" in str(seen.orig):
            return True
        seen = seen.__cause__ or seen.__context__
    return False


def write_down(folder: Folder, what: str, error: BaseException) -> None:
    """Add an error with its way through the program to the folder's log."""
    log = folder.root / LOG
    told = "".join(traceback.format_exception(error))
    # Where even this cannot be written there is nothing left to do about it.
    with suppress(OSError):
        keep_short(log)
        with log.open("a", encoding="utf-8") as file:
            file.write(f"{now()} {what}\n{told}\n")


def keep_short(log: Path) -> None:
    """Put a log aside that has grown long; the one put aside before is gone."""
    if log.exists() and log.stat().st_size > LOG_MOST_BYTES:
        log.replace(log.with_name(f"{log.name}.1"))
