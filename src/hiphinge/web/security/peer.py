"""Who asks: this computer itself, or another device."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address
from typing import TYPE_CHECKING

from starlette.datastructures import Headers

from hiphinge.web.settings import LOOPBACK_NAMES

if TYPE_CHECKING:
    from starlette.types import Scope


def from_here(scope: Scope) -> bool:
    """Tell whether the connection comes from this very computer.

    Told by the connection's own address; what has none is not trusted. And it must have called us
    by a name that leads nowhere else: the others are told by the network, where a stranger may
    answer for them, show a page of his under one, and then let that name lead here.
    """
    return is_loopback(scope.get("client")) and _is_called_here(scope)


def is_loopback(client: tuple[str, int] | None) -> bool:
    """Tell whether an address is one of this computer that only it can reach."""
    if not client:
        return False
    try:
        address = ip_address(client[0])
    except ValueError:
        return False
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    return address.is_loopback


def _is_called_here(scope: Scope) -> bool:
    host = Headers(scope=scope).get("host", "").lower()
    return host in LOOPBACK_NAMES or host.rpartition(":")[0] in LOOPBACK_NAMES
