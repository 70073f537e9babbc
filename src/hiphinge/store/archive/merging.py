"""Rows of an archive among the rows that are here: what is new is added, what is here stays.

A row that is here but says something else is kept as it is here, unless the archive is to win.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import delete, func, insert, select, update

from hiphinge.errors import UsageError
from hiphinge.store import gone
from hiphinge.store.archive.reading import CLASSES, RENAMED, WITHIN, key_of, named
from hiphinge.store.archive.rows import REFERENCES
from hiphinge.store.tables import Analysis, Base, Tag

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlalchemy.orm import Session

NO_FILM: Final = (
    "The film of this set did not come along with what was taken in: send it to this set to have "
    "it judged."
)
HIDEABLE: Final = ("athlete", "programme", "training_day", "lift_set", "coach_note")
"""Tables whose rows may be in the bin."""


def _said(table: str, row: dict[str, Any]) -> dict[str, Any]:
    """Return what a row says; when a film was judged anew here is no difference in that."""
    return row if table != "analysis" else row | {"finished_at": None}


@dataclass(slots=True)
class Counts:
    """How many rows of one table there were.

    Attributes
    ----------
    added, same, differing : int
        New ones, those that were here already, and those that say something else here.
    hidden : int
        Of the last two, those that are in the bin here.
    """

    added: int = 0
    same: int = 0
    differing: int = 0
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class Merger:
    """Takes rows in, batch by batch, each table after those that it names.

    Attributes
    ----------
    session : Session
    overwrite : bool
        Whether the archive wins where both say something else.
    films, seen : collection of str
        Contents of the films, and names of the landmarks, that will be here.
    counts : dict of str to Counts
        By table.
    """

    session: Session
    overwrite: bool
    films: Collection[str]
    seen: Collection[str]
    counts: dict[str, Counts] = field(default_factory=dict)

    def take(self, table: str, batch: Sequence[dict[str, Any]]) -> None:
        """Take in some rows of a table.

        Raises
        ------
        UsageError
            When one of them names a row that is neither in the archive nor here.
        """
        counts = self.counts.setdefault(table, Counts())
        key = key_of(table)
        here = named(self.session, table, [row[key] for row in batch])
        new = [row for row in batch if row[key] not in here]
        known = [row for row in batch if row[key] in here]
        differing = [row for row in known if _said(table, row) != _said(table, here[row[key]])]
        counts.same += len(known) - len(differing)
        counts.hidden += self._hidden(table, [row[key] for row in known])
        if table == "analysis":
            new = self._free(new, counts)
        counts.differing += len(differing)
        if self.overwrite and known:
            self._replace(table, known, differing)
        self._add(table, new)
        counts.added += len(new)

    def _hidden(self, table: str, uids: Sequence[str]) -> int:
        if table not in HIDEABLE or not uids:
            return 0
        kind = CLASSES[table]
        query = select(func.count()).where(kind.uid.in_(uids), kind.deleted_at.is_not(None))
        return self.session.scalar(query) or 0

    def _add(self, table: str, rows: Sequence[dict[str, Any]]) -> None:
        if not rows:
            return
        # The plain table: four times as fast as by way of the class.
        self.session.execute(insert(Base.metadata.tables[table]), self._values(table, rows))
        self._within(table, rows)
        if table in HIDEABLE:
            gone.forget(self.session, [row["uid"] for row in rows])

    def _replace(
        self, table: str, known: Sequence[dict[str, Any]], differing: Sequence[dict[str, Any]]
    ) -> None:
        """Put the archive's values in the place of those here; what was in the bin comes back."""
        kind = CLASSES[table]
        if table == "video":
            return  # a film is its content; its name is a matter of taste
        if table == "analysis":
            self._exchange(differing)
            return
        if table in HIDEABLE:
            uids = [row["uid"] for row in known]
            shown = update(kind).where(kind.uid.in_(uids)).values(deleted_at=None)
            self.session.execute(shown.execution_options(synchronize_session=False))
        for values in self._values(table, differing):
            change = update(kind).where(kind.uid == values["uid"]).values(values)
            self.session.execute(change.execution_options(synchronize_session=False))
        if table == "lift_set":
            ids = self._ids("lift_set", [row["uid"] for row in differing])
            self.session.execute(delete(Tag).where(Tag.lift_set_id.in_(ids.values())))
            self._within(table, differing)

    def _free(self, new: list[dict[str, Any]], counts: Counts) -> list[dict[str, Any]]:
        """Return the films whose sets have none here yet, or whose place they are to take."""
        ids = self._ids("lift_set", [row["lift_set"] for row in new])
        query = select(Analysis.lift_set_id, Analysis.state).where(
            Analysis.lift_set_id.in_(ids.values())
        )
        taken = {number: state for number, state in self.session.execute(query)}
        free = []
        for row in new:
            state = taken.get(ids.get(row["lift_set"], 0))
            if state is not None:
                counts.differing += 1
            if state is None or (self.overwrite and state != "running"):
                free.append(row)
        gone = [ids[row["lift_set"]] for row in free if ids.get(row["lift_set"], 0) in taken]
        self.session.execute(delete(Analysis).where(Analysis.lift_set_id.in_(gone)))
        return free

    def _exchange(self, rows: Sequence[dict[str, Any]]) -> None:
        """Put other analyses in the place of those here, but for those that are worked at."""
        query = select(Analysis.uid).where(
            Analysis.uid.in_([row["uid"] for row in rows]), Analysis.state != "running"
        )
        free = set(self.session.scalars(query))
        self.session.execute(delete(Analysis).where(Analysis.uid.in_(free)))
        self._add("analysis", [row for row in rows if row["uid"] in free])

    def _values(self, table: str, rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return rows as the tables have them, with the numbers of the rows that they name."""
        found = [
            {
                RENAMED.get(name, name): value
                for name, value in row.items()
                if name not in REFERENCES[table] and name not in WITHIN
            }
            for row in rows
        ]
        for name, (column, to) in REFERENCES[table].items():
            ids = self._ids(to, [row[name] for row in rows if row[name] is not None])
            for row, values in zip(rows, found, strict=True):
                if row[name] is not None and row[name] not in ids:
                    raise UsageError(
                        f"A row of {table} in this archive names a row of {to} that is neither in "
                        "it nor here; nothing was taken in. Export it anew."
                    )
                values[column] = None if row[name] is None else ids[row[name]]
        if table == "analysis":
            for row, values in zip(rows, found, strict=True):
                values.update(self._work(row))
        return found

    def _work(self, row: dict[str, Any]) -> dict[str, Any]:
        """Return what is to be done for a film: its report is made here, from its landmarks."""
        seen = row["seen"] if row["seen"] in self.seen else None
        judged = int(row["summary"] is not None)
        work = {"seen": seen, "judged": judged, "priority": int(seen is None), "error": ""}
        if row["video"] in self.films:
            return work | {"state": "queued", "progress": 0.0, "wanted": judged + 1}
        if judged:
            return work | {"state": "done", "progress": 1.0, "wanted": 1}
        return work | {"state": "cancelled", "progress": 0.0, "wanted": 1, "error": NO_FILM}

    def _within(self, table: str, rows: Sequence[dict[str, Any]]) -> None:
        """Add what lies within rows: tags of sets, measures of films."""
        if table == "lift_set":
            ids = self._ids(table, [row["uid"] for row in rows if row["tags"]])
            tags = [
                {"lift_set_id": ids[row["uid"]], "word": word}
                for row in rows
                for word in row["tags"]
            ]
            if tags:
                self.session.execute(insert(Base.metadata.tables["tag"]), tags)
        elif table == "analysis":
            ids = self._ids(table, [row["uid"] for row in rows if row["measures"]])
            measures = [
                {"analysis_id": ids[row["uid"]], **one} for row in rows for one in row["measures"]
            ]
            if measures:
                self.session.execute(insert(Base.metadata.tables["set_measure"]), measures)

    def _ids(self, table: str, uids: Sequence[str]) -> dict[str, int]:
        if not uids:
            return {}
        kind = CLASSES[table]
        found = self.session.execute(select(kind.uid, kind.id).where(kind.uid.in_(set(uids))))
        return {uid: number for uid, number in found}
