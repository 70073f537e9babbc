"""The training week: what is done, what comes, on which days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from hiphinge.training.goals import scheme
from hiphinge.training.goals import weekdays as usual_days
from hiphinge.training.happening import Missed, SessionDone
from hiphinge.training.notes import note
from hiphinge.training.plan import week
from hiphinge.training.week_notes import DAY_NAMES
from hiphinge.web.programme.asked import Asked, asked_of
from hiphinge.web.programme.cited import Cited, cited
from hiphinge.web.programme.dates import coming

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from hiphinge.store.steps import Step
    from hiphinge.training.model import Profile, Said
    from hiphinge.training.state import State


@dataclass(frozen=True, slots=True)
class DayShown:
    """One training day of the week.

    Attributes
    ----------
    number : int
        From 1.
    state : {"done", "missed", "next", "later"}
    day : str
        On which it was or will be, as ``YYYY-MM-DD``.
    day_uid : str
        The session that was done; empty for none.
    title : str
    exercises : tuple of Asked
        Empty for a day that is over.
    notes : tuple of Cited
        What holds for this day alone.
    """

    number: int
    state: Literal["done", "missed", "next", "later"]
    day: str
    day_uid: str
    title: str
    exercises: tuple[Asked, ...]
    notes: tuple[Cited, ...]


def week_shown(
    state: State, trail: Sequence[Step], weekdays: Sequence[int], first: date, units: str
) -> tuple[DayShown, ...]:
    """Return the days of the week that a programme stands in.

    Parameters
    ----------
    state : State
        As it is asked today.
    trail : sequence of Step
    weekdays : sequence of int
        Training days, 0 for Monday.
    first : date
        Of the session that comes next.
    units : str
        Of loads: ``kg`` or ``lb``.
    """
    over = _over(trail, state.day - 1)
    days = coming(weekdays, first)
    shown, of_days = list(over), _of_days(state.profile)
    for plan in week(state)[state.day - 1 :]:
        shown.append(
            DayShown(
                number=plan.day,
                state="next" if plan.day == state.day else "later",
                day=next(days).isoformat(),
                day_uid="",
                title=plan.title,
                exercises=asked_of(plan, state.profile, units),
                notes=cited((one for one in plan.notes if one in of_days), units),
            )
        )
    return tuple(shown)


def week_said(state: State) -> tuple[Cited, ...]:
    """Return what holds for the whole week, but for the usual days: the person chose their own."""
    days = ", ".join(DAY_NAMES[day - 1] for day in usual_days(state.profile.days))
    known = (*_of_days(state.profile), note("days_apart", days=days))
    return cited(one for one in week(state)[0].notes if one not in known)


def _of_days(profile: Profile) -> tuple[Said, ...]:
    """Return the notes that are of a single day."""
    hours = scheme(profile.goal, profile.level).heavy.hours
    return note("warm_up"), note("heavy", hours=hours)


def _over(trail: Sequence[Step], count: int) -> list[DayShown]:
    """Return the days of this week that are over: the last so many of those done or missed."""
    rows = [one.row for one in trail if isinstance(one.row.happening, SessionDone | Missed)]
    return [
        DayShown(
            number=number,
            state="missed" if isinstance(row.happening, Missed) else "done",
            day=row.happening.day.isoformat(),
            day_uid=row.day_uid,
            title="",
            exercises=(),
            notes=(),
        )
        for number, row in enumerate(rows[len(rows) - count :] if count else [], start=1)
    ]
