"""The lifter over a repetition's phase, freed of the picture: any two lie on the same feet.

Landmarks of the near side, turned level, counted in leg lengths from the near ankle's place at the
bottom, and mirrored where the lifter looks to the left: forward is positive.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from hiphinge.motion.upright import turned_px
from hiphinge.report.places import near_side
from hiphinge.reps.course import BRIDGED_S, resampled

if TYPE_CHECKING:
    from hiphinge.motion.motion import Motion
    from hiphinge.quantities import Floats

PARTS: Final = (
    *("ear", "shoulder", "elbow", "wrist", "hip", "knee", "ankle"),
    *("heel", "foot_index"),
)
"""What is drawn of the lifter."""


def ghost(motion: Motion, time_s: Floats, bottom_s: float) -> dict[str, Floats]:
    """Return the near side's parts at given times.

    Parameters
    ----------
    motion : Motion
        The measured movement.
    time_s : (N,) float
        Times of the clip [s]; NaN for nowhere.
    bottom_s : float
        When the ankle's place is taken as the origin [s].

    Returns
    -------
    mapping of str to (N, 2) float
        Forward and up [leg lengths]; NaN where unknown. Empty where the ankle was not seen.
    """
    places = near_side(motion)
    around = np.abs(motion.time_s - bottom_s) <= BRIDGED_S
    seen = around & np.isfinite(places["ankle"]).all(axis=1)
    if not seen.any():
        return {}
    origin = np.median(places["ankle"][seen], axis=0)
    roll_deg = motion.view.roll_deg.value
    found: dict[str, Floats] = {}
    for part in PARTS:
        xy = places[part] if np.isnan(roll_deg) else turned_px(places[part], -roll_deg, origin)
        away = (xy - origin) / motion.leg_px.value * [int(motion.view.facing), -1]
        found[part] = np.stack(
            [resampled(motion.time_s, away[:, axis], time_s) for axis in (0, 1)], axis=1
        )
    return found
