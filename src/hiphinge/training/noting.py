"""What a training day told of each exercise, kept as the evidence that gates are decided on."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from hiphinge.training.evidence import day_of
from hiphinge.training.exercises import exercise_named
from hiphinge.training.form import pooled
from hiphinge.training.rules import limit
from hiphinge.training.state import Seen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from hiphinge.training.happening import SessionDone, SetDone
    from hiphinge.training.state import State

KEPT = 12
"""Training days of an exercise that are remembered: more than any gate looks at."""
LATEST = 2
"""The latest of them, which stay whatever they told."""


def by_exercise(happening: SessionDone) -> Mapping[str, tuple[SetDone, ...]]:
    """Return the sets of a training day by their exercise, each in its order.

    Raises
    ------
    UsageError
        When there is no such exercise.
    """
    found: dict[str, tuple[SetDone, ...]] = {}
    for one in happening.sets:
        exercise_named(one.exercise)
        found[one.exercise] = (*found.get(one.exercise, ()), one)
    return found


def noted(state: State, done: Mapping[str, tuple[SetDone, ...]], day: date) -> State:
    """Return the state with what a day told of each exercise.

    What comes of a day that has told of an exercise already is one with it: two sessions of one
    day are no two days in a row.
    """
    seen = dict(state.seen)
    for key, sets in done.items():
        days, told = seen.get(key, ()), _told(key, sets, day)
        for one in days:
            if one.day == day:
                told = _together(one, told)
        others = tuple(one for one in days if one.day != day)
        seen[key] = _remembered((*others, told), state)
    return replace(state, seen=seen)


def loads_of(sets: Sequence[SetDone]) -> list[float]:
    """Return the loads that were logged and are ones [kg]."""
    logged = [one.load_kg for one in sets if one.load_kg is not None]
    return [load for load in logged if math.isfinite(load) and load > 0.0]


def _told(key: str, sets: Sequence[SetDone], day: date) -> Seen:
    films = _working(sets) if exercise_named(key).move is not None else []
    return Seen(
        day=day,
        form=pooled([one.form for one in films if one.form is not None]),
        pain=max((one.pain for one in sets if one.pain is not None), default=None),
        load_kg=min(_meant(films), default=None),
    )


def _meant(sets: Sequence[SetDone]) -> list[float]:
    """Return the loads that were logged and can be meant [kg]."""
    return [load for load in loads_of(sets) if load <= limit("log.most").value]


def _working(sets: Sequence[SetDone]) -> list[SetDone]:
    """Return the filmed sets that tell of the day: those of about its load, where there are any.

    Warm-up sets that pass, or do not, say little about the sets that were worked with.
    """
    films = [one for one in sets if one.form is not None]
    least = (1 - limit("film.lighter").value) * max(_meant(sets), default=0.0)
    working = [one for one in films if not one.load_kg or one.load_kg >= least]
    return working or films


def _together(before: Seen, told: Seen) -> Seen:
    """Return what two sessions of one day told as one."""
    forms = [one.form for one in (before, told) if one.form is not None]
    pains = [one.pain for one in (before, told) if one.pain is not None]
    loads = [one.load_kg for one in (before, told) if one.load_kg is not None]
    return replace(
        before,
        form=pooled(forms),
        pain=max(pains, default=None),
        load_kg=min(loads, default=None),
    )


def _remembered(days: tuple[Seen, ...], state: State) -> tuple[Seen, ...]:
    """Return the days that are kept: of too many, one goes first that no gate looks at."""
    if len(days) <= KEPT:
        return days
    gate = state.profile.gate
    silent = (
        place
        for place, one in enumerate(days[:-LATEST])
        if one.form is None and day_of(one, gate).pain != "broken"
    )
    gone = next(silent, 0)
    return (*days[:gone], *days[gone + 1 :])
