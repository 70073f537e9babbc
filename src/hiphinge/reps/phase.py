"""Sharper phase times: from the edge of a stay to where the body really rests.

A rep's stays are first cut where the angle leaves a band around its extreme, which is robust but
early: slow beginnings and ends are counted to the stay. From each edge the search goes on, into
the stay, to the moment when the joint turns slower than `REST_DEG_PER_S`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from hiphinge.quantities import Floats
    from hiphinge.reps.rep import Rep

REST_DEG_PER_S = 15.0
"""Slower than this the thigh-trunk angle rests [deg/s]: an eighth of the peak speed of a hinge
that takes 1.3 s, three times the noise of a still lifter."""
SEARCH_S = 0.6
"""How far beyond the edge is searched [s]."""
STANDING_PART = 0.3
"""Rest counts as standing while the angle has made less than this part of the way down. Who leans
back at the lockout and then stands straight has left the stay's band long before the next rep."""


def sharpen(rep: Rep, time_s: Floats, closing_deg: Floats) -> Rep:
    """Return the rep with sharper start, stay at the bottom and lockout.

    Parameters
    ----------
    rep : Rep
        As the machine told it.
    time_s, closing_deg : (T,) float
        The thigh-trunk flexion around it [s], [deg]; NaN where it was not measured.
    """
    if len(time_s) < 3:  # noqa: PLR2004 (a speed needs neighbours)
        return rep
    with np.errstate(invalid="ignore"):
        resting = np.abs(np.gradient(closing_deg, time_s)) < REST_DEG_PER_S
        standing = closing_deg < STANDING_PART * rep.depth_deg
    frame_s = float(np.median(np.diff(time_s)))

    def rest(edge_s: float, end_s: float) -> float:
        """Return the first resting moment from an edge toward an end, else the edge."""
        low, high = min(edge_s, end_s), max(edge_s, end_s)
        # A quick turn rests in one frame, which may lie just beyond the middle of the stay.
        found = time_s[resting & (time_s >= low - frame_s) & (time_s <= high + frame_s)]
        if not len(found):
            return edge_s
        return float(np.clip(found[0] if edge_s < end_s else found[-1], low, high))

    way = (time_s >= rep.start_s - SEARCH_S) & (time_s <= rep.bottom_start_s)
    stood = time_s[resting & standing & way]
    start_s = float(stood[-1]) if len(stood) else rep.start_s
    bottom_end_s = rest(rep.bottom_end_s, rep.bottom_s)
    stay = (time_s >= rep.bottom_start_s) & (time_s <= rep.end_s)
    if not rep.complete and rep.bottom_end_s >= rep.end_s and not resting[stay].any():
        # Cut on the way down: the lowest point seen is no bottom, and there was no stay.
        at_s = rep.bottom_end_s
        return replace(rep, start_s=start_s, bottom_start_s=at_s, bottom_s=at_s)
    last_s = min(rep.lockout_s + SEARCH_S, rep.end_s)
    return replace(
        rep,
        start_s=rep.bottom_s if rep.from_bottom else start_s,
        bottom_start_s=rest(rep.bottom_start_s, rep.bottom_s),
        bottom_end_s=bottom_end_s,
        lockout_s=rest(rep.lockout_s, last_s) if rep.complete else rep.lockout_s,
    )
