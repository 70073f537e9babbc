"""How much a request may bring, and how slowly: what is bigger is turned away early."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException

from hiphinge.web.refusal import refuse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

SMALL = 1_000_000
"""A form or JSON [bytes]: a year's log of one phone is smaller."""
CHUNK = 16_000_000
"""One piece of an upload [bytes]: what is lost at most when the network goes."""
ARCHIVE = 200_000_000_000
"""Everything of another computer at once [bytes]; the importer has limits of its own."""
SILENCE_S = 30.0
"""A body may pause so long [s]; a phone that changes its network is back sooner."""
BODY_S = 120.0
"""A small body may take so long as a whole [s]."""
CHUNK_S = 900.0
"""A piece of an upload: 16 MB at 18 kB/s [s]."""
ARCHIVE_S = 86_400.0
"""An archive: a day [s]."""


@dataclass(frozen=True, slots=True)
class Limit:
    """What a body may be.

    Attributes
    ----------
    size : int
        [bytes].
    time_s : float
        From its first byte to its last [s].
    """

    size: int = SMALL
    time_s: float = BODY_S


LARGER = {
    ("PATCH", "/api/uploads/"): Limit(CHUNK, CHUNK_S),
    ("POST", "/data/import"): Limit(ARCHIVE, ARCHIVE_S),
}
"""Methods and beginnings of paths that may bring more."""


def limit_of(method: str, path: str) -> Limit:
    """Return what a request may bring."""
    for (verb, start), limit in LARGER.items():
        if method == verb and path.startswith(start):
            return limit
    return Limit()


class TooMuch(HTTPException):
    """The body is larger than its route allows."""

    def __init__(self) -> None:
        super().__init__(413, "This is more than hiphinge takes in one request.")


class TooSlow(HTTPException):
    """The body does not arrive."""

    def __init__(self) -> None:
        super().__init__(408, "The rest of the request did not arrive; send it again.")


class BodyLimits:
    """ASGI middleware that counts and times what is received.

    Parameters
    ----------
    app : ASGIApp
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse what says it is too long; stop what turns out to be, or never ends."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        limit = limit_of(scope["method"], scope["path"])
        said = Headers(scope=scope).get("content-length", "0")
        if not (said.isascii() and said.isdigit()):
            answer = refuse(scope, 400, "The request does not say how long it is.")
            await answer(scope, receive, send)
        elif int(said) > limit.size:
            await refuse(scope, 413, TooMuch().detail)(scope, receive, send)
        else:
            await self.app(scope, counted(receive, limit), send)


def counted(receive: Receive, limit: Limit) -> Receive:
    """Return a `receive` that raises once the body is too long or too slow."""
    got, whole = 0, False
    ends_s: float | None = None

    async def receive_next() -> Message:
        nonlocal got, whole, ends_s
        if whole:  # what comes now is only that the other side has gone
            return await receive()
        now_s = asyncio.get_running_loop().time()
        ends_s = now_s + limit.time_s if ends_s is None else ends_s
        if now_s > ends_s:
            raise TooSlow
        try:
            async with asyncio.timeout(min(SILENCE_S, ends_s - now_s)):
                message = await receive()
        except TimeoutError:
            raise TooSlow from None
        if message["type"] == "http.request":
            got += len(message.get("body", b""))
            whole = not message.get("more_body", False)
            if got > limit.size:
                raise TooMuch
        return message

    return receive_next
