"""A studio for power moves: boxes, racks, and things that are picked up, swung and thrown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyvista as pv

from validation.people.camera import view
from validation.people.moves import MoveSet
from validation.people.power_course import GRAVITY_M_S2, SAMPLES_HZ
from validation.people.power_rig import grip
from validation.people.power_throws import BALL_M
from validation.people.studio import Shot, Studio
from validation.rendering import barbell
from validation.rendering.clothing import SOLE_M
from validation.rendering.posture import about_x, about_z

if TYPE_CHECKING:
    from validation.people.camera import Camera
    from validation.people.power_course import Hold, Moment, Script
    from validation.people.power_rig import Rig
    from validation.people.power_throws import Box
    from validation.people.subject import Subject

_BELL_M, _HANDLE_M = 0.095, 0.105
"""A bell's radius, and how far its middle is from the handle [m]."""
_OVER_FROM_DEG, _OVER_RATE = -100.0, 2.4
"""From this arm on, on its way up, the bell turns over the hand onto the forearm, so fast."""
_RETURN = 0.25
"""The part of its speed that a slam ball keeps at the floor."""
_ROLL_S = 0.5


def still(shares: tuple[float, float, float, float], neck_share: float) -> MoveSet:
    """Return a plan that holds nothing: the stage draws what is held."""
    return MoveSet("hinge", "nothing", "hang", 1.0, 4.0, 0.0, shares, neck_share, ())


class Thing:
    """Where the held thing is at each sample of a course: its middle [m] and its turn [deg]."""

    def __init__(self, kind: str, script: Script, moments: list[Moment], rig: Rig) -> None:
        self.kind = kind
        places = [self._held(script, moment, rig) for moment in moments]
        self.middle = np.array([place for place, _ in places])
        self.turn_deg = np.array([turn for _, turn in places])
        self._rest_between(script)

    def _held(self, script: Script, moment: Moment, rig: Rig) -> tuple[np.ndarray, float]:
        sides = script.holds[0].sides
        hands, joints = grip(moment.joints, sides), moment.joints
        along = hands - np.mean([joints[f"wrist.{side}"] for side in sides], axis=0)
        along = along / np.linalg.norm(along)
        if self.kind == "ball":
            return np.maximum(hands + 0.03 * along, (-9.0, -9.0, BALL_M - SOLE_M)), 0.0
        if self.kind == "bar":
            least = barbell.PLATE_RADIUS_M - SOLE_M
            return np.array([0.0, hands[1], max(hands[2], least)]), 0.0
        posture = rig.posture(moment.state)
        arm = float(np.mean([posture.arms[side].hand_deg for side in sides]))
        if len(sides) == 1 and arm < _OVER_FROM_DEG:
            arm = _OVER_FROM_DEG + _OVER_RATE * (arm - _OVER_FROM_DEG)
        middle = hands + about_x(arm) @ (0.0, 0.0, -_HANDLE_M)
        return np.maximum(middle, (-9.0, -9.0, _BELL_M - SOLE_M)), arm

    def _rest_between(self, script: Script) -> None:
        """Let the thing lie, or fly and come to rest, while nobody holds it."""
        last = len(self.middle) - 1
        ends = [min(round(time * SAMPLES_HZ), last) for h in script.holds for time in _span(h)]
        first, final = ends[0], ends[-1]
        self.middle[:first], self.middle[final:] = self.middle[first], self.middle[final]
        self.turn_deg[:first], self.turn_deg[final:] = 0.0, 0.0
        if self.kind == "bell":
            near = np.arange(len(self.middle))
            # It rocks upright on the floor just before it is let go and after it is taken.
            for end in (first, final):
                self.turn_deg *= np.clip(np.abs(near - end) / (0.12 * SAMPLES_HZ), 0.0, 1.0)
        for freed, taken in zip(ends[1:-1:2], ends[2:-1:2], strict=True):
            self._fall(freed, taken)

    def _fall(self, freed: int, taken: int) -> None:
        start, goal = self.middle[freed].copy(), self.middle[taken].copy()
        speed = (self.middle[freed] - self.middle[freed - 4]) * SAMPLES_HZ / 4
        z, vz, floor = float(start[2]), min(float(speed[2]), -3.0), BALL_M - SOLE_M
        for index in range(freed, taken):
            t = (index - freed) / SAMPLES_HZ
            part = min(t / _ROLL_S, 1.0)
            y = start[1] + (goal[1] - start[1]) * part * (2 - part)
            self.middle[index] = (goal[0], y, z)
            vz -= GRAVITY_M_S2 / SAMPLES_HZ
            z += vz / SAMPLES_HZ
            if z < floor:
                z, vz = floor, -_RETURN * vz if vz < -1.0 else 0.0


def _span(hold: Hold) -> tuple[float, float]:
    return hold.from_s, hold.until_s


class Stage(Studio):
    """A studio with a held thing, and perhaps a box or a rack."""

    def __init__(
        self, subject: Subject, plan: MoveSet, camera: Camera, seed: int, aim_ahead_m: float
    ) -> None:
        super().__init__(subject, plan, camera, seed)
        stature = float(np.ptp(self.person.rest_vertices[:, 2])) + SOLE_M
        aim = self._around @ np.array([0.0, -aim_ahead_m, 0.0])
        self.view = view(camera, float(aim[1]), stature)
        self._things: list[tuple[pv.PolyData, np.ndarray]] = []
        self._extra: list[tuple[pv.PolyData, str]] = []
        self._held_meshes: list[tuple[pv.PolyData, str]] = []

    def furnish(self, kind: str | None, onto: Box | None, rack: np.ndarray | None) -> None:
        """Say what will be held and what stands on the floor, before the first picture."""
        if kind is not None:
            self._held_meshes = _meshes(kind, self._rng)
        if onto is not None:
            first, last = onto.ahead_m - onto.before_m, onto.ahead_m + onto.behind_m
            high = onto.high_m
            solid = pv.Box(bounds=(-0.4, 0.4, -last, -first, 0.0, high - 0.001))
            self._extra.append((solid, str(self._rng.choice(["#b08a5a", "#30343a", "#8c8f94"]))))
        if rack is not None:
            for x in (-0.55, 0.55):
                y, z = float(rack[1]) - 0.05, float(rack[2]) + SOLE_M
                post = pv.Box(bounds=(x - 0.03, x + 0.03, y - 0.06, y, 0.0, z + 0.3))
                self._extra.append((post, "#3a3d42"))

    def shot_of(self, rig: Rig, moment: Moment) -> Shot:
        """Return a moment as a shot of the studio, not turned by its heading."""
        return Shot(rig.posture(moment.state), moment.turns, moment.joints)

    def turned(self, rig: Rig, moment: Moment) -> Shot:
        """Return a moment as a shot, turned by its heading as it is drawn."""
        spin = about_z(moment.heading_deg)
        joints = {
            bone: spin @ (head - moment.pivot) + moment.pivot
            for bone, head in moment.joints.items()
        }
        return Shot(rig.posture(moment.state), spin @ moment.turns, joints)

    def wrists_px(self, shot: Shot) -> np.ndarray:
        """Return (2, 2): the near and the far wrist in the picture [px]."""
        sides = (self.near, "L" if self.near == "R" else "R")
        up = np.array([0.0, 0.0, SOLE_M])
        points = np.array([shot.joints[f"wrist.{side}"] + up for side in sides])
        return self.view.project(points @ self._around.T)

    def draw(self, rig: Rig, moment: Moment, thing: tuple[np.ndarray, float] | None) -> np.ndarray:
        """Draw a moment, RGB."""
        if self._plotter is None:
            self._plotter = self._built()
            self._plotter.render_window.SetMultiSamples(0)
            for mesh, colour in self._extra:
                mesh.points = np.asarray(mesh.points, dtype=float) @ self._around.T
                self._plotter.add_mesh(mesh, color=colour, ambient=0.35, diffuse=0.65)
            for mesh, colour in self._held_meshes:
                self._things.append((mesh, mesh.points.copy()))
                self._plotter.add_mesh(mesh, color=colour, ambient=0.3, diffuse=0.7, specular=0.2)
        if thing is not None:
            middle, turn = thing
            for mesh, about in self._things:
                mesh.points = (
                    about @ about_x(turn).T + middle + (0.0, 0.0, SOLE_M)
                ) @ self._around.T
        return self.picture(self.turned(rig, moment))


def _meshes(kind: str, rng: np.random.Generator) -> list[tuple[pv.PolyData, str]]:
    """Return the held thing's meshes about its middle, with their colours."""
    if kind == "bar":
        part, kept = float(rng.choice([1.0, 1.0, 0.9])), []
        for mesh, colour in barbell.parts():
            if mesh.bounds[5] > 0.15:  # noqa: PLR2004 - a plate
                mesh.points = mesh.points * (1.0, part, part)
            kept.append((mesh, colour))
        return kept
    if kind == "ball":
        return [(pv.Sphere(radius=BALL_M), str(rng.choice(["#26282c", "#5a3030", "#2f4258"])))]
    handle = pv.Cylinder(
        center=(0, 0, _HANDLE_M), direction=(1, 0, 0), radius=0.017, height=0.13, resolution=16
    )
    horns = [
        pv.Cylinder(center=(x, 0, 0.075), direction=(0, 0, 1), radius=0.015, height=0.07)
        for x in (-0.06, 0.06)
    ]
    return [
        (pv.Sphere(radius=_BELL_M), "#2b2d30"),
        *((part, "#4a4d52") for part in (handle, *horns)),
    ]
