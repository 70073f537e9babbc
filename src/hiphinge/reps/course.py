"""A repetition's course in even steps of its own phase, so that any two can be laid together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hiphinge.motion.motion import Motion
    from hiphinge.quantities import Floats
    from hiphinge.reps.rep import Rep

POINTS: Final = 51
"""Moments of a course: every 4 % of the way down and of the way up."""
BOTTOM: Final = POINTS // 2
"""The one at the bottom."""
PHASE: Final = np.linspace(-1.0, 1.0, POINTS)
"""-1 where the lifter leaves standing, 0 at the bottom, 1 at the lockout."""
COURSES: Final = ("trunk_deg", "thigh_trunk_deg", "knee_deg", "shin_deg", "hips_back_frac")
"""What has a course."""
BRIDGED_S = 0.25
"""Between two measured frames farther apart than this nothing is said [s]: as `motion.clean`."""


@dataclass(frozen=True, slots=True)
class Course:
    """A whole repetition over its phase.

    Attributes
    ----------
    time_s : (51,) float
        The clip's time at each phase [s]. A stay at the bottom is left out: the way down ends
        where it begins, the way up starts where it ends. NaN before the bottom for a pull from
        the floor.
    series : mapping of str to (51,) float
        `COURSES`, in the unit of their name; NaN where unknown.
    """

    time_s: Floats
    series: Mapping[str, Floats]


def course(motion: Motion, rep: Rep) -> Course | None:
    """Return the course of a repetition; None for one that is cut."""
    if not rep.complete:
        return None
    time_s = np.select(
        [PHASE < 0, PHASE > 0],
        [
            rep.bottom_start_s + PHASE * (rep.bottom_start_s - rep.start_s),
            rep.bottom_end_s + PHASE * (rep.lockout_s - rep.bottom_end_s),
        ],
        rep.bottom_s,
    )
    if rep.from_bottom:
        time_s[PHASE < 0] = np.nan
    series = {name: resampled(motion.time_s, motion.series[name].value, time_s) for name in COURSES}
    return Course(time_s, series)


def resampled(time_s: Floats, values: Floats, at_s: Floats) -> Floats:
    """Return a signal at other times, in a straight line between its measured frames.

    Parameters
    ----------
    time_s : (T,) float
        Rising times [s].
    values : (T,) float
        The signal; NaN where it was not measured.
    at_s : (N,) float
        Where it is asked for [s]; NaN for nowhere.

    Returns
    -------
    (N,) float
        NaN outside of what was measured, and inside gaps of more than `BRIDGED_S`.
    """
    seen = np.isfinite(values)
    found = np.full(len(at_s), np.nan)
    if not seen.any():
        return found
    known_s, known = time_s[seen], values[seen]
    asked = np.isfinite(at_s) & (at_s >= known_s[0]) & (at_s <= known_s[-1])
    after = np.clip(np.searchsorted(known_s, at_s[asked]), 1, max(len(known_s) - 1, 1))
    gap_s = known_s[np.minimum(after, len(known_s) - 1)] - known_s[after - 1]
    value = np.interp(at_s[asked], known_s, known)
    exact = np.isin(at_s[asked], known_s)
    found[asked] = np.where((gap_s <= BRIDGED_S) | exact, value, np.nan)
    return found
