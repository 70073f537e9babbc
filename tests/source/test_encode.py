from __future__ import annotations

import errno
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import av
import numpy as np
import pytest

from hiphinge.errors import UsageError
from hiphinge.source.encode import Encoder, browser_plays, reencode
from hiphinge.source.probe import probe
from hiphinge.source.video import frames

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("name", "codec", "pix_fmt", "plays"),
    [
        ("a.mp4", "libx264", "yuv420p", True),
        ("a.mov", "libx264", "yuvj420p", True),
        ("a.m4v", "libx264", "yuv420p", True),
        ("a.MP4", "libx264", "yuv420p", True),
        ("a.webm", "libvpx", "yuv420p", True),
        ("a.webm", "libvpx-vp9", "yuv420p", True),
        ("a.webm", "libsvtav1", "yuv420p", True),
        ("a.mp4", "libsvtav1", "yuv420p10le", True),
        ("a.mp4", "libx264", "yuv420p10le", False),
        ("a.mp4", "libx264", "yuv422p", False),
        ("a.mp4", "libx265", "yuv420p", False),
        ("a.mp4", "mpeg4", "yuv420p", False),
        ("a.mkv", "libx264", "yuv420p", False),
        ("a.avi", "mpeg4", "yuv420p", False),
        ("a.ts", "libx264", "yuv420p", False),
    ],
)
def test_what_browsers_play(
    film: Callable[..., Path], name: str, codec: str, pix_fmt: str, *, plays: bool
) -> None:
    assert browser_plays(probe(film(name, codec=codec, pix_fmt=pix_fmt))) is plays


def test_a_matroska_file_named_webm_plays(film: Callable[..., Path]) -> None:
    path = film("a.mkv", codec="libvpx-vp9")
    assert browser_plays(probe(path.rename(path.with_suffix(".webm"))))


def test_reencoded_it_plays_and_keeps_its_times(
    film: Callable[..., Path], number_shown: Callable[..., int], tmp_path: Path
) -> None:
    steps = [1 / 30] * 20 + [1 / 7.5] * 5 + [1 / 240] * 20
    source = film("a.mkv", codec="libx265", pix_fmt="yuv420p10le", times_s=np.cumsum(steps))
    target = tmp_path / "out" / "a.mp4"
    target.parent.mkdir()
    told: list[float] = []
    reencode(probe(source), target, on_progress=told.append)
    clip = probe(target)
    assert browser_plays(clip)
    assert (clip.first_shown_s, clip.player_offset_s) == (0, 0)
    wanted = [frame.time_s for frame in frames(probe(source))]
    found = list(frames(clip))
    np.testing.assert_allclose([frame.time_s for frame in found], wanted, atol=1e-4)
    assert [number_shown(frame.rgb) for frame in found] == list(range(45))
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert [path.name for path in target.parent.iterdir()] == ["a.mp4"]
    data = target.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")


def test_reencoded_it_is_upright_smaller_and_silent(
    film: Callable[..., Path], turn: Callable[..., None], tmp_path: Path
) -> None:
    source = film(size=(192, 128))
    turn(source, (0, 1, -1, 0))
    target = tmp_path / "out.mp4"
    reencode(probe(source), target, long_side_px=96)
    clip = probe(target)
    assert (clip.width_px, clip.height_px, clip.rotation_deg) == (64, 96, 0)
    with av.open(str(target)) as container:
        assert not container.streams.audio


def test_colours_come_back(tmp_path: Path) -> None:
    patches = np.array([[250, 20, 20], [20, 220, 30], [30, 40, 240], [128, 128, 128]])
    rgb = np.repeat(np.repeat(patches[None], 16, axis=1), 48, axis=0).astype(np.uint8)
    with Encoder(tmp_path / "a.mp4", 64, 48) as encoder:
        for index in range(40):
            encoder.write(rgb, index / 30)
    shown = next(frames(probe(tmp_path / "a.mp4"))).rgb
    np.testing.assert_allclose(shown[24, 8::16].astype(int), patches, atol=12)


def test_odd_sizes_are_narrowed(tmp_path: Path) -> None:
    with Encoder(tmp_path / "a.mp4", 65, 49) as encoder:
        for index in range(40):
            encoder.write(np.full((49, 65, 3), 90, dtype=np.uint8), index / 30)
    clip = probe(tmp_path / "a.mp4")
    assert (clip.width_px, clip.height_px) == (64, 48)


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_a_failure_leaves_nothing(tmp_path: Path, error: type[BaseException]) -> None:
    def fail() -> None:
        with Encoder(tmp_path / "a.mp4", 64, 48) as encoder:
            encoder.write(np.zeros((48, 64, 3), dtype=np.uint8), 0.0)
            raise error

    with pytest.raises(error):
        fail()
    assert list(tmp_path.iterdir()) == []


def test_an_interrupt_while_reencoding_leaves_nothing(
    film: Callable[..., Path], tmp_path: Path
) -> None:
    source = film()
    folder = tmp_path / "out"
    folder.mkdir()

    def interrupt(share: float) -> None:
        if share > 0.3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        reencode(probe(source), folder / "a.mp4", on_progress=interrupt)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("number", "words"), [(errno.ENOSPC, "disk is full"), (errno.EDQUOT, "share of the disk")]
)
@pytest.mark.parametrize("moment", ["write", "close"])
def test_a_full_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str, *, moment: str
) -> None:
    def full(*_: object) -> None:
        raise av.error.OSError(number, "No space left on device")

    def write() -> None:
        with Encoder(tmp_path / "a.mp4", 64, 48) as encoder:
            rgb = np.zeros((48, 64, 3), dtype=np.uint8)
            encoder.write(rgb, 0.0)
            monkeypatch.setattr(encoder, "_container", Full(encoder._container, full))
            if moment == "write":
                encoder.write(rgb, 0.1)

    with pytest.raises(UsageError, match=words):
        write()
    assert list(tmp_path.iterdir()) == []


class Full:
    """A container whose disk is full."""

    def __init__(self, container: Any, mux: Callable[..., None]) -> None:
        self.mux = mux
        self.close = container.close


@pytest.mark.parametrize(
    ("number", "words"), [(errno.EACCES, "may not be written"), (errno.EROFS, "read-only")]
)
def test_no_right_to_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(Path, "open", refused)
    with pytest.raises(UsageError, match=words), Encoder(tmp_path / "a.mp4", 64, 48):
        pass
    assert list(tmp_path.iterdir()) == []


def test_no_folder_to_write_to(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="folder"), Encoder(tmp_path / "x" / "a.mp4", 64, 48):
        pass


def test_unknown_pixels_do_not_play(film: Callable[..., Path]) -> None:
    assert not browser_plays(replace(probe(film()), container=""))
