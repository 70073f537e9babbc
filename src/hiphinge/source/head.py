"""The first bytes of a file that a person names, and what to say where there are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiphinge.errors import ClipError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

LENGTH = 4096
"""Bytes that tell what kind of file it is."""


def read_head(path: Path, what: str) -> bytes:
    """Return the first bytes of a file that is there and may be read.

    Parameters
    ----------
    path : Path
        The file.
    what : str
        What it should be, such as ``video file``.

    Raises
    ------
    UsageError
        When there is no such file, or it may not be read.
    ClipError
        When it is empty.
    """
    if not path.exists():
        raise UsageError(f"There is no file {path}: check the name and the folder.")
    if path.is_dir():
        raise UsageError(f"{path} is a folder: give the {what} in it.")
    if not path.is_file():
        raise UsageError(f"{path} is not a file on disk: give a {what}.")
    try:
        with path.open("rb") as file:
            head = file.read(LENGTH)
    except OSError as error:
        raise UsageError(
            f"{path} may not be read: give yourself the right to read it, or copy it elsewhere."
        ) from error
    if not head:
        raise ClipError(f"{path.name} is empty: copy it from the phone again.")
    return head
