"""A browser at a real server, whose pages must not complain nor ask anybody else."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

OURS = ("blob:", "data:")
"""What a page asks of itself."""


class Visit:
    """One browser's stay: its `page`, and what was wrong in it."""

    def __init__(self, browser: Any, url: str, width: int = 1280, height: int = 860) -> None:
        self.url = url
        self.complaints: list[str] = []
        self.elsewhere: list[str] = []
        self.offline = False
        self.context = browser.new_context(
            base_url=url, viewport={"width": width, "height": height}, reduced_motion="reduce",
            has_touch=width < 500, accept_downloads=True,
        )  # fmt: skip
        self.context.on("request", lambda asked: self._asked(asked.url))
        self.page = self.context.new_page()
        self.page.on("console", self._told)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    @contextmanager
    def without_network(self) -> Iterator[None]:
        """Take the network away; that the browser then says so is no complaint."""
        self.offline = True
        self.context.set_offline(True)
        yield
        self.context.set_offline(False)
        self.offline = False

    def end(self) -> None:
        """Close the browser's window; nothing may have been wrong."""
        self.context.close()
        assert self.complaints == []
        assert self.elsewhere == []

    def _asked(self, url: str) -> None:
        if not url.startswith((self.url, *OURS)):
            self.elsewhere.append(url)

    def _told(self, message: Any) -> None:
        if message.type == "error" and not (self.offline and "net::ERR" in message.text):
            self.complaints.append(message.text)
