"""Which days have come: what is dated later has not happened yet."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

AHEAD: Final = timedelta(days=1)
"""A phone may be a calendar day ahead of who asks: clocks around the Earth differ by up to 26 h."""


def has_come(day: date, today: date) -> bool:
    """Tell whether a person's calendar day can have come, by the calendar of who asks.

    Parameters
    ----------
    day : date
        The person's own.
    today : date
        Of who asks.
    """
    return day <= today + AHEAD
