"""The whole way on one page: a clip in, a judged set out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from hiphinge.errors import ClipError, UsageError
from hiphinge.judgement.judge import Judgement, judge
from hiphinge.judgement.naming import Named, given_name, name_set
from hiphinge.motion.judgeable import refuse_unjudgeable
from hiphinge.motion.measure import MotionSettings, measure
from hiphinge.motion.smooth import BALLISTIC_CUTOFF_HZ, SLOW_CUTOFF_HZ
from hiphinge.moves.move import implement_named
from hiphinge.pose import trackfile
from hiphinge.pose.blazepose import BlazePose
from hiphinge.pose.follow import follow
from hiphinge.pose.shot import longest_shot
from hiphinge.quantities import Missing
from hiphinge.report.build import About, build
from hiphinge.report.model import ClipInfo, Gap
from hiphinge.report.save import Whole, save
from hiphinge.reps.count import count
from hiphinge.reps.signs import signs
from hiphinge.source.probe import probe
from hiphinge.source.steadiness import judge_camera
from hiphinge.source.upright import roll_and_pitch

if TYPE_CHECKING:
    from collections.abc import Callable

    from hiphinge.judgement.standard import Strictness
    from hiphinge.motion.motion import Motion
    from hiphinge.pose.estimator import Estimator
    from hiphinge.pose.track import PoseTrack
    from hiphinge.report.model import Report
    from hiphinge.source.frame import Clip

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
    plate_px : float or None
        Width in the picture of a full-size weight plate, for metres [px].
    implement : str or None
        What is held, such as ``kettlebell``; None where it is not said. It is never guessed.
    strictness : {"lenient", "normal", "strict"}
        How probable a fault must be before it is told.
    """

    exercise: str | None = None
    fast: bool = False
    height_cm: float | None = None
    load_kg: float | None = None
    strictness: Strictness = "normal"
    plate_px: float | None = None
    implement: str | None = None


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything that is known of a judged clip.

    Attributes
    ----------
    clip : Clip or None
        The video; None when only landmarks were given.
    track : PoseTrack
        The lifter's landmarks.
    motion : Motion
        What the body did.
    judgement : Judgement
        What is said of it.
    report : Report
        The same as `report.json`.
    """

    clip: Clip | None
    track: PoseTrack
    motion: Motion
    judgement: Judgement
    report: Report

    def save(
        self,
        folder: str | Path,
        *,
        overlay: bool = False,
        overwrite: bool = False,
        on_progress: Callable[[str, float], None] = lambda _what, _part: None,
    ) -> Path:
        """Write the report and its data into a folder; return the path of the page."""
        whole = Whole(self.clip, self.track, self.motion, self.report)
        return save(
            whole, Path(folder), overlay=overlay, overwrite=overwrite, on_progress=on_progress
        )


def analyze(
    video: str | Path,
    options: Options | None = None,
    *,
    track: str | Path | PoseTrack | None = None,
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
    track : path or PoseTrack
        Landmarks of this video from elsewhere, or from an earlier run; the networks rest then.
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
    path = Path(video)
    gaps: tuple[Gap, ...] = ()
    notes: tuple[str, ...] = ()
    clip: Clip | None = None
    if path.suffix.lower() == ".json":
        seen = trackfile.read(path)
    else:
        clip = probe(path)
        if track is None:
            network = make_estimator or (lambda: BlazePose("full" if options.fast else "heavy"))
            seen, gaps, notes = _see(clip, network, on_progress)
        else:
            seen = trackfile.read(Path(track)) if isinstance(track, (str, Path)) else track
            _check_belongs(seen, clip)
    motion, named = _named(seen, given, implement, options)
    judgement = judge(motion, count(motion, named.counts), named, options.strictness)
    about = About(
        version=version("hiphinge"),
        network=seen.network,
        lifter=seen.lifter,
        strictness=options.strictness,
        load_kg=options.load_kg,
        implement=implement,
        height_cm=options.height_cm,
        gaps=gaps,
        notes=notes,
    )
    report = build(_clip_info(path, clip, motion, seen), motion, judgement, about)
    return Analysis(clip, seen, motion, judgement, report)


def look(clip: Clip, *, fast: bool = False) -> PoseTrack:
    """Return the landmarks of the lifter in a clip, by the accurate network or the fast one.

    Raises
    ------
    ClipError
        When nobody is found, or the camera moves.
    """
    network = partial(BlazePose, "full" if fast else "heavy")
    return _see(clip, network, lambda _what, _part: None)[0]


def _see(
    clip: Clip,
    make_estimator: Callable[[], Estimator],
    on_progress: Callable[[str, float], None],
) -> tuple[PoseTrack, tuple[Gap, ...], tuple[str, ...]]:
    """Find the lifter's landmarks; leave out what another view shows; refuse a moving camera."""
    expected = max(1.0, clip.duration_s * clip.fps)
    done = 0

    def on_frame() -> None:
        nonlocal done
        done += 1  # from two threads: a lost count would only show
        on_progress("seeing", min(1.0, done / expected))

    seen = follow(clip, make_estimator, on_frame)
    camera = judge_camera(seen.camera)
    track = longest_shot(seen.track, camera.cuts_s, camera.fades)
    kept_s = track.time_s[track.missing != Missing.OTHER_VIEW]
    shot = judge_camera([one for one in seen.camera if kept_s[0] < one.time_s <= kept_s[-1]])
    if shot.moving:
        raise ClipError(shot.words[0])
    held = roll_and_pitch([one for at_s, one in seen.lines if kept_s[0] <= at_s <= kept_s[-1]])
    track = replace(track, roll_deg=held.roll_deg, pitch_deg=held.pitch_deg)
    gaps = [Gap(start_s=a, end_s=b, why="the picture fades") for a, b in camera.fades]
    gaps += [
        Gap(start_s=cut_s, end_s=cut_s, why="the picture cuts to another view")
        for cut_s in camera.cuts_s
    ]
    if seen.broke_at_s is not None:
        why = "the file is damaged from here on; what comes before was judged"
        gaps.append(Gap(start_s=seen.broke_at_s, end_s=clip.duration_s, why=why))
    return track, tuple(gaps), shot.words


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


def _named(
    track: PoseTrack, given: Named | None, implement: str | None, options: Options
) -> tuple[Motion, Named]:
    """Measure the landmarks and name the move; a fast one is measured anew, smoothed less.

    Raises
    ------
    ClipError
        When nothing can be said of the clip.
    """

    def measured(*, ballistic: bool) -> Motion:
        cutoff_hz = BALLISTIC_CUTOFF_HZ if ballistic else SLOW_CUTOFF_HZ
        return measure(track, MotionSettings(cutoff_hz, options.height_cm, options.plate_px))

    motion = measured(ballistic=given is not None and given.ballistic)
    refuse_unjudgeable(motion)
    if given is not None:
        return motion, given
    named = name_set(signs(motion), implement)
    return (measured(ballistic=True) if named.ballistic else motion), named


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
