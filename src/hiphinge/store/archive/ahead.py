"""Sessions of an archive that are dated in the future: they are kept, and said to be.

A clock that was wrong dates a session wrongly, and what was done in it is no less true. So nothing
is refused for its date; whoever takes it in hears of it, and can put it right.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from hiphinge.store import clock
from hiphinge.store.tables import Athlete, TrainingDay
from hiphinge.training.horizon import has_come

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

ASKED_AT_ONCE = 500
"""Names in one question to the database, which allows some thousands."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """Sessions whose day has not come yet.

    Attributes
    ----------
    count : int
    last : str
        The latest of their days; empty where there is none.
    """

    count: int = 0
    last: str = ""


@dataclass(frozen=True, slots=True)
class Lookout:
    """Notes which sessions go by that are dated in the future."""

    today: date = field(default_factory=clock.today)
    uids: list[str] = field(default_factory=list)

    def note(self, table: str, rows: Iterable[dict[str, Any]]) -> None:
        """Note those of some rows of a table."""
        if table == "training_day":
            self.uids.extend(row["uid"] for row in rows if self._is_ahead(row["day"]))

    def found(self, session: Session) -> Ahead:
        """Return how they are here now: one may have been put right here, or lie in the bin."""
        count, last = 0, ""
        for at in range(0, len(self.uids), ASKED_AT_ONCE):
            query = (
                select(TrainingDay.day)
                .join(TrainingDay.athlete)
                .where(
                    TrainingDay.uid.in_(self.uids[at : at + ASKED_AT_ONCE]),
                    TrainingDay.deleted_at.is_(None),
                    Athlete.deleted_at.is_(None),
                )
            )
            days = [day for day in session.scalars(query) if self._is_ahead(day)]
            count, last = count + len(days), max([last, *days])
        return Ahead(count, last)

    def _is_ahead(self, day: str) -> bool:
        return not has_come(date.fromisoformat(day), self.today)
