"""Each athlete at a glance: the last set of each, and who comes before and after a session."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select, tuple_

from hiphinge.store.rows import SHOWN
from hiphinge.store.sets import whole
from hiphinge.store.tables import Analysis, Athlete, LiftSet, TrainingDay

if TYPE_CHECKING:
    from sqlalchemy import Subquery
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Sore:
    """The worst pain of an athlete's last day, 0 to 10, and the session of it."""

    pain: int
    day_uid: str


@dataclass(frozen=True, slots=True)
class LastFilm:
    """A film of an athlete's last filmed day.

    Attributes
    ----------
    set_uid : str
    state : str
        Of the work on it, as its row has it.
    judged : int
        Repetitions of it that were judged.
    asks : bool
        Whether it asks which exercise it was.
    exercise : str
        As it was named, else as the film looks; empty where neither told.
    """

    set_uid: str
    state: str
    judged: int
    asks: bool
    exercise: str = ""


def last_sets(session: Session, *, filmed: bool = False) -> dict[str, LiftSet]:
    """Return the last set of every athlete, by the athlete's uid, as `sets.get` does.

    Parameters
    ----------
    session : Session
    filmed : bool
        Only of those with a film.
    """
    place = (
        func.row_number()
        .over(
            partition_by=TrainingDay.athlete_id,
            order_by=(TrainingDay.day.desc(), LiftSet.logged_at.desc(), LiftSet.id.desc()),
        )
        .label("place")
    )
    last_day = _last_days(filmed=filmed)
    ordered = (
        select(LiftSet.id, place)
        .join(LiftSet.training_day)
        .join(TrainingDay.athlete)
        .join(last_day, (last_day.c.of == Athlete.id) & (last_day.c.day == TrainingDay.day))
        .where(*SHOWN)
    )
    if filmed:
        ordered = ordered.where(LiftSet.analysis.has())
    last = ordered.subquery()
    query = (
        whole()
        .join(last, last.c.id == LiftSet.id)
        .where(last.c.place == 1)
        .execution_options(populate_existing=True)
    )
    found = session.scalars(query).unique()
    return {one.training_day.athlete.uid: one for one in found}


def last_day(session: Session, athlete: Athlete) -> str | None:
    """Return the day of an athlete's last session; None before the first."""
    query = select(func.max(TrainingDay.day)).where(
        TrainingDay.athlete_id == athlete.id, TrainingDay.deleted_at.is_(None)
    )
    return session.scalars(query).one()


def sorest(session: Session, athlete: Athlete | None = None) -> dict[str, Sore]:
    """Return what hurt most on every athlete's last day, by the athlete's uid.

    Only of those who told of pain on that day, none at all included; of one athlete where one is
    given.
    """
    last = _last_days(athlete=athlete)
    query = (
        select(Athlete.uid, func.max(LiftSet.pain), TrainingDay.uid)
        .join(TrainingDay.athlete)
        .join(TrainingDay.sets)
        .join(last, (last.c.of == Athlete.id) & (last.c.day == TrainingDay.day))
        .where(*SHOWN, LiftSet.pain.is_not(None))
        # SQLite takes the other columns from the row that has the largest.
        .group_by(Athlete.id)
    )
    return {uid: Sore(pain or 0, day) for uid, pain, day in session.execute(query)}


def last_films(session: Session, athlete: Athlete | None = None) -> dict[str, tuple[LastFilm, ...]]:
    """Return the films of every athlete's last filmed day, in their order, by the athlete's uid.

    Of one athlete where one is given.
    """
    last = _last_days(filmed=True, athlete=athlete)
    query = (
        select(
            Athlete.uid,
            LiftSet.uid,
            Analysis.state,
            func.coalesce(func.json_extract(Analysis.summary, "$.judged"), 0),
            func.coalesce(func.json_extract(Analysis.summary, "$.question"), ""),
            func.coalesce(LiftSet.exercise, Analysis.exercise_seen, ""),
        )
        .select_from(TrainingDay)
        .join(TrainingDay.athlete)
        .join(TrainingDay.sets)
        .join(LiftSet.analysis)
        .join(last, (last.c.of == Athlete.id) & (last.c.day == TrainingDay.day))
        .where(*SHOWN)
        .order_by(TrainingDay.id, LiftSet.position, LiftSet.id)
    )
    found: dict[str, list[LastFilm]] = {}
    for uid, lift, state, judged, question, exercise in session.execute(query):
        film = LastFilm(lift, state, judged, bool(question), exercise)
        found.setdefault(uid, []).append(film)
    return {uid: tuple(films) for uid, films in found.items()}


def beside(session: Session, day: TrainingDay) -> tuple[TrainingDay | None, TrainingDay | None]:
    """Return the athlete's sessions before and after one; None at either end."""
    place, here = tuple_(TrainingDay.day, TrainingDay.id), (day.day, day.id)
    query = select(TrainingDay).where(
        TrainingDay.athlete_id == day.athlete_id, TrainingDay.deleted_at.is_(None)
    )
    back = (TrainingDay.day.desc(), TrainingDay.id.desc())
    early = session.scalars(query.where(place < here).order_by(*back).limit(1)).first()
    late = session.scalars(
        query.where(place > here).order_by(TrainingDay.day, TrainingDay.id).limit(1)
    ).first()
    return early, late


def _last_days(*, filmed: bool = False, athlete: Athlete | None = None) -> Subquery:
    """Return each athlete's last day that has a set, or a film: columns ``of`` and ``day``."""
    query = (
        select(TrainingDay.athlete_id.label("of"), func.max(TrainingDay.day).label("day"))
        .join(TrainingDay.sets)
        .where(LiftSet.deleted_at.is_(None), TrainingDay.deleted_at.is_(None))
        .group_by(TrainingDay.athlete_id)
    )
    if athlete is not None:
        query = query.where(TrainingDay.athlete_id == athlete.id)
    return (query.join(LiftSet.analysis) if filmed else query).subquery()
