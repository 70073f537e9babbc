"""Running medians in bounded memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from hiphinge.quantities import Floats

CHUNK = 1_000_000
"""Numbers that are looked at in one go: 8 MB."""


def running_median(padded: Floats, reach: int) -> Floats:
    """Return the median over `reach` samples to each side, of those that are numbers.

    Parameters
    ----------
    padded : (T + 2 reach, ...) float
        The signal with `reach` samples added at each end.
    reach : int
        Samples to each side.

    Returns
    -------
    (T, ...) float
        NaN where a window holds no number.
    """
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 1, axis=0)
    result = np.full(windows.shape[:-1], np.nan)
    step = max(1, CHUNK // max(1, int(np.prod(windows.shape[1:]))))
    for start in range(0, len(windows), step):
        piece = windows[start : start + step]
        some = np.isfinite(piece).any(axis=-1)
        middle = np.median(piece, axis=-1)
        if np.isnan(middle[some]).any():
            middle = np.full(some.shape, np.nan)
            middle[some] = np.nanmedian(piece[some], axis=-1)
        result[start : start + step] = middle
    return result
