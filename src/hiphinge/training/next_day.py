"""The day after: what rose overnight is taken back before it is trained."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hiphinge.training.ladder import place, rung_named
from hiphinge.training.notes import note
from hiphinge.training.painful import looked_at
from hiphinge.training.rules import limit
from hiphinge.training.rungs import moved
from hiphinge.training.state import Decision
from hiphinge.training.waiting import given

if TYPE_CHECKING:
    from datetime import date

    from hiphinge.training.happening import NextDay
    from hiphinge.training.model import Said
    from hiphinge.training.state import Seen, State, Work

LATEST_DAYS = 2
"""Days after a session until which what is said belongs to it."""


def told(state: State, happening: NextDay) -> State:
    """Return the programme after what the person says on the day after a session.

    It belongs to the latest training day before it. Where it is no worse, what waited for it comes.
    Pain above the gate's, or more of it than in the session, takes back the rung and the loads that
    the session gave. Pain at the threshold that comes again, or severe pain, stops the training.
    """
    day = _about(state, happening.day)
    if day is None:
        return replace(state, decisions=())
    keys = [key for key, days in state.seen.items() if any(one.day == day for one in days)]
    seen = {key: _with(days, day, happening) for key, days in state.seen.items()}
    state = replace(state, seen=seen, decisions=())
    pain = limit(f"gate.{state.profile.gate}.pain")
    if not happening.rose and happening.pain <= pain.value:
        return given(state, day)
    lost = state.waiting is not None and state.waiting.day == day
    state = replace(state, waiting=None) if lost else state
    lighter = _taken_back(state, keys) if day == state.last else state
    taken = (lighter.rung, lighter.works) != (state.rung, state.works)
    more = ", more than before." if happening.rose else "."
    waits = "What the last session added waits" if taken else "Nothing is added"
    if lost:
        waits = "What the last session earned is not added"
    text = (
        f"Pain {happening.pain} of 10 on the day after{more} {waits}; more comes once it is "
        f"{pain.value:.0f} or less, and no more than in the session."
    )
    why = (pain.said(text), note("soreness"))
    lighter = replace(lighter, was=None)
    for key in keys:
        said = looked_at(state, key, happening.pain, day)
        if said is not None:
            return _stopped(lighter, key, (*why, said))
    return replace(lighter, decisions=(Decision("back", "", why),))


def _stopped(state: State, key: str, why: tuple[Said, ...]) -> State:
    return replace(state, stopped=(why[-1],), decisions=(Decision("stop", key, why),))


def _about(state: State, said_on: date) -> date | None:
    """Return the training day that is told of; None where none is so near."""
    days = {one.day for kept in state.seen.values() for one in kept}
    near = [day for day in days if 0 < (said_on - day).days <= LATEST_DAYS]
    return max(near, default=None)


def _with(days: tuple[Seen, ...], day: date, said: NextDay) -> tuple[Seen, ...]:
    return tuple(
        replace(one, next_pain=said.pain, rose=said.rose) if one.day == day else one for one in days
    )


def _taken_back(state: State, keys: list[str]) -> State:
    """Return the state with nothing more of these exercises than before the last session."""
    was = state.was
    if was is None:
        return state
    if place(was.rung) < place(state.rung):
        opened = rung_named(state.rung).exercises
        kept = state.seen
        state = replace(moved(state, was.rung), seen=kept)
        keys = [key for key in keys if key not in opened]
    works = dict(state.works)
    for key in keys:
        if key in was.works:
            works[key] = _less(works[key], was.works[key])
    return replace(state, works=works)


def _less(now: Work, before: Work) -> Work:
    loads = [one for one in (now.load_kg, before.load_kg) if one is not None]
    return replace(
        now,
        load_kg=min(loads, default=None),
        reps=min(now.reps, before.reps) if now.load_kg == before.load_kg else now.reps,
        sets=min(now.sets, before.sets),
        raised=before.raised,
    )
