"""What exercises are called, and the list that a person chooses from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from hiphinge.moves.move import moves
from hiphinge.training.exercises import exercises

if TYPE_CHECKING:
    from collections.abc import Mapping

OPEN = "Exercise not said"
"""Stands where neither a person nor the film named it."""
SLOTS = {
    "hinge": "Hinges of the programme",
    "power": "Power",
    "hip_extension": "Hip extension",
    "knee_flexion": "Knee flexion",
    "trunk": "Trunk",
    "carry": "Carries",
}
"""The programme's slots as the list is divided by them."""


@dataclass(frozen=True, slots=True)
class Group:
    """A part of the list.

    Attributes
    ----------
    name : str
    choices : tuple of (str, str)
        Key and title of each exercise.
    """

    name: str
    choices: tuple[tuple[str, str], ...]


@cache
def titles() -> Mapping[str, str]:
    """Return the title of every exercise that is known here, by its key."""
    told = {key: one.title for key, one in exercises().items()}
    return told | {key: _capital(one.title) for key, one in moves().items()}


def title_of(key: str | None) -> str:
    """Return what an exercise is called; one that is not known here by its key."""
    if not key:
        return OPEN
    return titles().get(key) or _capital(key.replace("_", " "))


@cache
def groups() -> tuple[Group, ...]:
    """Return all exercises as a form offers them: first those that a film is judged as."""
    judged = tuple(sorted(((key, titles()[key]) for key in moves()), key=lambda one: one[1]))
    taken = {title for _key, title in judged}
    rest = {
        name: tuple(
            (key, f"{titles()[key]} of the programme" if titles()[key] in taken else titles()[key])
            for key, one in exercises().items()
            if one.slot == slot and key not in moves()
        )
        for slot, name in SLOTS.items()
    }
    return (
        Group("Judged from a film", judged),
        *(Group(name, choices) for name, choices in rest.items() if choices),
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
