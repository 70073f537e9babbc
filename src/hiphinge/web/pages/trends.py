"""`/trends/{athlete}`: how an exercise went over the days, and what may be told as change."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from sqlalchemy.orm import Session

from hiphinge.store import athletes, best, trends
from hiphinge.store.change import Change, change
from hiphinge.store.tables import Athlete
from hiphinge.store.trend_words import HOW_SURE, TITLES, amount, loads, told
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
    said : str
        The sentence.
    """

    name: str
    title: str
    points: list[Point]
    change: Change | None
    said: str

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
    shown = next((one for one in measures if one.name == measure), next(iter(measures), None))
    drawn = (
        charts(Course(shown.name, shown.points, shown.change, lifted, athlete.units))
        if shown
        else []
    )
    return page_of(
        request, athlete, "trends.html",
        one=athlete, practised=practised, titles=title_of, chosen=chosen, measures=measures,
        shown=shown, charts=drawn, reps=reps, amount=amount, lifted=lifted,
        loads=loads(lifted, athlete.units), how_sure=HOW_SURE,
    )  # fmt: skip


def _measures(session: Session, athlete: Athlete, exercise: str) -> list[Told]:
    found = []
    names = trends.measured(session, athlete, exercise)
    for name in names:
        points = trends.points(session, athlete, exercise, name)
        course = change(points, len(names))
        found.append(Told(name, _title(name), points, course, told(name, course, athlete.units)))
    return found


def _title(name: str) -> str:
    title = TITLES[name]
    return title[:1].upper() + title[1:]
