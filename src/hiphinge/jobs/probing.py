"""Is this file from outside a video that can be judged? Asked of a child process, never here."""

from __future__ import annotations

import json
import math
import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, ValidationError

from hiphinge.errors import ClipError, HingeError
from hiphinge.jobs.memory import ALONE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

CHILD = (sys.executable, "-P", "-B", "-m", "hiphinge.jobs.probe_child")
"""No module is taken from the folder that it happens to run in, and nothing is written."""
WALL_S = 300.0
"""A file that is not opened in this time never will be [s]: the slowest take 3 s of processor time,
of which one that yields to all others gets a thirtieth where this computer has much to do."""
GIVE_UP_S = 20.0
"""The end of a child is waited for so long [s]; the system ends it at once, and tells of it late
where it is busy."""
ANSWER_BYTES = 20_000
"""An answer is a few hundred bytes; what is longer is none [bytes]."""
SENTENCE_MOST = 1000
"""A longer sentence than this is none [characters]."""


class Unreadable(ClipError):  # noqa: N818 (it reads as what it is)
    """The child gave no answer: no word on the file itself, so that it may be tried again."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a video file holds, as a child process told.

    Attributes
    ----------
    duration_s : float
        Length [s].
    fps : float
        Average frame rate [1/s].
    width_px, height_px : int
        Size of the upright picture [px].
    codec : str
    recorded : str
        When it was filmed, as the file tells; empty where it does not.
    """

    duration_s: float
    fps: float
    width_px: int
    height_px: int
    codec: str
    recorded: str

    @property
    def frames(self) -> int:
        """Frames it is thought to have."""
        return max(1, round(self.duration_s * self.fps))


class _Answer(BaseModel):
    """What the child may say: it is not trusted either."""

    model_config = ConfigDict(extra="forbid", strict=True)
    facts: Facts | None = None
    refused: str = ""


def probe_apart(
    path: Path, called: str, *, child: Sequence[str] = CHILD, wall_s: float = WALL_S
) -> Facts:
    """Return what a video file holds, or say in one sentence why it cannot be judged.

    Parameters
    ----------
    path : Path
        The file.
    called : str
        Its name for the person, in place of that on disk.
    child : sequence of str
        The command that is asked.
    wall_s : float
        Time it has [s].

    Raises
    ------
    ClipError
        The file is no video that can be judged.
    Unreadable
        The child broke off, hung, or answered nothing of use.
    """
    said = _ask(path.absolute(), child, wall_s)
    if said is None:
        raise Unreadable(
            f"{called} was not open after {wall_s:.0f} s: if this computer was busy, try again; "
            "otherwise the file is damaged, so copy it from the phone anew."
        )
    answer = _understood(said)
    if answer is not None and answer.refused:
        raise ClipError(answer.refused.replace(str(path), called).replace(path.name, called))
    if answer is None or answer.facts is None:
        raise Unreadable(
            f"{called} could not be opened: what reads videos broke off over it, as it does over "
            "damaged files; copy it from the phone anew and try again."
        )
    return answer.facts


def _ask(path: Path, child: Sequence[str], wall_s: float) -> bytes | None:
    """Return what the child wrote, at most a little more than an answer; None where it hung."""
    process = subprocess.Popen(  # noqa: S603 (our own interpreter, no shell)
        list(child),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **ALONE},
        start_new_session=True,
    )
    assert process.stdin is not None  # noqa: S101 (tells the type checker)
    assert process.stdout is not None  # noqa: S101
    said: list[bytes] = []
    output = process.stdout
    listener = threading.Thread(target=lambda: said.append(output.read(ANSWER_BYTES)), daemon=True)
    try:
        listener.start()
        # A child that is gone already reads nothing.
        with suppress(OSError):
            process.stdin.write(json.dumps({"path": os.fsdecode(path)}).encode() + b"\n")
            process.stdin.close()
        listener.join(wall_s)
        hung = listener.is_alive()
    finally:
        _end(process)
        # Something that it started and that hid itself may still hold the pipe: leave it to it.
        listener.join(GIVE_UP_S)
        if not listener.is_alive():
            output.close()
    return None if hung or not said else said[0]


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the child and whatever it started."""
    with suppress(OSError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _understood(said: bytes) -> _Answer | None:
    """Return the answer; None where it is none."""
    try:
        answer = _Answer.model_validate_json(said)
    except ValidationError:
        return None
    if len(answer.refused) > SENTENCE_MOST or not answer.refused.isprintable():
        return None
    if answer.facts is not None and not (
        math.isfinite(answer.facts.duration_s) and math.isfinite(answer.facts.fps)
    ):
        return None
    return answer


def describes_file(error: HingeError) -> bool:
    """Tell whether a refusal is about the file itself, so that it will be the same next time."""
    return isinstance(error, ClipError) and not isinstance(error, Unreadable)
