"""The process that draws on a film: `python -m hiphinge.web.shown.draw_child`.

It reads one line of JSON, and says in lines of JSON how far it is and how it ended:
``{"share": 0.4}``, then ``{"made": "name"}`` or ``{"refused": "sentence"}``. When the server is
gone, so is the other end of standard input, and it ends.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hiphinge.jobs.trouble import sentence_of
from hiphinge.web.shown.child import apart
from hiphinge.web.shown.drawn import part_of
from hiphinge.web.shown.hand_on_child import whole_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

NICENESS = 19
"""The server, judging, and whatever else the person does go first (19 yields most)."""
TELL_S = 0.25
"""How far it is is told this often [s]."""


def draw(asked: Mapping[str, Any], tell: Callable[[Mapping[str, Any]], None]) -> str:
    """Draw on a film; return the name of the file in the folder of the result.

    Parameters
    ----------
    asked : mapping
        See `hand_on_child.tell`; ``what`` is not needed.
    tell : callable
        Told how far it is.

    Raises
    ------
    HingeError
        When the film is gone or the disk is full.
    """
    from hiphinge.report.overlay import write_overlay  # noqa: PLC0415 (a second to import)

    whole, last_s = whole_of(asked), 0.0
    assert whole.clip is not None  # noqa: S101 (it was judged from a film)

    def on_progress(share: float) -> None:
        nonlocal last_s
        if time.monotonic() - last_s >= TELL_S:
            last_s = time.monotonic()
            tell({"share": round(share, 4)})

    part = part_of(Path(asked["result"]), os.getpid())
    write_overlay(whole.clip, whole.motion, whole.report, part, on_progress)
    return part.name


def main() -> None:
    """Be the child."""
    answer_to = apart()
    with suppress(OSError, AttributeError):  # Windows has no such number
        os.nice(NICENESS)
    asked = json.loads(sys.stdin.buffer.readline())
    threading.Thread(target=_follow_parent, daemon=True).start()
    with os.fdopen(answer_to, "w", encoding="utf-8", buffering=1) as out:

        def tell(said: Mapping[str, Any]) -> None:
            out.write(json.dumps(said) + "\n")

        try:
            tell({"made": draw(asked, tell)})
        except Exception as error:
            sentence = sentence_of(error)
            if sentence is None:
                raise
            tell({"refused": sentence})


def _follow_parent() -> None:
    with suppress(OSError):
        while os.read(0, 1024):
            pass
    os._exit(1)


if __name__ == "__main__":
    main()
