"""`reps.csv`: one row a repetition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiphinge.files import write_text
from hiphinge.motion.motion import EXTRA_MEASURES, FRAME_MEASURES
from hiphinge.report.export import cells

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from hiphinge.report.model import Measured, RepInfo, Report

FIRST = ("rep", "start_s", "bottom_s", "end_s", "complete", "kind")
"""Columns that later tools rely on, in their order."""

SECOND = ("kind_probability", "cut", "from_floor")
TEMPO = ("eccentric_s", "pause_s", "concentric_s")


def columns(reps: Sequence[RepInfo]) -> tuple[str, ...]:
    """Return the column names; measures beyond the usual ones follow them as they first appear."""
    usual = (*FRAME_MEASURES, *EXTRA_MEASURES)
    seen = dict.fromkeys([*usual, *(name for rep in reps for name in rep.bottom)])
    pairs = (f"{name}{end}" for name in (*TEMPO, *seen) for end in ("", "_sd"))
    return (*FIRST, *SECOND, *pairs, "reason", "silence")


def render(report: Report) -> str:
    """Return the table of repetitions.

    Parameters
    ----------
    report : Report
        The report.

    Returns
    -------
    str
        CSV text: times [s], what kind of repetition it is and why, its tempo [s] and each measure
        at the bottom [deg or fraction of leg length], each followed by its standard deviation.
        Empty where unknown; `silence` says why hip and spine are.
    """
    header = columns(report.reps)
    rows = map(_fields, report.reps)
    return cells.table(header, ([row.get(name, "") for name in header] for row in rows))


def write(report: Report, target: Path) -> None:
    """Write `reps.csv`, whole or not at all; see `render`."""
    write_text(target, render(report))


def _fields(rep: RepInfo) -> dict[str, str]:
    """Return every cell of a repetition by its column."""
    fields = {
        "rep": str(rep.rep),
        "complete": _truth(rep.complete),
        "kind": rep.kind,
        "cut": rep.cut,
        "from_floor": _truth(rep.from_floor),
        "reason": rep.reason,
        "silence": rep.silence,
    }
    plain = {
        "start_s": rep.start_s,
        "bottom_s": rep.bottom_s,
        "end_s": rep.end_s,
        "kind_probability": rep.kind_probability,
    }
    for name, value in plain.items():
        fields[name] = cells.number(value, cells.decimals(name))
    tempo = zip(TEMPO, (rep.eccentric_s, rep.pause_s, rep.concentric_s), strict=True)
    for name, measured in (*tempo, *rep.bottom.items()):
        fields |= _pair(name, measured)
    return fields


def _pair(name: str, measured: Measured) -> dict[str, str]:
    places = cells.decimals(name)
    return {
        name: cells.number(measured.value, places),
        f"{name}_sd": cells.number(measured.sd, places),
    }


def _truth(value: bool) -> str:
    """Write a truth value as JSON does, so that both files read alike."""
    return "true" if value else "false"
