"""The body's own target: the balanced hinge that the lifter's own lengths ask for.

The standard's statement 2 wants the hips as far back as is natural. For one lean of the trunk and
one bend of the knee, a body can only stand with its hips in one place; that place is what is
natural, and it is found from the lifter's own proportions (`motion.rigid_body`). Its doubt is drawn
from everything that is not known: which point of the foot is pressed, the body's masses, lengths,
the soft knee's own zone, arms and load.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

from hiphinge.judgement.standard import load
from hiphinge.motion.rigid_body import CENTRE_SD, Body, Hold, balanced_shin_deg, pressed_at
from hiphinge.motion.segments import masses, usual
from hiphinge.quantities import Quantity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hiphinge.judgement.doubt import Zone
    from hiphinge.motion.proportions import Proportions
    from hiphinge.motion.rigid_body import Hands
    from hiphinge.quantities import Floats

SOFT_KNEE_DEG = (15.0, 20.0)
"""The soft knee (article, statement 4) [deg]: the target has its middle, the zone is its doubt."""
MID_FOOT = 0.5
"""The target presses the foot's middle, as a share of its length from the heel (model, D)."""
PRESSED = (0.35, 0.65)
"""People stand in balance anywhere between these; the target may lie so far off (model, D)."""
HANDS_SD = 0.10
"""Arms may hang this far ahead of or behind the foot's middle, in leg lengths: half of the way from
there to arms that hang straight at a lean of 60 degrees."""
BODY_KG = (67.5, 12.0)
"""Body mass where it is not said, and its standard deviation [kg]: middle of 73.0 and 61.9 (de Leva
1996, men and women); the spread is ours (R)."""
LOAD_UNSAID = (0.0, 1.0)
"""Load on the back where none is said: anything between these shares of body mass (R)."""
DRAWS = 2000
"""Plausible bodies drawn: standard deviations are then good to 2 %."""
SEED = 1996
"""The draws are the same every time, so that results repeat."""
LENGTHS = ("thigh", "trunk", "upper_arm", "forearm", "mid_foot", "foot")

Basis: TypeAlias = Literal["soft_knee", "own_knee"]
"""Which knee a target has: the standard's, or the one that the lifter had."""


@dataclass(frozen=True, slots=True)
class Target:
    """The balanced hinge of one body for one repetition.

    Attributes
    ----------
    measures : mapping of str to Quantity
        trunk_deg, thigh_deg, shin_deg, knee_deg, thigh_trunk_deg [deg]; hips_back_frac,
        hip_height_frac, knee_ahead_frac [leg lengths]. Empty where it is not known.
    basis : {"soft_knee", "own_knee"}
        Which knee it has.
    usual_back : float
        Where a body of usual proportions has its hips at the same lean and knee [leg lengths].
    loaded : bool
        Whether a load on the back of unsaid mass widens its doubt.
    why_not : str
        Why there is none; empty where there is one.
    """

    measures: Mapping[str, Quantity] = field(default_factory=dict)
    basis: Basis = "soft_knee"
    usual_back: float = float("nan")
    loaded: bool = False
    why_not: str = ""


def wanted_lean() -> Zone:
    """Return the lean of the trunk that the standard wants, from its rule `chest_down` [deg]."""
    return next(rule.good for rule in load().rules if rule.name == "chest_down")


def own_target(
    lengths: Proportions,
    done: Mapping[str, Quantity],
    *,
    floor: bool = False,
    hands: Hands = "over_foot",
    load_kg: float | None = None,
) -> Target:
    """Return the target of one repetition.

    Parameters
    ----------
    lengths : Proportions
        The lifter's.
    done : mapping of str to Quantity
        Measures at the bottom. The target leans as far as the lifter went, held inside the zone
        that the standard wants.
    floor : bool
        A pull from the floor: the knees must bend to the bar, so the target has the knee and the
        lean that the lifter had, and is about balance only.
    hands : {"over_foot", "at_shoulders"}
        Where they belong in this lift.
    load_kg : float or None
        What is lifted [kg]; it only matters on the back, since a load in the hands belongs over
        the foot's middle.
    """
    needed = ("trunk_deg", "knee_deg")
    if any(name not in done for name in needed):
        return Target(why_not="its bottom was not measured")
    random = np.random.default_rng(SEED)
    trunk, knee = _drawn(done["trunk_deg"], random), _drawn(done["knee_deg"], random)
    if not floor:
        zone = wanted_lean()
        trunk = np.clip(trunk, zone.low, zone.high)
        knee = _between(SOFT_KNEE_DEG, random)
    bodies = _bodies(lengths, random)
    pressure = MID_FOOT + _between(PRESSED, random) - np.mean(PRESSED)
    pressure += _drawn(Quantity(0.0, CENTRE_SD), random) / bodies.foot
    hold = _hold(bodies, random, hands, load_kg)
    shin = balanced_shin_deg(bodies, hold, trunk, knee, pressure)
    if not np.isfinite(shin[0]):
        return Target(why_not="no shin would balance this lean")
    usual_one = replace(lengths, thigh=usual("thigh"), trunk=usual("trunk"))
    average = _bodies(usual_one, np.random.default_rng(SEED))
    usual_shin = balanced_shin_deg(average, hold, trunk, knee, pressure)
    return Target(
        measures=_told(bodies, trunk, knee, shin),
        basis="own_knee" if floor else "soft_knee",
        usual_back=float(_places(average, usual_shin - knee, usual_shin)["hips_back_frac"][0]),
        loaded=hands == "at_shoulders" and load_kg is None,
    )


def _drawn(one: Quantity, random: np.random.Generator) -> Floats:
    """Draw plausible true values; the first is the value itself."""
    drawn = one.value + one.sd * random.standard_normal(DRAWS)
    drawn[0] = one.value
    return np.asarray(drawn)


def _between(edges: tuple[float, float], random: np.random.Generator) -> Floats:
    """Draw values between two edges, all alike; the first is their middle."""
    drawn = random.uniform(*edges, DRAWS)
    drawn[0] = float(np.mean(edges))
    return np.asarray(drawn)


def _bodies(lengths: Proportions, random: np.random.Generator) -> Body:
    """Draw bodies that the lifter's may be; the first is the likeliest."""
    of = {name: _drawn(getattr(lengths, name), random) for name in LENGTHS}
    return Body(
        shank=1 - of["thigh"],
        thigh=of["thigh"],
        trunk=of["trunk"],
        upper_arm=of["upper_arm"],
        forearm=of["forearm"],
        hand=_drawn(usual("hand"), random),
        heel=of["mid_foot"] - of["foot"] / 2,
        foot=of["foot"],
        # Between man and woman, with half of what lies between them as standard deviation.
        masses=masses(_drawn(Quantity(0.5, 0.5), random)),
    )


def _hold(bodies: Body, random: np.random.Generator, hands: Hands, load_kg: float | None) -> Hold:
    """Draw where hands and load may be."""
    if hands != "at_shoulders":
        # A load in the hands belongs over the point that is pressed: there it turns nothing.
        hands_at = pressed_at(bodies, MID_FOOT) + _drawn(Quantity(0.0, HANDS_SD), random)
        return Hold("over_foot", hands_at, np.zeros(DRAWS))
    if load_kg is None:
        return Hold("at_shoulders", np.zeros(DRAWS), _between(LOAD_UNSAID, random))
    body_kg = np.maximum(_drawn(Quantity(*BODY_KG), random), BODY_KG[0] / 2)
    return Hold("at_shoulders", np.zeros(DRAWS), load_kg / body_kg)


def _places(bodies: Body, thigh_deg: Floats, shin_deg: Floats) -> dict[str, Floats]:
    """Return where hip and knee are against the ankle, in leg lengths."""
    shin, thigh = np.radians(shin_deg), np.radians(thigh_deg)
    ahead = bodies.shank * np.sin(shin)
    return {
        "hips_back_frac": -(ahead + bodies.thigh * np.sin(thigh)),
        "hip_height_frac": bodies.shank * np.cos(shin) + bodies.thigh * np.cos(thigh),
        "knee_ahead_frac": ahead,
    }


def _told(bodies: Body, trunk: Floats, knee: Floats, shin: Floats) -> dict[str, Quantity]:
    """Return the likeliest body's measures, with the spread over all of them."""
    drawn = {
        "trunk_deg": trunk,
        "thigh_deg": shin - knee,
        "shin_deg": shin,
        "knee_deg": knee,
        "thigh_trunk_deg": trunk - shin + knee,
    } | _places(bodies, shin - knee, shin)
    return {
        name: Quantity(float(values[0]), float(np.nanstd(values))) for name, values in drawn.items()
    }
