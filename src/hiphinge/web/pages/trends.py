"""`/trends/{athlete}`: how an exercise went over the days, and what may be told as change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from sqlalchemy.orm import Session

from hiphinge.store import athletes, best, trends
from hiphinge.store.change import Change, change
from hiphinge.store.tables import Athlete
from hiphinge.store.trend_words import (
    TITLES,
    amount,
    difference,
    how_sure,
    least,
    loads,
    told,
)
from hiphinge.store.trends import Point
from hiphinge.web.exercise_names import title_of
from hiphinge.web.trend_chart import Course, charts
from hiphinge.web.whose import page_of

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Told:
    """One measure of the exercise: its points, and what may be told.

    Attributes
    ----------
    name, title : str
    points : list of Point
    change : Change or None
    said, brief : str
        The sentences; the brief ones leave out the load.
    """

    name: str
    title: str
    points: list[Point]
    change: Change | None
    said: str
    brief: str

    @property
    def sureness(self) -> float:
        """How many standard deviations the change is that may be told; 0 where there is none."""
        return self.change.sds if self.change and self.changed else 0.0

    @property
    def changed(self) -> bool:
        """Whether a change may be told."""
        return self.change is not None and self.change.verdict != "no_change"


@router.get("/trends/{uid}")
def show(
    request: Request, uid: str, exercise: str | None = None, measure: str | None = None
) -> HTMLResponse:
    """Show the course of one measure of one exercise, and a sentence for each of the others."""
    with request.app.state.db.read() as session:
        athlete = athletes.get(session, uid)
        practised = trends.exercises(session, athlete)
        keys = [one.exercise for one in practised]
        chosen = exercise if exercise in keys else next(iter(keys), None)
        measures = _measures(session, athlete, chosen) if chosen else []
        lifted = trends.lifted(session, athlete, chosen) if chosen else []
        reps = {one.set_uid: one for one in best.best_reps(session, athlete)}
    shown = _shown(measures, measure)
    drawn = (
        charts(Course(shown.name, shown.points, shown.change, lifted, athlete.units))
        if shown
        else []
    )
    return page_of(
        request, athlete, "trends.html",
        one=athlete, practised=practised, titles=title_of, chosen=chosen, measures=measures,
        shown=shown, charts=drawn, reps=reps, amount=amount, difference=difference, least=least,
        loads=loads(lifted, athlete.units), how_sure=how_sure(len(measures)),
    )  # fmt: skip


def _measures(session: Session, athlete: Athlete, exercise: str) -> list[Told]:
    found = []
    names = trends.measured(session, athlete, exercise)
    for name in names:
        points = trends.points(session, athlete, exercise, name)
        course = change(points, len(names))
        said = told(name, course, athlete.units)
        brief = told(name, course, athlete.units, with_load=False)
        found.append(Told(name, _title(name), points, course, said, brief))
    return found


def _shown(measures: Sequence[Told], wanted: str | None) -> Told | None:
    """Return the measure that is asked for; else what has changed most surely, else the first."""
    asked = (one for one in measures if one.name == wanted)
    surest = max(measures, key=lambda one: one.sureness, default=None)
    return next(asked, surest)


def _title(name: str) -> str:
    title = TITLES[name]
    return title[:1].upper() + title[1:]
