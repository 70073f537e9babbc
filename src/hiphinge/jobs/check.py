"""The first work on an upload: whether it is a video, whether it is known, which set it shows.

It may be broken off anywhere and begun again. The bytes lie in one place or the other, its row
tells under which name, and what is made of them is kept in one transaction or not at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from hiphinge.errors import HingeError
from hiphinge.jobs.about import about
from hiphinge.jobs.attach import attach
from hiphinge.jobs.checkpoint import go_on
from hiphinge.jobs.durable import move, remove, sha256_of, sync_file
from hiphinge.jobs.endings import fail
from hiphinge.jobs.hold import Lost
from hiphinge.jobs.probing import describes_file, probe_apart
from hiphinge.jobs.queue import held
from hiphinge.store.clock import now
from hiphinge.store.room import sync_folder
from hiphinge.store.tables import Upload, Video

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlalchemy.orm import Session

    from hiphinge.jobs.checkpoint import Checkpoint
    from hiphinge.jobs.hold import Hold
    from hiphinge.jobs.probing import Facts
    from hiphinge.jobs.queue import Job
    from hiphinge.store.database import Database
    from hiphinge.store.folder import Folder

SUFFIX = re.compile(r"\.[a-z0-9]{1,5}")
"""What may end a name on disk."""
USUAL = ".mp4"
"""What does where the name that was given ends in nothing of that kind."""
GONE = "What was received of {} is no longer on the disk: send it again."


class Gone(HingeError):  # noqa: N818 (it reads as what it is)
    """The bytes of an upload are not on the disk any more."""


@dataclass(frozen=True, slots=True)
class _Arrived:
    """What the row said when the work began."""

    uid: str
    name: str
    size: int
    sha256: str | None


def check(
    db: Database,
    job: Job,
    hold: Hold,
    *,
    checkpoint: Checkpoint = go_on,
    probe: Callable[[Path, str], Facts] = probe_apart,
) -> None:
    """Look at an upload that is whole; make its set and the work of judging it, or refuse it.

    Parameters
    ----------
    db : Database
    job : Job
    hold : Hold
        Told how far it is; says when to stop.
    checkpoint : callable
        Told each moment between two steps.
    probe : callable
        Says what a file holds.

    Raises
    ------
    Ended
        When the work is not to go on.
    HingeError
        For what may be otherwise next time; the bytes are kept.
    """
    arrived = _read(db, job)
    checkpoint("begun")
    try:
        place = _place(db, arrived)
        facts = probe(place, arrived.name)
        hold.tell("checking", 0.0)
        checkpoint("probed")
        sha256 = arrived.sha256 or _hashed(db, job, place, hold)
        checkpoint("hashed")
    except (OSError, HingeError) as error:
        _read(db, job)  # where the person cancelled it meanwhile, that is why it is gone
        if isinstance(error, HingeError) and describes_file(error):
            _refuse(db, job, arrived, str(error))
            return
        raise
    with db.write() as session:
        upload = _mine(session, job)
        video = _row(session, upload, sha256, facts)
        upload.lift_set_id = attach(session, upload, video, facts, about(upload.about)).id
        upload.state, upload.error = "checked", ""
        upload.worker = upload.heartbeat_at = None
        session.flush()
        checkpoint("rows")
        _keep_file(db.folder, upload, video)
        checkpoint("moved")
    checkpoint("committed")
    remove(db.folder.upload_path(arrived.uid))


def _read(db: Database, job: Job) -> _Arrived:
    with db.read() as session:
        upload = _mine(session, job)
        return _Arrived(upload.uid, upload.name, upload.size, upload.sha256)


def _mine(session: Session, job: Job) -> Upload:
    """Return the job's row; `Lost` where it is another one's by now."""
    upload = session.scalars(select(Upload).where(*held(job))).one_or_none()
    if upload is None:
        raise Lost
    return upload


def suffix_of(name: str) -> str:
    """Return what a file of this name ends in on disk; it tells nothing of what is in it."""
    _, dot, last = name.rpartition(".")
    suffix = f"{dot}{last.lower()}"
    return suffix if SUFFIX.fullmatch(suffix) else USUAL


def _place(db: Database, arrived: _Arrived) -> Path:
    """Return where the bytes are: still among the uploads, or moved by work that broke off."""
    part = db.folder.upload_path(arrived.uid)
    if part.exists():
        if part.stat().st_size == arrived.size:
            return part
        raise Gone(f"Not all of {arrived.name} is on the disk: send what is missing.")
    if arrived.sha256 is not None:
        with db.read() as session:
            known = session.get(Video, arrived.sha256)
            suffix = suffix_of(arrived.name) if known is None else known.suffix
        moved = db.folder.video_path(arrived.sha256, suffix)
        if moved.exists():
            return moved
    raise Gone(GONE.format(arrived.name))


def _hashed(db: Database, job: Job, place: Path, hold: Hold) -> str:
    """Return the content's name, once it is on the row: after this the file may be moved."""
    size = max(1, place.stat().st_size)
    sync_file(place)
    sha256 = sha256_of(place, lambda done: hold.tell("checking", done / size))
    with db.write() as session:
        _mine(session, job).sha256 = sha256
    return sha256


def _row(session: Session, upload: Upload, sha256: str, facts: Facts) -> Video:
    """Return the video's row; content that is known has one already."""
    video = session.get(Video, sha256)
    if video is None:
        video = Video(
            sha256=sha256,
            name=upload.name,
            suffix=suffix_of(upload.name),
            size=upload.size,
            duration_s=facts.duration_s,
            recorded_at=facts.recorded or None,
            created_at=now(),
        )
        session.add(video)
        session.flush()
    return video


def _keep_file(folder: Folder, upload: Upload, video: Video) -> None:
    """Put the video's file in its place, once.

    Nobody else may write meanwhile, so that nothing that tidies up can come between the file
    without a row and the row.
    """
    part, target = folder.upload_path(upload.uid), folder.video_path(video.sha256, video.suffix)
    if target.exists():
        sync_folder(target.parent)
    elif part.exists():
        move(part, target)
    else:
        raise Gone(GONE.format(upload.name))


def _refuse(db: Database, job: Job, arrived: _Arrived, sentence: str) -> None:
    """Say why it is no film; its bytes are of no more use."""
    if fail(db, job, sentence):
        remove(db.folder.upload_path(arrived.uid))
