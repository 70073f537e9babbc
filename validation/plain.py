"""What plain landmarks give: the side's three-point angles, nothing corrected or smoothed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from hiphinge.pose.skeleton import sided

if TYPE_CHECKING:
    from hiphinge.motion.motion import View
    from hiphinge.pose.track import PoseTrack
    from hiphinge.quantities import Floats


def plain_deg(track: PoseTrack, view: View) -> dict[str, Floats]:
    """Return the near side's angles as other tools take them [deg]."""
    point = {
        part: track.xy_px[:, int(sided(view.near, part))]
        for part in ("shoulder", "hip", "knee", "ankle")
    }

    def lean(low: str, up: str) -> Floats:
        step = point[up] - point[low]
        return np.asarray(np.degrees(np.arctan2(step[:, 0] * int(view.facing), -step[:, 1])))

    def three(a: str, b: str, c: str) -> Floats:
        one, two = point[a] - point[b], point[c] - point[b]
        cos = np.sum(one * two, axis=1) / np.hypot(*one.T) / np.hypot(*two.T)
        return np.asarray(180 - np.degrees(np.arccos(np.clip(cos, -1, 1))))

    return {
        "trunk_deg": lean("hip", "shoulder"),
        "thigh_deg": lean("knee", "hip"),
        "shin_deg": lean("ankle", "knee"),
        "knee_deg": three("hip", "knee", "ankle"),
        "thigh_trunk_deg": three("shoulder", "hip", "knee"),
    }
