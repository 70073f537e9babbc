"""One happening moves a programme on. Pure: the same state and happening give the same state."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from hiphinge.training.breaks import returned
from hiphinge.training.geared import geared
from hiphinge.training.happening import (
    Geared,
    Missed,
    NextDay,
    Overruled,
    SessionDone,
    Swapped,
)
from hiphinge.training.next_day import told
from hiphinge.training.overrule import overruled, swapped
from hiphinge.training.rules import limit
from hiphinge.training.session import done
from hiphinge.training.state import Decision
from hiphinge.training.weeks import turned

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from hiphinge.training.happening import Happening
    from hiphinge.training.state import State


def step(state: State, happening: Happening) -> State:
    """Return where a programme stands after what happened; `decisions` say what came of it.

    Parameters
    ----------
    state : State
    happening : SessionDone, Missed, NextDay, Overruled, Swapped or Geared

    Raises
    ------
    UsageError
        When it names a rung or an exercise that there is not, or a load that is no number.
    """
    match happening:
        case SessionDone():
            return done(state, happening)
        case Missed():
            return _missed(state, happening)
        case NextDay():
            return told(state, happening)
        case Overruled():
            return _wanted(state, happening.day, lambda now: overruled(now, happening))
        case Swapped():
            return _wanted(state, happening.day, lambda now: swapped(now, happening))
        case Geared():
            return _wanted(state, happening.day, lambda now: geared(now, happening))
        case _:
            assert_never(happening)


def _wanted(state: State, day: date, change: Callable[[State], State]) -> State:
    """What the person decides comes after what a break has made lighter, so that it holds."""
    before = state.rested
    state = returned(state, day)
    new = change(state)
    broken_off = state.decisions if state.rested > before else ()
    return replace(new, decisions=(*broken_off, *new.decisions))


def _missed(state: State, happening: Missed) -> State:
    """A day that was missed is left out; after many of them the programme begins lighter."""
    before = state.rested
    state = returned(state, happening.day)
    rule = limit("missed.part")
    text = "A missed day is left out, not made up: go on with the next one."
    broken_off = state.decisions if state.rested > before else ()
    decisions = (*broken_off, Decision("hold", "", (rule.said(text),)))
    return turned(replace(state, decisions=decisions), missed=True)
