"""The body's segments as `segments.toml` has them: masses, centres of mass, usual lengths."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from hiphinge.quantities import Quantity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hiphinge.quantities import Floats

TABLE = Path(__file__).with_name("segments.toml")
PAIRED = ("upper_arm", "forearm", "hand", "thigh", "shank", "foot")
"""Segments of which a body has two."""
SINGLE = ("trunk", "head")


@dataclass(frozen=True, slots=True)
class Masses:
    """Mass and centre of every segment, of one body or of several.

    Attributes
    ----------
    mass : mapping of str to (N,) float
        Share of body mass; of both limbs together where there are two. They add up to 1.
    centre : mapping of str to (N,) float
        Centre of mass as a share of the segment, from its upper end; of the foot from the heel.
    head_beyond : (N,) float
        How far the head's centre is beyond the shoulders, along the trunk, in trunk lengths.
    neck_beyond : (N,) float
        The same of the seventh neck vertebra, where a bar on the back lies.
    """

    mass: Mapping[str, Floats]
    centre: Mapping[str, Floats]
    head_beyond: Floats
    neck_beyond: Floats


def masses(womanly: Floats) -> Masses:
    """Return the segments of bodies between man (0) and woman (1), (N,)."""
    table = _table()
    share = np.asarray(womanly, dtype=np.float64)

    def between(pair: list[float]) -> Floats:
        return np.asarray(pair[0] + share * (pair[1] - pair[0]))

    names = (*SINGLE, *PAIRED)
    mass = {name: between(table[name]["mass"]) * (1 + (name in PAIRED)) for name in names}
    total = sum(mass.values(), np.zeros_like(share))
    trunk, head = table["trunk"], table["head"]
    beyond = between(head["beyond"])
    own = between(head["length"]) * (1 - between(head["centre"]))
    return Masses(
        mass={name: one / total for name, one in mass.items()},
        centre={name: between(table[name]["centre"]) for name in names},
        head_beyond=(beyond + own) / between(trunk["length"]),
        neck_beyond=beyond / between(trunk["length"]),
    )


def usual(name: str) -> Quantity:
    """Return a usual length and how far a lifter's own may lie from it [leg lengths].

    Raises
    ------
    KeyError
        When the table has no such length.
    """
    row = _table()["usual"][name]
    return Quantity(float(row["value"]), float(row["sd"]))


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))
