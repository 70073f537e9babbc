"""`/pair`: where a phone shows the code of the computer and is let in."""

from __future__ import annotations

import secrets
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from hiphinge.store import devices
from hiphinge.store.limits import DEVICE_NAME, clean
from hiphinge.web.render import see_other
from hiphinge.web.security.gate import cookie_name, known
from hiphinge.web.security.peer import from_here
from hiphinge.web.templating import template

router = APIRouter()

KEPT_S = 400 * 86_400
"""A device stays paired so long [s]: the most that browsers allow."""
CODE_MOST = 40
"""Letters of what may be typed as a code."""
WRONG = (
    "That code is not right, or no longer good: a code works once, for ten minutes, and five wrong "
    "tries end it. Make a new one on the computer, under Devices."
)
KINDS = {
    "iPhone": "iPhone", "iPad": "iPad", "Android": "Android phone", "Macintosh": "Mac",
    "Windows": "Windows computer", "Linux": "Linux computer",
}  # fmt: skip
"""What a device calls itself, in what its browser says; the first that fits."""

Code = Annotated[str, Form(max_length=CODE_MOST)]
Name = Annotated[str, Form(max_length=100)]


@router.get("/pair")
def ask(request: Request, code: Annotated[str, Query(max_length=CODE_MOST)] = "") -> Response:
    """Ask for the code; who is in already goes on."""
    token = request.cookies.get(cookie_name(request.app.state.settings))
    if from_here(request.scope) or (token and known(request.app.state.db, token)):
        return RedirectResponse("/", 303)
    return _form(request, code)


@router.post("/pair")
def let_in(request: Request, code: Code, name: Name = "") -> Response:
    """Let a device in that tells the code."""
    state = request.app.state
    if from_here(request.scope):
        return RedirectResponse("/", 303)
    # Before the code is used up: a name of nothing that can be seen must not cost it.
    called = DEVICE_NAME(clean(name) or kind_of(request))
    if not state.pairing.take(code):
        return _form(request, "", WRONG, 403)
    token = secrets.token_urlsafe(32)
    with state.db.write() as session:
        devices.pair(session, token, called)
    answer = see_other("/", said="This device is paired.")
    answer.set_cookie(
        cookie_name(state.settings), token, max_age=KEPT_S, httponly=True, samesite="strict",
        secure=state.settings.secure,
    )  # fmt: skip
    return answer


def kind_of(request: Request) -> str:
    """Return what a device is, as far as its browser says."""
    said = request.headers.get("user-agent", "")
    return next((name for word, name in KINDS.items() if word in said), "A phone")


def _form(request: Request, code: str, wrong: str = "", status: int = 200) -> HTMLResponse:
    text = template("pair.html").render(
        csrf_token=request.scope["hiphinge.token"].value, code=code, wrong=wrong,
        name=kind_of(request), secure=request.app.state.settings.secure,
    )  # fmt: skip
    return HTMLResponse(text, status)
