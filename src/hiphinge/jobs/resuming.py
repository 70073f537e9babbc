"""Uploads taken up again: after a refusal, and after the server ended, however it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from hiphinge.jobs.admission import check_room
from hiphinge.jobs.arriving import length
from hiphinge.jobs.durable import sync_file
from hiphinge.jobs.identity import this_worker, worker_named
from hiphinge.jobs.receiving import note_received
from hiphinge.store.tables import Upload

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from hiphinge.store.folder import Folder


def try_again(session: Session, folder: Folder, upload: Upload, free: int | None = None) -> None:
    """Look anew at an upload that was refused, or receive again what is not here of it.

    Parameters
    ----------
    session : Session
    folder : Folder
    upload : Upload
        One that is neither refused nor cancelled stays as it is.
    free : int or None
        Room on the disk [bytes]; None to ask the system.

    Raises
    ------
    NoRoom
    """
    if upload.state not in ("refused", "cancelled"):
        return
    here = length(folder, upload.uid)
    if here == upload.size or _was_moved(folder, upload):
        upload.state, upload.received = "whole", upload.size
    else:
        check_room(session, folder.root, upload.size - here, free)
        upload.state, upload.received, upload.sha256 = "receiving", here, None
    upload.error, upload.attempts = "", 0
    upload.worker = upload.heartbeat_at = None


def take_up(session: Session, folder: Folder) -> None:
    """Note how far the uploads are that were being received when the server ended.

    The file's length is what was received, for the system keeps what it was given when only a
    process ends. When the whole machine ended, no more is trusted than the disk was known to have:
    what comes after may be there in length only.
    """
    boot = this_worker().process.boot
    for upload in session.scalars(select(Upload).where(Upload.state == "receiving")):
        here = length(folder, upload.uid)
        wrote = worker_named(upload.worker or "")
        same_boot = wrote is not None and bool(boot) and wrote.process.boot == boot
        trusted = min(here if same_boot else upload.received, upload.size)
        if here > trusted:
            with folder.upload_path(upload.uid).open("rb+") as file:
                file.truncate(trusted)
        if here > 0:
            sync_file(folder.upload_path(upload.uid))
        note_received(session, upload.uid, min(here, trusted), upload.size)


def _was_moved(folder: Folder, upload: Upload) -> bool:
    """Tell whether the bytes lie among the videos, where work that broke off left them."""
    if upload.sha256 is None:
        return False
    return any((folder.root / "videos").glob(f"{upload.sha256}.*"))
