"""The loads that really exist for a person, out of the weights that they say are there."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from hiphinge.numerals import in_units, kg_of
from hiphinge.training.equipment import equipment, owned, usual_plates
from hiphinge.training.exercises import carrier
from hiphinge.training.rules import limit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hiphinge.numerals import Units
    from hiphinge.training.exercises import Exercise
    from hiphinge.training.model import Profile

GRAIN = 0.05
"""Plates are whole multiples of this, in the person's own unit: what they are made in."""
PAIRS_MOST = 10
"""Pairs of one plate that are reckoned with where any number is there: more fit on no bar."""


def rack(exercise: Exercise, profile: Profile) -> tuple[float, ...] | None:
    """Return the loads that there are for an exercise, the lightest first [kg].

    None where nothing carries a load, or where nothing was said of what carries it: then every
    usual step is taken to be there. What else of fixed weight could carry it counts as well: a
    bell where a dumbbell is usual. Where body weight alone does too, 0 is one of the loads.

    Parameters
    ----------
    exercise : Exercise
    profile : Profile
    """
    carries = carrier(exercise, profile)
    found = None if carries is None else _loads(carries, profile)
    if carries is None or not found:
        return None
    loads = {*found, 0.0} if () in exercise.equipment else {*found}
    there, items = owned(profile.equipment), equipment()
    for needs in exercise.equipment if _fixed(carries) else ():
        others = [key for key in needs if (load := items[key].load) and load.pieces]
        if others and there.issuperset(needs):
            loads |= {*(_pieces(others[0], profile) or ())}
    return tuple(sorted(loads))


def heaviest(exercise: Exercise, profile: Profile) -> float | None:
    """Return the heaviest load that there is for an exercise [kg]; None where nothing was said."""
    found = rack(exercise, profile)
    return found[-1] if found else None


def nearest(load_kg: float, loads: Sequence[float]) -> float:
    """Return which of these loads is nearest to one; of two that are as near the lighter."""
    return min(loads, key=lambda one: (round(abs(one - load_kg), 6), one))


def _fixed(carries: str) -> bool:
    """Say whether something comes as pieces of a fixed weight."""
    load = equipment()[carries].load
    return load is not None and load.pieces > 0


def _loads(carries: str, profile: Profile) -> tuple[float, ...] | None:
    load = equipment()[carries].load
    if load is None:
        return None
    if load.bar:
        return _on_bar(carries, profile)
    return _pieces(carries, profile) if load.pieces else None


def _pieces(carries: str, profile: Profile) -> tuple[float, ...] | None:
    """Return the loads of pieces; a pair is there as single ones as well."""
    told, items = profile.weights.pieces, equipment()
    load = items[carries].load
    single = told.get(carries, ())
    if not single and carries in profile.equipment:
        return None
    pairs = [
        one
        for key in owned(profile.equipment)
        if carries in items[key].implies
        for one in told.get(key, ())
    ]
    held = load.pieces if load is not None else 1
    return tuple(sorted({held * one for one in (*single, *pairs)})) or None


def _on_bar(carries: str, profile: Profile) -> tuple[float, ...] | None:
    """Return what bar and plates come to; None where neither was told."""
    told, units = profile.weights, profile.units
    bar = told.bars.get(carries)
    if bar is None and not told.plates:
        return None
    plates = told.plates or tuple((_kg(one, units), None) for one in usual_plates(units))
    load = equipment()[carries].load
    if bar is None and load is not None:
        bar = load.least_kg if units == "kg" else kg_of(load.least_lb)
    return _sums(bar or 0.0, plates, units)


@lru_cache(maxsize=64)
def _sums(
    bar_kg: float, plates: tuple[tuple[float, int | None], ...], units: Units
) -> tuple[float, ...]:
    """Return every load of a bar with some of its pairs of plates, up to the heaviest [kg]."""
    most = _grains(limit("log.most").value - bar_kg, units)
    sums = {0}
    for plate, pairs in plates:
        pair = 2 * _grains(plate, units)
        count = PAIRS_MOST if pairs is None else min(pairs, PAIRS_MOST)
        sums |= {
            one + more * pair for one in sums for more in range(1, count + 1) if pair > 0
            if one + more * pair <= most
        }  # fmt: skip
    return tuple(round(bar_kg + _kg(one * GRAIN, units), 9) for one in sorted(sums))


def _grains(load_kg: float, units: Units) -> int:
    return round(in_units(load_kg, units) / GRAIN)


def _kg(load: float, units: Units) -> float:
    return kg_of(load) if units == "lb" else load
