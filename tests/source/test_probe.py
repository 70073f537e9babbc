from __future__ import annotations

import os
import zipfile
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

import hiphinge
from hiphinge.errors import ClipError, UsageError
from hiphinge.source.probe import probe
from hiphinge.source.video import frames

if TYPE_CHECKING:
    from collections.abc import Callable


def refusal(path: Path, error: type[Exception] = ClipError) -> str:
    with pytest.raises(error) as caught:
        probe(path)
    words = str(caught.value)
    assert "\n" not in words
    assert words.endswith(".")
    assert path.name in words
    return words


def test_tells_what_a_clip_holds(film: Callable[..., Path]) -> None:
    clip = probe(film(size=(96, 64), count=45))
    assert (clip.width_px, clip.height_px) == (96, 64)
    assert clip.fps == pytest.approx(30)
    assert clip.duration_s == pytest.approx(1.5)
    assert (clip.codec, clip.pixel_format) == ("h264", "yuv420p")
    assert (clip.rotation_deg, clip.mirrored, clip.working_scale) == (0, False, 1.0)
    assert (clip.first_shown_s, clip.player_offset_s, clip.timed) == (0, 0, True)


def test_large_pictures_are_worked_on_smaller(film: Callable[..., Path]) -> None:
    clip = probe(film(size=(1920, 1080), codec="mpeg4", times_s=[0.1 * i for i in range(12)]))
    assert clip.working_scale == pytest.approx(1280 / 1920)
    assert next(frames(clip)).rgb.shape == (720, 1280, 3)


@pytest.mark.parametrize(
    ("matrix", "shown"),
    [
        ((0, 1, -1, 0), (270, False, 64, 96)),
        ((0, -1, 1, 0), (90, False, 64, 96)),
        ((-1, 0, 0, -1), (180, False, 96, 64)),
        ((-1, 0, 0, 1), (0, True, 96, 64)),
        ((0, 1, 1, 0), (90, True, 64, 96)),
    ],
)
def test_display_matrix(
    film: Callable[..., Path],
    turn: Callable[..., None],
    matrix: tuple[int, ...],
    shown: tuple[int, bool, int, int],
) -> None:
    path = film()
    turn(path, matrix)
    clip = probe(path)
    assert (clip.rotation_deg, clip.mirrored, clip.width_px, clip.height_px) == shown


def test_pixels_that_are_not_square(film: Callable[..., Path], turn: Callable[..., None]) -> None:
    path = film(aspect=Fraction(3, 2))
    assert (probe(path).width_px, probe(path).height_px) == (144, 64)
    turn(path, (0, 1, -1, 0))
    assert (probe(path).width_px, probe(path).height_px) == (64, 144)


def test_missing_file(tmp_path: Path) -> None:
    assert "no file" in refusal(tmp_path / "absent.mp4", UsageError)


def test_folder(tmp_path: Path) -> None:
    assert "folder" in refusal(tmp_path, UsageError)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_pipe_is_refused_without_waiting_on_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "not a file" in refusal(tmp_path / "pipe", UsageError)


def test_no_right_to_read(film: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    path = film()

    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refused)
    assert "right to read" in refusal(path, UsageError)


def test_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "empty.mp4"
    path.touch()
    assert "empty" in refusal(path)


@pytest.mark.parametrize("name", ["words.mp4", "words.txt", "noise.mp4", "paper.pdf", "pack.zip"])
def test_not_a_video(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name.startswith("words"):
        path.write_text("hip back, chest tall\n" * 300)
    elif name.endswith("zip"):
        with zipfile.ZipFile(path, "w") as pack:
            pack.writestr("a", "b" * 1000)
    else:
        lead = b"%PDF-1.4\n" if name.endswith("pdf") else b""
        path.write_bytes(lead + np.random.default_rng(0).bytes(20_000))
    assert "not a video" in refusal(path)


def test_playlist_is_not_followed(tmp_path: Path) -> None:
    path = tmp_path / "set.m3u8"
    path.write_text("#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nhttp://localhost/a.ts\n")
    refusal(path)


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.gif", "a.webp", "a.bmp", "png.mp4"])
def test_image(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    kind = "png" if name == "png.mp4" else None
    Image.new("RGB", (64, 48), (90, 60, 30)).save(path, format=kind)
    assert "an image" in refusal(path)


def test_photo_of_a_phone(tmp_path: Path) -> None:
    path = tmp_path / "IMG_1.HEIC"
    path.write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(400))
    assert "an image" in refusal(path)


@pytest.mark.parametrize("name", ["a.m4a", "a.mp4", "a.mp3", "a.mkv"])
def test_sound_only(record: Callable[..., Path], name: str) -> None:
    codec = "libmp3lame" if name.endswith("mp3") else "aac"
    assert "sound only" in refusal(record(name, codec))


def test_cut_short_without_index(film: Callable[..., Path]) -> None:
    path = film(count=90)
    data = path.read_bytes()
    path.write_bytes(data[: data.index(b"moov") - 100])
    assert "cut short" in refusal(path)


@pytest.mark.parametrize("count", [1000, 5000])
def test_cut_short_within_the_index(tmp_path: Path, count: int) -> None:
    example = Path(hiphinge.__file__).parent / "example" / "example.mp4"
    path = tmp_path / "head.mp4"
    path.write_bytes(example.read_bytes()[:count])
    assert "cut short" in refusal(path)


def test_no_picture_decodes(film: Callable[..., Path]) -> None:
    path = film(codec="libx264", count=40, container_options={"movflags": "+faststart"})
    data = bytearray(path.read_bytes())
    start = data.index(b"mdat") + 4
    data[start:] = bytes(len(data) - start)
    path.write_bytes(bytes(data))
    assert "Not one picture" in refusal(path)


@pytest.mark.parametrize(("count", "fps"), [(20, 30.0), (5, 2.0)])
def test_too_short(film: Callable[..., Path], count: int, fps: float) -> None:
    assert "too short" in refusal(film(count=count, fps=fps))


def test_too_large(film: Callable[..., Path]) -> None:
    path = film("a.mkv", codec="mjpeg", size=(9000, 16), pix_fmt="yuvj420p", count=2)
    assert "too large" in refusal(path)


def test_nothing_is_said_on_the_error_stream(
    film: Callable[..., Path], capfd: pytest.CaptureFixture[str]
) -> None:
    path = film(count=90, container_options={"movflags": "+faststart"})
    data = bytearray(path.read_bytes())
    middle = (len(data) + data.index(b"mdat")) // 2
    data[middle : middle + 400] = np.random.default_rng(0).bytes(400)
    path.write_bytes(bytes(data[:-300]))
    capfd.readouterr()
    list(frames(probe(path)))
    (path.parent / "noise.mp4").write_bytes(bytes(data[middle:]))
    refusal(path.parent / "noise.mp4")
    assert capfd.readouterr().err == ""
