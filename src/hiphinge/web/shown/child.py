"""Ask a process of its own for what takes long or opens films, so that pages stay quick and safe.

The child reads one question as JSON and answers one line: ``{"told": ...}``, or
``{"refused": "sentence"}``.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from hiphinge.errors import HingeError
from hiphinge.jobs.memory import hold_to
from hiphinge.jobs.trouble import sentence_of, write_down

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hiphinge.store.folder import Folder

NICER = 10
"""A child gives way to the server and the workers by so many steps."""
BROKE = "That could not be made: try again; what happened is written down in hiphinge.log."
SLOW = "That took too long, so it was given up: try again when this computer is less busy."
TOLD_OF_ERROR = 4000
"""Of what a child says when it breaks off, so much of the end is written down [characters]."""

RUNNING: set[subprocess.Popen[bytes]] = set()
"""Children at work."""


class Broken(HingeError):  # noqa: N818 (it reads as what it is)
    """The child broke off or hung."""


class Refused(HingeError):  # noqa: N818 (it reads as what it is)
    """The child says why not."""


def ask(folder: Folder, module: str, question: Mapping[str, Any], wall_s: float) -> Any:
    """Return what a child tells.

    Parameters
    ----------
    folder : Folder
        Where it is written down when a child breaks off.
    module : str
        What it runs.
    question : mapping
        As JSON can hold it.
    wall_s : float
        Time it has [s].

    Raises
    ------
    Refused
        When it cannot be done, with the reason.
    Broken
        When the child broke off, or took longer.
    """
    command = [sys.executable, "-P", "-m", module]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe) as process:  # noqa: S603
        RUNNING.add(process)
        try:
            told, complaints = process.communicate(json.dumps(question).encode(), wall_s)
        except subprocess.TimeoutExpired as error:
            raise Broken(SLOW) from error
        finally:
            process.kill()
            RUNNING.discard(process)
    return _understood(folder, module, told, complaints)


def end_all() -> None:
    """End every child, because the server ends; who waits for one is told that it broke off."""
    for process in list(RUNNING):
        process.kill()


def _understood(folder: Folder, module: str, said: bytes, complaints: bytes) -> Any:
    try:
        told = json.loads(said)
    except ValueError as error:
        last = complaints.decode(errors="replace")[-TOLD_OF_ERROR:]
        write_down(folder, f"asking {module}, which said: {last}", error)
        raise Broken(BROKE) from error
    if "refused" in told:
        raise Refused(told["refused"])
    return told["told"]


def answer(tell: Callable[[Any], Any]) -> None:
    """Be the child: answer the question on standard input by what `tell` makes of it."""
    answer_to = apart()
    with suppress(OSError, AttributeError):  # Windows has no such number
        os.nice(NICER)
    try:
        told = {"told": tell(json.loads(sys.stdin.read()))}
    except (HingeError, MemoryError) as refusal:
        told = {"refused": sentence_of(refusal)}
    with os.fdopen(answer_to, "wb") as out:
        out.write(json.dumps(told).encode())


def apart() -> int:
    """Hold this process to its memory, and keep standard output for the answer.

    What a library prints goes where errors go.
    """
    hold_to()
    answer_to = os.dup(1)
    os.dup2(2, 1)
    return answer_to
