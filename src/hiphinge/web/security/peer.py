"""Who asks: this computer itself, or another device."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import Scope


def from_here(scope: Scope) -> bool:
    """Tell whether the connection comes from this very computer.

    Told by the connection's own address, never by a header; what has none is not trusted.
    """
    client = scope.get("client")
    if not client:
        return False
    try:
        address = ip_address(client[0])
    except ValueError:
        return False
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    return address.is_loopback
