"""The coming sessions as a calendar file, such as any calendar reads."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from icalendar import Calendar, Event

from hiphinge.training.plan import week
from hiphinge.web.programme.asked import asked_of
from hiphinge.web.programme.dates import coming

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hiphinge.store.tables import Programme
    from hiphinge.training.model import SessionPlan
    from hiphinge.training.state import State

WEEKS = 4
"""So many weeks ahead are given [weeks]: what comes later is decided by then."""
LASTS = timedelta(minutes=60)
"""How long a session with a time is; it only holds the place in the calendar."""
AS_OF = "As things stand today; each session can change what comes after it."


def calendar_of(
    programme: Programme,
    name: str,
    state: State,
    weekdays: Sequence[int],
    first: date,
    units: str,
    at: time | None = None,
    now: datetime | None = None,
) -> bytes:
    """Return the sessions of the coming weeks as an iCalendar file.

    A session keeps its UID whenever it is asked for, so that it moves in a calendar that has it
    already. With a time it is at that time wherever the reader is.

    Parameters
    ----------
    programme : Programme
    name : str
        Of the athlete.
    state : State
        As it is asked today.
    weekdays : sequence of int
        Training days, 0 for Monday.
    first : date
        Of the session that comes next.
    units : str
        Of loads: ``kg`` or ``lb``.
    at : time or None
        When sessions begin; None for the whole day.
    now : datetime or None
        Aware; None for now.
    """
    made = (now or datetime.now(UTC)).astimezone(UTC).replace(microsecond=0)
    begun = datetime.fromisoformat(programme.created_at.replace("Z", "+00:00"))
    found = Calendar()
    found.add("prodid", "-//hiphinge//training programme//EN")
    found.add("version", "2.0")
    found.add("x-wr-calname", f"Training of {name}")
    for number, (day, plan) in enumerate(_sessions(state, weekdays, first)):
        event = Event()
        event.add("uid", f"{programme.uid}-{state.session + number}@hiphinge.invalid")
        event.add("dtstamp", made)
        # A calendar takes the newer one of two with the same UID.
        event.add("sequence", max(0, int((made - begun).total_seconds() // 60)))
        event.add("summary", f"{plan.title} ({name})" if plan.title else f"Training ({name})")
        event.add("description", _told(plan, state, units))
        event.add("transp", "OPAQUE" if at else "TRANSPARENT")
        begins = day if at is None else datetime.combine(day, at)
        event.add("dtstart", begins)
        event.add("dtend", begins + (LASTS if at else timedelta(days=1)))
        found.add_component(event)
    told: bytes = found.to_ical()
    return told


def _sessions(state: State, weekdays: Sequence[int], first: date) -> list[tuple[date, SessionPlan]]:
    """Return the sessions of the coming weeks: those of this week, over and over."""
    if state.stopped:
        return []
    plans = week(state)
    ends = first + timedelta(weeks=WEEKS)
    found: list[tuple[date, SessionPlan]] = []
    for day in coming(weekdays, first):
        if day >= ends:
            break
        found.append((day, plans[(state.day - 1 + len(found)) % len(plans)]))
    return found


def _told(plan: SessionPlan, state: State, units: str) -> str:
    lines = [
        f"{one.title}: {one.dose}, {one.load}{', as you chose' if one.own else ''}"
        for one in asked_of(plan, state.profile, units)
    ]
    return "\n".join((*lines, "", AS_OF))
