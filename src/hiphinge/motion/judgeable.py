"""Whether anything can be said of a clip's motion at all, and which measures its view shows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from hiphinge.errors import ClipError
from hiphinge.motion.view import FRONT_DEG, way_back
from hiphinge.quantities import Missing, Series

if TYPE_CHECKING:
    from hiphinge.motion.motion import Motion

MEASURED_LEAST = 0.4
"""A clip is refused when the lifter is measured in less than this part of it."""

TOO_FAR = "the camera looks too far from the side"
"""Why nothing but times is told of a view."""

TIMES = frozenset({"eccentric_s", "pause_s", "concentric_s", "flight_s"})
"""What any view shows: times between moments that a body's path through the picture tells. The time
from one angle's turn to another's is not among them, for a view that hides the angles hides it."""


def is_shown(motion: Motion, name: str) -> bool:
    """Tell whether a measure can be read from where the camera stands: `TIMES` always can.

    Too far off the side, everything else is foreshortened by an angle that is itself not known
    well, and brought nearer to the camera or farther away: its doubt would not hold.
    """
    return motion.view.usable or name in TIMES


def shown(motion: Motion) -> Motion:
    """Return a motion in which what its view does not show is unknown."""
    if motion.view.usable:
        return motion
    nothing = np.full(len(motion.time_s), np.nan)
    return replace(motion, series=dict.fromkeys(motion.series, Series(nothing, nothing)))


def refuse_unjudgeable(motion: Motion) -> None:
    """Refuse a clip that nothing can be said of.

    Raises
    ------
    ClipError
        For a front view, and for a lifter who is out of the picture or lost most of the time.
    """
    view = motion.view
    yaw = view.yaw_deg
    if yaw.value >= FRONT_DEG:
        raise ClipError(
            f"This clip is filmed from the front or back (about {yaw.value:.0f}° off the side), "
            f"where a hinge cannot be measured: move the phone "
            f"{way_back(yaw.value if view.front else -yaw.value, view.facing)}, as seen from "
            "behind it, so that it stands straight to your side, at hip height, 3 to 5 m away."
        )
    in_view = motion.missing != Missing.OTHER_VIEW
    measured = motion.missing[in_view] == Missing.NO
    if measured.mean() >= MEASURED_LEAST:
        return
    out = np.mean(motion.missing[in_view] == Missing.OUT_OF_PICTURE)
    if out > (1 - measured.mean()) / 2:
        raise ClipError(
            "Hips, legs or feet are out of the picture in most of this clip: step back, or turn "
            "the phone, so that the whole body stays in view."
        )
    raise ClipError(
        "The lifter could not be followed through most of this clip: film one person alone, in "
        "good light, against a background of another colour."
    )
