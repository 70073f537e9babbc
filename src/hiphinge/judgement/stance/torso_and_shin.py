"""Torso and shin read together, with the shin's angle counted as the article counts it.

The article speaks of the angle between the shin and the ground in front of it: small means strongly
forward. Science counts the lean from vertical; the two add up to 90 degrees.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hiphinge.motion.rigid_body import balanced_shin_deg
from hiphinge.quantities import Quantity

if TYPE_CHECKING:
    from hiphinge.judgement.doubt import Zone
    from hiphinge.judgement.stance.rules import PairLimits
    from hiphinge.motion.posture import Posture

RIGHT_ANGLE_DEG = 90.0


@dataclass(frozen=True, slots=True)
class TorsoAndShin:
    """What torso and shin say together.

    Attributes
    ----------
    torso_deg, shin_deg : Quantity
        Leans from vertical, positive forward [deg].
    ground_deg : Quantity
        Angle between the shin and the ground in front of it [deg]: 90 - `shin_deg`.
    still_deg : Zone
        That angle with the weight over the middle of the foot, standing still, for this torso and
        these knees [deg]; NaN where no shin holds it there.
    other_trunk_deg, other_deg : float
        Another torso, and that angle with it and the same knees, standing still [deg];
        NaN as above.
    tilts_deg : tuple of (float, float)
        Accelerations [m/s2], and how far each tilts the force into the ground from vertical [deg].
    """

    torso_deg: Quantity
    shin_deg: Quantity
    ground_deg: Quantity
    still_deg: Zone
    other_trunk_deg: float
    other_deg: float
    tilts_deg: tuple[tuple[float, float], ...]


def read_together(posture: Posture, limits: PairLimits) -> TorsoAndShin:
    """Read torso and shin of a posture together.

    Notes
    -----
    Standing still the shin follows from balance: the taller the torso over bent knees, the farther
    forward the shin. Accelerating by ``a`` the force into the ground tilts by ``atan(a / g)``, and
    the whole body tilts with it.
    """
    shin, trunk = posture.measures["shin_deg"], posture.measures["trunk_deg"]
    knee = posture.measures["knee_deg"].value

    def still(trunk_deg: float, place: float) -> float:
        shin_deg = balanced_shin_deg(posture.body, posture.hold, trunk_deg, knee, place)
        return RIGHT_ANGLE_DEG - float(shin_deg)

    middle = limits.middle
    # Weight farther forward goes with a shin farther forward: a smaller angle to the ground.
    zone = type(middle)(still(trunk.value, middle.high), still(trunk.value, middle.low))
    other = max(limits.other_trunks_deg, key=lambda one: abs(one - trunk.value))
    return TorsoAndShin(
        torso_deg=trunk,
        shin_deg=shin,
        ground_deg=Quantity(RIGHT_ANGLE_DEG - shin.value, shin.sd),
        still_deg=zone,
        other_trunk_deg=other,
        other_deg=still(other, (middle.low + middle.high) / 2),
        tilts_deg=tuple(
            (one, math.degrees(math.atan(one / limits.gravity_mps2)))
            for one in limits.accelerations_mps2
        ),
    )
