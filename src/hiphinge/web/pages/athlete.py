"""`/athletes/{uid}`: one athlete's page."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from hiphinge.store import athletes, best, days, sets
from hiphinge.web.athlete_form import SEXES
from hiphinge.web.exercise_names import title_of
from hiphinge.web.glance import glances
from hiphinge.web.need.kinds import tones
from hiphinge.web.need.reasons import reasons_of_one
from hiphinge.web.programme_glance import programme_glance
from hiphinge.web.set_lines import lines_of
from hiphinge.web.whose import page_of

router = APIRouter()

SETS = 6
"""Latest sets that are shown."""
SESSIONS = 20
"""Sessions on one page of them."""


@router.get("/athletes/{uid}")
def show(request: Request, uid: str, before: str | None = None) -> HTMLResponse:
    """Show an athlete: what is known, what was done last, the best, the trends, the sessions.

    `before` turns the pages of the sessions: those earlier than a day are shown.
    """
    with request.app.state.db.read() as session:
        athlete = athletes.get(session, uid)
        # First of all: a look at the programme reads the rows anew that are shown below.
        reasons = reasons_of_one(session, athlete, request.app.state.looks)
        found = days.of_athlete(session, athlete, limit=SESSIONS + 1, before=before)
        reps = best.best_reps(session, athlete)
        programme = programme_glance(session, athlete)
        shown = glances(session, athlete)
        lines = lines_of(sets.latest(session, SETS, athlete=athlete))
    listed, earlier = _paged(found)
    best_each = sorted(
        ((title_of(key), one) for key, one in best.best_of_each(reps).items()),
        key=lambda pair: pair[1].day,
        reverse=True,
    )
    return page_of(
        request, athlete, "athlete.html",
        one=athlete, sex=SEXES.get(athlete.sex or "", ""), lines=lines,
        best=best_each, glances=shown, programme=programme,
        reasons=reasons, tones=tones(), listed=listed, earlier=earlier, before=before,
        titles=title_of, today=date.today().isoformat(),
    )  # fmt: skip


def _paged(listed: list[days.ListedDay]) -> tuple[list[days.ListedDay], str | None]:
    """Return a page of sessions, and the day before which the next one begins.

    A page ends between two days, so that no session of a day is passed over.
    """
    if len(listed) <= SESSIONS:
        return listed, None
    next_day = listed[SESSIONS].day.day
    shown = [one for one in listed[:SESSIONS] if one.day.day != next_day] or listed[:SESSIONS]
    return shown, shown[-1].day.day
