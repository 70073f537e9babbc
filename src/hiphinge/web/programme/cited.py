"""Sentences of the programme with their evidence, as a reader meets them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from hiphinge.web.words import load

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hiphinge.training.model import Label, Said

LABELS: dict[Label, str] = {
    "Q": "read at its source",
    "D": "derived",
    "R": "our judgement",
    "A": "the article's own words",
}
"""How sure a sentence is, in words."""
KILOGRAMS = re.compile(r"(?:\d+(?:\.\d+)? (?:to|instead of|and|or) )?\d+(?:\.\d+)? kg\b")
"""One load or two, as the programme's sentences say them."""
NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Cited:
    """Sentences that rest on the same evidence.

    Attributes
    ----------
    texts : tuple of str
    label : str
        How sure they are, in words.
    source : str
        Where they come from, as it goes on behind the label; empty where the label says all.
    """

    texts: tuple[str, ...]
    label: str
    source: str


def cited(said: Iterable[Said], units: str = "kg") -> tuple[Cited, ...]:
    """Return sentences in their order; neighbours with the same evidence share its line.

    Parameters
    ----------
    said : iterable of Said
    units : str
        Of the loads in them: ``kg`` or ``lb``.
    """
    return tuple(
        Cited(
            tuple(in_units(one.text, units) for one in group),
            LABELS[label],
            source_of(source, label),
        )
        for (source, label), group in groupby(said, key=lambda one: (one.source, one.label))
    )


def source_of(source: str, label: Label) -> str:
    """Return a source as it goes on behind its label, which is not said twice."""
    judged = LABELS["R"]
    if label == "R" and source.casefold().startswith(judged):
        return source[len(judged) :]
    return f": {source}"


def in_units(text: str, units: str) -> str:
    """Return a sentence with its loads in the reader's units; the programme speaks in kilograms."""
    if units == "kg":
        return text
    return KILOGRAMS.sub(lambda found: _converted(found[0], units), text)


def _converted(loads: str, units: str) -> str:
    told = NUMBER.sub(lambda one: load(float(one[0]), units), loads).removesuffix(" kg")
    first, *rest = told.split(f"\N{NO-BREAK SPACE}{units} ")
    return f"{first} {' '.join(rest)}" if rest else first
