"""Import: an archive among what is here, by the rows' uids; all of it, or nothing.

It may come from anybody. Every row is checked as if a person had typed it, every file has the
content that its list says, and no page or script is taken in: reports are made anew from the films
and what the networks saw of them. Taken in twice is the same as once.
"""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from hiphinge.errors import UsageError
from hiphinge.store.archive.ahead import Ahead, Lookout
from hiphinge.store.archive.listing import NAMES, ROWS_MOST, WHAT, read_listing
from hiphinge.store.archive.merging import Counts, Merger
from hiphinge.store.archive.reading import BATCH
from hiphinge.store.archive.rows import TABLES
from hiphinge.store.clock import new_uid
from hiphinge.store.orphans import STAGE
from hiphinge.store.room import check_room, sync_folder, whole_or_nothing
from hiphinge.store.tables import Video
from hiphinge.store.zip_in import Unpacker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlalchemy.orm import Session

    from hiphinge.store.archive.listing import Listing
    from hiphinge.store.database import Database

NOTHING: Final = "nothing was taken in"
ROWS: Final = ".rows"
"""What ends the name of a file of checked rows, while they are taken in."""
CROSSED: Final = (
    "SELECT 1 FROM training_day d JOIN programme p ON p.id = d.programme_id "
    "WHERE p.athlete_id <> d.athlete_id",
    "SELECT 1 FROM programme_event e JOIN programme p ON p.id = e.programme_id "
    "JOIN training_day d ON d.id = e.training_day_id WHERE p.athlete_id <> d.athlete_id",
)
"""Finds what belongs to two athletes at once."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of taking an archive in.

    Attributes
    ----------
    counts : dict of str to Counts
        By table.
    films, seen : int
        Files of films and of landmarks that were not here before.
    overwritten : bool
        Whether the archive won where both said something else.
    ahead : Ahead
        Sessions of the archive whose day has not come yet.
    """

    counts: dict[str, Counts]
    films: int
    seen: int
    overwritten: bool
    ahead: Ahead


def import_archive(
    db: Database,
    source: Path,
    *,
    overwrite: bool = False,
    on_progress: Callable[[float], None] = lambda _share: None,
) -> Taken:
    """Take an archive in.

    Parameters
    ----------
    db : Database
    source : Path
    overwrite : bool
        Where a row that is here says something else than the archive's, the archive's wins, and
        what is in the bin here comes back. Otherwise what is here stays as it is.
    on_progress : callable
        Told which part of the files is done, 0 to 1.

    Raises
    ------
    UsageError
        When it is no archive, damaged, of a newer version, contradicts itself, or the disk is
        full. Then nothing was taken in.
    """
    with Unpacker(source, WHAT) as archive:
        listing = read_listing(source, archive)
        stage = db.folder.root / "uploads" / f"{STAGE}{new_uid()}"
        try:
            with whole_or_nothing(NOTHING):
                stage.mkdir(mode=0o700)
                _check_rows(source, archive, stage)
                _stage(db, archive, listing, stage, on_progress)
                return _merge(db, source, listing, stage, overwrite=overwrite)
        finally:
            shutil.rmtree(stage, ignore_errors=True)


def _check_rows(source: Path, archive: Unpacker, stage: Path) -> None:
    """Check all rows, and lay them aside as they are kept: nobody has to wait for that."""
    for table, model in TABLES.items():
        with (
            (stage / f"{table}{ROWS}").open("w", encoding="utf-8") as file,
            closing(archive.lines(f"rows/{table}.jsonl", ROWS_MOST)) as lines,
        ):
            for number, line in enumerate(lines, start=1):
                try:
                    row = model.model_validate_json(line)
                except ValidationError as error:
                    raise UsageError(
                        f"{source.name} cannot be taken in: line {number} of {table} cannot be "
                        f"read ({_why(error)}); {NOTHING}."
                    ) from error
                file.write(f"{row.model_dump_json()}\n")


def _why(error: ValidationError) -> str:
    """Say where a row is wrong and why, shortly: the row may come from anybody."""
    first = error.errors(include_url=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    why = str(first.get("ctx", {}).get("error", first["msg"]))
    return f"{where[:80]}: {why[:200]}"


def _stage(
    db: Database,
    archive: Unpacker,
    listing: Listing,
    stage: Path,
    on_progress: Callable[[float], None],
) -> None:
    """Take those files out of the archive that are not here yet, and check them."""
    folder = db.folder
    with db.read() as session:
        here = {one.sha256: one for one in session.scalars(select(Video))}
    wanted = [
        (sha256, file)
        for sha256, file in listing.films.items()
        if sha256 not in here or not folder.video_path(sha256, here[sha256].suffix).exists()
    ]
    wanted += [(name, f) for name, f in listing.seen.items() if not folder.seen_path(name).exists()]
    total, done = sum(file.size for _, file in wanted), 0
    check_room(stage, total)

    def told(count: int) -> None:
        nonlocal done
        done += count
        on_progress(done / total)

    for name, file in wanted:
        most = NAMES[file.name.split("/")[0]][1]
        archive.extract(file.name, stage / name, most=most, sha256=file.sha256, on_bytes=told)


def _merge(
    db: Database,
    source: Path,
    listing: Listing,
    stage: Path,
    *,
    overwrite: bool,
) -> Taken:
    """Take the rows in and put the files in their places, while nobody else may write."""
    seen = {name for name in listing.seen if _is_there(db, stage, name)}
    with db.write() as session:
        merger = Merger(session, overwrite, _films(session, db, listing, stage), seen)
        lookout = Lookout()
        try:
            for table in TABLES:
                for batch in _batches(stage, table):
                    merger.take(table, batch)
                    lookout.note(table, batch)
        except IntegrityError as error:
            raise UsageError(
                f"{source.name} contradicts itself: two of its rows claim one place. {NOTHING}."
            ) from error
        if any(session.execute(text(query)).first() for query in CROSSED):
            raise UsageError(
                f"{source.name} contradicts itself: a session in it belongs to another athlete "
                f"than its programme does; {NOTHING}."
            )
        ahead = lookout.found(session)
        films, landmarks = _place(session, db, stage)
    return Taken(merger.counts, films, landmarks, overwrite, ahead)


def _is_there(db: Database, stage: Path, name: str) -> bool:
    return (stage / name).exists() or db.folder.seen_path(name).exists()


def _films(session: Session, db: Database, listing: Listing, stage: Path) -> set[str]:
    """Return the contents of the films that are here or come along."""
    found = {sha256 for sha256 in listing.films if (stage / sha256).exists()}
    for sha256, suffix in session.execute(select(Video.sha256, Video.suffix)):
        if db.folder.video_path(sha256, suffix).exists():
            found.add(sha256)
    return found


def _batches(stage: Path, table: str) -> Iterator[list[dict[str, Any]]]:
    """Yield the checked rows of a table, some at a time."""
    with (stage / f"{table}{ROWS}").open(encoding="utf-8") as file:
        while batch := [json.loads(line) for line in islice(file, BATCH)]:
            yield batch


def _place(session: Session, db: Database, stage: Path) -> tuple[int, int]:
    """Move the files to where the rows look for them; those that no row needs stay behind."""
    films = 0
    suffixes = {
        sha256: suffix for sha256, suffix in session.execute(select(Video.sha256, Video.suffix))
    }
    landmarks = 0
    for path in stage.iterdir():
        if path.name in suffixes:
            path.replace(db.folder.video_path(path.name, suffixes[path.name]))
            films += 1
        elif path.name[:64] in suffixes:
            path.replace(db.folder.seen_path(path.name))
            landmarks += 1
    for part in ("videos", "seen"):
        sync_folder(db.folder.root / part)
    return films, landmarks
