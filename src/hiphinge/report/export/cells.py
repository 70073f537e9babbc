"""How one value looks in a table: fixed decimals for each unit, empty where there is none."""

from __future__ import annotations

import csv
import io
import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

DECIMALS = {
    "deg": 2, "deg_per_s": 1, "frac": 4, "s": 6, "m": 4, "m_per_s": 3, "per_min": 1,
    "probability": 3,
}  # fmt: skip
"""Decimals by the unit a name ends with: finer than any camera measures, and times to 1 us."""

OF_SETS = DECIMALS | {"s": 2, "frac": 3}
"""Decimals of what sums up a set: a frame takes 0.02 to 0.04 s, and nobody looks it up there."""

OTHER_DECIMALS = 4


def decimals(name: str, by_unit: Mapping[str, int] = DECIMALS) -> int:
    """Return how many decimals a column has.

    Parameters
    ----------
    name : str
        Column name with its unit at the end, such as ``knee_deg`` or ``knee_deg_sd``.
    by_unit : mapping
        Decimals of each unit in this kind of table: `DECIMALS` or `OF_SETS`.

    Returns
    -------
    int
        Decimals that its numbers are written with.
    """
    parts = name.removesuffix("_sd").split("_")
    # The longest end that is a unit: a speed is not told like a time.
    ends = ("_".join(parts[first:]) for first in range(len(parts)))
    return next((by_unit[end] for end in ends if end in by_unit), OTHER_DECIMALS)


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
