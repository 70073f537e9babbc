"""Who comes back: what a session earned waits for how the day after feels.

For every other goal it comes at once, and is taken back where the day after is worse.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hiphinge.training.film import on
from hiphinge.training.ladder import place, rung_exercise, rung_named
from hiphinge.training.rules import limit
from hiphinge.training.rungs import dose_of, moved
from hiphinge.training.state import Decision, Waiting

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from hiphinge.training.goals import Dose
    from hiphinge.training.model import Profile
    from hiphinge.training.state import State, Work

MORE = ("up", "more")
"""Decisions that ask for more of an exercise."""


def waits(profile: Profile) -> bool:
    """Tell whether what a session earns has to wait for the day after."""
    return profile.goal == "return"


def begun(state: State, day: date, keys: Collection[str]) -> State:
    """Return the state as a session begins: what an earlier day earned and nobody told of is lost.

    Two sessions of one day wait together; an exercise that is done again earns anew.
    """
    before = state.waiting
    if before is None or before.day == day:
        same = before or Waiting(day, state.rung)
        works = {key: one for key, one in same.works.items() if key not in keys}
        rest = tuple(one for one in same.decisions if one.exercise not in keys)
        return replace(state, waiting=replace(same, works=works, decisions=rest))
    text = (
        f"How the day after {on(before.day)} was is not known, so what waited for it is not added. "
        "Say it on the day after, and more can come."
    )
    lost = Decision("hold", "", (limit("next_day.wanted").said(text),))
    return replace(state, waiting=Waiting(day, state.rung), decisions=(*state.decisions, lost))


def more_waits(
    state: State, key: str, now: Work, then: Work, decision: Decision
) -> tuple[State, Decision]:
    """Return an exercise as it stays, and the decision that more of it waits."""
    assert state.waiting is not None  # noqa: S101 (tells the type checker: a session has begun)
    waiting = replace(
        state.waiting,
        works={**state.waiting.works, key: then},
        decisions=(*state.waiting.decisions, decision),
    )
    state = replace(state, works={**state.works, key: now}, waiting=waiting)
    text = "This waits for how tomorrow feels: say it then, and it comes if that is no worse."
    why = (limit("next_day.wanted").said(text), *decision.why)
    return state, Decision("wait", key, why)


def rung_waits(
    state: State, rung: str, decision: Decision, by: Collection[str]
) -> tuple[State, Decision]:
    """Return the state on the rung where it stands, and the decision that the next one waits."""
    assert state.waiting is not None  # noqa: S101 (tells the type checker: a session has begun)
    others = [one for one in state.waiting.decisions if one.exercise not in by or one.what == "up"]
    waiting = replace(state.waiting, rung=rung, decisions=(decision, *others))
    pain = limit(f"gate.{state.profile.gate}.pain").value
    text = (
        f"The next rung, {rung_named(rung).title}, waits for how tomorrow feels: say it then, and "
        f"it opens if that is {pain:.0f} of 10 or less, and no more than in the session."
    )
    why = (limit("next_day.wanted").said(text), *decision.why[1:])
    return replace(state, waiting=waiting), Decision("wait", decision.exercise, why)


def ended(state: State) -> State:
    """Return the state as a session ends: what holds nothing does not wait."""
    return state if state.waiting and state.waiting.decisions else replace(state, waiting=None)


def given(state: State, day: date) -> State:
    """Return the state with what waited for the day after this one, which was no worse."""
    waiting = state.waiting
    if waiting is None or waiting.day != day:
        return state
    # On another rung an exercise may be asked by another dose: what was earned of it is no more.
    other = {key for key in waiting.works if _dose(state, key, waiting.stood) != _dose(state, key)}
    works = {key: one for key, one in waiting.works.items() if key not in other}
    comes = tuple(one for one in waiting.decisions if one.exercise not in other)
    state = replace(state, works={**state.works, **works}, waiting=None, decisions=comes)
    rung = waiting.rung
    if rung and place(rung) > place(state.rung) and rung_exercise(rung, state.profile):
        state = moved(state, rung)
    return state


def without(waiting: Waiting | None, key: str) -> Waiting | None:
    """Return what still waits after the person has decided on an exercise."""
    if waiting is None:
        return None
    works = {name: one for name, one in waiting.works.items() if name != key}
    rest = tuple(one for one in waiting.decisions if one.exercise != key)
    return replace(waiting, works=works, decisions=rest)


def _dose(state: State, key: str, rung: str = "") -> Dose:
    return dose_of(key, state.profile, rung or state.rung)
