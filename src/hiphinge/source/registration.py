"""How far the background moved between two small grey pictures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from hiphinge.source.thumbnail import overlap, shrunk

if TYPE_CHECKING:
    from hiphinge.quantities import Floats
    from hiphinge.source.thumbnail import Grey, Mask

LEVELS: Final = (8, 4, 2, 1)
"""Coarse to fine, each level's shrink factor. The coarsest follows a move of about 10 % a frame."""
ROUNDS: Final = 3
"""Rounds of reweighting and refinement at each level."""
TEXTURE_RATIO: Final = 10.0
"""How much more gradient energy than noise alone would give makes a background telling [1]."""
SMALL_MOVE_PX: Final = 0.7
"""A move found below this at full size is taken; a larger one is sought again, coarse to fine."""
MIN_PIXELS: Final = 24
"""Least number of background pixels for the three unknowns, twofold move and brightness."""
RIDGE: Final = 1e-6
"""Added to the squared gradients, so that a blank wall gives a move of zero and no error."""
MIN_SHARE: Final = 0.15
"""Share of the thumbnail that must be background for a shift to be sought."""
NOISE_FLOOR: Final = 0.5
"""Least standard deviation taken for the noise of a thumbnail's pixel [grey levels of 255].

Compressed video can be still to the last bit, which would make any flat wall look telling.
"""


@dataclass(frozen=True, slots=True)
class Shift:
    """How far the background moved, in thumbnail pixels, right and down positive.

    Attributes
    ----------
    x_px, y_px : float
        The move [thumbnail px].
    sd_px : float
        Standard deviation of the less certain direction [thumbnail px]; infinite if none was
        found.
    residual : float
        Median absolute difference left after the move [grey levels of 255].
    """

    x_px: float
    y_px: float
    sd_px: float
    residual: float


UNKNOWN_SHIFT: Final = Shift(0.0, 0.0, np.inf, np.inf)
"""Before anything was compared."""


def register(
    before: Grey, after: Grey, mask: Mask, near_px: tuple[float, float] = (0.0, 0.0)
) -> Shift:
    """Return how far the background moved from one thumbnail to the next.

    Parameters
    ----------
    before, after : (h, w) float32
        Two thumbnails of one size.
    mask : (h, w) bool
        Where to look: the background of both.
    near_px : tuple of float
        Where the move is expected, right and down [thumbnail px].

    Notes
    -----
    Iterative image registration of Lucas and Kanade: the difference of the pictures is explained
    by their mean gradient times the move, plus a change of brightness. Tukey's biweight leaves
    out what moves by itself, such as a plate, a passer-by or appearing text, as long as it covers
    less than about half of the background. A move close to the expected one is found at full size
    at once; only a larger one is sought again, coarse to fine.

    References
    ----------
    Lucas and Kanade (1981), IJCAI, 674-679. Baker and Matthews (2004),
    doi:10.1023/B:VISI.0000011205.11775.fd.
    """
    shift = Shift(near_px[0], near_px[1], np.inf, np.inf)
    if np.count_nonzero(mask) < MIN_SHARE * mask.size:
        return shift
    close = _refined(before, after, mask, shift)
    if max(abs(close.x_px - shift.x_px), abs(close.y_px - shift.y_px)) < SMALL_MOVE_PX:
        return close
    for level in LEVELS:
        scaled = Shift(shift.x_px / level, shift.y_px / level, shift.sd_px, shift.residual)
        inside = shrunk(mask.astype(np.float32), level) > 0.99  # noqa: PLR2004  (all of a block)
        found = _refined(shrunk(before, level), shrunk(after, level), inside, scaled)
        shift = Shift(found.x_px * level, found.y_px * level, found.sd_px * level, found.residual)
    far = _refined(before, after, mask, shift)
    return far if far.residual < close.residual else close


def _refined(before: Grey, after: Grey, inside: Mask, start: Shift) -> Shift:
    """Improve a move: shift by whole pixels, then solve for what is left."""
    rows, columns = inside.shape
    whole_x = int(np.clip(round(start.x_px), -columns // 3, columns // 3))
    whole_y = int(np.clip(round(start.y_px), -rows // 3, rows // 3))
    before, after, inside = overlap(before, after, inside, whole_x, whole_y)
    design, difference = _linearised(before, after, inside)
    if difference.size < MIN_PIXELS:
        return Shift(start.x_px, start.y_px, np.inf, np.inf)
    solution = np.array([start.x_px - whole_x, start.y_px - whole_y, 0.0], dtype=np.float32)
    residual = noise = np.inf
    normal = np.eye(3)
    for _ in range(ROUNDS):
        left = difference - solution @ design
        # One pixel in three tells the spread well enough and sorts in a third of the time.
        residual = float(np.median(np.abs(left[::3])))
        noise = max(1.4826 * residual, NOISE_FLOOR)
        weight = np.maximum(1 - (left * np.float32(1 / (4.685 * noise))) ** 2, 0) ** 2
        weighted = design * weight
        normal = (weighted @ design.T).astype(np.float64) + RIDGE * np.eye(3)
        solution = np.linalg.solve(normal, weighted @ difference).astype(np.float32)
        solution[:2] = np.clip(solution[:2], -2, 2)
    sd_px = _uncertainty(normal[:2, :2], noise, difference.size)
    x_px, y_px = whole_x + float(solution[0]), whole_y + float(solution[1])
    return Shift(x_px, y_px, sd_px, residual)


def _uncertainty(normal: Floats, noise: float, count: int) -> float:
    """Return the sd of the less certain direction [thumbnail px]; infinite on a blank wall."""
    least = float(np.linalg.eigvalsh(normal)[0])
    # Noise has gradients of its own: the difference of two pictures has twice their variance,
    # and the central difference of their mean an eighth of that.
    if least < TEXTURE_RATIO * count * noise**2 / 8:
        return float(np.inf)
    return noise / float(np.sqrt(least))


def _linearised(before: Grey, after: Grey, inside: Mask) -> tuple[Grey, Grey]:
    """Return gradients and ones (3, n), and the differences that they should explain (n,)."""
    mean = (before + after) * np.float32(0.5)
    gradient_x = (mean[1:-1, 2:] - mean[1:-1, :-2]) * np.float32(0.5)
    gradient_y = (mean[2:, 1:-1] - mean[:-2, 1:-1]) * np.float32(0.5)
    where = np.flatnonzero(inside[1:-1, 1:-1])
    design = np.ones((3, where.size), dtype=np.float32)
    design[0] = gradient_x.ravel()[where]
    design[1] = gradient_y.ravel()[where]
    return design, (before - after)[1:-1, 1:-1].ravel()[where]
