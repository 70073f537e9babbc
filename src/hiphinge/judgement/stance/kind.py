"""What kind of posture a picture shows: the athletic position, or what it is instead.

As for repetitions, the kinds are regions of the measures, and the probability of a kind is the part
of the plausible true values that fall in its region.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

import numpy as np

from hiphinge.motion.posture import DRAWS, draw_leans
from hiphinge.motion.rigid_body import weight_on_foot, weight_sd
from hiphinge.numerals import decimal, percent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hiphinge.judgement.stance.rules import StanceLimits
    from hiphinge.motion.posture import Posture
    from hiphinge.quantities import Bools, Floats

StanceKind: TypeAlias = Literal[
    "athletic",
    "stiff_and_tall",
    "stiff_legged",
    "too_tall",
    "tall_squat",
    "hinge",
    "bow",
    "crouch",
    "driving",
    "propped",
    "off_floor",
    "not_on_feet",
    "unjudged",
]
KINDS: tuple[StanceKind, ...] = get_args(StanceKind)
STANCES: frozenset[StanceKind] = frozenset(KINDS[:8])
"""Kinds of somebody who stands on the feet, against whom the rules of the stance are held."""
SURE_ENOUGH = 0.5
"""The likeliest kind is named from this probability on, as for repetitions."""
NAMES: dict[StanceKind, str] = {
    "athletic": "an athletic position",
    "stiff_and_tall": "stiff-legged and too tall",
    "stiff_legged": "stiff-legged",
    "too_tall": "too tall",
    "tall_squat": "squatting with the chest too tall",
    "hinge": "a hinge, deeper than a stance",
    "bow": "a bow, deeper than a stance",
    "crouch": "a squat or crouch, lower than a stance",
    "driving": "driving forward, ahead of the feet",
    "propped": "held or loaded, not balanced over the feet",
    "off_floor": "on the toes or in the air",
    "not_on_feet": "not standing on the feet",
    "unjudged": "not judged",
}
"""The kinds as a person reads them."""
_SEEN: dict[StanceKind, str] = {
    "athletic": "the knees are bent and the trunk leans over them, neither tall nor far down",
    "stiff_and_tall": "the legs are nearly straight and the trunk is upright: this is standing",
    "stiff_legged": "the trunk leans over nearly straight legs",
    "too_tall": "the knees bend, but the trunk stays upright",
    "tall_squat": "the knees bend deep under an upright trunk and travel forward",
    "hinge": "the trunk is far down with the hips back",
    "bow": "the trunk is far down, but the hips hardly go back",
    "crouch": "the knees bend deeper than in a stance",
    "driving": "the weight is ahead of the toes, where nobody stands still: a start, a landing or "
    "a fall",
    "propped": "the body's weight is behind the heels: a seat, a grip or a load in front balances "
    "it",
    "off_floor": "the foot points down",
    "not_on_feet": "hips or shoulders are too low, or the trunk leans too far, for a stand",
}


@dataclass(frozen=True, slots=True)
class StanceVerdict:
    """The kind of posture.

    Attributes
    ----------
    kind : str
        One of `KINDS`.
    probability : float or None
        Of this kind; None where it is not judged.
    parts : mapping of str to float
        Probability of each kind.
    reason : str
        What it was seen by.
    """

    kind: StanceKind
    probability: float | None
    parts: Mapping[StanceKind, float]
    reason: str


def judge_posture(posture: Posture, limits: StanceLimits) -> StanceVerdict:
    """Name the kind of a posture."""
    drawn = _draw(posture)
    parts = _parts(drawn, limits)
    first, second = sorted(parts, key=lambda kind: -parts[kind])[:2]
    if parts[first] < SURE_ENOUGH:
        reason = (
            f"between {NAMES[first]} ({percent(parts[first])}) and {NAMES[second]} "
            f"({percent(parts[second])}): the measurement cannot tell them apart"
        )
        return StanceVerdict("unjudged", None, parts, reason)
    return StanceVerdict(first, parts[first], parts, f"{_SEEN[first]} ({_numbers(posture)})")


def _draw(posture: Posture) -> dict[str, Floats]:
    """Draw plausible true values of all that the regions ask for."""
    drawn = draw_leans(posture.measures)
    random = np.random.default_rng(20_001)
    leans = (drawn["trunk_deg"], drawn["knee_deg"], drawn["shin_deg"])
    rest = weight_sd() * random.standard_normal(DRAWS)
    drawn["weight_foot"] = weight_on_foot(posture.body, posture.hold, *leans) + rest
    for name in ("hips_back_frac", "toe_down_deg", "hip_height_frac", "chest_height_frac"):
        one = posture.measures[name]
        drawn[name] = one.value + one.sd * random.standard_normal(DRAWS)
    return drawn


def _parts(drawn: Mapping[str, Floats], limits: StanceLimits) -> dict[StanceKind, float]:
    """Return the probability of each kind; the regions are tried in this order."""
    trunk, knee, shin = drawn["trunk_deg"], drawn["knee_deg"], drawn["shin_deg"]
    stiff, tall = knee < limits.soft_knee_deg, trunk < limits.tall_trunk_deg
    far = trunk > limits.far_trunk_deg
    deep_knee = knee > limits.squat_knee_deg
    low = knee > limits.low_knee_deg
    lying = (trunk < limits.lying_back_deg) | (trunk > limits.lying_front_deg)
    lying |= drawn["hip_height_frac"] < limits.least_hip_frac
    lying |= drawn["chest_height_frac"] < limits.least_chest_frac
    regions: tuple[tuple[StanceKind, Bools], ...] = (
        ("not_on_feet", lying),
        ("off_floor", drawn["toe_down_deg"] > limits.toe_down_deg),
        ("driving", drawn["weight_foot"] > limits.ahead_foot),
        ("propped", drawn["weight_foot"] < limits.behind_foot),
        ("tall_squat", deep_knee & (trunk < limits.squat_trunk_deg)),
        ("crouch", low | (far & deep_knee & (shin > limits.hinge_shin_deg))),
        ("stiff_and_tall", tall & (knee < limits.standing_knee_deg)),
        ("too_tall", tall),
        ("stiff_legged", stiff),
        ("bow", far & (drawn["hips_back_frac"] < limits.bow_hips_back_frac)),
        ("hinge", far),
    )
    left = np.ones(DRAWS, dtype=bool)
    parts: dict[StanceKind, float] = {}
    for kind, region in regions:
        parts[kind] = float((left & region).mean())
        left &= ~region
    parts["athletic"] = float(left.mean())
    return parts


def _numbers(posture: Posture) -> str:
    """Say the angles that the kind was seen by."""

    def angle(name: str) -> str:
        one = posture.measures[name]
        return f"{decimal(one.value)}° ±{decimal(one.sd)}°"

    back = posture.measures["hips_back_frac"]
    return (
        f"knee {angle('knee_deg')}, trunk {angle('trunk_deg')}, shin {angle('shin_deg')}, hips "
        f"back {decimal(back.value, 2)} ±{decimal(back.sd, 2)} leg lengths"
    )
