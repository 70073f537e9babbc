"""Zero-lag low-pass smoothing of landmark paths.

A second-order Butterworth filter run forward and backward: fourth order, no lag. The two passes
together reach -3 dB at `cutoff_hz` when each is designed for ``cutoff_hz / 0.802``
(Winter 2009, Biomechanics and Motor Control of Human Movement, 4th ed., ch. 2).
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from hiphinge.quantities import Bools, Floats

SLOW_CUTOFF_HZ = 4.0
"""For slow lifts: 4-6 Hz is usual for lifting (Winter 2009, ch. 3)."""
BALLISTIC_CUTOFF_HZ = 6.0
"""For swings, cleans and jumps: 6-8 Hz is usual (Winter 2009, ch. 3)."""
TWO_PASSES = (2**0.5 - 1) ** 0.25
"""0.802: cut-off of two passes over that of one, for a second-order Butterworth filter."""
SHORTEST = 5
"""Frames; shorter stretches are left as they are."""
HIGHEST = 0.45
"""Highest cut-off that one pass is designed for, over the frame rate; at 0.5 there is no filter."""
STEP_MOST_S = 0.25
"""A longer step between two frames is a gap [s], as in `motion.clean`."""
GRID_MOST = 8
"""Points of the even grid for each frame, at most: a few odd times must not fill the memory."""


def smooth(time_s: Floats, paths: Floats, cutoff_hz: float) -> Floats:
    """Return smoothed paths.

    Each stretch without a gap is put on an even time grid, filtered and read back at the true
    times, so that uneven frame times do no harm. NaN stays NaN. A step in time of more than
    `STEP_MOST_S` is a gap too.

    Parameters
    ----------
    time_s : (T,) float
        Rising times [s].
    paths : (T, K) float
        What is smoothed; NaN where it is not known, each column for itself.
    cutoff_hz : float
        Cut-off of both passes together [Hz]; at most 0.36 of the frame rate, which is 0.45
        (`HIGHEST`) for the design of each pass.

    Returns
    -------
    (T, K) float
    """
    result = np.array(paths, dtype=float)
    for columns in _alike(np.isfinite(result)):
        known = np.isfinite(result[:, columns[0]])
        for stretch in _without_steps(time_s, stretches(known)):
            if stretch.stop - stretch.start >= SHORTEST:
                smoothed = _smooth_stretch(time_s[stretch], result[stretch, columns], cutoff_hz)
                result[stretch, columns] = smoothed
    return result


def _alike(known: Bools) -> list[list[int]]:
    """Return the columns of (T, K) in groups that are known in the same rows."""
    groups: dict[bytes, list[int]] = {}
    for index, column in enumerate(known.T):
        groups.setdefault(column.tobytes(), []).append(index)
    return list(groups.values())


def _without_steps(time_s: Floats, runs: list[slice]) -> list[slice]:
    """Return the runs cut where the time jumps."""
    steps = np.flatnonzero(np.diff(time_s) > STEP_MOST_S) + 1
    pieces: list[slice] = []
    for run in runs:
        inside = steps[(steps > run.start) & (steps < run.stop)].tolist()
        edges = [run.start, *inside, run.stop]
        pieces += [slice(a, b) for a, b in itertools.pairwise(edges)]
    return pieces


def measured(paths: Floats) -> Bools:
    """Tell which rows of (T, K) paths are measured: finite in all columns that are ever known.

    Landmarks from elsewhere may lack a heel or a face throughout; that is no gap.
    """
    known: Bools = np.any(np.isfinite(paths), axis=0)
    whole: Bools = np.all(np.isfinite(paths[:, known]), axis=1)
    return whole if known.any() else np.zeros(len(paths), dtype=bool)


def stretches(mask: object) -> list[slice]:
    """Return the runs of True in a (T,) mask as slices, in order."""
    padded = np.concatenate([[False], np.asarray(mask, dtype=bool), [False]])
    edges = np.flatnonzero(np.diff(padded.astype(np.int8)))
    return [slice(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _smooth_stretch(time_s: Floats, paths: Floats, cutoff_hz: float) -> Floats:
    step_s = float(np.median(np.diff(time_s)))
    steps = min((time_s[-1] - time_s[0]) / step_s, GRID_MOST * len(time_s))
    count = max(SHORTEST, int(np.ceil(steps - 1e-6)) + 1)
    even_s = np.linspace(time_s[0], time_s[-1], count)
    rate_hz = (count - 1) / (time_s[-1] - time_s[0])
    design_hz = min(cutoff_hz / TWO_PASSES, HIGHEST * rate_hz)
    even = np.stack([np.interp(even_s, time_s, path) for path in paths.T], axis=1)
    # Long enough for the filter's own settling, or as long as the stretch allows.
    pad = min(count - 1, int(np.ceil(rate_hz / design_hz)) * 3)
    longer = np.concatenate(
        [2 * even[0] - even[pad:0:-1], even, 2 * even[-1] - even[-2 : -pad - 2 : -1]]
    )
    forward = _low_pass(longer, design_hz / rate_hz)
    filtered = _low_pass(forward[::-1], design_hz / rate_hz)[::-1][pad : pad + count]
    return np.stack([np.interp(time_s, even_s, path) for path in filtered.T], axis=1)


def _low_pass(paths: Floats, cutoff: float) -> Floats:
    """Run one pass of a second-order Butterworth low-pass over (T, K) paths.

    Own lines rather than a library's: one biquad, against a second of import. Bilinear transform
    with the cut-off prewarped (Oppenheim & Schafer, Discrete-Time Signal Processing, ch. 7):
    with ``k = tan(pi * cutoff)``, ``b = k^2 / (1 + sqrt(2) k + k^2) * (1, 2, 1)``. It starts as
    if the first value had always been there.

    Parameters
    ----------
    paths : (T, K) float
    cutoff : float
        Cut-off over the sampling rate.
    """
    k = float(np.tan(np.pi * cutoff))
    scale = 1 / (1 + np.sqrt(2) * k + k * k)
    gain = k * k * scale
    a1, a2 = 2 * (k * k - 1) * scale, (1 - np.sqrt(2) * k + k * k) * scale
    result = np.empty_like(paths)
    second = (gain - a2) * paths[0]
    first = (2 * gain - a1) * paths[0] + second
    for index, value in enumerate(paths):  # transposed direct form II
        out = gain * value + first
        first = 2 * gain * value - a1 * out + second
        second = gain * value - a2 * out
        result[index] = out
    return result
