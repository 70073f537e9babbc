"""Time and names of rows."""

from __future__ import annotations

import secrets
from datetime import UTC, date, datetime


def now() -> str:
    """Return the time now in UTC as ISO 8601 text, such as 2026-11-27T19:22:48.123Z."""
    return stamp(datetime.now(UTC))


def today() -> date:
    """Return the calendar day that it is where this computer is."""
    return date.today()


def stamp(time: datetime) -> str:
    """Return an aware time as the text that the tables keep; it sorts as the times do."""
    return time.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def new_uid() -> str:
    """Return a new name that no other row has: 22 characters that may stand in an address."""
    return secrets.token_urlsafe(16)
