"""A plane body of rigid segments: where it is heavy, and the shin that balances it.

Who stands still has the centre of mass over the point of the foot that is pressed. With knee,
trunk and hands given, one thing is left free: how the whole body turns about the ankle. The sum
over segments, m x, is then A sin(shin) + B sin(shin - knee) + C, so the shin follows in closed
form.

Lengths are in any one unit, forward of the ankle; leg lengths where not said otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from hiphinge.motion.segments import Masses
    from hiphinge.quantities import Floats

Hands: TypeAlias = Literal["over_foot", "hanging", "at_shoulders"]
"""Where the hands are: over a point of the foot, straight below the shoulders, or at them."""

BAR_DOWN, BAR_BEHIND = 0.035, 0.07
"""A bar on the back lies this far down the trunk from the seventh neck vertebra, and behind the
trunk's line, in leg lengths: 3 and 6 cm (D, the balance model's own)."""


@dataclass(frozen=True, slots=True)
class Body:
    """Lengths and masses of one body, or of N of them.

    Attributes
    ----------
    shank, thigh, trunk, upper_arm, forearm, hand : float or (N,) float
        Ankle to knee, to hip, to shoulder; shoulder to elbow, to wrist, to the grip.
    heel, foot : float or (N,) float
        Where the heel's end is, ahead of the ankle (it is negative), and the foot's length.
    masses : Masses
        The segments' masses.
    """

    shank: Floats
    thigh: Floats
    trunk: Floats
    upper_arm: Floats
    forearm: Floats
    hand: Floats
    heel: Floats
    foot: Floats
    masses: Masses


@dataclass(frozen=True, slots=True)
class Hold:
    """Where hands and load are.

    Attributes
    ----------
    hands : {"over_foot", "hanging", "at_shoulders"}
    hands_at : float or (N,) float
        Hands over the foot are this far ahead of the ankle.
    load : float or (N,) float
        Load in shares of body mass: in the hands, or on the back with the hands at the shoulders.
    """

    hands: Hands
    hands_at: Floats
    load: Floats


def arm_centre(body: Body) -> tuple[Floats, Floats]:
    """Return the arms' moment along a straight arm, and its length to the grip.

    The moment is the sum over both arms' segments of mass times distance from the shoulder.
    """
    weighed = body.masses
    mass, centre = weighed.mass, weighed.centre
    elbow, wrist = body.upper_arm, body.upper_arm + body.forearm
    moment = (
        mass["upper_arm"] * centre["upper_arm"] * body.upper_arm
        + mass["forearm"] * (elbow + centre["forearm"] * body.forearm)
        + mass["hand"] * (wrist + centre["hand"] * body.hand)
    )
    return moment, wrist + body.hand


def above_hip(
    body: Body, hold: Hold, trunk_deg: Floats, hip: Floats | float
) -> tuple[Floats, Floats]:
    """Return mass and moment of all that the hips carry: trunk, head, arms and load.

    Parameters
    ----------
    body : Body
    hold : Hold
    trunk_deg : float or (N,) float
        Lean of the trunk [deg].
    hip : float or (N,) float
        Where the hip is ahead of the ankle.

    Returns
    -------
    mass, moment : (N,) float
        In shares of body mass, and that times the distance ahead of the ankle.
    """
    weighed, lean = body.masses, np.radians(trunk_deg)
    forward = body.trunk * np.sin(lean)
    shoulder = hip + forward
    mass = weighed.mass
    arms = mass["upper_arm"] + mass["forearm"] + mass["hand"]
    moment = mass["trunk"] * (shoulder - weighed.centre["trunk"] * forward)
    moment = moment + mass["head"] * (shoulder + weighed.head_beyond * forward)
    moment = moment + arms * shoulder
    if hold.hands == "over_foot":
        along, reach = arm_centre(body)
        moment = moment + along / reach * (hold.hands_at - shoulder)
    bar = {
        "over_foot": hold.hands_at,
        "hanging": shoulder,
        "at_shoulders": shoulder
        + (weighed.neck_beyond * body.trunk - BAR_DOWN) * np.sin(lean)
        - BAR_BEHIND * np.cos(lean),
    }[hold.hands]
    return mass["trunk"] + mass["head"] + arms + hold.load, moment + hold.load * bar


def pressed_at(body: Body, share: Floats | float) -> Floats:
    """Return the point of the foot at a share of its length from the heel, ahead of the ankle."""
    return np.asarray(body.heel + share * body.foot)


def centre_of_mass(
    body: Body, hold: Hold, trunk_deg: Floats, knee_deg: Floats, shin_deg: Floats
) -> Floats:
    """Return how far the centre of mass of body and load is ahead of the ankle."""
    shin, thigh = np.radians(shin_deg), np.radians(shin_deg - knee_deg)
    knee = body.shank * np.sin(shin)
    hip = knee + body.thigh * np.sin(thigh)
    mass, centre = body.masses.mass, body.masses.centre
    _, moment = above_hip(body, hold, trunk_deg, hip)
    moment = moment + mass["thigh"] * (hip + centre["thigh"] * (knee - hip))
    moment = moment + mass["shank"] * knee * (1 - centre["shank"])
    moment = moment + mass["foot"] * (body.heel + centre["foot"] * body.foot)
    return np.asarray(moment / (1 + hold.load))


def balanced_shin_deg(
    body: Body, hold: Hold, trunk_deg: Floats, knee_deg: Floats, pressure: Floats | float = 0.5
) -> Floats:
    """Return the shin lean at which body and load stand in balance [deg].

    Parameters
    ----------
    body : Body
    hold : Hold
    trunk_deg, knee_deg : float or (N,) float
        Lean of the trunk, and how much the knee is bent [deg].
    pressure : float or (N,) float
        Where the foot is pressed: 0 heel, 1 toes; 0.5 is mid-foot.

    Returns
    -------
    (N,) float
        NaN where no lean balances it.
    """
    mass, centre = body.masses.mass, body.masses.centre
    carried, moment = above_hip(body, hold, trunk_deg, 0.0)
    per_hip = carried
    if hold.hands == "over_foot":  # what hangs between shoulder and hands goes with both
        along, reach = arm_centre(body)
        per_hip = carried - along / reach - hold.load
    by_shin = body.shank * (per_hip + mass["thigh"] + mass["shank"] * (1 - centre["shank"]))
    by_thigh = body.thigh * (per_hip + mass["thigh"] * (1 - centre["thigh"]))
    still = moment + mass["foot"] * (body.heel + centre["foot"] * body.foot)
    wanted = pressed_at(body, pressure) * (1 + hold.load) - still
    knee = np.radians(knee_deg)
    # A sin(s) + B sin(s - k) is one sine, R sin(s - d).
    ahead, across = by_shin + by_thigh * np.cos(knee), by_thigh * np.sin(knee)
    part = wanted / np.hypot(ahead, across)
    part = np.where(np.abs(part) <= 1, part, np.nan)
    return np.asarray(np.degrees(np.arcsin(part) + np.arctan2(across, ahead)))
