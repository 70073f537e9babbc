"""Walking into the picture and standing: the clip in which nobody hinges.

Joint courses follow the textbook shape of level walking (Perry, Gait Analysis, 1992): the hip
swings from about 25 degrees of flexion to 12 of extension, the knee gives about 15 degrees
under load and bends about 60 in swing. They are made up here from a cosine and bumps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .posture import Arm, Leg, Posture

if TYPE_CHECKING:
    from .balance import Poser
    from .body import Person
    from .motion import Repetition

STRIDE_S = 1.1
BALL = "toe2-1"


def _bump(phase: float, centre: float, width: float) -> float:
    away = (phase - centre + 0.5) % 1.0 - 0.5
    return float(np.exp(-0.5 * (away / width) ** 2))


def _leg(phase: float, amount: float, still: Leg) -> Leg:
    """Return a leg at a phase of its stride (0 is heel strike), its swing scaled by amount."""
    thigh = -(6.5 + 18.5 * np.cos(2 * np.pi * phase))
    knee = 4 + 12 * _bump(phase, 0.14, 0.06) + 56 * _bump(phase, 0.72, 0.085)
    foot = 26 * _bump(phase, 0.60, 0.07) - 14 * _bump(phase, 0.97, 0.05)
    thigh = still.thigh_deg + amount * (thigh - still.thigh_deg)
    knee = still.shin_deg - still.thigh_deg + amount * (knee - still.shin_deg + still.thigh_deg)
    return Leg(thigh + knee, thigh, amount * foot)


def walk(
    person: Person, poser: Poser, standing: Repetition, time_s: np.ndarray, walk_s: float
) -> list[tuple[np.ndarray, dict[str, np.ndarray]]]:
    """Return each frame's bone rotations and joints: walking for walk_s, then standing.

    The lower foot carries the body: from one frame to the next its contact stays where it was.
    The walker ends at y = 0 whatever the way was.
    """
    still = poser.posture(0.0, standing)
    moments: list[tuple[np.ndarray, dict[str, np.ndarray]]] = []
    advance = 0.0
    before: dict[str, np.ndarray] | None = None
    for t in time_s:
        # The last stride fades into standing.
        amount = float(np.clip((walk_s - t) / (0.6 * STRIDE_S), 0.0, 1.0))
        amount = amount * amount * (3 - 2 * amount)
        phase = min(t, walk_s) / STRIDE_S
        legs = {
            "R": _leg(phase % 1.0, amount, still.legs["R"]),
            "L": _leg((phase + 0.5) % 1.0, amount, still.legs["L"]),
        }
        swing = 22.0 * amount * np.cos(2 * np.pi * phase)
        arms = {
            side: Arm(sign * swing, sign * swing - 10 - 8 * amount, sign * swing - 12)
            for side, sign in (("R", 1.0), ("L", -1.0))
        }
        posture = Posture(legs, arms, still.trunk_deg + 2.0 * amount)
        turns = person.rotations(posture)
        joints = person.joints(turns)
        contacts = {side: _contact(person, turns, joints, side) for side in "RL"}
        low = min(contacts, key=lambda side: float(contacts[side][:, 2].min()))
        points = contacts[low]
        if before is not None:
            touching = int(points[:, 2].argmin())
            advance += float(before[low][touching, 1] - points[touching, 1])
        before = contacts
        shift = np.array([0.0, advance, -float(points[:, 2].min())])
        moments.append((turns, {bone: head + shift for bone, head in joints.items()}))
    last = float(np.mean([moments[-1][1][f"foot.{side}"][1] for side in "RL"]))
    home = np.array([0.0, -last, 0.0])
    return [(turns, {b: head + home for b, head in joints.items()}) for turns, joints in moments]


def _contact(
    person: Person, turns: np.ndarray, joints: dict[str, np.ndarray], side: str
) -> np.ndarray:
    """Return the heel's and the ball's lowest points, metres."""
    foot = turns[person.bones.index(f"foot.{side}")]
    heel_y, _ = person.foot_y
    down = -person.sole_m
    ball = person.head_of(f"{BALL}.{side}") - person.head_of(f"foot.{side}")
    ankle = joints[f"foot.{side}"]
    return np.stack([ankle + foot @ (0.0, y, down) for y in (heel_y * 0.8, float(ball[1]))])
