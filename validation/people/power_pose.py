"""A body's bones in many postures, quickly: what `Person` says bone by bone, as sums of arrays.

Every bone's turn is a sum of a posture's angles, and every bone's head a sum of turned bones; both
are read from the person once.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from validation.rendering.posture import Arm, Leg, Posture

if TYPE_CHECKING:
    from validation.rendering.body import Person

_SPINES_DEG = np.arange(-40.0, 80.5, 0.5)
_LIMBS = [
    (kind, side, part)
    for side in "RL"
    for kind, parts in (
        ("legs", ("shin_deg", "thigh_deg", "foot_deg")),
        ("arms", ("upper_deg", "fore_deg", "hand_deg")),
    )
    for part in parts
]


class Pose:
    """One person's bones for one way of sharing the spine's flexion."""

    def __init__(self, person: Person, shares: tuple[float, float, float, float]) -> None:
        self._base = person._base
        zero = Posture(
            {side: Leg(0.0, 0.0) for side in "RL"},
            {side: Arm(0.0, 0.0, 0.0) for side in "RL"},
            *(0.0, 0.0, 0.0),
            shares,
        )
        self._in_pelvis = np.array(
            [-person.pelvis_deg(replace(zero, spine_deg=deg)) for deg in _SPINES_DEG.tolist()]
        )

        def angles(posture: Posture) -> np.ndarray:
            torso = person._torso_deg(posture)
            limbs = {bone: person._limb_deg(bone, posture) for bone in person.bones}
            return np.array(
                [torso[b] if limbs[b] is None else limbs[b] for b in person.bones], dtype=float
            )

        still = angles(zero)
        of_pelvis = angles(replace(zero, trunk_deg=1.0)) - still
        bent = replace(zero, spine_deg=1.0)
        moved = person.pelvis_deg(bent) - person.pelvis_deg(zero)
        columns = [of_pelvis, angles(bent) - still - moved * of_pelvis]
        columns.append(angles(replace(zero, neck_deg=1.0)) - still)
        for kind, side, part in _LIMBS:
            sides = getattr(zero, kind)
            one = {**sides, side: replace(sides[side], **{part: 1.0})}
            columns.append(angles(replace(zero, **{kind: one})) - still)
        self._of = np.stack(columns, axis=1)
        self._still = still - of_pelvis * person.pelvis_deg(zero)
        self._links(person)

    def _links(self, person: Person) -> None:
        parents = np.array([max(parent, 0) for parent in person.parents])
        self._parents, self._deltas = parents, person.heads - person.heads[parents]
        self._deltas[0], self._root = 0.0, person.heads[0]
        self._path = np.eye(len(parents))
        for i, parent in enumerate(person.parents):
            if parent >= 0:
                self._path[i] += self._path[parent]

    def turns(self, posture: Posture) -> np.ndarray:
        """Return each bone's whole-body rotation, as `Person.rotations`."""
        pelvis = posture.trunk_deg - np.interp(posture.spine_deg, _SPINES_DEG, self._in_pelvis)
        limbs = [getattr(getattr(posture, kind)[side], part) for kind, side, part in _LIMBS]
        values = np.array([pelvis, posture.spine_deg, posture.neck_deg, *limbs])
        angle = np.radians(self._of @ values + self._still)
        c, s = np.cos(angle)[:, None], np.sin(angle)[:, None]
        out = self._base.copy()
        out[:, 1] = c * self._base[:, 1] - s * self._base[:, 2]
        out[:, 2] = s * self._base[:, 1] + c * self._base[:, 2]
        return out

    def heads(self, turns: np.ndarray) -> np.ndarray:
        """Return each bone's head, bones by 3, the root where it is at rest [m]."""
        steps = np.einsum("nij,nj->ni", turns[self._parents], self._deltas)
        return np.asarray(self._root + self._path @ steps)
