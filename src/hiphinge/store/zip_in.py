"""Read a zip file that anybody may have made: nothing of it is trusted before it is checked.

No name in it becomes a place on disk; who takes a file out says where to. What an entry says of its
size is held against what it has, and nothing is read beyond it.
"""

from __future__ import annotations

import hashlib
import os
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from hiphinge.errors import UsageError
from hiphinge.store.zip_out import PRIVATE, STEP_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from pathlib import Path
    from typing import IO
    from zipfile import ZipInfo

ENTRIES_MOST: Final = 1_000_000
LINE_MOST_BYTES: Final = 4_000_000
"""A longer line is none of ours [bytes]."""
ENCRYPTED: Final = 0x1
"""Bit of an entry's flags that says so (APPNOTE 4.4.4)."""
DAMAGED = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)
"""What the reading of a broken zip file may raise."""


class Unpacker:
    """The entries of a zip file, by name.

    Parameters
    ----------
    path : Path
        The file.
    what : str
        What it should be, for a sentence, such as ``archive``.

    Attributes
    ----------
    sizes : dict of str to int
        Of each entry, by its name, as it says itself [bytes].

    Raises
    ------
    UsageError
        When it cannot be read, is no zip file, or is put together as ours never are.
    """

    def __init__(self, path: Path, what: str) -> None:
        self._path, self._what = path, what
        try:
            with self._sound():
                self._zip = ZipFile(path)
        except FileNotFoundError:
            raise UsageError(f"There is no file {path}: check the name and the folder.") from None
        except OSError as error:
            raise UsageError(f"{path.name} cannot be read ({error.strerror}).") from error
        try:
            entries = self._zip.infolist()
            self._check(entries)
        except BaseException:
            self._zip.close()
            raise
        self._entries = {one.filename: one for one in entries}
        self.sizes = {one.filename: one.file_size for one in entries}

    def __enter__(self) -> Unpacker:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def read(self, name: str, most: int) -> bytes:
        """Return a small entry whole.

        Raises
        ------
        UsageError
            When there is none of this name, it is larger than `most` bytes, or damaged.
        """
        with self._opened(name, most) as entry:
            return entry.read()

    def lines(self, name: str, most: int) -> Generator[bytes, None, None]:
        """Yield the lines of an entry, without their ends.

        Raises
        ------
        UsageError
            As for `read`, and when a line is too long.
        """
        with self._opened(name, most) as entry:
            while line := entry.readline(LINE_MOST_BYTES + 1):
                if len(line) > LINE_MOST_BYTES:
                    raise UsageError(f"{self._path.name} is no {self._what} of hiphinge.")
                yield line.rstrip(b"\n")

    def check(self, name: str, *, most: int, sha256: str) -> None:
        """Read an entry through, and refuse another content than it should have.

        Raises
        ------
        UsageError
        """
        digest = hashlib.sha256()
        with self._opened(name, most) as entry:
            while piece := entry.read(STEP_BYTES):
                digest.update(piece)
        self._check_content(name, digest.hexdigest(), sha256)

    def extract(
        self,
        name: str,
        target: Path,
        *,
        most: int,
        sha256: str,
        on_bytes: Callable[[int], None] = lambda _count: None,
    ) -> None:
        """Write an entry to a file that is not there yet, and onto the disk itself.

        Parameters
        ----------
        name : str
        target : Path
        most : int
            Bytes that it may have.
        sha256 : str
            Of the content that it must have.
        on_bytes : callable
            Told after each step how many bytes it had.

        Raises
        ------
        UsageError
            When it has another content, or is larger.
        OSError
            When it cannot be written.
        """
        digest = hashlib.sha256()
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE)
        with os.fdopen(handle, "wb") as file, self._opened(name, most) as entry:
            while piece := entry.read(STEP_BYTES):
                digest.update(piece)
                file.write(piece)
                on_bytes(len(piece))
            file.flush()
            os.fsync(file.fileno())
        self._check_content(name, digest.hexdigest(), sha256)

    def _check_content(self, name: str, found: str, sha256: str) -> None:
        if found != sha256:
            raise UsageError(self._said(f"{name} has not the content that it should have"))

    def _check(self, entries: list[ZipInfo]) -> None:
        names = {one.filename for one in entries}
        packed = sum(one.compress_size for one in entries)
        if len(names) != len(entries) or len(entries) > ENTRIES_MOST:
            raise UsageError(f"{self._path.name} is no {self._what} of hiphinge.")
        # Entries that lie over each other hold more than the file does: that is how bombs are made.
        if packed > self._path.stat().st_size:
            raise UsageError(f"{self._path.name} is no {self._what} of hiphinge.")
        for one in entries:
            if one.flag_bits & ENCRYPTED or one.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
                raise UsageError(f"{self._path.name} is no {self._what} of hiphinge.")

    @contextmanager
    def _opened(self, name: str, most: int) -> Iterator[IO[bytes]]:
        found = self._entries.get(name)
        if found is None:
            raise UsageError(self._said(f"it lacks {name}"))
        if found.file_size > most:
            raise UsageError(self._said(f"{name} is larger than such a file ever is"))
        with self._sound(), self._zip.open(found) as entry:
            yield entry

    @contextmanager
    def _sound(self) -> Iterator[None]:
        try:
            yield
        except DAMAGED as error:
            raise UsageError(
                f"{self._path.name} is no {self._what} of hiphinge, or is damaged: copy or "
                "download it again."
            ) from error

    def _said(self, why: str) -> str:
        return f"{self._path.name} is no whole {self._what} of hiphinge ({why}): make it anew."
