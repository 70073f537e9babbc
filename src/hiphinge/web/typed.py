"""What a person typed into a form: read field by field, so that each can be told what is wrong."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from hiphinge.errors import HingeError, UsageError
from hiphinge.numerals import MINUS, as_units, kept, lb_of
from hiphinge.store.limits import LOAD, Range

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hiphinge.store.limits import Check

DIGITS_MOST = 20
"""Longer texts are no number that anybody types."""
WITH_UNIT = re.compile(r"(.{0,20}\d[.,]?)\s*(kg|lb)s?", re.IGNORECASE)
"""A load that says its own unit, whatever stands beside the field."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A form as it was read.

    Attributes
    ----------
    values : mapping of str to object
        What is kept, for the fields that are right.
    wrong : mapping of str to str
        A sentence for each of the others.
    """

    values: Mapping[str, Any]
    wrong: Mapping[str, str]


def read(
    texts: Mapping[str, str],
    readers: Mapping[str, Callable[[str], object]],
    checks: Mapping[str, Check],
) -> Typed:
    """Read the fields of a form.

    Parameters
    ----------
    texts : mapping of str to str
        As they were typed, by field.
    readers : mapping of str to callable
        How each is read; a field without a reader is a text.
    checks : mapping of str to Check
        What each must pass then; fields without one are left out.
    """
    values, wrong = {}, {}
    for name, text in texts.items():
        if name not in checks:
            continue
        try:
            values[name] = checks[name](readers.get(name, str)(text))
        except HingeError as error:
            wrong[name] = str(error)
    return Typed(values, wrong)


def number(text: str) -> float | None:
    """Read a number, with a point or a comma; None where nothing was typed.

    Raises
    ------
    UsageError
        When it is none.
    """
    told = text.strip().replace(",", ".").replace(MINUS, "-")
    if not told:
        return None
    try:
        found = float(told) if len(told) <= DIGITS_MOST else math.nan
    except ValueError:
        found = math.nan
    if not math.isfinite(found):
        raise UsageError(f"“{text.strip()[:DIGITS_MOST]}” is no number: write it in digits.")
    return found


def load_in(units: str, check: Check = LOAD) -> Callable[[str], float | None]:
    """Return what reads a load in an athlete's units as kilograms.

    Parameters
    ----------
    units : str
        ``kg`` or ``lb``; what is typed with its own unit, such as ``35 lb``, is read in that.
    check : Check
        What it must pass as kilograms; who types pounds is told the limits of it in pounds.
    """

    def read_load(text: str) -> float | None:
        said = WITH_UNIT.fullmatch(text.strip())
        own = as_units(said[2].lower()) if said else units
        found = number(said[1] if said else text)
        if found is None:
            return None
        if own == "lb" and isinstance(check, Range):
            low, high = (round(lb_of(one), 1) for one in (check.low, check.high))
            replace(check, low=low, high=high, unit=own)(found)
        return kept(found, own)

    return read_load


def word_or_none(text: str) -> str | None:
    """Read a choice; None where nothing was chosen."""
    return text.strip() or None
