"""What the correction looks at: landmarks and outline of each frame, free of place and size.

Axes are the lifter's own: x forward, y up; the origin is the middle between the hip landmarks and
the unit is the leg's length between landmarks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from hiphinge.pose.outline import RAY_COUNT, SHANK_AT, THIGH_AT, TRUNK_AT
from hiphinge.pose.skeleton import Landmark, sided
from hiphinge.quantities import Facing, Side

if TYPE_CHECKING:
    from hiphinge.quantities import Bools, Floats

PARTS = ("shoulder", "elbow", "wrist", "hip", "knee", "ankle", "heel", "foot_index", "ear")
"""Landmarks looked at, near side then far side; the nose comes last."""
JOINTS = ("shoulder", "hip", "knee", "ankle")
"""Joints that are corrected, in this order."""
_PLACES = 2 * (2 * len(PARTS) + 1)
OUTLINE = slice(_PLACES, _PLACES + 2 * RAY_COUNT)
"""Columns that come from the outline."""
LEANS = slice(OUTLINE.stop, OUTLINE.stop + 5)
"""Leans of trunk, thigh and shin, of the trunk by the middles of both sides, and trunk - thigh."""
FEATURE_COUNT = LEANS.stop


def _columns(part: str, *, far: bool = False) -> tuple[int, int]:
    """Return the columns of one landmark's place."""
    first = 2 * (PARTS.index(part) + (len(PARTS) if far else 0))
    return first, first + 1


BACK_COLUMNS = (
    *range(OUTLINE.start, OUTLINE.start + 2 * len(TRUNK_AT), 2),
    *range(LEANS.start, LEANS.stop),
    *(column for part in ("shoulder", "hip", "knee", "ear") for column in _columns(part)),
    *(column for part in ("shoulder", "hip") for column in _columns(part, far=True)),
    *(_PLACES - 2, _PLACES - 1),
)
"""What tells of the spine: the back's side of the trunk, leans, and where head, shoulders, hips and
near knee are. Arms, feet and what is held do not: they differ more between clips than people."""


def body_frame(xy_px: Floats, facing: Facing, leg_px: float) -> Floats:
    """Turn (T, N, 2) differences of picture points [px] into forward and up, in leg lengths."""
    return xy_px * (int(facing) / leg_px, -1.0 / leg_px)


def features(
    xy_px: Floats, outline_px: Floats, near: Side, facing: Facing, leg_px: float
) -> Floats:
    """Return what the correction looks at.

    Parameters
    ----------
    xy_px : (T, 33, 2) float
        Landmarks, upright [px].
    outline_px : (T, R, 2, 2) float
        Ends of the rays of `pose.outline` [px]; NaN where there is none.
    near : Side
        The lifter's side nearer to the camera.
    facing : Facing
        Where the lifter looks.
    leg_px : float
        Leg length between landmarks [px].

    Returns
    -------
    (T, FEATURE_COUNT) float
        NaN where something is unseen. Lengths in leg lengths; leans and their difference [rad].
    """
    far = Side.LEFT if near is Side.RIGHT else Side.RIGHT
    middle = {part: _middle(xy_px, part) for part in JOINTS}
    points = [int(sided(side, part)) for side in (near, far) for part in PARTS]
    places = body_frame(
        xy_px[:, [*points, int(Landmark.NOSE)]] - middle["hip"][:, None], facing, leg_px
    )
    # The back is on the left of an axis that goes up when the lifter faces right.
    back_first = outline_px if facing is Facing.RIGHT else outline_px[:, :, ::-1]
    widths = _widths(back_first, middle) / leg_px
    own = {part: xy_px[:, int(sided(near, part))] for part in JOINTS}
    leans = [
        _lean(lower, upper, facing)
        for lower, upper in (
            (own["hip"], own["shoulder"]),
            (own["knee"], own["hip"]),
            (own["ankle"], own["knee"]),
            (middle["hip"], middle["shoulder"]),
        )
    ]
    table = [places.reshape(len(xy_px), -1), widths, np.stack([*leans, leans[0] - leans[1]], 1)]
    return np.concatenate(table, axis=1)


def _middle(xy_px: Floats, part: str) -> Floats:
    return (xy_px[:, sided(Side.LEFT, part)] + xy_px[:, sided(Side.RIGHT, part)]) / 2


def _lean(lower: Floats, upper: Floats, facing: Facing) -> Floats:
    step = upper - lower
    return np.asarray(np.arctan2(step[:, 0] * int(facing), -step[:, 1]))


def _widths(outline_px: Floats, middle: dict[str, Floats]) -> Floats:
    """Return (T, 2 R): distances of the outline from the body's axis, behind and ahead [px]."""
    segments = (
        ("hip", "shoulder", TRUNK_AT),
        ("knee", "hip", THIGH_AT),
        ("ankle", "knee", SHANK_AT),
    )
    found, first = [], 0
    for lower, upper, at in segments:
        axis = middle[upper] - middle[lower]
        unit = axis / np.hypot(axis[:, 0], axis[:, 1])[:, None]
        rays = outline_px[:, first : first + len(at)] - middle[lower][:, None, None]
        first += len(at)
        away = rays[..., 0] * unit[:, None, None, 1] - rays[..., 1] * unit[:, None, None, 0]
        found.append(np.abs(away).reshape(len(axis), -1))
    return np.concatenate(found, axis=1)


def reference(table: Floats, frames: Bools) -> Floats:
    """Return the median of the features over the lifter's standing frames; NaN where unknown."""
    chosen = table[frames]
    known = np.isfinite(chosen).any(axis=0) if len(chosen) else np.zeros(table.shape[1], bool)
    middle = np.full(table.shape[1], np.nan)
    if known.any():
        middle[known] = np.nanmedian(chosen[:, known], axis=0)
    return middle
