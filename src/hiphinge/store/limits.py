"""What a person may write into each field: its range, its length, its form, said in a sentence."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from hiphinge.errors import UsageError
from hiphinge.store import clock
from hiphinge.training.horizon import has_come

if TYPE_CHECKING:
    from collections.abc import Mapping

UID = re.compile(r"[A-Za-z0-9_-]{8,64}")
"""The form of a row's name, also of one that a phone made up."""
KEY = re.compile(r"[a-z0-9][a-z0-9_]{0,59}")
"""The form of an exercise's or implement's key."""
DAYS = (date(1900, 1, 1), date(2199, 12, 31))
"""Calendar days that are taken for meant."""
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the direction of what follows, also of what is not part of the text: a name with
one could make other words beside it read backwards. Scripts that run leftwards need none."""
TAGS_MOST = 20
"""Tags on one set; more would hide each other."""


class Check(Protocol):
    """Something that a value must pass."""

    def __call__(self, value: object) -> Any:
        """Return the value as it is kept, or raise `UsageError` with what is wrong."""
        ...


@dataclass(frozen=True, slots=True)
class Range:
    """A number within limits; None is kept as unknown.

    Attributes
    ----------
    what : str
        Its name at the start of a sentence.
    low, high : float
        Limits, both allowed.
    unit : str
        Said behind the limits.
    whole : bool
        Whether it is a count.
    """

    what: str
    low: float
    high: float
    unit: str = ""
    whole: bool = False

    def __call__(self, value: object) -> float | int | None:
        """Return the number, or raise `UsageError`."""
        if value is None:
            return None
        # A truth value is a number to Python; what is not a number is in no range.
        if (
            isinstance(value, int | float)
            and not isinstance(value, bool)
            and self.low <= value <= self.high
        ):
            if not self.whole:
                return float(value)
            if value == int(value):
                return int(value)
        kind = "a whole number" if self.whole else "a number"
        unit = f" {self.unit}" if self.unit else ""
        raise UsageError(f"{self.what} must be {kind} from {self.low:g} to {self.high:g}{unit}.")


@dataclass(frozen=True, slots=True)
class Words:
    """A text of limited length, without what cannot be seen.

    Attributes
    ----------
    what : str
        Its name at the start of a sentence.
    most, least : int
        Characters.
    lines : bool
        Whether it may have several lines.
    """

    what: str
    most: int
    least: int = 0
    lines: bool = False

    def __call__(self, value: object) -> str:
        """Return the text, or raise `UsageError`."""
        text = clean(value, lines=self.lines) if isinstance(value, str) else None
        if text is None or not self.least <= len(text) <= self.most:
            raise UsageError(f"{self.what} must have {self._length()}.")
        return text

    def _length(self) -> str:
        return (
            f"{self.least} to {self.most} characters"
            if self.least
            else (f"at most {self.most} characters")
        )


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of a few words; None where nothing is said and that is allowed."""

    what: str
    words: tuple[str, ...]
    optional: bool = False

    def __call__(self, value: object) -> str | None:
        """Return the word, or raise `UsageError`."""
        if value is None and self.optional:
            return None
        if not isinstance(value, str) or value not in self.words:
            raise UsageError(f"{self.what} must be one of: {', '.join(self.words)}.")
        return value


@dataclass(frozen=True, slots=True)
class Key:
    """The key of an exercise or implement; None where it is left open."""

    what: str

    def __call__(self, value: object) -> str | None:
        """Return the key, or raise `UsageError`."""
        if value is None or value == "":
            return None
        if not isinstance(value, str) or not KEY.fullmatch(value):
            raise UsageError(
                f"{self.what} is named by a key of small letters, digits and _, such as rdl."
            )
        return value


LOAD = Range("The load", 0, 1000, "kg")
REPS = Range("The number of repetitions", 0, 1000, whole=True)
NOTE = Words("The note", 5000, lines=True)
TAG = Words("A tag", 40, least=1)
MOMENT = Range("The moment", 0, 86_400, "s")
AUTHOR = Words("The author's name", 100)
ATHLETE: Mapping[str, Check] = {
    "name": Words("The name", 100, least=1),
    "height_cm": Range("The height", 100, 250, "cm"),
    "mass_kg": Range("The body mass", 20, 400, "kg"),
    "born_year": Range("The year of birth", 1900, 2199, whole=True),
    "sex": OneOf("The sex", ("female", "male", "other"), optional=True),
    "units": OneOf("The unit of loads", ("kg", "lb")),
    "note": NOTE,
}
DAY: Mapping[str, Check] = {"title": Words("The title", 200), "note": NOTE}
SET: Mapping[str, Check] = {
    "exercise": Key("An exercise"),
    "implement": Key("What is held"),
    "load_kg": LOAD,
    "reps": REPS,
    "rpe": Range("The effort (RPE)", 1, 10),
    "pain": Range("Pain", 0, 10, whole=True),
    "note": NOTE,
    "position": Range("The place in the session", 0, 10_000, whole=True),
}
COACH_NOTE: Mapping[str, Check] = {
    "time_s": MOMENT,
    "text": Words("The note", 5000, least=1, lines=True),
    "author": AUTHOR,
}
DEVICE_NAME = Words("The device's name", 100, least=1)
"""Ranges of what people are and lift, with room to spare: they catch slips of the finger."""


def checked(fields: Mapping[str, object], checks: Mapping[str, Check]) -> dict[str, Any]:
    """Return fields as they are kept.

    Raises
    ------
    UsageError
        For the first one that is out of its range, or is no field at all.
    """
    unknown = sorted(fields.keys() - checks.keys())
    if unknown:
        raise UsageError(f"{unknown[0]} is nothing that can be set here.")
    return {name: checks[name](value) for name, value in fields.items()}


def checked_uid(uid: str) -> str:
    """Return a row's name that a client gave.

    Raises
    ------
    UsageError
        When it has another form.
    """
    if not isinstance(uid, str) or not UID.fullmatch(uid):
        raise UsageError("A name of a row has 8 to 64 letters, digits, - or _.")
    return uid


def checked_day(day: object) -> str:
    """Return a calendar day, such as 2026-11-27.

    Raises
    ------
    UsageError
        When it is none.
    """
    try:
        found = date.fromisoformat(day)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        found = None
    if found is None or found.isoformat() != day or not DAYS[0] <= found <= DAYS[1]:
        raise UsageError("The day must be written as year-month-day, such as 2026-11-27.")
    return found.isoformat()


def checked_come(day: object) -> str:
    """Return a calendar day on which something can have been done: no later one than tomorrow.

    Raises
    ------
    UsageError
        When it is none, or has not come yet.
    """
    found, today = checked_day(day), clock.today()
    if not has_come(date.fromisoformat(found), today):
        raise UsageError(
            f"{found} has not come yet: today is {today.isoformat()} here. Choose the day on which "
            "it was done; if today is another day, set this computer's clock right."
        )
    return found


def clean(text: str, *, lines: bool = False) -> str:
    """Return a text composed, without control characters, lone surrogates and outer blanks."""
    kept = (
        one if one == "\n" and lines else " " if one in "\n\t" else "" if _unseen(one) else one
        for one in text.replace("\r\n", "\n").replace("\r", "\n")
    )
    # Composed last: what stood between a letter and its accent is gone by then.
    return unicodedata.normalize("NFC", "".join(kept)).strip()


def _unseen(one: str) -> bool:
    return one in TURNING or unicodedata.category(one) in ("Cc", "Cs", "Co", "Cn")
