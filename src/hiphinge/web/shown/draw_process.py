"""A process that draws on a film, seen from the server: what it says, and ending it."""

from __future__ import annotations

import json
import queue
import subprocess
import tempfile
import threading
import time
from typing import TYPE_CHECKING, Any, Self

from hiphinge.web.shown.child import RUNNING, TOLD_OF_ERROR

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TURN_S = 0.25
"""The server looks this often whether the film is still wished for [s]."""
STUCK_S = 600.0
"""A process that says nothing for so long hangs [s]; the longest silence of a sound one is the
judging of an hour's film, which takes minutes on a busy machine."""


class Drawing:
    """A process that draws; a context manager, at whose end it is gone.

    Parameters
    ----------
    command : sequence of str
        What starts it.
    question : mapping
        What it is asked.
    """

    def __init__(self, command: Sequence[str], question: Mapping[str, Any]) -> None:
        self._command, self._question = command, question
        self._said: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115 (it is closed at the end)
        self._heard_s = time.monotonic()

    def __enter__(self) -> Self:
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(  # noqa: S603 (our own interpreter, no shell)
            self._command, stdin=pipe, stdout=pipe, stderr=self._complaints,
            # Ctrl-C is meant for the server, which ends what it started in order.
            start_new_session=True,
        )  # fmt: skip
        RUNNING.add(self._process)
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        self._ask()
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._listener.join()
        with self._process:  # closes its pipes and counts it off
            RUNNING.discard(self._process)
        self._complaints.close()

    def heard(self) -> dict[str, Any] | None:
        """Return what it says next, nothing where it says nothing now; None once it has ended."""
        try:
            said = self._said.get(timeout=TURN_S)
        except queue.Empty:
            return None if time.monotonic() - self._heard_s > STUCK_S else {}
        self._heard_s = time.monotonic()
        return said

    def complaints(self) -> str:
        """Return the end of what it wrote where errors go."""
        self._complaints.seek(0)
        return self._complaints.read().decode(errors="replace")[-TOLD_OF_ERROR:]

    def _ask(self) -> None:
        assert self._process.stdin is not None  # noqa: S101 (tells the type checker)
        try:
            self._process.stdin.write(json.dumps(self._question).encode() + b"\n")
            self._process.stdin.flush()
        except OSError:
            return  # it has ended already, which is heard

    def _listen(self) -> None:
        assert self._process.stdout is not None  # noqa: S101
        try:
            for line in self._process.stdout:
                self._said.put(json.loads(line))
        finally:
            self._said.put(None)
