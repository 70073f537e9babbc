"""A progress bar on standard error, for people only: a pipe sees none of it."""

from __future__ import annotations

import os
import shutil
import sys
import threading
import time
import unicodedata
from typing import Self

REDRAW_S = 0.1
"""Least time between two drawings [s]."""
WORDS = {
    "seeing": "looking at every frame",
    "video": "making the video playable",
    "overlay": "drawing on the video",
}
WIDEST = 100
BAR_LEAST, BAR_MOST = 8, 30
"""Length of the bar [columns]; where there is no room for the least, there is none."""
NAME_LEAST = 8
"""A longer file name is shortened to no fewer columns than this; rather, the bar goes."""


def width() -> int:
    """Return the width to write for [columns]."""
    return max(40, min(WIDEST, shutil.get_terminal_size((80, 24)).columns))


def line(name: str, words: str, part: float, left_s: float | None, columns: int) -> str:
    """Return the line to draw, short enough for a terminal.

    Parameters
    ----------
    name : str
        Name of the file; shortened where there is no room.
    words : str
        What is being done.
    part : float
        The share of it that is done, 0 to 1.
    left_s : float or None
        Time left [s]; left out first.
    columns : int
        Width of the terminal. The last column stays free: some terminals break the line there.
    """
    most = columns - 1
    left = "" if left_s is None else f"  {left_s:.0f} s left"
    for bar_least, end in ((BAR_LEAST, left), (BAR_LEAST, ""), (0, "")):
        label, percent = f": {words}", f" {part:4.0%}{end}"
        bar_gap = 2 if bar_least else 0
        room = most - _columns_of(label) - len(percent) - bar_gap - bar_least
        if room >= min(NAME_LEAST, _columns_of(name)):
            shown = shorten(name, room)
            long = min(BAR_MOST, bar_least + room - _columns_of(shown)) if bar_least else 0
            return f"{shown}{label}{' ' * bar_gap}{_bar(part, long)}{percent}"
    return shorten(f"{part:.0%} {words}", most)


def shorten(text: str, columns: int) -> str:
    """Return a text that takes no more columns, with an ellipsis where its end is left out."""
    if _columns_of(text) <= columns:
        return text
    while text and _columns_of(text) > columns - 1:
        text = text[:-1]
    return f"{text}…" if columns > 0 else ""


def _bar(part: float, long: int) -> str:
    full = round(min(1.0, max(0.0, part)) * long)
    return "█" * full + "░" * (long - full)


def _columns_of(text: str) -> int:
    """Return how many columns a text takes: some letters take two, and accents none."""
    return sum(
        0 if unicodedata.combining(sign) else 1 + (unicodedata.east_asian_width(sign) in "WF")
        for sign in text
    )


def _terminal_columns() -> int:
    """Return the width of the terminal that standard error goes to, wherever the output goes."""
    try:
        columns = os.get_terminal_size(sys.stderr.fileno()).columns
    except (OSError, ValueError, AttributeError):
        columns = 0
    return columns or shutil.get_terminal_size((80, 24)).columns


def _written(text: str) -> str:
    """Return a text as the terminal can show it, one sign for each."""
    coding = sys.stderr.encoding or "utf-8"
    plain = "".join(sign if sign.isprintable() else "?" for sign in text)
    try:
        plain.encode(coding)
    except UnicodeEncodeError:
        plain = plain.translate({ord("█"): "#", ord("░"): "-", ord("…"): "~"})
        return plain.encode(coding, "replace").decode(coding)
    return plain


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
        if self._shown:
            columns = min(WIDEST, _terminal_columns())
            drawn = _written(line(self._name, words, part, left_s, columns))
            sys.stderr.write(f"\r\x1b[2K{drawn}")
            sys.stderr.flush()
