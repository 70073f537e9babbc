"""Only our own pages may change anything: where a request comes from, and its token.

Each browser gets a random name in a cookie that scripts cannot read. The token is the name's
signature: a page of ours holds it, and nobody who cannot read our pages can make it.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import cookie_parser

from hiphinge.web.refusal import refuse
from hiphinge.web.security.secret import same
from hiphinge.web.security.token_in_form import FORMS, token_of_form

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from hiphinge.web.security.secret import Secret
    from hiphinge.web.settings import WebSettings

COOKIE = "hiphinge_browser"
HEADER = "x-hiphinge-token"
PURPOSE = "csrf"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods that change nothing."""
KEPT_S = 400 * 86_400
"""A browser keeps the cookie so long [s]: the most that browsers allow."""
NAME_LETTERS = 43
"""Length of a browser's name."""
ELSEWHERE = "This came from another page than hiphinge's own, so nothing was done."
STALE = "This page is out of date, so nothing was done: load it again, then repeat."


class Token:
    """The token of the browser that asks; made only where a page wants it.

    Parameters
    ----------
    secret : Secret
    browser : str or None
        The browser's name from its cookie; None where it has none yet.
    """

    def __init__(self, secret: Secret, browser: str | None) -> None:
        self._secret = secret
        self._browser = browser
        self.new: str | None = None

    @property
    def value(self) -> str:
        """The token for a form or a script of this browser."""
        if self._browser is None:
            self._browser = self.new = secrets.token_urlsafe(32)
        return self._secret.sign(PURPOSE, self._browser)

    def is_it(self, told: str | None) -> bool:
        """Tell whether this is the browser's token."""
        return self._browser is not None and told is not None and same(self.value, told)


class OurPagesOnly:
    """ASGI middleware that lets nothing be changed from elsewhere.

    Parameters
    ----------
    app : ASGIApp
    settings : WebSettings
    secret : Secret
    """

    def __init__(self, app: ASGIApp, settings: WebSettings, secret: Secret) -> None:
        self.app = app
        self.settings = settings
        self.secret = secret

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check what changes things; give a page's browser its cookie."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        token = Token(self.secret, browser_of(headers))
        scope["hiphinge.token"] = token
        if scope["method"] not in SAFE:
            if from_elsewhere(headers, self.settings.scheme):
                await refuse(scope, 403, ELSEWHERE)(scope, receive, send)
                return
            try:
                told, receive = await told_token(headers, receive)
            except HTTPException as error:
                await refuse(scope, error.status_code, error.detail)(scope, receive, send)
                return
            if not token.is_it(told):
                await refuse(scope, 403, STALE)(scope, receive, send)
                return

        async def with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start" and token.new is not None:
                MutableHeaders(scope=message).append("set-cookie", self._cookie(token.new))
            await send(message)

        await self.app(scope, receive, with_cookie)

    def _cookie(self, browser: str) -> str:
        secure = "; Secure" if self.settings.secure else ""
        return f"{COOKIE}={browser}; Path=/; Max-Age={KEPT_S}; HttpOnly; SameSite=Strict{secure}"


def browser_of(headers: Headers) -> str | None:
    """Return the browser's name, where its cookie looks like one of ours."""
    name = cookie_parser(headers.get("cookie", "")).get(COOKIE, "")
    return name if len(name) == NAME_LETTERS and name.isascii() else None


def from_elsewhere(headers: Headers, scheme: str) -> bool:
    """Tell whether a browser says that another page sent this.

    Programs that are no browsers say nothing of it; they need the token all the same.
    """
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    if origin is not None and origin.lower() != f"{scheme}://{headers['host'].lower()}":
        return True
    return site is not None and site not in ("same-origin", "none")


async def told_token(headers: Headers, receive: Receive) -> tuple[str | None, Receive]:
    """Return the token that the request tells, and a `receive` that still brings its whole body."""
    if HEADER in headers:
        return headers[HEADER], receive
    kind = headers.get("content-type", "")
    if kind.split(";")[0].strip().lower() in FORMS:
        return await token_of_form(kind, receive)
    return None, receive
