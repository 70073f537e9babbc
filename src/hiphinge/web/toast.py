"""One short word to the next page, such as "Set deleted" with its Undo; kept in a signed cookie."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fastapi.responses import RedirectResponse

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import Receive, Scope, Send

    from hiphinge.web.security.secret import Secret

COOKIE = "hiphinge_toast"
PURPOSE = "toast"
KEPT_S = 60
"""A page that is not there within this time says nothing [s]."""


@dataclass(frozen=True, slots=True)
class Toast:
    """What the next page says.

    Attributes
    ----------
    text : str
        One short sentence.
    undo : str or None
        Path that a form posts to, to take it back; None where there is nothing to take back.
    """

    text: str
    undo: str | None = None


class SeeOther(RedirectResponse):
    """Sends a browser on to a page after a form, with a word for that page.

    Parameters
    ----------
    url : str
        Where to.
    toast : Toast or None
        What is said there.
    """

    def __init__(self, url: str, toast: Toast | None = None) -> None:
        super().__init__(url, 303)
        self.toast = toast

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the answer; the app's secret, which signs the cookie, is known only here."""
        if self.toast is not None:
            state = scope["app"].state
            self.set_cookie(
                COOKIE, packed(self.toast, state.secret), max_age=KEPT_S, httponly=True,
                samesite="strict", secure=state.settings.secure,
            )  # fmt: skip
        await super().__call__(scope, receive, send)


def packed(toast: Toast, secret: Secret) -> str:
    """Return a toast as the text of a cookie."""
    text = base64.urlsafe_b64encode(json.dumps([toast.text, toast.undo]).encode()).decode()
    return f"{text}.{secret.sign(PURPOSE, text)}"


def toast_of(request: Request) -> Toast | None:
    """Return what a page should say, None where there is nothing or it is not ours."""
    text, _, signature = request.cookies.get(COOKIE, "").partition(".")
    if not text or not request.app.state.secret.signed(PURPOSE, text, signature):
        return None
    said, undo = json.loads(base64.urlsafe_b64decode(text))
    return Toast(said, undo)


def see_other(url: str, undo: tuple[str, str] | None = None, said: str | None = None) -> SeeOther:
    """Answer a form: go to a page.

    Parameters
    ----------
    url : str
        Path of the page.
    undo : tuple of str or None
        What was done, and the path that takes it back when it is posted to:
        ``("Set deleted", "/sets/abc/restore")``.
    said : str or None
        What was done, where it cannot be taken back.
    """
    if undo is not None:
        return SeeOther(url, Toast(*undo))
    return SeeOther(url, Toast(said) if said else None)
