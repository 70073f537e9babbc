"""The room the person is filmed in: floor, wall, a few things on it, light and camera.

World frame: the camera looks along +x at the person; image right is -y; z is up; metres.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pyvista as pv

WALL_X = 1.5
CAMERA_M = 3.7
CAMERA_HEIGHT_M = 1.0
PERSON_SHARE = 0.70


def _noise(rng: np.random.Generator, shape: tuple[int, int], cell: int) -> np.ndarray:
    """Return smooth noise in -1..1: random values on a coarse grid, interpolated."""
    rows, columns = shape[0] // cell + 2, shape[1] // cell + 2
    coarse = rng.uniform(-1, 1, (rows, columns))
    y, x = np.arange(shape[0]) / cell, np.arange(shape[1]) / cell
    iy, ix = y.astype(int), x.astype(int)
    fy, fx = (y - iy)[:, None], (x - ix)[None]
    top = coarse[np.ix_(iy, ix)] * (1 - fx) + coarse[np.ix_(iy, ix + 1)] * fx
    low = coarse[np.ix_(iy + 1, ix)] * (1 - fx) + coarse[np.ix_(iy + 1, ix + 1)] * fx
    return top * (1 - fy) + low * fy


def _image(base: tuple[int, int, int], shade: np.ndarray) -> pv.Texture:
    pixels = np.clip(np.array(base) + shade[..., None], 0, 255).astype(np.uint8)
    return pv.Texture(pixels)


def _planks(rng: np.random.Generator) -> pv.Texture:
    shade = np.zeros((1024, 1024))
    for row in range(0, 1024, 64):
        cuts = np.sort(rng.integers(0, 1024, 3))
        for start, end in zip([0, *cuts], [*cuts, 1024], strict=True):
            shade[row : row + 64, start:end] += rng.uniform(-14, 14)
            shade[row : row + 64, max(end - 3, 0) : end] -= 28
        shade[row : row + 3] -= 34
    shade += 7 * np.repeat(_noise(rng, (1024, 64), 4), 16, axis=1)
    return _image((168, 134, 100), shade)


def _plaster(rng: np.random.Generator) -> pv.Texture:
    shade = 4 * _noise(rng, (512, 1024), 96) + 2.5 * _noise(rng, (512, 1024), 9)
    return _image((232, 230, 220), shade)


def _poster(rng: np.random.Generator) -> pv.Texture:
    """Return a made-up landscape: sky, sun and three ridges."""
    height, width = 300, 220
    pixels = np.zeros((height, width, 3))
    y, x = np.mgrid[0:height, 0:width]
    pixels[:] = np.array([236, 214, 170]) - y[..., None] * np.array([0.1, 0.2, 0.1])
    pixels[(y - 90) ** 2 + (x - 150) ** 2 < 30**2] = (224, 122, 70)
    for level, colour in ((150, (122, 148, 150)), (195, (82, 112, 118)), (240, (48, 76, 84))):
        ridge = level + 26 * _noise(rng, (1, width), 40)[0]
        pixels[y > ridge[None]] = colour
    return pv.Texture(pixels.astype(np.uint8))


def _panel(y0: float, y1: float, z0: float, z1: float, x: float) -> pv.PolyData:
    """Return an upright rectangle facing the camera, y0 at image left."""
    corners = np.array([[x, y0, z0], [x, y1, z0], [x, y1, z1], [x, y0, z1]], dtype=float)
    panel = pv.PolyData(corners, faces=np.array([4, 0, 1, 2, 3]))
    panel.active_texture_coordinates = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], dtype=float)
    return panel


def build(plotter: pv.Plotter, size: tuple[int, int], centre_y: float, stature_m: float) -> None:
    """Put the room, its light and the camera into a plotter.

    The camera is level, 1 m high and aims at centre_y; the field of view is such that the
    person's stature fills about 70 % of the frame's height.
    """
    rng = np.random.default_rng(3)
    matt: dict[str, Any] = {"ambient": 0.35, "diffuse": 0.65, "specular": 0.0}
    floor = pv.PolyData(
        np.array([[-4, 4, 0], [-4, -4, 0], [WALL_X, -4, 0], [WALL_X, 4, 0]], dtype=float),
        faces=np.array([4, 0, 1, 2, 3]),
    )
    floor.active_texture_coordinates = np.array([[0, 0], [3, 0], [3, 2], [0, 2]], dtype=float)
    planks = _planks(rng)
    planks.repeat = True
    planks.mipmap = True
    plotter.add_mesh(floor, texture=planks, **matt)
    plotter.add_mesh(_panel(4, -4, 0, 3.2, WALL_X), texture=_plaster(rng), **matt)
    plotter.add_mesh(pv.Box(bounds=(WALL_X - 0.02, WALL_X, -4, 4, 0, 0.1)), color="#f2f0ea", **matt)
    near = WALL_X - 0.01
    plotter.add_mesh(_panel(1.22, 0.66, 1.28, 2.02, near), color="#3a332c", **matt)
    plotter.add_mesh(_panel(1.19, 0.69, 1.31, 1.99, near - 0.01), texture=_poster(rng), **matt)
    # A low shelf with books on one side, a plant pot on the other.
    plotter.add_mesh(
        pv.Box(bounds=(1.2, WALL_X, -1.75, -0.95, 0.62, 0.65)), color="#7a5a3c", **matt
    )
    edge = -1.0
    for colour in ("#a5473c", "#d9c48a", "#41617a", "#6f7f5a", "#2f3640", "#c58a4a", "#8a6f8f"):
        width, tall = rng.uniform(0.025, 0.05), rng.uniform(0.17, 0.25)
        book = pv.Box(bounds=(1.28, 1.44, edge - width, edge, 0.65, 0.65 + tall))
        plotter.add_mesh(book, color=colour, **matt)
        edge -= width + 0.004
    pot = pv.Cylinder(center=(1.25, 1.15, 0.14), direction=(0, 0, 1), radius=0.13, height=0.28)
    plotter.add_mesh(pot, color="#b9714e", **matt)
    for _ in range(26):
        tip = rng.normal(0, 1, 3) * (0.16, 0.2, 0.1) + (1.25, 1.15, 0.62)
        stem = np.array([1.25, 1.15, 0.27])
        leaf = pv.ParametricEllipsoid(0.02, 0.045, 0.13, u_res=12, v_res=12, w_res=4)
        direction = (tip - stem) / np.linalg.norm(tip - stem)
        leaf.points = leaf.points @ _upright_to(direction).T + (stem + tip) / 2
        shade = rng.uniform(0.75, 1.1)
        green = (0.22 * shade, 0.42 * shade, 0.22 * shade)
        plotter.add_mesh(leaf, color=green, smooth_shading=True, **matt)
    _light(plotter)
    frame_m = stature_m / PERSON_SHARE
    plotter.camera.position = (-CAMERA_M, centre_y, CAMERA_HEIGHT_M)
    plotter.camera.focal_point = (0.0, centre_y, CAMERA_HEIGHT_M)
    plotter.camera.up = (0.0, 0.0, 1.0)
    plotter.camera.view_angle = float(np.degrees(2 * np.arctan(frame_m / 2 / CAMERA_M)))
    plotter.window_size = list(size)


def _upright_to(direction: np.ndarray) -> np.ndarray:
    side = np.cross([0.0, 1.0, 0.0], direction)
    side /= max(float(np.linalg.norm(side)), 1e-9)
    return np.column_stack([side, np.cross(direction, side), direction])


def shadow(plotter: pv.Plotter) -> pv.Actor:
    """Darken the floor softly where the person stands; the caller moves it with the feet."""
    rings, spokes = 12, 48
    disc = pv.Disc(inner=0.0, outer=1.0, r_res=rings, c_res=spokes)
    radius = np.linalg.norm(disc.points[:, :2], axis=1)
    disc.points = disc.points * (0.40, 0.34, 1.0) + (0.04, 0.0, 0.002)
    rgba = np.zeros((len(radius), 4), dtype=np.uint8)
    rgba[:, 3] = (130 * np.clip(1 - radius, 0, 1) ** 1.3).astype(np.uint8)
    return plotter.add_mesh(disc, scalars=rgba, rgb=True, lighting=False)


def _light(plotter: pv.Plotter) -> None:
    """One bright window light from the upper left behind the camera, one weak fill."""
    plotter.remove_all_lights()
    window = pv.Light(position=(-3.0, 2.2, 3.4), focal_point=(0, 0, 0.8), intensity=0.95)
    fill = pv.Light(position=(-3.0, -3.0, 1.5), focal_point=(0, 0, 1.0), intensity=0.3)
    for light in (window, fill):
        light.positional = False
        plotter.add_light(light)
