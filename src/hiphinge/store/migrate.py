"""Bring a database to today's shape, step by step, or say why it cannot be."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import inspect
from sqlalchemy.exc import DatabaseError

from hiphinge.errors import UsageError
from hiphinge.store.clock import now
from hiphinge.store.snapshot import snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine

    from hiphinge.store.folder import Folder

HEAD: Final = "0002"
"""The step that leads to the tables as they are in this version."""
SCRIPTS: Final = Path(__file__).with_name("migrations")
VERSION_TABLE: Final = "alembic_version"
MAGIC: Final = b"SQLite format 3\x00"
"""What each file of SQLite begins with."""


def migrate(folder: Folder, engine: Engine, *, head: str = HEAD, scripts: Path = SCRIPTS) -> None:
    """Make the tables of a new database, or change those of an older one.

    All steps are one transaction: whatever ends it, the database is as it was before. Several
    processes may do this at once: the first one does it, the others wait for it. Before an older
    database is changed, a copy of it is laid into `backups`.

    Parameters
    ----------
    folder : Folder
    engine : Engine
        Of the folder's database.
    head : str
        The last step.
    scripts : Path
        Where the steps lie.

    Raises
    ------
    UsageError
        When the file is no database of hiphinge, is damaged, or of a newer hiphinge.
    """
    check_file(folder.database)
    try:
        with engine.connect() as connection:
            if _revision(connection, folder.database) == head:
                return
        with _alone(engine) as connection:
            # Another process may have done it while this one waited.
            found = _revision(connection, folder.database)
            if found != head:
                _upgrade(folder, connection, found, head, scripts)
    except DatabaseError as error:
        if not _is_damaged(error):
            raise
        raise UsageError(damaged(folder.database)) from error


def check_file(database: Path) -> None:
    """Refuse a file that is no SQLite database; one that is empty or not there yet is none so far.

    Raises
    ------
    UsageError
    """
    if not database.exists():
        return
    try:
        with database.open("rb") as file:
            begin = file.read(len(MAGIC))
    except OSError as error:
        raise UsageError(f"{database} cannot be read ({error.strerror}).") from error
    if begin not in (b"", MAGIC):
        raise UsageError(
            f"{database} is no database of hiphinge: name another folder with --folder, or bring "
            "it back from a backup with hiphinge restore."
        )


def damaged(database: Path) -> str:
    """Say that a database cannot be read, and what to do."""
    return (
        f"{database} is damaged: bring it back from a backup with hiphinge restore; the last "
        "copies made before an update lie in the folder backups beside it."
    )


def _revision(connection: Connection, database: Path) -> str | None:
    """Return the step that a database is at; None for a new one."""
    tables = inspect(connection).get_table_names()
    if not tables:
        return None
    if VERSION_TABLE not in tables:
        raise UsageError(
            f"{database} is a database of another program: name another folder with --folder."
        )
    found: str | None = connection.exec_driver_sql(
        f"SELECT version_num FROM {VERSION_TABLE}"  # noqa: S608 (a constant)
    ).scalar_one_or_none()
    return found


def _upgrade(
    folder: Folder, connection: Connection, found: str | None, head: str, scripts: Path
) -> None:
    # Slow to import, and needed once for each new version only.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    known = {one.revision for one in ScriptDirectory.from_config(config).walk_revisions()}
    if found is not None and found not in known:
        raise UsageError(
            f"{folder.database} was made by a newer hiphinge than this one: install the newest "
            "version and start it again."
        )
    if found is not None:
        moment = now().replace(":", "").replace("-", "").split(".")[0]
        snapshot(folder.database, folder.backups / f"{found}-{moment}.sqlite")
    command.upgrade(config, head)
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise UsageError(
            f"{folder.database} could not be brought to this version's shape (a row of {broken[0]} "
            "leads nowhere); nothing was changed. Go on with the version before this one."
        )


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    """Hand out a connection that alone may write, whose rows may lead nowhere meanwhile."""
    with engine.connect().execution_options(hiphinge_write=True) as connection:
        raw = connection.connection
        # A table that is made anew is dropped in between; its rows must not take others along.
        raw.driver_connection.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]
        try:
            with connection.begin():
                yield connection
        finally:
            raw.driver_connection.execute("PRAGMA foreign_keys=ON")  # type: ignore[union-attr]


def _is_damaged(error: DatabaseError) -> bool:
    said = str(error.orig)
    return "malformed" in said or "not a database" in said
