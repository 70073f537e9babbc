"""One server for one folder: two would answer for the same work."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

from hiphinge.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = "server.lock"
ADDRESS_MOST = 200
"""What the lock file says is no longer than this [bytes]."""


@contextmanager
def only_server(root: Path, address: str) -> Iterator[None]:
    """Be the folder's only server until the end of the block, also if the process is killed.

    Parameters
    ----------
    root : Path
        The folder.
    address : str
        Where this server is found; the next one that tries says so.

    Raises
    ------
    UsageError
        When another server has the folder.
    """
    with (root / NAME).open("a+b") as file:
        if not taken(file):
            file.seek(0)
            where = file.read(ADDRESS_MOST).decode(errors="replace").strip()
            raise UsageError(
                f"hiphinge already serves {root}{f' at {where}' if where else ''}: open that, or "
                "name another folder with --folder."
            )
        file.truncate(0)
        file.write(address.encode())
        file.flush()
        try:
            yield
            file.truncate(0)
        finally:
            _give_back(file)


def taken(file: BinaryIO) -> bool:
    """Take the lock on a file; tell whether it could be had. It ends with the process."""
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 (only there)

        try:
            # A byte behind the text, so that the text can still be read by the next one.
            file.seek(10 * ADDRESS_MOST)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl  # noqa: PLC0415 (not there on Windows)

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _give_back(file: BinaryIO) -> None:
    """Give the lock back at once: a child that is just beginning may have a copy of the file."""
    if sys.platform != "win32":
        import fcntl  # noqa: PLC0415 (not there on Windows)

        fcntl.flock(file, fcntl.LOCK_UN)
