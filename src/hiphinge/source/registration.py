"""How far the background moved between two small grey pictures, and how unlike they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from hiphinge.quantities import Bytes

Grey: TypeAlias = NDArray[np.float32]
Mask: TypeAlias = NDArray[np.bool_]

THUMB_LONG_SIDE_PX: Final = 96
"""Longest side of the pictures compared [px].

One of its pixels is one percent of the picture; shifts are found to some hundredths of a pixel.
"""
LEVELS: Final = (8, 4, 2, 1)
"""Coarse to fine, each level's shrink factor. The coarsest follows a move of about 10 % a frame."""
ROUNDS: Final = 2
"""Rounds of reweighting and refinement at each level."""
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


def thumbnail(rgb: Bytes) -> Grey:
    """Return a small grey picture: nine green samples averaged for each square block.

    Parameters
    ----------
    rgb : (H, W, 3) uint8
        The picture.

    Returns
    -------
    (h, w) float32
        About 96 px on the longer side, 0 to 255, lightly blurred against aliasing.
    """
    height, width = rgb.shape[:2]
    block = max(1, max(height, width) // THUMB_LONG_SIDE_PX)
    rows, columns = height // block, width // block
    green = rgb[: rows * block, : columns * block, 1]
    places = sorted({block // 6, block // 2, 5 * block // 6})
    total = np.zeros((rows, columns), dtype=np.uint16)
    for y in places:
        for x in places:
            total += green[y::block, x::block]
    return _blurred(total.astype(np.float32) / np.float32(len(places) ** 2))


def background(shape: tuple[int, int], box: tuple[float, float, float, float] | None) -> Mask:
    """Return where the person is not.

    Parameters
    ----------
    shape : tuple of int
        Rows and columns of the thumbnail.
    box : tuple of float or None
        Left, top, right and bottom of the person as fractions of the picture.
    """
    mask = np.ones(shape, dtype=np.bool_)
    if box is not None:
        rows, columns = shape
        left, right = (int(np.clip(x, 0, 1) * columns) for x in (box[0], box[2]))
        top, bottom = (int(np.clip(y, 0, 1) * rows) for y in (box[1], box[3]))
        mask[top : bottom + 1, left : right + 1] = False
    return mask


def register(before: Grey, after: Grey, mask: Mask) -> Shift:
    """Return how far the background moved from one thumbnail to the next.

    Parameters
    ----------
    before, after : (h, w) float32
        Two thumbnails of one size.
    mask : (h, w) bool
        Where to look: the background of both.

    Notes
    -----
    Iterative image registration of Lucas and Kanade: the difference of the pictures is explained
    by their mean gradient times the move, plus a change of brightness. Tukey's biweight leaves
    out what moves by itself, such as a plate, a passer-by or appearing text, as long as it covers
    less than about half of the background. A tripod or a light tremor is found at full size at
    once; only where much is left unexplained is the move sought coarse to fine.

    References
    ----------
    Lucas and Kanade (1981), IJCAI, 674-679. Baker and Matthews (2004),
    doi:10.1023/B:VISI.0000011205.11775.fd.
    """
    shift = Shift(0.0, 0.0, np.inf, np.inf)
    if np.count_nonzero(mask) < MIN_SHARE * mask.size:
        return shift
    shift = _refined(before, after, mask, shift)
    if max(abs(shift.x_px), abs(shift.y_px)) < SMALL_MOVE_PX:
        return shift
    shift = Shift(0.0, 0.0, np.inf, np.inf)
    for level in LEVELS:
        scaled = Shift(shift.x_px / level, shift.y_px / level, shift.sd_px, shift.residual)
        inside = _shrunk(mask.astype(np.float32), level) > 0.99  # noqa: PLR2004  (all of a block)
        found = _refined(_shrunk(before, level), _shrunk(after, level), inside, scaled)
        shift = Shift(found.x_px * level, found.y_px * level, found.sd_px * level, found.residual)
    return _refined(before, after, mask, shift)


def _refined(before: Grey, after: Grey, inside: Mask, start: Shift) -> Shift:
    """Improve a move: shift by whole pixels, then solve for what is left."""
    rows, columns = inside.shape
    whole_x = int(np.clip(round(start.x_px), -columns // 3, columns // 3))
    whole_y = int(np.clip(round(start.y_px), -rows // 3, rows // 3))
    before, after, inside = _overlap(before, after, inside, whole_x, whole_y)
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
    sd_px = noise * float(np.sqrt(np.linalg.eigvalsh(np.linalg.inv(normal)[:2, :2])[-1]))
    x_px, y_px = whole_x + float(solution[0]), whole_y + float(solution[1])
    return Shift(x_px, y_px, sd_px, residual)


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


def _overlap(
    before: Grey, after: Grey, inside: Mask, right: int, down: int
) -> tuple[Grey, Grey, Mask]:
    """Crop both pictures to what they share when the second moved by whole pixels."""
    rows, columns = inside.shape
    across = slice(max(0, -right), columns - max(0, right))
    up = slice(max(0, -down), rows - max(0, down))
    across_after = slice(max(0, right), columns + min(0, right))
    up_after = slice(max(0, down), rows + min(0, down))
    shared = inside[up, across] & inside[up_after, across_after]
    return before[up, across], after[up_after, across_after], shared


def _shrunk(picture: Grey, factor: int) -> Grey:
    if factor == 1:
        return picture
    rows, columns = (size // factor * factor for size in picture.shape)
    blocks = picture[:rows, :columns].reshape(rows // factor, factor, columns // factor, factor)
    return blocks.mean(axis=(1, 3))


def _blurred(picture: Grey) -> Grey:
    """Blur by the binomial 1-2-1 in both directions, edges repeated."""
    padded = np.pad(picture, 1, mode="edge")
    tall = padded[:-2] + 2 * padded[1:-1] + padded[2:]
    return (tall[:, :-2] + 2 * tall[:, 1:-1] + tall[:, 2:]) * np.float32(1 / 16)
