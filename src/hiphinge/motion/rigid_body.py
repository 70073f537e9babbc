"""A plane body of rigid segments: where it is heavy, and the shin that balances it.

Who stands still has the centre of mass over the point of the foot that is pressed. With knee,
trunk and hands given, one thing is left free: how the whole body turns about the ankle. The sum
over segments, m x, is then A sin(shin) + B sin(shin - knee) + C, so the shin follows in closed
form. Hands may be where they belong, as a target has them, or where a picture shows them.

Lengths are in any one unit, forward of the ankle; leg lengths where not said otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

from hiphinge.motion.segments import masses, usual

if TYPE_CHECKING:
    from hiphinge.motion.segments import Masses
    from hiphinge.quantities import Floats

    Number: TypeAlias = float | Floats

Hands: TypeAlias = Literal["over_foot", "hanging", "at_shoulders", "as_seen"]
"""Where the hands are: over a point of the foot, straight below the shoulders, at them, or where a
picture shows them."""

CENTRE_SD = 0.02
"""How far ahead or behind the true centre of mass lies of a body of rigid sticks whose leans and
lengths are known, in leg lengths (D: against the centre of volume of 40 made-up bodies in five
postures, root mean square 0.019). Another table of masses, Dempster's after Winter 2009, moves it
by 0.007 at most in such postures (D): that is no doubt beside this one."""
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

    shank: Number
    thigh: Number
    trunk: Number
    upper_arm: Number
    forearm: Number
    hand: Number
    heel: Number
    foot: Number
    masses: Masses


@dataclass(frozen=True, slots=True)
class Hold:
    """Where hands and load are, and the head where it was seen.

    Attributes
    ----------
    hands : {"over_foot", "hanging", "at_shoulders", "as_seen"}
    hands_at : float or (N,) float
        Hands over the foot are this far ahead of the ankle.
    load : float or (N,) float
        Load in shares of body mass: in the hands, or on the back with the hands at the shoulders.
    head, elbow, wrist : float or (N,) float
        As seen: how far ahead of the shoulder the head's middle, the elbow, and the wrist with the
        hand are. Otherwise the head goes on where the trunk points.
    """

    hands: Hands
    hands_at: Number = 0.0
    load: Number = 0.0
    head: Number = 0.0
    elbow: Number = 0.0
    wrist: Number = 0.0


def usual_body(thigh: float, trunk: float) -> Body:
    """Return a body of known thigh and trunk, in leg lengths; all else is usual.

    Its masses are in the middle between man and woman.
    """
    foot = usual("foot").value
    return Body(
        shank=1 - thigh,
        thigh=thigh,
        trunk=trunk,
        upper_arm=usual("upper_arm").value,
        forearm=usual("forearm").value,
        hand=usual("hand").value,
        heel=usual("mid_foot").value - foot / 2,
        foot=foot,
        masses=masses(np.array(0.5)),
    )


def arms_moment(weighed: Masses, elbow: Number, wrist: Number, grip: Number) -> Number:
    """Return the sum over both arms' segments of mass times distance from the shoulder.

    Elbow, wrist and grip are so far from it, along the arm or level.
    """
    mass, centre = weighed.mass, weighed.centre
    return (
        mass["upper_arm"] * centre["upper_arm"] * elbow
        + mass["forearm"] * (elbow + centre["forearm"] * (wrist - elbow))
        + mass["hand"] * (wrist + centre["hand"] * (grip - wrist))
    )


def _straight_arm(body: Body) -> tuple[Number, Number]:
    """Return the arms' moment along a straight arm, and its length to the grip."""
    wrist = body.upper_arm + body.forearm
    reach = wrist + body.hand
    return arms_moment(body.masses, body.upper_arm, wrist, reach), reach


def above_hip(body: Body, hold: Hold, trunk_deg: Number, hip: Number) -> tuple[Number, Number]:
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
    mass, seen = weighed.mass, hold.hands == "as_seen"
    arms = mass["upper_arm"] + mass["forearm"] + mass["hand"]
    moment = mass["trunk"] * (shoulder - weighed.centre["trunk"] * forward)
    moment = moment + mass["head"] * (
        shoulder + (hold.head if seen else weighed.head_beyond * forward)
    )
    moment = moment + arms * shoulder
    if seen:
        moment = moment + arms_moment(weighed, hold.elbow, hold.wrist, hold.wrist)
    elif hold.hands == "over_foot":
        along, reach = _straight_arm(body)
        moment = moment + along / reach * (hold.hands_at - shoulder)
    load_at = {
        "over_foot": hold.hands_at,
        "hanging": shoulder,
        "at_shoulders": shoulder
        + (weighed.neck_beyond * body.trunk - BAR_DOWN) * np.sin(lean)
        - BAR_BEHIND * np.cos(lean),
        "as_seen": shoulder + hold.wrist,
    }[hold.hands]
    return mass["trunk"] + mass["head"] + arms + hold.load, moment + hold.load * load_at


def pressed_at(body: Body, share: Number) -> Floats:
    """Return the point of the foot at a share of its length from the heel, ahead of the ankle."""
    return np.asarray(body.heel + share * body.foot)


def centre_of_mass(
    body: Body, hold: Hold, trunk_deg: Number, knee_deg: Number, shin_deg: Number
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


def weight_on_foot(
    body: Body, hold: Hold, trunk_deg: Number, knee_deg: Number, shin_deg: Number
) -> Floats:
    """Return where the centre of mass is over the foot: 0 over the heel's end, 1 over the toes'.

    In foot lengths; outside of 0 to 1 nobody stands still without help.
    """
    centre = centre_of_mass(body, hold, trunk_deg, knee_deg, shin_deg)
    return np.asarray((centre - body.heel) / body.foot)


def weight_sd() -> float:
    """Return the doubt of where the weight of a usual foot is, beside that of leans [foot]."""
    return float(np.hypot(CENTRE_SD, usual("mid_foot").sd)) / usual("foot").value


def balanced_shin_deg(
    body: Body, hold: Hold, trunk_deg: Number, knee_deg: Number, pressure: Number = 0.5
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
        along, reach = _straight_arm(body)
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
