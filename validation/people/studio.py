"""One lifter before one camera: pictures of any posture, and what is true in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyvista as pv

from validation.people import rooms
from validation.people.camera import around, view
from validation.people.moves import Mover
from validation.rendering import barbell
from validation.rendering.body import Person
from validation.rendering.clothing import SOLE_M, Outfit, accessories
from validation.rendering.posture import angles

if TYPE_CHECKING:
    from validation.people.camera import Camera
    from validation.people.moves import MoveSet
    from validation.people.subject import Subject
    from validation.rendering.posture import Posture

JOINTS = ("upperarm01", "upperleg01", "lowerleg01", "foot")
"""Bones whose heads are the shoulder, hip, knee and ankle."""
TRUTHS = (
    *("trunk_deg", "thigh_deg", "shin_deg", "knee_deg", "thigh_trunk_deg"),
    *("pelvis_deg", "spine_deg", "lumbar_deg", "thoracic_deg", "turn_deg"),
)
"""What is true of a frame, degrees. Pelvis and spine are against anny's rest pose."""


@dataclass(frozen=True)
class Shot:
    """A posed frame: rotations and heads of the bones, and what is true of it."""

    posture: Posture
    turns: np.ndarray
    joints: dict[str, np.ndarray]


class Studio:
    """A lifter, a set, a camera and a room."""

    def __init__(self, subject: Subject, plan: MoveSet, camera: Camera, seed: int) -> None:
        self.camera = camera
        self.person = Person(subject.build)
        self.mover = Mover(self.person, subject, plan)
        self._rng = np.random.default_rng(seed)
        stature = float(np.ptp(self.person.rest_vertices[:, 2])) + SOLE_M
        self._around = around(camera)
        centre = self._around @ np.array([0.0, -0.05, 0.0])
        self.view = view(camera, float(centre[1]) + float(self._rng.uniform(-0.1, 0.1)), stature)
        self._subject = subject
        self._plotter: pv.Plotter | None = None

    @property
    def near(self) -> str:
        """The lifter's side nearer to the camera, L or R."""
        return "R" if self.camera.facing == "right" else "L"

    def shot(
        self, depth: float, rep: int, sway_deg: float = 0.0, plan: MoveSet | None = None
    ) -> Shot:
        """Pose a frame; of another set than the studio's own where one is given."""
        mover = self.mover if plan is None else Mover(self.person, self._subject, plan)
        posture = mover.posture(depth, rep, sway_deg)
        turns = self.person.rotations(posture)
        return Shot(posture, turns, self.person.joints(turns))

    def truth(self, shot: Shot) -> np.ndarray:
        """Return what is true of a frame, in the order of `TRUTHS` [deg]."""
        found = angles(shot.joints, self.near)
        shares = shot.posture.spine_shares
        spine = shot.posture.spine_deg
        hips = (shot.joints["upperleg01.R"] + shot.joints["upperleg01.L"]) / 2
        sight = (hips @ self._around.T - self.view.place)[:2]
        ahead = (self._around @ np.array([0.0, -1.0, 0.0]))[:2]
        turn = -np.degrees(np.arcsin(ahead @ sight / np.linalg.norm(sight)))
        found |= {
            "pelvis_deg": self.person.pelvis_deg(shot.posture),
            "spine_deg": spine,
            "lumbar_deg": spine * (shares[0] + shares[1]),
            "thoracic_deg": spine * (shares[2] + shares[3]),
            "turn_deg": float(turn),
        }
        return np.array([found[name] for name in TRUTHS])

    def joints_px(self, shot: Shot) -> np.ndarray:
        """Return (2, 4, 2): near and far side's `JOINTS` in the picture [px]."""
        up = np.array([0.0, 0.0, SOLE_M])
        sides = (self.near, "L" if self.near == "R" else "R")
        points = [[shot.joints[f"{bone}.{side}"] for bone in JOINTS] for side in sides]
        return self.view.project((np.array(points) + up) @ self._around.T)

    def picture(self, shot: Shot) -> np.ndarray:
        """Draw a frame, RGB."""
        if self._plotter is None:
            self._plotter = self._built()
        turns, joints = shot.turns, shot.joints
        up, spin = np.array([0.0, 0.0, SOLE_M]), self._around.T
        skin, normals = self._outfit.dressed(self.person.vertices(turns, joints))
        self._body.points = (skin + up) @ spin
        self._body.point_data.active_normals = normals @ spin
        for mesh, bone, about, directions in self._rigid:
            turn = turns[self.person.bones.index(bone)]
            mesh.points = (about @ turn.T + joints[bone] + up) @ spin
            mesh.point_data.active_normals = directions @ turn.T @ spin
        for mesh, about, place in self._held:
            mesh.points = (about + self._place(place, shot) + up) @ spin
        feet = (joints["foot.R"] + joints["foot.L"]) / 2 + (0.0, -0.07, 0.0)
        self._shadow.position = tuple((feet * (1, 1, 0)) @ spin)
        self._plotter.render()
        return np.asarray(self._plotter.screenshot(return_img=True))[..., :3]

    def close(self) -> None:
        """Free the plotter."""
        if self._plotter is not None:
            self._plotter.close()
            self._plotter = None

    def _built(self) -> pv.Plotter:
        size = self.camera.size_px
        plotter = pv.Plotter(off_screen=True, window_size=[size, size], lighting="none")
        rooms.furnish(plotter, self._rng)
        self._outfit = Outfit(self.person, self._subject.build)
        rest = self.person.rest_vertices.copy()
        self._body = pv.PolyData.from_regular_faces(rest, self.person.faces)
        self._body.active_texture_coordinates = self._outfit.coordinates
        look: dict[str, Any] = {
            "ambient": float(self._rng.uniform(0.2, 0.45)),
            "diffuse": float(self._rng.uniform(0.6, 0.85)),
            "specular": 0.04,
            "smooth_shading": True,
        }
        plotter.add_mesh(self._body, texture=self._outfit.texture(), **look)
        self._rigid = []
        for mesh, bone, colour in accessories(self.person, self._subject.build):
            about = mesh.points - self.person.head_of(bone)
            self._rigid.append((mesh, bone, about, mesh.point_data.active_normals.copy()))
            plotter.add_mesh(mesh, color=colour, **look)
        self._shadow = _shadow(plotter, float(self._rng.uniform(0.2, 0.6)))
        self._held = []
        for mesh, colour, place in _held(self.mover.plan, self._rng):
            self._held.append((mesh, mesh.points.copy(), place))
            plotter.add_mesh(mesh, color=colour, ambient=0.3, diffuse=0.7, specular=0.2)
        rooms.look_through(plotter, self.view)
        if self._rng.random() < 0.15:  # noqa: PLR2004
            plotter.enable_anti_aliasing("ssaa")
        return plotter

    def _place(self, place: str, shot: Shot) -> np.ndarray:
        """Return where the middle of a held thing is, metres."""
        if place == "back":
            lean = self.person.pelvis_deg(shot.posture) + shot.posture.spine_deg
            return barbell.on_back(shot.joints, lean)
        if place == "bar":
            return barbell.middle(shot.joints, -SOLE_M)
        sides = "RL" if place == "both" else place
        hands = [shot.joints[f"finger3-1.{side}"] for side in sides]
        wrists = [shot.joints[f"wrist.{side}"] for side in sides]
        hand, wrist = np.mean(hands, axis=0), np.mean(wrists, axis=0)
        along = (hand - wrist) / np.linalg.norm(hand - wrist)
        reach = 0.16 if place == "both" else 0.03
        return np.asarray(hand + reach * along)


def _shadow(plotter: pv.Plotter, strength: float) -> pv.Actor:
    disc = pv.Disc(inner=0.0, outer=1.0, r_res=12, c_res=48)
    radius = np.linalg.norm(disc.points[:, :2], axis=1)
    disc.points = disc.points * (0.40, 0.34, 1.0) + (0.04, 0.0, 0.002)
    rgba = np.zeros((len(radius), 4), dtype=np.uint8)
    rgba[:, 3] = (255 * strength * np.clip(1 - radius, 0, 1) ** 1.3).astype(np.uint8)
    return plotter.add_mesh(disc, scalars=rgba, rgb=True, lighting=False)


def _held(plan: MoveSet, rng: np.random.Generator) -> list[tuple[pv.PolyData, str, str]]:
    """Return the meshes of what is held, their colours, and what they follow."""
    if plan.implement in ("barbell", "bar on back"):
        place = "back" if plan.implement == "bar on back" else "bar"
        parts = barbell.parts()
        # Small plates, or none: the legs of some deadlifts are in sight.
        part = float(rng.choice([1.0, 1.0, 0.9, 0.75, 0.4]))
        kept = []
        for mesh, colour in parts:
            if mesh.bounds[5] > 0.15:  # noqa: PLR2004 - a plate
                mesh.points = mesh.points * (1.0, part, part)
            kept.append((mesh, colour, place))
        return kept
    if plan.implement == "kettlebell":
        ball = pv.Sphere(radius=float(rng.uniform(0.08, 0.12)))
        handle = pv.Cylinder(
            center=(0, 0, 0.11), direction=(1, 0, 0), radius=0.018, height=0.14, resolution=16
        )
        return [(ball, "#2b2d30", "both"), (handle, "#4a4d52", "both")]
    if plan.implement == "dumbbells":
        meshes = []
        for side in "RL":
            grip = pv.Cylinder(direction=(0, 1, 0), radius=0.016, height=0.14, resolution=16)
            meshes.append((grip, "#8a8d92", side))
            for y in (-0.09, 0.09):
                head = pv.Cylinder(
                    center=(0, y, 0), direction=(0, 1, 0), radius=0.055, height=0.06, resolution=16
                )
                meshes.append((head, "#26282c", side))
        return meshes
    return []
