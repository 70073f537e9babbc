"""`/plates`: which plates go on each side of a bar."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from hiphinge.web.bar_side import bar_side
from hiphinge.web.current import current_athlete
from hiphinge.web.gym import LOAD_MOST, PAIRS_MOST, gym_of, remember
from hiphinge.web.own_gym import own_gym
from hiphinge.web.plates_form import read, rows, units_of
from hiphinge.web.render import page

router = APIRouter()


@router.get("/plates")
def show(request: Request, units: str = "") -> HTMLResponse:
    """Show the calculator, and what to put on where a load was typed."""
    with request.app.state.db.read() as session:
        athlete = current_athlete(request, session)
        kind = units_of(units, athlete.units if athlete else "kg")
        told = own_gym(session, athlete, kind)
    known = told or gym_of(request.cookies, kind)
    filled = read(request.query_params, known)
    found, gym = filled.found, filled.gym
    heaviest = max((weight for weight, _ in gym.plates), default=1.0)
    answer = page(
        request, "plates.html", 400 if filled.wrong else 200,
        kind=kind, filled=filled, rows=rows(gym), pairs_most=PAIRS_MOST,
        load_most=LOAD_MOST[kind], planner=athlete if told else None,
        side=bar_side(found.per_side, heaviest) if found else None,
    )  # fmt: skip
    # What a programme plans with is changed there: here it is tried out only.
    if told is None and gym != known:
        remember(answer, gym, secure=request.app.state.settings.secure)
    return answer
