"""`angles.mot`: the angles as an OpenSim motion file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from hiphinge.files import write_text
from hiphinge.report.export import cells

if TYPE_CHECKING:
    from pathlib import Path

    from hiphinge.motion.motion import Motion
    from hiphinge.quantities import Bools, Floats

ALWAYS = ("trunk_deg", "thigh_deg", "shin_deg", "knee_deg", "thigh_trunk_deg")
"""Angles that every file holds."""

SOMETIMES = ("hip_deg", "spine_deg")
"""Angles that a file holds when they were measured in most of its rows."""

ENOUGH_FRAC = 0.5
"""Share of the rows that an angle of `SOMETIMES` must cover; below it, it would cost the others."""

PLACES = 4
"""Decimals of an angle: a thousandth of its doubt, so that differences in time stay smooth."""


def render(motion: Motion) -> str:
    """Return the angles over time in OpenSim's storage format.

    Parameters
    ----------
    motion : Motion
        The measured movement.

    Returns
    -------
    str
        Header, then time [s] and angles [deg], named as in `frames.csv`.

    Notes
    -----
    Only frames in which every angle of the file is measured have a row. OpenSim's ``Storage``
    stops at the word ``nan`` and shifts what follows, without a word, and takes an empty cell for
    the next one; a frame left out is read rightly, since the rows carry their own times.
    """
    names, rows = _chosen(motion)
    values = [motion.series[name].value[rows] for name in names]
    lines = [*_header(len(motion.time_s[rows]), names)]
    for time_s, *angles in zip(motion.time_s[rows], *values, strict=True):
        row = [cells.number(time_s, 6), *(cells.number(angle, PLACES) for angle in angles)]
        lines.append("\t".join(row))
    return "\n".join(lines) + "\n"


def write(motion: Motion, target: Path) -> None:
    """Write the motion file, whole or not at all; see `render`."""
    write_text(target, render(motion))


def _chosen(motion: Motion) -> tuple[tuple[str, ...], Bools]:
    """Return the angles of the file and the frames that have them all."""
    rows = _measured(motion, ALWAYS)
    wanted = ENOUGH_FRAC * np.count_nonzero(rows)
    further = [
        name
        for name in SOMETIMES
        if name in motion.series
        and np.count_nonzero(rows & np.isfinite(_value(motion, name))) >= max(wanted, 1)
    ]
    names = (*ALWAYS, *further)
    return names, _measured(motion, names)


def _measured(motion: Motion, names: tuple[str, ...]) -> Bools:
    known: Bools = np.all([np.isfinite(_value(motion, name)) for name in names], axis=0)
    return known


def _value(motion: Motion, name: str) -> Floats:
    return motion.series[name].value


def _header(rows: int, names: tuple[str, ...]) -> list[str]:
    return [
        "angles",
        "version=1",
        f"nRows={rows}",
        f"nColumns={len(names) + 1}",
        "inDegrees=yes",
        "",
        "Leans forward of vertical, and joint angles, of the lifter's near side in the picture's",
        "plane. Times are the frames' own; frames in which an angle was not measured have no row.",
        "endheader",
        "\t".join(["time", *names]),
    ]
