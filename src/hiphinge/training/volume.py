"""Hard sets a week by group of muscles: direct ones count 1, indirect ones a half."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiphinge.training.exercises import exercise_named
from hiphinge.training.model import Prescription
from hiphinge.training.muscles import muscles

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hiphinge.training.happening import SetDone

NOT_HARD = frozenset({"drill", "start_swing", "swing", "pull", "jump", "slam"})
"""Kinds whose sets end long before they are hard: they are counted by repetitions, not as sets."""


def weekly_sets(done: Iterable[Prescription | SetDone]) -> Mapping[str, float]:
    """Return the hard sets by group of muscles [sets].

    Parameters
    ----------
    done : iterable of Prescription or SetDone
        What is asked in a week, or the sets that were done in one.

    Raises
    ------
    UsageError
        When an exercise is unknown.
    """
    return counted((one.exercise, one.sets if isinstance(one, Prescription) else 1) for one in done)


def counted(pairs: Iterable[tuple[str, int]]) -> Mapping[str, float]:
    """Return the hard sets by group of muscles from exercises and their sets [sets]."""
    sums = dict.fromkeys(muscles(), 0.0)
    for key, sets in pairs:
        exercise = exercise_named(key)
        if exercise.kind in NOT_HARD:
            continue
        for muscle, share in exercise.muscles.items():
            sums[muscle] += share * sets
    return sums


def summed(sets: Iterable[Mapping[str, float]]) -> Mapping[str, float]:
    """Return the hard sets by group of muscles from what each set counts for them [sets]."""
    sums = dict.fromkeys(muscles(), 0.0)
    for one in sets:
        for muscle, share in one.items():
            sums[muscle] += share
    return sums
