"""What an athlete did in each of the last weeks, as numbers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean
from typing import TYPE_CHECKING, Final

from hiphinge.errors import UsageError
from hiphinge.store import days, programmes
from hiphinge.store.happenings import done, read_event
from hiphinge.training.exercises import exercise_named
from hiphinge.training.form import pooled
from hiphinge.training.happening import NextDay, SessionDone
from hiphinge.training.volume import NOT_HARD, weekly_sets

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy.orm import Session

    from hiphinge.store.happenings import Said
    from hiphinge.store.tables import Athlete, ProgrammeEvent, TrainingDay
    from hiphinge.training.happening import Form, SetDone

WEEKS: Final = 12
"""Weeks on the page: longer than a block between two lighter weeks."""
WEEK: Final = timedelta(days=7)
SIDES: Final = 2


@dataclass(frozen=True, slots=True)
class Effort:
    """Effort of the sets of a week: the least, their mean, the most, and how many told it."""

    low: float
    mean: float
    high: float
    sets: int


@dataclass(frozen=True, slots=True)
class Week:
    """One calendar week.

    Attributes
    ----------
    monday : date
    so_far : bool
        Whether it still goes on.
    sessions, sets : int
        Training days with a set, and all sets.
    by_muscle : mapping
        Hard sets by group of muscles; direct ones count 1, indirect ones a half [sets].
    not_counted : int
        Sets whose exercise is not named, or is none of the programme's.
    fast_reps : int
        Repetitions of fast work, whose sets are not hard ones.
    hinge_kg, heaviest_kg : float or None
        Load times repetitions of all hinges with a load, and the heaviest of them [kg].
    films : int
        Sets whose film counts.
    form : Form or None
        All of them as one; None without any.
    effort : Effort or None
    pain, next_pain : int or None
        The worst in a set, and on the day after a session; None where nobody said.
    """

    monday: date
    so_far: bool
    sessions: int
    sets: int
    by_muscle: Mapping[str, float]
    not_counted: int
    fast_reps: int
    hinge_kg: float | None
    heaviest_kg: float | None
    films: int
    form: Form | None
    effort: Effort | None
    pain: int | None
    next_pain: int | None


def weeks_of(session: Session, athlete: Athlete, today: date, count: int = WEEKS) -> list[Week]:
    """Return the last weeks, the oldest first; the last one is that of today."""
    this = today - timedelta(days=today.weekday())
    mondays = [this - WEEK * back for back in reversed(range(count))]
    found: dict[date, list[TrainingDay]] = defaultdict(list)
    last = this + WEEK - timedelta(days=1)
    for one in days.between(session, athlete, mondays[0].isoformat(), last.isoformat()):
        found[_monday(one.day)].append(one)
    after = _next_pains(session, athlete)
    return [_week(one, found[one], after.get(one), so_far=one == this) for one in mondays]


def _week(monday: date, rows: Sequence[TrainingDay], after: int | None, *, so_far: bool) -> Week:
    told = [one for row in rows if isinstance(one := done(row), SessionDone)]
    sets = [one for day in told for one in day.sets]
    hinges = [one for one in sets if exercise_named(one.exercise).slot == "hinge" and one.load_kg]
    loads = [one.load_kg for one in hinges if one.load_kg is not None]
    forms = [one.form for one in sets if one.form is not None]
    rpes = [one.rpe for one in sets if one.rpe is not None]
    logged = [one for row in rows for one in row.sets]
    return Week(
        monday=monday,
        so_far=so_far,
        sessions=sum(bool(row.sets) for row in rows),
        sets=len(logged),
        by_muscle=weekly_sets(sets),
        not_counted=len(logged) - len(sets),
        fast_reps=sum(_reps(one) for one in sets if _is_fast(one)),
        hinge_kg=sum((one.load_kg or 0.0) * _reps(one) for one in hinges) if hinges else None,
        heaviest_kg=max(loads, default=None),
        films=len(forms),
        form=pooled(forms),
        effort=Effort(min(rpes), fmean(rpes), max(rpes), len(rpes)) if rpes else None,
        # Pain counts whatever the exercise was.
        pain=max((one.pain for one in logged if one.pain is not None), default=None),
        next_pain=after,
    )


def _reps(one: SetDone) -> int:
    return one.reps * (SIDES if exercise_named(one.exercise).per_side else 1)


def _is_fast(one: SetDone) -> bool:
    kind = exercise_named(one.exercise).kind
    return kind in NOT_HARD and kind != "drill"


def _monday(day: str) -> date:
    when = date.fromisoformat(day)
    return when - timedelta(days=when.weekday())


def _read(event: ProgrammeEvent) -> Said | None:
    """Return what an event says; None where it cannot be read: the weeks are there without it."""
    try:
        return read_event(event)
    except UsageError:
        return None


def _next_pains(session: Session, athlete: Athlete) -> Mapping[date, int]:
    """Return the worst pain on a day after a session, by the Monday of its week."""
    worst: dict[date, int] = {}
    for programme in programmes.of_athlete(session, athlete):
        for event in programmes.events(session, programme):
            said = _read(event)
            if isinstance(said, NextDay):
                monday = said.day - timedelta(days=said.day.weekday())
                worst[monday] = max(said.pain, worst.get(monday, 0))
    return worst
