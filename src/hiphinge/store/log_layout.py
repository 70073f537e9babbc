"""What a person changes of a session's plan for one day: swapped, left out, more or fewer sets.

The plan that was asked stays what it was. Beside it lies a list of small choices, each under a key
of its own, so that two phones that change different things do not undo each other:
``swap.0`` another exercise in a place of the plan, ``skip.0`` whether it is left out, ``count.0``
how many sets, ``extra.mb3k2x9a`` an exercise that was added (None where it was taken back).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hiphinge.errors import UsageError
from hiphinge.moves.move import moves
from hiphinge.training.exercises import exercises

if TYPE_CHECKING:
    from collections.abc import Mapping

Choice = str | int | bool | None

CHOICE: Final = re.compile(r"(swap|skip|count|extra)\.([a-z0-9]{1,12})")
"""The form of a choice's key: what, and of which place."""
CHOICES_MOST: Final = 200
"""Choices of one day; a session has a dozen."""
SETS_MOST: Final = 30
"""Sets of one exercise on one day."""


def is_choice(name: str) -> bool:
    """Tell whether a field is a choice about the day's plan."""
    return CHOICE.fullmatch(name) is not None


def checked_choice(name: str, value: object) -> Choice:
    """Return a choice as it is kept.

    Raises
    ------
    UsageError
        When it is none.
    """
    found = CHOICE.fullmatch(name)
    kind = found[1] if found else ""
    if kind == "skip" and isinstance(value, bool):
        return value
    if kind == "count" and type(value) is int and 0 <= value <= SETS_MOST:
        return value
    if kind in ("swap", "extra") and (value is None or isinstance(value, str)):
        return None if value is None else checked_exercise(value)
    if kind == "count":
        raise UsageError(f"The number of sets must be a whole number from 0 to {SETS_MOST}.")
    raise UsageError(f"{name} is nothing that can be set here.")


def checked_exercise(key: object) -> str:
    """Return the key of an exercise or move that there is.

    Raises
    ------
    UsageError
        When there is none of this key.
    """
    if isinstance(key, str) and (key in exercises() or key in moves()):
        return key
    raise UsageError(f"No exercise is called {str(key)[:60]!r}: choose one from the list.")


def checked_number(choices: Mapping[str, Choice]) -> None:
    """Hold the choices of a day to their greatest number.

    Raises
    ------
    UsageError
        When there are more.
    """
    if len(choices) > CHOICES_MOST:
        raise UsageError("There are more changes to this session than can be kept.")
