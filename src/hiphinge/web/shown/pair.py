"""Two sets held side by side: what they are called, what differs beyond doubt, and numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hiphinge.report.compare import build
from hiphinge.web import words
from hiphinge.web.shown.side import MEASURES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hiphinge.report.compare.model import Comparison, Verdict
    from hiphinge.report.model import RepInfo, Report
    from hiphinge.store.tables import LiftSet
    from hiphinge.web.shown.side import Side

TOLD: dict[Verdict, str] = {
    "differs": "Differs beyond doubt",
    "cannot_tell": "Cannot be told apart",
    "not_compared": "Not compared",
    "unknown": "Not known",
}
"""What stands over the sentences of each verdict, in the order in which they are shown."""
MOMENTS = {0: "Standing", 13: "Half way down", 25: "Bottom", 37: "Half way up", 50: "Lockout"}
"""Steps of a course that the table shows: every 4 % of the way down, then of the way up."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: a measure at a moment, in both sets."""

    moment: str
    measure: str
    first: str
    second: str


def labels_of(first: LiftSet, second: LiftSet) -> tuple[str, str]:
    """Return what two sets are called beside each other: whose, which day, or which of the day."""
    days = [one.training_day for one in (first, second)]
    if days[0].athlete_id != days[1].athlete_id:
        return days[0].athlete.name, days[1].athlete.name
    if days[0].day != days[1].day:
        return words.day(days[0].day), words.day(days[1].day)
    if first.position != second.position:
        return f"Set {first.position}", f"Set {second.position}"
    return "First", "Second"


def comparison_of(sides: Sequence[Side]) -> Comparison | None:
    """Return what differs; None where nothing of one of them was judged."""
    if not all(_judged(one.report) for one in sides):
        return None
    return build.compare(
        [one.report for one in sides],
        [one.label for one in sides],
        one_lifter=len({one.line.athlete_uid for one in sides}) == 1,
    )


def told(comparison: Comparison) -> list[tuple[str, Verdict, list[str]]]:
    """Return the sentences of two sets under what stands over them, what differs first."""
    (pair,) = comparison.pairs
    return [
        (title, verdict, said)
        for verdict, title in TOLD.items()
        if (said := [one.sentence for one in pair.differences if one.verdict == verdict])
    ]


def rows_of(first: Side, second: Side) -> list[Row]:
    """Return both chosen repetitions as a table: what the picture shows, in numbers."""
    reps = first.rep(first.chosen), second.rep(second.chosen)
    return [
        Row(moment, name, *(_amount(rep, measure, step) for rep in reps))
        for step, moment in MOMENTS.items()
        for measure, name in MEASURES.items()
    ]


def _amount(rep: RepInfo, measure: str, step: int) -> str:
    """Say a measure at a step, with the doubt that it has at the bottom."""
    series = rep.course.series.get(measure, []) if rep.course else []
    value = series[step] if step < len(series) else None
    known = rep.signature.get(measure)
    if value is None:
        return "not measured"
    return words.num(value, known.sd if known else None, measure.rsplit("_", 1)[1])


def _judged(report: Report) -> bool:
    return any(rep.kind != "unjudged" for rep in report.reps) and bool(report.set.signature)
