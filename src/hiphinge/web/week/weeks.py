"""What an athlete did in each of the last weeks, as numbers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean
from typing import TYPE_CHECKING, Final

from hiphinge.errors import UsageError
from hiphinge.store import days, programmes
from hiphinge.store.happenings import form_now, meant_by, read_event, reps_of
from hiphinge.training.form import pooled
from hiphinge.training.happening import NextDay
from hiphinge.training.volume import summed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy.orm import Session

    from hiphinge.store.happenings import Said
    from hiphinge.store.tables import Athlete, LiftSet, ProgrammeEvent, TrainingDay
    from hiphinge.training.happening import Form
    from hiphinge.training.meant import Meant

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
        Sets whose exercise is not named, or is none of the programme's, or without a repetition.
    taken : list of Meant
        What sets that are only named as a move were taken for, where it is not plain; a set each.
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
    taken: list[Meant]
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


@dataclass(frozen=True, slots=True)
class _Counted:
    """A set that counts, what it is for the programme, its repetitions and its film."""

    row: LiftSet
    meant: Meant
    reps: int
    form: Form | None

    @property
    def moved_kg(self) -> float:
        """Load times repetitions [kg]."""
        return (self.row.load_kg or 0.0) * self.reps


def _week(monday: date, rows: Sequence[TrainingDay], after: int | None, *, so_far: bool) -> Week:
    logged = [one for row in rows for one in row.sets]
    sets = [found for row in rows for one in row.sets if (found := _counted(one, row)) is not None]
    hinges = [one for one in sets if one.meant.hinge and one.row.load_kg]
    loads = [one.row.load_kg for one in hinges if one.row.load_kg is not None]
    forms = [one.form for one in sets if one.form is not None]
    rpes = [one.row.rpe for one in sets if one.row.rpe is not None]
    return Week(
        monday=monday,
        so_far=so_far,
        sessions=sum(bool(row.sets) for row in rows),
        sets=len(logged),
        by_muscle=summed(one.meant.hard_sets for one in sets),
        not_counted=len(logged) - len(sets),
        taken=[one.meant for one in sets if one.meant.key is None],
        fast_reps=sum(one.reps for one in sets if one.meant.fast),
        hinge_kg=sum(one.moved_kg for one in hinges) if hinges else None,
        heaviest_kg=max(loads, default=None),
        films=len(forms),
        form=pooled(forms),
        effort=Effort(min(rpes), fmean(rpes), max(rpes), len(rpes)) if rpes else None,
        # Pain counts whatever the exercise was.
        pain=max((one.pain for one in logged if one.pain is not None), default=None),
        next_pain=after,
    )


def _counted(row: LiftSet, day: TrainingDay) -> _Counted | None:
    meant, reps = meant_by(row, day), reps_of(row)
    if meant is None or reps is None:
        return None
    return _Counted(row, meant, reps * (SIDES if meant.per_side else 1), form_now(row.analysis))


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
