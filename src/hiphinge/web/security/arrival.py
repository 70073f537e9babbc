"""Coming from elsewhere, such as a link in a message, a browser keeps our cookies back.

They are strict: sent only when one of our own pages asks. So what comes without them from
elsewhere is made to ask once more, from here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi.responses import HTMLResponse
from starlette.datastructures import Headers

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

AGAIN = '<!doctype html><html lang="en"><title>hiphinge</title>'


class AskAgainFromHere:
    """ASGI middleware that turns an arrival from elsewhere into one from here.

    Parameters
    ----------
    app : ASGIApp
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a page that reloads itself, where a person followed a link from elsewhere."""
        if scope["type"] == "http" and scope["method"] == "GET":
            headers = Headers(scope=scope)
            followed = headers.get("sec-fetch-mode") == "navigate"
            if followed and headers.get("sec-fetch-site") in ("cross-site", "same-site"):
                answer = HTMLResponse(AGAIN, headers={"refresh": "0", "cache-control": "no-store"})
                await answer(scope, receive, send)
                return
        await self.app(scope, receive, send)
