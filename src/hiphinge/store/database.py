"""The database: SQLite, with what makes it survive a power cut and several processes at once."""

from __future__ import annotations

import sqlite3
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event
from sqlalchemy.orm import Session, sessionmaker

from hiphinge.errors import HingeError
from hiphinge.store.folding import folded
from hiphinge.store.migrate import migrate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine

    from hiphinge.store.folder import Folder

BUSY_MS = 15_000
"""A writer waits so long for another one before it gives up [ms]."""
TURN_S = 60.0
"""A writer waits so long for the others of its own process [s], before it waits as for another."""
SETTLE_MS = 500
"""So long it is waited for readers when the log is to be emptied [ms]."""
RETRY_S = 0.02
"""Time between two tries of what does not wait by itself [s]."""
PRAGMAS = (
    # First of all, so that the next ones wait as well while another process opens the file.
    f"PRAGMA busy_timeout={BUSY_MS}",
    "PRAGMA journal_mode=WAL",
    "PRAGMA foreign_keys=ON",
    # What was said to be saved is saved, even when the power goes in the next moment.
    "PRAGMA synchronous=FULL",
    # What is deleted for good is overwritten in the file, not only forgotten.
    "PRAGMA secure_delete=ON",
)


class FolderGone(HingeError):  # noqa: N818 (it reads as what it is)
    """The database is no longer where it was: what is written now would be lost."""


class Database:
    """A way into the database of one folder; shared between threads.

    Attributes
    ----------
    folder : Folder
    engine : Engine
    """

    def __init__(self, folder: Folder, engine: Engine) -> None:
        self.folder = folder
        self.engine = engine
        self._turn = threading.Lock()
        self._writes: int | None = None
        self._sessions = sessionmaker(engine, expire_on_commit=False)
        self._file = _file_of(folder)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Hand out a session that sees one state of the database; nothing is kept of changes."""
        with self._sessions() as session:
            try:
                yield session
            finally:
                # What was read stays readable afterwards: a rollback would empty it.
                session.expunge_all()
                session.rollback()

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Hand out a session that alone may write; all of it is kept at the end, or nothing.

        Raises
        ------
        FolderGone
            When the folder was moved or deleted, or its disk taken out.
        """
        self.check_there()
        with self._in_turn(), self._sessions() as session:
            session.connection(execution_options={"hiphinge_write": True})
            try:
                yield session
                session.commit()
            except BaseException:
                session.rollback()
                raise

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        """Let the writers of this process wait for each other in a row.

        SQLite lets each of them look again after longer and longer pauses, so that one of many may
        never find its moment, and it holds a connection meanwhile.
        """
        me = threading.get_ident()
        if self._writes == me:
            raise RuntimeError("A write within a write would wait for itself: hand its session on.")
        mine = self._turn.acquire(timeout=TURN_S)
        if mine:
            self._writes = me
        try:
            yield  # without its turn it is for SQLite to say how long it waits for others
        finally:
            if mine:
                self._writes = None
                self._turn.release()

    def settle(self) -> None:
        """Bring what is in the log beside the database into it, and empty the log, if nobody reads.

        After something was deleted for good the log must not keep it; where somebody reads just
        now, that is done a while later by itself.
        """
        with self.engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None  # noqa: S101 (tells the type checker)
            raw.execute(f"PRAGMA busy_timeout={SETTLE_MS}")
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            raw.execute(PRAGMAS[0])

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()

    def check_there(self) -> None:
        """See that the folder is the one that was opened.

        Raises
        ------
        FolderGone
            When it was moved or deleted, or its disk taken out.
        """
        # A file that was deleted takes all that is written to it, and is gone when it is closed.
        if _file_of(self.folder) != self._file:
            raise FolderGone(
                f"{self.folder.root} is no longer what it was when hiphinge started: it was moved "
                "or deleted, or its disk was taken out, so nothing can be kept. Stop hiphinge, put "
                "the folder back, and start it again."
            )


def _file_of(folder: Folder) -> tuple[int, int] | None:
    """Return what tells the database's file from every other one; None where there is none."""
    try:
        found = folder.database.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def connect(folder: Folder) -> Engine:
    """Return an engine for the folder's database, set up as all of hiphinge needs it."""
    engine = create_engine(f"sqlite:///{folder.database}")

    @event.listens_for(engine, "connect")
    def _set_up(connection: Any, _record: Any) -> None:
        # The driver must not begin transactions by itself: the listener below does.
        connection.isolation_level = None
        for pragma in PRAGMAS:
            _patiently(connection, pragma)
        connection.create_function("folded", 1, folded, deterministic=True)

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        # A writer takes its place at once: a reader that turns writer half-way would fail.
        writes = connection.get_execution_options().get("hiphinge_write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _patiently(connection: sqlite3.Connection, pragma: str) -> None:
    """Run a pragma; the one for the log does not wait by itself while another process opens."""
    last = time.monotonic() + BUSY_MS / 1000
    while True:
        try:
            connection.execute(pragma)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > last:
                raise
            time.sleep(RETRY_S)
        else:
            return


def open_database(folder: Folder) -> Database:
    """Open the folder's database, made or brought to today's shape where needed.

    Raises
    ------
    UsageError
        When it is of a newer hiphinge, or is no database of hiphinge.
    """
    engine = connect(folder)
    migrate(folder, engine)
    return Database(folder, engine)
