"""A backup brought back into a folder, all of it or nothing.

It is unpacked and checked beside the folder, and takes the folder's place with one renaming. What
was there before is put aside, not deleted.
"""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from hiphinge.errors import UsageError
from hiphinge.store.backup import DATABASE, FILES, MANIFEST, SCHEMA
from hiphinge.store.clock import new_uid, now
from hiphinge.store.database import open_database
from hiphinge.store.folder import PRIVATE, checked_name, open_folder
from hiphinge.store.foreign_pages import let_go_of_foreign_pages
from hiphinge.store.room import check_room, sync_folder, whole_or_nothing
from hiphinge.store.zip_in import Unpacker

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WHAT: Final = "backup"
MANIFEST_MOST: Final = 100_000
LIST_MOST: Final = 1_000_000_000
FILE_MOST: Final = 10**13
"""Bytes of one file at most; the disk sets the limit that counts."""
NAME: Final = re.compile(r"(videos|seen|uploads)/([^/]+)|results/([^/]+)/([^/]+)")
NOTHING: Final = "nothing was changed"
FOREIGN: Final = (
    "SELECT 1 FROM sqlite_master WHERE type NOT IN ('table', 'index') "
    "OR sql LIKE 'CREATE VIRTUAL%' OR sql LIKE '%GENERATED ALWAYS%' LIMIT 1"
)
"""Finds triggers, views and tables that compute: they would run in each query to come."""


class _Listed(BaseModel):
    """A file as the backup lists it."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    name: Annotated[str, Field(max_length=1000)]
    size: Annotated[int, Field(ge=0)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back.

    Attributes
    ----------
    files : int
        Files beside the database.
    made_at : str
        When they were backed up.
    before : Path or None
        Where what was in the folder before lies now; None where there was nothing.
    """

    files: int
    made_at: str
    before: Path | None


def restore(
    source: Path,
    root: Path,
    *,
    overwrite: bool = False,
    on_progress: Callable[[str, float], None] = lambda _what, _share: None,
) -> Restored:
    """Bring a backup back.

    Parameters
    ----------
    source : Path
        The backup.
    root : Path
        The folder; it may be there and empty, or not be there.
    overwrite : bool
        Take the place of a folder of hiphinge that is in use no more; that one is put aside.
    on_progress : callable
        Told what is done, and which part of it, 0 to 1.

    Raises
    ------
    UsageError
        When it is no backup, damaged, of a newer version, the folder holds something, hiphinge runs
        in it, or the disk is full. Then nothing was changed.
    """
    root = root.absolute()
    _check_target(root, overwrite=overwrite)
    with Unpacker(source, WHAT) as archive:
        made_at, files = _listing(source, archive)
        stage = root.with_name(f".{root.name}.restoring-{new_uid()}")
        try:
            with whole_or_nothing(NOTHING):
                root.parent.mkdir(parents=True, exist_ok=True)
                stage.mkdir(mode=PRIVATE)
                check_room(stage, sum(file.size for file in files))
                _unpack(archive, files, stage, on_progress)
                on_progress("checking", 0.0)
                _check_database(source, stage)
                return Restored(len(files) - 1, made_at, _put_in_place(stage, root))
        finally:
            shutil.rmtree(stage, ignore_errors=True)


def _check_target(root: Path, *, overwrite: bool) -> None:
    if not root.exists():
        return
    if not root.is_dir():
        raise UsageError(f"{root} is a file, not a folder: name another place with --folder.")
    if not any(root.iterdir()):
        return
    if not (root / DATABASE).is_file():
        raise UsageError(
            f"{root} holds other things than hiphinge's: name another folder with --folder."
        )
    if not overwrite:
        raise UsageError(
            f"{root} already holds what hiphinge keeps: name another folder with --folder, or add "
            "--overwrite to take its place (what is there is put aside, not deleted)."
        )
    if _in_use(root / DATABASE):
        raise UsageError(f"hiphinge runs in {root} just now: stop it (Ctrl-C), then try again.")


def _in_use(database: Path) -> bool:
    """Tell whether another process has a database open: then it cannot leave its log."""
    try:
        with closing(sqlite3.connect(database, timeout=0, isolation_level=None)) as raw:
            return bool(raw.execute("PRAGMA journal_mode=DELETE").fetchone()[0] != "delete")
    except sqlite3.OperationalError as error:
        return error.sqlite_errorcode in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
    except sqlite3.DatabaseError:
        return False  # damaged: that is what a backup is for


def _listing(source: Path, archive: Unpacker) -> tuple[str, list[_Listed]]:
    """Return when the backup was made, and its files."""
    try:
        manifest: dict[str, Any] = json.loads(archive.read(MANIFEST, MANIFEST_MOST))
        schema, made_at, count = (manifest[name] for name in ("schema", "made_at", "files"))
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise _wrong(source, "its manifest cannot be read") from error
    if str(schema).startswith("hiphinge.archive/"):
        raise UsageError(
            f"{source.name} is an export, not a backup: take it in on the page Data of the app."
        )
    if schema != SCHEMA:
        raise UsageError(
            f"{source.name} is of a kind that this hiphinge does not know ({str(schema)[:60]}): "
            "update hiphinge, then bring it back."
        )
    with closing(archive.lines(FILES, LIST_MOST)) as lines:
        try:
            files = [_Listed.model_validate_json(line) for line in lines]
        except ValidationError as error:
            raise _wrong(source, "its list of files cannot be read") from error
    names = {file.name for file in files}
    if len(names) != len(files) or len(files) != count or DATABASE not in names:
        raise _wrong(source, "its list of files is not whole")
    for file in files:
        if archive.sizes.get(file.name) != file.size or not _may_be(file.name):
            raise _wrong(source, "it holds another file than its list says")
    return str(made_at)[:40], files


def _may_be(name: str) -> bool:
    """Tell whether a file of this name may lie in a folder of hiphinge."""
    if name == DATABASE:
        return True
    found = NAME.fullmatch(name)
    try:
        return found is not None and all(checked_name(one) for one in found.groups() if one)
    except UsageError:
        return False


def _unpack(
    archive: Unpacker,
    files: list[_Listed],
    stage: Path,
    on_progress: Callable[[str, float], None],
) -> None:
    open_folder(stage)
    total, done = sum(file.size for file in files) or 1, 0

    def told(count: int) -> None:
        nonlocal done
        done += count
        on_progress("unpacking", done / total)

    for file in files:
        target = stage / file.name
        target.parent.mkdir(mode=PRIVATE, exist_ok=True)
        archive.extract(file.name, target, most=FILE_MOST, sha256=file.sha256, on_bytes=told)


def _check_database(source: Path, stage: Path) -> None:
    """Refuse a database that is damaged or of a newer version; bring an older one to today's."""
    with closing(sqlite3.connect(stage / DATABASE)) as raw:
        try:
            # It may come from anybody: nothing that lies in it is to run by being looked at.
            raw.execute("PRAGMA trusted_schema=OFF")
            sound = raw.execute("PRAGMA quick_check").fetchone()[0] == "ok"
            foreign = raw.execute(FOREIGN).fetchone() is not None
        except sqlite3.DatabaseError:
            sound = foreign = False
    if not sound:
        raise _wrong(source, "the database in it is damaged")
    if foreign:
        raise _wrong(source, "the database in it holds what hiphinge's never does")
    try:
        with closing(open_database(open_folder(stage))) as db:
            let_go_of_foreign_pages(db)
    except UsageError as error:
        told = str(error).replace(str(stage / DATABASE), f"The database in {source.name}")
        raise UsageError(told) from error


def _put_in_place(stage: Path, root: Path) -> Path | None:
    """Give the folder's name to what was unpacked; return where what was there before lies."""
    before = None
    if root.exists():
        if any(root.iterdir()):
            moment = re.sub(r"[-:]", "", now()).split(".")[0]
            before = root.with_name(f"{root.name}-before-{moment}")
            root.rename(before)
        else:
            root.rmdir()
    try:
        stage.rename(root)
    except BaseException:
        if before is not None:
            before.rename(root)
        raise
    sync_folder(root.parent)
    return before


def _wrong(source: Path, why: str) -> UsageError:
    return UsageError(
        f"{source.name} is no whole backup of hiphinge ({why}); {NOTHING}. Use another backup."
    )
