"""Everything that the page of a programme shows, as of a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hiphinge.store.course import Standing, open_days, standing
from hiphinge.store.happenings import days_of, finished_days
from hiphinge.training.breaks import returned
from hiphinge.training.exercises import carrier, exercise_named
from hiphinge.training.film import on
from hiphinge.training.happening import NextDay, SessionDone
from hiphinge.training.horizon import has_come
from hiphinge.training.next_day import LATEST_DAYS
from hiphinge.training.plan import week
from hiphinge.training.rules import limit
from hiphinge.web.programme import choices
from hiphinge.web.programme.cited import Cited, cited
from hiphinge.web.programme.dates import due_day, next_day, weekdays_of
from hiphinge.web.programme.ladder_view import GateShown, RungShown, gates_shown, rungs_shown
from hiphinge.web.programme.setup_weights import weights_words
from hiphinge.web.programme.trail_view import Entry, entries
from hiphinge.web.programme.week_view import DayShown, week_said, week_shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from hiphinge.store.steps import Step
    from hiphinge.store.tables import Programme, TrainingDay
    from hiphinge.training.state import State

LATEST_SESSIONS = 2
"""Sessions whose decisions are shown, with all that was said since."""
OPEN_FILMS = ("queued", "running")


@dataclass(frozen=True, slots=True)
class Today:
    """A programme as of a day.

    Attributes
    ----------
    standing : Standing
    state : State
        As it is asked on that day: a break has made it lighter.
    after_break : tuple of Cited
        What the break changed; empty without one.
    rungs : tuple of RungShown
    gates : tuple of GateShown
    opens : tuple of Cited
        What the gate to the next rung wants beside the films of each exercise, or waits for.
    days : tuple of DayShown
        The week.
    week_said : tuple of Cited
    due : str
        The day that the next session was meant for.
    late : bool
        Whether that has gone by.
    begun : TrainingDay or None
        The session that was begun last and is not finished.
    unfinished, ahead : tuple of TrainingDay
        Others that were begun and are not finished; finished ones whose day has not come yet.
    asks_about : str
        The day of the session about which is asked how the day after is; empty for no question.
    latest : tuple of Entry
        What was decided last.
    older : bool
        Whether more was decided before.
    films_wait, films_failed : int
        Films of finished sessions that are still to be judged, or could not be.
    rung_ways : tuple of choices.Way
        Every other rung.
    loaded : tuple of (str, str, float or None)
        Exercises of the week that carry a load: key, title and load [kg].
    asked : tuple of (str, str)
        Exercises of the week: key and title.
    own_hint : str
        What can be chosen of them.
    weights : tuple of str
        Which weights are there, kind by kind; empty where that was not said.
    deload, resume : choices.Way
    """

    standing: Standing
    state: State
    after_break: tuple[Cited, ...]
    rungs: tuple[RungShown, ...]
    gates: tuple[GateShown, ...]
    opens: tuple[Cited, ...]
    days: tuple[DayShown, ...]
    week_said: tuple[Cited, ...]
    due: str
    late: bool
    begun: TrainingDay | None
    unfinished: tuple[TrainingDay, ...]
    ahead: tuple[TrainingDay, ...]
    asks_about: str
    latest: tuple[Entry, ...]
    older: bool
    films_wait: int
    films_failed: int
    rung_ways: tuple[choices.Way, ...]
    loaded: tuple[tuple[str, str, float | None], ...]
    asked: tuple[tuple[str, str], ...]
    own_hint: str
    weights: tuple[str, ...]
    deload: choices.Way
    resume: choices.Way


def today_of(session: Session, programme: Programme, today: date, units: str) -> Today:
    """Return a programme as of a day.

    Raises
    ------
    UsageError
        When something that is kept of it cannot be read.
    """
    now = standing(session, programme, today)
    state = returned(now.state, today)
    rested = state.rested > now.state.rested
    weekdays = weekdays_of(programme, state.profile.days)
    shown, first = _latest(now.trail, now.first)
    wait, failed = _films(session, programme)
    begun = open_days(session, programme)
    return Today(
        standing=now,
        state=state,
        after_break=cited((one for told in state.decisions for one in told.why), units)
        if rested
        else (),
        rungs=rungs_shown(now),
        gates=gates_shown(now, units),
        opens=_opens(now, units),
        days=week_shown(
            state, now.trail, weekdays, next_day(programme, weekdays, now.trail, today), units
        ),
        week_said=week_said(state),
        due=(due := due_day(programme, weekdays, now.trail)).isoformat(),
        late=due < today,
        begun=begun[-1] if begun else None,
        unfinished=tuple(begun[:-1]),
        ahead=tuple(
            one
            for one in finished_days(session, programme)
            if not has_come(date.fromisoformat(one.day), today)
        ),
        asks_about=_asks_about(now.trail, today),
        latest=entries(shown, first, units, overrule=True),
        older=len(shown) < len(now.trail),
        films_wait=wait,
        films_failed=failed,
        rung_ways=tuple(
            choices.to_rung(one.title, one.key, now.state, units)
            for one in rungs_shown(now)
            if one.where != "here"
        ),
        loaded=_loaded(state),
        asked=tuple((key, exercise_named(key).title) for key in _asked(state)),
        own_hint=choices.own_hint(),
        weights=weights_words(state.profile.weights, units),
        deload=choices.lighter_week(state),
        resume=choices.resume(state),
    )


def _latest(trail: Sequence[Step], first: State) -> tuple[Sequence[Step], State]:
    """Return the steps from the last sessions on, and where the programme stood before them."""
    at = len(trail)
    sessions = 0
    while at and sessions < LATEST_SESSIONS:
        at -= 1
        sessions += isinstance(trail[at].row.happening, SessionDone)
    return trail[at:], trail[at - 1].after if at else first


def _opens(now: Standing, units: str) -> tuple[Cited, ...]:
    """Return what is not said by the gates of single exercises: a wait, the gate to a swing."""
    waiting = now.state.waiting
    if waiting is not None and waiting.rung:
        text = f"Its films have opened it: it waits for how the day after {on(waiting.day)} feels."
        return cited([limit("next_day.wanted").said(text)], units)
    if now.opening is None or now.opening.rung.opened_by != "swing":
        return ()
    said = {line.said for gate in now.gates for line in gate.lines}
    return cited((one for one in now.opening.why if one not in said), units)


def _asks_about(trail: Sequence[Step], today: date) -> str:
    last = None
    for step in trail:
        if isinstance(step.row.happening, SessionDone):
            last = step.row.happening.day
        elif isinstance(step.row.happening, NextDay):
            last = None
    if last is None or not timedelta(0) < today - last <= timedelta(days=LATEST_DAYS):
        return ""
    return last.isoformat()


def _films(session: Session, programme: Programme) -> tuple[int, int]:
    films = [
        one.analysis
        for day in days_of(session, programme)
        if day.finished_at is not None
        for one in day.sets
        if one.analysis is not None
    ]
    wait = sum(one.state in OPEN_FILMS for one in films)
    return wait, sum(one.state == "failed" for one in films)


def _loaded(state: State) -> tuple[tuple[str, str, float | None], ...]:
    return tuple(
        (key, exercise_named(key).title, work.load_kg if (work := state.works.get(key)) else None)
        for key in _asked(state)
        if carrier(exercise_named(key), state.profile) is not None
    )


def _asked(state: State) -> tuple[str, ...]:
    """Return the exercises of the week, each once."""
    return tuple(dict.fromkeys(one.exercise for plan in week(state) for one in plan.prescriptions))
