"""One open video file: seek, decode, and turn pictures into upright RGB at working size."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final, Self

import av
import numpy as np
from av.container import InputContainer
from av.video.reformatter import Interpolation, VideoReformatter

from hiphinge.errors import ClipError
from hiphinge.source.frame import Frame

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

    from hiphinge.source.frame import Clip

SEEK_BACK_S = (0.0, 0.25, 2.0, 10.0)
"""How far before the wanted moment a seek aims, try by try [s].

Containers seek by decoding time or by byte, so that the first picture can come too late.
After the last try the clip is decoded from its start.
"""
THREADS: Final = 3
"""Threads of a decoder. Each holds a picture, 100 MB of an 8K film: one for each processor would
take a large machine's memory, and the networks take longest anyway."""
TITLES: Final[dict[str, Any]] = (
    {"metadata_errors": "replace"} if int(av.__version__.split(".")[0]) < 19 else {}  # noqa: PLR2004
)
"""PyAV before 19 fails on a title that is no UTF-8, unless it is told not to."""
FORMATS: Final = (
    *("mov", "matroska", "avi", "mpegts", "mpeg", "mpegvideo", "asf", "flv", "live_flv", "ogg"),
    *("m4v", "h263", "h264", "hevc", "vvc", "av1", "obu", "ivf", "mjpeg", "dv", "mxf", "gxf"),
    *("nut", "rm", "wtv", "yuv4mpegpipe"),
    # Sound and pictures are opened too, to be able to say what they are.
    *("aac", "ac3", "aiff", "amr", "au", "caf", "dts", "eac3", "flac", "mp3", "w64", "wav"),
    *("gif", "apng", "bmp_pipe", "jpeg_pipe", "jpegxl_pipe", "png_pipe", "tiff_pipe", "webp_pipe"),
)
"""Containers that are opened, by the names of their readers. Each holds all that it shows: none is
a playlist that names other files, nor takes its own name for a pattern of names."""


def open_container(path: Path) -> InputContainer:
    """Open a video file for reading, and nothing but a file.

    Raises
    ------
    av.error.FFmpegError
        The file cannot be opened or is in no known format.
    """
    # An absolute path, or "a:b.mp4" would be read as a protocol; the whitelists keep a playlist
    # that calls itself a video from reaching into the network, or to other people's films.
    opened = av.open(
        str(path.absolute()),
        container_options={
            "protocol_whitelist": "file",
            "format_whitelist": ",".join(FORMATS),
        },
        **TITLES,
    )
    assert isinstance(opened, InputContainer)  # noqa: S101  (tells the type checker, mode is "r")
    return opened


def video_stream(container: InputContainer) -> VideoStream | None:
    """Return the first moving picture, passing over cover art; None where there is only sound."""
    attached = av.stream.Disposition.attached_pic
    for stream in container.streams.video:
        if not stream.disposition & attached and stream.codec_context is not None:
            return stream
    return None


def moment_s(picture: VideoFrame) -> float:
    """Return when a picture is shown on the file's own clock [s]; NaN where it does not say."""
    if picture.pts is None or picture.time_base is None:
        return math.nan
    return float(picture.pts * picture.time_base)


def shown_for_s(picture: VideoFrame) -> float:
    """Return how long a picture is shown [s]; zero where the file does not say."""
    return float((picture.duration or 0) * (picture.time_base or 0))


class Reader:
    """A container of its own with a decoder, so that several may run in several threads.

    Parameters
    ----------
    clip : Clip
        What the probe found.

    Attributes
    ----------
    failed : bool
        Whether reading stopped at damage rather than at the end of the file.
    """

    def __init__(self, clip: Clip) -> None:
        self.failed = False
        self._clip = clip
        self._shrinker = VideoReformatter()
        self._painter = VideoReformatter()
        self._turns = clip.rotation_deg // 90
        width, height = clip.working_size_px
        self._stored_size = (height, width) if self._turns % 2 else (width, height)
        self._open()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()

    def close(self) -> None:
        """Free the file and the decoder."""
        self._container.close()

    @property
    def tick_s(self) -> float:
        """Step of the clock in which the file counts its times [s]."""
        return float(self._stream.time_base or 0)

    def pictures_from(self, time_s: float) -> Iterator[tuple[float, VideoFrame]]:
        """Decode forward from the last key frame at or before a moment.

        Parameters
        ----------
        time_s : float
            The moment since the first frame [s].

        Yields
        ------
        tuple of float and VideoFrame
            Presentation times [s], strictly ascending, with the picture still undeveloped.
            The first is at or before `time_s` unless the clip starts later.
        """
        if self._clip.timed:
            for back_s in SEEK_BACK_S:
                if not self._seek(time_s - back_s):
                    break
                pictures = self._pictures()
                first = next(pictures, None)
                if first is not None and first[0] <= time_s:
                    yield first
                    yield from pictures
                    return
        if not self._fresh:
            self.close()
            self._open()
        yield from self._pictures()

    def develop(self, time_s: float, picture: VideoFrame) -> Frame:
        """Return a decoded picture as an upright RGB frame at working size."""
        width, height = self._stored_size
        if width < picture.width or height < picture.height:
            # Shrinking straight to RGB takes libswscale's slow path: in two steps a 1080p picture
            # costs 2.4 ms of processor time in place of 5.4, and differs by less than one level.
            picture = self._shrinker.reformat(
                picture, width, height, "yuv420p", interpolation=Interpolation.AREA
            )
        rgb = self._painter.reformat(
            picture, width, height, "rgb24", interpolation=Interpolation.BILINEAR
        ).to_ndarray()
        if self._clip.mirrored:
            rgb = rgb[:, ::-1]
        if self._turns:
            rgb = np.rot90(rgb, self._turns)
        return Frame(time_s, np.ascontiguousarray(rgb, dtype=np.uint8))

    def _open(self) -> None:
        try:
            self._container = open_container(self._clip.path)
        except (av.error.FFmpegError, OSError) as error:
            raise ClipError(
                f"{self._clip.path.name} can no longer be read: put it back and try again."
            ) from error
        stream = video_stream(self._container)
        if stream is None:
            self._container.close()
            raise ClipError(f"{self._clip.path.name} no longer holds a video: was it replaced?")
        stream.thread_type = "AUTO"
        stream.codec_context.thread_count = THREADS
        self._stream = stream
        self._fresh = True

    def _seek(self, time_s: float) -> bool:
        """Aim at a key frame at or before a moment; False where only the start will do."""
        tick = self._stream.time_base
        if time_s <= 0 or tick is None:
            return False
        # Beyond the end some containers fail and others go to the last key frame: aim at the end.
        time_s = min(time_s, self._clip.duration_s)
        self._fresh = False
        try:
            # A quarter of a tick keeps a time that was rounded from falling to the tick before.
            aim = math.floor((time_s + self._clip.first_shown_s) / tick + 0.25)
            self._container.seek(aim, stream=self._stream)
        except (av.error.FFmpegError, OSError):
            return False
        return True

    def _pictures(self) -> Iterator[tuple[float, VideoFrame]]:
        last_s = -math.inf
        for picture in self._decoded():
            time_s = self._time_of(picture, last_s)
            # A time that stands still or runs back cannot be shown, nor can a damaged picture.
            if time_s is None or time_s <= last_s or time_s < 0 or picture.is_corrupt:
                continue
            last_s = time_s
            yield time_s, picture

    def _time_of(self, picture: VideoFrame, last_s: float) -> float | None:
        shown_s = moment_s(picture) - self._clip.first_shown_s
        if not math.isnan(shown_s):
            return shown_s
        if math.isfinite(last_s):
            return last_s + 1 / self._clip.fps
        return None if self._clip.timed else 0.0

    def _decoded(self) -> Iterator[VideoFrame]:
        self._fresh = False
        packets = self._container.demux(self._stream)
        while True:
            try:
                packet = next(packets, None)
            except MemoryError:
                raise  # the film is not damaged
            except (av.error.FFmpegError, OSError):
                self.failed = True
                return
            if packet is None:
                return
            try:
                pictures = packet.decode()
            except (MemoryError, BlockingIOError):  # the latter: no memory for another thread
                raise
            except av.error.FFmpegError:
                # One damaged packet: the decoder goes on with the next, as players do.
                continue
            yield from pictures
