"""One view of a clip that has several: landmarks of two views cannot be measured as one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from hiphinge.quantities import Missing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hiphinge.pose.track import PoseTrack


def longest_shot(
    track: PoseTrack, cuts_s: Sequence[float], fades_s: Sequence[tuple[float, float]]
) -> PoseTrack:
    """Return the track with everything outside its longest uncut stretch marked as missing.

    Parameters
    ----------
    track : PoseTrack
        Landmarks of the whole clip.
    cuts_s : sequence of float
        First moment of each new view [s].
    fades_s : sequence of (float, float)
        Begin and end of each fade [s]; frames within belong to no view.
    """
    if not cuts_s and not fades_s:
        return track
    shot = np.searchsorted(np.sort(np.asarray(cuts_s, dtype=float)), track.time_s, side="right")
    shot = shot.astype(int)
    for start_s, end_s in sorted(fades_s):
        shot[track.time_s > (start_s + end_s) / 2] += len(cuts_s) + 1
        shot[(track.time_s >= start_s) & (track.time_s <= end_s)] = -1
    usable = shot[(shot >= 0) & (track.missing == Missing.NO)]
    if not len(usable):
        return track
    kept = shot == np.bincount(usable).argmax()
    xy, missing = track.xy_px.copy(), track.missing.copy()
    xy[~kept] = np.nan
    missing[~kept] = Missing.OTHER_VIEW
    return replace(track, xy_px=xy, missing=missing)
