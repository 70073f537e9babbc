"""The body's outline across trunk, thigh and shank, read off the landmark network's mask.

Rays leave the body's axis at right angles, to both sides, and end where the mask does. On the
back's side they tell its shape, which no landmark does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from hiphinge.pose.skeleton import Landmark

if TYPE_CHECKING:
    from hiphinge.pose.crop import Roi
    from hiphinge.quantities import Floats

TRUNK_AT = tuple(np.linspace(-0.25, 1.15, 15).round(3).tolist())
"""Where rays leave the line from mid-hip (0) to mid-shoulder (1)."""
THIGH_AT = (0.1, 0.26, 0.42, 0.58, 0.74, 0.9)
"""... from mid-knee (0) to mid-hip (1)."""
SHANK_AT = (0.1, 0.3, 0.5, 0.7, 0.9)
"""... from mid-ankle (0) to mid-knee (1)."""
RAY_COUNT = len(TRUNK_AT) + len(THIGH_AT) + len(SHANK_AT)
REACH = (0.55, 0.5, 0.45)
"""How far rays of trunk, thigh and shank look, in lengths of that segment."""
STEPS = 56
"""Samples along a ray; of a body of 200 mask pixels each is about one pixel."""


def outline(mask: Floats, roi: Roi, xy_px: Floats) -> Floats:
    """Return where rays across the body leave it.

    Parameters
    ----------
    mask : (S, S) float
        Logit of "this is the body" over the square.
    roi : Roi
        The square in the picture.
    xy_px : (33, 2) float
        Landmarks [px].

    Returns
    -------
    (RAY_COUNT, 2, 2) float
        For each ray the points [px] where it leaves the body, counted from the pelvis up the
        trunk, then up the thigh, then up the shank: first to the left of the axis (as seen when
        going up it), then to the right. NaN where the axis lies outside the body, or the body's
        edge is beyond reach or outside the square.
    """
    starts, across, reach = _rays(xy_px)
    along = np.linspace(0.0, 1.0, STEPS)
    way = reach[:, None] * along  # (R, S)
    sides = np.stack([across, -across], axis=1)  # (R, 2, 2)
    points = starts[:, None, None] + sides[:, :, None] * way[:, None, :, None]
    logit = _sampled(mask, roi.to_square(points.reshape(-1, 2)) * len(mask) - 0.5)
    logit = logit.reshape(points.shape[:-1])
    outside = ~(logit > 0)
    first = outside.argmax(axis=-1)
    found = outside.any(axis=-1) & (first > 0)
    rows, columns = np.ogrid[: len(starts), :2]
    after, before = logit[rows, columns, first], logit[rows, columns, np.maximum(first - 1, 0)]
    with np.errstate(invalid="ignore", divide="ignore"):
        # Between the last sample inside and the first outside the logit is taken as straight.
        exact = first - 1 + before / (before - after)
    distance = np.where(found, exact / (STEPS - 1) * reach[:, None], np.nan)
    return np.asarray(starts[:, None] + sides * distance[..., None])


def no_outline() -> Floats:
    """Return an outline of which nothing is known."""
    return np.full((RAY_COUNT, 2, 2), np.nan)


def _rays(xy_px: Floats) -> tuple[Floats, Floats, Floats]:
    """Return each ray's start (R, 2) [px], unit vector to the left (R, 2), and reach (R,) [px]."""
    ankle, knee, hip, shoulder = (
        (xy_px[Landmark[f"LEFT_{part}"]] + xy_px[Landmark[f"RIGHT_{part}"]]) / 2
        for part in ("ANKLE", "KNEE", "HIP", "SHOULDER")
    )
    segments = (
        (hip, shoulder, TRUNK_AT),
        (knee, hip, THIGH_AT),
        (ankle, knee, SHANK_AT),
    )
    starts, across, reach = [], [], []
    for (lower, upper, at), far in zip(segments, REACH, strict=True):
        axis = upper - lower
        length = float(np.hypot(*axis))
        up = axis / max(length, 1e-9)
        starts.append(lower + np.array(at)[:, None] * axis)
        across.append(np.tile([up[1], -up[0]], (len(at), 1)))
        reach.append(np.full(len(at), far * length))
    return np.concatenate(starts), np.concatenate(across), np.concatenate(reach)


def _sampled(mask: Floats, places: Floats) -> Floats:
    """Return the mask's values at (N, 2) places x, y in its cells; NaN outside."""
    last = len(mask) - 1
    inside = np.all((places >= 0) & (places <= last), axis=1)
    x, y = np.where(inside[:, None], places, 0.0).T
    column, row = np.minimum(x.astype(int), last - 1), np.minimum(y.astype(int), last - 1)
    fx, fy = x - column, y - row
    top = mask[row, column] * (1 - fx) + mask[row, column + 1] * fx
    low = mask[row + 1, column] * (1 - fx) + mask[row + 1, column + 1] * fx
    return np.where(inside, top * (1 - fy) + low * fy, np.nan)
