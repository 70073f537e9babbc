"""How "no" is said: a page to a person, JSON to a script, the same sentence to both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi.responses import HTMLResponse, JSONResponse

from hiphinge.web.templating import template

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import Scope

HEADINGS = {
    400: "That did not work",
    401: "Not paired yet",
    403: "Not allowed",
    404: "Nothing here",
    405: "Not that way",
    408: "Too slow",
    413: "Too big",
    421: "Not this name",
    422: "Something is missing",
    429: "Too often",
    500: "That went wrong here",
    409: "It has changed",
    507: "No room",
    503: "Not just now",
}
"""What stands over the sentence, by status."""


def refuse(scope: Scope, status: int, sentence: str) -> Response:
    """Return the answer that says no.

    Parameters
    ----------
    scope : Scope
        The request; scripts ask below ``/api/``.
    status : int
        HTTP status, 400 to 599.
    sentence : str
        What happened and what to do.
    """
    if wants_json(scope):
        return JSONResponse({"error": sentence}, status)
    text = template("refused.html").render(
        heading=HEADINGS.get(status, HEADINGS[400]), sentence=sentence, status=status
    )
    return HTMLResponse(text, status)


def wants_json(scope: Scope) -> bool:
    """Tell whether a script asks, not a person."""
    path: str = scope.get("path", "")
    return path == "/api" or path.startswith("/api/")
