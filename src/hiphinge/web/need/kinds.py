"""The kinds of need as data: their order, their words, and the limits they begin at."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from hiphinge.training.rules import Limit, limit

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = Path(__file__).with_name("kinds.toml")
Key = Literal["stopped", "pain", "back", "held", "failed", "asks", "worse", "unseen"]
"""What makes an athlete need the coach."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of need.

    Attributes
    ----------
    key : str
    title : str
        What it is, within a sentence.
    tone : str
        Its colour: ``off``, ``near`` or ``none``.
    """

    key: Key
    title: str
    tone: str


@cache
def kinds() -> tuple[Kind, ...]:
    """Return all kinds, the most urgent first.

    Raises
    ------
    KeyError, TypeError, ValueError
        When the file lacks one, or says something unknown.
    """
    found = tuple(Kind(**row) for row in _table()["kind"])
    if sorted(one.key for one in found) != sorted(get_args(Key)):
        raise ValueError("kinds.toml does not have each kind of need once")
    return found


def tones() -> Mapping[Key, str]:
    """Return the colour of each kind, by its key."""
    return {one.key: one.tone for one in kinds()}


@cache
def limits() -> Mapping[str, Limit]:
    """Return what needs begin beyond, by name: ``pain`` [of 10], ``unseen`` and ``gone`` [days]."""
    return {name: _limit(name, row) for name, row in _table()["limit"].items()}


def _limit(name: str, row: Mapping[str, Any]) -> Limit:
    if "rule" in row:
        return limit(row["rule"])
    return Limit(name, float(row["value"]), row["unit"], row["source"], _table()["label"])


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
