"""The ladder of the hinge: its rungs, and which of them a person can stand on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from hiphinge.errors import UsageError
from hiphinge.training.data import STRICT, read
from hiphinge.training.exercises import exercises, instead, suits
from hiphinge.training.goals import scheme
from hiphinge.training.model import Label, Slot  # noqa: TC001 (pydantic needs them)

if TYPE_CHECKING:
    from hiphinge.training.model import Profile

OpenedBy = Literal["start", "form", "swing"]


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung.

    Attributes
    ----------
    key, title, about : str
    slot : {"hinge", "power"}
    exercises : tuple of str
        What counts as this rung, preferred ones first.
    opened_by : {"start", "form", "swing"}
        What opens this rung: being the first, passing films of the rung before, or the swing gate.
    judged_on : tuple of str
        Exercises whose films open it; empty for that of the rung before. See `opened_on`.
    """

    __pydantic_config__ = STRICT

    key: str
    title: str
    slot: Slot
    exercises: tuple[str, ...]
    opened_by: OpenedBy
    about: str
    judged_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _File:
    __pydantic_config__ = STRICT

    source: str
    label: Label
    rung: tuple[Rung, ...]


@cache
def ladder() -> tuple[Rung, ...]:
    """Return all rungs, the lowest first."""
    return read("ladder", _File).rung


@cache
def evidence() -> tuple[str, Label]:
    """Return where the ladder's order and gates come from, and how sure that is."""
    file = read("ladder", _File)
    return file.source, file.label


def rung_named(key: str) -> Rung:
    """Return a rung by its key.

    Raises
    ------
    UsageError
        When the ladder has none of that key.
    """
    at = _places().get(key)
    if at is not None:
        return ladder()[at]
    raise UsageError(
        f"The ladder has no rung {key!r}: choose from {', '.join(one.key for one in ladder())}."
    )


def place(key: str) -> int:
    """Return how high a rung is, the lowest 0.

    Raises
    ------
    UsageError
        When the ladder has none of that key.
    """
    return _places()[rung_named(key).key]


@cache
def _places() -> dict[str, int]:
    return {one.key: at for at, one in enumerate(ladder())}


@cache
def rung_of(exercise: str) -> str | None:
    """Return the lowest rung that an exercise counts as; None where it is beside the ladder."""
    return next((one.key for one in ladder() if exercise in one.exercises), None)


def rung_exercise(rung: Rung | str, profile: Profile) -> str | None:
    """Return the exercise by which a person does a rung; None where they can do none of it.

    Something else that the person wishes in its place is taken where it counts as the same rung.
    A wish from higher up waits until it is open; with one from lower down the rung is passed over.
    """
    if isinstance(rung, str):
        rung = rung_named(rung)
    known = exercises()
    for key in rung.exercises:
        wish = instead(key, profile)
        if wish not in rung.exercises:
            its = rung_of(wish)
            if its is None or place(its) < place(rung.key):
                continue
            wish = key
        if suits(known[wish], profile):
            return wish
    return None


def rungs_for(profile: Profile) -> tuple[Rung, ...]:
    """Return the rungs that a person can stand on, the lowest first.

    A rung that would be done by the same exercise as a lower one is passed over, and those above
    the goal's highest are left out.
    """
    seen: set[str] = set()
    mine = []
    top = scheme(profile.goal, profile.level).top
    for rung in ladder() if top is None else ladder()[: place(top) + 1]:
        key = rung_exercise(rung, profile)
        if key is not None and key not in seen:
            mine.append(rung)
            seen.add(key)
    return tuple(mine)


def next_rung(key: str, profile: Profile) -> Rung | None:
    """Return the rung that comes after one, for a person; None at the top."""
    at = place(key)
    return next((one for one in rungs_for(profile) if place(one.key) > at), None)


def rung_before(key: str, profile: Profile) -> Rung | None:
    """Return the rung that comes before one, for a person; None at the foot."""
    at = place(key)
    return next((one for one in reversed(rungs_for(profile)) if place(one.key) < at), None)


def opened_on(rung: Rung, profile: Profile) -> tuple[str, ...]:
    """Return the exercises whose films open a rung for a person; empty for the lowest."""
    known = exercises()
    named = tuple(key for key in rung.judged_on if suits(known[key], profile))
    if named:
        return named
    before = rung_before(rung.key, profile)
    done = rung_exercise(before, profile) if before else None
    return (done,) if done else ()


def beside(key: str) -> tuple[str, ...]:
    """Return the exercises beside the ladder that wait for a rung and open with it."""
    return tuple(one.key for one in exercises().values() if one.from_rung == key)


def is_open(exercise: str, rung: str) -> bool:
    """Say whether the ladder has come far enough for an exercise."""
    needs = rung_of(exercise) or exercises()[exercise].from_rung
    return needs is None or place(needs) <= place(rung)
