"""The next load up or down that there is, and whether a step is a coarse one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiphinge.training.exercises import exercise_named
from hiphinge.training.loads import HAIR, NEAR_KG, fitting, step_of
from hiphinge.training.rules import limit

if TYPE_CHECKING:
    from hiphinge.training.model import Profile


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
    found = fitting(load_kg * (1 - part), one, profile)
    if found is not None and found > load_kg - NEAR_KG:
        found = fitting(max(load_kg - step, 0.0), one, profile)
    return found if found is not None and found < load_kg - NEAR_KG else None


def step_part(load_kg: float, exercise: str, profile: Profile) -> float:
    """Return how much of a load the smallest rise of it is; 0 where there is none.

    A bell of 20 kg after one of 16 is a quarter more.
    """
    after = raised(load_kg, 0.0, exercise, profile)
    return 0.0 if after is None or load_kg <= 0 else (after - load_kg) / load_kg


def extra_reps(load_kg: float, exercise: str, profile: Profile) -> int:
    """Return how many repetitions over the top a coarse step of load waits for."""
    over = step_part(load_kg, exercise, profile) - limit("double.coarse").value
    if over <= HAIR:
        return 0
    most = limit("double.extra").value
    return int(min(most, -(-(over - HAIR) // limit("double.most").value)))
