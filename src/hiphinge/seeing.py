"""From a clip to what the networks see in it: the one part of the way that takes long."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from hiphinge.errors import ClipError
from hiphinge.pose.blazepose import BlazePose
from hiphinge.pose.follow import follow
from hiphinge.pose.people import check_point
from hiphinge.pose.shot import longest_shot
from hiphinge.pose.trackfile import as_kept
from hiphinge.quantities import Missing
from hiphinge.report.model import Gap
from hiphinge.report.seen import Seen
from hiphinge.source.steadiness import judge_camera
from hiphinge.source.upright import roll_and_pitch

if TYPE_CHECKING:
    from collections.abc import Callable

    from hiphinge.pose.estimator import Estimator
    from hiphinge.pose.people import Point
    from hiphinge.pose.track import PoseTrack
    from hiphinge.source.frame import Clip
    from hiphinge.source.steadiness import CameraVerdict


def see(
    clip: Clip,
    *,
    fast: bool = False,
    lifter_at: Point | None = None,
    on_progress: Callable[[str, float], None] = lambda _what, _part: None,
    make_estimator: Callable[[], Estimator] | None = None,
) -> Seen:
    """Find the lifter's landmarks; leave out what another view shows; refuse a moving camera.

    Parameters
    ----------
    clip : Clip
        What the probe found.
    fast : bool
        Use the faster, less accurate network.
    lifter_at : (float, float) or None
        A point on the lifter, as fractions of the picture's width and height from its upper left
        corner; None to see for itself who that is.
    on_progress : callable
        Told ``seeing``, and the share of the frames that is done.
    make_estimator : callable
        Makes what finds bodies in pictures; BlazePose by default.

    Raises
    ------
    UsageError
        When the point is not in the picture.
    ClipError
        When nobody is found, two people lift and none was pointed at, or the camera moves.
    SetupError
        When the networks are missing.
    """
    if lifter_at is not None:
        check_point(lifter_at)
    expected = max(1.0, clip.duration_s * clip.fps)
    done = 0

    def on_frame() -> None:
        nonlocal done
        done += 1  # from two threads: a lost count would only show
        on_progress("seeing", min(1.0, done / expected))

    network = make_estimator or partial(BlazePose, "full" if fast else "heavy")
    found = follow(clip, network, on_frame, lifter_at)
    camera = judge_camera(found.camera)
    track = longest_shot(found.track, camera.cuts_s, camera.fades)
    kept_s = track.time_s[track.missing != Missing.OTHER_VIEW]
    shot = judge_camera([one for one in found.camera if kept_s[0] < one.time_s <= kept_s[-1]])
    if shot.moving:
        raise ClipError(shot.words[0])
    held = roll_and_pitch([one for at_s, one in found.lines if kept_s[0] <= at_s <= kept_s[-1]])
    # Judged as it is kept: from its file it is judged alike.
    track = as_kept(replace(track, roll_deg=held.roll_deg, pitch_deg=held.pitch_deg))
    return Seen(track, _gaps(camera, found.broke_at_s, clip.duration_s), shot.words)


def look(clip: Clip, *, fast: bool = False) -> PoseTrack:
    """Return only the landmarks of the lifter in a clip; see `see`.

    Raises
    ------
    ClipError
        When nobody is found, or the camera moves.
    """
    return see(clip, fast=fast).track


def _gaps(camera: CameraVerdict, broke_at_s: float | None, duration_s: float) -> tuple[Gap, ...]:
    """Return where the picture fades, cuts, and breaks off."""
    gaps = [Gap(start_s=a, end_s=b, why="the picture fades") for a, b in camera.fades]
    gaps += [
        Gap(start_s=cut_s, end_s=cut_s, why="the picture cuts to another view")
        for cut_s in camera.cuts_s
    ]
    if broke_at_s is not None:
        why = "the file is damaged from here on; what comes before was judged"
        gaps.append(Gap(start_s=broke_at_s, end_s=duration_s, why=why))
    return tuple(gaps)
