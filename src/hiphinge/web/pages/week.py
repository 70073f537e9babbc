"""`/week/{athlete}`: the last weeks on one page, and the log as a table for a spreadsheet."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, StreamingResponse

from hiphinge.errors import UsageError
from hiphinge.store import athletes, programmes
from hiphinge.store.profiles import profile_of
from hiphinge.store.tables import Programme
from hiphinge.training.goals import Scheme, scheme
from hiphinge.training.muscles import muscles
from hiphinge.training.rules import limit
from hiphinge.web.pages.data_csv import log_table
from hiphinge.web.programme.cited import cited
from hiphinge.web.week import charts
from hiphinge.web.week.taken import taken
from hiphinge.web.week.weeks import weeks_of
from hiphinge.web.whose import page_of

router = APIRouter()


@router.get("/week/{uid}.csv")
def table(request: Request, uid: str) -> StreamingResponse:
    """Send the athlete's log as a table."""
    return log_table(request, uid)


@router.get("/week/{uid}")
def show(request: Request, uid: str) -> HTMLResponse:
    """Show sets by muscles, load, form, effort and pain of the last weeks."""
    today = date.today()
    with request.app.state.db.read() as session:
        athlete = athletes.get(session, uid)
        programme = programmes.current(session, athlete)
        weeks = weeks_of(session, athlete, today)
    asked = _scheme(programme)
    band = asked.band if asked else None
    return page_of(
        request, athlete, "week.html",
        one=athlete, weeks=weeks, any=any(week.sets for week in weeks), today=today.isoformat(),
        panels=charts.panels(weeks, band, athlete.units), say=charts, muscles=muscles(),
        band=band, scheme=asked, bands=_bands(), rests_on=cited([_any().band_said]),
        pain_stop=limit("pain.stop").value, taken=taken(weeks),
    )  # fmt: skip


def _scheme(programme: Programme | None) -> Scheme | None:
    if programme is None:
        return None
    try:
        profile = profile_of(programme)
    except UsageError:
        return None  # its own page says what is wrong with it; the weeks are there all the same
    return scheme(profile.goal, profile.level)


def _any() -> Scheme:
    return scheme("strength", "beginner")


def _bands() -> dict[str, tuple[float, float]]:
    """Return the bands of all levels, for who has no programme."""
    levels = ("beginner", "intermediate", "advanced")
    return {level: scheme("strength", level).band for level in levels}
