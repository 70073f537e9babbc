"""Other devices come in only with the token that pairing gave them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import cookie_parser

from hiphinge.store import devices
from hiphinge.web.refusal import refuse, wants_json
from hiphinge.web.security.peer import from_here

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from hiphinge.store.database import Database
    from hiphinge.web.settings import WebSettings

UNPAIRED = "This device is not paired: open /pair here and type the code that the computer shows."
CLOSED = "hiphinge is open to its own computer only: start it with --lan to let a phone in."


class PairedOnly:
    """ASGI middleware that keeps strangers out; this computer itself needs no token.

    Parameters
    ----------
    app : ASGIApp
    settings : WebSettings
    """

    def __init__(self, app: ASGIApp, settings: WebSettings) -> None:
        self.app = app
        self.settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let this computer and paired devices through."""
        if scope["type"] != "http" or from_here(scope):
            await self.app(scope, receive, send)
        elif not self.settings.lan:
            await refuse(scope, 403, CLOSED)(scope, receive, send)
        elif is_open(scope["path"]) or await self._paired(scope):
            await self.app(scope, receive, send)
        elif scope["method"] == "GET" and not wants_json(scope):
            await RedirectResponse("/pair", 303)(scope, receive, send)
        else:
            await refuse(scope, 401, UNPAIRED)(scope, receive, send)

    async def _paired(self, scope: Scope) -> bool:
        cookies = cookie_parser(Headers(scope=scope).get("cookie", ""))
        token = cookies.get(cookie_name(self.settings))
        if not token:
            return False
        return await run_in_threadpool(known, scope["app"].state.db, token)


def is_open(path: str) -> bool:
    """Tell whether anyone may see a path: our styles and scripts, and where a device pairs."""
    return path == "/pair" or path.startswith("/static/")


def cookie_name(settings: WebSettings) -> str:
    """Return the name of a device's cookie; browsers share cookies between ports."""
    return f"hiphinge_device_{settings.port}"


def known(database: Database, token: str) -> bool:
    """Tell whether a token belongs to a device that may come in."""
    with database.read() as session:
        device = devices.by_token(session, token)
    if device is None:
        return False
    if devices.needs_note(device):
        with database.write() as session:
            devices.note_seen(session, device.uid)
    return True
