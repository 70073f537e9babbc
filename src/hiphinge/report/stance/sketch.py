"""Three stick figures that show how torso and shin go together."""

from __future__ import annotations

import math
from html import escape
from typing import TYPE_CHECKING

import numpy as np

from hiphinge.judgement.stance.kind import STANCES
from hiphinge.motion.rigid_body import pressed_at
from hiphinge.numerals import decimal
from hiphinge.report.stance.figure import line, wedge

if TYPE_CHECKING:
    from hiphinge.motion.rigid_body import Body
    from hiphinge.quantities import Floats
    from hiphinge.report.stance.model import StanceReport

LEG = 100.0
"""Length of the leg in a sketch, in its own units; widths below are in them."""
WIDE, HIGH, GROUND_AT = 240.0, 230.0, 200.0
HEAD, NECK = 0.13, 0.26
"""The head's radius, and how far its middle is beyond the shoulder [leg lengths]."""
ANKLE = 0.08
"""Height of the ankle [leg lengths]."""
FAR_DOWN_DEG = 55.0
"""A torso farther down than this is not shown starting: tilted on, it would lie [deg]."""


def sketches(report: StanceReport, body: Body, facing: int) -> str:
    """Return figures of the posture, of another torso over the same knees, and of a start.

    Parameters
    ----------
    report : StanceReport
        What was said.
    body : Body
        Its lengths are taken, in leg lengths.
    facing : int
        1 where it looks right, -1 where left.
    """
    pair = report.torso_and_shin
    torso, shin = pair.torso_deg.value or 0.0, pair.shin_deg.value or 0.0
    knee = report.measures["knee_deg"].value or 0.0
    shown = [("as you are", torso, shin, knee)]
    low, high, other = pair.still_low_deg, pair.still_high_deg, pair.other_deg
    stands = report.kind in STANCES or report.kind == "unjudged"
    if stands and other is not None:
        shown.append(
            (
                f"standing still, same knees, torso at {decimal(pair.other_trunk_deg)}°",
                pair.other_trunk_deg,
                90.0 - other,
                knee,
            )
        )
    if stands and low is not None and high is not None and torso <= FAR_DOWN_DEG:
        tilt = pair.tilts[0]
        shown.append(
            (
                f"starting at {tilt.acceleration_mps2:g} m/s²: the whole body tilts by "
                f"{decimal(tilt.tilt_deg)}°",
                torso + tilt.tilt_deg,
                90.0 - (low + high) / 2 + tilt.tilt_deg,
                knee,
            )
        )
    return "".join(_sketch(body, facing, leans, words) for words, *leans in shown)


def _sketch(body: Body, facing: int, leans: list[float], words: str) -> str:
    torso, shin, knee = leans
    joints = _joints(body, torso, shin, knee)
    middle = sum(float(place[0]) for place in joints.values()) / len(joints)

    def at(place: Floats) -> Floats:
        return np.array(
            [WIDE / 2 + facing * LEG * (place[0] - middle), GROUND_AT - LEG * (place[1] + ANKLE)]
        )

    sole = [np.array([float(pressed_at(body, end)), -ANKLE]) for end in (0.0, 1.0)]
    ankle, ahead = at(joints["ankle"]), np.array([float(facing), 0.0])
    limbs = [at(joints[name]) for name in ("ankle", "knee", "hip", "shoulder")]
    head = at(joints["head"])
    rise = limbs[1] - limbs[0]
    drawn = [
        line([np.array([8.0, GROUND_AT]), np.array([WIDE - 8.0, GROUND_AT])], "floor"),
        line([ankle, ankle + 62 * ahead], "level"),
        wedge(ankle, ahead, rise / np.hypot(*rise), 34.0, "ground"),
        line([at(sole[0]), ankle, at(sole[1])], "limb"),
        line([at(sole[0]), at(sole[1])], "limb"),
        line(limbs, "limb"),
        f'<circle class="head" cx="{head[0]:.1f}" cy="{head[1]:.1f}" r="{HEAD * LEG:.1f}"/>',
    ]
    said = f"torso {decimal(torso)}°, shin {decimal(90.0 - shin)}° to the ground"
    return (
        f'<figure class="sketch"><svg viewBox="0 0 {WIDE:.0f} {HIGH:.0f}" role="img" '
        f'aria-label="{escape(f"{words}: {said}")}">{"".join(drawn)}</svg>'
        f"<figcaption><strong>{escape(said)}</strong><br>{escape(words)}</figcaption></figure>"
    )


def _joints(body: Body, torso: float, shin: float, knee: float) -> dict[str, Floats]:
    """Return the joints, forward and up of the ankle [leg lengths]."""

    def way(lean: float, length: float) -> Floats:
        return length * np.array([math.sin(math.radians(lean)), math.cos(math.radians(lean))])

    ankle = np.zeros(2)
    knee_at = ankle + way(shin, float(body.shank))
    hip = knee_at + way(shin - knee, float(body.thigh))
    shoulder = hip + way(torso, float(body.trunk))
    return {
        "ankle": ankle,
        "knee": knee_at,
        "hip": hip,
        "shoulder": shoulder,
        "head": shoulder + way(torso, NECK),
    }
