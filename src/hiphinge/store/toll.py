"""What deleting for good would take away: counted beforehand, so that it can be said exactly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import false, or_, select

from hiphinge.store import bin as deleted
from hiphinge.store.tables import Analysis, Athlete, LiftSet, TrainingDay, Video

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from hiphinge.store.folder import Folder
    from hiphinge.store.rows import Hideable


@dataclass(frozen=True, slots=True)
class Toll:
    """What would go.

    Attributes
    ----------
    sets, films : int
        A film that a set that stays shows as well does not go.
    size : int
        Of films and of what was made from them [bytes].
    """

    sets: int
    films: int
    size: int


def toll(session: Session, folder: Folder, things: Iterable[tuple[deleted.Kind, str]]) -> Toll:
    """Return what deleting some things for good would take away.

    Parameters
    ----------
    session : Session
    folder : Folder
    things : iterable of (kind, uid)

    Raises
    ------
    NotFound
    """
    rows = [deleted.get(session, kind, uid) for kind, uid in things]
    within = or_(false(), *(_belongs(row) for row in rows))
    sets = set(session.scalars(select(LiftSet.id).join(LiftSet.training_day).where(within)))
    shown = session.execute(
        select(Analysis.lift_set_id, Analysis.video_sha256, Analysis.result)
    ).all()
    kept = {sha256 for of, sha256, _ in shown if of not in sets}
    gone = {sha256 for of, sha256, _ in shown if of in sets} - kept
    results = [result for of, _, result in shown if of in sets and result]
    films = session.scalars(select(Video).where(Video.sha256.in_(gone))).all()
    paths = [folder.video_path(film.sha256, film.suffix) for film in films]
    paths += [path for sha256 in gone for path in (folder.root / "seen").glob(f"{sha256}*")]
    paths += [folder.result_path(result) for result in results]
    return Toll(len(sets), len(gone), sum(map(size_of, paths)))


def size_of(path: Path) -> int:
    """Return how many bytes a file, or all files of a folder, have; 0 where it is not there."""
    if path.is_dir():
        return sum(size_of(one) for one in path.iterdir())
    try:
        return path.lstat().st_size
    except FileNotFoundError:
        return 0


def _belongs(row: Hideable) -> ColumnElement[bool]:
    """Return whether a set, joined with its day, belongs to a row."""
    if isinstance(row, Athlete):
        return TrainingDay.athlete_id == row.id
    if isinstance(row, TrainingDay):
        return TrainingDay.id == row.id
    return LiftSet.id == row.id if isinstance(row, LiftSet) else false()
