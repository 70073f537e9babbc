"""The lifter through a whole clip: chosen once, then followed both ways from the best frame.

The two directions run in two threads, each with its own decoder and network: decoding and
networks work outside the interpreter's lock, so both cores are busy, and memory is bounded.
"""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from hiphinge.pose.ledger import Ledger
from hiphinge.pose.lifter import choose
from hiphinge.pose.track import PoseTrack
from hiphinge.pose.tracker import begin, step
from hiphinge.source import camera
from hiphinge.source.video import frames, frames_reversed, prefetched, samples

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hiphinge.pose.estimator import Estimator
    from hiphinge.pose.tracker import Following, Sighting
    from hiphinge.source.camera import CameraReading
    from hiphinge.source.frame import Clip, Frame

LOOKS = 9
"""Frames that are searched for people before the lifter is chosen: nine show at least two that
are upright and two that are bent in any set, at a hundredth of the clip's cost."""

AHEAD = 4
"""Frames decoded ahead in each direction, so that no network waits for one."""
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
    """

    track: PoseTrack
    camera: tuple[CameraReading, ...]
    broke_at_s: float | None


@dataclass(frozen=True, slots=True)
class _Chain:
    """One direction's harvest."""

    ledger: Ledger
    readings: list[CameraReading]


def follow(
    clip: Clip,
    make_estimator: Callable[[], Estimator],
    on_frame: Callable[[], None] = lambda: None,
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

    Raises
    ------
    ClipError
        When nobody is found, or two people lift side by side.
    """
    estimator = make_estimator()
    with closing(samples(clip, LOOKS)) as looks:
        choice = choose(looks, estimator)
    start = begin(choice.estimate.next_roi, choice.frame.time_s)
    forward = frames(clip, choice.frame.time_s)
    backward = frames_reversed(clip, choice.frame.time_s)
    stop = threading.Event()

    def chain(run: Iterator[Frame], estimator: Estimator) -> _Chain:
        with closing(prefetched(run, AHEAD)) as pictures:
            return _chain(pictures, start, estimator, on_frame, stop)

    with ThreadPoolExecutor(1, "hiphinge-backward") as pool:
        early = pool.submit(lambda: chain(backward, make_estimator()))
        try:
            late = chain(forward, estimator)
            before = early.result()
        finally:
            stop.set()
    readings = [*reversed(before.readings), *late.readings]
    track = _track(clip, (before.ledger, late.ledger), estimator.name, choice.words)
    return Seen(track, tuple(readings), forward.broke_at_s)


def _chain(
    run: Iterator[Frame],
    following: Following,
    estimator: Estimator,
    on_frame: Callable[[], None],
    stop: threading.Event,
) -> _Chain:
    """Follow the lifter along frames in one direction."""
    harvest = _Chain(Ledger(), [])
    watch = camera.CameraWatch()
    watched_s: float | None = None
    for frame in run:
        if stop.is_set():
            break
        following, sighting = step(following, frame, estimator)
        harvest.ledger.append(sighting)
        if watched_s is None or abs(frame.time_s - watched_s) >= WATCH_S:
            watch, reading = camera.step(watch, frame, _box(sighting, frame))
            harvest.readings.append(reading)
            watched_s = frame.time_s
        on_frame()
    return harvest


def _box(sighting: Sighting, frame: Frame) -> tuple[float, float, float, float] | None:
    """Return the lifter's box as fractions of the picture; None where the lifter is not seen."""
    if sighting.missing:
        return None
    height, width = frame.rgb.shape[:2]
    low = sighting.xy_px.min(axis=0) / (width, height)
    high = sighting.xy_px.max(axis=0) / (width, height)
    return float(low[0]), float(low[1]), float(high[0]), float(high[1])


def _track(clip: Clip, ledgers: tuple[Ledger, Ledger], network: str, words: str) -> PoseTrack:
    """Put both directions together, in full-size pixels; the first one ran backward."""
    early, late = ledgers
    landmarks = np.concatenate([early.landmarks()[::-1], late.landmarks()])
    moments = np.concatenate([early.moments()[::-1], late.moments()])
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
    )
