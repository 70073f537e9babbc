"""What the filmed person does: a set drawn at random, as angles by depth.

The rounding of the back is drawn apart from the lean and from the kind of move, so that nothing
can learn the one from the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from validation.rendering.balance import Poser

if TYPE_CHECKING:
    from validation.people.subject import Subject
    from validation.rendering.body import Person
    from validation.rendering.motion import Arms
    from validation.rendering.posture import Posture

Move = Literal["hinge", "squat", "deadlift", "good morning", "swing", "bow", "stiff"]
Implement = Literal["nothing", "barbell", "kettlebell", "dumbbells", "bar on back"]
MOVES: tuple[Move, ...] = ("hinge", "squat", "deadlift", "good morning", "swing", "bow", "stiff")
IMPLEMENTS: tuple[Implement, ...] = (
    "nothing",
    "barbell",
    "kettlebell",
    "dumbbells",
    "bar on back",
)
_SHARE = (0.36, 0.10, 0.24, 0.08, 0.08, 0.07, 0.07)
# Trunk lean and knee flexion at the bottom: lowest and highest, degrees.
_BOTTOM: dict[Move, tuple[tuple[float, float], tuple[float, float]]] = {
    "hinge": ((40, 90), (8, 38)),
    "squat": ((22, 60), (70, 115)),
    "deadlift": ((55, 88), (35, 80)),
    "good morning": ((35, 85), (5, 35)),
    "swing": ((40, 80), (15, 55)),
    "bow": ((25, 75), (-2, 12)),
    "stiff": ((45, 95), (-5, 8)),
}
_LUMBAR, _EVEN, _THORACIC = (0.5, 0.35, 0.1, 0.05), (0.35, 0.3, 0.2, 0.15), (0.1, 0.15, 0.4, 0.35)
ROUNDED_SHARE = 0.5


@dataclass(frozen=True)
class Bottom:
    """One repetition's bottom: trunk lean, knee flexion, spine flexion since standing, degrees.

    `onset` is the power with which the spine follows depth; `pressure` is where the weight is on
    the foot, from 0 (heel) to 1 (toe).
    """

    trunk_deg: float
    knee_deg: float
    spine_deg: float
    onset: float
    pressure: float


@dataclass(frozen=True)
class MoveSet:
    """A set: its kind, what is held and how, the standing posture, and each repetition's bottom."""

    move: Move
    implement: Implement
    arms: Arms
    stand_trunk_deg: float
    stand_knee_deg: float
    stand_spine_deg: float
    spine_shares: tuple[float, float, float, float]
    neck_share: float
    reps: tuple[Bottom, ...]


def move_set(rng: np.random.Generator, reps: int, move: Move | None = None) -> MoveSet:
    """Draw a set of so many repetitions."""
    kind: Move = move or MOVES[int(rng.choice(len(MOVES), p=_SHARE))]
    implement, arms = _held(rng, kind)
    mean = np.array([_LUMBAR, _EVEN, _THORACIC][int(rng.integers(3))])
    shares = rng.dirichlet(mean * 14)
    (trunk_low, trunk_high), (knee_low, knee_high) = _BOTTOM[kind]
    trunk, knee = rng.uniform(trunk_low, trunk_high), rng.uniform(knee_low, knee_high)
    rounded = rng.random() < ROUNDED_SHARE
    spine = rng.uniform(10, 50) if rounded else rng.uniform(-13, 12)
    growth = rng.choice([0.0, 0.0, rng.uniform(0, 12)])
    onset = rng.uniform(0.6, 2.2)
    bottoms = tuple(
        Bottom(
            trunk_deg=float(np.clip(trunk + rng.normal(0, 4), 15, 97)),
            knee_deg=float(knee + rng.normal(0, 3)),
            spine_deg=float(np.clip(spine + growth * n + rng.normal(0, 2.5), -15, 52)),
            onset=float(onset),
            pressure=float(rng.uniform(0.25, 0.5)),
        )
        for n in range(reps)
    )
    return MoveSet(
        move=kind,
        implement=implement,
        arms=arms,
        stand_trunk_deg=float(rng.normal(1.0, 2.0)),
        stand_knee_deg=float(np.clip(rng.normal(4.0, 4.0), -4, 14)),
        stand_spine_deg=float(rng.normal(0.0, 4.0)),
        spine_shares=(float(shares[0]), float(shares[1]), float(shares[2]), float(shares[3])),
        neck_share=float(rng.uniform(-0.5, 0.15)),
        reps=bottoms,
    )


def _held(rng: np.random.Generator, move: Move) -> tuple[Implement, Arms]:
    """Draw what is held and how."""

    def one(*options: tuple[Implement, Arms]) -> tuple[Implement, Arms]:
        return options[int(rng.integers(len(options)))]

    if move == "swing":
        return "kettlebell", "swing"
    if move == "deadlift":
        return "barbell", "bar"
    if move == "good morning":
        return one(("bar on back", "back"), ("nothing", "hang"))
    if move == "squat":
        return one(("nothing", "forward"), ("nothing", "forward"), ("bar on back", "back"))
    if move in ("bow", "stiff"):
        return one(("nothing", "hang"), ("nothing", "thighs"), ("dumbbells", "hang"))
    return one(
        ("nothing", "thighs"), ("nothing", "hang"), ("nothing", "thighs"), ("nothing", "forward"),
        ("barbell", "bar"), ("dumbbells", "hang"), ("kettlebell", "hang"),
    )  # fmt: skip


class Mover:
    """Turns a set's depth into postures of one body."""

    def __init__(self, person: Person, subject: Subject, plan: MoveSet) -> None:
        self.plan = plan
        self._poser = Poser(
            person,
            subject.female,
            plan.arms,
            plan.stand_knee_deg,
            plan.spine_shares,
            plan.neck_share,
        )

    def posture(self, depth: float, rep: int, sway_deg: float = 0.0) -> Posture:
        """Return the posture at a depth of a repetition: 0 standing, 1 the bottom."""
        plan, bottom = self.plan, self.plan.reps[rep]
        depth = min(max(depth, 0.0), 1.0)
        # A bar leaves the floor with the knees opening first and the trunk rising last.
        at_trunk, at_knee = (depth**0.8, depth**1.8) if plan.arms == "bar" else (depth, depth)
        trunk = plan.stand_trunk_deg + at_trunk * (bottom.trunk_deg - plan.stand_trunk_deg)
        knee = plan.stand_knee_deg + at_knee * (bottom.knee_deg - plan.stand_knee_deg)
        spine = plan.stand_spine_deg + depth**bottom.onset * bottom.spine_deg
        pressure = 0.39 + depth * (bottom.pressure - 0.39)
        return self._poser.at(depth, trunk + sway_deg, knee, spine, pressure)
