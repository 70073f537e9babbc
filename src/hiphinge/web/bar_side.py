"""One side of a loaded bar as a small picture."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

PLATE, BEFORE, AFTER = 26.0, 30.0, 18.0
"""Width of a plate, and of the bar before and behind the plates [units of the picture]."""
HEIGHT, LEAST = 84.0, 28.0
"""Height of the heaviest plate and the least of any: a true scale would hide the small ones."""


@dataclass(frozen=True, slots=True)
class Disc:
    """A plate: its left edge, top, height, and what stands on it."""

    x: float
    y: float
    height: float
    label: str


@dataclass(frozen=True, slots=True)
class BarSide:
    """The picture: its width, and the plates from the inside out."""

    width: float
    discs: tuple[Disc, ...]


def bar_side(per_side: Sequence[float], heaviest: float) -> BarSide:
    """Return the picture of what is on one side.

    Parameters
    ----------
    per_side : sequence of float
        Weights, from the inside out.
    heaviest : float
        Of all plates that there are.
    """
    discs = []
    for place, weight in enumerate(per_side):
        tall = LEAST + (HEIGHT - LEAST) * math.sqrt(weight / max(heaviest, weight))
        x, y = BEFORE + place * PLATE, (HEIGHT - tall) / 2
        discs.append(Disc(x, round(y, 1), round(tall, 1), f"{weight:g}"))
    return BarSide(BEFORE + len(discs) * PLATE + AFTER, tuple(discs))
