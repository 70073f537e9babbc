"""What another page than ours may make a browser do here: show one of our pages, nothing else.

Following a link from elsewhere, such as one in a message, a browser keeps our cookies back: they
are strict, sent only when one of our own pages asks. So who arrives like that is made to ask once
more, from here. A page elsewhere that asks for a part of ours, a film or a frame, could not read
the answer; it is not even made, for that may cost a lot.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi.responses import HTMLResponse
from starlette.datastructures import Headers

from hiphinge.web.refusal import refuse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

AGAIN = '<!doctype html><html lang="en"><title>hiphinge</title>'
ELSEWHERE = ("cross-site", "same-site")
"""What a browser says of a page that is not ours; one at another port counts as the same site."""
NOT_FOR_OTHERS = "Another page than hiphinge's own asked for this, so it gets nothing."


class AskAgainFromHere:
    """ASGI middleware that lets other pages lead to ours, and get nothing else of us.

    Parameters
    ----------
    app : ASGIApp
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a page that reloads itself, where a person followed a link from elsewhere."""
        if scope["type"] == "http" and scope["method"] in ("GET", "HEAD"):
            headers = Headers(scope=scope)
            if headers.get("sec-fetch-site") in ELSEWHERE:
                answer = (
                    HTMLResponse(AGAIN, headers={"refresh": "0", "cache-control": "no-store"})
                    if is_visit(headers)
                    else refuse(scope, 403, NOT_FOR_OTHERS)
                )
                await answer(scope, receive, send)
                return
        await self.app(scope, receive, send)


def is_visit(headers: Headers) -> bool:
    """Tell whether a person goes to a page, in a window or tab of its own."""
    into = headers.get("sec-fetch-dest", "document")
    return headers.get("sec-fetch-mode") == "navigate" and into == "document"
