"""Write a zip file piece by piece: to a disk or a browser, never whole in memory."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import BinaryIO

STEP_BYTES: Final = 1 << 20
"""So much of a file is read at a time [bytes]."""
PRIVATE: Final = 0o600


@dataclass(frozen=True, slots=True)
class Written:
    """One entry of a zip file: its name, size [bytes] and SHA-256."""

    name: str
    size: int
    sha256: str


class _Sink:
    """Takes what the zip file writes until it is fetched; it cannot go back."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, data: bytes) -> int:
        """Take a piece."""
        self._pieces.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Do nothing."""

    def close(self) -> None:
        """Do nothing."""

    def fetch(self) -> bytes:
        """Return what has come since the last time."""
        data = b"".join(self._pieces)
        self._pieces.clear()
        return data


class Packer:
    """A zip file that grows entry by entry; each step yields the bytes that it added.

    Attributes
    ----------
    written : dict of str to Written
        The entries so far, by name.
    """

    def __init__(self) -> None:
        self._sink = _Sink()
        self._zip = ZipFile(self._sink, "w", allowZip64=True)
        self.written: dict[str, Written] = {}

    def add(self, name: str, pieces: Iterable[bytes], *, pack: bool = True) -> Iterator[bytes]:
        """Add an entry from its pieces; with `pack` false as it is, as for films."""
        # One date for all: the same content gives the same bytes.
        info = ZipInfo(name)
        info.compress_type = ZIP_DEFLATED if pack else ZIP_STORED
        info.external_attr = PRIVATE << 16
        digest, size = hashlib.sha256(), 0
        with self._zip.open(info, "w", force_zip64=True) as entry:
            for piece in pieces:
                digest.update(piece)
                size += len(piece)
                entry.write(piece)
                yield self._sink.fetch()
        self.written[name] = Written(name, size, digest.hexdigest())
        yield self._sink.fetch()

    def add_file(
        self, name: str, path: Path, *, size: int | None = None, pack: bool = True
    ) -> Iterator[bytes]:
        """Add a file; with `size` no more than so many bytes of it, as it may still grow.

        Raises
        ------
        FileNotFoundError
            Before anything of it is added.
        """
        with path.open("rb") as file:
            yield from self.add(name, _pieces(file, size), pack=pack)

    def close(self) -> Iterator[bytes]:
        """Write the table of contents."""
        self._zip.close()
        yield self._sink.fetch()


def _pieces(file: BinaryIO, size: int | None) -> Iterator[bytes]:
    left = math.inf if size is None else size
    while left > 0 and (piece := file.read(int(min(STEP_BYTES, left)))):
        left -= len(piece)
        yield piece
