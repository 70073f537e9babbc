"""From a clip's data to its pictures and its truth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyvista as pv

from . import barbell, room
from .balance import Poser
from .body import Person
from .clothing import SOLE_M, Outfit, accessories
from .motion import Repetition, course
from .posture import angles
from .walking import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .motion import Clip, Course
    from .posture import Posture

# Pictures are drawn at twice the size and averaged: smooth edges without the driver's help.
SUPERSAMPLE = 2
SWAY_DEG = 0.35
STANDING = Repetition("hinge", 1.0, 5.0)
_YAW = {"right": 0.0, "left": 180.0, "front": -90.0}


@dataclass
class Rendered:
    """A clip's course, its true near-side angles a frame, and its pictures (drawn when asked)."""

    clip: Clip
    course: Course
    truth: list[dict[str, float]]
    pictures: Iterator[tuple[int, np.ndarray]]


@dataclass(frozen=True)
class _Moment:
    turns: np.ndarray
    joints: dict[str, np.ndarray]


def _postures(clip: Clip, plan: Course, poser: Poser) -> Iterator[Posture]:
    rng = np.random.default_rng(clip.seed)
    phases = rng.uniform(0, 2 * np.pi, 3)
    # Nobody stands quite still: three slow waves of a fraction of a degree.
    sway = sum(
        SWAY_DEG / (n + 1) * np.sin(2 * np.pi * rate * plan.time_s + phases[n])
        for n, rate in enumerate((0.23, 0.41, 0.67))
    )
    current = 0
    for frame, depth in enumerate(plan.depth):
        current = max(current, int(plan.rep[frame]))
        rep = clip.reps[max(current, 1) - 1] if clip.reps else STANDING
        yield poser.posture(float(depth), rep, float(sway[frame]))


def frames(clip: Clip, fps: int, only_s: list[float] | None = None) -> Rendered:
    """Pose a clip's every frame, and draw the frames (or only those at the given seconds)."""
    person = Person(clip.build)
    plan = course(clip, fps)
    poser = Poser(person, clip.build.gender > 0.5, clip.arms, clip.stand_knee_deg)  # noqa: PLR2004
    if clip.walk_s > 0:
        steps = walk(person, poser, STANDING, plan.time_s, clip.walk_s)
        moments = [_Moment(*step) for step in steps]
    else:
        moments = []
        for posture in _postures(clip, plan, poser):
            turns = person.rotations(posture)
            moments.append(_Moment(turns, person.joints(turns)))
    side = "L" if clip.view == "left" else "R"
    truth = [angles(moment.joints, side) for moment in moments]
    wanted = range(len(moments)) if only_s is None else [round(s * fps) for s in only_s]
    return Rendered(clip, plan, truth, _draw(clip, person, moments, list(wanted)))


def _draw(
    clip: Clip, person: Person, moments: list[_Moment], wanted: list[int]
) -> Iterator[tuple[int, np.ndarray]]:
    outfit = Outfit(person, clip.build)
    stature = float(np.ptp(person.rest_vertices[:, 2])) + SOLE_M
    width, height = clip.size
    plotter = pv.Plotter(off_screen=True, window_size=[width, height], lighting="none")
    sign = {"right": -1.0, "left": 1.0, "front": 0.0}[clip.view]
    large = (width * SUPERSAMPLE, height * SUPERSAMPLE)
    room.build(plotter, large, sign * clip.centre_m, stature)

    body = pv.PolyData.from_regular_faces(person.rest_vertices.copy(), person.faces)
    body.active_texture_coordinates = outfit.coordinates
    look: dict[str, Any] = {
        "ambient": 0.3,
        "diffuse": 0.72,
        "specular": 0.04,
        "smooth_shading": True,
    }
    plotter.add_mesh(body, texture=outfit.texture(), **look)
    # Shoes, hair and shadow move with one bone each: mesh, bone, points and normals about it.
    rigid: list[tuple[pv.PolyData, str, np.ndarray, np.ndarray]] = []
    for mesh, bone, colour in accessories(person, clip.build):
        about = mesh.points - person.head_of(bone)
        rigid.append((mesh, bone, about, mesh.point_data.active_normals.copy()))
        plotter.add_mesh(mesh, color=colour, **look)
    shadow = room.shadow(plotter)
    bar: list[tuple[pv.PolyData, np.ndarray]] = []
    for mesh, tint in barbell.parts() if clip.arms == "bar" else ():
        bar.append((mesh, mesh.points.copy()))
        plotter.add_mesh(mesh, color=tint, ambient=0.3, diffuse=0.7, specular=0.2)

    yaw = np.radians(_YAW[clip.view])
    c, s = np.cos(yaw), np.sin(yaw)
    around = np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]])
    up = np.array([0.0, 0.0, SOLE_M])
    for index in wanted:
        turns, joints = moments[index].turns, moments[index].joints
        skin, normals = outfit.dressed(person.vertices(turns, joints))
        body.points = (skin + up) @ around.T
        body.point_data.active_normals = normals @ around.T
        for mesh, bone, about, directions in rigid:
            turn = turns[person.bones.index(bone)]
            mesh.points = (about @ turn.T + joints[bone] + up) @ around.T
            mesh.point_data.active_normals = directions @ turn.T @ around.T
        for mesh, about in bar:
            mesh.points = (about + barbell.middle(joints, -SOLE_M) + up) @ around.T
        feet = (joints["foot.R"] + joints["foot.L"]) / 2 + (0.0, -0.07, 0.0)
        shadow.position = tuple((feet * (1, 1, 0)) @ around.T)
        plotter.render()
        picture = plotter.screenshot(return_img=True)
        shape = (height, SUPERSAMPLE, width, SUPERSAMPLE, 3)
        yield index, picture.reshape(shape).mean((1, 3)).round().astype(np.uint8)
    plotter.close()
