"""Addresses of this computer in its network."""

from __future__ import annotations

import socket
from contextlib import suppress

ELSEWHERE = ("192.0.2.1", 9)
"""An address for documentation, nobody's: asking which way leads there sends nothing."""


def lan_names() -> tuple[str, ...]:
    """Return the addresses and the name by which the network knows this computer.

    The address that leads out comes first; nothing where there is no network.
    """
    addresses: list[str] = []
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.connect(ELSEWHERE)
        addresses.append(one.getsockname()[0])
    with suppress(OSError):
        found = socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
        addresses += [str(one[4][0]) for one in found]
    outside = [one for one in dict.fromkeys(addresses) if not one.startswith("127.")]
    name = socket.gethostname().partition(".")[0].lower()
    return (*outside, f"{name}.local") if outside and name else tuple(outside)
