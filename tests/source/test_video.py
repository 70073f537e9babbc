from __future__ import annotations

import threading
import weakref
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import av
import numpy as np
import pytest

from hiphinge.errors import ClipError
from hiphinge.source.probe import probe
from hiphinge.source.reader import Reader
from hiphinge.source.video import frames, frames_reversed, samples

if TYPE_CHECKING:
    from collections.abc import Callable

    from av.video.frame import VideoFrame

    from hiphinge.source.frame import Clip, Frame

CODECS = {
    "h264.mp4": ("libx264", "yuv420p"),
    "h264.mov": ("libx264", "yuvj420p"),
    "h264.ts": ("libx264", "yuv420p"),
    "ten_bit.mkv": ("libx264", "yuv420p10le"),
    "four_two_two.mp4": ("libx264", "yuv422p"),
    "hevc.mp4": ("libx265", "yuv420p"),
    "hevc_ten_bit.mp4": ("libx265", "yuv420p10le"),
    "vp8.webm": ("libvpx", "yuv420p"),
    "vp9.webm": ("libvpx-vp9", "yuv420p"),
    "av1.mp4": ("libsvtav1", "yuv420p"),
    "mpeg4.avi": ("mpeg4", "yuv420p"),
    "mpeg4.mp4": ("mpeg4", "yuv420p"),
}


def times(found: list[Frame]) -> list[float]:
    return [frame.time_s for frame in found]


def assert_same(found: list[Frame], wanted: list[Frame]) -> None:
    assert times(found) == times(wanted)
    for one, other in zip(found, wanted, strict=True):
        np.testing.assert_array_equal(one.rgb, other.rgb)


@pytest.mark.parametrize("name", CODECS)
def test_every_codec_both_ways(
    film: Callable[..., Path], number_shown: Callable[..., int], name: str
) -> None:
    codec, pix_fmt = CODECS[name]
    clip = probe(film(name, codec=codec, pix_fmt=pix_fmt, size=(128, 80), count=36))
    forward = list(frames(clip))
    assert [number_shown(frame.rgb) for frame in forward] == list(range(36))
    np.testing.assert_allclose(times(forward), np.arange(36) / 30, atol=0.0011)
    assert all(frame.rgb.flags.c_contiguous and frame.rgb.dtype == np.uint8 for frame in forward)
    assert_same(list(frames_reversed(clip, 99.0)), forward[::-1])


def test_variable_frame_rate_and_slow_motion(film: Callable[..., Path]) -> None:
    steps = [1 / 30] * 20 + [1 / 7.5] * 10 + [1 / 240] * 20
    shown_s = np.cumsum([0, *steps])
    found = list(frames(probe(film(times_s=list(shown_s)))))
    np.testing.assert_allclose(times(found), shown_s, atol=1e-4)


def test_240_frames_a_second(film: Callable[..., Path]) -> None:
    clip = probe(film(count=260, fps=240))
    assert clip.fps == pytest.approx(240, rel=0.01)
    np.testing.assert_allclose(times(list(frames(clip))), np.arange(260) / 240, atol=1e-4)


@pytest.mark.parametrize("name", ["late.mkv", "late.ts", "late.mp4"])
def test_time_counts_from_the_first_frame(film: Callable[..., Path], name: str) -> None:
    clip = probe(film(name, times_s=[5 + index / 30 for index in range(40)]))
    found = list(frames(clip))
    np.testing.assert_allclose(times(found), np.arange(40) / 30, atol=0.0011)
    assert_same(list(frames_reversed(clip, 0.5)), [f for f in found if f.time_s < 0.5][::-1])


def test_an_edit_list_that_leaves_out_the_start(
    film: Callable[..., Path], number_shown: Callable[..., int]
) -> None:
    path = film(b_frames=2, count=60)
    data = bytearray(path.read_bytes())
    media_time = data.index(b"elst") + 16
    first = int.from_bytes(data[media_time : media_time + 4], "big") + 10 * 3000
    data[media_time : media_time + 4] = first.to_bytes(4, "big")
    path.write_bytes(bytes(data))
    clip = probe(path)
    found = list(frames(clip))
    assert [number_shown(frame.rgb) for frame in found] == list(range(10, 60))
    np.testing.assert_allclose(times(found), np.arange(50) / 30, atol=1e-4)
    assert clip.player_offset_s == 0
    assert_same(list(frames_reversed(clip, 99.0)), found[::-1])


def test_pictures_without_times_go_by_the_frame_rate(film: Callable[..., Path]) -> None:
    clip = probe(film("raw.h264", b_frames=2, count=40, fps=25.0))
    assert not clip.timed
    found = list(frames(clip))
    np.testing.assert_allclose(times(found), np.arange(40) / clip.fps, atol=1e-6)
    assert_same(list(frames_reversed(clip, 1.0)), [f for f in found if f.time_s < 1.0][::-1])
    assert len(list(samples(clip, 4))) in range(3, 7)


def test_times_that_stand_still_are_dropped(
    film: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    clip = probe(film())
    decoded = Reader._decoded

    def stuttering(reader: Reader) -> Any:
        for index, picture in enumerate(decoded(reader)):
            if index in {5, 6, 20}:
                picture.pts -= 2 * 3000
            yield picture

    monkeypatch.setattr(Reader, "_decoded", stuttering)
    found = times(list(frames(clip)))
    assert len(found) == 37
    assert all(later > earlier for earlier, later in pairwise(found))


@pytest.mark.parametrize("start_s", [0.0, 0.01, 0.4, 0.4001, 1.0, 5.0])
@pytest.mark.parametrize("b_frames", [0, 2])
def test_starts_where_asked(film: Callable[..., Path], start_s: float, b_frames: int) -> None:
    clip = probe(film(b_frames=b_frames))
    wanted = [frame for frame in frames(clip) if frame.time_s >= start_s]
    assert_same(list(frames(clip, start_s)), wanted)


@pytest.mark.parametrize(
    ("matrix", "stored_from_shown"),
    [
        ((0, 1, -1, 0), lambda rgb: np.rot90(rgb, 1)),
        ((0, -1, 1, 0), lambda rgb: np.rot90(rgb, -1)),
        ((-1, 0, 0, -1), lambda rgb: np.rot90(rgb, 2)),
        ((-1, 0, 0, 1), lambda rgb: rgb[:, ::-1]),
        ((0, 1, 1, 0), lambda rgb: rgb.transpose(1, 0, 2)),
    ],
)
def test_stands_upright(
    film: Callable[..., Path],
    turn: Callable[..., None],
    matrix: tuple[int, ...],
    stored_from_shown: Callable[..., Any],
) -> None:
    path = film(size=(96, 64))
    plain = next(frames(probe(path))).rgb
    turn(path, matrix)
    clip = probe(path)
    shown = next(frames(clip)).rgb
    assert shown.shape == (clip.height_px, clip.width_px, 3)
    assert shown.flags.c_contiguous
    np.testing.assert_array_equal(stored_from_shown(shown), plain)


@pytest.mark.parametrize("size", [(97, 65), (101, 64)])
def test_odd_sizes(film: Callable[..., Path], size: tuple[int, int]) -> None:
    clip = probe(film("odd.mkv", codec="libvpx-vp9", size=size))
    assert next(frames(clip)).rgb.shape == (size[1], size[0], 3)


@pytest.mark.parametrize("pix_fmt", ["yuv420p", "yuvj420p", "yuv420p10le"])
@pytest.mark.parametrize("scale", [1.0, 0.5])
def test_black_is_black_and_white_is_white(
    film: Callable[..., Path], pix_fmt: str, scale: float
) -> None:
    clip = probe(film("range.mov", pix_fmt=pix_fmt, size=(256, 128)))
    frame = next(frames(replace(clip, working_scale=scale)))
    bars = next(frames(clip, 0.99))
    assert frame.rgb.shape[0] == 128 * scale
    assert frame.rgb[4:20].max() <= 6
    assert bars.rgb.min() <= 6
    assert bars.rgb.max() >= 249


@pytest.mark.parametrize(("gop", "b_frames"), [(1, 0), (7, 0), (12, 2), (250, 0), (250, 3)])
@pytest.mark.parametrize("room", [1, 5, 1000])
def test_reversed_is_forward_turned_round(
    film: Callable[..., Path], gop: int, b_frames: int, room: int
) -> None:
    clip = probe(film(gop=gop, b_frames=b_frames, count=40))
    forward = list(frames(clip))
    budget = room * forward[0].rgb.nbytes
    assert_same(list(frames_reversed(clip, 99.0, budget)), forward[::-1])
    before = forward[23].time_s
    assert_same(list(frames_reversed(clip, before, budget)), forward[:23][::-1])
    assert list(frames_reversed(clip, 0.0, budget)) == []


@pytest.mark.parametrize(
    ("codec", "options"),
    [
        (
            "libx265",
            {"x265-params": "log-level=none:open-gop=1:keyint=12:min-keyint=12:bframes=3"},
        ),
        ("libx264", {"x264-params": "open-gop=1:keyint=12:min-keyint=12:bframes=3"}),
    ],
)
def test_open_groups_of_pictures(
    film: Callable[..., Path], codec: str, options: dict[str, str]
) -> None:
    clip = probe(film("open.mp4", codec=codec, options=options, b_frames=3, count=50))
    forward = list(frames(clip))
    assert len(forward) == 50
    assert_same(list(frames_reversed(clip, 99.0)), forward[::-1])
    assert_same(list(frames(clip, 0.9)), [frame for frame in forward if frame.time_s >= 0.9])


def test_reversed_holds_no_more_than_its_budget(
    film: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    held = {"now": 0, "most": 0}
    develop = Reader.develop

    def counted(reader: Reader, time_s: float, picture: VideoFrame) -> Frame:
        frame = develop(reader, time_s, picture)
        held["now"] += 1
        held["most"] = max(held["most"], held["now"])
        weakref.finalize(frame.rgb, lambda: held.__setitem__("now", held["now"] - 1))
        return frame

    clip = probe(film(gop=250, count=120))
    monkeypatch.setattr(Reader, "develop", counted)
    room = 6
    budget = room * clip.width_px * clip.height_px * 3
    count = sum(1 for _ in frames_reversed(clip, 99.0, budget))
    assert count == 120
    assert held["most"] <= room + 2


def decodes_for(monkeypatch: pytest.MonkeyPatch, run: Callable[[], Any]) -> int:
    counted = [0]
    decoded = Reader._decoded

    def counting(reader: Reader) -> Any:
        for picture in decoded(reader):
            counted[0] += 1
            yield picture

    with monkeypatch.context() as patched:
        patched.setattr(Reader, "_decoded", counting)
        run()
    return counted[0]


@pytest.mark.parametrize("b_frames", [0, 2])
def test_reversed_decodes_each_stretch_once(
    film: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, b_frames: int
) -> None:
    clip = probe(film(gop=30, b_frames=b_frames, count=240))
    count = decodes_for(monkeypatch, lambda: list(frames_reversed(clip, 99.0)))
    assert count < 1.5 * 240


@pytest.mark.parametrize("gop", [10, 60, 1000])
def test_samples_are_spread(
    film: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, gop: int
) -> None:
    clip = probe(film(gop=gop, count=240))
    whole = {frame.time_s for frame in frames(clip)}
    found = times(list(samples(clip, 8)))
    assert set(found) <= whole
    assert found == sorted(found)
    assert 7 <= len(found) <= 13
    assert np.diff([0.0, *found, clip.duration_s]).max() < 2.2 * clip.duration_s / 8
    count = decodes_for(monkeypatch, lambda: list(samples(clip, 8)))
    assert count <= (60 if gop == 10 else 300)


def test_samples_of_a_clip_with_fewer_frames(film: Callable[..., Path]) -> None:
    clip = probe(film(count=12, fps=8))
    assert 8 <= len(list(samples(clip, 50))) <= 12
    assert list(samples(clip, 0)) == []


@pytest.mark.parametrize("name", ["short.mp4", "short.mkv", "short.ts"])
def test_a_lost_end_is_told(film: Callable[..., Path], name: str) -> None:
    movflags = {"movflags": "+faststart"} if name.endswith("mp4") else {}
    path = film(name, count=240, gop=15, container_options=movflags)
    whole = frames(probe(path))
    assert sum(1 for _ in whole) == 240
    assert whole.broke_at_s is None
    data = path.read_bytes()
    path.write_bytes(data[: len(data) * 6 // 10])
    clip = probe(path)
    reader = frames(clip)
    assert reader.broke_at_s is None
    found = list(reader)
    assert 90 < len(found) < 200
    if not name.endswith("ts"):
        assert reader.broke_at_s == found[-1].time_s
    assert_same(list(frames_reversed(clip, 99.0)), found[::-1])


def test_a_last_picture_that_stands_is_no_lost_end(tmp_path: Path) -> None:
    path = tmp_path / "screen.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mpeg4", rate=30)
        stream.width, stream.height = 64, 48
        packets = []
        for index in range(40):
            picture = av.VideoFrame(64, 48, "yuv420p")
            picture.pts = index
            packets += stream.encode(picture)
        packets += stream.encode(None)
        packets[-1].duration = 150
        container.mux(packets)
    clip = probe(path)
    reader = frames(clip)
    assert clip.duration_s > 6
    assert len(list(reader)) == 40
    assert reader.broke_at_s is None


def test_damage_in_the_middle_is_passed_over(film: Callable[..., Path]) -> None:
    path = film(count=120, gop=10, container_options={"movflags": "+faststart"})
    data = bytearray(path.read_bytes())
    middle = (len(data) + data.index(b"mdat")) // 2
    data[middle : middle + 900] = np.random.default_rng(0).bytes(900)
    path.write_bytes(bytes(data))
    reader = frames(probe(path))
    found = times(list(reader))
    assert len(found) > 80
    assert found[-1] == pytest.approx(119 / 30, abs=0.01)
    assert reader.broke_at_s is None


def test_closed_early_the_file_is_free(
    film: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    clip = probe(film())
    closed: list[Reader] = []
    close = Reader.close
    monkeypatch.setattr(Reader, "close", lambda reader: (closed.append(reader), close(reader)))
    readings = [frames(clip), frames_reversed(clip, 9.0), samples(clip, 5)]
    for reading in readings:
        next(reading)
        reading.close()
    assert len(closed) == len(readings)


def test_two_readings_at_once(film: Callable[..., Path]) -> None:
    clip = probe(film(count=120))
    alone = list(frames(clip))
    results: dict[str, list[Frame]] = {}

    def run(name: str, read: Callable[[Clip], Any]) -> None:
        results[name] = list(read(clip))

    threads = [
        threading.Thread(target=run, args=("forward", frames)),
        threading.Thread(target=run, args=("back", lambda clip: frames_reversed(clip, 99.0))),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert_same(results["forward"], alone)
    assert_same(results["back"], alone[::-1])


def test_a_file_that_has_gone(film: Callable[..., Path]) -> None:
    path = film()
    clip = probe(path)
    path.unlink()
    with pytest.raises(ClipError, match="no longer"):
        next(frames(clip))


def test_a_name_like_a_protocol(film: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    path = film()
    path.rename(path.with_name("set:1.mp4"))
    monkeypatch.chdir(path.parent)
    assert len(list(frames(probe(Path("set:1.mp4"))))) == 40


def test_sound_that_starts_first_moves_the_players_clock(tmp_path: Path) -> None:
    path = tmp_path / "late.mkv"
    with av.open(str(path), "w") as container:
        video = container.add_stream("mpeg4", rate=30)
        video.width, video.height = 64, 48
        sound = container.add_stream("aac", rate=44_100)
        sound.codec_context.layout = "mono"
        for index in range(40):
            picture = av.VideoFrame(64, 48, "yuv420p")
            picture.pts = index + 9
            container.mux(video.encode(picture))
        for index in range(60):
            noise = av.AudioFrame(format="fltp", layout="mono", samples=1024)
            noise.planes[0].update(bytes(noise.planes[0].buffer_size))
            noise.sample_rate, noise.pts = 44_100, index * 1024
            container.mux(sound.encode(noise))
        container.mux(video.encode(None))
        container.mux(sound.encode(None))
    clip = probe(path)
    assert clip.player_offset_s == pytest.approx(0.3, abs=0.03)
    assert next(frames(clip)).time_s == 0
