"""A still picture, upright and in RGB: from a picture file, or from a moment of a video."""

from __future__ import annotations

import struct
import warnings
import zlib
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from hiphinge.errors import ClipError, UsageError
from hiphinge.source.head import read_head
from hiphinge.source.probe import probe
from hiphinge.source.video import moments

if TYPE_CHECKING:
    from pathlib import Path

    from hiphinge.quantities import Bytes

FORMATS: Final = ("JPEG", "PNG", "WEBP", "HEIF", "AVIF")
"""Pictures that are read, by Pillow's names."""
SEVERAL: Final = frozenset({"MPO", "HEIF"})
"""Files of these may hold further pictures that are no film; the first is the photo. MPO is a JPEG
with others behind it, as some phones write."""
HEADS: Final = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
"""First bytes of picture files; WebP, HEIC and AVIF are told by what follows their length."""
BRANDS: Final = frozenset(
    (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis")
)
"""Brands of ISO/IEC 23008-12 pictures, which share the container of .mp4."""
LEAST_SIDE_PX: Final = 120
"""Shorter side of the smallest picture [px]: a body in less is a few dozen pixels tall."""
SIXTEEN_BITS: Final = 257.0
"""Levels of a 16-bit picture to one of 255."""
DAMAGE: Final = (
    *(OSError, SyntaxError, ValueError, EOFError, IndexError, RuntimeError),
    *(MemoryError, OverflowError, struct.error, zlib.error),
)
"""What decoders raise at a damaged file."""
READ: Final = "give a JPEG, PNG, WebP, HEIC or AVIF"


@dataclass(frozen=True, slots=True)
class Photo:
    """One picture to judge.

    Attributes
    ----------
    path : Path
        The file it is from.
    rgb : (H, W, 3) uint8
        The upright picture, contiguous.
    at_s : float or None
        Its moment in a video [s]; None for a picture file.
    """

    path: Path
    rgb: Bytes
    at_s: float | None = None


def read_photo(path: Path, at_s: float | None = None) -> Photo:
    """Read a picture file, or one moment of a video.

    Parameters
    ----------
    path : Path
        A picture (JPEG, PNG, WebP, HEIC, AVIF) or a video.
    at_s : float or None
        The moment of the video [s]; None for a picture.

    Raises
    ------
    UsageError
        There is no such file, it is a folder or may not be read, a video came without a moment,
        a picture with one, or the moment is not in the video.
    ClipError
        It is no picture, damaged, too small, too large, or moves.
    """
    if _is_picture(read_head(path, "picture")):
        if at_s is not None:
            raise UsageError(f"{path.name} is a picture and has no moments: leave --at out.")
        return Photo(path, _decoded(path))
    if at_s is None:
        try:
            length_s = probe(path).duration_s
        except ClipError as error:
            raise ClipError(
                f"{path.name} is not a picture that can be read: {READ}, or a video with --at."
            ) from error
        raise UsageError(
            f"{path.name} is a video: say which moment to look at, in seconds, such as "
            f"--at {length_s / 2:.1f}."
        )
    return _moment(path, at_s)


def _is_picture(head: bytes) -> bool:
    if head.startswith(HEADS):
        return True
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return True
    return head[4:8] == b"ftyp" and head[8:12] in BRANDS


def _decoded(path: Path) -> Bytes:
    from pillow_heif import register_heif_opener  # noqa: PLC0415 (of no use to films)

    register_heif_opener()
    with warnings.catch_warnings():
        # A picture that says it is enormous is refused before its pixels are asked for.
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        warnings.filterwarnings("ignore", category=UserWarning, module="PIL")
        try:
            with Image.open(path, formats=FORMATS) as picture:
                _check(path, picture)
                picture.load()
                return _rgb(_upright(picture))
        except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
            raise ClipError(
                f"{path.name} says that it has too many pixels: save it at 50 megapixels or less."
            ) from error
        except UnidentifiedImageError as error:
            raise ClipError(
                f"{path.name} is damaged or of a kind that is not read: {READ}."
            ) from error
        except DAMAGE as error:
            raise ClipError(
                f"{path.name} is damaged and cannot be read to its end: copy it from the phone "
                "again."
            ) from error


def _check(path: Path, picture: Image.Image) -> None:
    """Refuse what moves, and what is too small."""
    if picture.format not in SEVERAL and getattr(picture, "n_frames", 1) > 1:
        raise ClipError(
            f"{path.name} moves: save one picture of it, or give a video and a moment with --at."
        )
    if min(picture.size) < LEAST_SIDE_PX:
        raise ClipError(
            f"{path.name} is only {picture.width} x {picture.height} pixels: give the photo as the "
            "phone took it, not a preview of it."
        )


def _upright(picture: Image.Image) -> Image.Image:
    """Turn the picture as its EXIF orientation says; as stored where that cannot be read."""
    try:
        return ImageOps.exif_transpose(picture)
    except DAMAGE:
        return picture


def _rgb(picture: Image.Image) -> Bytes:
    """Return 8-bit RGB; what is transparent is put on white."""
    if picture.mode.startswith(("I", "F")):
        levels = np.asarray(picture, dtype=np.float64) / SIXTEEN_BITS
        picture = Image.fromarray(np.clip(levels, 0, 255).astype(np.uint8))
    if picture.has_transparency_data:
        over = picture.convert("RGBA")
        picture = Image.alpha_composite(Image.new("RGBA", over.size, "white"), over)
    return np.ascontiguousarray(picture.convert("RGB"))


def _moment(path: Path, at_s: float) -> Photo:
    clip = probe(path)
    with closing(moments(clip, [at_s])) as found:
        frame = next((frame for _, frame in found), None) if at_s >= 0 else None
    if frame is None:
        raise UsageError(
            f"{path.name} has no picture at {at_s:g} s: it is {clip.duration_s:.1f} s long, so "
            f"choose --at between 0 and {clip.duration_s:.1f}."
        )
    return Photo(path, frame.rgb, frame.time_s)
