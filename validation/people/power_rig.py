"""Key postures of power moves: a body's channels, hands where they are wanted, nothing topples.

A state is an array of `CHANNELS`. An arm is told by the direction of the line from shoulder to
wrist (0 hangs, -90 points ahead, -180 up, positive back) and by its reach, the line's length as a
part of the straight arm's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from validation.people.power_pose import Pose
from validation.rendering.balance import centre_of_mass_y
from validation.rendering.posture import Arm, Leg, Posture, lean_deg

if TYPE_CHECKING:
    from collections.abc import Callable

    from validation.rendering.body import Person

CHANNELS = (
    *("trunk", "spine", "neck"),
    *("shin_R", "knee_R", "foot_R", "shin_L", "knee_L", "foot_L"),
    *("arm_R", "reach_R", "hand_R", "arm_L", "reach_L", "hand_L"),
    *("ahead", "up"),
)
"""Degrees; reaches are parts; `ahead` and `up` [m] are of the supporting foot. `hand` is against
the forearm, `foot` is positive on the toes."""
AT = {name: index for index, name in enumerate(CHANNELS)}
REACH_MOST = 0.997
GRIP_M = 0.03
"""What is held lies so far beyond the knuckles [m]."""
STAND_KNEE_DEG = 4.0
MID_FOOT = 0.39
"""Where the weight of a quietly standing person is, as a part of the foot from the heel."""
_TOES_DEG = 4.0
_STEPS = 9
_CLOSE = 1e-5


def but(state: np.ndarray, **changes: float) -> np.ndarray:
    """Return a state with some channels changed; `arm`, `reach`, `shin`... change both sides."""
    fresh = state.copy()
    for name, value in changes.items():
        for channel in (name,) if name in AT else (f"{name}_R", f"{name}_L"):
            fresh[AT[channel]] = value
    return fresh


def com_y(person: Person, joints: dict[str, np.ndarray], female: bool) -> float:
    """Return the y of the centre of mass, metres, as the mean of the two sides' if they differ."""
    sides = [joints, {bone: joints.get(_other(bone), head) for bone, head in joints.items()}]
    return float(np.mean([centre_of_mass_y(person, side, female) for side in sides]))


def com_z(person: Person, joints: dict[str, np.ndarray], female: bool) -> float:
    """Return the height of the centre of mass above the ankle, but for a constant, metres."""
    ankle = joints["foot.R"][2]
    lying = {bone: np.array([0.0, head[2] - ankle, 0.0]) for bone, head in joints.items()}
    return com_y(person, lying, female)


def _other(bone: str) -> str:
    return bone[:-1] + {"R": "L", "L": "R"}[bone[-1]] if bone[-2:] in (".R", ".L") else bone


class Rig:
    """A body that takes up states."""

    def __init__(
        self,
        person: Person,
        female: bool,
        neck_share: float,
        shares: tuple[float, float, float, float],
    ) -> None:
        self.person, self.female = person, female
        self._neck_share, self._shares = neck_share, shares
        heads = person.base_heads
        self._upper = heads["upperarm01.R"][1:] - heads["lowerarm01.R"][1:]
        self._fore = heads["lowerarm01.R"][1:] - heads["wrist.R"][1:]
        self.lengths_m = float(np.linalg.norm(self._upper)), float(np.linalg.norm(self._fore))
        self._rest = tuple(_back_deg(part) for part in (self._upper, self._fore))
        self.ball_y = float(person.head_of("toe2-1.R")[1] - person.head_of("foot.R")[1])
        self.arm_m = sum(self.lengths_m)
        self._pose = Pose(person, shares)
        self._feet = {side: person.bones.index(f"foot.{side}") for side in "RL"}
        self.stand = self.pose(1.0, STAND_KNEE_DEG)

    # -- from a state to a body ------------------------------------------------------------
    def posture(self, state: np.ndarray) -> Posture:
        """Return a state's posture."""
        value = dict(zip(CHANNELS, state.tolist(), strict=True))
        legs, arms = {}, {}
        for side in "RL":
            shin, knee = value[f"shin_{side}"], value[f"knee_{side}"]
            legs[side] = Leg(shin, shin - knee, value[f"foot_{side}"])
            arms[side] = self._arm(*(value[f"{part}_{side}"] for part in ("arm", "reach", "hand")))
        return Posture(legs, arms, value["trunk"], value["spine"], value["neck"], self._shares)

    def _arm(self, direction: float, reach: float, hand: float) -> Arm:
        upper, fore = self.lengths_m
        gap = np.clip(reach, abs(upper - fore) / self.arm_m + 0.02, REACH_MOST) * self.arm_m
        at_shoulder = np.degrees(np.arccos((upper**2 + gap**2 - fore**2) / (2 * upper * gap)))
        at_wrist = np.degrees(np.arccos((fore**2 + gap**2 - upper**2) / (2 * fore * gap)))
        # The elbow is behind or under the line: only so it bends.
        fore_deg = direction - at_wrist - self._rest[1]
        return Arm(direction + at_shoulder - self._rest[0], fore_deg, fore_deg + hand)

    def place(self, state: np.ndarray, support: str = "R") -> tuple[np.ndarray, dict]:
        """Return the bones' rotations and heads, the supporting foot where the state has it."""
        turns = self._pose.turns(self.posture(state))
        heads = self._pose.heads(turns)
        ankle = heads[self._feet[support]]
        heel, ball = self._sole(turns, ankle, support)
        low = min(float(heel[2]), float(ball[2]))
        shift = (
            0.0,
            self.ball_y - float(state[AT["ahead"]]) - float(ball[1]),
            float(state[AT["up"]]) - low,
        )
        return turns, dict(zip(self.person.bones, heads + shift, strict=True))

    def contact(self, turns: np.ndarray, joints: dict, side: str) -> tuple[np.ndarray, np.ndarray]:
        """Return a foot's lowest points at the heel and the ball, metres."""
        return self._sole(turns, joints[f"foot.{side}"], side)

    def _sole(self, turns: np.ndarray, ankle: np.ndarray, side: str) -> tuple:
        bone = self._feet[side]
        pitch, down = turns[bone] @ self.person._base[bone].T, -self.person.sole_m
        heel_y = 0.8 * self.person.foot_y[0]
        return ankle + pitch @ (0.0, heel_y, down), ankle + pitch @ (0.0, self.ball_y, down)

    # -- key postures -----------------------------------------------------------------------
    def pose(
        self,
        trunk: float,
        knee: float,
        arm: float = 2.0,
        reach: float = 0.985,
        *,
        spine: float = 0.0,
        foot: float = 0.0,
        hand: float = 0.0,
        pressure: float = MID_FOOT,
        wrist_ahead: float | None = None,
    ) -> np.ndarray:
        """Return the state that does not topple; with `wrist_ahead` [m] the arms hang there.

        `wrist_ahead` is how far ahead of the ankle the wrists are; it takes the place of `arm`.
        """
        state = but(
            np.zeros(len(CHANNELS)),
            **{"trunk": trunk, "spine": spine, "neck": self._neck_share * trunk, "knee": knee},
            **{"foot": foot, "arm": arm, "reach": reach, "hand": hand},
        )
        heel, toe = self.person.foot_y
        wanted = self.ball_y if foot > _TOES_DEG else heel + pressure * (toe - heel)

        def leaning(shin: float) -> np.ndarray:
            return self._hung(but(state, shin=shin), wrist_ahead)

        def error(shin: float) -> float:
            _, joints = self.place(leaning(shin))
            return com_y(self.person, joints, self.female) - wanted

        return leaning(_root(error, -3.0, 3.0))

    def _hung(self, state: np.ndarray, wrist_ahead: float | None) -> np.ndarray:
        if wrist_ahead is None:
            return state
        _, joints = self.place(state)
        gap = -wrist_ahead - float(joints["upperarm01.R"][1])
        part = np.clip(gap / (state[AT["reach_R"]] * self.arm_m), -0.99, 0.99)
        return but(state, arm=float(np.degrees(np.arcsin(part))))

    def down_to(
        self,
        height: float,
        trunk: float,
        wrist_ahead: float,
        first_knee: float = 70.0,
        **how: float,
    ) -> np.ndarray:
        """Return the state whose grip is at a height over the floor [m], found by the knees."""

        def state(knee: float) -> np.ndarray:
            return self.pose(trunk, knee, wrist_ahead=wrist_ahead, **how)

        def error(knee: float) -> float:
            return float(grip(self.place(state(knee))[1], "RL")[2]) - height

        return state(float(np.clip(_root(error, first_knee, first_knee + 8), 8.0, 135.0)))

    def hinged_to(self, above_knee: float, knee: float, wrist_ahead: float) -> np.ndarray:
        """Return the state whose wrists are so far above the knees [m], found by the lean."""

        def state(trunk: float) -> np.ndarray:
            return self.pose(trunk, knee, wrist_ahead=wrist_ahead)

        def error(trunk: float) -> float:
            joints = self.place(state(trunk))[1]
            return float(joints["wrist.R"][2] - joints["lowerleg01.R"][2]) - above_knee

        return state(float(np.clip(_root(error, 48.0, 54.0), 25.0, 80.0)))


def grip(joints: dict[str, np.ndarray], sides: str) -> np.ndarray:
    """Return where the hands hold something, metres."""
    hands = np.mean([joints[f"finger3-1.{side}"] for side in sides], axis=0)
    wrists = np.mean([joints[f"wrist.{side}"] for side in sides], axis=0)
    return np.asarray(hands + GRIP_M * (hands - wrists) / np.linalg.norm(hands - wrists))


def _back_deg(part: np.ndarray) -> float:
    """Return the lean of a hanging part given from its lower to its upper end (y, z)."""
    return lean_deg(np.zeros(3), np.array([0.0, part[0], part[1]]))


def _root(error: Callable[[float], float], first: float, second: float) -> float:
    """Return where an error vanishes, by secant steps."""
    xs, errors = [first, second], [error(first), error(second)]
    for _ in range(_STEPS):
        if abs(errors[-1]) < _CLOSE or errors[-1] == errors[-2]:
            break
        step = errors[-1] * (xs[-1] - xs[-2]) / (errors[-1] - errors[-2])
        xs.append(xs[-1] - float(np.clip(step, -30.0, 30.0)))
        errors.append(error(xs[-1]))
    return xs[-1]
