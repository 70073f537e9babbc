"""The thresholds by which the programme moves on, as `rules.toml` has them, checked when read."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from hiphinge.training.model import Label, Said

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = Path(__file__).with_name("rules.toml")


@dataclass(frozen=True, slots=True)
class Limit:
    """One threshold.

    Attributes
    ----------
    name : str
        Its place in the file, such as ``gate.normal.green``.
    value : float
        In its `unit`.
    unit, source : str
    label : str
        How sure it is: see `Label`.
    """

    name: str
    value: float
    unit: str
    source: str
    label: Label

    def said(self, text: str) -> Said:
        """Return a sentence that rests on this threshold."""
        return Said(text, self.source, self.label)


def limit(name: str) -> Limit:
    """Return a threshold by its dotted name.

    Raises
    ------
    KeyError
        When there is none of that name.
    """
    return _read(FILE)[name]


@cache
def group(name: str) -> Mapping[str, Limit]:
    """Return all thresholds of one table by their last name; empty where there is no such table."""
    start = f"{name}."
    return {
        key.removeprefix(start): one
        for key, one in _read(FILE).items()
        if key.startswith(start) and "." not in key.removeprefix(start)
    }


@cache
def _read(path: Path) -> dict[str, Limit]:
    """Read the file into one flat table.

    Raises
    ------
    KeyError, ValueError
        When an entry lacks its unit or source, or has an unknown label.
    """
    return dict(_walk("", tomllib.loads(path.read_text(encoding="utf-8")), {}))


def _walk(
    place: str, table: Mapping[str, Any], shared: Mapping[str, Any]
) -> list[tuple[str, Limit]]:
    own = {key: table[key] for key in ("source", "label") if key in table}
    found: list[tuple[str, Limit]] = []
    for key, row in table.items():
        if not isinstance(row, dict):
            continue
        name = f"{place}.{key}" if place else key
        if "value" in row:
            found.append((name, _limit(name, {**shared, **own, **row})))
        else:
            found.extend(_walk(name, row, {**shared, **own}))
    return found


def _limit(name: str, row: Mapping[str, Any]) -> Limit:
    if row["label"] not in get_args(Label):
        raise ValueError(f"rules.toml: {name} has the unknown label {row['label']!r}")
    return Limit(name, float(row["value"]), row["unit"], row["source"], row["label"])
