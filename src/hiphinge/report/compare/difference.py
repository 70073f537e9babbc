"""Whether two sets differ in a measure: their difference against all that makes it unsure.

The doubts of both values and what setting up the phone anew can change are added as independent,
and the difference is told when it is 95 % sure: MDC95 = 1.96 sqrt(2) SEM for two values alone.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hiphinge.report.model import Measured

TOLD_SDS: Final = 1.96
"""A difference of so many of its standard deviations is told: 95 %, both sides."""
SETUP_SD: Final[Mapping[str, float]] = {"deg": 3.5, "frac": 0.03}
"""What another session alone changes, by unit: camera, clothes and place shift an angle by 2 to 5
degrees that more repetitions do not average out (derived), 3.5 in the middle; of a fraction, what
3.5 degrees in one lean of half a leg, or in one of two changes of 50 to 75, come to."""
SPEED_SETUP_PART: Final = 0.05
"""The same for a speed, as part of it: 3.5 degrees in a way of 70."""
FLOOR_BOUND: Final = ("trunk_deg", "hip_share_frac", "knee_deg", "shin_deg")
"""Measures that a bar on the floor fixes by its height."""


@dataclass(frozen=True, slots=True)
class Apart:
    """A difference with its standard deviation, in the measure's unit."""

    value: float
    sd: float

    @property
    def sure(self) -> bool:
        """Whether it is beyond doubt."""
        return abs(self.value) > TOLD_SDS * self.sd

    @property
    def probability(self) -> float:
        """That the true difference has the same sign."""
        return NormalDist().cdf(abs(self.value) / self.sd)

    @property
    def least(self) -> float:
        """The least difference that would have been told."""
        return TOLD_SDS * self.sd


def apart(first: Measured, second: Measured) -> Apart | None:
    """Return how far the second value is from the first; None where either is not known."""
    if first.value is None or second.value is None or first.sd is None or second.sd is None:
        return None
    if first.unit == "deg/s":
        setup = SPEED_SETUP_PART * (abs(first.value) + abs(second.value)) / 2
    else:
        setup = SETUP_SD[first.unit]
    return Apart(second.value - first.value, math.sqrt(first.sd**2 + second.sd**2 + setup**2))


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
