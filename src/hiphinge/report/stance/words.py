"""What is said of a posture beside its numbers: the verdict, what follows, torso and shin."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from hiphinge.judgement.doubt import MORE_LIKELY, certainty
from hiphinge.judgement.stance.kind import NAMES, STANCES
from hiphinge.numerals import chance, decimal, percent
from hiphinge.report.words import amount

if TYPE_CHECKING:
    from hiphinge.judgement.doubt import Zone
    from hiphinge.judgement.stance.kind import StanceKind, StanceVerdict
    from hiphinge.judgement.stance.torso_and_shin import TorsoAndShin
    from hiphinge.quantities import Quantity

EDGES_APART_DEG = 1.0
"""Edges that are nearer than this are said as one [deg]."""

BETTER = "The position is there; the way to a better one is below."
"""What follows where the athletic position has something to mend."""
DETAIL: dict[StanceKind, str] = {
    "athletic": "Hips back, knees soft, chest over the feet: from here you can go either way.",
    "stiff_and_tall": "Nothing is loaded to move with: every start begins with bending first.",
    "stiff_legged": "The hips bend, but straight legs have nothing to push with until they bend.",
    "too_tall": "The legs are ready, the hips are not: an upright torso leaves them out.",
    "tall_squat": "Standing still, a tall torso over deep knees sends the shins far forward and "
    "leaves the work to the thighs.",
    "hinge": "Hinge and athletic position are one thing to the article; this one goes on to where "
    "a hinge lifts. If lifting is what you do here, film a set and judge that with hiphinge "
    "analyze.",
    "bow": "The chest goes down, but the hips do not go back: that is no athletic position, and no "
    "hinge either.",
    "crouch": "Deeper than a place to wait in: as the dip before a jump, or the bottom of a squat, "
    "it may be what you want.",
    "driving": "The rules of a stance are not held against it: who pushes off or lands is out of "
    "balance for that moment.",
    "propped": "The rules of a stance are not held against it: take the picture with empty hands, "
    "on your own feet.",
    "off_floor": "The rules of a stance are not held against it: take the picture with both feet "
    "flat on the floor.",
    "not_on_feet": "The rules of a stance are not held against it: take the picture standing on "
    "both feet.",
    "unjudged": "",
}
"""What follows from each kind."""


def verdict(found: StanceVerdict) -> str:
    """Say in one sentence what the posture is and how sure that is."""
    if found.probability is None:
        return f"Not judged: {found.reason}."
    name = NAMES[found.kind]
    likeliest = found.probability < MORE_LIKELY
    sure = "the likeliest of all" if likeliest else certainty(found.probability)
    return f"{name[:1].upper()}{name[1:]}: {sure} ({chance(found.probability)})."


def torso_and_shin(pair: TorsoAndShin, kind: StanceKind) -> list[str]:
    """Say what torso and shin mean together, in the article's angle.

    Parameters
    ----------
    pair : TorsoAndShin
    kind : str
        Kind of the posture: balance says something only of who stands on the feet.
    """
    said = [
        f"The shin makes {_angle(pair.ground_deg)} with the ground in front of it (it leans "
        f"{_angle(pair.shin_deg)} from vertical); the torso leans {_angle(pair.torso_deg)} from "
        "vertical."
    ]
    known = math.isfinite(pair.still_deg.low + pair.still_deg.high + pair.other_deg)
    if known and (kind in STANCES or kind == "unjudged"):
        way = "up" if pair.other_trunk_deg < pair.torso_deg.value else "down"
        size = "smaller" if pair.other_deg < pair.still_deg.low else "larger"
        said.append(
            f"Standing still with these knees and this torso, {_range(pair.still_deg)} puts the "
            f"weight over the middle of the foot. With the torso {way} at "
            f"{decimal(pair.other_trunk_deg)}° that would be a {size} angle, "
            f"{decimal(pair.other_deg)}°: "
            "in a still stance a taller torso sends bent knees farther forward."
        )
    if kind == "driving":
        said.append(
            "Here the weight is ahead of the toes, as in a start: then both go forward together."
        )
    examples = " and ".join(f"{tilt:.0f}° at {speed:g} m/s²" for speed, tilt in pair.tilts_deg)
    said.append(
        "Starting fast it is the other way round, and this is what the article means: the force "
        f"into the ground tilts forward, by {examples}, and the body tilts with it. A small angle "
        "between shin and ground then needs the torso down too; a torso that stays tall keeps the "
        "shin up, and the push goes up instead of forward."
    )
    return said


def number(value: float, sd: float | None, unit: str) -> str:
    """Say a measure with its doubt, in its own words for what words has none."""
    if unit in {"foot", "of foot"}:
        doubt = "" if sd is None else f" ±{percent(sd)}"
        return f"{percent(value)}{doubt}"
    return amount(value, sd, "frac" if unit == "leg" else unit)


def _angle(quantity: Quantity) -> str:
    return amount(quantity.value, quantity.sd, "deg")


def _range(zone: Zone) -> str:
    if zone.high - zone.low < EDGES_APART_DEG:
        return f"{decimal((zone.low + zone.high) / 2)}°"
    return f"{decimal(zone.low)}° to {decimal(zone.high)}°"
