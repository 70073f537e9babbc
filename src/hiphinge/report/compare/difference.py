"""Whether two sets, or the sets of two times, differ in a measure: one notion for all pages.

A difference is held against all that makes it unsure: of each side what differs between its
repetitions, and what setting up the phone anew shifts, or the doubt that the clip itself has where
that is larger. Who looks at many measures at once finds a difference in some of them by chance.
So it is told when it is 95 % sure that none of all that a page looks at is told by chance alone
(Bonferroni).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING, Final

from hiphinge.reps.measure import TIME_SD_PART

if TYPE_CHECKING:
    from collections.abc import Mapping

TOLD_SDS: Final = 1.96
"""A difference of so many of its standard deviations is told by itself: 95 %, both sides. Of two
sets that is MDC95 = 1.96 sqrt(2) SEM (science H.2)."""
SETUP_SD: Final[Mapping[str, float]] = {"deg": 3.5, "frac": 0.03}
"""What setting up anew changes, by unit: camera, clothes and place shift an angle by 2 to 5 degrees
that more repetitions do not average out (derived), 3.5 in the middle; of a fraction, what 3.5
degrees in one lean of half a leg, or in one of two changes of 50 to 75, come to."""
SPEED_SETUP_PART: Final = 0.05
"""The same for a speed, as part of it: 3.5 degrees in a way of 70."""
REPS_LEAST: Final = 5
"""With fewer repetitions on a side only a large difference is told (science H.2, our judgement)."""
LARGE_DEG: Final = 10.0
"""One beyond this is told of fewer repetitions, too, if it is sure [deg] (science H.2)."""
LARGE_SETUPS: Final = LARGE_DEG / SETUP_SD["deg"]
"""The same in any unit: so many times what setting up the phone shifts."""
FLOOR_BOUND: Final = ("trunk_deg", "hip_share_frac", "knee_deg", "shin_deg")
"""Measures that a bar on the floor fixes by its height."""


@dataclass(frozen=True, slots=True)
class OfSet:
    """One measure of one set.

    Attributes
    ----------
    value, sd, own_sd : float
        The median, its whole doubt, and the part of it that differs between repetitions.
    unit : str
    reps : int
        Repetitions that it is the median of.
    """

    value: float
    sd: float
    own_sd: float
    unit: str
    reps: int

    @property
    def shared_sd(self) -> float:
        """What is constant in the clip: the whole doubt without its own part."""
        return math.sqrt(max(self.sd**2 - self.own_sd**2, 0.0))


@dataclass(frozen=True, slots=True)
class Apart:
    """A difference, its standard deviation, and the least that would be told [measure's unit]."""

    value: float
    sd: float
    least: float

    @property
    def sure(self) -> bool:
        """Whether it is beyond doubt."""
        return abs(self.value) > self.least

    @property
    def probability(self) -> float:
        """That the true difference has the same sign."""
        return NormalDist().cdf(abs(self.value) / self.sd) if self.sd > 0 else 1.0


def apart(first: OfSet, second: OfSet, among: int, *, one_lifter: bool = True) -> Apart:
    """Return how far the second set is from the first.

    Parameters
    ----------
    first, second : OfSet
    among : int
        How many differences are looked at together, this one among them.
    one_lifter : bool
        Whether both are of one lifter. What is constant in a body cancels between two sets of it;
        between two bodies it counts beside the set-up.
    """
    setup = setup_sd(first.unit, (first.value + second.value) / 2)
    join = max if one_lifter else math.hypot
    sd = math.hypot(
        *(part for one in (first, second) for part in (one.own_sd, join(setup, one.shared_sd)))
    )
    least = least_told(sd, setup, min(first.reps, second.reps), among)
    return Apart(second.value - first.value, sd, least)


def least_told(sd: float, setup: float, reps: int, among: int) -> float:
    """Return the least difference that is told, in its own unit.

    Parameters
    ----------
    sd : float
        Its standard deviation.
    setup : float
        What setting up anew shifts the measure by (1 sd).
    reps : int
        Repetitions on the side that has fewer.
    among : int
        How many differences are looked at together.
    """
    # What no set-up shifts has no size that is large by itself: it takes the repetitions.
    large = LARGE_SETUPS * setup if setup > 0 else math.inf
    return max(told_sds(among) * sd, large if reps < REPS_LEAST else 0.0)


def told_sds(among: int) -> float:
    """Return how many standard deviations a difference must be, so that 95 % hold for all."""
    single = 2 * (1 - NormalDist().cdf(TOLD_SDS))
    return NormalDist().inv_cdf(1 - single / (2 * max(among, 1)))


def setup_sd(unit: str, value: float) -> float:
    """Return what setting up the phone anew shifts a measure by (1 sd), in its unit.

    Of a speed and of a time it goes with their size; of repetitions a minute there is none.
    """
    if unit in SETUP_SD:
        return SETUP_SD[unit]
    parts = {"deg/s": SPEED_SETUP_PART, "s": TIME_SD_PART}
    return parts.get(unit, 0.0) * abs(value)


def why_not(name: str, *, same_form: bool, same_move: bool) -> str:
    """Say why two sets are not compared in a measure; empty where they are.

    Parameters
    ----------
    name : str
        The measure.
    same_form : bool
        Whether both are pulled from the floor, or neither.
    same_move : bool
        Whether both are the same move.
    """
    if name in FLOOR_BOUND and not same_form:
        return "one is pulled from the floor, where the height of the bar decides it"
    if name == "hip_speed_deg_per_s" and not same_move:
        return "different moves ask for different speeds"
    return ""
