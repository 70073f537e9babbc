"""`/film`: how to film a set, and how to bring the film here from a phone."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from hiphinge.web.render import page
from hiphinge.web.security.peer import from_here

router = APIRouter()


@router.get("/film")
def guide(request: Request) -> HTMLResponse:
    """Show the guide."""
    state = request.app.state
    here = from_here(request.scope)
    code = here and state.settings.lan and state.pairing.current() is not None
    return page(request, "film.html", lan=state.settings.lan, here=here, code=code)
