"""`/days`: a session, its sets, and how they are logged by hand."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, Response

from hiphinge.store import athletes, days, overview, sets
from hiphinge.store.tables import TrainingDay
from hiphinge.web.day_form import SAYS, DayForm, form_of
from hiphinge.web.exercise_names import groups
from hiphinge.web.meanwhile import met
from hiphinge.web.render import see_other
from hiphinge.web.set_form import HELD, SetForm, after
from hiphinge.web.set_lines import lines_of
from hiphinge.web.toast import SeeOther
from hiphinge.web.typed import Typed
from hiphinge.web.whose import page_of

router = APIRouter()

NOTHING_WRONG = Typed({}, {})


@router.post("/athletes/{uid}/days")
def create(request: Request, uid: str, day: Annotated[str, Form()]) -> SeeOther:
    """Go to the athlete's session of a day, made where there is none yet."""
    with request.app.state.db.write() as session:
        found = days.find_or_make(session, athletes.get(session, uid), day)
    return see_other(f"/days/{found.uid}")


@router.get("/days/{uid}")
def show(request: Request, uid: str) -> HTMLResponse:
    """Show a session."""
    return _page(request, uid)


@router.post("/days/{uid}/sets")
def add_set(request: Request, uid: str, filled: Annotated[SetForm, Form()]) -> Response:
    """Log a set at the end of the session."""
    with request.app.state.db.read() as session:
        units = days.get(session, uid).athlete.units
    typed = filled.read(units)
    if typed.wrong:
        return _page(request, uid, filled, typed)
    values = {name: value for name, value in typed.values.items() if name not in ("tags", "day")}
    with request.app.state.db.write() as session:
        made = sets.create(session, days.get(session, uid), **values)
        sets.set_tags(session, made, typed.values["tags"])
    return see_other(f"/days/{uid}#set-{made.uid}", undo=("Set added", f"/sets/{made.uid}/delete"))


@router.get("/days/{uid}/edit")
def edit(request: Request, uid: str) -> HTMLResponse:
    """Show the session's own form."""
    with request.app.state.db.read() as session:
        found = days.get(session, uid)
    return _edit_page(request, found, form_of(found))


@router.post("/days/{uid}")
def change(request: Request, uid: str, filled: Annotated[DayForm, Form()]) -> Response:
    """Keep what was changed of the session itself."""
    with request.app.state.db.write() as session:
        known = days.get(session, uid)
        found = met(filled, form_of(known), SAYS)
        typed = found.take(found.form.read())
        if not typed.wrong:
            days.change(session, uid, **typed.values)
            return see_other(f"/days/{uid}", said="Saved")
    return _edit_page(request, known, found.form, typed)


@router.post("/days/{uid}/finish")
def finish(request: Request, uid: str) -> SeeOther:
    """Note that a session is over."""
    with request.app.state.db.write() as session:
        days.finish(session, uid)
    return see_other(f"/days/{uid}", undo=("Session finished", f"/days/{uid}/unfinish"))


@router.post("/days/{uid}/unfinish")
def unfinish(request: Request, uid: str) -> SeeOther:
    """Take that back: the session goes on."""
    with request.app.state.db.write() as session:
        days.finish(session, uid, finished=False)
    return see_other(f"/days/{uid}", said="The session goes on")


@router.post("/days/{uid}/delete")
def delete(request: Request, uid: str) -> SeeOther:
    """Hide a session with its sets, until it is taken back."""
    with request.app.state.db.write() as session:
        gone = days.delete(session, uid)
        owner = gone.athlete.uid
    return see_other(f"/athletes/{owner}", undo=("Session deleted", f"/days/{uid}/restore"))


@router.post("/days/{uid}/restore")
def restore(request: Request, uid: str) -> SeeOther:
    """Take it back."""
    with request.app.state.db.write() as session:
        days.restore(session, uid)
    return see_other(f"/days/{uid}", said="The session is back")


def _page(
    request: Request, uid: str, filled: SetForm | None = None, typed: Typed = NOTHING_WRONG
) -> HTMLResponse:
    with request.app.state.db.read() as session:
        found = days.get(session, uid)
        before, later = overview.beside(session, found)
        used = [word for word, _ in sets.tags_used(session)]
    units = found.athlete.units
    return page_of(
        request, found.athlete, "day.html", 400 if typed.wrong else 200,
        of=found, lines=lines_of(found.sets, found), before=before, later=later,
        form=filled or after(found.sets, units), wrong=typed.wrong, groups=groups(), held=HELD,
        tags_used=used,
    )  # fmt: skip


def _edit_page(
    request: Request, found: TrainingDay, form: DayForm, typed: Typed = NOTHING_WRONG
) -> HTMLResponse:
    return page_of(
        request, found.athlete, "day_form.html", 400 if typed.wrong else 200,
        of=found, form=form, wrong=typed.wrong,
    )  # fmt: skip
