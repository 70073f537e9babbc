"""`/log`: a session as it is logged while it goes on, on a phone, with the network or without."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, Response

from hiphinge.store import athletes, days
from hiphinge.web.gym import gym_of
from hiphinge.web.log.page_data import page_data
from hiphinge.web.own_gym import own_gym
from hiphinge.web.render import see_other
from hiphinge.web.static import file, listed, version
from hiphinge.web.toast import SeeOther
from hiphinge.web.whose import page_of

router = APIRouter()

WORKER = "js/sw/log.js"
"""What keeps the page of the log in the browser, so that it opens without the network."""


@router.get("/sw.js")
def worker() -> Response:
    """Send the service worker, from the root: it may then look after all pages of the log."""
    if WORKER not in listed():
        return Response(status_code=404)
    answer = file(version(), WORKER)
    # A browser asks for it anew to see whether it has changed.
    answer.headers["cache-control"] = "no-cache"
    return answer


@router.post("/log")
def begin(
    request: Request, athlete: Annotated[str, Form()], day: Annotated[str, Form()]
) -> SeeOther:
    """Go to the log of the athlete's session of a day, made where there is none yet."""
    with request.app.state.db.write() as session:
        found = days.find_or_make(session, athletes.get(session, athlete), day)
    return see_other(f"/log/{found.uid}")


@router.get("/log/{uid}")
def show(request: Request, uid: str) -> HTMLResponse:
    """Show the log of a session."""
    with request.app.state.db.read() as session:
        found = days.get(session, uid)
        units = found.athlete.units
        gym = own_gym(session, found.athlete, units) or gym_of(request.cookies, units)
        data = page_data(session, found, gym)
    return page_of(request, found.athlete, "log.html", of=found, data=data, static_hash=version())
