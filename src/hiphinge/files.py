"""Writing so that a file is there whole or not at all."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from hiphinge.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ADVICE: Final = {
    errno.ENOSPC: "the disk is full; free some space and try again",
    errno.EDQUOT: "your share of the disk is full; free some space and try again",
    errno.EFBIG: "it grew larger than this disk allows; choose another place with --out",
    errno.EACCES: "it may not be written by you there; choose another folder with --out",
    errno.EPERM: "it may not be written by you there; choose another folder with --out",
    errno.EROFS: "that disk is read-only; choose another folder with --out",
    errno.EISDIR: "a folder of that name is in its place; choose another folder with --out",
}
"""What to do about each way in which writing fails."""
NO_FOLDER: Final = {errno.ENOENT, errno.ENOTDIR}


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Hand out a partial name beside a file, and take the file's place with it at the end.

    Parameters
    ----------
    target : Path
        The file to write; an existing one is replaced only once the new one is whole.

    Yields
    ------
    Path
        Where to write meanwhile: same folder and suffix. Whatever ends the block early removes it
        and leaves `target` as it was.

    Raises
    ------
    UsageError
        Where the place cannot be written: disk full, no right, read-only, no such folder. Any other
        failure of the system while writing is told with the system's own words.
    """
    # The suffix stays last because some writers read the format from it.
    partial = target.with_name(f".{target.stem}.partial{target.suffix}")
    try:
        try:
            yield partial
            partial.replace(target)
        finally:
            # After the rename there is nothing of this name; after a failure there may be.
            _remove(partial)
    except OSError as error:
        sentence = _sentence(error, target)
        if sentence is None:
            raise
        raise UsageError(sentence) from error


def write_text(target: Path, text: str) -> None:
    r"""Write text as UTF-8 with ``\n`` line ends, whole or not at all.

    Parameters
    ----------
    target : Path
        The file to write.
    text : str
        All of its content.

    Raises
    ------
    UsageError
        Where the place cannot be written.
    """
    with replacing(target) as partial, partial.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        # A full disk may show itself only here, and it must do so before the rename.
        os.fsync(file.fileno())


def _remove(partial: Path) -> None:
    """Remove a partial file if there is one; a folder that forbids it has none of ours."""
    try:
        partial.unlink(missing_ok=True)
    except OSError:
        return


def _sentence(error: OSError, target: Path) -> str | None:
    """Say what the person can do about it; None for what is not about the place to write."""
    if error.errno in NO_FOLDER:
        if target.parent.is_dir():
            return None
        return f"There is no folder {target.parent} to write {target.name} in: make it first."
    why = ADVICE.get(error.errno or 0, f"the system says: {error.strerror or error}")
    return f"{target.name} could not be written: {why}."
