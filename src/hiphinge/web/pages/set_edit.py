"""`/sets/{uid}/edit` and what else a person does to a set: order it, tag it, delete it."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, Response
from sqlalchemy.orm import Session

from hiphinge.store import ordering, sets
from hiphinge.store.folder import Folder
from hiphinge.store.tables import LiftSet
from hiphinge.web.athlete_form import UNITS
from hiphinge.web.exercise_names import groups
from hiphinge.web.meanwhile import met
from hiphinge.web.render import see_other
from hiphinge.web.set_form import HELD, SAYS, SetForm, form_of, tag_words
from hiphinge.web.set_lines import line_of
from hiphinge.web.shown.edit import Changed, SetEdit
from hiphinge.web.shown.edit import change as change_set
from hiphinge.web.toast import SeeOther
from hiphinge.web.typed import Typed
from hiphinge.web.whose import page_of

router = APIRouter()

PLACES = {"up": -1, "down": 1}
"""Which way a set moves in its session."""


@router.get("/sets/{uid}/edit")
def edit(request: Request, uid: str) -> HTMLResponse:
    """Show the form of a set."""
    return _page(request, uid)


@router.post("/sets/{uid}/edit")
def change(request: Request, uid: str, filled: Annotated[SetForm, Form()]) -> Response:
    """Keep what was changed; a film is judged anew where the judgement rests on it."""
    with request.app.state.db.write() as session:
        known = sets.get(session, uid)
        units = known.training_day.athlete.units
        now = _form(known, filled.units if filled.units in UNITS else units)
        found = met(filled, now, SAYS)
        typed = found.take(found.form.read(units, known.load_kg))
        if not typed.wrong:
            done = _change(session, request.app.state.folder, uid, typed)
            day = done.lift.training_day.uid
            return see_other(f"/days/{day}#set-{uid}", said=done.said.removesuffix("."))
    return _page(request, uid, found.form, typed)


@router.post("/sets/{uid}/move")
def move(request: Request, uid: str, to: Annotated[str, Form()]) -> SeeOther:
    """Move a set up or down in its session."""
    with request.app.state.db.write() as session:
        found = ordering.shift(session, uid, PLACES.get(to, 0))
        day = found.training_day.uid
    return see_other(f"/days/{day}#set-{uid}")


@router.post("/sets/{uid}/tags")
def tags(
    request: Request,
    uid: str,
    add: str = "",
    more: Annotated[str, Form()] = "",
    less: Annotated[str, Form()] = "",
) -> SeeOther:
    """Put tags on a set, or take one off; `add` in the address takes the latter back."""
    with request.app.state.db.write() as session:
        found = sets.get(session, uid)
        kept = [tag.word for tag in found.tags if tag.word != less]
        sets.set_tags(session, found, [*kept, *tag_words(more), *tag_words(add)])
        day = found.training_day.uid
    where = f"/days/{day}#set-{uid}"
    if less:
        back = f"/sets/{uid}/tags?{urlencode({'add': less})}"
        return see_other(where, undo=(f"Tag “{less}” taken off", back))
    return see_other(where)


@router.post("/sets/{uid}/delete")
def delete(request: Request, uid: str) -> SeeOther:
    """Hide a set with its film, until it is taken back."""
    with request.app.state.db.write() as session:
        gone = sets.delete(session, uid)
        day = gone.training_day.uid
    return see_other(f"/days/{day}", undo=("Set deleted", f"/sets/{uid}/restore"))


@router.post("/sets/{uid}/restore")
def restore(request: Request, uid: str) -> SeeOther:
    """Take it back."""
    with request.app.state.db.write() as session:
        back = sets.restore(session, uid)
        day = back.training_day.uid
    return see_other(f"/days/{day}#set-{uid}", said="The set is back")


def _change(session: Session, folder: Folder, uid: str, typed: Typed) -> Changed:
    """Keep the fields, the day and the tags; say what came of it."""
    fields = dict(typed.values)
    words, day = fields.pop("tags", None), fields.pop("day", None)
    done = change_set(session, folder, uid, SetEdit(**fields, **({"day": day} if day else {})))
    if words is not None:
        sets.set_tags(session, done.lift, words)
    return done


def _form(found: LiftSet, units: str) -> SetForm:
    """Return the form as it is filled in with what is known, with the day."""
    return form_of(found, units).model_copy(update={"day": found.training_day.day})


def _page(
    request: Request, uid: str, filled: SetForm | None = None, typed: Typed | None = None
) -> HTMLResponse:
    with request.app.state.db.read() as session:
        found = sets.get(session, uid)
        used = [word for word, _ in sets.tags_used(session)]
    athlete = found.training_day.athlete
    wrong = typed.wrong if typed else {}
    return page_of(
        request, athlete, "set_form.html", 400 if wrong else 200,
        line=line_of(found), form=filled or _form(found, athlete.units),
        wrong=wrong, groups=groups(), held=HELD, tags_used=used,
    )  # fmt: skip
