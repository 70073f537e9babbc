"""A load as it is said on the command line: a number with its unit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hiphinge.numerals import Units

SAID = re.compile(r"(\d+(?:[.,]\d+)?|[.,]\d+) ?(kg|lb|lbs)?", re.IGNORECASE)
MOST_KG = 1000.0
"""Heavier than anybody lifts: a slip [kg]."""


def load_said(text: str | None) -> tuple[float | None, Units]:
    """Return a load in kilograms, and the unit that it was said in.

    Parameters
    ----------
    text : str or None
        Such as ``135 lb``, ``60 kg`` or ``60``, which is in kilograms; None for nothing said.

    Raises
    ------
    UsageError
        When it is none, or nobody lifts it.
    """
    from hiphinge.errors import UsageError  # noqa: PLC0415 (with the rest of the verb)
    from hiphinge.numerals import as_units, kept, load  # noqa: PLC0415

    if text is None:
        return None, "kg"
    found = SAID.fullmatch(text.strip())
    if found is None:
        raise UsageError(
            f'--load takes a number with its unit, such as "60 kg" or "135 lb", and not "{text}".'
        )
    units = as_units((found[2] or "kg").lower().removesuffix("s"))
    kilograms = kept(float(found[1].replace(",", ".")), units)
    if kilograms > MOST_KG:
        raise UsageError(f"--load takes at most {load(MOST_KG, units)}, and not {text}.")
    return kilograms, units
