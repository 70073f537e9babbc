"""Pictures as phones and programs write them: every format, turn and mode; and what is refused."""

from __future__ import annotations

import shutil
import struct
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image
from pillow_heif import register_heif_opener

from hiphinge.errors import ClipError, HingeError, UsageError
from hiphinge.source.photo import read_photo
from hiphinge.source.probe import probe
from hiphinge.source.video import moments

if TYPE_CHECKING:
    from collections.abc import Callable

    from hiphinge.quantities import Bytes

register_heif_opener()
EXAMPLE = Path(__file__).parents[2] / "src" / "hiphinge" / "example" / "example.mp4"
ORIENTATION = 0x0112
STORED = {  # how a picture is stored whose orientation says so: the inverse of EXIF's turns
    1: lambda rgb: rgb,
    2: lambda rgb: rgb[:, ::-1],
    3: lambda rgb: rgb[::-1, ::-1],
    4: lambda rgb: rgb[::-1],
    5: lambda rgb: rgb.swapaxes(0, 1),
    6: lambda rgb: np.rot90(rgb, 1),
    7: lambda rgb: rgb.swapaxes(0, 1)[::-1, ::-1],
    8: lambda rgb: np.rot90(rgb, -1),
}


def drawn(width: int = 240, height: int = 160) -> Bytes:
    """Return a picture with another colour in each corner, smooth enough for any codec."""
    y, x = np.mgrid[0:height, 0:width]
    red, green = 255 * x / (width - 1), 255 * y / (height - 1)
    return np.stack([red, green, 255 - (red + green) / 2], axis=2).astype(np.uint8)


RGB = drawn()


def saved(path: Path, rgb: Bytes = RGB, orientation: int | None = None, **options: object) -> Path:
    exif = Image.Exif()
    if orientation is not None:
        exif[ORIENTATION] = orientation
        options["exif"] = exif.tobytes()
    Image.fromarray(np.ascontiguousarray(rgb)).save(path, **options)  # type: ignore[arg-type]
    return path


@pytest.mark.parametrize("suffix", ["png", "jpg", "webp", "heic", "avif"])
def test_formats_give_the_picture(suffix: str, tmp_path: Path) -> None:
    photo = read_photo(saved(tmp_path / f"photo.{suffix}", quality=95))
    assert photo.rgb.shape == RGB.shape
    assert photo.rgb.flags["C_CONTIGUOUS"]
    assert photo.at_s is None
    # Off by a few levels where the codec loses something; turned or mirrored it is off by 85.
    assert np.abs(photo.rgb.astype(int) - RGB).mean() < (0.01 if suffix == "png" else 4)


@pytest.mark.parametrize("orientation", STORED)
def test_exif_turns_are_undone_exactly(orientation: int, tmp_path: Path) -> None:
    path = saved(tmp_path / "photo.png", STORED[orientation](RGB), orientation)
    assert np.array_equal(read_photo(path).rgb, RGB)


@pytest.mark.parametrize("suffix", ["jpg", "webp", "heic", "avif"])
def test_turns_are_undone_in_every_format(suffix: str, tmp_path: Path) -> None:
    rgb = read_photo(saved(tmp_path / f"photo.{suffix}", STORED[6](RGB), 6, quality=95)).rgb
    assert rgb.shape == RGB.shape
    assert np.abs(rgb.astype(int) - RGB).mean() < 4


def test_the_name_does_not_decide(tmp_path: Path) -> None:
    path = saved(tmp_path / "photo.heic", quality=95)
    path = path.rename(tmp_path / "photo.jpg")
    assert read_photo(path).rgb.shape == RGB.shape


def test_modes(tmp_path: Path) -> None:
    grey = Image.fromarray(RGB).convert("L")
    grey.save(tmp_path / "grey.png")
    assert np.array_equal(read_photo(tmp_path / "grey.png").rgb[..., 1], np.asarray(grey))
    deep = np.asarray(grey, dtype=np.uint16) * 257
    Image.fromarray(deep).save(tmp_path / "deep.png")
    assert np.array_equal(read_photo(tmp_path / "deep.png").rgb[..., 2], np.asarray(grey))
    clear = np.zeros((160, 240, 4), dtype=np.uint8)
    clear[:80, :, 3] = 255
    Image.fromarray(clear).save(tmp_path / "clear.png")
    rgb = read_photo(tmp_path / "clear.png").rgb
    assert (rgb[:80] == 0).all()
    assert (rgb[80:] == 255).all()
    Image.fromarray(RGB).convert("CMYK").save(tmp_path / "print.jpg", quality=95)
    assert np.abs(read_photo(tmp_path / "print.jpg").rgb.astype(int) - RGB).mean() < 4


def test_a_photo_with_a_second_picture_behind_it_is_its_first(tmp_path: Path) -> None:
    first, second = Image.fromarray(RGB), Image.fromarray(255 - RGB)
    first.save(tmp_path / "phone.jpg", "MPO", save_all=True, append_images=[second], quality=95)
    assert np.abs(read_photo(tmp_path / "phone.jpg").rgb.astype(int) - RGB).mean() < 4


def test_a_moment_of_a_video_is_its_frame() -> None:
    photo = read_photo(EXAMPLE, 2.4)
    ((_, frame),) = moments(probe(EXAMPLE), [2.4])
    assert np.array_equal(photo.rgb, frame.rgb)
    assert photo.at_s == frame.time_s == pytest.approx(2.4, abs=0.02)


def _cut(path: Path, part: float, **options: object) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (300, 400, 3), dtype=np.uint8)
    saved(path, noise, **options)  # type: ignore[arg-type]
    data = path.read_bytes()
    path.write_bytes(data[: int(part * len(data))])


def _enormous(path: Path) -> None:
    """Write a PNG that says it is 50 000 x 50 000 and holds next to nothing."""

    def chunk(name: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(name + data))
        return struct.pack(">I", len(data)) + name + data + check

    size = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", size) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + body)


def _moving(path: Path) -> None:
    steps = [Image.fromarray(np.roll(RGB, 20 * k, axis=1)) for k in range(4)]
    steps[0].save(path, save_all=True, append_images=steps[1:])


BAD: dict[str, tuple[Callable[[Path], object], type[HingeError], str]] = {
    "cut.jpg": (lambda path: _cut(path, 0.5), ClipError, "damaged"),
    "cut.png": (lambda path: _cut(path, 0.5), ClipError, "damaged"),
    "cut.webp": (lambda path: _cut(path, 0.5), ClipError, "damaged"),
    "cut.heic": (lambda path: _cut(path, 0.5), ClipError, "damaged"),
    "cut.avif": (lambda path: _cut(path, 0.5), ClipError, "damaged"),
    "head.heic": (lambda path: _cut(path, 0.02), ClipError, "damaged"),
    "enormous.png": (_enormous, ClipError, "too many pixels"),
    "small.png": (lambda path: saved(path, drawn(100, 200)), ClipError, "only 100 x 200"),
    "moving.png": (_moving, ClipError, "moves"),
    "moving.webp": (_moving, ClipError, "moves"),
    "moving.avif": (_moving, ClipError, "moves"),
    "drawing.gif": (saved, ClipError, "kind that is not read"),
    "scan.tif": (saved, ClipError, "kind that is not read"),
    "text.jpg": (lambda path: path.write_text("no picture"), ClipError, "not a picture"),
    "noise.jpg": (
        lambda path: path.write_bytes(np.random.default_rng(1).bytes(5000)),
        ClipError,
        "not a picture",
    ),
    "empty.jpg": (lambda path: path.touch(), ClipError, "empty"),
    "folder.jpg": (lambda path: path.mkdir(), UsageError, "is a folder"),
    "absent.jpg": (lambda _path: None, UsageError, "no file"),
    "film.jpg": (lambda path: shutil.copy(EXAMPLE, path), UsageError, "--at"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_photo_is_refused_in_one_sentence(name: str, tmp_path: Path) -> None:
    make, error, words = BAD[name]
    make(tmp_path / name)
    with pytest.raises(error, match=words) as raised:
        read_photo(tmp_path / name)
    said = str(raised.value)
    assert "\n" not in said
    assert said.endswith(".")


@pytest.mark.parametrize("at_s", [-1.0, 99.0, float("nan")])
def test_a_moment_that_is_not_there_says_how_long_the_video_is(at_s: float) -> None:
    with pytest.raises(UsageError, match=r"between 0 and 16\.8"):
        read_photo(EXAMPLE, at_s)


def test_a_picture_has_no_moments(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="leave --at out"):
        read_photo(saved(tmp_path / "photo.png"), 1.0)
