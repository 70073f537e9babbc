"""The line of the progress bar: never wider than the terminal, and only for people."""

from __future__ import annotations

import io
import os
import re
import sys
import unicodedata

import pytest

from hiphinge.cli import progress
from hiphinge.cli.progress import Bar, line

NAMES = [
    "a.mp4",
    "IMG_1234.MOV",
    "deadlift-2026-03-14-third-set-120kg-from-the-left-side.mp4",
    "硬拉第三组一百二十公斤从左侧拍摄的视频.mp4",
    "e\u0301le\u0301vation.mp4",
]


class Terminal(io.StringIO):
    """A standard error that a person looks at."""

    def isatty(self) -> bool:
        return True


def columns_of(text: str) -> int:
    wide = sum(unicodedata.east_asian_width(sign) in {"W", "F"} for sign in text)
    return len(text) + wide - sum(unicodedata.combining(sign) > 0 for sign in text)


def drawn(terminal: io.StringIO) -> list[str]:
    return [one for one in re.split(r"\r\x1b\[2K", terminal.getvalue()) if one]


def terminal(monkeypatch: pytest.MonkeyPatch, columns: int) -> Terminal:
    """Look at standard error, in a terminal of this width."""
    fake = Terminal()
    monkeypatch.setattr(sys, "stderr", fake)
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setattr(progress, "REDRAW_S", 0.0)
    return fake


@pytest.mark.parametrize("columns", [20, 40, 80, 200])
@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_no_line_is_wider_than_the_terminal(
    name: str, columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = terminal(monkeypatch, columns)
    clock = iter(range(0, 100_000, 50))
    monkeypatch.setattr(progress.time, "monotonic", lambda: float(next(clock)))
    with Bar(name) as bar:
        for stage in ("seeing", "video", "overlay"):
            for part in (0.0, 0.03, 0.5, 1.0):
                bar.update(stage, part)
    lines = drawn(shown)
    assert len(lines) == 13
    assert max(map(columns_of, lines)) < columns
    assert all("%" in one for one in lines)


@pytest.mark.parametrize("left_s", [None, 3.0, 86_400.0])
@pytest.mark.parametrize("columns", [*range(1, 45), 80, 100])
def test_any_width_will_do(columns: int, left_s: float | None) -> None:
    for name in NAMES:
        for part in (0.0, 0.333, 1.0):
            shown = line(name, "looking at every frame", part, left_s, columns)
            assert columns_of(shown) < max(columns, 1) or not shown


def test_a_long_name_is_shortened_and_the_time_is_dropped_before_the_bar() -> None:
    wide = line(NAMES[1], "looking at every frame", 0.5, 12.0, 80)
    assert wide.startswith("IMG_1234.MOV: looking at every frame  █")
    assert wide.endswith(" 50%  12 s left")
    narrow = line(NAMES[2], "drawing on the video", 0.5, 12.0, 50)
    assert narrow.startswith("deadlift")
    assert "…: drawing on the video  ████░░░░  50%" in narrow
    narrowest = line(NAMES[1], "looking at every frame", 0.5, 12.0, 40)
    assert narrowest == "IMG_1234.…: looking at every frame  50%"


def test_a_name_cannot_break_the_line(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = terminal(monkeypatch, 80)
    with Bar("a\nb\x1b[31m\udced.mp4"):
        pass
    assert drawn(shown)[0].startswith("a?b?[31m?.mp4: opening")


def test_a_terminal_of_few_letters_is_written_to_in_them(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    fake = io.TextIOWrapper(raw, encoding="ascii", errors="backslashreplace")
    monkeypatch.setattr(fake, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys, "stderr", fake)
    monkeypatch.setenv("COLUMNS", "40")
    with Bar("硬拉.mp4"):
        pass
    assert b"??.mp4: opening  ---" in raw.getvalue()
    assert b"\\u" not in raw.getvalue()


def test_the_width_is_that_of_the_terminal_that_is_drawn_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fake = Terminal()
    monkeypatch.setattr(fake, "fileno", lambda: 2)
    monkeypatch.setattr(sys, "stderr", fake)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr(progress.os, "get_terminal_size", lambda _: os.terminal_size((40, 20)))
    with Bar(NAMES[2]):
        pass
    assert columns_of(drawn(fake)[0]) < 40


def test_a_pipe_sees_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = io.StringIO()
    monkeypatch.setattr(sys, "stderr", pipe)
    with Bar("a.mp4") as bar:
        bar.update("seeing", 0.5)
    assert pipe.getvalue() == ""
