"""What a person may train with, and what comes with it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from hiphinge.errors import UsageError
from hiphinge.training.data import STRICT, read
from hiphinge.training.model import Label  # noqa: TC001 (pydantic needs it)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hiphinge.numerals import Units

KEPT = 256
"""Sets of equipment that are remembered with what comes with them."""


@dataclass(frozen=True, slots=True)
class Load:
    """What loads there are: the lightest and the step, in each unit; `bar` if it takes plates.

    `pieces` of the same weight are held at once, where each has a fixed one; 0 for anything else.
    """

    __pydantic_config__ = STRICT

    least_kg: float
    step_kg: float
    least_lb: float
    step_lb: float
    bar: bool = False
    pieces: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to train with; `load` is None for what carries no load of its own."""

    __pydantic_config__ = STRICT

    title: str
    implies: tuple[str, ...] = ()
    load: Load | None = None


@dataclass(frozen=True, slots=True)
class _File:
    __pydantic_config__ = STRICT

    source: str
    label: Label
    plates_kg: tuple[float, ...]
    plates_lb: tuple[float, ...]
    item: dict[str, Item]


@cache
def equipment() -> Mapping[str, Item]:
    """Return everything that may be trained with, by its key."""
    return read("equipment", _File).item


@cache
def usual_plates(units: Units) -> tuple[float, ...]:
    """Return the plates that gyms usually have, in `units`, the heaviest first."""
    file = read("equipment", _File)
    return file.plates_kg if units == "kg" else file.plates_lb


@lru_cache(maxsize=KEPT)
def owned(keys: frozenset[str]) -> frozenset[str]:
    """Return what is there, with all that comes with it.

    Raises
    ------
    UsageError
        When something is unknown.
    """
    known = equipment()
    for key in sorted(keys):
        if key not in known:
            raise UsageError(f"No equipment is called {key!r}: choose from {', '.join(known)}.")
    return keys | {more for key in keys for more in known[key].implies}
