"""Trends at a glance: of each exercise, what may be told as change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hiphinge.store import trends
from hiphinge.store.change import change
from hiphinge.store.trend_words import told
from hiphinge.web.exercise_names import title_of
from hiphinge.web.words import plural

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from hiphinge.store.tables import Athlete

EXERCISES_MOST = 4
"""So many exercises are shown at a glance; the rest is on the trends' own page."""
TOLD_MOST = 2
"""So many changes of each."""
DAYS_LEAST = 2


@dataclass(frozen=True, slots=True)
class Glance:
    """One exercise at a glance.

    Attributes
    ----------
    exercise, title : str
        Its key and its name.
    sets, judged, days : int
        Sets of it, how many were judged from films, and on how many days those were.
    changes : tuple of (str, str)
        Name of a measure and the sentence that may be told of it.
    otherwise : str
        What is said where there is no such change.
    """

    exercise: str
    title: str
    sets: int
    judged: int
    days: int
    changes: tuple[tuple[str, str], ...]
    otherwise: str


def glances(session: Session, athlete: Athlete) -> list[Glance]:
    """Return the athlete's most filmed exercises at a glance."""
    practised = trends.exercises(session, athlete)[:EXERCISES_MOST]
    return [_glance(session, athlete, one) for one in practised]


def _glance(session: Session, athlete: Athlete, one: trends.Practised) -> Glance:
    changes, days = [], set()
    names = trends.measured(session, athlete, one.exercise)
    for name in names:
        points = trends.points(session, athlete, one.exercise, name)
        days |= {point.day for point in points}
        found = change(points, len(names))
        if found is not None and found.verdict != "no_change":
            changes.append((found.probability, name, told(name, found, athlete.units)))
    changes.sort(reverse=True)
    return Glance(
        exercise=one.exercise,
        title=title_of(one.exercise),
        sets=one.sets,
        judged=one.judged,
        days=len(days),
        changes=tuple((name, said) for _, name, said in changes[:TOLD_MOST]),
        otherwise=_otherwise(one.judged, len(days)),
    )


def _otherwise(judged: int, days: int) -> str:
    if not judged:
        return "Not filmed yet: loads only."
    if days < DAYS_LEAST:
        return "A change can be told from the second filmed day on."
    films = f"{plural(judged, 'film')} on {plural(days, 'day')}"
    return f"{films}: no change that the measurement could tell."
