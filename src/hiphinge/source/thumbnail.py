"""Small grey pictures in which a camera's doings show, and how alike two of them are."""

from __future__ import annotations

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
STRUCTURE: Final = 12.0
"""Contrast or change above what noise and compression make of a thumbnail [grey levels of 255]."""
MIN_STRUCTURED: Final = 24
"""A picture with fewer structured pixels is too plain to tell a cut [thumbnail px]."""
MIN_STEADY: Final = 0.3
"""Share of the changing pixels that must change steadily in a fade; moving things give 0.1-0.25."""


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


def shrunk(picture: Grey, factor: int) -> Grey:
    """Return the picture with square blocks of `factor` pixels averaged."""
    if factor == 1:
        return picture
    rows, columns = (size // factor * factor for size in picture.shape)
    blocks = picture[:rows, :columns].reshape(rows // factor, factor, columns // factor, factor)
    return np.asarray(blocks.mean(axis=(1, 3)), dtype=np.float32)


def overlap(
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


def changed_share(before: Grey, after: Grey, move_px: tuple[float, float]) -> float:
    """Return the share of structured pixels that are no longer there, 0 to 1.

    Structured is a pixel whose neighbourhood has contrast in either picture; gone is one that
    differs by more than half of that contrast, after the move and any change of brightness.
    Moving bodies, plates and trees leave most of a picture's structure; a cut leaves little.
    """
    rows, columns = before.shape
    right = int(np.clip(round(move_px[0]), -columns // 3, columns // 3))
    down = int(np.clip(round(move_px[1]), -rows // 3, rows // 3))
    whole = np.ones(before.shape, dtype=np.bool_)
    before, after, _ = overlap(before, after, whole, right, down)
    contrast = np.maximum(_contrast(before), _contrast(after))
    difference = (after - before)[1:-1, 1:-1]
    structured = np.flatnonzero(contrast > STRUCTURE)
    if structured.size < MIN_STRUCTURED:
        return 0.0
    contrast = contrast.ravel()[structured]
    difference = difference.ravel()[structured]
    gone = np.abs(difference - np.median(difference[::3])) > contrast * np.float32(0.5)
    return float(np.count_nonzero(gone)) / structured.size


def faded_share(first: Grey, middle: Grey, last: Grey) -> float:
    """Return the share of a picture that changes steadily from one thing into another, 0 to 1.

    In a cross-fade the middle picture is midway between the other two wherever these differ; as
    something moves, a pixel shows the one or the other. Zero where most of the change is motion.
    """
    change = last - first
    bend = 2 * middle - first - last
    change -= np.median(change.ravel()[::3])
    bend -= np.median(bend.ravel()[::3])
    changing = np.abs(change) > STRUCTURE
    steady = changing & (np.abs(bend) < 0.25 * np.abs(change))
    count = np.count_nonzero(steady)
    if count < MIN_STEADY * np.count_nonzero(changing):
        return 0.0
    return float(count) / change.size


def _contrast(picture: Grey) -> Grey:
    across = np.abs(picture[1:-1, 2:] - picture[1:-1, :-2])
    along = np.abs(picture[2:, 1:-1] - picture[:-2, 1:-1])
    return np.asarray(across + along, dtype=np.float32)


def _blurred(picture: Grey) -> Grey:
    """Blur by the binomial 1-2-1 in both directions, edges repeated."""
    padded = np.pad(picture, 1, mode="edge")
    tall = padded[:-2] + 2 * padded[1:-1] + padded[2:]
    wide = tall[:, :-2] + 2 * tall[:, 1:-1] + tall[:, 2:]
    return np.asarray(wide * np.float32(1 / 16), dtype=np.float32)
