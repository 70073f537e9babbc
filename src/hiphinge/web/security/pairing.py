"""One code lets one device in: short-lived, used once, and not to be guessed."""

from __future__ import annotations

import secrets
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hiphinge.web.security.secret import same

if TYPE_CHECKING:
    from collections.abc import Callable

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Letters and digits that no eye takes for each other (no 0 O, 1 I L, U V)."""
LETTERS = 8
"""Of 30 signs each: 6.6e11 codes."""
VALID_S = 600.0
"""A code is good for so long [s]: time to find the phone."""
TRIES_MOST = 5
"""After so many wrong codes a new one is needed: a guesser's chance is under 1 in 10^11."""


@dataclass(slots=True)
class Code:
    """A code that is good now.

    Attributes
    ----------
    text : str
    until_s : float
        When it ends, on the clock of `Pairing` [s].
    wrong : int
        Wrong tries so far.
    """

    text: str
    until_s: float
    wrong: int = 0


class Pairing:
    """Makes codes and takes them; only the running server knows them.

    Parameters
    ----------
    clock : callable
        Seconds that only go up; tests have their own.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._code: Code | None = None
        self._lock = threading.Lock()

    def new(self) -> str:
        """Make a code; one made before is no longer good."""
        text = "".join(secrets.choice(ALPHABET) for _ in range(LETTERS))
        with self._lock:
            self._code = Code(text, self._clock() + VALID_S)
        return text

    def current(self) -> str | None:
        """Return the code that is good now, None where one must be made."""
        with self._lock:
            code = self._good()
            return None if code is None else code.text

    def left_s(self) -> float:
        """Return how long the code is still good [s]; 0 where there is none."""
        with self._lock:
            code = self._good()
            return 0.0 if code is None else code.until_s - self._clock()

    def take(self, told: str) -> bool:
        """Use the code up; tell whether it was right. A wrong one counts against it."""
        with self._lock:
            code = self._good()
            right = same(code.text if code else "-" * LETTERS, tidy(told))
            if code is None:
                return False
            if right:
                self._code = None
            else:
                code.wrong += 1
            return right

    def _good(self) -> Code | None:
        code = self._code
        if code is None or code.wrong >= TRIES_MOST or self._clock() >= code.until_s:
            self._code = None
        return self._code


def tidy(told: str) -> str:
    """Return a code as we write it: no spaces or dashes, capitals."""
    return "".join(sign for sign in told.upper() if sign.isalnum())[: 2 * LETTERS]


def spoken(code: str) -> str:
    """Return a code in two halves, easier to read out."""
    return f"{code[: LETTERS // 2]}-{code[LETTERS // 2 :]}"
