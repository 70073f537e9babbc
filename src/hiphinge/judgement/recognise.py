"""Which move it is, from motion alone, with a probability; and when to ask instead.

Each move says in its file what its signs are, as a middle and a spread. The probability of a move
is its share of the likelihood of what was seen (naive Bayes, equal odds before), next to that of
a movement of the same form that is none of the known ones.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from hiphinge.moves.move import Look, moves

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hiphinge.moves.move import Move
    from hiphinge.reps.signs import Signs

SURE_ENOUGH = 0.7
"""A move is named from this probability; below it the lifter is asked."""
SHARED = 0.5
"""Signs of one set are not independent: each counts by this part."""
FAR = 3.5
"""A sign this many deviations off says no more than that: a network may have erred."""
OTHER_SPREAD = 2.0
"""A movement that is none of the known ones is spread this much wider than they are together."""
OTHER = "other"
WORTH_NAMING = 0.1
"""A candidate is named to the lifter from this probability."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a set seems to be.

    Attributes
    ----------
    move : str
        The likeliest of the known moves; empty where nothing fits the form.
    probability : float
        Of it.
    candidates : tuple of (str, float)
        All that are worth naming, the likeliest first; ``other`` is none of the known ones.
    """

    move: str
    probability: float
    candidates: tuple[tuple[str, float], ...]

    @property
    def sure(self) -> bool:
        """Whether it is sure enough to be named."""
        return self.probability >= SURE_ENOUGH


NOTHING = Recognised("", 0.0, ())


def recognise(seen: Signs, implement: str | None = None) -> Recognised:
    """Name the move of a set.

    Parameters
    ----------
    seen : Signs
        What it looks like.
    implement : str or None
        What the lifter said is held; moves that are not done with it are left out.
    """
    known = [
        one
        for one in moves().values()
        if one.looks and one.seen_by == seen.form and _fits(one, implement)
    ]
    if not known or not seen.values:
        return NOTHING
    logs = {one.name: _log_likelihood(one.looks, seen.values) for one in known}
    every = [one.looks for one in moves().values() if one.looks and one.seen_by == seen.form]
    logs[OTHER] = _log_likelihood(_any(every), seen.values)
    names = list(logs)
    share = np.exp(np.array([logs[name] for name in names]) - max(logs.values()))
    chances = dict(zip(names, (share / share.sum()).tolist(), strict=True))
    best = max((one.name for one in known), key=lambda name: chances[name])
    if implement is not None and _told_apart(seen, best):
        # What was said to be held and what was seen do not go together: neither is believed.
        return replace(recognise(seen), probability=0.0)
    ranked = sorted(chances.items(), key=lambda pair: -pair[1])
    told = tuple(pair for pair in ranked if pair[1] >= WORTH_NAMING)
    return Recognised(_held(best, implement), chances[best], told)


def _told_apart(seen: Signs, best: str) -> bool:
    """Tell whether the signs alone are sure of another move."""
    alone = recognise(seen)
    return alone.sure and alone.move != best


def _fits(move: Move, implement: str | None) -> bool:
    return implement is None or not move.implements or implement in move.implements


def _held(name: str, implement: str | None) -> str:
    """Return what a move is called with what is held."""
    for one in moves().values():
        if one.held_is == name and implement in one.implements:
            return one.name
    return name


def _log_likelihood(looks: Mapping[str, Look], seen: Mapping[str, float]) -> float:
    """Return the logarithm of how likely the signs are; one that was not seen says nothing."""
    total = 0.0
    for name, look in looks.items():
        if name in seen:
            off = min(abs(seen[name] - look.middle) / look.sd, FAR)
            total -= SHARED * (0.5 * off**2 + float(np.log(look.sd)))
    return total


def _any(known: Iterable[Mapping[str, Look]]) -> dict[str, Look]:
    """Return what a movement looks like that is none of the known ones: all of them, and wider."""
    together: dict[str, list[Look]] = {}
    for looks in known:
        for name, look in looks.items():
            together.setdefault(name, []).append(look)
    return {
        name: Look(
            float(np.mean([one.middle for one in them])),
            OTHER_SPREAD
            * float(
                np.hypot(np.std([one.middle for one in them]), np.mean([one.sd for one in them]))
            ),
        )
        for name, them in together.items()
    }
