"""The repetitions as a terminal shows them: a table where it fits, a few lines each where not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiphinge.report.words import INDENT, KINDS, amount, closed, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hiphinge.report.model import RepInfo

HEADER = ("rep", "bottom at", "kind", "knee", "trunk", "hips back / leg")
MEASURES = ("knee_deg", "trunk_deg", "hips_back_frac")
KIND_COLUMN = 2


def rep_lines(reps: Sequence[RepInfo], width: int) -> list[str]:
    """Return the repetitions with their bottoms, and why some are not whole or not judged.

    Parameters
    ----------
    reps : sequence of RepInfo
        The repetitions.
    width : int
        Columns of the terminal.

    Returns
    -------
    list of str
        Times [s], angles [deg], and how far the hips went back as a share of leg length, each
        with one standard deviation.
    """
    rows = [_row(rep) for rep in reps]
    table = _table(rows)
    lines = table if max(map(len, table)) <= width else _stacked(rows, width)
    return lines + _notes(reps, width)


def _row(rep: RepInfo) -> tuple[str, ...]:
    measures = (
        amount(measure.value, measure.sd, measure.unit) if measure is not None else "-"
        for measure in map(rep.bottom.get, MEASURES)
    )
    kind = KINDS[rep.kind] + ("" if rep.complete else " (cut)")
    return (str(rep.rep), amount(rep.bottom_s, None, "s"), kind, *measures)


def _table(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Return aligned columns: numbers to the right, words to the left."""
    wide = [max(map(len, column)) for column in zip(HEADER, *rows, strict=True)]
    return [
        INDENT
        + INDENT.join(
            cell.ljust(size) if column == KIND_COLUMN else cell.rjust(size)
            for column, (cell, size) in enumerate(zip(row, wide, strict=True))
        )
        for row in (HEADER, *rows)
    ]


def _stacked(rows: Sequence[tuple[str, ...]], width: int) -> list[str]:
    lines = []
    for number, bottom, kind, knee, trunk, back in rows:
        said = f"Rep {number}, {bottom}, {kind}: knee {knee}, trunk {trunk}, hips back {back} leg"
        lines += wrap(said, width, INDENT, "- ")
    return lines


def _notes(reps: Sequence[RepInfo], width: int) -> list[str]:
    """Return why repetitions are cut or not judged, those of one reason together."""
    reasons: dict[str, list[int]] = {}
    for rep in reps:
        for why in (rep.cut, rep.reason if rep.kind == "unjudged" else ""):
            if why:
                reasons.setdefault(why, []).append(rep.rep)
    lines = []
    for why, numbers in reasons.items():
        who = f"Rep{'s' if len(numbers) > 1 else ''} {', '.join(map(str, numbers))}"
        if len(numbers) == len(reps) > 1:
            who = "All reps"
        lines += wrap(f"{who}: {closed(why)}", width, INDENT, "- ")
    return lines
