"""The repetitions as a terminal shows them: a table where it fits, a few lines each where not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiphinge.report.silence import PARTS
from hiphinge.report.words import INDENT, KINDS, amount, closed, columns, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from hiphinge.report.model import RepInfo

PLAIN = {"knee_deg": "knee", "trunk_deg": "trunk", "hips_back_frac": "hips back / leg"}
"""Measures of the table and the heads of their columns."""
SPLIT = {
    "knee_deg": "knee",
    "trunk_deg": "trunk",
    "hips_back_frac": "hips back",
    **dict(zip(PARTS, ("hip", "spine"), strict=True)),
}
"""The same where hip and spine are told apart, in shorter words."""

SPLIT_NOTE = (
    "Hips back: in leg lengths. Hip and spine: their parts of the fold, which is how far thigh and "
    "trunk have closed since standing."
)
SHORT = {**KINDS, "stiff_legged": "stiff-legged"}
"""Kinds as a table of eighty columns has room for."""
KIND_COLUMN = 2

SENTENCES = {
    "knee_deg": "knee {}",
    "trunk_deg": "trunk {}",
    "hips_back_frac": "hips back {} leg",
    "hip_part_deg": "fold from the hip {}",
    "spine_part_deg": "from the spine {}",
}
"""Each measure where there is no room for a table."""


def rep_lines(
    reps: Sequence[RepInfo], width: int, own: Mapping[str, str] | None = None
) -> list[str]:
    """Return the repetitions with their hinges, and why some are not whole or not judged.

    Parameters
    ----------
    reps : sequence of RepInfo
        The repetitions.
    width : int
        Columns of the terminal.
    own : mapping of str to str
        What the move calls the kinds, where it has words of its own.

    Returns
    -------
    list of str
        Times [s], angles [deg], and how far the hips went back as a share of leg length, each
        with one standard deviation.
    """
    split = any(all(name in rep.bottom for name in PARTS) for rep in reps)
    known = {name for rep in reps for name, one in rep.bottom.items() if one.value is not None}
    heads = {name: head for name, head in (SPLIT if split else PLAIN).items() if name in known}
    short, kinds = {**SHORT, **(own or {})}, {**KINDS, **(own or {})}
    moment = "hinge" if hinge_name(reps) else "bottom"
    header = ("rep", moment if split else f"{moment} at", "kind", *heads.values())
    rows = [_row(rep, heads, short if split else kinds) for rep in reps]
    table = columns([header, *rows], words=(KIND_COLUMN,))
    lines = [*table, *wrap(SPLIT_NOTE if split else "", width, INDENT, "- ")]
    if max(map(len, table)) > width:
        lines = _stacked([_row(rep, heads, kinds) for rep in reps], heads, width)
    return lines + _notes(reps, width)


def hinge_name(reps: Sequence[RepInfo]) -> str:
    """Return the name of the phase at which the hinge is measured; empty for the bottom."""
    for rep in reps:
        for one in rep.events:
            if one.time_s == rep.hinge_s and one.time_s != rep.bottom_s:
                return one.name
    return ""


def _row(rep: RepInfo, heads: Iterable[str], kinds: Mapping[str, str]) -> tuple[str, ...]:
    measures = (
        amount(measure.value, measure.sd, measure.unit) if measure is not None else "-"
        for measure in map(rep.bottom.get, heads)
    )
    kind = kinds[rep.kind] + ("" if rep.complete else " (cut)")
    at_s = rep.bottom_s if rep.hinge_s is None else rep.hinge_s
    return (str(rep.rep), amount(at_s, None, "s"), kind, *measures)


def _stacked(rows: Sequence[tuple[str, ...]], heads: Iterable[str], width: int) -> list[str]:
    lines = []
    for number, bottom, kind, *values in rows:
        named = zip(heads, values, strict=True)
        said = ", ".join(SENTENCES[name].format(value) for name, value in named)
        first = f"Rep {number}, {bottom}, {kind}"
        lines += wrap(f"{first}: {said}" if said else first, width, INDENT, "- ")
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
