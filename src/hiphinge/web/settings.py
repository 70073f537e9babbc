"""What the server was started with."""

from __future__ import annotations

from dataclasses import dataclass

LOOPBACK_NAMES = ("127.0.0.1", "localhost", "[::1]")
"""Names under which a browser on this computer reaches the server."""
DEFAULT_PORTS = {"http": 80, "https": 443}
"""Ports that a browser leaves out of the Host header."""


@dataclass(frozen=True, slots=True)
class WebSettings:
    """How the server was started.

    Attributes
    ----------
    port : int
        Port it listens on.
    lan : bool
        Whether other devices in the network may come in, once they are paired.
    names : tuple of str
        Further names and addresses of this computer that a device may call it by.
    secure : bool
        Whether it speaks TLS.
    workers : int
        Processes that judge films; 0 to judge none.
    """

    port: int = 8750
    lan: bool = False
    names: tuple[str, ...] = ()
    secure: bool = False
    workers: int = 1

    @property
    def scheme(self) -> str:
        """``https`` or ``http``."""
        return "https" if self.secure else "http"

    @property
    def hosts(self) -> frozenset[str]:
        """Every Host header that is ours, in small letters."""
        named = (*LOOPBACK_NAMES, *self.names) if self.lan else LOOPBACK_NAMES
        hosts = {f"{name.lower()}:{self.port}" for name in named}
        if DEFAULT_PORTS[self.scheme] == self.port:
            hosts |= {name.lower() for name in named}
        return frozenset(hosts)

    def address(self, name: str = "127.0.0.1") -> str:
        """Return the address of the server under one of its names, without a slash at its end."""
        port = "" if DEFAULT_PORTS[self.scheme] == self.port else f":{self.port}"
        return f"{self.scheme}://{name}{port}"
