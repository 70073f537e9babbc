"""Rows of the database as an archive has them: what is shown, of everybody or of one athlete."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import aliased

from hiphinge.store.archive.rows import REFERENCES, TABLES
from hiphinge.store.tables import (
    Analysis,
    Athlete,
    CoachNote,
    LiftSet,
    Programme,
    ProgrammeEvent,
    SetMeasure,
    Tag,
    TrainingDay,
    Video,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import Session

CLASSES: Final[dict[str, Any]] = {
    "athlete": Athlete,
    "programme": Programme,
    "training_day": TrainingDay,
    "programme_event": ProgrammeEvent,
    "lift_set": LiftSet,
    "coach_note": CoachNote,
    "video": Video,
    "analysis": Analysis,
}
"""The table of each kind of row."""
RENAMED: Final = {"video": "video_sha256"}
"""Columns that an archive calls otherwise."""
WITHIN: Final = ("tags", "measures")
"""What lies within a row there, and in a table of its own here."""
BATCH: Final = 500
"""Rows at a time."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which rows: those that are shown, of everybody or of one athlete, as parts of queries."""

    athletes: Select[int]
    programmes: Select[int]
    days: Select[int]
    sets: Select[int]

    def of(self, table: str) -> ColumnElement[bool]:
        """Return which rows of a table these are."""
        day_of_event = ProgrammeEvent.training_day_id
        films = select(Analysis.video_sha256).where(Analysis.lift_set_id.in_(self.sets))
        conditions: dict[str, ColumnElement[bool]] = {
            "athlete": Athlete.id.in_(self.athletes),
            "programme": Programme.id.in_(self.programmes),
            "training_day": TrainingDay.id.in_(self.days),
            "programme_event": and_(
                ProgrammeEvent.programme_id.in_(self.programmes),
                or_(day_of_event.is_(None), day_of_event.in_(self.days)),
            ),
            "lift_set": LiftSet.id.in_(self.sets),
            "coach_note": and_(
                CoachNote.lift_set_id.in_(self.sets), CoachNote.deleted_at.is_(None)
            ),
            "video": Video.sha256.in_(films),
            "analysis": Analysis.lift_set_id.in_(self.sets),
        }
        return conditions[table]


def scope(athlete_uid: str | None = None) -> Scope:
    """Return what is shown, of everybody or of one athlete."""
    athletes = select(Athlete.id).where(Athlete.deleted_at.is_(None))
    if athlete_uid is not None:
        athletes = athletes.where(Athlete.uid == athlete_uid)
    programmes = select(Programme.id).where(
        Programme.athlete_id.in_(athletes), Programme.deleted_at.is_(None)
    )
    days = select(TrainingDay.id).where(
        TrainingDay.athlete_id.in_(athletes), TrainingDay.deleted_at.is_(None)
    )
    sets = select(LiftSet.id).where(LiftSet.training_day_id.in_(days), LiftSet.deleted_at.is_(None))
    return Scope(athletes, programmes, days, sets)


def exported(session: Session, table: str, shown: Scope) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table that are shown, as an archive has them, in their order."""
    yield from _rows(session, table, shown.of(table), shown)


def named(session: Session, table: str, names: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return the rows that bear these uids (films: these contents), shown or not, by them."""
    key = key_of(table)
    condition = getattr(CLASSES[table], key).in_(names)
    return {row[key]: row for row in _rows(session, table, condition, None)}


def key_of(table: str) -> str:
    """Return which column names a row."""
    return "sha256" if table == "video" else "uid"


def _rows(
    session: Session, table: str, condition: ColumnElement[bool], shown: Scope | None
) -> Iterator[dict[str, Any]]:
    kind, model = CLASSES[table], TABLES[table]
    references = REFERENCES[table]
    columns = [
        getattr(kind, RENAMED.get(name, name)).label(name)
        for name in model.model_fields
        if name not in references and name not in WITHIN
    ]
    query: Select[*tuple[Any, ...]] = select(*columns)
    for name, (column, to) in references.items():
        other = aliased(CLASSES[to])
        joined = other.id == getattr(kind, column)
        if shown is not None and (table, name) == ("training_day", "programme"):
            # A programme in the bin does not go along; its days do.
            joined = and_(joined, other.id.in_(shown.programmes))
        query = query.add_columns(other.uid.label(name)).outerjoin(other, joined)
    order = (kind.created_at, kind.sha256) if table == "video" else (kind.id,)
    if table != "video":
        query = query.add_columns(kind.id.label("_id"))
    found = session.execute(query.where(condition).order_by(*order))
    for batch in found.mappings().partitions(BATCH):
        yield from _whole(session, table, [dict(row) for row in batch])


def _whole(session: Session, table: str, batch: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield rows with what lies within them, their fields in the order of the model."""
    ids = [row.pop("_id", None) for row in batch]
    within: Mapping[Any, list[Any]] = {}
    name = ""
    if table == "lift_set":
        name, within = "tags", _tags(session, ids)
    elif table == "analysis":
        name, within = "measures", _measures(session, ids)
    for number, row in zip(ids, batch, strict=True):
        if name:
            row[name] = within.get(number, [])
        yield {field: row[field] for field in TABLES[table].model_fields}


def _tags(session: Session, ids: Sequence[int]) -> Mapping[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    query = select(Tag.lift_set_id, Tag.word).where(Tag.lift_set_id.in_(ids)).order_by(Tag.word)
    for number, word in session.execute(query):
        found[number].append(word)
    return found


def _measures(session: Session, ids: Sequence[int]) -> Mapping[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    query = (
        select(
            SetMeasure.analysis_id,
            SetMeasure.name,
            SetMeasure.value,
            SetMeasure.sd,
            SetMeasure.own_sd,
            SetMeasure.unit,
            SetMeasure.reps,
        )
        .where(SetMeasure.analysis_id.in_(ids))
        .order_by(SetMeasure.name)
    )
    for row in session.execute(query).mappings():
        fields = dict(row)
        found[fields.pop("analysis_id")].append(fields)
    return found
