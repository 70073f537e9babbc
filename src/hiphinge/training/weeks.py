"""Days and weeks: what comes next, when a week is done again, when a lighter one comes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hiphinge.training.plan import week
from hiphinge.training.rules import limit
from hiphinge.training.state import Decision

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hiphinge.training.model import Prescription, Said
    from hiphinge.training.state import State, Work


def turned(state: State, *, missed: bool = False) -> State:
    """Return the programme on its next training day; at the end of a week, in the next one."""
    off = state.missed + missed
    state = replace(state, session=state.session + 1, missed=off)
    if state.day < state.profile.days:
        return replace(state, day=state.day + 1)
    state = replace(state, day=1, missed=0)
    part = limit("missed.part")
    if off >= part.value * state.profile.days:
        were = "was" if off == 1 else "were"
        text = (
            f"{off} of the {state.profile.days} days of week {state.week} {were} missed, so the "
            "week is done again as it was."
        )
        # A whole week off is a lighter one already.
        since = 0 if off >= state.profile.days else state.since_deload
        again = replace(
            state,
            since_deload=since,
            deload=state.deload and since > 0,
            works={key: _a_week_ago(one, state.week) for key, one in state.works.items()},
        )
        return _decided(again, Decision("repeat", "", (part.said(text),)))
    state = replace(state, week=state.week + 1)
    if state.deload:
        return replace(state, deload=False, since_deload=0)
    state = replace(state, since_deload=state.since_deload + 1)
    asked = [one for day in week(state) for one in day.prescriptions]
    why = _tired(state, asked) if _is_hard(asked) else None
    if why is None:
        return state
    return _decided(replace(state, deload=True), Decision("deload", "", (why,)))


def every(state: State) -> int:
    """Return after how many weeks a lighter one comes."""
    return int(limit(f"deload.{state.profile.level}").value)


def failing(state: State, asked: Iterable[Prescription]) -> tuple[str, ...]:
    """Return which exercises of those asked fail in a row: by their films, or by repetitions."""
    most = limit("again.failed").value
    works = {one.exercise: state.works.get(one.exercise) for one in asked}
    return tuple(key for key, one in works.items() if one and max(one.failed, one.short) >= most)


def _is_hard(asked: Iterable[Prescription]) -> bool:
    """Tell whether a week asks for anything hard enough to need a lighter one now and then."""
    easy = limit("easy.cap").value
    return any(one.rpe_high is not None and one.rpe_high > easy for one in asked)


def _tired(state: State, asked: Sequence[Prescription]) -> Said | None:
    """Return why the coming week is a lighter one; None where it is not."""
    weeks = limit(f"deload.{state.profile.level}")
    if state.since_deload >= weeks.value:
        return weeks.said(
            f"{state.since_deload} weeks of training: the next week is a lighter one."
        )
    signs, some = limit("deload.signs"), failing(state, asked)
    if state.since_deload >= limit("deload.earliest").value and len(some) >= signs.value:
        text = (
            f"{len(some)} exercises failed twice in a row or more: the next week is a lighter "
            "one already."
        )
        return signs.said(text)
    return None


def _a_week_ago(work: Work, week: int) -> Work:
    """Return the work as of the week before: in the calendar a week that is done again is new."""
    return replace(work, raised=min(work.raised, week - 1))


def _decided(state: State, decision: Decision) -> State:
    return replace(state, decisions=(*state.decisions, decision))
