"""`/`: go on with a session, drop films, see what is under way and what was judged last."""

from __future__ import annotations

from contextlib import closing
from importlib.resources import files
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse

from hiphinge.store import athletes, clock, sets
from hiphinge.store.going_on import going_on
from hiphinge.web.current import choose, current_athlete, same_page_for
from hiphinge.web.exercise_names import groups
from hiphinge.web.render import page, see_other
from hiphinge.web.set_lines import lines_of
from hiphinge.web.toast import SeeOther

router = APIRouter()

LATEST = 6
"""So many verdicts are shown."""
EXAMPLE = "Example"
"""Name of the athlete whom the film that comes along is of."""


@router.get("/")
def home(request: Request) -> HTMLResponse:
    """Show the first page."""
    today = clock.today()
    with request.app.state.db.read() as session:
        latest = lines_of(sets.latest(session, LATEST, filmed=True))
        begun = going_on(session, today)
        chosen = current_athlete(request, session)
    if chosen is not None:
        # A sort keeps the order of what it takes for alike.
        begun.sort(key=lambda one: one.day.athlete_id != chosen.id)
    judged = [line for line in latest if line.state == "judged"]
    return page(
        request, "home.html",
        groups=groups(), latest=judged, new=not latest, going_on=begun, today=today.isoformat(),
    )  # fmt: skip


@router.post("/current")
def switch(
    request: Request, athlete: Annotated[str, Form()], back: Annotated[str, Form()] = "/"
) -> SeeOther:
    """Show another athlete's pages from now on."""
    with request.app.state.db.read() as session:
        chosen = athletes.get(session, athlete)
    answer = see_other(same_page_for(back, chosen.uid))
    choose(answer, chosen.uid, secure=request.app.state.settings.secure)
    return answer


@router.post("/example")
def example(request: Request) -> SeeOther:
    """Take in the film that comes along, for who wants to see how it goes."""
    state = request.app.state
    film = (files("hiphinge") / "example" / "example.mp4").read_bytes()
    with state.db.write() as session:
        named = [one.athlete for one in athletes.listed(session) if one.athlete.name == EXAMPLE]
        athlete = named[0] if named else athletes.create(session, name=EXAMPLE)
    upload = state.intake.create("example.mp4", len(film), {"athlete": athlete.uid})
    with closing(state.intake.open(upload.uid, upload.received)) as receiver:
        receiver.write(film)
    return see_other("/")
