"""The person: an anny body, its joints and its skin in any sagittal posture.

anny (https://github.com/naver/anny, package licence file: Apache-2.0) builds bodies from
MakeHuman's assets as adapted by MPFB2 (the package's data/mpfb2/LICENSE.md: CC0 1.0). Its frame:
x to the person's left, y backward, z up; metres.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import anny
import numpy as np
import torch

from .posture import about_x, about_y, about_z, lean_deg, turn

if TYPE_CHECKING:
    from .motion import Build
    from .posture import Posture

# Stance and hanging arms, on top of anny's rest pose (feet 40 cm apart, arms in an A).
SHOULDER_DROP_DEG = 14.0
ARM_OUT = np.array([0.10, 0.0, -1.0])
HAND_OUT = np.array([0.02, -0.06, -1.0])
SPINE = ("spine04", "spine03", "spine02", "spine01")
NECK_SHARE = {"neck01": 0.3, "neck02": 0.2, "neck03": 0.2, "head": 0.3}


@cache
def _model(shape_names: tuple[str, ...]) -> anny.Anny:
    """Return anny's model; loading it takes seconds, so people share it."""
    return anny.Anny(local_changes=list(shape_names) or "none", phenotypes="default")


class Person:
    """An anny body standing on the floor z = 0, its ankles at y = 0."""

    def __init__(self, build: Build) -> None:
        torch.set_num_threads(1)  # the same sums on every machine
        model = _model(tuple(name for name, _ in build.shape))
        values = {label: 0.5 for label in model.phenotype_labels}
        for label in ("gender", "height", "weight", "muscle", "age", "proportions"):
            values[label] = getattr(build, label)
        neutral = torch.eye(4, dtype=model.dtype)[None, None].repeat(1, model.bone_count, 1, 1)
        with torch.no_grad():
            rest = model(
                pose_parameters=neutral,
                phenotype_kwargs=values,
                local_changes_kwargs=dict(build.shape) or None,
            )
        self._build = build
        self._model = model
        self._skin = rest["rest_vertices"]
        self.bones: list[str] = list(model.bone_labels)
        self.parents: list[int] = [int(p) for p in model.bone_parents]
        self.heads = rest["rest_bone_poses"][0, :, :3, 3].numpy().copy()
        self.faces = model.faces.numpy().copy()
        self.rest_vertices = self._skin[0].numpy().copy()
        weights, index = model.vertex_bone_weights.numpy(), model.vertex_bone_indices.numpy()
        self.main_bone = np.array(self.bones)[index[np.arange(len(index)), weights.argmax(1)]]
        self._at = {bone: i for i, bone in enumerate(self.bones)}
        self._base = self._base_rotations()
        base_heads = self._chain(self._base)
        self.base_heads = {bone: base_heads[i] for bone, i in self._at.items()}
        foot = np.char.startswith(self.main_bone, "foot.R")
        foot |= np.char.startswith(self.main_bone, "toe") & np.char.endswith(self.main_bone, ".R")
        y = self.rest_vertices[foot, 1] - self.head_of("foot.R")[1]
        #: The heel's and the toe tip's y when the ankle is at y = 0, metres.
        self.foot_y: tuple[float, float] = (float(y.max()), float(y.min()))
        #: The ankle's height over the bare sole, metres.
        self.sole_m = float(self.head_of("foot.R")[2] - self.rest_vertices[:, 2].min())

    def head_of(self, bone: str) -> np.ndarray:
        """Return a bone's head in anny's rest pose, metres."""
        return self.heads[self._at[bone]]

    def _base_rotations(self) -> np.ndarray:
        turns = np.tile(np.eye(3), (len(self.bones), 1, 1))
        for side, sign in (("R", -1.0), ("L", 1.0)):
            leg = about_y(sign * self._build.adduction_deg)
            arm = f"upperarm01.{side}", f"lowerarm01.{side}", f"wrist.{side}", f"finger3-1.{side}"
            points = [self.head_of(bone) for bone in arm]
            out, hand_out = (v * np.array([sign, 1, 1]) for v in (ARM_OUT, HAND_OUT))
            # Part of the way down comes from the shoulder girdle, or the deltoid would bulge.
            drop = about_y(sign * SHOULDER_DROP_DEG)
            upper = turn(points[1] - points[0], out)
            fore = turn(upper @ (points[2] - points[1]), out) @ upper
            hand = turn(fore @ (points[3] - points[2]), hand_out) @ fore
            for i, bone in enumerate(self.bones):
                if not bone.endswith(f".{side}"):
                    continue
                if bone.startswith(("upperleg", "lowerleg")):
                    turns[i] = leg
                elif bone.startswith(("foot", "toe")):
                    turns[i] = about_z(sign * self._build.toe_out_deg)
                elif bone.startswith("shoulder"):
                    turns[i] = drop
                elif bone.startswith("upperarm"):
                    turns[i] = upper
                elif bone.startswith("lowerarm"):
                    turns[i] = fore
                elif bone.startswith(("wrist", "finger", "metacarpal")):
                    turns[i] = hand
            self._close_fingers(turns, side)
        return turns

    def _close_fingers(self, turns: np.ndarray, side: str) -> None:
        """Turn the spread fingers toward the middle one, as they lie in a hanging hand."""

        def direction(finger: int) -> np.ndarray:
            return self.head_of(f"finger{finger}-3.{side}") - self.head_of(
                f"finger{finger}-1.{side}"
            )

        for finger, share in ((1, 0.35), (2, 0.75), (4, 0.75), (5, 0.75)):
            own, middle = (direction(n) / np.linalg.norm(direction(n)) for n in (finger, 3))
            closed = turn(own, own + share * (middle - own))
            for joint in (1, 2, 3):
                i = self._at[f"finger{finger}-{joint}.{side}"]
                turns[i] = turns[i] @ closed

    def _chain(self, turns: np.ndarray) -> np.ndarray:
        """Return every bone's head for the bones' whole-body rotations (parents come first)."""
        heads = self.heads.copy()
        for i, parent in enumerate(self.parents):
            if parent >= 0:
                heads[i] = heads[parent] + turns[parent] @ (self.heads[i] - self.heads[parent])
        return heads

    def rotations(self, posture: Posture) -> np.ndarray:
        """Return each bone's whole-body rotation in a posture, bones by 3 by 3."""
        angle = self._torso_deg(posture)
        for bone in self.bones:
            if (limb := self._limb_deg(bone, posture)) is not None:
                angle[bone] = limb
        return np.stack([about_x(angle[bone]) for bone in self.bones]) @ self._base

    def _torso_deg(self, posture: Posture) -> dict[str, float]:
        """Return how far pelvis, spine, shoulder girdle, neck and head lean."""
        lean = self.pelvis_deg(posture)
        angle = dict.fromkeys(self.bones, lean)
        for bone, share in zip(SPINE, posture.spine_shares, strict=True):
            lean += share * posture.spine_deg
            angle[bone] = lean
        for bone in self.bones:
            if bone.startswith(("clavicle", "shoulder", "breast")):
                angle[bone] = lean
        for bone, share in NECK_SHARE.items():
            lean += share * posture.neck_deg
            angle[bone] = lean
        return angle | {"eye.L": lean, "eye.R": lean}

    def _limb_deg(self, bone: str, posture: Posture) -> float | None:
        """Return how far a limb's bone turns from its base direction; None for the torso's."""
        side, base = bone[-1], self.base_heads
        if side not in "LR":
            return None
        leg, arm = posture.legs[side], posture.arms[side]
        thigh_deg = lean_deg(base[f"lowerleg01.{side}"], base[f"upperleg01.{side}"])
        shin_deg = lean_deg(base[f"foot.{side}"], base[f"lowerleg01.{side}"])
        by_name = (
            (("upperleg",), leg.thigh_deg - thigh_deg),
            (("lowerleg",), leg.shin_deg - shin_deg),
            (("foot", "toe"), leg.foot_deg),
            (("upperarm",), arm.upper_deg),
            (("lowerarm",), arm.fore_deg),
            (("wrist", "finger", "metacarpal"), arm.hand_deg),
        )
        return next((deg for names, deg in by_name if bone.startswith(names)), None)

    def pelvis_deg(self, posture: Posture) -> float:
        """Return how far the pelvis leans forward of where it is in the rest pose, degrees."""
        return posture.trunk_deg - self._trunk_in_pelvis_deg(posture)

    def _trunk_in_pelvis_deg(self, posture: Posture) -> float:
        """Return the hip-to-shoulder line's lean when the pelvis is as in the rest pose."""
        turns = self._base.copy()
        shares = dict(zip(SPINE, posture.spine_shares, strict=True))
        bent = 0.0
        for bone in (*SPINE, "clavicle.R", "shoulder01.R"):
            bent += shares.get(bone, 0.0) * posture.spine_deg
            turns[self._at[bone]] = about_x(bent) @ turns[self._at[bone]]
        heads = self._chain(turns)
        return lean_deg(heads[self._at["upperleg01.R"]], heads[self._at["upperarm01.R"]])

    def joints(self, turns: np.ndarray, support: str = "foot.R") -> dict[str, np.ndarray]:
        """Return every bone's head with the support ankle at y = 0 above the floor, metres."""
        heads = self._chain(turns)
        ankle = heads[self._at[support]]
        shift = np.array([0.0, -ankle[1], self.sole_m - ankle[2]])
        return {bone: heads[i] + shift for bone, i in self._at.items()}

    def vertices(self, turns: np.ndarray, joints: dict[str, np.ndarray]) -> np.ndarray:
        """Return the skin for the bones' rotations and heads, by anny's own blending, metres."""
        moves = np.tile(np.eye(4), (len(self.bones), 1, 1))
        moves[:, :3, :3] = turns
        for i, bone in enumerate(self.bones):
            moves[i, :3, 3] = joints[bone] - turns[i] @ self.heads[i]
        with torch.no_grad():
            skin = self._model.get_skinned_vertices(
                bone_transforms=torch.as_tensor(moves, dtype=self._model.dtype)[None],
                rest_vertices=self._skin,
            )
        return skin[0].numpy()
