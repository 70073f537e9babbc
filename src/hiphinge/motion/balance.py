"""Where a seen body's weight is over its foot, and the shin that a torso and a knee ask for.

A plane body of rigid segments (`segments.toml`, mean of man and woman) whose head and arms are
where the picture shows them. Who stands still has the centre of mass over the feet. All lengths
are in leg lengths, forward of the ankle.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np

from hiphinge.motion.segments import masses, usual

if TYPE_CHECKING:
    from hiphinge.quantities import Floats

    Lean: TypeAlias = float | Floats

CENTRE_SD: Final = 0.025
"""Standard deviation of the centre of mass for given leans [leg lengths]: 2 cm. Mass tables of
other people move it so far (de Leva 1996 against Dempster after Winter 2009)."""
SHIN_DEG: Final = (-60.0, 80.0)
"""A balanced shin is sought between these leans [deg]."""
HALVINGS: Final = 40
"""Halvings of that stretch: a billionth of a degree is left."""


@dataclass(frozen=True, slots=True)
class Build:
    """Lengths and places of one body, in leg lengths.

    Attributes
    ----------
    thigh, trunk : float
        Lengths knee to hip and hip to shoulder; the shank is 1 - thigh.
    head, upper_arm, forearm : float
        How far the head's middle is forward of the shoulder, the elbow of the shoulder, and the
        wrist of the elbow, in the picture.
    """

    thigh: float
    trunk: float
    head: float = 0.0
    upper_arm: float = 0.0
    forearm: float = 0.0


@dataclass(frozen=True, slots=True)
class _Weights:
    """Share of body mass of each segment, and where it lies; see `segments.Masses`."""

    mass: dict[str, float]
    centre: dict[str, float]
    foot: float
    heel_behind: float


@cache
def _weights() -> _Weights:
    table, foot = masses(np.array([0.5])), usual("foot").value
    return _Weights(
        {name: float(one[0]) for name, one in table.mass.items()},
        {name: float(one[0]) for name, one in table.centre.items()},
        foot,
        foot / 2 - usual("mid_foot").value,
    )


def foot_span() -> tuple[float, float]:
    """Return where the heel's end and the toes' are, forward of the ankle [leg lengths]."""
    known = _weights()
    return -known.heel_behind, known.foot - known.heel_behind


def model_sd() -> float:
    """Return the doubt of where the weight is that is not from leans [foot lengths]."""
    return float(np.hypot(CENTRE_SD, usual("mid_foot").sd)) / _weights().foot


def weight_on_foot(build: Build, trunk_deg: Lean, thigh_deg: Lean, shin_deg: Lean) -> Floats:
    """Return where the centre of mass is over the foot: 0 over the heel's end, 1 over the toes'.

    Parameters
    ----------
    build : Build
        The body.
    trunk_deg, thigh_deg, shin_deg : float or (N,) float
        Leans, positive with the upper end forward [deg].

    Returns
    -------
    (N,) float
        In foot lengths; outside of 0 to 1 nobody stands still without help.
    """
    known = _weights()
    trunk, thigh, shin = (np.sin(np.radians(lean)) for lean in (trunk_deg, thigh_deg, shin_deg))
    knee = (1 - build.thigh) * shin
    hip = knee + build.thigh * thigh
    shoulder = hip + build.trunk * trunk
    elbow = shoulder + build.upper_arm
    wrist = elbow + build.forearm
    ends: dict[str, tuple[Lean, Lean]] = {  # upper and lower end of each segment
        "trunk": (shoulder, hip),
        "upper_arm": (shoulder, elbow),
        "forearm": (elbow, wrist),
        "hand": (wrist, wrist),
        "thigh": (hip, knee),
        "shank": (knee, 0.0),
        "foot": (-known.heel_behind, known.foot - known.heel_behind),
    }
    forward = known.mass["head"] * (shoulder + build.head)
    for name, (upper, lower) in ends.items():
        at = upper + known.centre[name] * (lower - upper)
        forward = forward + known.mass[name] * at
    return np.asarray((forward + known.heel_behind) / known.foot)


def balanced_shin_deg(build: Build, trunk_deg: float, knee_deg: float, place: float) -> float:
    """Return the shin lean that holds the weight at a place of the foot [deg].

    Parameters
    ----------
    build : Build
        The body; head and arms keep their place beside the shoulder.
    trunk_deg, knee_deg : float
        Lean of the trunk and bend of the knee [deg].
    place : float
        Where the weight is to be: 0 heel, 1 toes.
    """
    low, high = SHIN_DEG
    for _ in range(HALVINGS):
        # The weight goes forward with the shin, so halving finds it.
        middle = (low + high) / 2
        if float(weight_on_foot(build, trunk_deg, middle - knee_deg, middle)) < place:
            low = middle
        else:
            high = middle
    return (low + high) / 2
