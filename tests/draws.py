"""A process that draws on a film as a test wants it: `draws.py well`.

What the real one writes is tested with the real one; this one costs no time.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve()
FILM = b"a film that is drawn on"
FOREVER_S = 600.0


def command(way: str) -> tuple[str, ...]:
    """Return what starts a process that draws ``well`` or ``slowly``, ``breaks`` or ``refuses``."""
    return (sys.executable, "-S", str(HERE), way)


def main(way: str) -> None:
    """Be such a process."""
    asked = json.loads(sys.stdin.readline())
    if way == "breaks":
        sys.exit("it broke off")
    if way == "refuses":
        tell({"refused": "The disk is full."})
        return
    part = Path(asked["result"]) / f"drawn.{os.getpid()}.part.mp4"
    part.write_bytes(FILM)
    if way == "slowly":
        tell({"share": 0.5})
        time.sleep(FOREVER_S)
    tell({"made": part.name})


def tell(said: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
