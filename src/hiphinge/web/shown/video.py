"""The film of a set as a browser gets it: as it came, or encoded anew where that is not played."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from hiphinge.jobs.result import watchable_path
from hiphinge.store.missing import NotFound
from hiphinge.store.tables import Video

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.orm import Session

    from hiphinge.store.folder import Folder
    from hiphinge.store.tables import Analysis

TYPES = {".mp4": "video/mp4", ".m4v": "video/mp4", ".mov": "video/mp4", ".webm": "video/webm"}
"""What each suffix is sent as: a .mov that a browser plays is an .mp4 by another name."""
UNKNOWN = "application/octet-stream"


def film_of(session: Session, folder: Folder, analysis: Analysis | None) -> tuple[Video, Path]:
    """Return the row of a set's film, and where the film lies as it came.

    Raises
    ------
    NotFound
        When there is none, or its file is gone.
    """
    video = None
    if analysis is not None:
        video = session.scalars(
            select(Video).where(Video.sha256 == analysis.video_sha256)
        ).one_or_none()
    if video is None:
        raise NotFound("This set has no film.")
    path = folder.video_path(video.sha256, video.suffix)
    if not path.is_file():
        raise NotFound("The film of this set is no longer in hiphinge's folder: send it again.")
    return video, path


def played(folder: Folder, video: Video, film: Path) -> tuple[Path, str]:
    """Return the file that a browser plays, and what it is sent as."""
    watchable = watchable_path(folder, video.sha256)
    path = watchable if watchable.is_file() else film
    return path, TYPES.get(path.suffix, UNKNOWN)
