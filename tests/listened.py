"""Processes that are listened to: whatever they reach beyond this machine is told and refused."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pytest

HOOK = Path(__file__).parent / "ear"
EAR = "HIPHINGE_TEST_EAR"
READ_BYTES = 1 << 16


class Ear:
    """Hears the processes that are started after it, and theirs; see `ear/sitecustomize.py`.

    Native code is not heard: FFmpeg is told to open files alone, as `test_hostile_films` holds.
    """

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        pipe = folder / "ear"
        os.mkfifo(pipe)
        # Open at both ends from here on, so that nobody waits for anybody.
        self._pipe = os.open(pipe, os.O_RDWR | os.O_NONBLOCK)
        self._told = b""
        monkeypatch.setenv(EAR, str(pipe))
        monkeypatch.setenv("PYTHONPATH", str(HOOK))

    def close(self) -> None:
        os.close(self._pipe)

    @property
    def left(self) -> list[Any]:
        """What went beyond this machine: event, what was told of it, the process's command."""
        return [said[1:] for said in self._said() if said[0] == "left"]

    def heard(self, *words: str) -> bool:
        """Tell whether a process was listened to in whose command each of these words is one."""
        return any(set(words) <= set(said[1]) for said in self._said() if said[0] == "began")

    def _said(self) -> list[Any]:
        while True:
            try:
                self._told += os.read(self._pipe, READ_BYTES)
            except BlockingIOError:
                return [json.loads(line) for line in self._told.splitlines()]
