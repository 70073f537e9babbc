"""The course of an athlete in one exercise: what was measured in each set, and what was lifted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from hiphinge.store.measures import KEPT
from hiphinge.store.rows import SHOWN
from hiphinge.store.tables import Analysis, Athlete, LiftSet, SetMeasure, TrainingDay

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Point:
    """One measure of one judged set.

    Attributes
    ----------
    day : str
    value, sd, own_sd : float
        The set's median, its whole doubt, and the part of it that several sets average out.
    unit : str
    reps : int
        Repetitions that it is the median of.
    set_uid : str
    load_kg : float or None
    """

    day: str
    value: float
    sd: float
    own_sd: float
    unit: str
    reps: int
    set_uid: str
    load_kg: float | None


@dataclass(frozen=True, slots=True)
class Lifted:
    """One logged set with a load."""

    day: str
    load_kg: float
    reps: int | None
    rpe: float | None
    set_uid: str


@dataclass(frozen=True, slots=True)
class Practised:
    """An exercise that an athlete has sets of: how many, and how many of them were judged."""

    exercise: str
    sets: int
    judged: int


POINT = (
    *(TrainingDay.day, SetMeasure.value, SetMeasure.sd, SetMeasure.own_sd, SetMeasure.unit),
    *(SetMeasure.reps, LiftSet.uid, LiftSet.load_kg),
)
"""The columns of a `Point`, in its order."""


def exercise_of_set() -> ColumnElement[str | None]:
    """Return the exercise of a set: as the person says, else as the film tells."""
    return func.coalesce(LiftSet.exercise, Analysis.exercise_seen)


def exercises(session: Session, athlete: Athlete) -> list[Practised]:
    """Return the exercises of an athlete, that with the most judged sets first."""
    exercise = exercise_of_set().label("practised")
    judged = func.count(Analysis.id).filter(Analysis.measures.any())
    query = (
        _sets(select(exercise, func.count(LiftSet.id), judged), athlete)
        .where(exercise.is_not(None))
        .group_by(exercise)
        .order_by(judged.desc(), func.count(LiftSet.id).desc(), exercise)
    )
    return [Practised(name or "", count, films) for name, count, films in session.execute(query)]


def measured(session: Session, athlete: Athlete, exercise: str) -> list[str]:
    """Return the names of the measures that are known of any set, in the order of `KEPT`."""
    query = _measures(select(SetMeasure.name).distinct(), athlete, exercise)
    found = set(session.scalars(query))
    return [name for name in KEPT if name in found]


def points(session: Session, athlete: Athlete, exercise: str, measure: str) -> list[Point]:
    """Return a measure of each judged set of an exercise, in the order of their days."""
    query = _measures(select(*POINT), athlete, exercise).where(SetMeasure.name == measure)
    return [Point(*row) for row in session.execute(_in_order(query))]


def courses(session: Session, athlete: Athlete) -> dict[str, dict[str, list[Point]]]:
    """Return all measures of all exercises at once: by exercise and name, as `points` does."""
    query = _sets(select(exercise_of_set(), SetMeasure.name, *POINT), athlete)
    query = query.join(Analysis.measures).where(exercise_of_set().is_not(None))
    found: dict[str, dict[str, list[Point]]] = {}
    for exercise, name, *row in session.execute(_in_order(query)):
        if name in KEPT:
            found.setdefault(exercise, {}).setdefault(name, []).append(Point(*row))
    return found


def lifted(session: Session, athlete: Athlete, exercise: str) -> list[Lifted]:
    """Return each set of an exercise with a load, in the order of their days."""
    columns = select(TrainingDay.day, LiftSet.load_kg, LiftSet.reps, LiftSet.rpe, LiftSet.uid)
    query = _sets(columns, athlete).where(
        exercise_of_set() == exercise, LiftSet.load_kg.is_not(None)
    )
    return [
        Lifted(day, load_kg, reps, rpe, uid)
        for day, load_kg, reps, rpe, uid in session.execute(_in_order(query))
        if load_kg is not None
    ]


def _sets(query: Select[*tuple[Any, ...]], athlete: Athlete) -> Select[*tuple[Any, ...]]:
    return (
        query.select_from(TrainingDay)
        .join(TrainingDay.athlete)
        .join(TrainingDay.sets)
        .outerjoin(LiftSet.analysis)
        .where(Athlete.id == athlete.id, *SHOWN)
    )


def _measures(
    query: Select[*tuple[Any, ...]], athlete: Athlete, exercise: str
) -> Select[*tuple[Any, ...]]:
    return _sets(query, athlete).join(Analysis.measures).where(exercise_of_set() == exercise)


def _in_order(query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return query.order_by(TrainingDay.day, TrainingDay.id, LiftSet.position, LiftSet.id)
