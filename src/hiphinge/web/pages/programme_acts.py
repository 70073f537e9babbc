"""What a person does with their programme: begin a session, leave one out, decide otherwise."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Request
from sqlalchemy.orm import Session

from hiphinge.errors import UsageError
from hiphinge.store import athletes, days, programmes
from hiphinge.store.course import begin_day, standing
from hiphinge.store.happenings import Said, note, told_of
from hiphinge.store.limits import LOAD, checked_come
from hiphinge.store.missing import NotFound
from hiphinge.store.tables import Programme
from hiphinge.training.happening import Missed, NextDay, Overruled, Swapped
from hiphinge.training.ladder import rung_exercise
from hiphinge.web.athlete_form import UNITS
from hiphinge.web.render import see_other
from hiphinge.web.toast import SeeOther
from hiphinge.web.typed import load_in, number
from hiphinge.web.words import day as shown

router = APIRouter()

Text = Annotated[str, Form()]
DONE = {
    "rung": "The rung is as you chose",
    "load": "The load is as you chose",
    "deload": "The week is as you chose",
    "resume": "The training goes on",
    "sets": "The sets are as you chose",
    "reps": "The repetitions are as you chose",
    "rest": "The rest is as you chose",
}
"""What is said after each decision of a person."""
OWN = ("sets", "reps", "rest")
"""What of an exercise holds until it is taken back."""


@router.post("/programme/{uid}/begin")
def begin(request: Request, uid: str, day: Text, row: Text, anew: Text = "") -> SeeOther:
    """Begin the session that comes next, and go to its log; one that was begun goes on."""
    with request.app.state.db.write() as session:
        programme = _going_on(session, uid)
        made = begin_day(session, programme, checked_come(day), row, anew=anew == "yes")
        went_on, since = made.uid != row, made.day
    said = f"This session was begun on {shown(since)}: it goes on here" if went_on else ""
    return see_other(f"/log/{made.uid}", said=said)


@router.post("/programme/{uid}/sessions/{day_uid}/finish")
def finish(request: Request, uid: str, day_uid: str) -> SeeOther:
    """Note that a session that was begun is over."""
    _finish(request, uid, day_uid, finished=True)
    undo = f"/programme/{uid}/sessions/{day_uid}/unfinish"
    return see_other(f"/programme/{uid}", undo=("Session finished", undo))


@router.post("/programme/{uid}/sessions/{day_uid}/unfinish")
def unfinish(request: Request, uid: str, day_uid: str) -> SeeOther:
    """Take that back: the session goes on."""
    _finish(request, uid, day_uid, finished=False)
    return see_other(f"/programme/{uid}", said="The session goes on")


@router.post("/programme/{uid}/missed")
def missed(request: Request, uid: str, day: Text, row: Text) -> SeeOther:
    """Leave the session out that comes next."""
    return _noted(request, uid, Missed(_date(day)), row, "Session left out")


@router.post("/programme/{uid}/next-day")
def next_day(
    request: Request, uid: str, day: Text, row: Text, pain: Annotated[int, Form(ge=0, le=10)],
    rose: Text = "",
) -> SeeOther:  # fmt: skip
    """Note how the day after a session is."""
    said = NextDay(_date(day), pain, rose == "yes")
    return _noted(request, uid, said, row, "Noted")


@router.post("/programme/{uid}/overrule")
def overrule(
    request: Request, uid: str, day: Text, row: Text,
    what: Annotated[
        Literal["rung", "load", "deload", "resume", "sets", "reps", "rest"], Form()
    ],
    exercise: Text = "", to: Text = "", typed: Text = "", units: Text = "",
) -> SeeOther:  # fmt: skip
    """Decide otherwise; a load that is typed is in the form's units, else `to` has it in kg.

    Sets, repetitions and rest that are typed hold; without any the programme says them again.
    """
    toast = DONE[what]
    if what == "load":
        with request.app.state.db.read() as session:
            own = athletes.get(session, uid).units
        units = units if units in UNITS else own
        load = LOAD(number(to) if to else load_in(units)(typed))
        if load is None:
            raise UsageError("Type the load that you want, then try again.")
        to = f"{load:.10g}"
    elif what in OWN:
        to = to or typed.strip()
        toast = toast if to else "As the programme says again"
    said = Overruled(_date(day), what, exercise, to)
    return _noted(request, uid, said, row, toast)


@router.post("/programme/{uid}/swap")
def swap(request: Request, uid: str, day: Text, row: Text, exercise: Text, to: Text) -> SeeOther:
    """Put another exercise in the place of one from now on."""
    return _noted(request, uid, Swapped(_date(day), exercise, to), row, "Exercise swapped")


@router.post("/programme/{uid}/events/{event_uid}/remove")
def take_back(request: Request, uid: str, event_uid: str) -> SeeOther:
    """Take back what a person said."""
    with request.app.state.db.write() as session:
        programmes.remove_event(session, _going_on(session, uid), event_uid)
    return see_other(f"/programme/{uid}", said="Taken back")


@router.post("/programme/{uid}/end")
def end(request: Request, uid: str) -> SeeOther:
    """End the programme; what was trained stays."""
    with request.app.state.db.write() as session:
        over = _going_on(session, uid)
        programmes.end(session, over)
    undo = f"/programme/{uid}/go-on/{over.uid}"
    return see_other(f"/programme/{uid}", undo=("The programme has ended", undo))


@router.post("/programme/{uid}/go-on/{programme_uid}")
def go_on(request: Request, uid: str, programme_uid: str) -> SeeOther:
    """Take a programme up again that had ended."""
    with request.app.state.db.write() as session:
        athlete = athletes.get(session, uid)
        found = programmes.get(session, programme_uid)
        if found.athlete_id != athlete.id:
            raise NotFound("There is no such programme here; it may have been deleted.")
        programmes.go_on(session, found)
    return see_other(f"/programme/{uid}", said="The programme goes on")


def _noted(request: Request, uid: str, said: Said, row: str, toast: str) -> SeeOther:
    """Note what a person says; what the training cannot follow is said, and not kept."""
    with request.app.state.db.write() as session:
        programme = _going_on(session, uid)
        of = told_of(session, programme, said) if isinstance(said, NextDay) else None
        kept = note(session, programme, said, training_day=of, uid=row)
        state = standing(session, programme).state
        if rung_exercise(state.rung, state.profile) is None:
            raise UsageError("That rung cannot be done with what you have and want to do.")
    undo = f"/programme/{uid}/events/{kept.uid}/remove"
    return see_other(f"/programme/{uid}", undo=(toast, undo))


def _finish(request: Request, uid: str, day_uid: str, *, finished: bool) -> None:
    with request.app.state.db.write() as session:
        programme = _going_on(session, uid)
        if days.get(session, day_uid).programme_id != programme.id:
            raise NotFound("There is no such session in this programme.")
        days.finish(session, day_uid, finished=finished)


def _going_on(session: Session, uid: str) -> Programme:
    programme = programmes.current(session, athletes.get(session, uid))
    if programme is None:
        raise NotFound("There is no programme that goes on: begin one first.")
    return programme


def _date(day: str) -> date:
    return date.fromisoformat(checked_come(day))
