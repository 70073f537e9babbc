"""Video that a browser can play: whether a clip is one, and how to make one."""

from __future__ import annotations

import sys
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final, Self

import av
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, Colorspace, VideoReformatter

from hiphinge.files import replacing
from hiphinge.source.video import frames

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

    from av.container import OutputContainer
    from av.video.stream import VideoStream

    from hiphinge.quantities import Bytes
    from hiphinge.source.frame import Clip

CLOCK_HZ: Final = 90_000
"""Ticks of the written clock [1/s]: whole for 24, 25, 30, 50, 60 and 240 frames a second."""
QUALITY_CRF: Final = 23
"""x264's constant rate factor, its own default: no difference that a lifter would see [1]."""
BT709: Final = 1
"""Colours of HD video in ITU-T H.273: without a tag, browsers guess by the picture's size."""
EIGHT_BIT: Final = frozenset({"yuv420p", "yuvj420p"})
"""Pixel formats that every browser's decoder shows."""
PLAYABLE: Final = {
    ("mp4", "h264"): EIGHT_BIT,
    ("mp4", "vp9"): EIGHT_BIT,
    ("mp4", "av1"): EIGHT_BIT | {"yuv420p10le"},
    ("webm", "vp8"): EIGHT_BIT,
    ("webm", "vp9"): EIGHT_BIT,
    ("webm", "av1"): EIGHT_BIT | {"yuv420p10le"},
}
"""Pixel formats that browsers play, by container and codec (MDN, Media container formats)."""
SUFFIXES: Final = {"mp4": {".mp4", ".m4v", ".mov"}, "webm": {".webm"}}
"""Names by which a browser takes a file for such a container."""


def browser_plays(clip: Clip) -> bool:
    """Return whether today's browsers play a clip as it stands.

    HEVC, MPEG-4 part 2, 10-bit or 4:2:2 H.264, and Matroska, AVI and transport streams do not
    play, or not everywhere.
    """
    family = "mp4" if "mp4" in clip.container else "webm" if "webm" in clip.container else ""
    if clip.path.suffix.lower() not in SUFFIXES.get(family, set()):
        return False
    return clip.pixel_format in PLAYABLE.get((family, clip.codec), frozenset())


def reencode(
    clip: Clip,
    target: Path,
    long_side_px: int = 1280,
    on_progress: Callable[[float], None] | None = None,
) -> None:
    """Write a clip again as an H.264 video that any browser plays, upright, frame for frame.

    Presentation times are kept, also where the frame rate varies. The sound is left out: nothing
    here needs it, it may hold what others said, and the file gets smaller.

    Parameters
    ----------
    clip : Clip
        What the probe found.
    target : Path
        The ``.mp4`` to write. It appears when it is whole; a file of that name is replaced.
    long_side_px : int
        Longest side of the written picture [px]; a smaller one is not enlarged.
    on_progress : callable or None
        Told the share done, 0 to 1, after each frame.

    Raises
    ------
    UsageError
        The disk is full or the folder may not be written; nothing is left behind.
    ClipError
        The clip has gone since it was probed.
    """
    scale = min(1.0, long_side_px / max(clip.width_px, clip.height_px))
    scaled = replace(clip, working_scale=scale)
    width, height = scaled.working_size_px
    source = frames(scaled)
    try:
        with Encoder(target, width, height) as encoder:
            for frame in source:
                encoder.write(frame.rgb, frame.time_s)
                if on_progress is not None:
                    on_progress(min(1.0, frame.time_s / clip.duration_s))
    finally:
        source.close()
    if on_progress is not None:
        on_progress(1.0)


class Encoder:
    """Writes pictures with their times to an H.264 mp4, without sound; a context manager.

    The file is written under a partial name and takes its own when it is whole. After any
    failure, an interrupt from the keyboard too, nothing is left.

    Parameters
    ----------
    path : Path
        The ``.mp4`` to write.
    width, height : int
        Size of the pictures [px]. Odd sizes are narrowed by one, as H.264 wants even ones.

    Raises
    ------
    UsageError
        On entering or leaving: the disk is full or the folder may not be written.
    """

    def __init__(self, path: Path, width: int, height: int) -> None:
        self._size = (max(2, width // 2 * 2), max(2, height // 2 * 2))
        self._reformatter = VideoReformatter()
        self._place = replacing(path)

    def __enter__(self) -> Self:
        partial = self._place.__enter__()
        try:
            # Python's own error tells why a file cannot be made; FFmpeg's would be less clear.
            partial.open("wb").close()
            self._container, self._stream = _open(partial, self._size)
        except BaseException:
            self._place.__exit__(*sys.exc_info())
            raise
        return self

    def write(self, rgb: Bytes, time_s: float) -> None:
        """Add a picture.

        Parameters
        ----------
        rgb : (H, W, 3) uint8
            The picture.
        time_s : float
            When it is shown [s]; later than the one before.
        """
        width, height = self._size
        picture = self._reformatter.reformat(
            VideoFrame.from_ndarray(rgb, format="rgb24"),
            width=width,
            height=height,
            format="yuv420p",
            dst_colorspace=Colorspace.ITU709,
            dst_color_range=ColorRange.MPEG,
        )
        picture.pts = round(time_s * CLOCK_HZ)
        picture.time_base = Fraction(1, CLOCK_HZ)
        self._container.mux(self._stream.encode(picture))

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is not None:
            self._abandon()
            self._place.__exit__(kind, error, trace)
            return
        try:
            self._container.mux(self._stream.encode(None))
            self._container.close()
        except BaseException:
            self._abandon()
            self._place.__exit__(*sys.exc_info())
            raise
        self._place.__exit__(None, None, None)

    def _abandon(self) -> None:
        with suppress(av.error.FFmpegError, OSError):
            self._container.close()


def _open(path: Path, size: tuple[int, int]) -> tuple[OutputContainer, VideoStream]:
    container = av.open(str(path.absolute()), "w", format="mp4", options={"movflags": "+faststart"})
    stream = container.add_stream(
        "libx264", rate=30, options={"preset": "veryfast", "crf": str(QUALITY_CRF)}
    )
    context = stream.codec_context
    context.width, context.height = size
    context.pix_fmt = "yuv420p"
    # The rate above is only a hint to the encoder. Its clock has to be set on the codec: on the
    # stream it is refused, and without it times are rounded to whole thirtieths.
    context.time_base = Fraction(1, CLOCK_HZ)
    context.color_range = ColorRange.MPEG
    context.colorspace = context.color_primaries = context.color_trc = BT709
    return container, stream
