"""Numbers, days and loads as a person reads them; the templates' filters."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime

from hiphinge import numerals
from hiphinge.numerals import NO_BREAK
from hiphinge.report.words import amount

UNKNOWN = "not said"
"""Stands where a person did not say a number."""
BYTES_PER_MB = 1_000_000
MB_PER_GB = 1000
JUST_NOW_S = 45.0
"""What is younger happened just now [s]."""
AGES = ((60.0, "minute", 60), (3600.0, "hour", 24), (86_400.0, "day", 14))
"""Seconds in one, its name, and from how many on the next one is said."""


def load(kilograms: float | None, units: str = "kg") -> str:
    """Say a load in the athlete's units, such as ``62.5 kg``.

    Parameters
    ----------
    kilograms : float or None
        The load [kg]; None where it was not said.
    units : str
        ``kg`` or ``lb``.
    """
    return UNKNOWN if kilograms is None else numerals.load(kilograms, units)


def num(value: float | None, sd: float | None, unit: str = "") -> str:
    """Say a measured number with its doubt (±1 sd) and unit, as the report does."""
    if value is None or not math.isfinite(value):
        return "unknown"
    return amount(value, sd, unit).replace(" ", NO_BREAK)


def day(text: str | None) -> str:
    """Say a calendar day ``YYYY-MM-DD``, such as ``Fri 27 Nov 2026``."""
    if not text:
        return UNKNOWN
    try:
        when = date.fromisoformat(text[:10])
    except ValueError:
        return text
    return f"{when:%a} {when.day} {when:%b} {when.year}"


def ago(stamp: str | None, now: datetime | None = None) -> str:
    """Say how long ago a time (ISO 8601, UTC) was; what is older than two weeks as its day."""
    if not stamp:
        return "never"
    then = datetime.fromisoformat(stamp.replace("Z", "+00:00"))
    past = ((now or datetime.now(UTC)) - then).total_seconds()
    if past < JUST_NOW_S:
        return "just now"
    for seconds, name, most in AGES:
        count = max(1, round(past / seconds))
        if count < most:
            return f"{plural(count, name)} ago"
    return day(stamp)


def plural(count: int, one: str, many: str | None = None) -> str:
    """Say how many, such as ``1 set`` or ``3 sets``."""
    return f"{count}{NO_BREAK}{one if count == 1 else many or one + 's'}"


def size(count: int) -> str:
    """Say how many bytes, in MB, or in GB from a thousand on."""
    megabytes = count / BYTES_PER_MB
    if megabytes >= MB_PER_GB:
        return f"{megabytes / MB_PER_GB:.1f}{NO_BREAK}GB"
    return f"{megabytes:.0f}{NO_BREAK}MB" if megabytes >= 1 else f"{megabytes:.1f}{NO_BREAK}MB"


def clock(seconds: float) -> str:
    """Say a moment or a length as minutes and seconds, such as ``1:05``."""
    whole = max(0, round(seconds))
    return f"{whole // 60}:{whole % 60:02d}"
