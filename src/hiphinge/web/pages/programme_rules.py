"""`/programme/{athlete}/rules` and its calendar: what is read, and what is taken along."""

from __future__ import annotations

from datetime import date, time

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from hiphinge.errors import UsageError
from hiphinge.store import athletes, programmes
from hiphinge.store.course import standing
from hiphinge.store.missing import NotFound
from hiphinge.store.profiles import profile_of
from hiphinge.training.breaks import returned
from hiphinge.training.goals import scheme
from hiphinge.training.model import Profile
from hiphinge.training.screen import stop_rules
from hiphinge.web.programme import rules_view
from hiphinge.web.programme.calendar import calendar_of
from hiphinge.web.programme.cited import LABELS, cited
from hiphinge.web.programme.dates import next_day, weekdays_of
from hiphinge.web.programme.setup_words import LEVELS, goals
from hiphinge.web.whose import page_of

router = APIRouter()

ANYBODY = Profile("learn", "beginner", 3, frozenset())
"""Whose doses are shown where there is no programme yet."""


@router.get("/programme/{uid}/rules")
def rules(request: Request, uid: str) -> HTMLResponse:
    """Show what the programme does and on which evidence."""
    with request.app.state.db.read() as session:
        athlete = athletes.get(session, uid)
        programme = programmes.current(session, athlete)
    profile = ANYBODY if programme is None else profile_of(programme)
    goal = scheme(profile.goal, profile.level)
    return page_of(
        request, athlete, "programme_rules.html",
        own=programme is not None, goal=goal.title, level=LEVELS[profile.level][0],
        asks=rules_view.asks(profile.goal, profile.level), band=cited([goal.band_said]),
        band_low=goal.band[0], band_high=goal.band[1], goals=goals(), labels=LABELS,
        ladder=rules_view.ladder_said(), sections=rules_view.sections(athlete.units),
        exercises=rules_view.exercises_said(), stops=cited(one.said for one in stop_rules()),
    )  # fmt: skip


@router.get("/programme/{uid}/calendar.ics")
def calendar(request: Request, uid: str, at: str = "") -> Response:
    """Send the next weeks as a calendar file; `at` is a time such as 18:00, or empty."""
    try:
        begins = time.fromisoformat(at) if at else None
    except ValueError as error:
        raise UsageError("Write the time as hours and minutes, such as 18:00.") from error
    if begins is not None:
        begins = begins.replace(tzinfo=None, microsecond=0)
    today = date.today()
    with request.app.state.db.read() as session:
        athlete = athletes.get(session, uid)
        programme = programmes.current(session, athlete)
        if programme is None:
            raise NotFound("There is no programme that goes on: begin one first.")
        now = standing(session, programme)
    state = returned(now.state, today)
    days = weekdays_of(programme, state.profile.days)
    first = next_day(programme, days, now.trail, today)
    body = calendar_of(programme, athlete.name, state, days, first, athlete.units, begins)
    headers = {
        "content-disposition": 'attachment; filename="training.ics"',
        "cache-control": "no-store",
    }
    return Response(body, headers=headers, media_type="text/calendar; charset=utf-8")
