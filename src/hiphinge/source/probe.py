"""Is this file a video that can be judged? Said before any work is done, in one sentence."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NoReturn

import av

from hiphinge.errors import ClipError
from hiphinge.source.describe import duration, first_pictures, frame_rate, recorded, upright
from hiphinge.source.frame import Clip
from hiphinge.source.head import read_head
from hiphinge.source.reader import open_container, video_stream
from hiphinge.source.sniff import Kind, has_index, kind_of

if TYPE_CHECKING:
    from pathlib import Path

    from av.container import InputContainer
    from av.video.stream import VideoStream

WORKING_LONG_SIDE_PX = 1280
"""Longest side of the frames that are handed on [px].

The landmark network sees a square of 256 px that the lifter fills, so a body 700 px tall in a
1280 px picture is still shrunk nearly threefold: more pixels cost time and add nothing.
"""
MIN_DURATION_S = 1.0
"""A shorter clip cannot hold one repetition, which takes two seconds or more [s]."""
MIN_FRAMES = 10
"""Fewer frames cannot be smoothed: a filter needs a few samples on either side [frames]."""
MAX_LONG_SIDE_PX = 8192
"""Larger pictures are no phone video but damage or a trick to fill the memory [px]: 8K."""
SOUND_CONTAINERS = frozenset(
    (
        *("aac", "aiff", "amr", "asf", "avi", "flac", "flv", "matroska"),
        *("mov", "mp3", "mp4", "mpeg", "mpegts", "ogg", "wav", "webm"),
    )
)
"""Containers in which sound comes without a picture, by the names of their readers."""


def probe(path: Path) -> Clip:
    """Return what a video file holds, or say in one sentence why it cannot be judged.

    Opens the file, reads what its container tells and decodes its first ten frames.

    Parameters
    ----------
    path : Path
        The file.

    Raises
    ------
    UsageError
        There is no such file, it is a folder, or it may not be read.
    ClipError
        It is empty, no video, an image, sound only, cut short, damaged, too short, or of a size
        that cannot be.
    """
    head = read_head(path, "video file")
    kind = kind_of(head)
    if kind is not None:
        _refuse_kind(path, kind)
    try:
        container = open_container(path)
    except MemoryError:
        raise  # nothing is known of the file
    except (av.error.FFmpegError, OSError):
        _refuse_unopened(path)
    with container:
        stream = _choose_stream(path, container)
        return _describe(path, container, stream)


def _refuse_kind(path: Path, kind: Kind) -> NoReturn:
    if kind is Kind.IMAGE:
        raise ClipError(f"{path.name} is an image: give the video of the set, not a picture of it.")
    if kind is Kind.SOUND:
        raise ClipError(f"{path.name} holds sound only: give the file that has the picture too.")
    raise ClipError(f"{path.name} is not a video: give a video file, such as an .mp4 or .mov.")


def _refuse_unopened(path: Path) -> NoReturn:
    if has_index(path) is False:
        raise ClipError(
            f"{path.name} was cut short, as when a phone stops in the middle of filming or "
            "copying, and cannot be opened: copy it again, or film the set again."
        )
    _refuse_kind(path, Kind.OTHER)


def _choose_stream(path: Path, container: InputContainer) -> VideoStream:
    names = container.format.name.split(",")
    if any(name in {"gif", "apng", "image2"} or name.endswith("_pipe") for name in names):
        _refuse_kind(path, Kind.IMAGE)
    # Subtitles open as themselves, and noise now and then as some rare kind of sound.
    likely = bool(container.streams.video) or not SOUND_CONTAINERS.isdisjoint(names)
    if "tty" in names or not likely or not (container.streams.video or container.streams.audio):
        _refuse_kind(path, Kind.OTHER)
    stream = video_stream(container)
    if stream is not None:
        return stream
    if any(other.codec_context is None for other in container.streams.video):
        raise ClipError(
            f"{path.name} is in a codec that this program cannot decode: save it as H.264 "
            "(on a phone: most compatible) and try again."
        )
    _refuse_kind(path, Kind.SOUND)


def _describe(path: Path, container: InputContainer, stream: VideoStream) -> Clip:
    _check_size(path, stream.codec_context.width, stream.codec_context.height)
    first, times_s = first_pictures(container, stream, MIN_FRAMES)
    if first is None:
        raise ClipError(
            f"Not one picture of {path.name} can be decoded: the file is damaged, so copy it from "
            "the phone again."
        )
    fps = frame_rate(stream, times_s)
    timed = not math.isnan(times_s[0])
    first_shown_s = times_s[0] if timed else 0.0
    duration_s = duration(path, container, stream, fps)
    if duration_s < MIN_DURATION_S or len(times_s) < MIN_FRAMES:
        raise ClipError(
            f"{path.name} is too short to judge ({duration_s:.1f} s): film at least one whole "
            "repetition, with a second of standing before and after."
        )
    width, height, rotation_deg, mirrored = upright(first, stream)
    _check_size(path, width, height)
    start_s = container.start_time / av.time_base if container.start_time is not None else 0.0
    return Clip(
        path=path,
        width_px=width,
        height_px=height,
        fps=fps,
        duration_s=duration_s,
        codec=stream.codec_context.codec.canonical_name,
        pixel_format=first.format.name,
        rotation_deg=rotation_deg,
        working_scale=min(1.0, WORKING_LONG_SIDE_PX / max(width, height)),
        container=container.format.name,
        mirrored=mirrored,
        first_shown_s=first_shown_s,
        player_offset_s=max(0.0, first_shown_s - start_s),
        timed=timed,
        recorded=recorded(container, stream),
    )


def _check_size(path: Path, width_px: int, height_px: int) -> None:
    # Zero is left to the decoder: some containers tell no size before the first picture.
    if max(width_px, height_px) > MAX_LONG_SIDE_PX:
        raise ClipError(
            f"{path.name} says that its picture is {width_px} x {height_px}, which is too large: "
            "save it at 4K or less and try again."
        )
