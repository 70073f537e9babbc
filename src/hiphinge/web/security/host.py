"""Only names of this computer are answered to.

A page elsewhere can give its own name the address of this computer (DNS rebinding) and then ask
as if it were ours: its requests still carry the other name in their Host header.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import Headers

from hiphinge.web.refusal import refuse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from hiphinge.web.settings import WebSettings


class OurNames:
    """ASGI middleware that turns away requests under a name that is not ours.

    Parameters
    ----------
    app : ASGIApp
    settings : WebSettings
    """

    def __init__(self, app: ASGIApp, settings: WebSettings) -> None:
        self.app = app
        self.hosts = settings.hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 421 to any other name, 400 to none or several; sockets are closed."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] == "http":
            named = Headers(scope=scope).getlist("host")
            if len(named) != 1:
                answer = refuse(scope, 400, "The request does not say which server it is for.")
                await answer(scope, receive, send)
                return
            if named[0].lower() not in self.hosts:
                answer = refuse(
                    scope, 421, "hiphinge does not answer to this name: use the address it printed."
                )
                await answer(scope, receive, send)
                return
        await self.app(scope, receive, send)
