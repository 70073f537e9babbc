"""A database is brought to today's shape whole or not at all, or is refused with what to do."""

from __future__ import annotations

import multiprocessing
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from hiphinge.errors import UsageError
from hiphinge.store import athletes, days
from hiphinge.store.database import connect, open_database
from hiphinge.store.folder import open_folder
from hiphinge.store.migrate import HEAD, SCRIPTS, migrate
from hiphinge.store.tables import Base

if TYPE_CHECKING:
    from hiphinge.store.database import Database
    from hiphinge.store.folder import Folder

STEP = """
from alembic import op
import sqlalchemy as sa
revision, down_revision = "9998", "{head}"
def upgrade():
    with op.batch_alter_table("athlete", recreate="always") as table:
        table.add_column(sa.Column("nick", sa.String(), server_default="none"))
    op.create_table("pet", sa.Column("id", sa.Integer(), primary_key=True))
    {end}
def downgrade(): pass
"""


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return open_folder(tmp_path / "folder")


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    return shutil.copytree(SCRIPTS, tmp_path / "steps")


def filled(folder: Folder) -> bytes:
    """Make a database with an athlete and return its file once nobody uses it."""
    db = open_database(folder)
    with db.write() as session:
        days.create(session, athletes.create(session, name="Ada"), "2026-11-27")
    db.close()
    return folder.database.read_bytes()


def tables(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as raw:
        return {name for (name,) in raw.execute("SELECT name FROM sqlite_master")}


def test_from_nothing_it_becomes_what_the_tables_say(db: Database) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, Base.metadata) == []
        # What the comparison does not look at: what happens to rows whose parent goes.
        for table in Base.metadata.sorted_tables:
            there = {
                (row[3], row[6])
                for row in connection.exec_driver_sql(f"PRAGMA foreign_key_list({table.name})")
            }
            wanted = {(key.parent.name, key.ondelete or "NO ACTION") for key in table.foreign_keys}
            assert there == wanted, table.name


def test_the_head_is_the_last_step() -> None:
    assert ScriptDirectory(str(SCRIPTS)).get_heads() == [HEAD]


def test_opening_again_changes_nothing(folder: Folder) -> None:
    before = filled(folder)
    open_database(folder).close()
    assert folder.database.read_bytes() == before
    assert not list(folder.backups.iterdir())


def test_an_older_one_is_copied_and_then_changed(folder: Folder, scripts: Path) -> None:
    filled(folder)
    (scripts / "versions" / "9998_pets.py").write_text(STEP.format(head=HEAD, end=""))
    engine = connect(folder)
    migrate(folder, engine, head="9998", scripts=scripts)
    with engine.connect() as connection:
        found = connection.exec_driver_sql(
            "SELECT name, nick, (SELECT count(*) FROM training_day) FROM athlete"
        ).all()
        assert found == [("Ada", "none", 1)], "days must not go while the table is made anew"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    engine.dispose()
    (copy,) = folder.backups.iterdir()
    assert copy.name.startswith(f"{HEAD}-")
    assert copy.stat().st_mode & 0o077 == 0
    assert "pet" not in tables(copy)
    with closing(sqlite3.connect(copy)) as raw:
        assert raw.execute("SELECT name FROM athlete").fetchall() == [("Ada",)]


@pytest.mark.parametrize("end", ["raise KeyboardInterrupt", "op.execute('nonsense')"])
def test_a_step_that_is_broken_off_leaves_the_old_one_whole(
    folder: Folder, scripts: Path, end: str
) -> None:
    filled(folder)
    before = dump(folder.database)
    (scripts / "versions" / "9998_pets.py").write_text(STEP.format(head=HEAD, end=end))
    engine = connect(folder)
    with pytest.raises((KeyboardInterrupt, Exception)):
        migrate(folder, engine, head="9998", scripts=scripts)
    engine.dispose()
    assert dump(folder.database) == before
    open_database(folder).close()


def test_a_step_that_leaves_rows_behind_is_taken_back(folder: Folder, scripts: Path) -> None:
    filled(folder)
    before = dump(folder.database)
    step = STEP.format(head=HEAD, end='op.execute("DELETE FROM athlete")')
    (scripts / "versions" / "9998_pets.py").write_text(step)
    engine = connect(folder)
    with pytest.raises(UsageError, match="training_day leads nowhere"):
        migrate(folder, engine, head="9998", scripts=scripts)
    engine.dispose()
    assert dump(folder.database) == before


def test_one_of_a_newer_version_is_refused(folder: Folder) -> None:
    filled(folder)
    with closing(sqlite3.connect(folder.database)) as raw, raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    before = dump(folder.database)
    with pytest.raises(UsageError, match="newer hiphinge"):
        open_database(folder)
    assert dump(folder.database) == before


def test_what_is_no_database_is_refused(folder: Folder) -> None:
    for text in (b"hello", b"x" * 10_000, b"SQLite format 3\x00" + b"\x01" * 5000):
        folder.database.write_bytes(text)
        with pytest.raises(UsageError, match=r"no database of hiphinge|is damaged"):
            open_database(folder)
        assert folder.database.read_bytes() == text


def test_one_of_another_program_is_refused(folder: Folder) -> None:
    with closing(sqlite3.connect(folder.database)) as raw, raw:
        raw.execute("CREATE TABLE recipes (name)")
    with pytest.raises(UsageError, match="another program"):
        open_database(folder)
    assert tables(folder.database) == {"recipes"}


def test_a_damaged_one_is_refused(folder: Folder) -> None:
    data = bytearray(filled(folder))
    data[100:4096] = b"\xff" * 3996
    folder.database.write_bytes(data)
    with pytest.raises(UsageError, match=r"damaged.*hiphinge restore"):
        open_database(folder)


def test_several_processes_open_a_new_one_at_once(folder: Folder) -> None:
    context = multiprocessing.get_context("spawn")
    with context.Pool(2) as pool:
        assert pool.map(opened, [str(folder.root)] * 4, chunksize=1) == ["ok"] * 4
    assert "athlete" in tables(folder.database)


def opened(root: str) -> str:
    db = open_database(open_folder(Path(root)))
    with db.write() as session:
        athletes.create(session, name="x")
    db.close()
    return "ok"


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as raw:
        return list(raw.iterdump())
