"""Is a posture seen well enough to be judged? Said in one sentence, with what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from hiphinge.errors import ClipError
from hiphinge.motion.view import FRONT_DEG, way_back

if TYPE_CHECKING:
    from hiphinge.motion.posture import Posture

LEAST_LEG_PX = 40.0
"""A shorter leg is too small [px], a body of about 80: scaled down that far, a rendered person
whose joints are known was read with half as much error again."""
FEET_MARGIN = 0.01
"""A heel or toe this part of the picture beyond its edge is out of it."""
LEAST_VISIBILITY = 0.3
"""Hip, knee and ankle of the near side are hidden below this; a bar across the legs gave 0.5 and
was still read rightly by eye."""
MOST_SPREAD_DEG = 8.0
"""Leans of one picture that differ more between looks are guesses [deg]: sharp photos gave 0.5 to
4.5."""


def refuse_illegible(posture: Posture, width_px: int, height_px: int) -> None:
    """Refuse a posture that cannot be judged from its picture.

    Parameters
    ----------
    posture : Posture
        What was measured.
    width_px, height_px : int
        Size of the upright picture [px].

    Raises
    ------
    ClipError
        For a view from the front, the back or too far off the side, feet out of the picture, a
        body that is too small, hidden legs, and landmarks that do not hold still.
    """
    _refuse_view(posture)
    size = np.array([width_px, height_px])
    for part in ("heel", "foot_index", "ankle"):
        place = posture.places[part] / size
        if (place < -FEET_MARGIN).any() or (place > 1 + FEET_MARGIN).any():
            raise ClipError(
                "The feet are out of this picture: step back, or turn the phone, so that the whole "
                "body is in it, from head to feet."
            )
    if posture.leg_px < LEAST_LEG_PX:
        raise ClipError(
            "The body is too small in this picture: go closer, 3 to 5 m away, or give the photo as "
            "the phone took it."
        )
    if posture.visibility < LEAST_VISIBILITY:
        raise ClipError(
            "Hips, knees or feet are hidden in this picture: take it with nothing between the "
            "phone and the legs."
        )
    if posture.spread_deg > MOST_SPREAD_DEG:
        raise ClipError(
            "The body in this picture cannot be read reliably: take a sharp one in good light, in "
            "fitted clothes, with nothing before the body."
        )


def _refuse_view(posture: Posture) -> None:
    view = posture.view
    if view.usable:
        return
    turn_deg = view.yaw_deg.value
    way = way_back(turn_deg if view.front else -turn_deg, view.facing)
    if turn_deg >= FRONT_DEG:
        raise ClipError(
            f"This picture is taken from the {'front' if view.front else 'back'} (about "
            f"{turn_deg:.0f}° off the side), where a stance's angles cannot be measured: take it "
            "straight from the side, at hip height, 3 to 5 m away."
        )
    raise ClipError(
        f"This picture is taken about {turn_deg:.0f}° off the side, too far for its angles: move "
        f"the phone {way}, as seen from behind it, so that it looks straight at your side, at hip "
        "height, 3 to 5 m away."
    )
