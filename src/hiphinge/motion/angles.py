"""Segment leans and joint angles of the side view, signed.

Conventions (ISB: X forward, Y up; Wu & Cavanagh 1995, J Biomech 28:1257): a segment's lean is
that of its upper end forward of vertical. Joint angles are differences of leans, never an
unsigned `acos`: near a straight joint that would read noise as flexion and hide hyperextension.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from hiphinge.quantities import Facing, Floats


def lean_deg(lower_px: Floats, upper_px: Floats, facing: Facing) -> Floats:
    """Lean of a segment's upper end forward of vertical.

    Parameters
    ----------
    lower_px, upper_px : (..., 2) float
        Ends of the segment in the picture, x right, y down [px].
    facing : Facing
        Where the lifter looks; forward is positive.

    Returns
    -------
    (...) float
        0 upright, 90 level and forward, in (-180, 180] [deg]; NaN where an end is unseen.
    """
    step = upper_px - lower_px
    # ISB axes: X forward, Y up.
    return np.degrees(np.arctan2(step[..., 0] * int(facing), -step[..., 1]))


def knee_flexion_deg(shin_deg: Floats, thigh_deg: Floats) -> Floats:
    """Knee flexion, 0 straight, positive bent, negative hyperextended [deg]: shin - thigh."""
    return shin_deg - thigh_deg


def thigh_trunk_flexion_deg(trunk_deg: Floats, thigh_deg: Floats) -> Floats:
    """Flexion between thigh and the line hip to shoulder, 0 in line [deg]: trunk - thigh.

    Hip and spine together: one line from hip to shoulder cannot tell them apart.
    """
    return trunk_deg - thigh_deg
