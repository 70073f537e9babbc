"""What may stand in the place of an exercise, for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiphinge.training.exercises import exercise_named, exercises, suits

if TYPE_CHECKING:
    from hiphinge.training.model import Profile


def swaps_for(exercise: str, profile: Profile) -> tuple[str, ...]:
    """Return what a person can do in the place of an exercise, best first.

    All are of the same slot, with the equipment that is there, nothing that is left out. Whether
    the ladder has come as far is another question: see `choice.is_open`.

    Raises
    ------
    UsageError
        When there is no such exercise.
    """
    known = exercises()
    return tuple(key for key in exercise_named(exercise).swaps if suits(known[key], profile))
