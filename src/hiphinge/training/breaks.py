"""What a break makes of a programme: lighter loads, a rung lower after a very long one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hiphinge.numerals import percent
from hiphinge.training.exercises import exercise_named
from hiphinge.training.goals import scheme
from hiphinge.training.ladder import rung_before
from hiphinge.training.loads import fitting
from hiphinge.training.raising import lowered
from hiphinge.training.rules import group, limit
from hiphinge.training.rungs import dose_of, moved
from hiphinge.training.state import Decision

if TYPE_CHECKING:
    from datetime import date

    from hiphinge.training.state import State, Work

LENGTHS = ("very_long", "long", "short")
"""Kinds of breaks in `rules.toml`, the longest first."""


def returned(state: State, today: date) -> State:
    """Return the programme as it is asked on a day, after the break since the last training day.

    Nothing changes without a break. The same day gives the same, however often it is asked; a
    longer break takes off only what a shorter one has not yet.

    Parameters
    ----------
    state : State
    today : date
    """
    if state.last is None:
        return state
    gap = (today - state.last).days
    length = next((one for one in LENGTHS if gap > limit(f"breaks.{one}.days").value), None)
    if length is None:
        return state
    rules = group(f"breaks.{length}")
    less = rules["less"]
    if less.value <= state.rested:
        return state
    part = 1 - (1 - less.value) / (1 - state.rested)
    lower = rung_before(state.rung, state.profile)
    text = f"{gap} days since the last session: loads begin {percent(less.value)} lighter."
    if length == "very_long" and lower is not None:
        state = moved(state, lower.key)
        text += f" The ladder begins a rung lower, at {lower.title}; films open it again."
    works = {key: _rested(key, one, part, state) for key, one in state.works.items()}
    return replace(
        state,
        works=works,
        rested=less.value,
        deload=False,
        since_deload=0,
        # Films of before a long break say little about today.
        seen=state.seen if length == "short" else {},
        decisions=(Decision("back", "", (less.said(text),)),),
    )


def _rested(key: str, work: Work, part: float, state: State) -> Work:
    """Return an exercise as it begins again: a lighter load where there is one, few repetitions.

    A break that has made it lighter before takes the next load only where that is the nearest: in
    steps no more comes off than at once.
    """
    profile, dose = state.profile, dose_of(key, state.profile, state.rung)
    reps = min(work.reps, dose.reps[0])
    if work.load_kg is not None:
        less = lowered(work.load_kg, part, key, profile)
        nearest = fitting(work.load_kg * (1 - part), exercise_named(key), profile)
        if less is not None and (not state.rested or less == nearest):
            return replace(work, load_kg=less, reps=reps)
    sets = scheme(profile.goal, profile.level).begun(dose)
    return replace(work, reps=reps, sets=min(work.sets, sets))
