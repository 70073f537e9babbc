"""What stands on every answer: what its page may load, and that nobody else may use it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders

from hiphinge.web.refusal import refuse
from hiphinge.web.security.policy import PAGE_POLICY

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

ALWAYS = {
    "x-content-type-options": "nosniff",
    # Not no-referrer: a browser would then hide where a form comes from, which is checked.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": (
        "camera=(self), microphone=(), geolocation=(), payment=(), usb=(), serial=(), "
        "screen-wake-lock=(self)"
    ),
}
"""Headers that no answer goes without."""
UNLESS_SAID = {
    "content-security-policy": PAGE_POLICY,
    # Films of people are not kept by a browser without asking again.
    "cache-control": "private, no-cache",
}
"""Headers that a route may choose itself."""


class SafeHeaders:
    """ASGI middleware that puts the headers on every answer, also on what went wrong.

    Parameters
    ----------
    app : ASGIApp
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; an error nobody caught is answered here and then raised again."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = False

        async def dressed(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                headers.update(ALWAYS)
                for name, value in UNLESS_SAID.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            await self.app(scope, receive, dressed)
        except Exception:
            if not begun:
                answer = refuse(
                    scope, 500,
                    "Something went wrong inside hiphinge; nothing half-done was kept. Try again.",
                )  # fmt: skip
                await answer(scope, receive, dressed)
            raise
