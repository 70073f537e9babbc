"""How numbers are written for a person, the same in every sentence: signs, percent and loads.

Percent stands at its number, as in ``80%``; a minus is a true one, as in ``−7°``. Tables and JSON
for programs keep the hyphen that programs read.
"""

from __future__ import annotations

import math
from typing import Final, Literal

Units = Literal["kg", "lb"]
"""What loads are told in; what is kept is kilograms."""

MINUS: Final = "\N{MINUS SIGN}"
NO_BREAK: Final = "\N{NO-BREAK SPACE}"
KG_PER_LB: Final = 0.45359237
"""The international pound, by its definition [kg]."""
LOAD_PLACES: Final = {"kg": 2, "lb": 1}
"""Decimals of a load: 1.25 kg is a plate, and what was kept to a gram shows a tenth of a pound."""


def decimal(value: float, places: int = 0, *, plus: bool = False) -> str:
    """Write a number with so many decimals.

    Parameters
    ----------
    value : float
    places : int
        Decimals; what they round to nothing is written without a sign.
    plus : bool
        Write ``+`` before what is not negative, as for a change.
    """
    # Adding zero turns the minus zero that rounding may leave into zero.
    return f"{round(value, places) + 0.0:{'+' if plus else ''}.{places}f}".replace("-", MINUS)


def plain(value: float, places: int = 2) -> str:
    """Write a number with at most so many decimals, and no needless zeros."""
    text = decimal(value, places)
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent(part: float, places: int = 0) -> str:
    """Write a part of a whole, such as ``80%`` for 0.8."""
    return f"{decimal(100 * part, places)}%"


def chance(part: float) -> str:
    """Write a probability: rounded down, for 79.6% is no 80%; neither end is 0% or 100%."""
    if part > 0.99:  # noqa: PLR2004 (rounds to 100)
        return "over 99%"
    if part < 0.01:  # noqa: PLR2004 (rounds to 0)
        return "under 1%"
    return percent(math.floor(100 * part + 1e-9) / 100)  # 0.29 is 28.999... in floating point


def as_units(text: str) -> Units:
    """Return units as they are kept of an athlete; kilograms where they are none."""
    return "lb" if text == "lb" else "kg"


def kg_of(pounds: float) -> float:
    """Return pounds in kilograms."""
    return pounds * KG_PER_LB


def lb_of(kilograms: float) -> float:
    """Return kilograms in pounds."""
    return kilograms / KG_PER_LB


def kept(load: float, units: str) -> float:
    """Return a load as it is kept: in kilograms, to the gram, so that 225 lb stay 225 lb.

    Parameters
    ----------
    load : float
        In `units`.
    units : str
        ``kg`` or ``lb``.
    """
    return round(kg_of(load), 3) if units == "lb" else load


def in_units(kilograms: float, units: str) -> float:
    """Return a load in kilograms or pounds, as `units` says."""
    return lb_of(kilograms) if units == "lb" else kilograms


def loads(kilograms: float) -> dict[str, str]:
    """Return a load in words, by unit."""
    return {units: load(kilograms, units) for units in LOAD_PLACES}


def load(kilograms: float, units: str = "kg", places: int | None = None) -> str:
    """Write a load in the units of who lifts it, such as ``62.5 kg`` or ``135 lb``.

    Parameters
    ----------
    kilograms : float
        The load as it is kept [kg].
    units : str
        ``kg`` or ``lb``.
    places : int or None
        Decimals at most; None for as many as its unit asks for.
    """
    if not math.isfinite(kilograms):
        return "not known"
    shown = "lb" if units == "lb" else "kg"
    most = LOAD_PLACES[shown] if places is None else places
    return f"{plain(in_units(kilograms, shown), most)}{NO_BREAK}{shown}"
