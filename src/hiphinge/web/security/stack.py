"""All guards in the order a request meets them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.middleware import Middleware

from hiphinge.web.security.arrival import AskAgainFromHere
from hiphinge.web.security.csrf import OurPagesOnly
from hiphinge.web.security.gate import PairedOnly
from hiphinge.web.security.headers import SafeHeaders
from hiphinge.web.security.host import OurNames
from hiphinge.web.security.limits import BodyLimits

if TYPE_CHECKING:
    from hiphinge.web.security.secret import Secret
    from hiphinge.web.settings import WebSettings


def guards(settings: WebSettings, secret: Secret) -> list[Middleware]:
    """Return the middleware, the outermost first."""
    return [
        Middleware(SafeHeaders),
        Middleware(OurNames, settings=settings),
        Middleware(AskAgainFromHere),
        Middleware(PairedOnly, settings=settings),
        Middleware(BodyLimits),
        Middleware(OurPagesOnly, settings=settings, secret=secret),
    ]
