"""The lifter through a whole clip: chosen once, then followed both ways from the best frames.

The ways run in two threads, each with its own decoder and network: decoding and networks work
outside the interpreter's lock, so both cores are busy, and memory is bounded.
"""

from __future__ import annotations

import math
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

import numpy as np

from hiphinge.pose.ledger import Ledger
from hiphinge.pose.lifter import choose
from hiphinge.pose.track import PoseTrack
from hiphinge.pose.tracker import begin, step
from hiphinge.source import camera
from hiphinge.source.camera import CameraReading
from hiphinge.source.lines import LineReading, read_lines
from hiphinge.source.video import Frames, frames, frames_reversed, prefetched, samples

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hiphinge.pose.estimator import Estimator
    from hiphinge.pose.lifter import Start
    from hiphinge.pose.people import Point
    from hiphinge.pose.tracker import Sighting
    from hiphinge.source.frame import Clip, Frame

LOOKS = 9
"""Frames that are searched for people before the lifter is chosen: nine show at least two that
are upright and two that are bent in any set, at a hundredth of the clip's cost."""

THREADS = 2
"""Legs that are followed at once, each with a decoder and a network of one thread: two of these
are a little faster than one network on two threads, and leave nothing to wait for."""
AHEAD = 4
"""Frames decoded ahead on each leg, so that no network waits for one."""
LINE_LOOKS = 3
"""Pictures of each leg in which upright lines are sought: a fixed camera shows the same ones."""
LINES_MARGIN = 0.04
"""What is held, and hair and clothes, reach so far beyond the landmarks [of the picture]."""
BEYOND_S = 10.0
"""A clip may go on for longer than its container tells [s]."""
WATCH_S = 1 / 16
"""The camera is watched this often [s]: a cut is then timed to two frames, a pan or a shake is
slower, and the cost is half."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What following gave.

    Attributes
    ----------
    track : PoseTrack
        The lifter's landmarks.
    camera : tuple of CameraReading
        How the background moved, frame by frame.
    broke_at_s : float or None
        Where a damaged file could not be read further [s].
    lines : tuple of (float, LineReading)
        Upright lines of the background, each with its picture's time [s].
    """

    track: PoseTrack
    camera: tuple[CameraReading, ...]
    broke_at_s: float | None
    lines: tuple[tuple[float, LineReading], ...] = ()


@dataclass(frozen=True, slots=True)
class _Leg:
    """One stretch that is followed in one direction from a start, up to a moment [s]."""

    start: Start
    backward: bool
    until_s: float

    @property
    def length_s(self) -> float:
        return abs(self.until_s - self.start.frame.time_s)


@dataclass(frozen=True, slots=True)
class _Harvest:
    """What one leg gave."""

    ledger: Ledger
    readings: list[CameraReading]
    lines: list[tuple[float, LineReading]]
    broke_at_s: float | None = None


def follow(
    clip: Clip,
    make_estimator: Callable[[], Estimator],
    on_frame: Callable[[], None] = lambda: None,
    lifter_at: Point | None = None,
) -> Seen:
    """Find the lifter in a clip and follow them through it.

    Parameters
    ----------
    clip : Clip
        What the probe found.
    make_estimator : callable
        Makes an estimator; called once for each of two threads.
    on_frame : callable
        Called after every frame, from either thread.
    lifter_at : (float, float) or None
        A point on the lifter, as fractions of the picture; None to see for itself.

    Raises
    ------
    ClipError
        When nobody is found, or two people lift side by side.
    """
    estimators: SimpleQueue[Estimator] = SimpleQueue()
    estimators.put(estimator := make_estimator())
    with closing(samples(clip, LOOKS)) as looks:
        choice = choose(looks, estimator, lifter_at)
    legs = _legs(choice.starts, clip.duration_s)
    stop = threading.Event()

    def run(leg: _Leg) -> _Harvest:
        try:
            mine = estimators.get_nowait()
        except Empty:
            mine = make_estimator()
        harvest = _follow_leg(clip, leg, mine, on_frame, stop)
        estimators.put(mine)
        return harvest

    with ThreadPoolExecutor(THREADS, "hiphinge-follow") as pool:
        try:
            # The longest first, so that the threads end together.
            longest = sorted(legs, key=lambda leg: -leg.length_s)
            found = dict(zip(map(id, longest), pool.map(run, longest), strict=True))
        finally:
            stop.set()
    harvests = [found[id(leg)] for leg in legs]
    ledgers = [(one.ledger, leg.backward) for one, leg in zip(harvests, legs, strict=True)]
    readings = [reading for one in harvests for reading in one.readings]
    broken = [one.broke_at_s for one in harvests if one.broke_at_s is not None]
    return Seen(
        track=_track(clip, ledgers, estimator.name, choice.words),
        camera=tuple(sorted(readings, key=lambda reading: reading.time_s)),
        broke_at_s=min(broken, default=None),
        lines=tuple(reading for one in harvests for reading in one.lines),
    )


def _legs(starts: Sequence[Start], duration_s: float) -> list[_Leg]:
    """Return the legs that cover the clip, in the order of their time.

    Between two starts each goes half of the way.
    """
    times = [start.frame.time_s for start in starts]
    seams = [(a + b) / 2 for a, b in pairwise(times)]
    lows, highs = [0.0, *seams], [*seams, max(duration_s, times[-1]) + BEYOND_S]
    return [
        leg
        for start, low, high in zip(starts, lows, highs, strict=True)
        for leg in (_Leg(start, True, low), _Leg(start, False, high))
    ]


def _follow_leg(
    clip: Clip,
    leg: _Leg,
    estimator: Estimator,
    on_frame: Callable[[], None],
    stop: threading.Event,
) -> _Harvest:
    """Follow the lifter along one leg."""
    began_s = leg.start.frame.time_s
    source = frames_reversed(clip, began_s) if leg.backward else frames(clip, began_s)
    ledger, readings = Ledger(), list[CameraReading]()
    upright, next_lines_s = list[tuple[float, LineReading]](), 0.0
    following = begin(leg.start.estimate.next_roi, began_s)
    watch, watched_s = camera.CameraWatch(), -math.inf
    with closing(prefetched(source, AHEAD)) as run:
        for frame in run:
            past = frame.time_s < leg.until_s if leg.backward else frame.time_s >= leg.until_s
            if past or stop.is_set():
                break
            following, sighting = step(following, frame, estimator)
            ledger.append(sighting)
            if abs(frame.time_s - watched_s) >= WATCH_S:
                watch, reading = camera.step(watch, frame, _box(sighting, frame))
                readings.append(reading)
                watched_s = frame.time_s
            if abs(frame.time_s - began_s) >= next_lines_s and not sighting.missing:
                box = _box(sighting, frame, LINES_MARGIN)
                upright.append((frame.time_s, read_lines(frame.rgb, box)))
                next_lines_s += min(leg.length_s, clip.duration_s) / LINE_LOOKS
            on_frame()
    return _Harvest(
        ledger, readings, upright, source.broke_at_s if isinstance(source, Frames) else None
    )


def _box(
    sighting: Sighting, frame: Frame, margin: float = 0.0
) -> tuple[float, float, float, float] | None:
    """Return the lifter's box as fractions of the picture; None where the lifter is not seen."""
    if sighting.missing:
        return None
    height, width = frame.rgb.shape[:2]
    low = sighting.xy_px.min(axis=0) / (width, height) - margin
    high = sighting.xy_px.max(axis=0) / (width, height) + margin
    return float(low[0]), float(low[1]), float(high[0]), float(high[1])


def _track(clip: Clip, ledgers: list[tuple[Ledger, bool]], network: str, words: str) -> PoseTrack:
    """Put the legs together, in full-size pixels; those that ran backward are turned."""
    turns = [slice(None, None, -1 if backward else 1) for _, backward in ledgers]
    pairs = list(zip(ledgers, turns, strict=True))
    landmarks = np.concatenate([ledger.landmarks()[turn] for (ledger, _), turn in pairs])
    moments = np.concatenate([ledger.moments()[turn] for (ledger, _), turn in pairs])
    outlines = np.concatenate([ledger.outlines()[turn] for (ledger, _), turn in pairs])
    return PoseTrack(
        time_s=moments[:, 0].copy(),
        xy_px=landmarks[..., :2] / clip.working_scale,
        depth_px=landmarks[..., 2] / clip.working_scale,
        visibility=landmarks[..., 3].copy(),
        missing=moments[:, 1].astype(np.uint8),
        width_px=clip.width_px,
        height_px=clip.height_px,
        network=network,
        lifter=words,
        outline_px=outlines / clip.working_scale,
    )
