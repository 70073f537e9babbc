"""A look at one athlete's programme and trends, for what asks for the coach."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from hiphinge.errors import UsageError
from hiphinge.judgement.standard import load, rules_of
from hiphinge.moves.move import moves
from hiphinge.store import programmes, trends
from hiphinge.store.change import change
from hiphinge.store.course import standing
from hiphinge.store.rows import SHOWN
from hiphinge.store.tables import Analysis, Athlete, LiftSet, TrainingDay
from hiphinge.store.trend_words import TITLES
from hiphinge.training.exercises import exercise_named, exercises
from hiphinge.training.happening import NextDay, SessionDone
from hiphinge.web.exercise_names import title_of
from hiphinge.web.need.signs import Drift, Look

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy.orm import Session

    from hiphinge.judgement.doubt import Zone
    from hiphinge.store.course import Standing
    from hiphinge.store.trends import Point


def look_at(session: Session, athlete: Athlete) -> Look:
    """Return what programme and trends of an athlete tell; some ten milliseconds of work."""
    courses = trends.courses(session, athlete)
    floor = _pulled(session, athlete)
    return replace(
        _programme(session, athlete),
        drifts=tuple(
            one
            for key, course in courses.items()
            for one in _drifts(key, course, floor=key in floor)
        ),
        measures=sum(map(len, courses.values())),
    )


def _programme(session: Session, athlete: Athlete) -> Look:
    programme = programmes.current(session, athlete)
    try:
        now = None if programme is None else standing(session, programme)
    except UsageError:
        # Its own page says what is wrong with it.
        now = None
    return Look() if now is None else _told(now)


def _told(now: Standing) -> Look:
    at = next(
        (
            place
            for place in range(len(now.trail) - 1, -1, -1)
            if isinstance(now.trail[place].row.happening, SessionDone)
        ),
        None,
    )
    if at is None:
        return Look(stopped=bool(now.state.stopped))
    after = [said for one in now.trail[at:] if isinstance(said := one.row.happening, NextDay)]
    back = [one.exercise for one in now.trail[at].decisions if one.what == "back"]
    held = [one.exercise for one in now.gates if one.failed]
    return Look(
        stopped=bool(now.state.stopped),
        after=after[-1].pain if after else None,
        rose=after[-1].rose if after else False,
        back=_titles(back),
        held=_titles(held),
    )


def _titles(keys: Sequence[str]) -> str:
    titles = (exercise_named(key).title for key in keys if key)
    return ", ".join(title[:1].lower() + title[1:] for title in titles)


def _drifts(key: str, course: Mapping[str, Sequence[Point]], *, floor: bool) -> Iterator[Drift]:
    for name, zone in _zones(key, floor=floor).items():
        found = change(course.get(name, ()))
        if found is None or found.verdict == "no_change":
            continue
        more, late = found.verdict == "more", found.late.value
        if late > zone.high if more else late < zone.low:
            size, title = abs(found.value), title_of(key)
            yield Drift(key, title, name, TITLES[name], size, found.sd, found.least)


def _zones(key: str, *, floor: bool) -> dict[str, Zone]:
    """Return the wanted zones of the measures that are kept, where the hinge is held."""
    known = exercises().get(key)
    move = moves().get((known.move or "") if known else key)
    if move is None or not move.hinge:
        return {}
    rules = rules_of(load(), move, floor=floor)
    return {one.measure: one.good for one in rules if one.measure in TITLES and not one.at}


def _pulled(session: Session, athlete: Athlete) -> set[str]:
    """Return the exercises of which a film shows pulls from the floor."""
    query = (
        select(trends.exercise_of_set())
        .select_from(TrainingDay)
        .join(TrainingDay.athlete)
        .join(TrainingDay.sets)
        .join(LiftSet.analysis)
        .where(Athlete.id == athlete.id, *SHOWN)
        .where(func.json_extract(Analysis.summary, "$.from_floor") == 1)
        .distinct()
    )
    return {key for key in session.scalars(query) if key}
