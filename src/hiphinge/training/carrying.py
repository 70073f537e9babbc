"""A carry is picked up with a hinge: as long as that is practised, it gets no heavier than it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiphinge.numerals import plain
from hiphinge.training.choice import main_hinge
from hiphinge.training.exercises import exercise_named
from hiphinge.training.loads import NEAR_KG
from hiphinge.training.raising import raised
from hiphinge.training.rules import limit
from hiphinge.training.rungs import dose_of

if TYPE_CHECKING:
    from hiphinge.training.model import Said
    from hiphinge.training.state import State


def picked_up(state: State, key: str) -> Said | None:
    """Return why a carry may not get heavier; None where it may, and for all that is no carry.

    Parameters
    ----------
    state : State
    key : str
        Of the exercise.
    """
    one, work = exercise_named(key), state.works.get(key)
    if one.kind != "carry" or work is None or work.load_kg is None:
        return None
    effort = dose_of(key, state.profile, state.rung).rpe
    if effort is None or effort[1] > limit("easy.cap").value:
        return None
    hinge = main_hinge(state.profile, state.rung)
    held = state.works.get(hinge) if hinge else None
    after = raised(work.load_kg, 0.0, key, state.profile)
    rule = limit("carry.most")
    if hinge is None or held is None or not held.load_kg or after is None:
        return None
    if after <= rule.value * held.load_kg + NEAR_KG:
        return None
    return rule.said(
        f"{one.title}: it is picked up with a hinge, which is practised with "
        f"{plain(held.load_kg)} kg ({exercise_named(hinge).title}), so its load stays."
    )
