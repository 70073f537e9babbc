"""The database: SQLite, with what makes it survive a power cut and several processes at once."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event
from sqlalchemy.orm import Session, sessionmaker

from hiphinge.store.migrate import migrate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine

    from hiphinge.store.folder import Folder

BUSY_MS = 15_000
"""A writer waits so long for another one before it gives up [ms]."""
PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    f"PRAGMA busy_timeout={BUSY_MS}",
    "PRAGMA foreign_keys=ON",
    # What was said to be saved is saved, even when the power goes in the next moment.
    "PRAGMA synchronous=FULL",
)


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
        self._sessions = sessionmaker(engine, expire_on_commit=False)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Hand out a session that sees one state of the database; nothing is kept of changes."""
        with self._sessions() as session:
            try:
                yield session
            finally:
                session.rollback()

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Hand out a session that alone may write; all of it is kept at the end, or nothing."""
        with self._sessions() as session:
            session.connection(execution_options={"hiphinge_write": True})
            try:
                yield session
                session.commit()
            except BaseException:
                session.rollback()
                raise

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()


def connect(folder: Folder) -> Engine:
    """Return an engine for the folder's database, set up as all of hiphinge needs it."""
    engine = create_engine(f"sqlite:///{folder.database}")

    @event.listens_for(engine, "connect")
    def _set_up(connection: Any, _record: Any) -> None:
        # The driver must not begin transactions by itself: the listener below does.
        connection.isolation_level = None
        for pragma in PRAGMAS:
            connection.execute(pragma)

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        # A writer takes its place at once: a reader that turns writer half-way would fail.
        writes = connection.get_execution_options().get("hiphinge_write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


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
