"""What differs between the repetitions of a set: the part of its doubt that more of them shrink."""

from __future__ import annotations

import math
from typing import Final

from hiphinge.judgement.set_rules import WITHIN_BACK_SD_DEG, WITHIN_SD
from hiphinge.report.signed import MEDIAN_SD, unit_of

BACK: Final = ("hip_deg", "spine_deg", "hip_part_deg")
"""Measures that the body's outline tells."""
SPEED_WITHIN_PART: Final = 0.05
"""Noise of one repetition's hip speed, as part of it: 3.5 degrees in a way of 70."""


def own_sd(name: str, median: float, spread: float, reps: int) -> float:
    """Return the doubt of a set's median that comes of its repetitions, in the measure's unit.

    The lifter's own unevenness and noise; never taken to be less than the noise of one measurement.

    Parameters
    ----------
    name : str
        The measure.
    median, spread : float
        Over the repetitions; a spread of 0 where there is only one.
    reps : int
        How many there are.
    """
    return MEDIAN_SD / math.sqrt(reps) * max(spread, _within(name, median))


def _within(name: str, value: float) -> float:
    """Return the noise of one repetition's value against the others of its clip."""
    if name in BACK:
        return WITHIN_BACK_SD_DEG
    unit = unit_of(name)
    return SPEED_WITHIN_PART * abs(value) if unit == "deg/s" else WITHIN_SD[unit]
