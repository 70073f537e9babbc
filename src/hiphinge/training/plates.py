"""Which plates go on each side of a bar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hiphinge.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

GRAIN = 10**10
"""Parts of a kilogram in which plates of 1.25 kg and of 1.25 lb (0.5669904625 kg) are whole."""


@dataclass(frozen=True, slots=True)
class Plates:
    """What to put on.

    Attributes
    ----------
    per_side : tuple of float
        Plates of one side, as they were given, the heaviest first [kg].
    total_kg : float
        Bar and plates of both sides together [kg].
    left_kg : float
        What the load asked is more than that; 0 where it comes out exactly [kg].
    """

    per_side: tuple[float, ...]
    total_kg: float
    left_kg: float


def plates(
    load_kg: float, bar_kg: float, available: Mapping[float, int] | Sequence[float]
) -> Plates:
    """Return the plates that come nearest to a load and not above it, the fewest of them.

    Parameters
    ----------
    load_kg, bar_kg : float
        All of it, and the bar alone [kg].
    available : mapping or sequence of float
        Plates [kg]; a mapping says how many pairs of each there are, a sequence has any number.

    Raises
    ------
    UsageError
        When the load is lighter than the bar.
    """
    room = _whole(load_kg) - _whole(bar_kg)
    if room < 0:
        raise UsageError(f"The bar alone weighs {bar_kg:g} kg: {load_kg:g} kg cannot be loaded.")
    best: dict[int, tuple[float, ...]] = {0: ()}
    for plate in sorted(available, reverse=True):
        pair = 2 * _whole(plate)
        if pair <= 0:
            raise UsageError("A plate has to weigh something.")
        pairs = available[plate] if isinstance(available, Mapping) else room // pair
        best = _with(best, plate, pair, min(pairs, room // pair), room)
    reached = max(best)
    return Plates(
        per_side=best[reached],
        total_kg=(_whole(bar_kg) + reached) / GRAIN,
        left_kg=(room - reached) / GRAIN,
    )


def _with(
    best: Mapping[int, tuple[float, ...]], plate: float, pair: int, pairs: int, room: int
) -> dict[int, tuple[float, ...]]:
    """Return what can be reached with up to so many pairs of one more plate, by the fewest."""
    found = dict(best)
    for reached, chosen in best.items():
        for count in range(1, pairs + 1):
            total = reached + count * pair
            if total > room:
                break
            more = (*chosen, *(plate,) * count)
            # Of as many plates, the heavier first: so is a bar usually loaded.
            other = found.get(total)
            if other is None or (len(more), other) < (len(other), more):
                found[total] = more
    return found


def _whole(kilograms: float) -> int:
    return round(kilograms * GRAIN)
