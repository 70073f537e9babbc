"""Addresses of this computer in its network, found without asking anybody."""

from __future__ import annotations

import socket
import struct
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

ELSEWHERE: Final = ("192.0.2.1", 9)
"""An address for documentation, nobody's: asking which way leads there sends nothing."""
ADDRESS_OF: Final = 0x8915
"""What Linux is asked for the address of an interface (SIOCGIFADDR)."""


def lan_names() -> tuple[str, ...]:
    """Return the addresses and the name by which the network knows this computer.

    The address that leads out comes first; nothing where there is no network. A name server is not
    asked. Of a computer in several networks, other systems than Linux tell the one that leads out.
    """
    addresses: list[str] = []
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.connect(ELSEWHERE)
        addresses.append(one.getsockname()[0])
    outside = [one for one in dict.fromkeys([*addresses, *_of_all()]) if not one.startswith("127.")]
    name = socket.gethostname().partition(".")[0].lower()
    return (*outside, f"{name}.local") if outside and name else tuple(outside)


def _of_all() -> Iterator[str]:
    """Yield the address of each interface that has one; nothing but on Linux."""
    if sys.platform != "linux":
        return
    import fcntl  # noqa: PLC0415 (not everywhere)

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        for _, name in socket.if_nameindex():
            with suppress(OSError):
                asked = struct.pack("256s", name.encode()[:15])
                told = fcntl.ioctl(one.fileno(), ADDRESS_OF, asked)
                yield socket.inet_ntoa(told[20:24])
