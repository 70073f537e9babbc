"""Where the lifter is drawn: the near side's joints, and the outline of the back."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from hiphinge.motion.features import JOINTS
from hiphinge.motion.smooth import stretches
from hiphinge.pose.skeleton import SIDED, sided

if TYPE_CHECKING:
    from hiphinge.motion.motion import Motion
    from hiphinge.quantities import Floats

BACK_POINTS_MOST = 16
"""Points of the outline that are drawn; a line through them shows every bend a back can make."""

FULL_INK_DEG = 40.0
"""Rounding of the back at which its line has the full colour of the spine [deg]."""

STEPS = 4
"""Points of the smooth line from one point of the outline to the next."""


def near_side(motion: Motion, frames: slice | int = slice(None)) -> dict[str, Floats]:
    """Return where each part of the near side is: joint centres where known, else landmarks.

    Parameters
    ----------
    motion : Motion
        The measured movement.
    frames : slice or int
        Which of its frames.

    Returns
    -------
    dict of str to (..., 2) float
        Places in the full-size picture [px]; NaN where unknown.
    """
    xy = motion.xy_px[frames]
    found = {part: xy[..., sided(motion.view.near, part), :] for part in SIDED}
    if motion.joints_px is None:
        return found
    joints = motion.joints_px[frames]
    # All four or none: a bone from a joint's centre to a landmark would lean falsely.
    known = np.asarray(np.isfinite(joints).all(axis=(-2, -1)))[..., None]
    for number, part in enumerate(JOINTS):
        found[part] = np.where(known, joints[..., number, :], found[part])
    return found


def back_runs(motion: Motion, index: int) -> list[Floats]:
    """Return the seen stretches of the back's outline in a frame, each (n, 2) with n > 1 [px]."""
    if motion.back_px is None:
        return []
    points = motion.back_px[index]
    chosen = np.linspace(0, len(points) - 1, min(len(points), BACK_POINTS_MOST)).round()
    thinned = points[chosen.astype(int)]
    runs = stretches(np.isfinite(thinned).all(axis=1))
    return [thinned[run] for run in runs if run.stop - run.start > 1]


def smooth_line(points: Floats) -> Floats:
    """Return a line through (n, 2) points without corners, a Catmull-Rom spline."""
    padded = np.concatenate([points[:1], points, points[-1:]])
    before, start, end, after = (padded[k : len(padded) - 3 + k, None] for k in range(4))
    t = (np.arange(STEPS) / STEPS)[None, :, None]
    curve = start + 0.5 * t * (
        (end - before)
        + t * (2 * before - 5 * start + 4 * end - after + t * (3 * (start - end) + after - before))
    )
    return np.concatenate([curve.reshape(-1, 2), points[-1:]])


def ink(rounding_deg: float) -> float:
    """Return how much of the spine's colour the back's line has, 0 to 1, by how round it is."""
    if not math.isfinite(rounding_deg):
        return 0.0
    return min(max(rounding_deg / FULL_INK_DEG, 0.0), 1.0)
