"""Take away what work left lying that broke off, and whatever else no row points to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from hiphinge.jobs.durable import remove
from hiphinge.store import bin as store_bin
from hiphinge.store.orphans import orphans
from hiphinge.store.tables import Analysis

if TYPE_CHECKING:
    from pathlib import Path

    from hiphinge.store.database import Database
    from hiphinge.store.folder import Folder


def sweep(db: Database) -> int:
    """Take away what is left of broken work; return how many things.

    Nobody else may write meanwhile: what a worker is about to point to is known to be its own. What
    might be somebody else's in some other way must be a day old.
    """
    with db.write() as session:
        found = [path for path in orphans(session, db.folder) if _is_works(path)]
        running = select(Analysis.id).where(Analysis.state == "running").limit(1)
        if session.scalar(running) is None:
            found += _partial_files(db.folder)
        for one in found:
            remove(one)
    return len(found) + store_bin.sweep(db)


def _is_works(path: Path) -> bool:
    """Tell whether something without a row can only be left from work on uploads or films."""
    return path.parent.name == "results" or path.suffix == ".part"


def _partial_files(folder: Folder) -> list[Path]:
    """Return films and landmarks that were being written; their names say so."""
    seen = (folder.root / "seen").glob("*.partial*")
    films = (folder.root / "videos").glob("*.partial*")
    return [*seen, *films]
