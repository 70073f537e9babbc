"""The gate to the first swing: green Romanian deadlifts with a part of body weight."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from hiphinge.numerals import percent, plain
from hiphinge.training.exercises import carrier, exercise_named
from hiphinge.training.gates import gate_of, passing
from hiphinge.training.loads import NEAR_KG
from hiphinge.training.rack import heaviest
from hiphinge.training.rules import limit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hiphinge.training.model import Profile, Said
    from hiphinge.training.rules import Limit
    from hiphinge.training.state import State

WAYS = (
    "It opens sooner with a heavier weight, or you decide yourself to go to it: that is always "
    "followed."
)
"""What is left to a person who has no weight that is heavy enough."""


def swing_gate(state: State, on: Sequence[str]) -> tuple[bool, tuple[Said, ...]]:
    """Return whether the first swing opens, and what was met or is still wanted.

    Where no weight that is there is as heavy as the gate asks for, more repetitions with the
    heaviest one count instead, and that is said.

    Parameters
    ----------
    state : State
    on : sequence of str
        The exercises whose films open it.
    """
    tight = state.profile.gate == "tight"
    wanted, part = limit("swing.reps"), limit("swing.tight" if tight else "swing.least")
    mass = state.profile.body_mass_kg
    if not mass:
        text = "The gate to swings is a part of your body weight: tell it, and the gate can open."
        return False, (part.said(text),)
    load, reps, instead = _within_reach(on, state.profile, part.value * mass, wanted)
    rows = [passing(state, key) for key in on]
    green = sum(
        one.form.green
        for row in rows
        for one in row
        if one.form is not None and one.load_kg is not None and one.load_kg > load - NEAR_KG
    )
    share = "" if instead else f" ({percent(part.value)} of your body weight)"
    told = plain(load) if instead else f"{load:.0f}"
    text = f"Green Romanian deadlifts with {told} kg or more{share}: {green}, wanted {reps}."
    said = (wanted.said(text), *instead)
    if any(rows):
        return green >= reps, said
    # What the films of the exercise want that was filmed most.
    views = [gate_of(state, key) for key in on]
    most = max(views, key=lambda one: one.filmed, default=None)
    return False, (*said, *(most.why if most is not None else ()))


def _within_reach(
    on: Sequence[str], profile: Profile, least: float, wanted: Limit
) -> tuple[float, int, tuple[Said, ...]]:
    """Return load [kg] and repetitions wanted, and what is said where no weight is so heavy."""
    there = [
        heaviest(one, profile)
        for one in map(exercise_named, on)
        if carrier(one, profile) is not None
    ]
    known = [one for one in there if one is not None]
    most = max(known, default=0.0)
    if not most or len(known) < len(there) or most > least - NEAR_KG:
        return least, int(wanted.value), ()
    rule = limit("swing.most")
    reps = int(min(rule.value, math.ceil(wanted.value * least / most - NEAR_KG)))
    text = (
        f"{least:.0f} kg would be wanted here, and the heaviest that you have for it is "
        f"{plain(most)} kg: so {reps} green repetitions with it count instead of "
        f"{wanted.value:.0f}. {WAYS}"
    )
    return most, reps, (rule.said(text),)
