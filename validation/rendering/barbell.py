"""A barbell with a pair of 45 cm plates, held in the hooked fingers."""

from __future__ import annotations

import numpy as np
import pyvista as pv

PLATE_RADIUS_M = 0.225
# Length of an IWF men's bar and the distance of its inner collars from the middle.
_BAR_M, _COLLAR_M = 2.20, 0.655
_PLATE_M = 0.06
# The bar lies in the fingers, so far beyond the knuckles.
_GRIP_M = 0.03


def parts() -> list[tuple[pv.PolyData, str]]:
    """Return the barbell's meshes about its middle, along x, with their colours; metres."""

    def disc(x: float, radius: float, thick: float) -> pv.PolyData:
        return pv.Cylinder(
            center=(x, 0, 0), direction=(1, 0, 0), radius=radius, height=thick, resolution=72
        )

    meshes = [(disc(0.0, 0.014, 2 * _COLLAR_M), "#9a9ea3")]
    for sign in (-1.0, 1.0):
        middle = sign * (_COLLAR_M + _PLATE_M / 2)
        sleeve = _BAR_M / 2 - _COLLAR_M
        meshes.append((disc(sign * (_COLLAR_M + sleeve / 2), 0.025, sleeve), "#b4b7bb"))
        meshes.append((disc(middle, PLATE_RADIUS_M, _PLATE_M), "#26282c"))
        outside = sign * (_COLLAR_M + _PLATE_M)
        meshes.append((disc(outside, 0.10, 0.012), "#8c2f2b"))
    return meshes


def on_back(joints: dict[str, np.ndarray], trunk_deg: float) -> np.ndarray:
    """Return where the bar's middle is when it lies across the upper back, metres."""
    lean = np.radians(trunk_deg)
    along, behind = (
        np.array([0.0, -np.sin(lean), np.cos(lean)]),
        np.array([0.0, np.cos(lean), np.sin(lean)]),
    )
    return joints["neck01"] * (0.0, 1.0, 1.0) - 0.035 * along + 0.10 * behind


def middle(joints: dict[str, np.ndarray], floor_m: float) -> np.ndarray:
    """Return where the bar's middle is for the hands, never with the plates under the floor."""
    knuckle, wrist = joints["finger3-1.R"], joints["wrist.R"]
    down = (knuckle - wrist) / np.linalg.norm(knuckle - wrist)
    held = knuckle + _GRIP_M * down
    return np.array([0.0, held[1], max(held[2], floor_m + PLATE_RADIUS_M)])
