"""A programme is what happened, in its order: the state after all of it, and the way there."""

from __future__ import annotations

from functools import reduce
from itertools import accumulate
from typing import TYPE_CHECKING

from hiphinge.training.step import step

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hiphinge.training.happening import Happening
    from hiphinge.training.state import State


def fold(state: State, happenings: Iterable[Happening]) -> State:
    """Return where a programme stands after all that happened.

    Raises
    ------
    UsageError
        As `step` does.
    """
    return reduce(step, happenings, state)


def trail(state: State, happenings: Iterable[Happening]) -> tuple[tuple[Happening, State], ...]:
    """Return each happening with the state after it, whose `decisions` say what came of it.

    Raises
    ------
    UsageError
        As `step` does.
    """
    all_of_them = tuple(happenings)
    states = accumulate(all_of_them, step, initial=state)
    next(states)
    return tuple(zip(all_of_them, states, strict=True))
