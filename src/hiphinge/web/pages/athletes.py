"""`/athletes/new` and what a person does to an athlete: make one, change one, delete one."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, Response
from sqlalchemy.orm import Session

from hiphinge.jobs.again import rejudge
from hiphinge.store import analyses, athletes
from hiphinge.store.tables import Athlete
from hiphinge.web.athlete_form import SAYS, SEXES, TOGETHER, UNITS, AthleteForm, form_of
from hiphinge.web.current import choose
from hiphinge.web.meanwhile import met
from hiphinge.web.render import page, see_other
from hiphinge.web.toast import SeeOther
from hiphinge.web.typed import Typed
from hiphinge.web.words import plural

router = APIRouter()

Filled = Annotated[AthleteForm, Form()]
NOTHING_WRONG = Typed({}, {})


@router.get("/athletes/new")
def new(request: Request) -> HTMLResponse:
    """Show the empty form."""
    return _form(request, AthleteForm(), NOTHING_WRONG, "/athletes")


@router.post("/athletes")
def create(request: Request, filled: Filled) -> Response:
    """Make an athlete, who is then the chosen one."""
    typed = filled.read()
    if typed.wrong:
        return _form(request, filled, typed, "/athletes")
    with request.app.state.db.write() as session:
        made = athletes.create(session, **typed.values)
    answer = see_other(f"/athletes/{made.uid}", said=f"{made.name} is here now")
    choose(answer, made.uid, secure=request.app.state.settings.secure)
    return answer


@router.get("/athletes/{uid}/edit")
def edit(request: Request, uid: str) -> HTMLResponse:
    """Show the form with what is known."""
    with request.app.state.db.read() as session:
        known = athletes.get(session, uid)
    return _form(request, form_of(known), NOTHING_WRONG, f"/athletes/{uid}", known.name)


@router.post("/athletes/{uid}")
def change(request: Request, uid: str, filled: Filled) -> Response:
    """Keep what was changed; films are judged anew with another height."""
    with request.app.state.db.write() as session:
        known = athletes.get(session, uid)
        name = known.name
        found = met(filled, form_of(known, filled.was.get("mass_units", "")), SAYS, TOGETHER)
        typed = found.take(found.form.read())
        if not typed.wrong:
            return see_other(f"/athletes/{uid}", said=_changed(session, known, typed))
    return _form(request, found.form, typed, f"/athletes/{uid}", name)


@router.post("/athletes/{uid}/delete")
def delete(request: Request, uid: str) -> SeeOther:
    """Hide an athlete with everything of theirs, until it is taken back."""
    with request.app.state.db.write() as session:
        gone = athletes.delete(session, uid)
    return see_other("/athletes", undo=(f"{gone.name} deleted", f"/athletes/{uid}/restore"))


@router.post("/athletes/{uid}/restore")
def restore(request: Request, uid: str) -> SeeOther:
    """Take it back."""
    with request.app.state.db.write() as session:
        back = athletes.restore(session, uid)
    return see_other(f"/athletes/{uid}", said=f"{back.name} is back")


def _changed(session: Session, known: Athlete, typed: Typed) -> str:
    """Keep what was changed of an athlete; say so, and how many films are judged anew for it."""
    before_cm = known.height_cm
    changed = athletes.change(session, known.uid, **typed.values)
    if changed.height_cm == before_cm:
        return "Saved"
    # Those in the bin, too: they may be brought back.
    films = analyses.sets_of(session, changed)
    for film in films:
        rejudge(session, film)
    anew = sum(not (one.deleted_at or one.training_day.deleted_at) for one in films)
    return f"Saved; {plural(anew, 'film')} judged anew with this height" if anew else "Saved"


def _form(
    request: Request, filled: AthleteForm, typed: Typed, action: str, name: str = ""
) -> HTMLResponse:
    return page(
        request, "athlete_form.html", 400 if typed.wrong else 200,
        form=filled, wrong=typed.wrong, action=action, who=name, sexes=SEXES, unit_choices=UNITS,
    )  # fmt: skip
