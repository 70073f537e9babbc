"""The whole way on one page: a clip in, a judged set out."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from hiphinge.errors import UsageError
from hiphinge.judgement.counted import counted
from hiphinge.judgement.judge import Judgement, judge
from hiphinge.judgement.naming import given_name
from hiphinge.motion.judgeable import shown
from hiphinge.motion.measure import MotionSettings, measure
from hiphinge.motion.smooth import BALLISTIC_CUTOFF_HZ, SLOW_CUTOFF_HZ
from hiphinge.moves.move import implement_named
from hiphinge.pose.people import check_point
from hiphinge.pose.track import PoseTrack
from hiphinge.quantities import Missing
from hiphinge.report import seen as seenfile
from hiphinge.report.build import About, build
from hiphinge.report.model import ClipInfo
from hiphinge.report.save import save
from hiphinge.report.seen import Seen
from hiphinge.report.whole import Whole
from hiphinge.seeing import look, see
from hiphinge.source.probe import probe

if TYPE_CHECKING:
    from collections.abc import Callable

    from hiphinge.judgement.standard import Strictness
    from hiphinge.motion.motion import Motion
    from hiphinge.numerals import Units
    from hiphinge.pose.estimator import Estimator
    from hiphinge.pose.people import Point
    from hiphinge.report.model import Report
    from hiphinge.source.frame import Clip

__all__ = ["Analysis", "Options", "Seen", "analyze", "look", "see"]

OTHER_CLIP_S = 1.0
"""Landmarks that go on for longer than this after a video's end are of another one [s]."""


@dataclass(frozen=True, slots=True)
class Options:
    """What may be said along with a clip.

    Attributes
    ----------
    exercise : str or None
        Its name; None to see for itself.
    fast : bool
        Use the faster, less accurate network.
    height_cm, load_kg : float or None
        The lifter's stature and what was lifted.
    load_units : {"kg", "lb"}
        What a reader is told the load in.
    plate_px : float or None
        Width in the picture of a full-size weight plate, for metres [px].
    implement : str or None
        What is held, such as ``kettlebell``; None where it is not said. It is never guessed.
    strictness : {"lenient", "normal", "strict"}
        How probable a fault must be before it is told.
    leave_out : tuple of int
        Numbers of the repetitions that are none, or are not to be judged, as an analysis without
        this reports them, from 1. The others keep their numbers.
    lifter_at : (float, float) or None
        A point on the one who is meant, as fractions of the picture's width and height from its
        upper left corner; None to see for itself. Only who has yet to be seen is chosen by it: with
        landmarks that are there it says nothing.
    """

    exercise: str | None = None
    fast: bool = False
    height_cm: float | None = None
    load_kg: float | None = None
    load_units: Units = "kg"
    strictness: Strictness = "normal"
    plate_px: float | None = None
    implement: str | None = None
    leave_out: tuple[int, ...] = ()
    lifter_at: Point | None = None


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything that is known of a judged clip.

    Attributes
    ----------
    clip : Clip or None
        The video; None when only landmarks were given.
    seen : Seen
        What the networks gave; with it the clip is judged again without being seen again.
    motion : Motion
        What the body did.
    judgement : Judgement
        What is said of it.
    report : Report
        The same as `report.json`.
    """

    clip: Clip | None
    seen: Seen
    motion: Motion
    judgement: Judgement
    report: Report

    @property
    def track(self) -> PoseTrack:
        """The lifter's landmarks."""
        return self.seen.track

    @property
    def whole(self) -> Whole:
        """What is written of it."""
        return Whole(self.clip, self.seen, self.motion, self.report)

    def save(
        self,
        folder: str | Path,
        *,
        overlay: bool = False,
        overwrite: bool = False,
        on_progress: Callable[[str, float], None] = lambda _what, _part: None,
    ) -> Path:
        """Write the report and its data into a folder; return the path of the page."""
        return save(
            self.whole, Path(folder), overlay=overlay, overwrite=overwrite, on_progress=on_progress
        )


def analyze(
    video: str | Path,
    options: Options | None = None,
    *,
    track: str | Path | PoseTrack | Seen | None = None,
    on_progress: Callable[[str, float], None] = lambda _what, _part: None,
    make_estimator: Callable[[], Estimator] | None = None,
) -> Analysis:
    """Judge the set in a video, or in a file of landmarks.

    Parameters
    ----------
    video : path
        A video, or a ``.json`` pose track.
    options : Options
        What is said along with it.
    track : path, PoseTrack or Seen
        Landmarks of this video from elsewhere, or what an earlier run saw; the networks rest then.
        What was `Seen` gives the report of that run again, gaps and all.
    on_progress : callable
        Told which stage works, and the share of it that is done.
    make_estimator : callable
        Makes what finds bodies in pictures; BlazePose by default.

    Raises
    ------
    UsageError
        When the call is wrong.
    ClipError
        When the clip cannot be judged; the message says why and what to do.
    SetupError
        When the networks are missing.
    """
    options = options or Options()
    given = None if options.exercise is None else given_name(options.exercise)
    implement = None if options.implement is None else implement_named(options.implement)
    if options.lifter_at is not None:
        check_point(options.lifter_at)
    path = Path(video)
    clip: Clip | None = None
    if path.suffix.lower() == ".json":
        seen = seenfile.read(path)
    else:
        clip = probe(path)
        if track is None:
            seen = see(
                clip,
                fast=options.fast,
                lifter_at=options.lifter_at,
                on_progress=on_progress,
                make_estimator=make_estimator,
            )
        else:
            seen = _given(track, clip)

    def measured(fast: bool) -> Motion:
        cutoff_hz = BALLISTIC_CUTOFF_HZ if fast else SLOW_CUTOFF_HZ
        return measure(seen.track, MotionSettings(cutoff_hz, options.height_cm, options.plate_px))

    found = counted(measured, given, implement, options.leave_out)
    judgement = judge(found.motion, found.reps, found.named, options.strictness, options.leave_out)
    motion = shown(found.motion)
    about = About(
        version=version("hiphinge"),
        network=seen.track.network,
        lifter=seen.track.lifter,
        strictness=options.strictness,
        load_kg=options.load_kg,
        load_units=options.load_units,
        implement=implement,
        height_cm=options.height_cm,
        gaps=seen.gaps,
        notes=seen.notes,
    )
    report = build(_clip_info(path, clip, motion, seen.track), motion, judgement, about)
    return Analysis(clip, seen, motion, judgement, report)


def _given(track: str | Path | PoseTrack | Seen, clip: Clip) -> Seen:
    """Return what was seen of a clip before.

    Raises
    ------
    UsageError
        When it is of another video, or its file cannot be read.
    ClipError
        When its file holds no pose track that can be measured.
    """
    if isinstance(track, (str, Path)):
        seen = seenfile.read(Path(track))
    else:
        seen = Seen(track) if isinstance(track, PoseTrack) else track
    _check_belongs(seen.track, clip)
    return seen


def _check_belongs(track: PoseTrack, clip: Clip) -> None:
    """Refuse landmarks of another video.

    Raises
    ------
    UsageError
        When size or length are not the video's.
    """
    same_size = (track.width_px, track.height_px) == (clip.width_px, clip.height_px)
    beyond_s = float(track.time_s[-1]) - clip.duration_s
    if not same_size or beyond_s > OTHER_CLIP_S:
        raise UsageError(
            f"The landmarks are not of {clip.path.name}: their picture is {track.width_px} x "
            f"{track.height_px} and {track.time_s[-1]:.1f} s long, the video's {clip.width_px} x "
            f"{clip.height_px} and {clip.duration_s:.1f} s; leave --track out."
        )


def _clip_info(path: Path, clip: Clip | None, motion: Motion, track: PoseTrack) -> ClipInfo:
    steps = np.diff(track.time_s)
    return ClipInfo(
        # A name that is no UTF-8 is written with marks in place of what cannot be read.
        file=path.name.encode(errors="surrogateescape").decode(errors="replace"),
        width_px=track.width_px,
        height_px=track.height_px,
        duration_s=clip.duration_s if clip else float(track.time_s[-1]),
        fps=clip.fps if clip else 1 / float(np.median(steps)),
        frames=len(track.time_s),
        frames_measured=int(np.sum(motion.missing == Missing.NO)),
        recorded=(clip.recorded or None) if clip else None,
    )
