"""Uploads: begun, received piece by piece, whole, cancelled, tried again.

One `Intake` serves all requests of a server. Bytes may come in as many requests as it takes, over
days and through restarts; where the last one ended is asked of the disk.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

from sqlalchemy import select

from hiphinge.errors import UsageError
from hiphinge.jobs.about import about as understood
from hiphinge.jobs.admission import (
    check_count,
    check_owner,
    check_room,
    check_size,
    checked_name,
    told,
)
from hiphinge.jobs.arriving import Arriving, get, length, view, why_not
from hiphinge.jobs.durable import remove
from hiphinge.jobs.identity import this_worker
from hiphinge.jobs.incoming import Incoming
from hiphinge.jobs.receiving import Receiver, note_received
from hiphinge.jobs.refusals import NotReceiving, WrongOffset
from hiphinge.jobs.resuming import take_up, try_again
from hiphinge.store.clock import new_uid, now
from hiphinge.store.limits import checked_uid
from hiphinge.store.tables import Upload

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hiphinge.store.database import Database

DOORS = 64
"""Uploads that can be opened at the same moment without waiting for each other."""
CANCELLABLE = ("receiving", "whole", "refused")


class Intake:
    """Everything that happens to an upload before it is looked at.

    Parameters
    ----------
    db : Database
    free : int or None
        Room on the disk [bytes]; None to ask the system each time.
    """

    def __init__(self, db: Database, free: int | None = None) -> None:
        self._db, self._free = db, free
        self._receivers: WeakValueDictionary[str, Receiver] = WeakValueDictionary()
        self._doors = [threading.Lock() for _ in range(DOORS)]

    def create(
        self, name: object, size: object, said: Mapping[str, Any], *, uid: str | None = None
    ) -> Arriving:
        """Begin an upload; twice under the same uid begins one.

        Parameters
        ----------
        name : str
            The file's name, to be shown.
        size : int
            Its size [bytes].
        said : mapping
            What the person says with it; see `About`.
        uid : str or None
            As the client made it up; None for a new one.

        Raises
        ------
        UsageError
            When something of it is wrong.
        NotFound
            When the athlete is not there.
        TooLarge, NoRoom
            When it cannot be taken.
        """
        name, size, about = checked_name(name), check_size(size), understood(said)
        uid = new_uid() if uid is None else checked_uid(uid)
        with self._db.write() as session:
            known = session.scalars(select(Upload).where(Upload.uid == uid)).one_or_none()
            if known is None:
                check_owner(session, about)
                check_count(session)
                check_room(session, self._db.folder.root, size, self._free)
                known = Upload(
                    uid=uid,
                    name=name,
                    size=size,
                    about=about.model_dump(mode="json", exclude_defaults=True),
                    state="receiving",
                    received=0,
                    created_at=now(),
                )
                session.add(known)
                session.flush()
            elif known.size != size:
                raise UsageError("That name is taken by another upload: begin this one anew.")
            return view(known, known.received)

    def look(self, uid: str) -> Arriving:
        """Return an upload as it is now, with what the disk has of it.

        Raises
        ------
        NoSuchUpload
        """
        with self._db.read() as session:
            upload = get(session, uid)
            if upload.state != "receiving":
                return view(upload, upload.received)
            return view(upload, length(self._db.folder, uid))

    def open(self, uid: str, offset: int) -> Receiver:
        """Let a request bring bytes that go on at an offset; an earlier request brings no more.

        A connection that broke is often noticed here long after the sender has begun again.

        Raises
        ------
        NoSuchUpload, NotReceiving
        WrongOffset
            When the disk has more bytes, or fewer.
        NoRoom
        """
        with self._doors[hash(uid) % DOORS]:
            earlier = self._receivers.pop(uid, None)
            if earlier is not None:
                earlier.close()
            with self._db.write() as session:
                upload = get(session, uid)
                if upload.state != "receiving":
                    raise NotReceiving(why_not(upload))
                here = length(self._db.folder, uid)
                if offset != here:
                    raise WrongOffset(
                        f"The disk has {here} bytes of this upload: go on from there.", here
                    )
                # Whose restart may have cut the file short is known by who wrote to it.
                upload.worker = str(this_worker())
                size = upload.size
            receiver = Receiver(self._db, uid, size, self._db.folder.upload_path(uid))
            self._receivers[uid] = receiver
            return receiver

    async def receive(self, uid: str, offset: int) -> Incoming:
        """Do as `open` does, for a handler that must not wait for a disk."""
        return await Incoming.begin(lambda: self.open(uid, offset))

    def complete(self, uid: str) -> Arriving:
        """Note that an upload is whole, where all of its bytes are here; twice is once.

        Raises
        ------
        NoSuchUpload
        WrongOffset
            When bytes are missing.
        """
        with self._doors[hash(uid) % DOORS]:
            self._shut(uid)
            with self._db.write() as session:
                upload = get(session, uid)
                if upload.state == "receiving":
                    here = length(self._db.folder, uid)
                    if here != upload.size:
                        raise WrongOffset(
                            f"Only {told(here)} of {told(upload.size)} are here: send the rest.",
                            here,
                        )
                    note_received(session, uid, here, upload.size)
                    session.refresh(upload)
                return view(upload, upload.received)

    def cancel(self, uid: str) -> Arriving:
        """Drop an upload and its bytes; one that was made a set of stays.

        Raises
        ------
        NoSuchUpload
        """
        with self._doors[hash(uid) % DOORS]:
            self._shut(uid)
            with self._db.write() as session:
                upload = get(session, uid)
                if upload.state in CANCELLABLE:
                    upload.state, upload.received, upload.error = "cancelled", 0, ""
                    upload.worker = upload.heartbeat_at = None
                seen = view(upload, upload.received)
            if seen.state == "cancelled":
                remove(self._db.folder.upload_path(uid))
            return seen

    def retry(self, uid: str) -> Arriving:
        """Take up an upload again that was refused or cancelled.

        Where its bytes are still here it is looked at anew; otherwise they are to be sent again.

        Raises
        ------
        NoSuchUpload
        NoRoom
        """
        with self._doors[hash(uid) % DOORS], self._db.write() as session:
            upload = get(session, uid)
            try_again(session, self._db.folder, upload, self._free)
            return view(upload, upload.received)

    def resume(self) -> None:
        """Take up what was being received when the server ended, however it ended."""
        with self._db.write() as session:
            take_up(session, self._db.folder)

    def close(self) -> None:
        """Keep what has arrived, as when the server ends."""
        for uid in list(self._receivers):
            self._shut(uid)

    def _shut(self, uid: str) -> None:
        receiver = self._receivers.pop(uid, None)
        if receiver is not None:
            receiver.close()
