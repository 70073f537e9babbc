"""Connections that say nothing, or say it letter by letter, are closed after a while.

And no other device, nor all of them together, can take every place: this computer always finds one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from hiphinge.web.security.peer import is_loopback

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Iterable

HEAD_S = 15.0
"""The head of a request must be here within this time [s]."""
Address = tuple[str, int]
OF_ONE_MOST = 30
"""Connections of one other device: a browser opens six for its pages, and as many for films."""
OF_OTHERS_MOST = 120
"""Connections of all other devices together: the rest is for this computer."""


class Impatient(H11Protocol):
    """HTTP as uvicorn speaks it, with an end to waiting for the head of a request."""

    _end: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Wait from the beginning; where there are too many of others, end it."""
        super().connection_made(transport)
        if is_crowded(self.client, [getattr(one, "client", None) for one in self.connections]):
            transport.abort()
        else:
            self._wait()

    def data_received(self, data: bytes) -> None:
        """Go on waiting while the head is not whole."""
        super().data_received(data)
        if self.conn.their_state is h11.IDLE:
            self._wait()
        else:
            self._rest()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._rest()
        super().connection_lost(exc)

    def _wait(self) -> None:
        if self._end is None:
            self._end = self.loop.call_later(HEAD_S, self.transport.close)

    def _rest(self) -> None:
        if self._end is not None:
            self._end.cancel()
            self._end = None


def is_crowded(client: Address | None, taken: Iterable[Address | None]) -> bool:
    """Tell whether a connection is one too many.

    Parameters
    ----------
    client : (str, int) or None
        Where it comes from.
    taken : iterable of such
        Where all that are open come from, this one among them.
    """
    if is_loopback(client):
        return False
    others = [one[0] if one else "" for one in taken if not is_loopback(one)]
    return len(others) > OF_OTHERS_MOST or others.count(client[0] if client else "") > OF_ONE_MOST
