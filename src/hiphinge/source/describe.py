"""Facts about an open video file that its container tells or that its first frames show."""

from __future__ import annotations

import math
from datetime import datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import av
import numpy as np

from hiphinge.source.reader import moment_s, open_container

if TYPE_CHECKING:
    from pathlib import Path

    from av.container import InputContainer
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

FALLBACK_FPS = 30.0
"""Frame rate of a phone where a file tells none and its frames carry no times [1/s]."""
PLAUSIBLE_FPS = (1.0, 1000.0)
"""Outside of this a frame rate is a clock's rate that was mistaken for one [1/s]."""
RECORDED_TAGS = ("com.apple.quicktime.creationdate", "creation_time")
"""Where a container tells when it was filmed: first the one that knows the place's own time."""
FIRST_YEAR = 2000
"""An earlier year is a clock that was never set: containers count from 1904 or 1970."""


def first_pictures(
    container: InputContainer, stream: VideoStream, count: int
) -> tuple[VideoFrame | None, list[float]]:
    """Decode a clip's first frames.

    Returns
    -------
    first : VideoFrame or None
        The first frame; None where not one can be decoded.
    times_s : list of float
        Times of the first `count` or a few more on the file's own clock [s]; NaN for a frame
        that carries none.
    """
    first: VideoFrame | None = None
    times_s: list[float] = []
    packets = container.demux(stream)
    while len(times_s) < count:
        try:
            packet = next(packets, None)
            if packet is None:
                break
            pictures = packet.decode()
        except (av.error.InvalidDataError, av.error.ExternalError):
            continue
        except (MemoryError, BlockingIOError):  # the latter: no memory for another thread
            raise
        except (av.error.FFmpegError, OSError):
            break
        for picture in pictures:
            if picture.is_corrupt or not picture.width or not picture.height:
                continue
            first = first or picture
            times_s.append(moment_s(picture))
    return first, times_s


def frame_rate(stream: VideoStream, times_s: list[float]) -> float:
    """Return the average frame rate that is told or, failing that, that the times show [1/s]."""
    for rate in (stream.average_rate, stream.guessed_rate):
        if rate and PLAUSIBLE_FPS[0] <= rate <= PLAUSIBLE_FPS[1]:
            return float(rate)
    steps_s = np.diff(times_s)
    steps_s = steps_s[steps_s > 0]
    return float(1 / np.median(steps_s)) if steps_s.size else FALLBACK_FPS


def duration(path: Path, container: InputContainer, stream: VideoStream, fps: float) -> float:
    """Return the length that the file claims or, claiming none, that its packets span [s]."""
    if stream.duration and stream.time_base:
        return float(stream.duration * stream.time_base)
    if container.duration:
        return float(container.duration / av.time_base)
    with open_container(path) as again:
        count = 0
        times_s: list[float] = []
        try:
            for packet in again.demux(video=0):
                count += packet.size > 0
                if packet.pts is not None:
                    times_s.append(float(Fraction(packet.pts) * packet.time_base))
        except (av.error.FFmpegError, OSError):
            # What came before the damage counts.
            pass
    return max(times_s) - min(times_s) + 1 / fps if times_s else count / fps


def recorded(container: InputContainer, stream: VideoStream) -> str:
    """Return when a file says that it was filmed, after ISO 8601; empty where it does not."""
    for tags in (container.metadata, stream.metadata):
        for tag in RECORDED_TAGS:
            try:
                moment = datetime.fromisoformat(tags.get(tag, ""))
            except ValueError:
                continue
            if moment.year >= FIRST_YEAR:
                return moment.isoformat(timespec="seconds")
    return ""


def upright(first: VideoFrame, stream: VideoStream) -> tuple[int, int, int, bool]:
    """Return how the stored picture is shown.

    Returns
    -------
    width_px, height_px : int
        Size of the upright picture [px].
    rotation_deg : int
        Counter-clockwise turn that stands the picture up: 0, 90, 180 or 270 [deg].
    mirrored : bool
        Whether it is mirrored left to right before that.

    Notes
    -----
    Pixels that are not square are made so by widening or narrowing the stored picture, as
    players do. The display matrix of ISO/IEC 14496-12 maps a stored point (x, y) to
    (a x + c y, b x + d y); a negative determinant mirrors.
    """
    aspect = stream.sample_aspect_ratio
    width = round(first.width * float(aspect)) if aspect else first.width
    height = first.height
    matrix: Any = first.side_data.get("DISPLAYMATRIX")
    if matrix is None:
        return width, height, 0, False
    a, b, _, c, d = np.frombuffer(bytes(matrix), dtype=np.int32)[:5].astype(float)
    mirrored = bool(a * d - b * c < 0)
    if mirrored:
        a, b = -a, -b
    rotation_deg = round(-math.degrees(math.atan2(b, a)) / 90) * 90 % 360
    if rotation_deg in {90, 270}:
        width, height = height, width
    return width, height, rotation_deg, mirrored
