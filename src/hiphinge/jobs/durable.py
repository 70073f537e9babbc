"""Files that are still there after a power cut, and names for what they hold."""

from __future__ import annotations

import hashlib
import os
import shutil
from typing import TYPE_CHECKING

from hiphinge.store.room import sync_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HASH_STEP_BYTES = 4 << 20
"""So much is hashed between two looks at whether to go on [bytes]: 2 to 10 ms."""


def sha256_of(path: Path, on_bytes: Callable[[int], None] = lambda _count: None) -> str:
    """Return the SHA-256 of a file's content, as 64 hexadecimal digits.

    Parameters
    ----------
    path : Path
    on_bytes : callable
        Told after each step how many bytes are done.

    Raises
    ------
    OSError
        When it cannot be read.
    """
    digest, done = hashlib.sha256(), 0
    room = memoryview(bytearray(HASH_STEP_BYTES))
    with path.open("rb", buffering=0) as file:
        while count := file.readinto(room):
            digest.update(room[:count])
            done += count
            on_bytes(done)
    return digest.hexdigest()


def sync_file(path: Path) -> None:
    """Return once a file's content is on the disk itself."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_tree(folder: Path) -> None:
    """Return once a folder with all that lies in it is on the disk itself."""
    for path in folder.rglob("*"):
        if path.is_dir():
            sync_folder(path)
        else:
            sync_file(path)
    sync_folder(folder)


def move(source: Path, target: Path) -> None:
    """Give a file or folder another name, for good; what had that name before is gone.

    Raises
    ------
    OSError
        When it cannot be moved; then all is as it was.
    """
    if source.is_dir():
        shutil.rmtree(target, ignore_errors=True)
    source.replace(target)
    sync_folder(target.parent)
    if source.parent != target.parent:
        sync_folder(source.parent)


def remove(path: Path) -> None:
    """Remove a file or a folder with all that is in it; nothing happens where there is none."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
        return
    path.unlink(missing_ok=True)
