"""A clip as frames: forward, backward, or a few spread over it, each with its true time."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from hiphinge.source.prefetch import prefetched
from hiphinge.source.reader import Reader, shown_for_s

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from hiphinge.source.frame import Clip, Frame

__all__ = ["DEFAULT_BUDGET_BYTES", "Frames", "frames", "frames_reversed", "prefetched", "samples"]

DEFAULT_BUDGET_BYTES = 128 * 2**20
"""Memory for frames held while going backward [bytes]: 1.5 seconds of 30 fps at 1280 x 720.

Phones set a key frame each second or so, for which this is one pass; of x264's habit of 250
frames at 480 x 640 it takes two. Twice as much was no faster.
"""
MISSING_END_S = 1.0
"""A clip that ends this much before the length that it claims has lost its end [s].

Containers round their length, and some count the sound's: half a second off is common.
"""


@dataclass(slots=True)
class _Ending:
    """How a forward reading ended; apart from the reader so that neither holds the other."""

    broke_at_s: float | None = None


class Frames:
    """The frames of a clip in order; an iterator that can be closed early.

    Damage never raises: the frames stop, and `broke_at_s` says that the clip goes no further.
    """

    def __init__(self, clip: Clip, start_s: float) -> None:
        self._ending = _Ending()
        self._run = _forward(clip, start_s, self._ending)

    @property
    def broke_at_s(self) -> float | None:
        """Moment where the file breaks off [s]; None before the end and for a whole file."""
        return self._ending.broke_at_s

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Frame:
        return next(self._run)

    def close(self) -> None:
        """Stop reading and free the file."""
        self._run.close()


def frames(clip: Clip, start_s: float = 0.0) -> Frames:
    """Return the frames of a clip in the order they are shown.

    Parameters
    ----------
    clip : Clip
        What the probe found.
    start_s : float
        Frames shown before this moment are left out [s].

    Raises
    ------
    ClipError
        With the first frame asked for, if the file has gone since it was probed.
    """
    return Frames(clip, start_s)


def _forward(clip: Clip, start_s: float, ending: _Ending) -> Generator[Frame]:
    last_s = end_s = start_s
    with Reader(clip) as reader:
        for time_s, picture in reader.pictures_from(start_s):
            # The last picture of a screen recording may stand for many seconds.
            last_s, end_s = time_s, time_s + shown_for_s(picture)
            if time_s >= start_s:
                yield reader.develop(time_s, picture)
        if reader.failed or end_s < clip.duration_s - MISSING_END_S:
            ending.broke_at_s = last_s


def frames_reversed(
    clip: Clip, before_s: float, budget_bytes: int = DEFAULT_BUDGET_BYTES
) -> Generator[Frame]:
    """Yield the frames shown before a moment, from late to early, in bounded memory.

    Parameters
    ----------
    clip : Clip
        What the probe found.
    before_s : float
        Only frames strictly before this moment are given [s].
    budget_bytes : int
        Memory for the frames held at once [bytes]; at least one frame is held.

    Yields
    ------
    Frame
        The very frames that `frames` gives, in descending time.

    Notes
    -----
    Codecs run forward only. A stretch from a key frame to the earliest frame already given is
    decoded, and its last frames are kept, as many as the budget allows. If the stretch was
    longer, the next turn starts from the same key frame with a nearer end. With n frames to a
    stretch and room for m the cost is about n / 2m + 1/2 decodings of the clip, or one if n <= m.

    Raises
    ------
    ClipError
        The file has gone since it was probed.
    """
    width, height = clip.working_size_px
    room = max(1, budget_bytes // (3 * width * height))
    end_s = before_s
    seen: list[float] = []
    with Reader(clip) as reader:
        while True:
            earlier = [time_s for time_s in seen if time_s < end_s]
            floor_s = earlier[-room:][0] if earlier else -math.inf
            kept, seen = _stretch(reader, (floor_s, end_s), room)
            if not kept:
                return
            while kept:
                frame = kept.pop()
                end_s = frame.time_s
                yield frame


def _stretch(
    reader: Reader, span_s: tuple[float, float], room: int
) -> tuple[deque[Frame], list[float]]:
    """Decode from a key frame up to a moment; return the last frames and the times of all."""
    floor_s, end_s = span_s
    kept: deque[Frame] = deque(maxlen=room)
    seen: list[float] = []
    for time_s, picture in reader.pictures_from(end_s - reader.tick_s / 2):
        if time_s >= end_s:
            break
        seen.append(time_s)
        if time_s >= floor_s:
            kept.append(reader.develop(time_s, picture))
    return kept, seen


def samples(clip: Clip, count: int) -> Generator[Frame]:
    """Yield about `count` frames spread over a clip, in ascending time, as cheaply as it allows.

    Parameters
    ----------
    clip : Clip
        What the probe found.
    count : int
        How many frames are wanted; a short clip gives fewer.

    Notes
    -----
    Key frames decode alone, so each wanted moment takes the key frame before it. Where that one
    has been given already, decoding goes on from it to the wanted moment, and so on until the
    next key frame: at worst, with a single key frame, the clip is decoded once.

    Raises
    ------
    ClipError
        The file has gone since it was probed.
    """
    gap_s = clip.duration_s / max(1, count)
    wanted = deque((index + 0.5) * gap_s for index in range(count))
    given_s = -math.inf
    with Reader(clip) as reader:
        while wanted:
            ended = True
            for time_s, picture in reader.pictures_from(wanted[0]):
                fresh_key = picture.key_frame and time_s > given_s + gap_s / 2
                if not fresh_key and time_s < wanted[0]:
                    continue
                yield reader.develop(time_s, picture)
                given_s = time_s
                while wanted and wanted[0] <= time_s + gap_s / 2:
                    wanted.popleft()
                if fresh_key or not wanted:
                    ended = False
                    break
            if ended:
                return


def moments(clip: Clip, times_s: Sequence[float]) -> Generator[tuple[float, Frame]]:
    """Yield the frame shown at each of some moments, in ascending order, in one pass.

    Frames between them are decoded, as codecs want it, but not converted.

    Parameters
    ----------
    clip : Clip
        What the probe found.
    times_s : sequence of float
        The moments [s]; those after the last frame get none.

    Yields
    ------
    float, Frame
        The moment as it was asked for, and the frame nearest to it.

    Raises
    ------
    ClipError
        The file has gone since it was probed.
    """
    wanted = deque(sorted(times_s))
    half_s = 0.5 / clip.fps
    if not wanted:
        return
    with Reader(clip) as reader:
        for time_s, picture in reader.pictures_from(max(0.0, wanted[0] - half_s)):
            frame = None
            while wanted and time_s >= wanted[0] - half_s:
                frame = frame or reader.develop(time_s, picture)
                yield wanted.popleft(), frame
            if not wanted:
                return
