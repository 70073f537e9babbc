"""`/programme/{athlete}`: where a programme stands, what comes next, and what was decided."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from hiphinge.errors import UsageError
from hiphinge.store import athletes, programmes
from hiphinge.store.clock import new_uid
from hiphinge.store.course import standing
from hiphinge.store.profiles import profile_of
from hiphinge.training.goals import scheme
from hiphinge.training.notes import note
from hiphinge.training.screen import stop_rules
from hiphinge.web.programme.cited import cited
from hiphinge.web.programme.today import today_of
from hiphinge.web.programme.trail_view import entries
from hiphinge.web.whose import page_of

router = APIRouter()

VERDICTS = {
    "cleared": "One of them asks for a clinician first, and you said that one has let you train.",
    "own": "One of them asks for a clinician first, and you decided to begin without having asked.",
}
"""What is said of answers that ask for a clinician first, by the grounds that were given."""
ON_A_PAGE = 12
"""Happenings on one page of the history."""


@router.get("/programme/{uid}")
def show(request: Request, uid: str) -> HTMLResponse:
    """Show where the programme stands, or what one would be."""
    trouble, shown, goal, today = "", None, "", date.today()
    with request.app.state.db.read() as session:
        athlete = athletes.get(session, uid)
        programme = programmes.current(session, athlete)
        earlier = [one for one in programmes.of_athlete(session, athlete) if one.ended_at]
        if programme is not None:
            try:
                shown = today_of(session, programme, today, athlete.units)
                goal = scheme(shown.state.profile.goal, shown.state.profile.level).title
            except UsageError as error:
                trouble = str(error)
    if programme is None or shown is None:
        return page_of(
            request, athlete, "programme_none.html",
            trouble=trouble, programme=programme, earlier=earlier,
        )  # fmt: skip
    return page_of(
        request, athlete, "programme.html",
        it=shown, programme=programme, answered=programme.screen.get("day"),
        verdict=VERDICTS.get(str(programme.screen.get("knowing") or ""), ""),
        goal=goal, earlier=earlier, today=today.isoformat(),
        new_uid=new_uid, soreness=note("soreness"), stops=cited(one.said for one in stop_rules()),
    )  # fmt: skip


@router.get("/programme/{uid}/decisions")
def decisions(request: Request, uid: str, page: int = 1, of: str = "") -> HTMLResponse:
    """Show all that happened, the latest first, page by page; `of` names an earlier programme."""
    with request.app.state.db.read() as session:
        athlete = athletes.get(session, uid)
        programme = programmes.current(session, athlete)
        if of:
            mine = programmes.of_athlete(session, athlete)
            programme = next((one for one in mine if one.uid == of), programme)
        if programme is None:
            return page_of(
                request, athlete, "programme_none.html", trouble="", programme=None, earlier=[]
            )
        now = standing(session, programme)
        profile = profile_of(programme)
    told = entries(now.trail, now.first, athlete.units)
    pages = max(1, -(-len(told) // ON_A_PAGE))
    number = min(max(page, 1), pages)
    return page_of(
        request, athlete, "programme_decisions.html",
        programme=programme, goal=scheme(profile.goal, profile.level).title,
        told=told[(number - 1) * ON_A_PAGE : number * ON_A_PAGE], count=len(told),
        number=number, pages=pages, of=of,
    )  # fmt: skip
