"""Listens to a Python process and all that it starts: whom it reaches, which names it asks for.

Python takes it in by itself where this folder is in ``PYTHONPATH``. It tells a pipe, `EAR`, which
processes there are, and each step beyond this machine, which it does not let happen.
"""

from __future__ import annotations

import ipaddress
import json
import os
import sys
from urllib.parse import urlsplit

EAR = "HIPHINGE_TEST_EAR"
REACHING = {"socket.connect": 1, "socket.sendto": 1, "socket.sendmsg": 1, "socket.bind": 1}
"""What names an address, and where among what is told of it."""
NAMING = {"socket.getaddrinfo", "socket.gethostbyname", "socket.getnameinfo"}
ASKING = {"socket.gethostbyaddr"}
"""What asks for the name of an address, whichever that is."""


def is_here(host: object) -> bool:
    """Tell whether a host is this machine, without asking anybody."""
    if host is None or host in ("", b""):
        return True
    try:
        return ipaddress.ip_address(
            host.decode() if isinstance(host, bytes) else str(host)
        ).is_loopback
    except ValueError:
        return False


def leaves(event: str, told: tuple[object, ...]) -> bool:
    """Tell whether an event of the interpreter goes beyond this machine."""
    if event in REACHING:
        to = told[REACHING[event]]
        # What is no pair is a place in the file system, or goes where it was connected to.
        return isinstance(to, tuple) and not is_here(to[0])
    if event in NAMING:
        host = told[0][0] if isinstance(told[0], tuple) else told[0]
        return not is_here(host)
    if event == "urllib.Request":
        url = urlsplit(str(told[0]))
        return url.scheme not in ("data", "file") and not is_here(url.hostname or "?")
    return event in ASKING


def listen(pipe: str) -> None:
    # Opened now: a process may take from itself the right to open or write files, not this one.
    told_to = os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)

    def tell(*what: object) -> None:
        os.write(told_to, json.dumps(what, default=repr).encode() + b"\n")

    def hear(event: str, told: tuple[object, ...]) -> None:
        if leaves(event, told):
            tell("left", event, told, sys.orig_argv)
            raise PermissionError(f"{event} {told} leaves this machine")

    tell("began", sys.orig_argv)
    sys.addaudithook(hear)


if EAR in os.environ:
    listen(os.environ[EAR])
