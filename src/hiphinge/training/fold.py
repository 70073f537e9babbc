"""A programme is what happened, in its order: the state after all of it, and the way there."""

from __future__ import annotations

from functools import reduce
from itertools import accumulate
from typing import TYPE_CHECKING

from hiphinge.training.horizon import has_come
from hiphinge.training.step import step

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from hiphinge.training.happening import Happening
    from hiphinge.training.state import State


def fold(state: State, happenings: Iterable[Happening], today: date | None = None) -> State:
    """Return where a programme stands after all that happened.

    Parameters
    ----------
    state : State
        At the beginning.
    happenings : iterable of Happening
        In their order.
    today : date or None
        What is dated later has not happened, see `horizon`; None to take all.

    Raises
    ------
    UsageError
        As `step` does.
    """
    come = (one for one in happenings if today is None or has_come(one.day, today))
    return reduce(step, come, state)


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
