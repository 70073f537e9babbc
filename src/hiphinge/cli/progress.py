"""A progress bar on standard error, for people only: a pipe sees none of it."""

from __future__ import annotations

import shutil
import sys
import threading
import time
from typing import Self

REDRAW_S = 0.1
"""Least time between two drawings [s]."""
WORDS = {
    "seeing": "looking at every frame",
    "video": "making the video playable",
    "overlay": "drawing on the video",
}
WIDEST = 100


def width() -> int:
    """Return the width to write for [columns]."""
    return max(40, min(WIDEST, shutil.get_terminal_size((80, 24)).columns))


class Bar:
    """One line that says what is being done and how far it is; a context manager."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._shown = sys.stderr.isatty()
        self._drawn_s = 0.0
        self._began: dict[str, float] = {}
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        self._draw("opening", 0.0)
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            sys.stderr.write("\r\x1b[2K")
            sys.stderr.flush()

    def update(self, stage: str, part: float) -> None:
        """Say that a stage is done to this part; safe from any thread."""
        now = time.monotonic()
        with self._lock:
            self._began.setdefault(stage, now)
            if self._shown and now - self._drawn_s >= REDRAW_S:
                self._drawn_s = now
                self._draw(WORDS.get(stage, stage), part, self._left_s(stage, part, now))

    def _left_s(self, stage: str, part: float, now: float) -> float | None:
        spent = now - self._began[stage]
        return spent * (1 - part) / part if part > 0.02 and spent > 1 else None  # noqa: PLR2004

    def _draw(self, words: str, part: float, left_s: float | None = None) -> None:
        if not self._shown:
            return
        left = "" if left_s is None else f"  {left_s:.0f} s left"
        label = f"{self._name}: {words}"
        room = max(8, min(30, width() - len(label) - 24))
        full = round(part * room)
        bar = "█" * full + "░" * (room - full)
        sys.stderr.write(f"\r\x1b[2K{label}  {bar} {part:4.0%}{left}")
        sys.stderr.flush()
