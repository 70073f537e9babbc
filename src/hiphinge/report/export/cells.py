"""How one value looks in a table: fixed decimals for each unit, empty where there is none."""

from __future__ import annotations

import csv
import io
import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

DECIMALS = {"deg": 2, "frac": 4, "s": 6, "m": 4, "probability": 3}
"""Decimals by the unit a name ends with: finer than any camera measures, and times to 1 us."""

OTHER_DECIMALS = 4


def decimals(name: str) -> int:
    """Return how many decimals a column has.

    Parameters
    ----------
    name : str
        Column name with its unit at the end, such as ``knee_deg`` or ``knee_deg_sd``.

    Returns
    -------
    int
        Decimals that its numbers are written with.
    """
    unit = name.removesuffix("_sd").rsplit("_", 1)[-1]
    return DECIMALS.get(unit, OTHER_DECIMALS)


def number(value: float | None, places: int, empty: str = "") -> str:
    """Write one number.

    Parameters
    ----------
    value : float or None
        The number; None, NaN and infinity count as missing.
    places : int
        Decimals.
    empty : str
        What stands where it is missing.

    Returns
    -------
    str
        The number, never as minus zero.
    """
    if value is None or not math.isfinite(value):
        return empty
    # Adding zero turns the minus zero that rounding may leave into zero.
    return f"{round(value, places) + 0.0:.{places}f}"


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    r"""Return a table as CSV text after RFC 4180, with ``\n`` line ends."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()
