"""Phones and computers that were paired: of their tokens only a hash is kept."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from sqlalchemy import select

from hiphinge.store.clock import now
from hiphinge.store.limits import DEVICE_NAME
from hiphinge.store.missing import NotFound
from hiphinge.store.tables import Device

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

SEEN_STEP = len("2026-11-27T19")
"""When a device was seen is noted to the hour: a write for each page would be too many."""


def pair(session: Session, token: str, name: str) -> Device:
    """Keep a new device.

    Parameters
    ----------
    session : Session
    token : str
        The secret that it will show; of high entropy, so that a plain hash hides it.
    name : str
        What it calls itself.

    Raises
    ------
    UsageError
        When the name is too long, or empty.
    """
    device = Device(token_sha256=_hash(token), name=DEVICE_NAME(name), paired_at=now())
    session.add(device)
    session.flush()
    return device


def by_token(session: Session, token: str) -> Device | None:
    """Return the device that shows this token; None where none does, or it was revoked."""
    return session.scalars(
        select(Device).where(Device.token_sha256 == _hash(token), Device.revoked_at.is_(None))
    ).one_or_none()


def needs_note(device: Device) -> bool:
    """Tell whether it is time to note again that a device was seen."""
    return device.seen_at is None or device.seen_at[:SEEN_STEP] != now()[:SEEN_STEP]


def note_seen(session: Session, uid: str) -> None:
    """Note that a device was seen now."""
    get(session, uid).seen_at = now()


def get(session: Session, uid: str) -> Device:
    """Return a device, revoked or not.

    Raises
    ------
    NotFound
    """
    found = session.scalars(select(Device).where(Device.uid == uid)).one_or_none()
    if found is None:
        raise NotFound("There is no such device here.")
    return found


def listed(session: Session) -> Sequence[Device]:
    """Return the devices that may come in, the last paired first."""
    query = (
        select(Device)
        .where(Device.revoked_at.is_(None))
        .order_by(Device.paired_at.desc(), Device.id.desc())
    )
    return session.scalars(query).all()


def revoke(session: Session, uid: str) -> Device:
    """Shut a device out; it must be paired anew to come in again."""
    device = get(session, uid)
    device.revoked_at = device.revoked_at or now()
    session.flush()
    return device


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
