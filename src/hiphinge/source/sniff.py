"""What a file is by its first bytes, before a decoder is asked."""

from __future__ import annotations

import codecs
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

IMAGE_BRANDS: Final = frozenset({b"heic", b"heix", b"heim", b"heis", b"mif1", b"avif"})
"""Brands of ISO/IEC 23008-12 still images, which share the container of .mp4 and would open."""
SOUND_BRANDS: Final = frozenset({b"M4A ", b"M4B ", b"M4P "})
"""Brands of sound files in the container of .mp4; a cover picture in them is no video."""
TOP_BOXES: Final = frozenset({b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"pnot"})
"""Boxes that may come first in a file of the .mp4 and .mov family (ISO/IEC 14496-12)."""
OTHER_HEADS: Final = (b"%PDF", b"PK\x03\x04", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!")
"""First bytes of documents and archives that people give by mistake."""


class Kind(Enum):
    """What a file is that is no video."""

    IMAGE = auto()
    SOUND = auto()
    OTHER = auto()


def kind_of(head: bytes) -> Kind | None:
    """Return what a file is from its first bytes; None where it may be a video."""
    if head[4:8] == b"ftyp":
        if head[8:12] in IMAGE_BRANDS:
            return Kind.IMAGE
        if head[8:12] in SOUND_BRANDS:
            return Kind.SOUND
    if head.startswith(OTHER_HEADS) or _is_text(head):
        return Kind.OTHER
    return None


def _is_text(head: bytes) -> bool:
    """Return whether the bytes read as text; decoders take some texts for sound or pictures."""
    if b"\0" in head:
        return False
    try:
        # Not final: the last letter may be cut in two.
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def has_index(path: Path) -> bool | None:
    """Return whether an .mp4 or .mov has its index; None for another kind of file.

    A phone writes the index, the box ``moov``, when filming ends. Without it the pictures are
    there but nothing tells where. A file that ends within its index has none.
    """
    with path.open("rb") as file:
        size = file.seek(0, 2)
        offset = 0
        while offset + 8 <= size:
            file.seek(offset)
            box = file.read(16)
            name = box[4:8]
            if offset == 0 and name not in TOP_BOXES:
                return None
            length = int.from_bytes(box[:4], "big")
            if length == 1:
                length = int.from_bytes(box[8:16], "big")
            if name in {b"moov", b"moof"}:
                return offset + length <= size
            if length < 8:  # noqa: PLR2004  (zero: up to the end of the file)
                break
            offset += length
    return False if size >= 8 else None  # noqa: PLR2004  (a box header)
