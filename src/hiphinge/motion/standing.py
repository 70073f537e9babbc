"""The lifter's own quiet standing, which every change counts from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from hiphinge.motion.motion import Standing
from hiphinge.motion.smooth import stretches
from hiphinge.quantities import Quantity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hiphinge.quantities import Floats, Series

TALL_DEG = 25.0
"""Standing: thigh and trunk are within this of one line [deg]; it leaves room for the network's
bias and for an oblique view."""
QUIET_DEG_PER_S = 20.0
"""Quiet: neither trunk nor knee turns faster than this [deg/s]."""
QUIET_S = 0.3
"""For at least this long [s]."""
UPRIGHT_S = 0.1
"""Without a quiet stand, the reference is this much time around the most upright moment [s]."""


def find_standing(time_s: Floats, series: Mapping[str, Series]) -> Standing | None:
    """Return the most upright quiet stretch, else the most upright moment, else None.

    None when the lifter never comes near standing in this clip.
    """
    closing = series["thigh_trunk_deg"].value
    if np.isfinite(closing).sum() < 3:  # noqa: PLR2004 (a speed needs neighbours)
        return None
    with np.errstate(invalid="ignore"):
        tall = np.abs(closing) < TALL_DEG
        still = np.abs(np.gradient(closing, time_s)) < QUIET_DEG_PER_S
        still &= np.abs(np.gradient(series["knee_deg"].value, time_s)) < QUIET_DEG_PER_S
    quiet = [
        run
        for run in stretches(tall & still)
        if time_s[run.stop - 1] - time_s[run.start] >= QUIET_S
    ]
    if quiet:
        best = min(quiet, key=lambda run: abs(float(np.median(closing[run]))))
        return _reference(time_s, series, np.arange(best.start, best.stop), quiet=True)
    upright = int(np.nanargmin(np.abs(closing)))
    if abs(closing[upright]) >= TALL_DEG:
        return None
    around = np.flatnonzero((np.abs(time_s - time_s[upright]) <= UPRIGHT_S) & np.isfinite(closing))
    return _reference(time_s, series, around, quiet=False)


def restated(standing: Standing, time_s: Floats, series: Mapping[str, Series]) -> Standing:
    """Return the same stand with the posture that other series show in it."""
    frames = np.flatnonzero((time_s >= standing.start_s) & (time_s <= standing.end_s))
    return _reference(time_s, series, frames, quiet=standing.quiet)


def _reference(
    time_s: Floats, series: Mapping[str, Series], frames: np.ndarray, *, quiet: bool
) -> Standing:
    posture = {
        name: Quantity(float(np.median(one.value[frames])), float(np.median(one.sd[frames])))
        for name, one in series.items()
        if np.isfinite(one.value[frames]).all()
    }
    return Standing(float(time_s[frames[0]]), float(time_s[frames[-1]]), posture, quiet)
