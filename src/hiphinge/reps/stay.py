"""Where a body stays: the time around a moment that is like it, the place of the foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from hiphinge.quantities import Bools, Floats
    from hiphinge.reps.sample import Stretch

CLOSED_AGAIN_DEG = 12.0
"""The hips have closed again when they fold by this much more than when they were open [deg]."""
FOOT_WINDOW_S = 0.25
"""The foot's place at a moment is its median over this time to each side [s], so that a plate
that hides it in passing does no harm."""


def around(time_s: Floats, value: Floats, index: int, band: float) -> tuple[float, float]:
    """Return from when to when a value stays within a band of what it is at an index [s]."""
    away = ~(np.abs(value - value[index]) <= band)
    before, after = np.flatnonzero(away[:index]), np.flatnonzero(away[index:])
    first = int(before[-1]) + 1 if len(before) else 0
    last = index + int(after[0]) - 1 if len(after) else len(value) - 1
    return float(time_s[first]), float(time_s[last])


def opening(seen: Stretch, from_s: float, until_s: float, tall_deg: float) -> int | None:
    """Return the index of the moment when the hips are open, before they close again.

    Who dips under what was lifted stands up once more, and straighter: the first opening counts.

    Parameters
    ----------
    seen : Stretch
    from_s, until_s : float
        Where it is looked for [s].
    tall_deg : float
        The hips are open from this fold down [deg].
    """
    way = np.flatnonzero(seen.within(from_s, until_s) & np.isfinite(seen.closing_deg))
    if not len(way):
        return None
    fold = seen.closing_deg[way]
    least = np.minimum.accumulate(fold)
    again = np.flatnonzero((fold >= least + CLOSED_AGAIN_DEG) & (least <= tall_deg))
    stop = int(again[0]) + 1 if len(again) else len(way)
    return int(way[np.argmin(fold[:stop])])


def last_where(seen: Stretch, which: Bools, otherwise_s: float) -> float:
    """Return the last of some moments [s]."""
    return float(seen.time_s[which][-1]) if which.any() else otherwise_s


def first_where(seen: Stretch, which: Bools, otherwise_s: float) -> float:
    """Return the first of some moments [s]."""
    return float(seen.time_s[which][0]) if which.any() else otherwise_s


def place(seen: Stretch, moment_s: float) -> Floats:
    """Return the foot's place in the picture around a moment, in leg lengths; NaN if unseen."""
    near = seen.within(moment_s - FOOT_WINDOW_S, moment_s + FOOT_WINDOW_S)
    near &= np.isfinite(seen.foot).all(axis=1)
    if not near.any():
        return np.full(2, np.nan)
    return np.asarray(np.median(seen.foot[near], axis=0))


def same_place(one: Floats, other: Floats, apart_most: float) -> bool:
    """Tell whether two places are within a distance, in leg lengths; an unseen one is anywhere."""
    apart = float(np.hypot(*(one - other)))
    return not apart > apart_most
