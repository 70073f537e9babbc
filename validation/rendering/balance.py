"""Posture from a repetition's depth: arms that rest on the thighs, a body that does not topple.

The whole-body centre of mass is kept over a chosen point of the foot.
Segment masses and centres: de Leva 1996, J Biomech 29:1223, doi 10.1016/0021-9290(95)00178-6.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .posture import EVEN_SPINE, Arm, Leg, Posture

if TYPE_CHECKING:
    from .body import Person
    from .motion import Arms, Repetition

# Segment: first joint, second joint, mass fraction and centre from the first, men then women.
_SEGMENTS: tuple[tuple[str, str, tuple[float, float], tuple[float, float]], ...] = (
    ("upperarm01.R", "lowerarm01.R", (0.0271, 0.0255), (0.5772, 0.5754)),
    ("lowerarm01.R", "wrist.R", (0.0162, 0.0138), (0.4574, 0.4559)),
    ("wrist.R", "finger3-1.R", (0.0061, 0.0056), (0.79, 0.7474)),
    ("upperleg01.R", "lowerleg01.R", (0.1416, 0.1478), (0.4095, 0.3612)),
    ("lowerleg01.R", "foot.R", (0.0433, 0.0481), (0.4395, 0.4352)),
)
_TRUNK = ((0.4346, 0.4257), (0.4310, 0.3782))
_HEAD = (0.0694, 0.0668)
_FOOT = (0.0137, 0.0129)
# Arms on the thighs: the elbow's bend, the hand's turn toward the thigh at the bottom, and how
# far ahead of the thigh's axis the wrist lies there. The bar: its distance ahead of the ankle at
# the bottom and at the top, clear of shins and thighs.
ELBOW_DEG = 14.0
WRIST_DEG = 28.0
THIGH_FRONT_M = 0.035
BAR_AHEAD_M = (0.125, 0.165)
# Quiet standing: the weight a little behind the mid-foot, as a share of the foot from the heel.
STAND_TRUNK_DEG = 1.0
STAND_PRESSURE = 0.39


def centre_of_mass_y(person: Person, joints: dict[str, np.ndarray], female: bool) -> float:
    """Return the y of the centre of mass of a left-right symmetric posture, metres."""
    sex = int(female)
    total, moment = 0.0, 0.0
    for first, second, mass, centre in _SEGMENTS:
        y = joints[first][1] + centre[sex] * (joints[second][1] - joints[first][1])
        total, moment = total + 2 * mass[sex], moment + 2 * mass[sex] * y
    hip, shoulder = joints["upperleg01.R"][1], joints["upperarm01.R"][1]
    heel, toe = person.foot_y
    # The head's centre lies about as far above the head joint as that lies above the neck's root.
    head = 1.6 * joints["head"][1] - 0.6 * joints["neck01"][1]
    for mass_fraction, y in (
        (_TRUNK[0][sex], hip + _TRUNK[1][sex] * (shoulder - hip)),
        (_HEAD[sex], head),
        (2 * _FOOT[sex], heel + 0.43 * (toe - heel)),
    ):
        total, moment = total + mass_fraction, moment + mass_fraction * y
    return moment / total


class Poser:
    """Finds postures for one person, its way of holding the arms and its standing knee."""

    def __init__(
        self,
        person: Person,
        female: bool,
        arms: Arms,
        stand_knee_deg: float,
        spine_shares: tuple[float, float, float, float] = EVEN_SPINE,
        neck_share: float = -0.2,
    ) -> None:
        self._person, self._female, self._arms = person, female, arms
        self._spine_shares, self._neck_share = spine_shares, neck_share
        self._stand_knee_deg = stand_knee_deg
        base = person.base_heads
        self._upper = base["upperarm01.R"][1:] - base["lowerarm01.R"][1:]
        self._fore = base["lowerarm01.R"][1:] - base["wrist.R"][1:]
        self._foot = person.foot_y
        self._pressure_y = 0.0

    def posture(self, depth: float, rep: Repetition, sway_deg: float = 0.0) -> Posture:
        """Return the posture at a depth of 0 (standing) to 1 (the repetition's bottom)."""

        def between(stand: float, bottom: float) -> float:
            return stand + depth * (bottom - stand)

        heel, toe = self._foot
        self._pressure_y = heel + STAND_PRESSURE * (toe - heel)
        stand = self._balanced(0.0, STAND_TRUNK_DEG + sway_deg, self._stand_knee_deg, 0.0)
        # A bar leaves the floor with the knees opening first and the trunk rising last.
        depth = min(max(depth, 0.0), 1.0)  # rounding may leave it a hair outside
        at_trunk, at_knee = (depth**0.8, depth**1.8) if self._arms == "bar" else (depth, depth)
        trunk = STAND_TRUNK_DEG + at_trunk * (rep.trunk_deg - STAND_TRUNK_DEG) + sway_deg
        knee = self._stand_knee_deg + at_knee * (rep.knee_deg - self._stand_knee_deg)
        spine = depth * rep.spine_deg
        if rep.shin_deg is not None:
            shin = between(stand.legs["R"].shin_deg, rep.shin_deg)
            return self._with_arms(depth, trunk, knee, shin, spine)
        self._pressure_y = heel + between(STAND_PRESSURE, rep.pressure) * (toe - heel)
        return self._balanced(depth, trunk, knee, spine)

    def at(self, depth: float, trunk: float, knee: float, spine: float, pressure: float) -> Posture:
        """Return the balanced posture of given angles, the weight at a part of the foot."""
        heel, toe = self._foot
        self._pressure_y = heel + pressure * (toe - heel)
        return self._balanced(depth, trunk, knee, spine)

    def _balanced(self, depth: float, trunk: float, knee: float, spine: float) -> Posture:
        # Secant steps on the shin: leaning it a degree moves everything above the ankle forward.
        shins = [-3.0, 3.0]
        errors = [self._error(self._with_arms(depth, trunk, knee, s, spine)) for s in shins]
        for _ in range(8):
            slope = (errors[-1] - errors[-2]) / (shins[-1] - shins[-2])
            shins.append(shins[-1] - errors[-1] / slope)
            posture = self._with_arms(depth, trunk, knee, shins[-1], spine)
            errors.append(self._error(posture))
            if abs(errors[-1]) < 1e-5:  # noqa: PLR2004 - a hundredth of a millimetre
                break
        return posture

    def _error(self, posture: Posture) -> float:
        joints = self._person.joints(self._person.rotations(posture))
        return centre_of_mass_y(self._person, joints, self._female) - self._pressure_y

    def _with_arms(
        self, depth: float, trunk: float, knee: float, shin: float, spine: float
    ) -> Posture:
        leg = Leg(shin, shin - knee)
        # The eyes stay somewhat ahead: a part of the trunk's lean is taken back by the neck.
        neck = self._neck_share * trunk
        free = Arm(0.0, -10.0, -10.0)

        def with_arm(arm: Arm) -> Posture:
            sides = {"R": leg, "L": leg}, {"R": arm, "L": arm}
            return Posture(*sides, trunk, spine, neck, self._spine_shares)

        bare = with_arm(free)
        if self._arms == "hang":
            arm = Arm(2.0, -8.0, -8.0)
        elif self._arms == "forward":
            arm = Arm(-78.0 * depth, -8.0 - 76.0 * depth, -8.0 - 76.0 * depth)
        elif self._arms == "swing":
            # The bell is at chest height at the top, behind the knees at the bottom.
            reach = -80.0 * (1 - depth) + 0.8 * trunk * depth
            arm = Arm(reach, reach - 6.0, reach - 6.0)
        elif self._arms == "back":
            # The hands hold a bar that lies on the back.
            arm = Arm(trunk + 25.0, trunk + 172.0, trunk + 172.0)
        else:
            arm = self._reaching(bare, depth)
        return with_arm(arm)

    def _reaching(self, bare: Posture, depth: float) -> Arm:
        """Return the arm whose wrist lies on the thigh's front (or holds the bar)."""
        joints = self._person.joints(self._person.rotations(bare))
        shoulder, hip = joints["upperarm01.R"][1:], joints["upperleg01.R"][1:]
        knee = joints["lowerleg01.R"][1:]
        elbow_deg = ELBOW_DEG if self._arms == "thighs" else 2.0
        upper, fore = np.linalg.norm(self._upper), np.linalg.norm(self._fore)
        bend = np.radians(elbow_deg)
        reach = np.sqrt(upper**2 + fore**2 + 2 * upper * fore * np.cos(bend))
        along = (knee - hip) / np.linalg.norm(knee - hip)
        front = np.array([along[1], -along[0]])
        if front[0] > 0:
            front = -front
        if self._arms == "thighs":
            start = hip + front * THIGH_FRONT_M * depth
        else:
            # The bar rises along shins and thighs, so it ends a little ahead of where it began.
            ahead = BAR_AHEAD_M[0] * depth + BAR_AHEAD_M[1] * (1 - depth)
            start, along = np.array([-ahead, hip[1]]), np.array([0.0, -1.0])
        # Where the line start + t * along leaves the circle of the arm's reach about the shoulder.
        gap = start - shoulder
        b = float(gap @ along)
        c = float(gap @ gap - reach**2)
        t = -b + np.sqrt(max(b * b - c, 0.0))
        wrist = start + t * along
        toward = np.degrees(np.arctan2(-(shoulder - wrist)[0], (shoulder - wrist)[1]))
        # The elbow points back: the upper arm leans less back than the line to the wrist.
        inner = np.degrees(np.arcsin(fore * np.sin(bend) / reach))
        rest_upper = np.degrees(np.arctan2(-self._upper[0], self._upper[1]))
        rest_fore = np.degrees(np.arctan2(-self._fore[0], self._fore[1]))
        fore_deg = toward + inner - elbow_deg - rest_fore
        # The hand turns toward the thigh it slides on; it hangs straight from a bar.
        hand_deg = fore_deg - (WRIST_DEG * depth if self._arms == "thighs" else 0.0)
        return Arm(toward + inner - rest_upper, fore_deg, hand_deg)
