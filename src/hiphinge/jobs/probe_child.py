"""The process that opens a file from outside: `python -m hiphinge.jobs.probe_child`.

Decoders are large and old, and a file may be made to break them. Here that breaks a process that
has nothing, may write nothing and is ended soon. It reads one line of JSON, ``{"path": ...}``, and
answers one: ``{"facts": {...}}`` or ``{"refused": "sentence"}``.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

MEMORY_BYTES = 4 << 30
"""Address space [bytes]. One 8K picture of 10 bit takes 200 MB decoded, and a decoder holds up to
16 of them; what it only sets aside counts too. More than this is a trick to fill the memory."""
CPU_S = 20
"""Processor time [s]. Ten frames of 8K HEVC take 2 s on a slow machine."""
TOO_MUCH = (
    "{} needs more memory to be opened than a film of a phone does: save it at a lower resolution "
    "and send that."
)
FILE_BYTES = 0
"""It has nothing to write [bytes]."""
OPEN_FILES = 64
"""The video, the libraries and their like; nothing here opens many."""


def main() -> None:
    """Limit this process, read the question, answer it."""
    _limit()
    answer_to = _apart()
    asked = json.loads(sys.stdin.readline())
    os.write(answer_to, json.dumps(_answer(Path(asked["path"]))).encode() + b"\n")


def _limit() -> None:
    """Take from this process what it does not need; Windows knows no such limits."""
    try:
        import resource  # noqa: PLC0415 (not there on Windows)
    except ImportError:
        return
    for kind, most in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_S),
        (resource.RLIMIT_FSIZE, FILE_BYTES),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
    ):
        # A limit that this system does not know, or that is lower already.
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))


def _apart() -> int:
    """Keep standard output for the answer: what a library prints goes nowhere."""
    answer_to = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    return answer_to


def _answer(path: Path) -> dict[str, Any]:
    """Return what the probe says, or why the file is refused."""
    from hiphinge.errors import HingeError  # noqa: PLC0415 (only once there are limits)
    from hiphinge.source.probe import probe  # noqa: PLC0415

    try:
        clip = probe(path)
    except HingeError as refusal:
        return {"refused": str(refusal)}
    except MemoryError:
        return {"refused": TOO_MUCH.format(path.name)}
    return {
        "facts": {
            "duration_s": clip.duration_s,
            "fps": clip.fps,
            "width_px": clip.width_px,
            "height_px": clip.height_px,
            "codec": clip.codec,
            "recorded": clip.recorded,
        }
    }


if __name__ == "__main__":
    main()
