"""Export: everything that is shown, or all of one athlete, as one zip file.

Within: `manifest.json`, the rows of each table as lines of JSON under `rows/`, films under
`videos/`, what the networks saw of them under `seen/`, and under `reports/` what was judged, for
people and other programs. `files.jsonl` lists all files with size and SHA-256. What is in the bin
does not go along.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, select

from hiphinge.store import athletes
from hiphinge.store.archive.reading import CLASSES, exported, scope
from hiphinge.store.archive.rows import TABLES
from hiphinge.store.clock import now
from hiphinge.store.room import placing
from hiphinge.store.tables import Analysis, Video
from hiphinge.store.zip_out import Packer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from sqlalchemy.orm import Session

    from hiphinge.store.archive.reading import Scope
    from hiphinge.store.database import Database
    from hiphinge.store.folder import Folder

SCHEMA: Final = "hiphinge.archive/1"
REPORTS: Final = ("report.json", "reps.csv", "frames.csv")
"""Of what was judged: data that other programs read. The page is made anew elsewhere."""
LINES: Final = 200
"""Rows that are packed at a time."""


def export_archive(
    db: Database,
    target: Path,
    *,
    athlete: str | None = None,
    videos: bool = True,
    on_progress: Callable[[float], None] = lambda _share: None,
) -> None:
    """Write an archive to a file, which is there whole or not at all.

    Parameters
    ----------
    db : Database
    target : Path
    athlete : str or None
        Uid of the only one whose data it has; None for all.
    videos : bool
        With the films.
    on_progress : callable
        Told which part is done, 0 to 1.

    Raises
    ------
    NotFound
        When there is no such athlete.
    UsageError
        When the disk is full or the place may not be written.
    """
    with placing(target) as partial, partial.open("wb") as file:
        for piece in archive_chunks(db, athlete=athlete, videos=videos, on_progress=on_progress):
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())


def archive_chunks(
    db: Database,
    *,
    athlete: str | None = None,
    videos: bool = True,
    on_progress: Callable[[float], None] = lambda _share: None,
) -> Iterator[bytes]:
    """Return an archive piece by piece, as for a browser; see `export_archive`.

    Raises
    ------
    NotFound
        At once when there is no such athlete.
    """
    with db.read() as session:
        if athlete is not None:
            athletes.get(session, athlete)
    return _chunks(db, athlete, videos, on_progress)


def _chunks(
    db: Database, athlete: str | None, videos: bool, on_progress: Callable[[float], None]
) -> Iterator[bytes]:
    packer = Packer()
    with db.read() as session:
        # One reading of the database for all tables: they fit together whatever happens meanwhile.
        shown = scope(athlete)
        counts = {name: _count(session, name, shown) for name in TABLES}
        for name in TABLES:
            yield from packer.add(f"rows/{name}.jsonl", _lines(exported(session, name, shown)))
        files = list(_files(session, db.folder, shown, videos=videos))
    rows = list(packer.written.values())
    total, done = sum(size for _, _, size in files) or 1, 0
    for name, path, size in files:
        try:
            yield from packer.add_file(name, path, pack=not name.startswith("videos/"))
        except FileNotFoundError:
            continue  # deleted for good, or judged anew, a moment ago
        done += size
        on_progress(min(done / total, 1.0))
    listed = [asdict(one) for name, one in packer.written.items() if not name.startswith("rows/")]
    yield from packer.add("files.jsonl", _lines(listed))
    manifest = {
        "schema": SCHEMA,
        "version": version("hiphinge"),
        "made_at": now(),
        "videos": videos,
        "tables": [asdict(one) | {"rows": counts[one.name[5:-6]]} for one in rows],
        "files": len(listed),
    }
    yield from packer.add("manifest.json", [_json(manifest).encode()])
    yield from packer.close()


def _count(session: Session, table: str, shown: Scope) -> int:
    query = select(func.count()).select_from(CLASSES[table]).where(shown.of(table))
    return session.scalar(query) or 0


def _files(
    session: Session, folder: Folder, shown: Scope, *, videos: bool
) -> Iterator[tuple[str, Path, int]]:
    """Yield name, place and size of each file that there is: landmarks, reports, then films."""
    judged = session.execute(
        select(Analysis.uid, Analysis.seen, Analysis.result)
        .where(shown.of("analysis"))
        .order_by(Analysis.id)
    ).all()
    found = {f"seen/{seen}": folder.seen_path(seen) for _, seen, _ in judged if seen}
    found |= {
        f"reports/{uid}/{name}": folder.result_path(result) / name
        for uid, _, result in judged
        if result
        for name in REPORTS
    }
    if videos:
        films = select(Video.sha256, Video.suffix).where(shown.of("video")).order_by(Video.sha256)
        found |= {
            f"videos/{sha256}{suffix}": folder.video_path(sha256, suffix)
            for sha256, suffix in session.execute(films)
        }
    for name, path in found.items():
        if path.is_file():
            yield name, path, path.stat().st_size


def _lines(rows: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    gathered: list[str] = []
    for row in rows:
        gathered.append(_json(row))
        if len(gathered) == LINES:
            yield "".join(f"{line}\n" for line in gathered).encode()
            gathered.clear()
    if gathered:
        yield "".join(f"{line}\n" for line in gathered).encode()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
