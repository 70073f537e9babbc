"""Sets in which hip and spine are told apart, with a rounding that is chosen for each rep."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from bodies import film
from courses import HINGE, TALL, Tempo, lifts

from hiphinge.judgement.judge import judge
from hiphinge.motion.measure import measure
from hiphinge.quantities import Series
from hiphinge.reps.count import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from courses import Posture, Truth

    from hiphinge.judgement.finding import Finding
    from hiphinge.judgement.judge import Judgement
    from hiphinge.judgement.standard import Strictness
    from hiphinge.motion.motion import Motion

PAUSED = Tempo(1.3, 0.3, 1.0, 0.8)
ADDS = 0.6
"""Part of its own flexion that a spine adds to the line from hip to shoulder."""


def parted(
    motion: Motion, truths: Sequence[Truth], most_deg: Sequence[float], sd_deg: float = 4.0
) -> Motion:
    """Return the movement with hip and spine told apart; the spine rounds as the fold deepens.

    Parameters
    ----------
    motion : Motion
        As measured.
    truths : sequence of Truth
        Moments of its reps.
    most_deg : sequence of float
        Rounding at each rep's bottom, negative for arching; NaN where the back was not seen.
    sd_deg : float
        Standard deviation of the rounding.
    """
    time_s = motion.time_s
    fold = motion.series["thigh_trunk_deg"].value - TALL.closing
    spine = np.zeros_like(time_s)
    for truth, most in zip(truths, most_deg, strict=True):
        within = (time_s >= truth.start_s - 0.2) & (time_s <= truth.lockout_s + 0.2)
        deepest = np.nanmax(fold[within])
        spine[within] = most * np.clip(fold[within] / deepest, 0.0, 1.0)
    told = {
        "hip_deg": (fold - ADDS * spine, sd_deg),
        "spine_deg": (spine, sd_deg),
        "spine_part_deg": (ADDS * spine, ADDS * sd_deg),
    }
    series = {
        name: Series(value, np.where(np.isfinite(value), sd, np.nan))
        for name, (value, sd) in told.items()
    }
    return replace(motion, series={**motion.series, **series}, silence="")


def rounded(
    most_deg: Sequence[float],
    sd_deg: float = 4.0,
    bottom: Posture = HINGE,
    exercise: str | None = None,
    strictness: Strictness = "normal",
) -> Judgement:
    """Judge a set of one posture whose reps round by so much at their bottoms."""
    course, truths = lifts([bottom] * len(most_deg), PAUSED)
    motion = parted(measure(film(course)), truths, most_deg, sd_deg)
    return judge(motion, count(motion), exercise, strictness)


def about(judgement: Judgement, rule: str) -> Finding | None:
    """Return what is told by a rule; None where it says nothing."""
    found = [one for one in judgement.findings if one.rule == rule]
    assert len(found) <= 1, "nothing is told twice"
    return found[0] if found else None
