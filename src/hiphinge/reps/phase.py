"""Sharper phase times: from the edge of a stay to where the body really rests.

A rep's stays are first cut where the angle leaves a band around its extreme, which is robust but
early: slow beginnings and ends are counted to the stay. From each edge the search goes on, into
the stay, to the moment when the joint hardly turns.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from hiphinge.quantities import Bools, Floats
    from hiphinge.reps.rep import Rep

REST_PART = 1 / 8
"""A joint rests when it turns slower than this part of the peak speed of the same way: of a
minimum-jerk way, the first and last 6 % of its time."""
REST_DEG_PER_S = (5.0, 30.0)
"""... but not slower than the first, twice the noise of a still lifter, and at most the second,
an eighth of the peak of a slam or a jump [deg/s]."""
SEARCH_S = 0.6
"""How far beyond an edge is searched [s] ..."""
SEARCH_PART = 0.4
"""... and this part of the way more: the end of a slow way is slower still."""
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
        speed = np.abs(np.gradient(closing_deg, time_s))
        standing = closing_deg < STANDING_PART * rep.depth_deg
    frame_s = float(np.median(np.diff(time_s)))
    last_s = rep.end_s if rep.complete else rep.bottom_end_s
    down = speed < _rest_deg_per_s(speed[_within(time_s, rep.start_s, rep.bottom_start_s)])
    up = speed < _rest_deg_per_s(speed[_within(time_s, rep.bottom_end_s, last_s)])

    def rest(resting: Bools, edge_s: float, end_s: float) -> float:
        """Return the first resting moment from an edge toward an end, else the edge."""
        low, high = min(edge_s, end_s), max(edge_s, end_s)
        # A quick turn rests in one frame, which may lie just beyond the middle of the stay.
        found = time_s[resting & _within(time_s, low - frame_s, high + frame_s)]
        if not len(found):
            return edge_s
        return float(np.clip(found[0] if edge_s < end_s else found[-1], low, high))

    stood = time_s[down & standing & _within(time_s, rep.start_s - SEARCH_S, rep.bottom_start_s)]
    start_s = float(stood[-1]) if len(stood) else rep.start_s
    start_s = max(start_s, _tallest_s(rep, time_s, closing_deg))
    stay = _within(time_s, rep.bottom_start_s, rep.end_s)
    if not rep.complete and rep.bottom_end_s >= rep.end_s and not down[stay].any():
        # Cut on the way down: the lowest point seen is no bottom, and there was no stay.
        at_s = rep.bottom_end_s
        return replace(rep, start_s=start_s, bottom_start_s=at_s, bottom_s=at_s)
    lockout_s = rep.lockout_s
    if rep.complete:
        reach_s = SEARCH_S + SEARCH_PART * (rep.lockout_s - rep.bottom_end_s)
        # Who jumps off the lockout never rests there: the next rest is deep in the landing.
        with np.errstate(invalid="ignore"):
            tall = closing_deg < rep.top_deg + STANDING_PART * (rep.depth_deg - rep.top_deg)
        lockout_s = rest(up & tall, rep.lockout_s, rep.lockout_s + reach_s)
    return replace(
        rep,
        start_s=rep.bottom_s if rep.from_bottom else start_s,
        bottom_start_s=rest(down, rep.bottom_start_s, rep.bottom_s),
        bottom_end_s=rest(up, rep.bottom_end_s, rep.bottom_s),
        lockout_s=lockout_s,
        end_s=max(rep.end_s, lockout_s) if rep.complete else rep.end_s,
    )


def _tallest_s(rep: Rep, time_s: Floats, closing_deg: Floats) -> float:
    """Return the tallest moment just before a rep: who reaches up without resting starts there."""
    before = _within(time_s, rep.start_s - SEARCH_S, rep.start_s) & np.isfinite(closing_deg)
    if not before.any():
        return rep.start_s
    return float(time_s[before][np.argmin(closing_deg[before])])


def _within(time_s: Floats, low_s: float, high_s: float) -> Bools:
    return (time_s >= low_s) & (time_s <= high_s)


def _rest_deg_per_s(speed: Floats) -> float:
    """Return below which speed a joint rests, from its speeds on one way [deg/s]."""
    seen = speed[np.isfinite(speed)]
    slow, fast = REST_DEG_PER_S
    return float(np.clip(REST_PART * seen.max(), slow, fast)) if len(seen) else fast
