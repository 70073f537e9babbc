"""Rooms drawn at random: floor, wall, things on it and before it, and light.

World frame as in `camera`; the lifter stands at the origin, the wall is beyond.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyvista as pv

if TYPE_CHECKING:
    from validation.people.camera import View

_SIDE = 6.0


def _noise(rng: np.random.Generator, size: int, cells: int) -> np.ndarray:
    """Return smooth noise of so many cells a side, about -1 to 1."""
    coarse = rng.uniform(-1, 1, (cells + 1, cells + 1))
    at = np.linspace(0, cells, size, endpoint=False)
    low = at.astype(int)
    part = at - low
    rows = coarse[low] * (1 - part)[:, None] + coarse[low + 1] * part[:, None]
    return np.asarray(rows[:, low] * (1 - part) + rows[:, low + 1] * part)


def _texture(rng: np.random.Generator) -> pv.Texture:
    """Return a surface: a colour with smooth noise, and perhaps planks, tiles or stripes."""
    size = 512
    base = rng.uniform(30, 235) + rng.normal(0, 22, 3)
    shade = rng.uniform(2, 12) * _noise(rng, size, int(rng.integers(3, 9)))
    shade += rng.uniform(1, 12) * _noise(rng, size, int(rng.integers(40, 160)))
    pattern = rng.random()
    step = int(rng.integers(24, 128))
    line = np.arange(size) % step < max(2, step // 20)
    if pattern < 0.35:  # noqa: PLR2004 - tiles or planks
        shade -= rng.uniform(10, 50) * line[:, None]
        shade -= rng.uniform(0, 40) * line[None, :]
    elif pattern < 0.45:  # noqa: PLR2004 - stripes
        shade += rng.uniform(10, 40) * (np.arange(size) // step % 2)[None]
    pixels = np.clip(base + shade[..., None], 0, 255).astype(np.uint8)
    texture = pv.Texture(pixels)
    texture.repeat = True
    texture.mipmap = True
    return texture


def _flat(corners: list[tuple[float, float, float]], repeat: float) -> pv.PolyData:
    mesh = pv.PolyData(np.array(corners, dtype=float), faces=np.array([4, 0, 1, 2, 3]))
    mesh.active_texture_coordinates = repeat * np.array(
        [[0, 0], [1, 0], [1, 1], [0, 1]], dtype=float
    )
    return mesh


def furnish(plotter: pv.Plotter, rng: np.random.Generator) -> None:
    """Put a room and its light into a plotter."""
    matt: dict[str, Any] = {
        "ambient": float(rng.uniform(0.25, 0.5)),
        "diffuse": float(rng.uniform(0.5, 0.75)),
        "specular": 0.0,
    }
    wall = float(rng.uniform(0.7, 3.5))
    slant = float(rng.normal(0, 0.12))
    left, right = wall + slant * _SIDE, wall - slant * _SIDE
    floor = [(-5, _SIDE, 0), (-5, -_SIDE, 0), (right, -_SIDE, 0), (left, _SIDE, 0)]
    plotter.add_mesh(_flat(floor, float(rng.uniform(1.5, 5))), texture=_texture(rng), **matt)
    plotter.add_mesh(
        _flat(
            [(left, _SIDE, 0), (right, -_SIDE, 0), (right, -_SIDE, 4), (left, _SIDE, 4)],
            float(rng.uniform(1, 4)),
        ),
        texture=_texture(rng),
        **matt,
    )
    for _ in range(int(rng.integers(0, 6))):
        _panel(plotter, rng, wall, matt)
    for _ in range(int(rng.integers(0, 5))):
        _thing(plotter, rng, wall, matt)
    for _ in range(int(rng.integers(0, 3))):
        _post(plotter, rng, wall, matt)
    _light(plotter, rng)


def _colour(rng: np.random.Generator) -> tuple[float, float, float]:
    red, green, blue = np.clip(rng.uniform(0.05, 0.95) + rng.normal(0, 0.15, 3), 0, 1)
    return float(red), float(green), float(blue)


def _panel(plotter: pv.Plotter, rng: np.random.Generator, wall: float, matt: Any) -> None:
    """Hang a picture, a window or a mirror."""
    y, z = rng.uniform(-3, 3), rng.uniform(0.5, 2.2)
    wide, tall = rng.uniform(0.2, 1.6), rng.uniform(0.2, 1.4)
    x = wall - 0.25
    corners = [(x, y + wide, z), (x, y, z), (x, y, z + tall), (x, y + wide, z + tall)]
    plotter.add_mesh(_flat(corners, float(rng.uniform(0.3, 1.5))), texture=_texture(rng), **matt)


def _thing(plotter: pv.Plotter, rng: np.random.Generator, wall: float, matt: Any) -> None:
    """Put a box, a ball or a drum on the floor behind the lifter."""
    x, y = rng.uniform(0.55, max(0.6, wall - 0.1)), rng.uniform(-2.2, 2.2)
    size = rng.uniform(0.1, 0.5, 3)
    kind = rng.integers(3)
    if kind == 0:
        mesh = pv.Box(bounds=(x, x + size[0], y, y + size[1], 0, 2.4 * size[2]))
    elif kind == 1:
        mesh = pv.Sphere(radius=size[0], center=(x + size[0], y, size[0]))
    else:
        mesh = pv.Cylinder(
            center=(x + size[0], y, size[1]),
            direction=(0, 0, 1),
            radius=size[0],
            height=2 * size[1],
        )
    plotter.add_mesh(mesh, color=_colour(rng), **matt)


def _post(plotter: pv.Plotter, rng: np.random.Generator, wall: float, matt: Any) -> None:
    """Put up a rack's post."""
    x, y, wide = rng.uniform(0.5, max(0.55, wall - 0.1)), rng.uniform(-2.0, 2.0), 0.07
    plotter.add_mesh(
        pv.Box(bounds=(x, x + wide, y, y + wide, 0, rng.uniform(1.2, 2.6))),
        color=_colour(rng),
        **matt,
    )


def _light(plotter: pv.Plotter, rng: np.random.Generator) -> None:
    plotter.remove_all_lights()
    for low, high in ((0.55, 1.05), (0.1, 0.45)):
        light = pv.Light(
            position=(rng.uniform(-4, -0.5), rng.uniform(-4, 4), rng.uniform(1.2, 4.0)),
            focal_point=(0, 0, 0.9),
            intensity=float(rng.uniform(low, high)),
        )
        light.positional = False
        plotter.add_light(light)


def look_through(plotter: pv.Plotter, view: View) -> None:
    """Set a plotter's camera to a view."""
    plotter.camera.position = tuple(view.place)
    plotter.camera.focal_point = tuple(view.place + view.ahead)
    plotter.camera.up = tuple(view.up)
    half = view.size_px / 2 / view.focal_px
    plotter.camera.view_angle = float(np.degrees(2 * np.arctan(half)))
    plotter.camera.clipping_range = (0.2, 30.0)
