"""A comparison as a terminal shows it: plain text, right in any width and without colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiphinge.numerals import load
from hiphinge.report.compare.naming import day
from hiphinge.report.compare.words import NAMES
from hiphinge.report.words import INDENT, sentence, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from hiphinge.report.compare.model import ComparedSet, Comparison, Difference, Verdict

HEADINGS: dict[Verdict, str] = {
    "differs": "What differs from {first}, beyond doubt",
    "cannot_tell": "What cannot be told apart",
    "not_compared": "What is not compared",
    "unknown": "What is not known",
}
"""Headings, in their order."""


def told(comparison: Comparison, where: Path | None, width: int) -> str:
    """Return what the comparison says: every set held against the first.

    Parameters
    ----------
    comparison : Comparison
        What to tell.
    where : Path or None
        The page to open for more; None where there is none.
    width : int
        Columns of the terminal.
    """
    parts = [
        [*wrap(comparison.headline, width), *wrap(comparison.detail, width)],
        ["Sets", *(line for one in comparison.sets for line in wrap(_line(one), width, INDENT))],
        *(_sentences(comparison, verdict, width) for verdict in HEADINGS),
        ["How sure", *wrap(" ".join(comparison.how_sure), width, INDENT)],
        ["Comparison:", f"{INDENT}{where}"] if where is not None else [],
    ]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _line(one: ComparedSet) -> str:
    facts = [one.file]
    if one.recorded:
        facts.append(day(one.recorded))
    if one.load_kg is not None:
        facts.append(load(one.load_kg, one.load_units))
    facts.append(f"{len(one.reps)} judged rep{'' if len(one.reps) == 1 else 's'}")
    return f"{one.key}  {one.label}: {', '.join(facts)}"


def _sentences(comparison: Comparison, verdict: Verdict, width: int) -> list[str]:
    """Return what is said with one verdict over the pairs with the first set."""
    first = comparison.sets[0]
    found = [
        (pair.second, one)
        for pair in comparison.pairs
        if pair.first == first.key
        for one in pair.differences
        if one.verdict == verdict
    ]
    if not found:
        return ["Nothing differs beyond doubt."] if verdict == "differs" else []
    told = verdict in {"differs", "cannot_tell"}
    said = [one.sentence for _, one in found] if told else _grouped(first.key, found)
    lines = [line for one in said for line in wrap(one, width, INDENT, "- ")]
    return [HEADINGS[verdict].format(first=f"{first.key}, {first.label}"), *lines]


def _grouped(first: str, found: Sequence[tuple[str, Difference]]) -> list[str]:
    """Return one sentence for each reason: the measures it is of, and the sets."""
    reasons: dict[str, tuple[list[str], list[str]]] = {}
    for second, one in found:
        names, keys = reasons.setdefault(one.why, ([], []))
        names.append(NAMES[one.measure])
        keys.append(second)
    said = []
    for why, (names, keys) in reasons.items():
        what, sets = (", ".join(dict.fromkeys(one)) for one in (names, keys))
        said.append(sentence(f"{what} ({first} and {sets}): {why}"))
    return said
