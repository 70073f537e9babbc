"""`/sets/{uid}/edit` and what else a person does to a set: order it, tag it, delete it."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, Response
from sqlalchemy.orm import Session

from hiphinge.jobs.again import rejudge
from hiphinge.store import days, ordering, sets
from hiphinge.store.tables import LiftSet
from hiphinge.web.exercise_names import groups
from hiphinge.web.render import see_other
from hiphinge.web.set_form import HELD, REJUDGED, SetForm, form_of, tag_words
from hiphinge.web.set_lines import line_of
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
    with request.app.state.db.read() as session:
        units = sets.get(session, uid).training_day.athlete.units
    typed = filled.read(units)
    if typed.wrong:
        return _page(request, uid, filled, typed)
    with request.app.state.db.write() as session:
        found, anew = _change(session, uid, typed)
        day = found.training_day.uid
    said = "Saved; the film is judged anew" if anew else "Saved"
    return see_other(f"/days/{day}#set-{uid}", said=said)


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


def _change(session: Session, uid: str, typed: Typed) -> tuple[LiftSet, bool]:
    """Keep the fields, the day and the tags; tell whether the film is judged anew."""
    fields = dict(typed.values)
    words, day = fields.pop("tags"), fields.pop("day")
    found = sets.get(session, uid)
    anew = any(getattr(found, name) != fields[name] for name in REJUDGED)
    if day is not None and day != found.training_day.day:
        there = days.find_or_make(session, found.training_day.athlete, day)
        found = sets.change(session, uid, day=there, **fields)
        ordering.to_end(session, found)
    else:
        found = sets.change(session, uid, **fields)
    sets.set_tags(session, found, words)
    return found, anew and rejudge(session, found) is not None


def _page(
    request: Request, uid: str, filled: SetForm | None = None, typed: Typed | None = None
) -> HTMLResponse:
    with request.app.state.db.read() as session:
        found = sets.get(session, uid)
        used = [word for word, _ in sets.tags_used(session)]
    athlete = found.training_day.athlete
    wrong = typed.wrong if typed else {}
    known = form_of(found, athlete.units).model_copy(update={"day": found.training_day.day})
    return page_of(
        request, athlete, "set_form.html", 400 if wrong else 200,
        line=line_of(found), form=filled or known,
        wrong=wrong, groups=groups(), held=HELD, tags_used=used,
    )  # fmt: skip
