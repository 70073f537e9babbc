"""The key of this folder: what the server signs, it knows again after a restart."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from typing import TYPE_CHECKING

from hiphinge.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

BYTES = 32
"""Length of the key [bytes]."""
BINARY = getattr(os, "O_BINARY", 0)
"""Windows would otherwise change bytes that look like the end of a line."""


class Secret:
    """Signs text for one purpose at a time.

    Parameters
    ----------
    key : bytes
        32 random bytes.
    """

    __slots__ = ("_key",)

    def __init__(self, key: bytes) -> None:
        self._key = key

    def sign(self, purpose: str, text: str) -> str:
        """Return the signature of a text, in letters that may stand in a cookie or a form."""
        made = hmac.new(self._key, f"{purpose}\0{text}".encode(), hashlib.sha256).digest()
        return base64.urlsafe_b64encode(made).rstrip(b"=").decode()

    def signed(self, purpose: str, text: str, signature: str) -> bool:
        """Tell whether the signature is ours, in a time that tells nothing."""
        return same(self.sign(purpose, text), signature)


def same(ours: str, theirs: str) -> bool:
    """Tell whether two texts are the same, in a time that does not depend on where they differ."""
    return hmac.compare_digest(ours.encode(), theirs.encode("utf-8", "surrogatepass"))


def secret_of(path: Path) -> Secret:
    """Read the key that lies at a path, made there where none is yet.

    Raises
    ------
    UsageError
        When the file there is no key, or cannot be read.
    """
    try:
        made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, 0o600)
    except FileExistsError:
        pass
    else:
        with os.fdopen(made, "wb") as file:
            file.write(os.urandom(BYTES))
    try:
        key = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror}).") from error
    if len(key) != BYTES:
        raise UsageError(f"{path} is damaged: delete it and start again; pages must be reloaded.")
    return Secret(key)
