"""The next load up or down that there is, and whether a step is a coarse one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiphinge.training.exercises import exercise_named
from hiphinge.training.loads import HAIR, fitting, step_of
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
    found = fitting(load_kg + step, one, profile)
    more = fitting(load_kg + 2 * step, one, profile)
    while more is not None and found is not None and found < more <= load_kg * (1 + part) + HAIR:
        found, more = more, fitting(more + step, one, profile)
    return found if found is not None and found > load_kg else None


def lowered(load_kg: float, part: float, exercise: str, profile: Profile) -> float | None:
    """Return the load that is nearest to a part less, and less in any case [kg].

    None where nothing lighter can be loaded.
    """
    one, step = exercise_named(exercise), step_of(exercise_named(exercise), profile)
    if step is None:
        return None
    found = fitting(load_kg * (1 - part), one, profile)
    if found is not None and found >= load_kg:
        found = fitting(max(load_kg - step, 0.0), one, profile)
    return found if found is not None and found < load_kg else None


def extra_reps(load_kg: float, exercise: str, profile: Profile) -> int:
    """Return how many repetitions over the top a coarse step of load waits for.

    A bell of 20 kg after one of 16 is a quarter more: the repetitions go up first.
    """
    after = raised(load_kg, 0.0, exercise, profile)
    if after is None or load_kg <= 0:
        return 0
    over = (after - load_kg) / load_kg - limit("double.coarse").value
    if over <= HAIR:
        return 0
    most = limit("double.extra").value
    return int(min(most, -(-over // limit("double.most").value)))
