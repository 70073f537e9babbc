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
    from collections.abc import Mapping, Sequence

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
    courses = trends.courses(session, athlete)
    return [_glance(one, courses.get(one.exercise, {}), athlete.units) for one in practised]


def _glance(
    one: trends.Practised, courses: Mapping[str, Sequence[trends.Point]], units: str
) -> Glance:
    changes, days = [], set()
    for name, points in courses.items():
        days |= {point.day for point in points}
        found = change(points, len(courses))
        if found is not None and found.verdict != "no_change":
            changes.append((found.sds, name, found))
    changes.sort(reverse=True, key=lambda one: one[0])
    return Glance(
        exercise=one.exercise,
        title=title_of(one.exercise),
        sets=one.sets,
        judged=one.judged,
        days=len(days),
        changes=tuple(
            # That the load differs as well is said once.
            (name, told(name, found, units, with_load=place == 0))
            for place, (_, name, found) in enumerate(changes[:TOLD_MOST])
        ),
        otherwise=_otherwise(one.judged, len(days)),
    )


def _otherwise(judged: int, days: int) -> str:
    if not judged:
        return "No film of it judged yet: loads only."
    if days < DAYS_LEAST:
        return "A change can be told from the second filmed day on."
    films = f"{plural(judged, 'film')} on {plural(days, 'day')}"
    return f"{films}: no change that the measurement could tell."
