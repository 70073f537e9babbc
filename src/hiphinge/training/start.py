"""Where a programme begins: its first rung, and where each exercise stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiphinge.errors import UsageError
from hiphinge.training.choice import dose_kind
from hiphinge.training.equipment import equipment, owned
from hiphinge.training.exercises import exercise_named, exercises, suits
from hiphinge.training.goals import scheme
from hiphinge.training.ladder import place, rung_named, rungs_for
from hiphinge.training.loads import fitting
from hiphinge.training.own import chosen_dose
from hiphinge.training.rack import rack
from hiphinge.training.state import State, Work

if TYPE_CHECKING:
    from hiphinge.training.goals import Dose
    from hiphinge.training.model import Profile

DAYS = range(2, 5)
"""Training days a week that there are plans for."""


def start(profile: Profile) -> State:
    """Return a programme at its beginning.

    Raises
    ------
    UsageError
        When the profile names something unknown, or leaves nothing of the ladder.
    """
    check(profile)
    rung = _first(profile)
    works = {
        key: begin(key, profile, rung) for key, one in exercises().items() if suits(one, profile)
    }
    return State(profile=profile, rung=rung, highest=rung, works=works)


def begin(exercise: str, profile: Profile, rung: str) -> Work:
    """Return where an exercise stands for a person who has not done it in the programme yet.

    The load is a part of the one that the person knows to manage, else a part of the best single
    repetition, as the dose says; None where neither is known: then it is found by effort.
    """
    asked = scheme(profile.goal, profile.level)
    kind = dose_kind(exercise, profile, rung)
    one, dose = exercise_named(exercise), asked.doses[kind]
    load = meant(exercise, profile, dose)
    there = rack(one, profile)
    if load is None and there is not None and len(there) == 1:
        # There is nothing to find where there is only one.
        load = there[0]
    return Work(
        load_kg=fitting(load, one, profile),
        reps=chosen_dose(dose, exercise, profile).reps[0],
        sets=asked.sets(kind),
    )


def meant(exercise: str, profile: Profile, dose: Dose) -> float | None:
    """Return the load that a dose means to begin with, whether it is there or not [kg].

    None where neither a load that is managed nor a best single is known.
    """
    if exercise in profile.loads_kg:
        return profile.loads_kg[exercise] * dose.known
    if exercise in profile.best_kg and dose.part is not None:
        return profile.best_kg[exercise] * dose.part[0]
    return None


def _first(profile: Profile) -> str:
    """Return the rung to begin on: the one that was asked for, or the nearest that can be done."""
    mine = rungs_for(profile)
    wanted = profile.rung or scheme(profile.goal, profile.level).first
    at = place(wanted)
    below = [one.key for one in mine if place(one.key) <= at]
    return below[-1] if below else mine[0].key


def check(profile: Profile) -> None:
    """Hold a profile to what there is.

    Raises
    ------
    UsageError
        When it names something unknown, or leaves no hinge to build on.
    """
    owned(profile.equipment)
    if profile.days not in DAYS:
        raise UsageError(f"There are plans for {DAYS[0]} to {DAYS[-1]} training days a week.")
    if profile.rung is not None:
        rung_named(profile.rung)
    for key in (*profile.left_out, *profile.loads_kg, *profile.best_kg, *profile.own):
        exercise_named(key)
    for key in (*profile.weights.pieces, *profile.weights.bars):
        if key not in equipment() or equipment()[key].load is None:
            raise UsageError(f"No weight is called {key!r}.")
    for key, other in profile.swaps.items():
        if exercise_named(key).slot != exercise_named(other).slot:
            raise UsageError(
                f"{exercise_named(other).title} cannot stand in the place of "
                f"{exercise_named(key).title}: it trains something else."
            )
    if not any(one.slot == "hinge" for one in rungs_for(profile)):
        raise UsageError(
            "Every hinge is left out, so there is nothing to build on: take one of them back in."
        )
