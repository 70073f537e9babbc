"""Which exercises are in use at all, for a list to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from hiphinge.store.rows import SHOWN
from hiphinge.store.tables import LiftSet, TrainingDay
from hiphinge.store.trends import exercise_of_set

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def exercises_used(session: Session) -> list[str]:
    """Return the keys of all exercises that some set is of, as given, else as seen."""
    exercise = exercise_of_set()
    query = (
        select(exercise)
        .select_from(LiftSet)
        .join(LiftSet.training_day)
        .join(TrainingDay.athlete)
        .outerjoin(LiftSet.analysis)
        .where(*SHOWN, exercise.is_not(None))
        .distinct()
        .order_by(exercise)
    )
    return [key for key in session.scalars(query) if key]
