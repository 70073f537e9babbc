"""The day after: what rose overnight is taken back before it is trained."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hiphinge.training.exercises import exercise_named
from hiphinge.training.ladder import place, rung_named
from hiphinge.training.model import Decision
from hiphinge.training.painful import clinician
from hiphinge.training.rules import limit
from hiphinge.training.rungs import moved

if TYPE_CHECKING:
    from hiphinge.training.model import NextDay, Seen, State, Work

LATEST_DAYS = 2
"""Days after a session until which what is said belongs to it."""


def told(state: State, happening: NextDay) -> State:
    """Return the programme after what the person says on the day after a session.

    Pain above the gate's, or more of it than in the session, takes back the rung and the loads
    that the session gave. Pain at the threshold that comes again stops the training.
    """
    if state.last is None or not 0 <= (happening.day - state.last).days <= LATEST_DAYS:
        return replace(state, decisions=())
    keys = [key for key, days in state.seen.items() if days[-1].day == state.last]
    seen = {
        key: (*days[:-1], _after(days[-1], happening)) if key in keys else days
        for key, days in state.seen.items()
    }
    state = replace(state, seen=seen, decisions=())
    pain = limit(f"gate.{state.profile.gate}.pain")
    if not happening.rose and happening.pain <= pain.value:
        return state
    text = f"Pain {happening.pain} of 10 on the day after"
    text += ", more than before." if happening.rose else "."
    text += f" What the last session added waits; at {pain.value:.0f} or less it can come again."
    state = _taken_back(state, keys)
    why = (pain.said(text),)
    stop, again = limit("pain.stop").value, _again(state, keys)
    if happening.pain >= stop and again is not None:
        said = clinician(exercise_named(again).title)
        stopped = Decision("stop", again, (*why, said))
        return replace(state, stopped=(said,), was=None, decisions=(stopped,))
    return replace(state, was=None, decisions=(Decision("back", "", why),))


def _after(seen: Seen, happening: NextDay) -> Seen:
    return replace(seen, next_pain=happening.pain, rose=happening.rose)


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


def _again(state: State, keys: list[str]) -> str | None:
    """Return an exercise whose session before had pain at the threshold as well."""
    stop = limit("pain.stop").value
    for key in keys:
        before = state.seen[key][-2:-1]
        if any(max(one.pain or 0, one.next_pain or 0) >= stop for one in before):
            return key
    return None
