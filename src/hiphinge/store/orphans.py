"""Files in the folder that no row points to, and taking them away.

A film and its landmarks bear the film's content as their name, so that two sets with the same film
share them: they stay until the last set is gone. Nobody else may write meanwhile: who makes a file
and its row does so while nobody else may write either, so that no file is taken for lost that is
just about to get its row.
"""

from __future__ import annotations

import re
import shutil
import time
from typing import TYPE_CHECKING, Final

from sqlalchemy import delete, exists, select

from hiphinge.store.clock import stamp
from hiphinge.store.tables import Analysis, Upload, Video

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy.orm import Session

    from hiphinge.store.folder import Folder

CONTENT: Final = re.compile(r"(?P<sha256>[0-9a-f]{64})[-.]")
"""How the name of a film begins, and of whatever was made from it."""
ENDED: Final = ("checked", "cancelled")
"""States of an upload whose bytes are of no more use where they gathered."""
STAGE: Final = "import-"
"""How the name of a folder begins in which an import gathers its files."""


def forget_films(session: Session, before: datetime | None = None) -> None:
    """Delete the rows of films that no set shows any more.

    Parameters
    ----------
    session : Session
    before : datetime or None
        Only those that came before; None for all.
    """
    query = delete(Video).where(~exists().where(Analysis.video_sha256 == Video.sha256))
    if before is not None:
        query = query.where(Video.created_at < stamp(before))
    session.execute(query.execution_options(synchronize_session=False))


def orphans(session: Session, folder: Folder) -> Iterator[Path]:
    """Yield the files and folders that no row points to, whatever their age.

    Parameters
    ----------
    session : Session
        One that alone may write.
    folder : Folder
    """
    films = set(session.scalars(select(Video.sha256)))
    coming = select(Upload.sha256).where(Upload.sha256.is_not(None), Upload.state.not_in(ENDED))
    films.update(one for one in session.scalars(coming) if one)
    for part in ("videos", "seen"):
        for path in (folder.root / part).iterdir():
            named = CONTENT.match(path.name)
            # What bears another name was not put there by hiphinge.
            if named is not None and named["sha256"] not in films:
                yield path
    yield from _results(session, folder)
    uploads = set(session.scalars(select(Upload.uid).where(Upload.state.not_in(ENDED))))
    for path in (folder.root / "uploads").iterdir():
        if path.name.startswith(STAGE) or (path.suffix == ".part" and path.stem not in uploads):
            yield path
    for path in folder.backups.iterdir():
        if path.name.startswith("."):
            yield path


def _results(session: Session, folder: Folder) -> Iterator[Path]:
    """Yield folders of judgements that were given up; those of work in hand are not."""
    rows = session.execute(select(Analysis.uid, Analysis.result, Analysis.state)).all()
    pointed_at = {result for _, result, _ in rows}
    at_work = {uid for uid, _, state in rows if state == "running"}
    for path in (folder.root / "results").iterdir():
        if path.name not in pointed_at and path.name.rpartition("-")[0] not in at_work:
            yield path


def clear_stages(folder: Folder) -> None:
    """Take away what imports that broke off have gathered: a whole archive can be very large.

    Only for who knows that no import is under way, as a server does that has just started.
    """
    for path in (folder.root / "uploads").glob(f"{STAGE}*"):
        remove(path)


def age_s(path: Path, now_s: float | None = None) -> float:
    """Return how long ago a file, or anything in a folder, was last written [s]."""
    now_s = time.time() if now_s is None else now_s
    try:
        inside = [one.lstat().st_mtime for one in path.rglob("*")] if path.is_dir() else []
        return now_s - max([path.lstat().st_mtime, *inside])
    except FileNotFoundError:
        return 0.0


def remove(path: Path) -> int:
    """Remove a file or folder; return how many bytes that freed, 0 where there was none."""
    if path.is_dir() and not path.is_symlink():
        size = sum(one.lstat().st_size for one in path.rglob("*") if one.is_file())
        shutil.rmtree(path, ignore_errors=True)
        return size
    try:
        size = path.lstat().st_size
        path.unlink()
    except FileNotFoundError:
        return 0
    return size
