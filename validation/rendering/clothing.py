"""Shirt, shorts, hair and shoes: colours and thickness on the body's own skin.

Every garment is the skin itself, coloured and moved outward along its normals; shoes are bodies of
their own about the feet. Nothing here moves a joint. Colours come from one texture whose
first axis is a dress coordinate, continuous over the body, in which each garment is an interval;
hems are then sharp in the picture although the mesh is coarse.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyvista as pv

if TYPE_CHECKING:
    from .body import Person
    from .motion import Build

SOLE_M = 0.022
SHOE_M = 0.007
SHOE_TOP_M = 0.088
CLOTH_M = 0.010
HAIR_M = 0.016
SOCK = (226, 224, 218)
SOLE_COLOUR = (233, 231, 225)
Colour = tuple[int, int, int]
# The dress coordinate: height up to the neck (0 sole, 1 neck), and above that arms, face, hair.
_TOP = 3.0
_SLEEVE_START, _NECK, _HAND, _HAIR, _EYE = 0.86, 1.0, 1.7, 2.2, 2.8
_SEAM = 0.004
# A loose shirt hangs down over the hips so far below the waist of fitted clothes, metres, and is
# smoothed so often over the mesh: it spans hollows.
_SHIRT_TAIL_M, _DRAPES = 0.09, 14


class Outfit:
    """What one person wears: a texture, where on it each vertex lies, and each one's thickness."""

    def __init__(self, person: Person, build: Build) -> None:
        self._faces = person.faces
        self._neighbours = _neighbours(person.faces, len(person.rest_vertices))
        bone, z = person.main_bone, person.rest_vertices[:, 2]

        def starts(*names: str) -> np.ndarray:
            return np.logical_or.reduce([np.char.startswith(bone, name) for name in names])

        bottom = float(z.min())
        nape = person.head_of("neck01")
        neck = float(nape[2]) + 0.03 - bottom
        # The neckline lies lower in front than at the nape.
        front = np.clip(nape[1] - person.rest_vertices[:, 1], 0.0, 0.09)
        dip = 0.6 * front * np.clip((z - nape[2]) / 0.1 + 1.0, 0.0, 1.0)
        dress = np.clip((z + dip - bottom) / neck, 0.0, 2.0)
        arm = starts("upperarm", "lowerarm")
        sleeve = _NECK - _SLEEVE_START
        dress[arm] = _SLEEVE_START + sleeve * np.clip(
            self._along_arm(person)[arm] / build.sleeve_end, 0.0, 3.0
        )
        dress[starts("wrist", "finger", "metacarpal")] = _HAND
        head = starts("head", "neck")
        scalp = np.where(head, self._scalp_m(person), -1.0)
        high = head & (dress > _NECK + 0.04)
        dress[high] = _HAIR + np.clip(scalp[high], -0.3, 0.5)
        dress[starts("eye")] = _EYE

        hip, knee = person.head_of("upperleg01.R")[2], person.head_of("lowerleg01.R")[2]
        sock = (person.head_of("foot.R")[2] + 0.035 - bottom) / neck
        hem = (hip + build.leg_end * (knee - hip) - bottom) / neck
        tail = _SHIRT_TAIL_M if build.loose_m > 0 else 0.0
        waist = (hip + 0.06 - tail - bottom) / neck
        shin = (SOCK,) if hem > sock else (build.shorts,)
        edges = ((sock, *shin), (max(hem, sock), build.skin), (waist, build.shorts))
        self._bands = (*edges, (_NECK, build.shirt), (_HAIR, build.skin), (2.75, build.hair))
        self.coordinates = np.column_stack([dress / _TOP, self._mottle(len(z))])

        self._thickness = np.zeros(len(z))
        body = ~head & ~starts("eye", "wrist", "finger", "metacarpal")
        self._thickness[body & (dress > hem) & (dress < _NECK)] = CLOTH_M
        self._thickness[body & (dress > waist) & (dress < _NECK)] = CLOTH_M * 1.3
        self._loose_m = build.loose_m
        self._shirt = body & (dress > waist) & (dress < _NECK)
        hair = head & (scalp > 0)
        self._thickness[hair] = HAIR_M * np.clip(scalp[hair] / 0.03, 0.25, 1.0)

    @staticmethod
    def _along_arm(person: Person) -> np.ndarray:
        """Return how far along the upper arm each vertex lies: 0 shoulder, 1 elbow."""
        start, axis = person.head_of("upperarm01.R"), person.head_of("lowerarm01.R")
        axis = axis - start
        right = person.rest_vertices * np.where(person.rest_vertices[:, :1] > 0, [[-1, 1, 1]], 1.0)
        return (right - start) @ axis / (axis @ axis)

    @staticmethod
    def _scalp_m(person: Person) -> np.ndarray:
        """Return how far inside the hair line each vertex lies (outside is negative), metres."""
        skin = person.rest_vertices
        head = skin[person.main_bone == "head"]
        rise, depth = head[:, 2].max() - skin[:, 2], skin[:, 1] - head[:, 1].min()
        length = float(np.ptp(head[:, 1]))
        brow = np.minimum(0.055 - rise, depth - 0.02)
        temple = np.minimum(depth - 0.42 * length, 0.105 - rise)
        nape = np.minimum(depth - 0.58 * length, 0.19 - rise)
        return np.maximum.reduce([brow, temple, nape])

    def _mottle(self, count: int) -> np.ndarray:
        """Return a blotchy value (0 to 1) per vertex, so that cloth is not one flat colour."""
        mottle = np.random.default_rng(7).normal(0.0, 1.0, count)
        for _ in range(4):
            mottle = self._averaged(mottle)
        return np.clip(0.5 + 0.22 * mottle / mottle.std(), 0.0, 1.0)

    def texture(self) -> pv.Texture:
        """Return the colours along the dress coordinate, with darker hems, by the mottle."""
        columns = 8192
        at = np.arange(columns) / columns * _TOP
        strip = np.zeros((columns, 3))
        low = -1.0
        for high, colour in self._bands:
            strip[(at >= low) & (at < high)] = colour
            low = high
        strip[at >= low] = (52, 40, 34)
        for high, _ in self._bands[:4]:
            strip[np.abs(at - high) < _SEAM] *= 0.72
        shade = np.linspace(0.90, 1.10, 64)[:, None, None]
        return pv.Texture(np.clip(strip[None] * shade, 0, 255).astype(np.uint8))

    def _averaged(self, values: np.ndarray) -> np.ndarray:
        pairs, degree = self._neighbours
        total = np.bincount(pairs[:, 0], weights=values[pairs[:, 1]], minlength=len(values))
        return total / degree

    def dressed(self, skin: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the clothed surface of a posed skin and its normals, metres."""
        normals = self._normals(skin)
        worn = skin + normals * self._thickness[:, None]
        if self._loose_m > 0:
            worn = self._draped(normals, worn)
        return worn, self._normals(worn)

    def _draped(self, normals: np.ndarray, worn: np.ndarray) -> np.ndarray:
        """Return the skin with a loose shirt: it stands off, spans hollows and sags."""
        out = self._loose_m * (0.6 + np.clip(-normals[:, 2:], 0, 1))
        shell = worn + np.where(self._shirt[:, None], normals * out, 0.0)
        shell[:, 2] -= np.where(self._shirt, self._loose_m * np.clip(-normals[:, 2], 0, 1), 0.0)
        for _ in range(_DRAPES):
            mean = np.stack([self._averaged(shell[:, axis]) for axis in range(3)], axis=1)
            shell = np.where(self._shirt[:, None], mean, shell)
            # Cloth is never under the skin.
            under = np.sum((shell - worn) * normals, axis=1) < 0
            shell = np.where((self._shirt & under)[:, None], worn, shell)
        return shell

    def _normals(self, skin: np.ndarray) -> np.ndarray:
        corners = skin[self._faces]
        face = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
        normals = np.zeros_like(skin)
        for axis in range(3):
            normals[:, axis] = np.bincount(
                self._faces.ravel(), weights=np.repeat(face[:, axis], 3), minlength=len(skin)
            )
        return normals / np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-12)


def _neighbours(faces: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    edges = np.vstack([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    pairs = np.unique(np.vstack([edges, edges[:, ::-1]]), axis=0)
    degree = np.maximum(np.bincount(pairs[:, 0], minlength=count), 1)
    return pairs, degree


def accessories(person: Person, build: Build) -> list[tuple[pv.PolyData, str, Colour]]:
    """Return what moves with one bone: its mesh in anny's rest frame, the bone, the colour."""
    worn: list[tuple[pv.PolyData, str, Colour]] = []
    for side in "RL":
        upper, slab = shoe(person, side)
        worn += [(upper, f"foot.{side}", build.shoes), (slab, f"foot.{side}", SOLE_COLOUR)]
    if build.bun:
        head = person.rest_vertices[person.main_bone == "head"]
        back, top = float(head[:, 1].max()), float(head[:, 2].max())
        bun = pv.Sphere(radius=0.045, center=(0.0, back + 0.03, top - 0.07))
        worn.append((bun, "head", build.hair))
    return worn


def shoe(person: Person, side: str) -> tuple[pv.PolyData, pv.PolyData]:
    """Return a shoe's upper and sole about the foot at rest, in anny's rest frame, metres.

    The upper is the foot's convex hull up to the ankle bone, rounded; the sole is a slab under it.
    """
    bone, bottom = person.main_bone, float(person.rest_vertices[:, 2].min())
    foot = np.char.startswith(bone, "foot") | np.char.startswith(bone, "toe")
    skin = person.rest_vertices[foot & np.char.endswith(bone, f".{side}")]
    skin = skin[skin[:, 2] < bottom + SHOE_TOP_M]
    # In each direction the farthest point of the foot, moved out by the leather.
    upper = pv.Icosphere(nsub=4)
    rays = upper.points / np.linalg.norm(upper.points, axis=1, keepdims=True)
    upper.points = skin[(skin @ rays.T).argmax(0)] + SHOE_M * rays
    upper.point_data.active_normals = rays

    turns = np.linspace(0.0, 2 * np.pi, 48, endpoint=False)
    flat = np.column_stack([np.cos(turns), np.sin(turns)])
    outline = skin[skin[:, 2] < bottom + 0.04][:, :2]
    rim = outline[(outline @ flat.T).argmax(0)] + 1.3 * SHOE_M * flat
    ring = np.column_stack([rim, np.full(len(rim), bottom - SOLE_M)])
    slab = pv.PolyData(ring, faces=np.array([len(ring), *range(len(ring))]))
    slab = slab.triangulate().extrude((0, 0, SOLE_M + 0.006), capping=True)
    return upper, slab.compute_normals(feature_angle=40, split_vertices=True)
