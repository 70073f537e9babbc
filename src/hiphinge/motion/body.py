"""The lifter's own lengths in the picture, and metres where something of known size is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from hiphinge.motion.motion import Scale
from hiphinge.pose.skeleton import sided
from hiphinge.quantities import Quantity, Side

if TYPE_CHECKING:
    from hiphinge.quantities import Floats

LEG_PER_STATURE = 0.491
"""Thigh and shank over stature (0.245 + 0.246; Drillis & Contini 1966, after Winter 2009)."""
LEG_PER_STATURE_SD = 0.015
"""Spread of that ratio between people, 3 %: the usual scale error of the method."""
PLATE_M = 0.450
"""Diameter of a full-size weight plate [m] (IWF technical rules)."""


def leg_length_px(xy_px: Floats, sides: tuple[Side, ...] = tuple(Side)) -> Quantity:
    """Return ankle to knee to hip along the leg, median over sides and frames [px].

    Its standard deviation is the robust spread over frames: a rigid leg seen from a true side
    view keeps its length.
    """
    lengths = []
    for side in sides:
        hip, knee, ankle = (xy_px[:, int(sided(side, p))] for p in ("hip", "knee", "ankle"))
        lengths.append(np.hypot(*(hip - knee).T) + np.hypot(*(knee - ankle).T))
    length = np.mean(lengths, axis=0)
    length = length[np.isfinite(length)]
    if not len(length):
        return Quantity(float("nan"), float("nan"))
    middle = float(np.median(length))
    return Quantity(middle, 1.4826 * float(np.median(np.abs(length - middle))))


def near_leg_px(xy_px: Floats, near: Side, landmark_leg: float) -> Quantity:
    """Return the length of the near leg between joint centres [px].

    Parameters
    ----------
    xy_px : (T, 33, 2) float
        Landmarks [px].
    near : Side
        The near side; the far leg is smaller in perspective.
    landmark_leg : float
        Length between landmarks over that between joint centres, by what found them.
    """
    leg = leg_length_px(xy_px, (near,))
    return Quantity(leg.value / landmark_leg, leg.sd / landmark_leg)


def scale_from_stature(leg_px: Quantity, height_cm: float) -> Scale:
    """Return metres to a pixel from the lifter's stature [cm]."""
    leg_m = LEG_PER_STATURE * height_cm / 100
    relative = np.hypot(LEG_PER_STATURE_SD / LEG_PER_STATURE, leg_px.sd / leg_px.value)
    value = leg_m / leg_px.value
    return Scale(Quantity(value, float(value * relative)), f"stature {height_cm:g} cm")


def scale_from_plate(diameter_px: float, diameter_m: float = PLATE_M) -> Scale:
    """Return metres to a pixel from a plate measured in the picture [px]; 2 % sure."""
    value = diameter_m / diameter_px
    return Scale(Quantity(value, 0.02 * value), f"plate of {diameter_m * 100:g} cm")
