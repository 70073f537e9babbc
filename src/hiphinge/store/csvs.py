"""Sets as tables for a spreadsheet: one row a set, columns named with their units.

What a person wrote is text and stays text: a cell that a spreadsheet would take for a formula is
given an apostrophe in front. The first sign of the file says that it is UTF-8, since spreadsheets
take it for something else otherwise.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from hiphinge.report.export.cells import OF_SETS, decimals, number
from hiphinge.report.words import KINDS
from hiphinge.store.measures import KEPT
from hiphinge.store.rows import SHOWN
from hiphinge.store.tables import Analysis, LiftSet, TrainingDay

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sqlalchemy.orm import Session

    from hiphinge.store.tables import Athlete

UTF8: Final = "\ufeff"
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What a cell begins with that a spreadsheet takes for a formula; it takes the wide ones, too."""
LOG: Final = (
    *("day", "athlete", "session", "set", "exercise", "implement", "load_kg", "reps"),
    *("rpe", "pain", "tags", "note", "logged_at"),
)
"""Columns of the log: load [kg], effort 1 to 10, pain 0 to 10, moments in UTC."""
JUDGED: Final = (
    *("exercise_seen", "verdict", "kind", "kind_probability", "reps_seen", "reps_judged"),
    *(f"reps_{kind}" for kind in KINDS),
    *("best_rep", "first_fix", "judged_at"),
)
"""Columns of what films show: repetitions of each kind, and what is to be mended first."""
MEASURED: Final = tuple(f"{name}{end}" for name in KEPT for end in ("", "_sd"))
"""Columns of what films measure: the median of the repetitions, and its standard deviation."""
BATCH: Final = 500
"""Sets that are read at a time."""


def log_csv(session: Session, athlete: Athlete | None = None) -> Iterator[str]:
    """Yield the log piece by piece: all sets, of everybody or of one athlete, oldest first."""
    yield from _table(session, athlete, LOG, _logged)


def sets_csv(session: Session, athlete: Athlete | None = None) -> Iterator[str]:
    """Yield the log with all that films show of its sets; see `log_csv`."""
    yield from _table(
        session,
        athlete,
        (*LOG, *JUDGED, *MEASURED),
        lambda one: _logged(one) | _judged(one.analysis),
    )


def text_cell(value: str) -> str:
    """Return a text as a cell that no spreadsheet takes for a formula."""
    return f"'{value}" if value.lstrip().startswith(FORMULA) else value


def _table(
    session: Session,
    athlete: Athlete | None,
    columns: Sequence[str],
    cells: Callable[[LiftSet], Mapping[str, str]],
) -> Iterator[str]:
    room = io.StringIO()
    writer = csv.writer(room, lineterminator="\n")
    room.write(UTF8)
    writer.writerow(columns)
    for batch in _batches(session, athlete):
        for one in batch:
            row = cells(one)
            writer.writerow([row.get(name, "") for name in columns])
        yield _taken(room)
    yield _taken(room)


def _taken(room: io.StringIO) -> str:
    text = room.getvalue()
    room.seek(0)
    room.truncate()
    return text


def _batches(session: Session, athlete: Athlete | None) -> Iterator[Sequence[LiftSet]]:
    order = (TrainingDay.day, TrainingDay.id, LiftSet.position, LiftSet.id)
    ids = (
        select(LiftSet.id)
        .join(LiftSet.training_day)
        .join(TrainingDay.athlete)
        .where(*SHOWN)
        .order_by(*order)
    )
    if athlete is not None:
        ids = ids.where(TrainingDay.athlete_id == athlete.id)
    found = session.scalars(ids).all()
    for first in range(0, len(found), BATCH):
        query = (
            select(LiftSet)
            .join(LiftSet.training_day)
            .join(TrainingDay.athlete)
            .options(
                contains_eager(LiftSet.training_day).contains_eager(TrainingDay.athlete),
                joinedload(LiftSet.analysis).selectinload(Analysis.measures),
                selectinload(LiftSet.tags),
            )
            .where(LiftSet.id.in_(found[first : first + BATCH]))
            .order_by(*order)
        )
        yield session.scalars(query).unique().all()
        # What was written is not needed again, however many there are.
        session.expunge_all()


def _logged(one: LiftSet) -> dict[str, str]:
    day = one.training_day
    return {
        "day": day.day,
        "athlete": text_cell(day.athlete.name),
        "session": text_cell(day.title),
        "set": str(one.position),
        "exercise": one.exercise or "",
        "implement": one.implement or "",
        "load_kg": _plain(one.load_kg),
        "reps": _plain(one.reps),
        "rpe": _plain(one.rpe),
        "pain": _plain(one.pain),
        "tags": text_cell(", ".join(tag.word for tag in one.tags)),
        "note": text_cell(one.note),
        "logged_at": one.logged_at,
    }


def _judged(analysis: Analysis | None) -> dict[str, str]:
    if analysis is None or analysis.summary is None:
        return {}
    summary: Mapping[str, Any] = analysis.summary
    cells = {
        "exercise_seen": analysis.exercise_seen or "",
        "verdict": text_cell(analysis.verdict),
        "kind": summary["kind"],
        "kind_probability": _cell("kind_probability", summary["kind_probability"]),
        "reps_seen": str(summary["reps"]),
        "reps_judged": str(summary["judged"]),
        "best_rep": _plain(summary["best_rep"]),
        "first_fix": text_cell((summary["fix"] or {}).get("title", "")),
        "judged_at": analysis.finished_at or "",
    }
    cells |= {f"reps_{kind}": str(summary["counts"].get(kind, 0)) for kind in KINDS}
    for one in analysis.measures:
        cells |= {
            one.name: _cell(one.name, one.value),
            f"{one.name}_sd": _cell(one.name, one.sd),
        }
    return cells


def _cell(name: str, value: float | None) -> str:
    return number(value, decimals(name, OF_SETS))


def _plain(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
