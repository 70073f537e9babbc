"""The picture with what was measured drawn on it, as one SVG that holds both."""

from __future__ import annotations

import base64
import io
import math
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from hiphinge.motion.rigid_body import pressed_at
from hiphinge.pose.skeleton import BONES
from hiphinge.report.overlay import MEASURED_BONES
from hiphinge.report.stance.words import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hiphinge.motion.posture import Posture
    from hiphinge.quantities import Bytes, Floats

TALL = 1000.0
"""Height of the figure in its own units; widths and letters below are in them."""
ABOVE, BELOW, BESIDE = 0.22, 0.2, 0.34
"""Room around the body's parts, in their height: for the head, for what stands under the foot, and
for words."""
MOST_PX = 1600
"""Longest side of the picture that is put into the page [px]."""
QUALITY = 85
SMALL, LARGE, DOT = 31.0, 42.0, 10.0
GROUND, WEDGE, UPRIGHT = 250.0, 130.0, 300.0
"""Lengths of the ground's line, the wedge of an angle, and the line straight up."""
MARK = ((0.0, -3.0), (11.0, 20.0), (-11.0, 20.0))
"""Corners of the mark under the foot, from its place."""
WEIGHT_MOST = 2.0
"""The mark of the weight is drawn no farther from the foot's middle than this [foot lengths]."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Where the picture's pixels are in the figure."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def scale(self) -> float:
        return TALL / (self.bottom - self.top)

    @property
    def width(self) -> float:
        return (self.right - self.left) * self.scale

    def at(self, place: Floats) -> Floats:
        return np.asarray((place - (self.left, self.top)) * self.scale)


def figure(rgb: Bytes, posture: Posture, label: str) -> str:
    """Return the picture around the body, with skeleton, angles and weight, as SVG.

    Parameters
    ----------
    rgb : (H, W, 3) uint8
        The upright picture.
    posture : Posture
        What was measured in it.
    label : str
        What the figure shows, for who does not see it.
    """
    sheet = _sheet(posture, (rgb.shape[1], rgb.shape[0]))
    parts = {name: sheet.at(place) for name, place in posture.places.items()}
    drawn = [*_skeleton(parts), *_angles(parts, posture), *_weight(parts, posture, sheet)]
    return (
        f'<svg class="photo" viewBox="0 0 {sheet.width:.0f} {TALL:.0f}" role="img" '
        f'aria-label="{escape(label)}">'
        f'<image width="{sheet.width:.0f}" height="{TALL:.0f}" preserveAspectRatio="none" '
        f'href="data:image/jpeg;base64,{_jpeg(rgb, sheet)}"/>{"".join(drawn)}</svg>'
    )


def _sheet(posture: Posture, size_px: tuple[int, int]) -> _Sheet:
    """Return the part of the picture that is shown: the body with room around it."""
    places = np.array([place for place in posture.places.values() if np.isfinite(place).all()])
    low, high = places.min(axis=0), places.max(axis=0)
    tall = float(high[1] - low[1])
    room = max(BESIDE * tall, (tall - float(high[0] - low[0])) / 2)
    return _Sheet(
        max(0, math.floor(low[0] - room)),
        max(0, math.floor(low[1] - ABOVE * tall)),
        min(size_px[0], math.ceil(high[0] + room)),
        min(size_px[1], math.ceil(high[1] + BELOW * tall)),
    )


def _jpeg(rgb: Bytes, sheet: _Sheet) -> str:
    part = rgb[sheet.top : sheet.bottom, sheet.left : sheet.right]
    picture = Image.fromarray(np.ascontiguousarray(part))
    picture.thumbnail((MOST_PX, MOST_PX), Image.Resampling.BOX)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY)
    return base64.b64encode(out.getvalue()).decode("ascii")


def _skeleton(parts: dict[str, Floats]) -> list[str]:
    bones = [bone for bone in BONES if all(np.isfinite(parts[part]).all() for part in bone)]
    measured = [bone for bone in bones if bone in MEASURED_BONES]
    other = [bone for bone in bones if bone not in MEASURED_BONES]
    drawn = [line([parts[one], parts[two]], "halo") for one, two in bones]
    drawn += [line([parts[one], parts[two]], "bone") for one, two in other]
    drawn += [line([parts[one], parts[two]], "bone measured") for one, two in measured]
    return drawn + [_dot(parts[name]) for name in ("shoulder", "hip", "knee", "ankle")]


def _dot(at: Floats) -> str:
    return f'<circle class="joint" cx="{at[0]:.1f}" cy="{at[1]:.1f}" r="{DOT:g}"/>'


def _angles(parts: dict[str, Floats], posture: Posture) -> list[str]:
    """Draw the shin against the ground in front of it, the torso against upright, the knee."""
    facing, roll = int(posture.view.facing), posture.view.roll_deg.value
    turn = math.radians(roll) if math.isfinite(roll) else 0.0
    ahead = facing * np.array([math.cos(turn), math.sin(turn)])
    up = np.array([math.sin(turn), -math.cos(turn)])
    ankle, knee, hip = parts["ankle"], parts["knee"], parts["hip"]
    shin = _unit(knee - ankle)
    trunk = _unit(parts["shoulder"] - hip)
    ground, lean = posture.measures["shin_deg"], posture.measures["trunk_deg"]
    bend = posture.measures["knee_deg"]
    half = _unit(ahead + shin)
    return [
        line([ankle - 0.25 * GROUND * ahead, ankle + GROUND * ahead], "level"),
        wedge(ankle, ahead, shin, WEDGE, "ground"),
        line([hip, hip + UPRIGHT * up], "level"),
        wedge(hip, up, trunk, WEDGE, "torso"),
        *_words(
            ankle + (WEDGE + 20) * half,
            facing,
            number(90.0 - ground.value, ground.sd, "deg"),
            "shin to the ground",
            "ground",
        ),
        *_words(
            hip - 75 * ahead + 150 * up,
            -facing,
            number(lean.value, lean.sd, "deg"),
            "torso from upright",
            "torso",
        ),
        *_words(
            knee + 45 * ahead + 15 * up, facing, number(bend.value, bend.sd, "deg"), "knee", "knee"
        ),
    ]


def _weight(parts: dict[str, Floats], posture: Posture, sheet: _Sheet) -> list[str]:
    """Draw the foot's length under it, and where on it the body's weight is."""
    facing, leg = int(posture.view.facing), posture.leg_px * sheet.scale
    body = posture.body
    x = float(parts["ankle"][0])
    y = max(float(parts[name][1]) for name in ("heel", "foot_index", "ankle")) + 26
    share, sd = posture.measures["weight_foot"].value, posture.measures["weight_foot"].sd

    def at(part: float) -> Floats:
        part = min(max(part, 0.5 - WEIGHT_MOST), 0.5 + WEIGHT_MOST)
        return np.array([x + facing * leg * float(pressed_at(body, part)), y])

    mark = at(share)
    tip = " ".join(f"{mark[0] + side:.1f},{mark[1] + down:.1f}" for side, down in MARK)
    words = f"weight {number(share, sd, 'foot')}"
    return [
        line([at(0.0), at(1.0)], "halo"),
        line([at(0.0), at(1.0)], "foot"),
        line([at(share - sd), at(share + sd)], "spread"),
        f'<polygon class="weight" points="{tip}"/>',
        _text(mark + np.array([0.0, 56.0]), words, "small weight", "middle"),
    ]


def _unit(way: Floats) -> Floats:
    return np.asarray(way / max(float(np.hypot(*way)), 1e-9))


def line(points: Sequence[Floats], kind: str) -> str:
    """Return a line through points."""
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polyline class="{kind}" points="{path}"/>'


def wedge(corner: Floats, one: Floats, other: Floats, radius: float, kind: str) -> str:
    """Return the wedge between two ways from a corner, as unit vectors."""
    start = math.atan2(one[1], one[0])
    turn = math.atan2(one[0] * other[1] - one[1] * other[0], float(one @ other))
    arc = [
        corner + radius * np.array([math.cos(start + turn * k), math.sin(start + turn * k)])
        for k in np.linspace(0.0, 1.0, 20)
    ]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in (corner, *arc))
    return f'<polygon class="wedge {kind}" points="{path}"/>'


def _words(at: Floats, way: int, large: str, small: str, kind: str) -> list[str]:
    """Write a number and below it what it is, away from a place to the right (1) or left (-1)."""
    anchor = "start" if way > 0 else "end"
    return [
        _text(at, large, f"large {kind}", anchor),
        _text(at + np.array([0.0, 1.15 * SMALL]), small, f"small {kind}", anchor),
    ]


def _text(at: Floats, text: str, kind: str, anchor: str) -> str:
    size = LARGE if kind.startswith("large") else SMALL
    return (
        f'<text class="{kind}" x="{at[0]:.1f}" y="{at[1]:.1f}" font-size="{size:g}" '
        f'text-anchor="{anchor}">{escape(text)}</text>'
    )
