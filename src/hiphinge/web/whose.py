"""A page that is of one athlete: who opens it has chosen that athlete."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hiphinge.web.current import choose
from hiphinge.web.render import main_places, page

if TYPE_CHECKING:
    from fastapi.responses import HTMLResponse
    from starlette.requests import Request

    from hiphinge.store.tables import Athlete


def page_of(
    request: Request, athlete: Athlete, name: str, status: int = 200, **context: Any
) -> HTMLResponse:
    """Return a page of an athlete, and let the navigation speak of that one from now on.

    Parameters
    ----------
    request : Request
    athlete : Athlete
        Whose page it is.
    name : str
        File of the template.
    status : int
        HTTP status.
    **context
        What the template is given besides; see `render.page`.
    """
    of = {
        "athlete": athlete,
        "units": athlete.units,
        "places": main_places(request.url.path, athlete),
    }
    answer = page(request, name, status, **(of | context))
    choose(answer, athlete.uid, secure=request.app.state.settings.secure)
    return answer
