"""Everything that the log's page is sent with, so that it goes on without the network."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select

from hiphinge.numerals import as_units
from hiphinge.store.course import plan_of, standing
from hiphinge.store.rows import SHOWN
from hiphinge.store.tables import LiftSet, Programme, TrainingDay
from hiphinge.training.exercises import carrier, exercise_named
from hiphinge.training.loads import loadable
from hiphinge.training.rack import rack
from hiphinge.web.log.catalogue import catalogue, choices
from hiphinge.web.log.state import log_state
from hiphinge.web.log.words import words
from hiphinge.web.programme.cited import cited

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from hiphinge.numerals import Units
    from hiphinge.training.model import Prescription, Profile, Said
    from hiphinge.web.gym import Gym

LOOKED_AT: Final = 500
"""Sets of earlier sessions that are looked at for what was lifted last."""


def page_data(session: Session, day: TrainingDay, gym: Gym) -> dict[str, Any]:
    """Return what the page's script begins with.

    Parameters
    ----------
    session : Session
    day : TrainingDay
        As `days.get` returns it.
    gym : Gym
        The bar and plates of who asks.

    Raises
    ------
    UsageError
        When what was asked of the session cannot be read.
    """
    units = as_units(day.athlete.units)
    programme = session.get(Programme, day.programme_id) if day.programme_id else None
    profile = standing(session, programme).state.profile if programme else None
    plan = plan_of(day)
    return {
        "state": log_state(session, day).model_dump(mode="json"),
        "athlete": day.athlete.uid,
        "units": units,
        "programme": programme is not None,
        "planned": [_asked(one, profile, units) for one in plan.prescriptions] if plan else [],
        "exercises": catalogue(profile, units),
        "choices": choices(),
        "before": before(session, day),
        "words": words(),
        "gym": asdict(gym),
    }


def before(session: Session, day: TrainingDay) -> dict[str, dict[str, Any]]:
    """Return load [kg] and repetitions of each exercise's last set in another session."""
    query = (
        select(LiftSet.exercise, LiftSet.load_kg, LiftSet.reps)
        .join(LiftSet.training_day)
        .join(TrainingDay.athlete)
        .where(
            *SHOWN,
            TrainingDay.athlete_id == day.athlete_id,
            TrainingDay.id != day.id,
            LiftSet.exercise.is_not(None),
        )
        .order_by(TrainingDay.day.desc(), LiftSet.logged_at.desc(), LiftSet.id.desc())
        .limit(LOOKED_AT)
    )
    found: dict[str, dict[str, Any]] = {}
    for exercise, load_kg, reps in session.execute(query):
        found.setdefault(str(exercise), {"load_kg": load_kg, "reps": reps})
    return found


def _asked(one: Prescription, profile: Profile | None, units: Units) -> dict[str, Any]:
    return {
        "exercise": one.exercise,
        "sets": one.sets,
        "reps_low": one.reps_low,
        "reps_high": one.reps_high,
        "load_kg": _load_kg(one, profile, units),
        "rpe_low": one.rpe_low,
        "rpe_high": one.rpe_high,
        "rest_s": one.rest_s,
        "lower_s": one.lower_s,
        "meant": one.meant,
        "film": one.film,
        "stop": one.stop,
        "why": _why(one.why, units),
    }


def _load_kg(one: Prescription, profile: Profile | None, units: Units) -> float | None:
    """Return the load asked; for who lifts pounds the nearest that their weights make [kg]."""
    carries = carrier(exercise_named(one.exercise), profile) if profile else None
    if one.load_kg is None or units == "kg" or carries is None or profile is None:
        return one.load_kg
    if rack(exercise_named(one.exercise), profile) is not None:
        return one.load_kg
    return loadable(one.load_kg, carries, units)


def _why(said: Iterable[Said], units: str) -> list[dict[str, Any]]:
    return [
        {"texts": list(one.texts), "label": one.label, "source": one.source}
        for one in cited(said, units)
    ]
