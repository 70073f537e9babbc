"""The next load up or down that there is, and whether a step is a coarse one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiphinge.training.exercises import exercise_named
from hiphinge.training.loads import HAIR, NEAR_KG, fitting, step_of
from hiphinge.training.rack import nearest, rack
from hiphinge.training.rules import limit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hiphinge.training.model import Profile

ABOUT = 0.9
"""Part of an exercise's own step that counts as one: 5 lb are a little less than 2.5 kg."""


def raised(load_kg: float, part: float, exercise: str, profile: Profile) -> float | None:
    """Return the load after a rise: at most a part more, but one step at least [kg].

    Parameters
    ----------
    load_kg : float
    part : float
        How much of the load is added at most.
    exercise : str
    profile : Profile

    Returns
    -------
    float or None
        None where nothing heavier can be loaded.
    """
    one, step = exercise_named(exercise), step_of(exercise_named(exercise), profile)
    if step is None:
        return None
    there = rack(one, profile)
    if there is not None:
        return _next_up(load_kg, part, ABOUT * (one.step_kg or 0.0), there)
    steps = max(1, int((load_kg * part + NEAR_KG) / step))
    found = fitting(load_kg + steps * step, one, profile)
    if steps > 1 and found is not None and found > load_kg * (1 + part) + NEAR_KG:
        # What can be loaded lies a little over it.
        found = fitting(load_kg + (steps - 1) * step, one, profile)
    return found if found is not None and found > load_kg + NEAR_KG else None


def lowered(load_kg: float, part: float, exercise: str, profile: Profile) -> float | None:
    """Return the load that is nearest to a part less, and less in any case [kg].

    None where nothing lighter can be loaded.
    """
    one, step = exercise_named(exercise), step_of(exercise_named(exercise), profile)
    if step is None:
        return None
    there = rack(one, profile)
    if there is not None:
        less = [each for each in there if each < load_kg - NEAR_KG]
        return nearest(load_kg * (1 - part), less) if less else None
    found = fitting(load_kg * (1 - part), one, profile)
    if found is not None and found > load_kg - NEAR_KG:
        found = fitting(max(load_kg - step, 0.0), one, profile)
    return found if found is not None and found < load_kg - NEAR_KG else None


def step_part(load_kg: float, exercise: str, profile: Profile) -> float:
    """Return how much of a load the smallest rise of it is; 0 where there is none.

    A bell of 20 kg after one of 16 is a quarter more.
    """
    after = raised(load_kg, 0.0, exercise, profile)
    if load_kg <= 0:
        known = after is not None and rack(exercise_named(exercise), profile) is not None
        return limit("absent.first").value if known else 0.0
    return 0.0 if after is None else (after - load_kg) / load_kg


def missing_next(load_kg: float, exercise: str, profile: Profile) -> bool:
    """Tell whether the next load is not there, or so far away that it is none.

    Never where nothing was said of the weights: then every usual step is there.
    """
    if rack(exercise_named(exercise), profile) is None:
        return False
    part, after = step_part(load_kg, exercise, profile), raised(load_kg, 0.0, exercise, profile)
    if after is None or part == 0.0 or part > limit("absent.far").value + HAIR:
        return True
    return after > most_after(load_kg, profile) + NEAR_KG


def most_after(load_kg: float, profile: Profile) -> float:
    """Return the heaviest load that may come by itself after one [kg].

    Parameters
    ----------
    load_kg : float
        0 for body weight alone.
    profile : Profile
    """
    if load_kg <= 0:
        known = profile.body_mass_kg
        mass = limit("made_up.mass").value if known is None else known
        return limit("absent.most_first").value * mass
    return load_kg + max(limit("absent.far").value * load_kg, limit("absent.room").value)


def _next_up(load_kg: float, part: float, step_kg: float, there: Sequence[float]) -> float | None:
    """Return the load after a rise out of those that there are: see `raised`."""
    above = [one for one in there if one > load_kg + NEAR_KG]
    within = [one for one in above if one <= load_kg * (1 + part) + NEAR_KG]
    if within or not above:
        return within[-1] if within else None
    return next((one for one in above if one >= load_kg + step_kg - NEAR_KG), above[-1])


def extra_reps(load_kg: float, exercise: str, profile: Profile) -> int:
    """Return how many repetitions over the top a coarse step of load waits for."""
    over = step_part(load_kg, exercise, profile) - limit("double.coarse").value
    if over <= HAIR:
        return 0
    there = rack(exercise_named(exercise), profile)
    most = limit("double.extra" if there is None else "absent.reps").value
    return int(min(most, -(-(over - HAIR) // limit("double.most").value)))
