"""The steps of a programme: each thing that happened, what was decided, where it stood then.

A step depends on nothing but the state before it and what happened. So the steps that were taken
last are remembered, in memory alone: only from the first row on that is another one now they are
taken anew.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from itertools import takewhile
from threading import Lock
from typing import TYPE_CHECKING

from hiphinge.training.step import step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hiphinge.store.happenings import Row
    from hiphinge.training.state import Decision, State

KEPT = 16
"""Programmes whose steps are remembered: as many as a coach looks at in turn."""
_kept: OrderedDict[str, tuple[State, tuple[Step, ...]]] = OrderedDict()
_lock = Lock()


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened, what was decided on it, and where the programme stood then.

    Attributes
    ----------
    row : Row
    decisions : tuple of Decision
    after : State
    """

    row: Row
    decisions: tuple[Decision, ...]
    after: State


def steps_of(programme_uid: str, first: State, rows: Sequence[Row]) -> tuple[Step, ...]:
    """Return the steps from a beginning over all that happened.

    Parameters
    ----------
    programme_uid : str
        Whose steps are remembered under this name.
    first : State
    rows : sequence of Row
        In the order in which they count.

    Raises
    ------
    UsageError
        When something that happened names what there is not.
    """
    steps = list(_same(programme_uid, first, rows))
    state = steps[-1].after if steps else first
    for row in rows[len(steps) :]:
        state = step(state, row.happening)
        steps.append(Step(row, state.decisions, state))
    taken = tuple(steps)
    with _lock:
        _kept[programme_uid] = (first, taken)
        _kept.move_to_end(programme_uid)
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return taken


def _same(programme_uid: str, first: State, rows: Sequence[Row]) -> list[Step]:
    """Return the remembered steps up to the first row that is another one now."""
    with _lock:
        known = _kept.get(programme_uid)
    if known is None or known[0] != first:
        return []
    pairs = zip(known[1], rows, strict=False)
    return [one for one, _ in takewhile(lambda pair: pair[0].row == pair[1], pairs)]
