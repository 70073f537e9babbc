"""An upload as it is now: its row, and what the disk has of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from hiphinge.jobs.refusals import NoSuchUpload
from hiphinge.store.tables import Upload

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from hiphinge.store.folder import Folder


@dataclass(frozen=True, slots=True)
class Arriving:
    """An upload as it is now.

    Attributes
    ----------
    uid, name : str
    size, received : int
        Bytes of the whole file, and those that are here.
    state, error : str
        See the table of uploads.
    """

    uid: str
    name: str
    size: int
    received: int
    state: str
    error: str


def get(session: Session, uid: str) -> Upload:
    """Return the row of an upload.

    Raises
    ------
    NoSuchUpload
    """
    upload = session.scalars(select(Upload).where(Upload.uid == uid)).one_or_none()
    if upload is None:
        raise NoSuchUpload("No such upload was begun here: begin it anew.")
    return upload


def view(upload: Upload, received: int) -> Arriving:
    """Return an upload as it is now, with so many bytes here."""
    return Arriving(upload.uid, upload.name, upload.size, received, upload.state, upload.error)


def why_not(upload: Upload) -> str:
    """Say why an upload takes no more bytes."""
    if upload.state == "cancelled":
        return f"The upload of {upload.name} was cancelled: begin it anew to send it."
    if upload.state == "refused":
        return upload.error
    return f"All of {upload.name} has arrived."


def length(folder: Folder, uid: str) -> int:
    """Return how many bytes of an upload are on the disk, where uploads gather."""
    try:
        return folder.upload_path(uid).stat().st_size
    except FileNotFoundError:
        return 0
