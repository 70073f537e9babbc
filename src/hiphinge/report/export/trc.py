"""`markers.trc`: the landmarks of both sides as an OpenSim marker file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from hiphinge.errors import ClipError
from hiphinge.files import write_text
from hiphinge.pose.skeleton import sided
from hiphinge.quantities import Side
from hiphinge.report.export import cells

if TYPE_CHECKING:
    from pathlib import Path

    from hiphinge.motion.motion import Motion
    from hiphinge.pose.skeleton import Landmark
    from hiphinge.quantities import Floats

PARTS = {
    "ear": "Ear",
    "shoulder": "Shoulder",
    "elbow": "Elbow",
    "wrist": "Wrist",
    "hip": "Hip",
    "knee": "Knee",
    "ankle": "Ankle",
    "heel": "Heel",
    "foot_index": "BigToe",
}
"""Marker names without their side, as OpenPose's BODY_25 and its OpenSim marker sets have them."""

PLACES = 5
"""Decimals of a coordinate [m]."""


def lengths(motion: Motion) -> str:
    """Return in words what one metre of the file is."""
    if motion.scale is None:
        return "no scale was given: 1 m here is the lifter's leg, ankle to knee to hip"
    return f"metres, from {motion.scale.source}"


def render(motion: Motion) -> str:
    """Return the markers over time in OpenSim's TRC format.

    Parameters
    ----------
    motion : Motion
        The measured movement.

    Returns
    -------
    str
        Header, then frame number, time [s] and X, Y, Z [m] of each marker; ``NaN`` where missing.

    Raises
    ------
    ClipError
        Where the near ankle, which the coordinates start from, is never seen.

    Notes
    -----
    Axes after the ISB: X forward, Y up, Z to the lifter's right, which one camera does not
    measure and which is 0. The origin is the near ankle's place while standing. Without a scale,
    lengths are divided by leg length, so that joint angles stay right and lengths are of a lifter
    with a leg of 1 m.

    References
    ----------
    Wu and Cavanagh 1995, J Biomech 28:1257 (axes).
    """
    markers = _markers(motion)
    xy_m = _forward_up(motion)
    lines = _header(motion, [name for name, _ in markers])
    for index, time_s in enumerate(motion.time_s):
        row = [str(index + 1), cells.number(time_s, 6)]
        for _, landmark in markers:
            row += _point(xy_m[index, landmark])
        lines.append("\t".join(row))
    return "\n".join(lines) + "\n"


def write(motion: Motion, target: Path) -> None:
    """Write the marker file, whole or not at all; see `render`."""
    write_text(target, render(motion))


def _markers(motion: Motion) -> list[tuple[str, Landmark]]:
    """Return name and landmark of each marker that is seen at least once."""
    both = [
        (f"{side.value[0].upper()}{name}", sided(side, part))
        for side in (Side.RIGHT, Side.LEFT)
        for part, name in PARTS.items()
    ]
    return [
        (name, landmark)
        for name, landmark in both
        if np.isfinite(motion.xy_px[:, landmark]).all(axis=1).any()
    ]


def _forward_up(motion: Motion) -> Floats:
    """Return all landmarks as (T, 33, 2): forward and up of the near ankle [m]."""
    metre_per_px = 1 / motion.leg_px.value
    if motion.scale is not None:
        metre_per_px = motion.scale.metre_per_px.value
    signs = np.array([int(motion.view.facing), -1])  # the picture's y points down
    xy_m: Floats = (motion.xy_px - _origin(motion)) * signs * metre_per_px
    return xy_m


def _origin(motion: Motion) -> Floats:
    """Return the near ankle's usual place [px], while standing where that is known."""
    ankle = motion.xy_px[:, sided(motion.view.near, "ankle")]
    seen = np.isfinite(ankle).all(axis=1)
    if not seen.any():
        message = "The lifter's near ankle is never seen, so there are no markers to write."
        raise ClipError(message)
    if motion.standing is not None:
        stood = seen & (motion.time_s >= motion.standing.start_s)
        stood &= motion.time_s <= motion.standing.end_s
        seen = stood if stood.any() else seen
    place: Floats = np.median(ankle[seen], axis=0)
    return place


def _header(motion: Motion, names: list[str]) -> list[str]:
    frames = len(motion.time_s)
    rate = cells.number(_rate_hz(motion.time_s), 4)
    axes = [f"{axis}{number + 1}" for number in range(len(names)) for axis in "XYZ"]
    return [
        f"PathFileType\t4\t(X/Y/Z)\tmarkers.trc ({lengths(motion)})",
        "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits"
        "\tOrigDataRate\tOrigDataStartFrame\tOrigNumFrames",
        f"{rate}\t{rate}\t{frames}\t{len(names)}\tm\t{rate}\t1\t{frames}",
        "\t".join(["Frame#", "Time", *(cell for name in names for cell in (name, "", ""))]),
        "\t".join(["", "", *axes]),
        "",
    ]


def _rate_hz(time_s: Floats) -> float:
    """Return the usual frame rate [1/s]; the Time column alone is true where it varies."""
    steps = np.diff(time_s)
    # One frame has no rate; 1 keeps readers from dividing by zero.
    return 1 / float(np.median(steps)) if len(steps) else 1.0


def _point(xy: Floats) -> list[str]:
    """Return X, Y and Z of one marker; a marker is there whole or not at all."""
    if not np.isfinite(xy).all():
        return ["NaN"] * 3
    return [cells.number(float(xy[0]), PLACES), cells.number(float(xy[1]), PLACES), "0.0"]
