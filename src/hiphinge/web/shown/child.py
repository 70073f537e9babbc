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
from hiphinge.jobs.trouble import write_down

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hiphinge.store.folder import Folder

NICER = 10
"""A child gives way to the server and the workers by so many steps."""
BROKE = "That could not be made: try again; what happened is written down in hiphinge.log."
SLOW = "That took too long, so it was given up: try again when this computer is less busy."
TOLD_OF_ERROR = 4000
"""Of what a child says when it breaks off, so much of the end is written down [characters]."""


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
    try:
        done = subprocess.run(  # noqa: S603 (our own interpreter, no shell)
            [sys.executable, "-P", "-m", module],
            input=json.dumps(question).encode(),
            capture_output=True,
            timeout=wall_s,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Broken(SLOW) from error
    try:
        told = json.loads(done.stdout)
    except ValueError as error:
        said = done.stderr.decode(errors="replace")[-TOLD_OF_ERROR:]
        write_down(folder, f"asking {module}, which said: {said}", error)
        raise Broken(BROKE) from error
    if "refused" in told:
        raise Refused(told["refused"])
    return told["told"]


def answer(tell: Callable[[Any], Any]) -> None:
    """Be the child: answer the question on standard input by what `tell` makes of it."""
    answer_to = _apart()
    with suppress(OSError, AttributeError):  # Windows has no such number
        os.nice(NICER)
    try:
        told = {"told": tell(json.loads(sys.stdin.read()))}
    except HingeError as refusal:
        told = {"refused": str(refusal)}
    with os.fdopen(answer_to, "wb") as out:
        out.write(json.dumps(told).encode())


def _apart() -> int:
    """Keep standard output for the answer: what a library prints goes where errors go."""
    answer_to = os.dup(1)
    os.dup2(2, 1)
    return answer_to
