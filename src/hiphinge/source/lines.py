"""The straight, nearly upright lines of a picture's background."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

import numpy as np
from PIL import Image

from hiphinge.source.thumbnail import background

if TYPE_CHECKING:
    from collections.abc import Generator

    from numpy.typing import NDArray

    from hiphinge.quantities import Bools, Bytes, Floats
    from hiphinge.source.thumbnail import Grey, Mask

Line: TypeAlias = tuple[float, float, float, float]
"""Lean [1], place [px], rows [px] and the lean's standard deviation [1]; see `LineReading`."""

LONG_SIDE_PX: Final = 480
"""Longer side of the picture in which lines are sought [px]."""
BLACK: Final = 28.0
"""A row or column of a bar beside the picture is nowhere brighter [grey levels of 255]."""
MIN_GRADIENT: Final = 4.0
"""Least slope of an edge, above noise and compression [grey levels of 255 per px]."""
MAX_EDGES: Final = 8000
"""At most so many edge pixels are taken, the strongest ones; gyms have up to 6500."""
REACH: Final = 0.27
"""Farthest lean of a line from the picture's vertical, as a tangent [1]: 15 degrees."""
LEAN_STEP: Final = 1 / 80
"""Step of the lean in the vote [1]: over 80 px a line stays within half a pixel."""
SPREAD: Final = 5
"""An edge pixel votes this many steps about its own lean, which is good to some 3 degrees."""
MIN_VOTES: Final = 20
MAX_LINES: Final = 40
"""Least votes of a line, whose other pixels fall beside its cell, and most lines of a picture."""
MIN_ROWS: Final = 24
"""A line shows in at least so many rows [px]; foliage hardly ever does, noise never."""
MIN_COVER: Final = 0.5
"""... and in at least this share of the rows between its ends [1], as things stand before it."""
MAX_GAP_PX: Final = 12
"""A line goes on behind what hides no more than this [px]."""
MAX_BEND_PX: Final = 0.6
"""Root mean square about a straight line above which it is none [px]; most have 0.05 to 0.4."""
PLACE_SD_PX: Final = 0.1
PATCH_PX: Final = 4.0
"""Error of an edge's place beside what shows [px]; over this length errors are alike [px]."""


@dataclass(frozen=True, slots=True)
class LineReading:
    """The nearly upright lines of one picture.

    Attributes
    ----------
    lean : (n,) float
        Tangent of the angle from the picture's vertical [1]; positive if the upper end is farther
        right.
    place : (n,) float
        Where a line meets the picture's middle row, right of the middle [of the longer side].
    length : (n,) float
        Rows in which it shows [of the longer side].
    sd : (n,) float
        Standard deviation of the lean as measured [1].
    """

    lean: Floats
    place: Floats
    length: Floats
    sd: Floats


class _Edges(NamedTuple):
    """Pixels of nearly upright edges: place from the middle [px], lean, dark to bright or not."""

    x: Floats
    y: Floats
    lean: Floats
    rising: Bools


def read_lines(rgb: Bytes, lifter_box: tuple[float, float, float, float] | None) -> LineReading:
    """Return the straight, nearly upright lines of one picture's background.

    Parameters
    ----------
    rgb : (H, W, 3) uint8
        The picture. Black bars beside it are left out.
    lifter_box : tuple of float or None
        Left, top, right and bottom of the lifter as fractions of the picture, who is left out.
    """
    picture = Image.fromarray(rgb).convert("L")
    scale = min(1.0, LONG_SIDE_PX / max(picture.size))
    size = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
    grey = np.asarray(picture.resize(size, Image.Resampling.BOX), dtype=np.float32)
    lit = _lit(grey.max(axis=1)), _lit(grey.max(axis=0))
    inside = background((size[1], size[0]), lifter_box)[lit]
    grey = grey[lit]
    side_px = max(grey.shape)
    found = np.array(list(_lines(_edges(grey, inside), sum(grey.shape)))).reshape(-1, 4)
    return LineReading(*(found / (1, side_px, side_px, 1)).T)


def _lit(brightest: Grey) -> slice:
    """Return which rows or columns are between black bars, from the brightest pixel of each."""
    lit = np.flatnonzero(brightest > BLACK)
    return slice(int(lit[0]), int(lit[-1]) + 1) if lit.size else slice(None)


def _edges(grey: Grey, inside: Mask) -> _Edges:
    tall = grey[:-2] + 2 * grey[1:-1] + grey[2:]
    wide = grey[:, :-2] + 2 * grey[:, 1:-1] + grey[:, 2:]
    across, down = (tall[:, 2:] - tall[:, :-2]) / 8, (wide[2:] - wide[:-2]) / 8
    steep = np.abs(across)
    middle = steep[:, 1:-1]
    edge = (middle >= steep[:, :-2]) & (middle > steep[:, 2:]) & (middle > MIN_GRADIENT)
    row, column = np.nonzero(edge & inside[1:-1, 2:-2] & (np.abs(down[:, 1:-1]) < middle))
    if row.size > MAX_EDGES:
        strong = np.sort(np.argpartition(middle[row, column], -MAX_EDGES)[-MAX_EDGES:])
        row, column = row[strong], column[strong]
    column += 1
    before, here, after = (steep[row, column + step].astype(np.float64) for step in (-1, 0, 1))
    x_px = column + 1 + 0.5 * (before - after) / (before + after - 2 * here)
    # One row's lean is noisy, so five are taken together.
    along, power = np.zeros(row.size), np.zeros(row.size)
    for step, share in ((-2, 1), (-1, 2), (0, 3), (1, 2), (2, 1)):
        near = np.clip(row + step, 0, across.shape[0] - 1), column
        along += share * across[near] * down[near]
        power += share * across[near] ** 2
    lean = along / power
    keep = np.abs(lean) < REACH + 2 * LEAN_STEP
    x_px, y_px = x_px - (grey.shape[1] - 1) / 2, row + 1 - (grey.shape[0] - 1) / 2
    return _Edges(x_px[keep], y_px[keep], lean[keep], across[row, column][keep] > 0)


def _lines(edges: _Edges, width: int) -> Generator[Line]:
    """Yield the lines that Hough's vote finds, each of which takes its pixels' votes along.

    A pixel votes for leans near its own, and for its own sense of dark and bright (after Duda and
    Hart 1972, doi:10.1145/361237.361242).
    """
    half = round(REACH / LEAN_STEP)
    step = np.rint(edges.lean / LEAN_STEP).astype(np.intp)[:, None] + np.arange(-SPREAD, SPREAD + 1)
    place = np.rint(edges.x[:, None] + edges.y[:, None] * (step * LEAN_STEP)).astype(np.intp)
    cell = (edges.rising[:, None] * (2 * half + 1) + step + half) * width + place + width // 2
    nowhere = 2 * (2 * half + 1) * width
    cell[np.abs(step) > half] = nowhere
    votes = np.bincount(cell.ravel(), minlength=nowhere + 1)
    free = np.ones(edges.x.size, dtype=np.bool_)
    for _ in range(MAX_LINES):
        best = int(votes[:nowhere].argmax())
        if votes[best] < MIN_VOTES:
            return
        kind, where = divmod(best, width)
        rising, lean_step = divmod(kind, 2 * half + 1)
        mine = free & (edges.rising == bool(rising))
        run, line = _fitted(edges, mine, (lean_step - half) * LEAN_STEP, where - width // 2)
        if line is not None:
            yield line
        free[run] = False
        votes -= np.bincount(cell[run].ravel(), minlength=nowhere + 1)
        votes[best] = 0


def _fitted(
    edges: _Edges, mine: Bools, lean: float, place: float
) -> tuple[NDArray[np.intp], Line | None]:
    """Return the pixels of the longest run along a line, and the line through it if it is one."""
    for reach_px in (2.0, 1.0):
        near = mine & (np.abs(edges.x + edges.y * lean - place) < reach_px)
        run = np.flatnonzero(near & (np.abs(edges.lean - lean) < SPREAD * LEAN_STEP))
        run = max(np.split(run, np.flatnonzero(np.diff(edges.y[run]) > MAX_GAP_PX) + 1), key=len)
        x_px, y_px = edges.x[run], edges.y[run]
        rows = len(np.unique(y_px))
        if rows < MIN_ROWS:
            return run, None
        from_middle = y_px - y_px.mean()
        lean = -float(from_middle @ x_px / (from_middle @ from_middle))
        place = float(np.mean(x_px + y_px * lean))
    bend_px = float(np.sqrt(np.mean((x_px + y_px * lean - place) ** 2)))
    length_px = float(np.ptp(y_px)) + 1
    if rows < MIN_COVER * length_px or bend_px > MAX_BEND_PX or abs(lean) > REACH:
        return run, None
    # The slope of a straight line through places that lie evenly along its length.
    sd = (bend_px + PLACE_SD_PX) * np.sqrt(12 * PATCH_PX / rows) / length_px
    return run, (lean, place, rows, float(sd))
