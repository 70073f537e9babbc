"""What a set that is named as a move is for the programme: one exercise, or what several share.

A film is judged as a move, and a person may name one; the programme knows exercises, several of
them done with one move. This is the one place that says which of them a set stands for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from hiphinge.moves.move import moves
from hiphinge.training.equipment import equipment
from hiphinge.training.exercises import exercises
from hiphinge.training.rules import limit
from hiphinge.training.volume import NOT_HARD

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hiphinge.training.exercises import Exercise

Why = Literal["named", "told", "shared", "nearest"]
"""How plain it is: named so, or told by the day or by what was held; or one of several, of which
what is common counts; or the nearest that there is, done otherwise."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What a set is for the programme.

    Attributes
    ----------
    name : str
        Key of the exercise or move as it was given.
    exercises : tuple of Exercise
        What it may be, at least one; what is said here is common to all of them.
    why : {"named", "told", "shared", "nearest"}
    loaded : bool
        Whether more was held than a stick: then what is practice otherwise may be a hard set.
    """

    name: str
    exercises: tuple[Exercise, ...]
    why: Why
    loaded: bool = False

    @property
    def key(self) -> str | None:
        """The exercise that it surely is; None where it is not plain."""
        return self.exercises[0].key if self.why in {"named", "told"} else None

    @property
    def hinge(self) -> bool:
        """Whether it is a hinge of the programme."""
        return all(one.slot == "hinge" for one in self.exercises)

    @property
    def per_side(self) -> bool:
        """Whether what is counted is done with each side."""
        return all(one.per_side for one in self.exercises)

    @property
    def fast(self) -> bool:
        """Whether it is fast work, which is counted by repetitions."""
        return all(one.kind in NOT_HARD and one.kind != "drill" for one in self.exercises)

    @property
    def hard_sets(self) -> Mapping[str, float]:
        """What the set counts by group of muscles, no more than in any of them [sets]."""
        first, *others = (_shares(one, loaded=self.loaded) for one in self.exercises)
        return {
            muscle: min(share, *(one[muscle] for one in others)) if others else share
            for muscle, share in first.items()
            if all(muscle in one for one in others)
        }


def meant(
    name: str | None,
    *,
    asked: Iterable[str] = (),
    implement: str | None = None,
    load_kg: float | None = None,
) -> Meant | None:
    """Return what a set is for the programme; None where it is none of its exercises.

    Parameters
    ----------
    name : str or None
        Key of an exercise or a move, as the person or the film named it.
    asked : iterable of str
        Exercises that were asked for on that day: of a move it is the first of them.
    implement : str or None
        What was held, as `moves` name it; None where nobody said.
    load_kg : float or None
        A load tells that something was held [kg].
    """
    known, loaded = exercises(), _loaded(implement, load_kg)
    if name is None:
        return None
    if name in known:
        return Meant(name, (known[name],), "named", loaded)
    key = judged_as(name, asked)
    if key is not None:
        return Meant(name, (known[key],), "told", loaded)
    alike = _of_move(_held(name, implement, load_kg))
    fitting = tuple(one for one in alike if _fits(one, implement, load_kg))
    if not alike:
        return None
    if not fitting:
        return Meant(name, alike, "nearest", loaded)
    return Meant(name, fitting, "told" if len(fitting) == 1 else "shared", loaded)


def judged_as(move: str, keys: Iterable[str]) -> str | None:
    """Return the first of these exercises whose films are judged as this move."""
    known = exercises()
    return next((key for key in keys if key in known and known[key].move == move), None)


def _of_move(name: str) -> tuple[Exercise, ...]:
    return tuple(one for one in exercises().values() if one.move == name)


def _held(name: str, implement: str | None, load_kg: float | None) -> str:
    """Return the move that it is with something in the hands: a loaded hinge has another name."""
    for one in moves().values():
        if one.held_is == name and (implement in one.implements or (load_kg and not implement)):
            return one.name
    return name


def _fits(one: Exercise, implement: str | None, load_kg: float | None) -> bool:
    """Say whether it can be done so; of what nobody said nothing is held against it."""
    if load_kg and not one.loadable:
        return False
    return implement is None or any(implement in needs for needs in one.equipment)


def _loaded(implement: str | None, load_kg: float | None) -> bool:
    """Say whether more was held than a stick; a bar weighs something, also where nobody says it."""
    if load_kg is not None:
        return load_kg >= limit("log.loaded").value
    item = equipment().get(implement or "")
    return item is not None and item.load is not None and item.load.bar


def _shares(one: Exercise, *, loaded: bool) -> Mapping[str, float]:
    """Return what a set counts by group of muscles; nothing where it is no hard one [sets]."""
    if one.kind not in NOT_HARD:
        return one.muscles
    return one.loaded if loaded else {}
