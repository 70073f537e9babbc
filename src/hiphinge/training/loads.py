"""What can be loaded, in kilograms and in pounds."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from hiphinge.errors import UsageError
from hiphinge.numerals import in_units, kg_of, lb_of
from hiphinge.training.equipment import equipment
from hiphinge.training.exercises import carrier
from hiphinge.training.rack import nearest, rack
from hiphinge.training.rules import limit

if TYPE_CHECKING:
    from hiphinge.numerals import Units
    from hiphinge.training.equipment import Load
    from hiphinge.training.exercises import Exercise
    from hiphinge.training.model import Profile

HAIR = 1e-9
"""A part of a step by which sums of decimal loads may miss it [1]."""
NEAR_KG = 0.01
"""Loads that differ by less are the same: what is typed in pounds is kept to a gram [kg]."""


def loadable(load_kg: float, equipment_key: str, units: Units = "kg") -> float:
    """Return the load that can be loaded nearest to one, never less than the lightest [kg].

    Between two that are as near it is the lighter one.

    Parameters
    ----------
    load_kg : float
        What was meant [kg].
    equipment_key : str
        What carries it.
    units : {"kg", "lb"}
        Which weights there are.

    Raises
    ------
    UsageError
        When it carries no load, or the load is no positive number.
    """
    item = equipment().get(equipment_key)
    if item is None or item.load is None:
        raise UsageError(f"Nothing can be loaded on {equipment_key!r}.")
    if not (math.isfinite(load_kg) and load_kg >= 0.0):
        raise UsageError("A load has to be a number of kilograms, 0 or more.")
    least, step = _grid(item.load, units)
    meant = in_units(load_kg, units)
    steps = max(0, math.ceil((meant - least) / step - 0.5 - HAIR))
    found = least + steps * step
    return found if units == "kg" else kg_of(found)


def step_of(exercise: Exercise, profile: Profile, units: Units | None = None) -> float | None:
    """Return the smallest step of load of an exercise as a person does it [kg].

    None where nothing carries a load.

    Parameters
    ----------
    exercise : Exercise
    profile : Profile
    units : {"kg", "lb"} or None
        Which weights there are; None for the person's own.
    """
    units = units or profile.units
    carries = carrier(exercise, profile)
    if carries is None:
        return None
    load = equipment()[carries].load
    if load is None:
        return None
    _, step = _grid(load, units)
    own = exercise.step_kg or 0.0
    if units == "kg":
        return max(step, own)
    # As many steps of these weights as come nearest to the exercise's own step.
    return kg_of(max(1, round(lb_of(own) / step)) * step)


def fitting(load_kg: float | None, exercise: Exercise, profile: Profile) -> float | None:
    """Return a load as it can be loaded on what a person has [kg]; None where nothing carries one.

    It is one that the person's own weights make: see `Profile.units` and `rack`. Of those, a
    lighter one is taken where the nearest would be much heavier than what was meant.
    """
    carries = carrier(exercise, profile)
    if load_kg is None or carries is None:
        return None
    there = rack(exercise, profile)
    if there is not None:
        most = load_kg * (1 + limit("absent.over").value) + NEAR_KG
        return nearest(load_kg, [one for one in there if one <= most] or there[:1])
    return loadable(load_kg, carries, profile.units)


def _grid(load: Load, units: Units) -> tuple[float, float]:
    if units == "kg":
        return load.least_kg, load.step_kg
    return load.least_lb, load.step_lb
