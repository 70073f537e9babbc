"""Is this pose track one that can be measured? Said in one sentence, before any work is done.

A track from elsewhere may hold anything: what would crash a later stage, fill the memory or give
numbers of nothing is refused here.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, NoReturn

import numpy as np

from hiphinge.errors import ClipError
from hiphinge.pose.skeleton import sided
from hiphinge.quantities import Missing, Side

if TYPE_CHECKING:
    from hiphinge.pose.track import PoseTrack
    from hiphinge.quantities import Bools, Floats

SHORTEST = 10
"""Fewer frames than this hold no repetition."""
MOST_FRAMES = 2_000_000
"""Six hours at 90 frames a second."""
LONGEST_S = 6 * 3600.0
"""Longer than any training [s]; longer times are in another unit."""
SHORTEST_STEP_S = 0.0005
"""Usual time between frames, at least [s]; the fastest phones film 960 frames a second."""
LARGEST_PX = 16384
"""Longest side of a picture [px]: twice 8K."""
FARTHEST = 100
"""A landmark lies within this many times the picture's size, or it is damage."""
FRACTION_LOW, FRACTION_HIGH = -0.5, 1.5
"""Landmarks that all lie between these are fractions of the picture, not pixels."""
SHORTEST_LEG_PX = 2.0
"""A shorter leg is no leg, and nothing can be counted in it [px]."""
NEEDED = ("shoulder", "hip", "knee", "ankle")
"""What the measures stand on, of both sides: the far one tells how the camera is turned."""


def refuse(name: str, why: str) -> NoReturn:
    """Refuse the file of this name.

    Raises
    ------
    ClipError
        Always, with the reason.
    """
    raise ClipError(f"{name} is not a usable pose track: {why}.")


def check_times(name: str, time_s: Floats) -> None:
    """Refuse times that are no times of frames.

    Raises
    ------
    ClipError
        When they are too few or too many, do not rise, or span too long or too short a time.
    """
    if time_s.ndim != 1 or len(time_s) < SHORTEST:
        refuse(name, f"it needs {SHORTEST} frames or more, each with its time")
    if len(time_s) > MOST_FRAMES:
        refuse(name, f"it has {len(time_s)} frames, and {MOST_FRAMES} is the most")
    if not bool(np.isfinite(time_s).all() and (np.diff(time_s) > 0).all()):
        refuse(name, "its times must be numbers that rise from frame to frame")
    if time_s[-1] - time_s[0] > LONGEST_S:
        refuse(name, "its times span more than 6 hours: give them in seconds")
    _check_rate(name, time_s)


def _check_rate(name: str, time_s: Floats) -> None:
    if len(time_s) > 1 and float(np.median(np.diff(time_s))) < SHORTEST_STEP_S:
        refuse(name, "its times have more than 2000 frames a second: give them in seconds")


def size_px(name: str, value: object) -> int:
    """Return a side of the picture.

    Raises
    ------
    ClipError
        When no picture has such a side.
    """
    number = float(value) if isinstance(value, (int, float, str)) else math.nan
    if not 1 <= number <= LARGEST_PX:
        refuse(name, f"width and height of its picture must be from 1 to {LARGEST_PX} pixels")
    return int(number)


def checked(name: str, track: PoseTrack) -> PoseTrack:
    """Return a track whose landmarks and reasons agree.

    A frame that is missing has no landmarks, and one without a needed landmark is missing.

    Parameters
    ----------
    name : str
        Name of the file, for the message.
    track : PoseTrack
        As read; its times and its picture's size are checked already.

    Raises
    ------
    ClipError
        When its landmarks are damaged, are fractions of the picture, or have no legs.
    """
    _check_places(name, track)
    track = agreed(track)
    seen = track.missing == Missing.NO
    if not seen.any():
        refuse(name, "no frame has both shoulders, hips, knees and ankles")
    _check_rate(name, track.time_s[seen])
    _check_body(name, track.xy_px[seen])
    return track


def agreed(track: PoseTrack) -> PoseTrack:
    """Return a track in which what is missing is nowhere, and what is nowhere is missing."""
    missing = track.missing.copy()
    missing[(missing == Missing.NO) & ~_whole(track.xy_px)] = Missing.NOBODY
    seen = missing == Missing.NO
    # Half a place is none.
    placed = seen[:, None] & np.isfinite(track.xy_px).all(axis=2)
    return replace(
        track,
        xy_px=np.where(placed[:, :, None], track.xy_px, np.nan),
        depth_px=np.where(seen[:, None], track.depth_px, np.nan),
        visibility=np.clip(np.nan_to_num(track.visibility), 0.0, 1.0),
        missing=missing,
        outline_px=_outline(track, seen),
    )


def _outline(track: PoseTrack, seen: Bools) -> Floats | None:
    """Return the outline of the frames that are seen; half a place is none."""
    if track.outline_px is None:
        return None
    placed = seen[:, None, None] & np.isfinite(track.outline_px).all(axis=3)
    return np.where(placed[..., None], track.outline_px, np.nan)


def _whole(xy: Floats) -> Bools:
    """Tell which frames have all needed landmarks."""
    needed = [int(sided(side, part)) for side in Side for part in NEEDED]
    return np.asarray(np.isfinite(xy[:, needed]).all(axis=(1, 2)))


def _check_places(name: str, track: PoseTrack) -> None:
    for values in (track.xy_px, track.depth_px, track.visibility):
        if np.isinf(values).any():
            refuse(name, "its landmarks must be finite numbers, or null where they are unknown")
    most = FARTHEST * np.array([track.width_px, track.height_px], dtype=float)
    far = bool((np.abs(track.xy_px) > most).any())
    if track.outline_px is not None:
        far |= bool((np.abs(track.outline_px) > most).any())
    if far or bool((np.abs(track.depth_px) > most.max()).any()):
        refuse(name, f"a landmark is more than {FARTHEST} times the picture's size away")


def _check_body(name: str, xy: Floats) -> None:
    """Refuse landmarks of the frames that are seen, (S, 33, 2), when they are no body's."""
    known = xy[np.isfinite(xy)]
    if known.min() >= FRACTION_LOW and known.max() <= FRACTION_HIGH:
        refuse(
            name,
            "its landmarks are fractions of the picture: multiply x by the picture's width and y "
            "by its height",
        )
    for side in Side:
        hip, knee, ankle = (xy[:, int(sided(side, part))] for part in ("hip", "knee", "ankle"))
        leg = np.hypot(*(hip - knee).T) + np.hypot(*(knee - ankle).T)
        if np.median(leg) < SHORTEST_LEG_PX:
            refuse(name, "the legs in it have no length: give landmarks in pixels of the picture")
