"""`frames.csv`: every measure of every frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiphinge.files import write_text
from hiphinge.motion.judgeable import TOO_FAR
from hiphinge.motion.motion import EXTRA_MEASURES, FRAME_MEASURES
from hiphinge.quantities import Missing
from hiphinge.report.export import cells

if TYPE_CHECKING:
    from pathlib import Path

    from hiphinge.motion.motion import Motion
    from hiphinge.quantities import Floats

COLUMNS = (
    "time_s",
    *(f"{name}{end}" for name in (*FRAME_MEASURES, *EXTRA_MEASURES) for end in ("", "_sd")),
    "missing",
)
"""The columns, in order."""


def render(motion: Motion) -> str:
    """Return the table of frames.

    Parameters
    ----------
    motion : Motion
        The measured movement.

    Returns
    -------
    str
        CSV text: time [s], each measure [deg or fraction of leg length] followed by its standard
        deviation in the same unit, and why the frame was not measured. Empty where unknown.
    """
    columns = [_column(motion.time_s, "time_s")]
    nothing = [""] * len(motion.time_s)
    for name in (*FRAME_MEASURES, *EXTRA_MEASURES):
        series = motion.series.get(name)
        columns += (
            [nothing, nothing]
            if series is None
            else [_column(series.value, name), _column(series.sd, name)]
        )
    measured = "" if motion.view.usable else TOO_FAR
    columns.append(
        [measured if code == Missing.NO else Missing(code).words for code in motion.missing]
    )
    return cells.table(COLUMNS, zip(*columns, strict=True))


def write(motion: Motion, target: Path) -> None:
    """Write `frames.csv`, whole or not at all; see `render`."""
    write_text(target, render(motion))


def _column(values: Floats, name: str) -> list[str]:
    places = cells.decimals(name)
    return [cells.number(value, places) for value in values.tolist()]
