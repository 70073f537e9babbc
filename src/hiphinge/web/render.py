"""Make a page: a template with what every page needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fastapi.responses import HTMLResponse

from hiphinge.web.current import current_of, everyone
from hiphinge.web.templating import template
from hiphinge.web.toast import COOKIE, see_other, toast_of

if TYPE_CHECKING:
    from starlette.requests import Request

    from hiphinge.store.tables import Athlete

__all__ = ["page", "see_other"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the navigation.

    Attributes
    ----------
    name : str
    url : str
    here : bool
        Whether the page that is shown belongs to it.
    """

    name: str
    url: str
    here: bool


def page(request: Request, name: str, /, status: int = 200, **context: Any) -> HTMLResponse:
    """Return a page.

    Parameters
    ----------
    request : Request
    name : str
        File of the template, such as ``home.html``.
    status : int
        HTTP status.
    **context
        What the template is given besides `csrf_token`, `athlete` (whose pages are shown, or
        None), `athletes`, `units`, `places`, `more`, `toast` and `path`.
    """
    with request.app.state.db.read() as session:
        athletes = everyone(session)
    athlete = current_of(request, athletes)
    toast = toast_of(request)
    path = request.url.path
    shared = {
        "csrf_token": request.scope["hiphinge.token"].value,
        "athletes": athletes,
        "athlete": athlete,
        "units": athlete.units if athlete else "kg",
        "places": main_places(path, athlete),
        "more": more_places(path),
        "toast": toast,
        "path": path,
    }
    answer = HTMLResponse(template(name).render(shared | context), status)
    if COOKIE in request.cookies:
        answer.delete_cookie(COOKIE)
    return answer


def main_places(path: str, athlete: Athlete | None) -> list[Place]:
    """Return the places that the navigation always shows."""
    programme = f"/programme/{athlete.uid}" if athlete else "/athletes"
    return [
        Place("Home", "/", path == "/"),
        Place("Athletes", "/athletes", path.startswith(("/athletes", "/days", "/sets", "/trends"))),
        Place("Programme", programme, path.startswith(("/programme", "/log", "/week"))),
        Place("Search", "/search", path.startswith(("/search", "/compare"))),
    ]


def more_places(path: str) -> list[Place]:
    """Return the places behind "More"."""
    named = {
        "Film guide": "/film", "Plates": "/plates", "Deleted": "/bin", "Data": "/data",
        "Devices": "/devices",
    }  # fmt: skip
    return [Place(name, url, path.startswith(url)) for name, url in named.items()]
