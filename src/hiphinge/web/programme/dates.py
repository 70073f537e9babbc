"""On which days the coming sessions fall."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from hiphinge.training.goals import weekdays as spread
from hiphinge.training.happening import Missed, SessionDone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hiphinge.store.steps import Step
    from hiphinge.store.tables import Programme

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DAY = timedelta(days=1)


def weekdays_of(programme: Programme, days: int) -> tuple[int, ...]:
    """Return the training days of a week, 0 for Monday; the usual spread where none are kept."""
    kept = {one for one in programme.weekdays if isinstance(one, int) and one in range(7)}
    return tuple(sorted(kept)) or tuple(one - 1 for one in spread(days))


def last_day(trail: Sequence[Step]) -> date | None:
    """Return the day of the last session that was done or missed; None where there is none."""
    days = [
        step.row.happening.day
        for step in trail
        if isinstance(step.row.happening, SessionDone | Missed)
    ]
    return max(days, default=None)


def due_day(programme: Programme, weekdays: Sequence[int], trail: Sequence[Step]) -> date:
    """Return the day that the next session was meant for, which may have gone by."""
    begins, last = date.fromisoformat(programme.starts_on), last_day(trail)
    first = begins if last is None else max(begins, last + DAY)
    return next(coming(weekdays, first))


def next_day(
    programme: Programme, weekdays: Sequence[int], trail: Sequence[Step], today: date
) -> date:
    """Return the first training day that is still to come, today where nothing was done yet."""
    due = due_day(programme, weekdays, trail)
    if due >= today:
        return due
    last = last_day(trail)
    return next(coming(weekdays, today if last != today else today + DAY))


def coming(weekdays: Sequence[int], first: date) -> Iterator[date]:
    """Go through the training days from a day on, without an end."""
    day = first
    while True:
        if day.weekday() in weekdays:
            yield day
        day += DAY
