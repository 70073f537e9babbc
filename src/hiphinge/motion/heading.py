"""Which way the lifter faces over the clip, and the stretch in which that stays the same.

Somebody who turns toward the camera between two sets shows two views; leans of one say nothing
of the other. The heading is measured in the floor's plane: 0 facing right in the picture, 90
toward the camera, 180 left, -90 away.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from hiphinge.motion.running import running_median
from hiphinge.pose.skeleton import Landmark
from hiphinge.quantities import Missing

if TYPE_CHECKING:
    from hiphinge.pose.track import PoseTrack
    from hiphinge.quantities import Floats

ACROSS_PER_LEG = 0.70
"""Shoulder and hip widths together, seen from the front, in leg lengths; see `motion.view`."""
AHEAD_PER_LEG = 0.45
"""Feet and face together reach this far ahead, seen from the side, in leg lengths; measured."""
SETTLE_S = 2.0
"""Headings are medians over this time [s]: longer than a foot stays hidden behind a plate."""
TURN_DEG = 40.0
"""A heading farther than this from the kept one is another view [deg]: heading wavers by 15 within
a set, and a turn from the side to the front is 90."""
SUSTAINED_S = 2.0
"""Shorter turns are none [s]."""
USABLE_YAW_DEG = 40.0
"""A stretch seen from the side within this is kept before a longer one that is not [deg]."""


def heading_deg(track: PoseTrack, leg_px: float) -> Floats:
    """Return the heading in each frame, (T,) [deg]; NaN where the lifter is not seen."""
    xy = track.xy_px / leg_px

    def width(left: Landmark) -> Floats:
        return np.asarray(xy[:, left, 0] - xy[:, left + 1, 0])

    def middle(left: Landmark) -> Floats:
        return np.asarray((xy[:, left] + xy[:, left + 1]) / 2)

    across = width(Landmark.LEFT_SHOULDER) + width(Landmark.LEFT_HIP)
    foot = (middle(Landmark.LEFT_FOOT_INDEX) - middle(Landmark.LEFT_HEEL))[:, 0]
    face = xy[:, Landmark.NOSE, 0] - middle(Landmark.LEFT_EAR)[:, 0]
    trunk = middle(Landmark.LEFT_SHOULDER) - middle(Landmark.LEFT_HIP)
    # A bent trunk points forward, and tells it even where the feet are hidden.
    bent = np.abs(trunk[:, 0]) > np.abs(trunk[:, 1]) * np.tan(np.radians(30.0))
    # What landmarks from elsewhere lack counts for nothing.
    ahead = np.nansum([foot, face, trunk[:, 0] * bent], axis=0)
    step_s = float(np.median(np.diff(track.time_s)))
    reach = max(1, round(SETTLE_S / step_s / 2))
    return np.degrees(
        np.arctan2(_median(across, reach) / ACROSS_PER_LEG, _median(ahead, reach) / AHEAD_PER_LEG)
    )


def facing_one_way(track: PoseTrack, leg_px: float) -> PoseTrack:
    """Return the track with every other heading than the kept one marked as another view.

    Kept is the longest stretch of one heading among those seen from the side, or, if there is
    none, among all.
    """
    if len(track.time_s) < 2:  # noqa: PLR2004 (one frame is one view)
        return track
    heading = heading_deg(track, leg_px)
    views = _views(track.time_s, heading)
    if len(views) < 2:  # noqa: PLR2004 (one view is the whole clip)
        return track

    def worth(view: slice) -> tuple[bool, int]:
        return _yaw_deg(heading[view]) <= USABLE_YAW_DEG, view.stop - view.start

    outside = np.ones(len(heading), dtype=bool)
    outside[max(views, key=worth)] = False
    outside &= track.missing == Missing.NO
    xy, missing = track.xy_px.copy(), track.missing.copy()
    xy[outside] = np.nan
    missing[outside] = Missing.OTHER_VIEW
    return replace(track, xy_px=xy, missing=missing)


def _views(time_s: Floats, heading: Floats) -> list[slice]:
    """Return the sustained stretches of one heading, in order."""
    starts: list[int] = []
    along = across = 0.0
    for index, degrees in enumerate(heading):
        if not np.isfinite(degrees):
            continue
        middle = np.degrees(np.arctan2(across, along))
        if not starts or abs((degrees - middle + 180) % 360 - 180) > TURN_DEG:
            starts.append(index)
            along = across = 0.0
        along += float(np.cos(np.radians(degrees)))
        across += float(np.sin(np.radians(degrees)))
    ends = [*starts[1:], len(heading)]
    runs = [slice(a, b) for a, b in zip(starts, ends, strict=False)]
    return [run for run in runs if time_s[run.stop - 1] - time_s[run.start] >= SUSTAINED_S]


def _yaw_deg(heading: Floats) -> float:
    """Return how far a stretch of headings is off the side, 0 to 90 [deg]."""
    seen = np.radians(heading[np.isfinite(heading)])
    return float(np.degrees(np.arcsin(abs(np.median(np.sin(seen))))))


def _median(values: Floats, reach: int) -> Floats:
    """Return the running median over `reach` frames to each side; NaN stays NaN."""
    padded = np.pad(values, reach, constant_values=np.nan)
    result = running_median(padded, reach)
    result[~np.isfinite(values)] = np.nan
    return result
