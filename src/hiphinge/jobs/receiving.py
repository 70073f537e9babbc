"""One request that brings bytes of an upload, and the file that they go to.

What is on the disk is the truth. The row follows it once the disk itself has the bytes, so that it
never says more than there is.
"""

from __future__ import annotations

import errno
import os
import sys
import threading
from typing import TYPE_CHECKING

from sqlalchemy import update

from hiphinge.jobs.refusals import NoRoom, TakenOver, TooLarge
from hiphinge.jobs.trouble import FULL
from hiphinge.store.room import sync_folder
from hiphinge.store.tables import Upload

if TYPE_CHECKING:
    from io import FileIO
    from pathlib import Path

    from sqlalchemy.orm import Session

    from hiphinge.store.database import Database

SYNC_BYTES = 64 << 20
"""After so many bytes the disk must have them, also in the middle of a request [bytes]: a power cut
takes no more than this from a file that is sent in one piece."""


class Receiver:
    """The file of one upload while one request writes to it; for any thread, one at a time.

    Parameters
    ----------
    db : Database
    uid : str
        Of the upload.
    size : int
        Bytes that the whole file has.
    path : Path
        The file; it is made where there is none.

    Attributes
    ----------
    at : int
        Bytes that are in the file.

    Raises
    ------
    TakenOver
        When another process writes to it.
    NoRoom
        When the disk is full.
    """

    def __init__(self, db: Database, uid: str, size: int, path: Path) -> None:
        self._db, self._uid, self._size = db, uid, size
        self._lock = threading.Lock()
        self._file: FileIO | None = _opened(path)
        self.at = self._synced = self._file.seek(0, os.SEEK_END)

    def write(self, data: bytes | bytearray) -> None:
        """Add bytes at the end of the file.

        Raises
        ------
        TakenOver
            When a later request sends this upload.
        TooLarge
            When these are more than the file was said to have; none of them is kept.
        NoRoom
            When the disk is full; what fitted is kept.
        """
        with self._lock:
            if self._file is None:
                raise TakenOver("This upload goes on over another connection.")
            if self.at + len(data) > self._size:
                raise TooLarge("More was sent than the file was said to have: send it anew.")
            rest = memoryview(data)
            try:
                while rest:
                    count = self._file.write(rest) or 0
                    self.at += count
                    rest = rest[count:]
                if self.at - self._synced >= SYNC_BYTES:
                    self._sync()
            except OSError as error:
                raise _no_room(error) from error

    def close(self) -> int:
        """Return how many bytes the disk has for sure; the row says so too. Twice is once."""
        with self._lock:
            if self._file is not None:
                try:
                    self._sync()
                except OSError as error:
                    raise _no_room(error) from error
                finally:
                    _let_go(self._file)
                    self._file = None
            return self._synced

    def _sync(self) -> None:
        assert self._file is not None  # noqa: S101 (tells the type checker)
        os.fsync(self._file.fileno())
        self._synced = self.at
        with self._db.write() as session:
            note_received(session, self._uid, self.at, self._size)


def note_received(session: Session, uid: str, received: int, size: int) -> None:
    """Note how much of an upload the disk has; with its last byte it is whole."""
    noted: dict[str, object] = {"received": received}
    if received == size:
        noted |= {"state": "whole", "worker": None, "heartbeat_at": None}
    session.execute(
        update(Upload)
        .where(Upload.uid == uid, Upload.state == "receiving")
        .values(noted)
        .execution_options(synchronize_session=False)
    )


def _opened(path: Path) -> FileIO:
    """Open a file to add to it, for this process alone."""
    new = not path.exists()
    try:
        path.touch(mode=0o600)
        file = path.open("ab", buffering=0)
    except OSError as error:
        raise _no_room(error) from error
    if new:
        sync_folder(path.parent)
    if sys.platform != "win32":
        import fcntl  # noqa: PLC0415 (not there on Windows)

        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            file.close()
            raise TakenOver("Another program receives this upload: send it there.") from error
    return file


def _let_go(file: FileIO) -> None:
    """Close a file and give its lock back.

    Closing alone does not do it while a child process begins: the child has a copy of everything
    that is open until its own program runs, and the lock lasts as long as any copy does.
    """
    if sys.platform != "win32":
        import fcntl  # noqa: PLC0415 (not there on Windows)

        fcntl.flock(file, fcntl.LOCK_UN)
    file.close()


def _no_room(error: OSError) -> Exception:
    """Return what to say of a file that cannot be written."""
    if error.errno == errno.EFBIG:
        return NoRoom(
            "The disk with hiphinge's folder takes no file this large: put the folder on another "
            "disk (--folder), or send a shorter film."
        )
    if error.errno in FULL:
        return NoRoom(
            "The disk is full, so the upload stopped: what has arrived is kept. Free some space, "
            "then go on."
        )
    return error
