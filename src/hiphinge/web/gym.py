"""The bar and the plates that are there, as a browser remembers them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from hiphinge.errors import UsageError
from hiphinge.numerals import Units, as_units, in_units, kg_of
from hiphinge.training.equipment import equipment, usual_plates
from hiphinge.training.plates import Plates, plates

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.responses import Response

KEPT_S: Final = 400 * 86_400
"""A browser keeps it so long [s]."""
PAIRS_MOST: Final = 10
"""Pairs of one plate that are reckoned with where any number is there: more fit on no bar."""
PLATES_MOST: Final = 14
"""Kinds of plates."""
LOAD_MOST: Final = {"kg": 500.0, "lb": 1100.0}
"""Heavier than anybody lifts."""
GRAIN: Final = 0.05
"""Weights are whole multiples of this, in their unit: what plates are made in."""
KEPT: Final = re.compile(r"(\d+(?:\.\d+)?)((?:_\d+(?:\.\d+)?x\d{0,2})*)")
"""The form of the cookie: the bar, then each plate with its pairs (nothing for any number)."""


@dataclass(frozen=True, slots=True)
class Gym:
    """What is there.

    Attributes
    ----------
    units : {"kg", "lb"}
        Of all weights here.
    bar : float
    plates : tuple of (float, int or None)
        Each plate with how many pairs of it there are; None for any number. The heaviest first.
    """

    units: Units
    bar: float
    plates: tuple[tuple[float, int | None], ...]


def usual(units: Units) -> Gym:
    """Return what gyms usually have."""
    load = equipment()["barbell"].load
    assert load is not None  # noqa: S101 (a bar carries plates)
    bar = load.least_kg if units == "kg" else load.least_lb
    return Gym(units, bar, tuple((one, None) for one in usual_plates(units)))


def cookie_name(units: Units) -> str:
    """Return under which name a browser keeps it."""
    return f"hiphinge_plates_{units}"


def gym_of(cookies: Mapping[str, str], units: str) -> Gym:
    """Return what a browser remembers; what gyms usually have where that is nothing of ours."""
    kind = as_units(units)
    found = KEPT.fullmatch(cookies.get(cookie_name(kind), ""))
    if found is None:
        return usual(kind)
    told = [part.split("x") for part in found[2].split("_")[1:]]
    try:
        return checked(
            Gym(kind, float(found[1]), tuple((float(w), int(n) if n else None) for w, n in told))
        )
    except UsageError:
        return usual(kind)


def remember(response: Response, gym: Gym, *, secure: bool) -> None:
    """Let the browser keep it."""
    told = "".join(f"_{weight:g}x{'' if n is None else n}" for weight, n in gym.plates)
    response.set_cookie(
        cookie_name(gym.units), f"{gym.bar:g}{told}", max_age=KEPT_S, httponly=True,
        samesite="lax", secure=secure,
    )  # fmt: skip


def checked(gym: Gym) -> Gym:
    """Return it with the plates in order, none of them twice.

    Raises
    ------
    UsageError
        When a weight is out of its range.
    """
    most = LOAD_MOST[gym.units] / 2
    if not 0 <= gym.bar <= most or not _round(gym.bar):
        raise UsageError(f"The bar must weigh from 0 to {most:g} {gym.units}.")
    kinds = dict(sorted(gym.plates, reverse=True, key=lambda one: one[0]))
    for weight, pairs in kinds.items():
        if not 0 < weight <= most / 2 or not _round(weight):
            raise UsageError(
                f"A plate must weigh more than 0 and at most {most / 2:g} {gym.units}, in steps of "
                f"{GRAIN:g}."
            )
        if pairs is not None and not 0 <= pairs <= PAIRS_MOST:
            raise UsageError(f"There can be 0 to {PAIRS_MOST} pairs of a plate.")
    if len(kinds) > PLATES_MOST:
        raise UsageError(f"At most {PLATES_MOST} kinds of plates are reckoned with.")
    return replace(gym, plates=tuple(kinds.items()))


@dataclass(frozen=True, slots=True)
class Loaded:
    """What to put on, in the gym's units.

    Attributes
    ----------
    per_side : tuple of float
        The heaviest first.
    total, left : float
        What it comes to, and what the load asked is more than that.
    """

    per_side: tuple[float, ...]
    total: float
    left: float


def loaded(load: float, gym: Gym) -> Loaded:
    """Return what to put on each side for a load, both in the gym's units.

    Raises
    ------
    UsageError
        When the load is out of its range, or lighter than the bar.
    """
    units, most = gym.units, LOAD_MOST[gym.units]
    if not 0 <= load <= most:
        raise UsageError(f"The load must be a number from 0 to {most:g} {units}.")
    if load < gym.bar:
        raise UsageError(f"The bar alone weighs {gym.bar:g} {units}: {load:g} {units} is less.")
    # Two plates of different names are two plates to the reckoning as well: it works in kg.
    kg = {_kg(weight, units): weight for weight, _ in gym.plates}
    pairs = {_kg(weight, units): PAIRS_MOST if n is None else n for weight, n in gym.plates}
    found: Plates = plates(_kg(load, units), _kg(gym.bar, units), pairs)
    total, left = (round(in_units(one, units), 3) for one in (found.total_kg, found.left_kg))
    return Loaded(tuple(kg[one] for one in found.per_side), total, left)


def _kg(weight: float, units: Units) -> float:
    return weight if units == "kg" else kg_of(weight)


def _round(weight: float) -> bool:
    return abs(weight / GRAIN - round(weight / GRAIN)) < GRAIN / 1000
