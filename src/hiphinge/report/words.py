"""How numbers, kinds and sentences are said to a person, the same in every place."""

from __future__ import annotations

import math
import re
import textwrap
from typing import TYPE_CHECKING

from hiphinge.numerals import NO_BREAK, decimal

if TYPE_CHECKING:
    from collections.abc import Sequence

INDENT = "  "
TOGETHER = re.compile(r" (?=±)|(?<=\d) (?=(?:s|m|kg|lb|cm|deg|leg)(?!\w))")
"""Spaces between a number and what belongs to it, at which no line may end."""

KINDS = {
    "hinge": "hinge",
    "squat": "squat",
    "stiff_legged": "stiff-legged hinge",
    "bow": "bow",
    "unjudged": "not judged",
}
"""Words for each kind of repetition."""

PLURALS = {
    "hinge": "hinges",
    "squat": "squats",
    "stiff_legged": "stiff-legged hinges",
    "bow": "bows",
    "unjudged": "not judged",
}

UNITS = {"deg": ("°", 0), "frac": ("", 2), "s": (" s", 1), "m": (" m", 2), "count": ("", 0)}
"""Sign of each unit and the decimals that its usual doubt leaves a meaning."""


def amount(value: float | None, sd: float | None, unit: str) -> str:
    """Say a number with its doubt.

    Parameters
    ----------
    value, sd : float or None
        The number and its standard deviation, both in `unit`.
    unit : str
        ``deg``, ``frac`` (of leg length), ``s``, ``m`` or another, which is then written out.

    Returns
    -------
    str
        Such as ``18° ±5°``, or ``-`` where there is no number; without ± where its doubt is
        unknown. A fraction stands bare: the words around it say of what.
    """
    sign, places = UNITS.get(unit, (f" {unit}", 1))
    if value is None or not math.isfinite(value):
        return "-"
    if sd is None or not math.isfinite(sd):
        return decimal(value, places) + sign
    while 0 < sd < 0.5 * 10**-places:  # a doubt is never rounded away
        places += 1
    return f"{decimal(value, places)}{sign} ±{decimal(sd, places)}{sign}"


def columns(rows: Sequence[tuple[str, ...]], words: Sequence[int] = ()) -> list[str]:
    """Return aligned columns: numbers to the right, the columns named as words to the left."""
    wide = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        INDENT
        + INDENT.join(
            cell.ljust(size) if column in words else cell.rjust(size)
            for column, (cell, size) in enumerate(zip(row, wide, strict=True))
        ).rstrip()
        for row in rows
    ]


def rep_list(numbers: Sequence[int]) -> str:
    """Name repetitions, such as ``rep 3`` or ``reps 1, 2 and 4``."""
    if len(numbers) == 1:
        return f"rep {numbers[0]}"
    return f"reps {', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"


def left_out(numbers: Sequence[int]) -> str:
    """Say which repetitions a person left out; nothing where none was."""
    if not numbers:
        return ""
    return sentence(f"{rep_list(numbers)} {'was' if len(numbers) == 1 else 'were'} left out by you")


def closed(text: str) -> str:
    """Return a text that ends with a stop; empty stays empty."""
    text = text.strip()
    return text if not text or text[-1] in ".!?:" else f"{text}."


def sentence(text: str) -> str:
    """Return a text that starts with a capital and ends with a stop; empty stays empty."""
    text = closed(text)
    return text[:1].upper() + text[1:]


def wrap(text: str, width: int, indent: str = "", lead: str = "") -> list[str]:
    """Return a text in lines of a width; words and numbers with units stay whole.

    Parameters
    ----------
    text : str
        What is said; nothing gives no line.
    width : int
        Columns.
    indent : str
        What every line starts with.
    lead : str
        What follows it on the first line; further lines are indented as far.
    """
    lines = textwrap.wrap(
        TOGETHER.sub(NO_BREAK, text),
        width,
        initial_indent=indent + lead,
        subsequent_indent=indent + " " * len(lead),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [line.replace(NO_BREAK, " ") for line in lines]
