"""`/programme/{athlete}/gear`: what is there to train with, changed while a programme goes on."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, Response

from hiphinge.errors import UsageError
from hiphinge.store import athletes, programmes
from hiphinge.store.clock import new_uid
from hiphinge.store.course import standing
from hiphinge.store.happenings import note
from hiphinge.store.limits import checked_day
from hiphinge.store.missing import NotFound
from hiphinge.store.rows import by_uid
from hiphinge.store.tables import Athlete, ProgrammeEvent
from hiphinge.training.equipment import equipment
from hiphinge.training.happening import Geared
from hiphinge.training.model import Profile
from hiphinge.web.athlete_form import UNITS
from hiphinge.web.programme.gear_typed import typed_of
from hiphinge.web.programme.setup_form import SetupForm
from hiphinge.web.programme.setup_weights import gear_offered, weights_of, weights_words
from hiphinge.web.render import see_other
from hiphinge.web.whose import page_of

router = APIRouter()


class GearForm(SetupForm):
    """What is there, as it was typed, with the day and the name of the row."""

    day: str = ""
    row: str = ""
    shown: str = ""
    """What was there when the form was shown, see `_carried`; empty: not said."""

    def kind(self, own: str) -> str:
        """Return the units of what is typed: as the form was shown, else the athlete's own."""
        return self.units if self.units in UNITS else own


@router.get("/programme/{uid}/gear")
def show(request: Request, uid: str) -> HTMLResponse:
    """Show what is there by now, to change it."""
    with request.app.state.db.read() as session:
        athlete = athletes.get(session, uid)
        programme = programmes.current(session, athlete)
        if programme is None:
            raise NotFound("There is no programme that goes on: begin one first.")
        profile = standing(session, programme).state.profile
    units = _units(profile, athlete.units)
    form = GearForm(
        day=date.today().isoformat(), row=new_uid(), units=units,
        shown=_carried(profile, units), **typed_of(profile, units),
    )  # fmt: skip
    return _page(request, athlete, form)


@router.post("/programme/{uid}/gear")
def change(request: Request, uid: str, form: Annotated[GearForm, Form()]) -> Response:
    """Keep what is there from now on; what the training cannot follow is said, and not kept."""
    with request.app.state.db.read() as session:
        athlete = athletes.get(session, uid)
    units = form.kind(athlete.units)
    try:
        weights = asdict(weights_of(form, units))
        kept = tuple(one for one in equipment() if one in form.equipment)
        said = Geared(date.fromisoformat(checked_day(form.day)), kept, **weights)
        with request.app.state.db.write() as session:
            programme = programmes.current(session, athletes.get(session, uid))
            if programme is None:
                raise NotFound("There is no programme that goes on: begin one first.")
            there = standing(session, programme).state.profile
            carried = _carried(there, units)
            if (
                form.shown not in ("", carried)
                and by_uid(session, ProgrammeEvent, form.row) is None
            ):
                form = form.model_copy(update={"shown": carried})
                raise UsageError(_meanwhile(there, units))
            event = note(session, programme, said, uid=form.row or None)
            standing(session, programme)
    except UsageError as error:
        return _page(request, athlete, form, {"equipment": str(error)})
    undo = f"/programme/{uid}/events/{event.uid}/remove"
    return see_other(f"/programme/{uid}", undo=("What is there is as you said", undo))


def _page(
    request: Request, athlete: Athlete, form: GearForm, wrong: dict[str, str] | None = None
) -> HTMLResponse:
    return page_of(
        request, athlete, "programme_gear.html", 400 if wrong else 200,
        form=form, wrong=wrong or {}, row=form.row or new_uid(),
        today=form.day or date.today().isoformat(), units=form.kind(athlete.units),
        **gear_offered(form, form.kind(athlete.units)),
    )  # fmt: skip


def _units(profile: Profile, own: str) -> str:
    """Return in which units what is there can be typed: the athlete's, else the programme's.

    Who lifts in pounds by now still has the plates that were told in kilograms.
    """
    try:
        same = weights_of(SetupForm(**typed_of(profile, own)), own) == profile.weights
    except UsageError:
        same = False
    return own if same else profile.units


def _carried(profile: Profile, units: str) -> str:
    """Return what is there as its form carries it, so that a form that is stale is known by it."""
    return json.dumps(typed_of(profile, units))


def _meanwhile(profile: Profile, units: str) -> str:
    """Say what is there by now, where that was changed while the form stood open."""
    titles = [one.title for key, one in equipment().items() if key in profile.equipment]
    told = ". ".join((", ".join(titles) or "nothing", *weights_words(profile.weights, units)))
    return (
        f"Meanwhile what is there was changed elsewhere: {told}. Save again to keep what stands "
        "here, or put that in."
    )
