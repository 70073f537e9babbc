"""Which process has work in hand, written so that another one can tell whether it still lives.

A number of a process alone is no name: after a restart of the machine, and sooner or later without
one, another process has it. So the start of the machine and the birth of the process belong to it.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PROC = Path("/proc")
"""Where Linux tells of its processes; elsewhere there is none, and less is known."""
DEAD_STATES = frozenset({"Z", "X", "x"})
"""A process that has ended and only waits to be counted off by its parent."""


@dataclass(frozen=True, slots=True)
class Process:
    """One process, once and for all.

    Attributes
    ----------
    boot, room : str
        This start of the machine, and the container on it; empty where they are not known.
    pid : int
    born : str
        When it began, in the system's own count; empty where that is not known.
    """

    boot: str
    room: str
    pid: int
    born: str

    @property
    def alive(self) -> bool | None:
        """Whether it lives; None where that cannot be known from here."""
        if self.boot != _boot():
            # The database cannot be shared between machines, so this one was started anew.
            return False if self.boot and _boot() else None
        if self.room != _room():
            return None
        born = _born(self.pid)
        if born is not None:
            return born == self.born
        return False if _boot() or _gone(self.pid) else None


@dataclass(frozen=True, slots=True)
class Worker:
    """Who does a piece of work, and the server that started it.

    Attributes
    ----------
    process, server : Process
    """

    process: Process
    server: Process

    def __str__(self) -> str:
        one, other = self.process, self.server
        return ":".join((one.boot, one.room, str(one.pid), one.born, str(other.pid), other.born))


def this_worker() -> Worker:
    """Return this process as a worker."""
    return Worker(_process(os.getpid()), _process(os.getppid()))


def worker_named(text: str) -> Worker | None:
    """Return the worker whose text it is; None where it is no such text."""
    parts = text.split(":")
    try:
        boot, room, pid, born, server_pid, server_born = parts
        return Worker(
            Process(boot, room, int(pid), born), Process(boot, room, int(server_pid), server_born)
        )
    except ValueError:
        return None


def _process(pid: int) -> Process:
    return Process(_boot(), _room(), pid, _born(pid) or "")


@cache
def _boot() -> str:
    return _read(PROC / "sys" / "kernel" / "random" / "boot_id")


@cache
def _room() -> str:
    try:
        linked = str((PROC / "self" / "ns" / "pid").readlink())
    except OSError:
        return ""
    return "".join(sign for sign in linked if sign.isdigit())


def _born(pid: int) -> str | None:
    """Return when a process began; None where there is none, or nothing tells."""
    # The name in brackets may hold anything, brackets too: what counts comes after the last one.
    fields = _read(PROC / str(pid) / "stat").rpartition(")")[2].split()
    if len(fields) < 20 or fields[0] in DEAD_STATES:  # noqa: PLR2004 (proc(5): field 22 of all)
        return None
    return fields[19]


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


def _gone(pid: int) -> bool:
    """Tell whether there is surely no process of a number; on Windows one may not even ask."""
    if sys.platform == "win32":
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
