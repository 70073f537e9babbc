"""Films clips whose every frame shows its own number, in any codec that is at hand."""

from __future__ import annotations

import os
from contextlib import contextmanager
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import av
import numpy as np
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

BITS = 8
TICK = Fraction(1, 90_000)
OPTIONS = {
    "libx264": {"preset": "ultrafast", "crf": "12"},
    "libx265": {"preset": "ultrafast", "crf": "12", "x265-params": "log-level=none"},
    "libvpx": {"deadline": "realtime", "cpu-used": "8", "b": "2M"},
    "libvpx-vp9": {"deadline": "realtime", "cpu-used": "8", "crf": "20"},
    "libsvtav1": {"preset": "13", "crf": "30"},
    "mpeg4": {"qscale": "3"},
}


@pytest.fixture(autouse=True, scope="session")
def _quiet_encoders() -> None:
    os.environ.setdefault("SVT_LOG", "0")


def picture(number: int, width: int, height: int) -> NDArray[np.uint8]:
    """A grey slope; above it eight bars, white or black by the bits of the frame's number."""
    rgb = np.empty((height, width, 3), dtype=np.uint8)
    rgb[:] = np.linspace(40, 200, width).astype(np.uint8)[None, :, None]
    edges = np.linspace(0, width, BITS + 1).astype(int)
    for bit in range(BITS):
        rgb[: height // 2, edges[bit] : edges[bit + 1]] = 255 if number >> bit & 1 else 0
    return rgb


def number_shown(rgb: NDArray[np.uint8]) -> int:
    """Read the number of an upright picture back."""
    height, width = rgb.shape[:2]
    row = rgb[height // 8 : 3 * height // 8].mean(axis=(0, 2))
    edges = np.linspace(0, width, BITS + 1)
    middles = ((edges[:-1] + edges[1:]) / 2).astype(int)
    return sum(int(row[x] > 127) << bit for bit, x in enumerate(middles))


@pytest.fixture(name="number_shown")
def number_shown_fixture() -> Callable[[NDArray[np.uint8]], int]:
    return number_shown


@contextmanager
def _in_turn() -> Iterator[None]:
    """Wait for the processor like everybody else again, whatever an encoder made of this thread.

    SVT-AV1 gives the thread that calls it real-time priority where it may (as root), and leaves it
    so: each browser and server that is started later would hold up all other processes.
    """
    if not hasattr(os, "sched_getscheduler"):  # not there on macOS and Windows
        yield
        return
    policy, rank = os.sched_getscheduler(0), os.sched_getparam(0)
    try:
        yield
    finally:
        os.sched_setscheduler(0, policy, rank)


@pytest.fixture
def film(tmp_path: Path) -> Callable[..., Path]:
    """Write a clip and return its path."""

    def write(
        name: str = "clip.mp4",
        *,
        codec: str = "libx264",
        size: tuple[int, int] = (96, 64),
        times_s: Sequence[float] | None = None,
        count: int = 40,
        fps: float = 30.0,
        draw: Callable[[int, int, int], NDArray[np.uint8]] = picture,
        pix_fmt: str = "yuv420p",
        gop: int = 12,
        b_frames: int = 0,
        aspect: Fraction | None = None,
        options: dict[str, str] | None = None,
        container_options: dict[str, str] | None = None,
        **context_settings: Any,
    ) -> Path:
        path = tmp_path / name
        if times_s is None:
            times_s = [index / fps for index in range(count)]
        with _in_turn(), av.open(str(path), "w", options=container_options or {}) as container:
            chosen = OPTIONS.get(codec, {}) | (options or {})
            stream = container.add_stream(codec, rate=Fraction(fps), options=chosen)
            context = stream.codec_context
            context.width, context.height = size
            context.pix_fmt = pix_fmt
            # MPEG-4 part 2 counts in at most 65535 ticks a second.
            tick = Fraction(1, 600) if codec == "mpeg4" else TICK
            context.time_base = tick
            context.gop_size = gop
            if codec in {"libx264", "libx265", "mpeg4"}:
                context.max_b_frames = b_frames
            if aspect is not None:
                context.sample_aspect_ratio = aspect
            for key, value in context_settings.items():
                setattr(context, key, value)
            for index, time_s in enumerate(times_s):
                frame = av.VideoFrame.from_ndarray(draw(index, *size), format="rgb24")
                frame = frame.reformat(format=pix_fmt)
                frame.pts, frame.time_base = round(time_s / tick), tick
                container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
        return path

    return write


@pytest.fixture
def turn() -> Callable[[Path, Sequence[int]], None]:
    """Set the display matrix (a, b, c, d) of an mp4, as a phone does that was held upright."""

    def patch(path: Path, matrix: Sequence[int]) -> None:
        data = bytearray(path.read_bytes())
        start = data.index(b"tkhd") + 4 + 40
        a, b, c, d = (value * 65536 for value in matrix)
        rows = [a, b, 0, c, d, 0, 0, 0, 1 << 30]
        data[start : start + 36] = np.array(rows, dtype=">i4").tobytes()
        path.write_bytes(bytes(data))

    return patch


@pytest.fixture
def record(tmp_path: Path) -> Callable[..., Path]:
    """Write a file that holds sound only."""

    def write(name: str, codec: str = "aac") -> Path:
        path = tmp_path / name
        with av.open(str(path), "w") as container:
            stream = container.add_stream(codec, rate=44_100)
            stream.codec_context.layout = "mono"
            kind = stream.codec_context.format.name
            samples = stream.codec_context.frame_size or 1024
            for index in range(100):
                sound = av.AudioFrame(format=kind, layout="mono", samples=samples)
                for plane in sound.planes:
                    plane.update(bytes(plane.buffer_size))
                sound.sample_rate, sound.pts = 44_100, index * samples
                container.mux(stream.encode(sound))
            container.mux(stream.encode(None))
        return path

    return write
