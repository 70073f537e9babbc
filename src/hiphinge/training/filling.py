"""A training day that would hold one exercise, or none, gets practice and trunk work as well."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from hiphinge.training.choice import candidates
from hiphinge.training.exercises import exercises
from hiphinge.training.goals import fill
from hiphinge.training.muscles import hinge_side
from hiphinge.training.volume import NOT_HARD

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hiphinge.training.exercises import Exercise
    from hiphinge.training.fit import Draft
    from hiphinge.training.state import State


def filled(
    drafts: Sequence[Draft], state: State, begun: Callable[[int, str, State], Draft]
) -> tuple[Draft, ...]:
    """Return a week in which each day holds enough to come for, where that can be had.

    Nothing of it is a hard set of glutes or hamstrings: the week stays as it was fitted.

    Parameters
    ----------
    drafts : sequence of Draft
        Of the week, day by day.
    state : State
    begun : callable
        Makes the draft of an exercise on a day.
    """
    rule, week = fill(), list(drafts)
    for day in range(1, state.profile.days + 1):
        for place in rule.places:
            today = [one for one in week if one.day == day]
            if len(today) >= rule.least:
                break
            key = _chosen(place, week, today, state)
            if key is not None:
                at = sum(one.day < day for one in week)
                at += len(today) if exercises()[key].slot == "trunk" else 0
                week.insert(at, replace(begun(day, key, state), filled=True))
    return tuple(week)


def _chosen(place: str, week: Sequence[Draft], today: Sequence[Draft], state: State) -> str | None:
    """Return what fills a day: of a slot that it lacks, the one that the week has least of."""
    known, slots = exercises(), {exercises()[one.exercise].slot for one in today}
    counts = Counter(one.exercise for one in week)
    found = [
        key
        for key in candidates(place, state.profile, state.rung)
        if known[key].slot not in slots and not _hard(known[key])
    ]
    return min(found, key=lambda key: counts[key], default=None)


def _hard(one: Exercise) -> bool:
    """Say whether its sets count as hard ones for the hinge side."""
    return one.kind not in NOT_HARD and not set(hinge_side()).isdisjoint(one.muscles)
