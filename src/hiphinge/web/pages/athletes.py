"""`/athletes`: who is filmed and trains; make one, change one, delete one."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, Response

from hiphinge.jobs.again import rejudge
from hiphinge.store import analyses, athletes, overview
from hiphinge.store.athletes import ListedAthlete
from hiphinge.store.tables import LiftSet
from hiphinge.web.athlete_form import SEXES, UNITS, AthleteForm, form_of
from hiphinge.web.current import choose
from hiphinge.web.next_look import next_look
from hiphinge.web.render import page, see_other
from hiphinge.web.set_lines import line_of
from hiphinge.web.toast import SeeOther
from hiphinge.web.typed import Typed
from hiphinge.web.words import plural

router = APIRouter()

Filled = Annotated[AthleteForm, Form()]
NOTHING_WRONG = Typed({}, {})


@router.get("/athletes")
def show_all(request: Request, q: str = "") -> HTMLResponse:
    """Show all athletes, or those whose name or note has the words."""
    with request.app.state.db.read() as session:
        everyone = athletes.listed(session)
        last, filmed = overview.last_sets(session), overview.last_sets(session, filmed=True)
        sorest = overview.sorest_sets(session)
    words = q.casefold().split()
    shown = [
        _row(one, *(found.get(one.athlete.uid) for found in (last, filmed, sorest)))
        for one in everyone
        if all(word in f"{one.athlete.name} {one.athlete.note}".casefold() for word in words)
    ]
    return page(request, "athletes.html", rows=shown, count=len(everyone), q=q.strip())


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
    typed = filled.read()
    with request.app.state.db.read() as session:
        known = athletes.get(session, uid)
    if typed.wrong:
        return _form(request, filled, typed, f"/athletes/{uid}", known.name)
    anew = 0
    with request.app.state.db.write() as session:
        changed = athletes.change(session, uid, **typed.values)
        if changed.height_cm != known.height_cm:
            # Those in the bin, too: they may be brought back.
            films = analyses.sets_of(session, changed)
            for film in films:
                rejudge(session, film)
            anew = sum(not (one.deleted_at or one.training_day.deleted_at) for one in films)
    judged = f"; {plural(anew, 'film')} judged anew with this height" if anew else ""
    return see_other(f"/athletes/{uid}", said=f"Saved{judged}")


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


def _row(
    listed: ListedAthlete, last: LiftSet | None, filmed: LiftSet | None, sorest: LiftSet | None
) -> dict[str, object]:
    last_line = line_of(last) if last else None
    filmed_line = line_of(filmed) if filmed else None
    return {
        "athlete": listed.athlete,
        "last_day": listed.last_day,
        "sets": listed.sets,
        "film": filmed_line,
        "next": next_look(last_line, filmed_line, line_of(sorest) if sorest else None),
    }


def _form(
    request: Request, filled: AthleteForm, typed: Typed, action: str, name: str = ""
) -> HTMLResponse:
    return page(
        request, "athlete_form.html", 400 if typed.wrong else 200,
        form=filled, wrong=typed.wrong, action=action, who=name, sexes=SEXES, unit_choices=UNITS,
    )  # fmt: skip
