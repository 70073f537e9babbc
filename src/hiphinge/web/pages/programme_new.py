"""`/programme/{athlete}/new`: make a programme, step by step, and look ahead before it begins."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, Response

from hiphinge.errors import UsageError
from hiphinge.numerals import in_units, plain
from hiphinge.store import athletes, programmes
from hiphinge.store.clock import new_uid
from hiphinge.store.course import standing
from hiphinge.store.profiles import profile_json
from hiphinge.store.tables import Athlete
from hiphinge.training.goals import scheme, weekdays
from hiphinge.training.plan import start
from hiphinge.training.screen import questions
from hiphinge.training.simulate import projection
from hiphinge.web.athlete_form import UNITS
from hiphinge.web.programme import setup_words as words
from hiphinge.web.programme.cited import cited
from hiphinge.web.programme.dates import WEEKDAYS, coming
from hiphinge.web.programme.gear_typed import typed_of
from hiphinge.web.programme.projection import projected
from hiphinge.web.programme.setup_form import KNOWING, STEPS, SetupForm, carried, step_after
from hiphinge.web.programme.setup_read import (
    first_wrong,
    profile_of,
    screen_of,
    weekdays_of,
    wrong_in,
)
from hiphinge.web.programme.setup_weights import gear_offered, weights_words
from hiphinge.web.programme.week_view import week_said, week_shown
from hiphinge.web.render import see_other
from hiphinge.web.whose import page_of

router = APIRouter()

USUAL_DAYS = 3
"""Days a week that the form begins with."""
OTHER_BEGUN = (
    "Meanwhile another programme was begun elsewhere. Begin again to end that one, or leave this "
    "page to keep it."
)


@router.get("/programme/{uid}/new")
def begin(request: Request, uid: str) -> HTMLResponse:
    """Show the first step."""
    athlete = _athlete(request, uid)
    mass = None if athlete.mass_kg is None else in_units(athlete.mass_kg, athlete.units)
    form = SetupForm(
        uid=new_uid(),
        units=athlete.units,
        weekdays=[str(one - 1) for one in weekdays(USUAL_DAYS)],
        starts_on=date.today().isoformat(),
        body_mass="" if mass is None else plain(mass),
        **_there_before(request, athlete),
    )
    return _page(request, athlete, form)


@router.post("/programme/{uid}/new")
def go_on(request: Request, uid: str, form: Annotated[SetupForm, Form()]) -> Response:
    """Read a step, and show the next one, the one before, or the one that is not right yet."""
    athlete = _athlete(request, uid)
    if form.step not in STEPS:
        form.step = "goal"
    if form.units not in UNITS:
        form.units = athlete.units
    if form.go in STEPS:
        form.step = form.go
        return _page(request, athlete, form)
    if form.go == "back":
        form.step = step_after(form, -1)
        return _page(request, athlete, form)
    wrong = wrong_in(form, form.units)
    if not wrong and form.step in ("screen", "preview"):
        found = first_wrong(form, form.units)
        if found is not None:
            form.step, wrong = found
        elif form.go == "begin":
            return _begun(request, athlete, form)
    if wrong:
        return _page(request, athlete, form, wrong)
    form.step = step_after(form, 1)
    return _page(request, athlete, form)


def _there_before(request: Request, athlete: Athlete) -> dict[str, Any]:
    """Return what is there by the programme that goes on, as it would be typed; maybe nothing."""
    with request.app.state.db.read() as session:
        programme = programmes.current(session, athletes.get(session, athlete.uid))
        try:
            profile = None if programme is None else standing(session, programme).state.profile
        except UsageError:
            return {}
    return {} if profile is None else typed_of(profile, athlete.units)


def _begun(request: Request, athlete: Athlete, form: SetupForm) -> Response:
    profile = profile_of(form, form.units)
    _, kept = screen_of(form, date.today().isoformat())
    with request.app.state.db.write() as session:
        owner = athletes.get(session, athlete.uid)
        other = programmes.current(session, owner)
        if not form.ends or other is None or other.uid in (form.ends, form.uid):
            programmes.create(
                session,
                owner,
                profile=profile_json(profile),
                screen=kept,
                starts_on=form.starts_on,
                weekdays=weekdays_of(form),
                uid=form.uid or None,
            )
            return see_other(f"/programme/{athlete.uid}", said="The programme has begun")
    return _page(request, athlete, form, {"ends": OTHER_BEGUN})


def _page(
    request: Request, athlete: Athlete, form: SetupForm, wrong: dict[str, str] | None = None
) -> HTMLResponse:
    """Show the form's step; the last one only once the questions let it be."""
    names = list(STEPS)
    offered: dict[str, Any] = _offered(form)
    with request.app.state.db.read() as session:
        other = programmes.current(session, athletes.get(session, athlete.uid))
    return page_of(
        request, athlete, "programme_new.html", 400 if wrong else 200,
        form=form, units=form.units, wrong=wrong or {}, steps=STEPS,
        number=names.index(form.step) + 1, carried=carried(form), other=other, **offered,
    )  # fmt: skip


def _offered(form: SetupForm) -> dict[str, Any]:
    """Return what the form's step offers to choose from."""
    units = form.units
    match form.step:
        case "goal":
            return {"goals": words.goals(), "levels": words.levels()}
        case "days":
            heavy = scheme("strength", "beginner").heavy
            fresh = form.starts_on == date.today().isoformat()
            return {"weekday_names": WEEKDAYS, "apart_h": heavy.hours, "fresh": fresh}
        case "equipment":
            return gear_offered(form, units)
        case "you":
            profile = profile_of(form, units, loads=False)
            hinges, more = words.loaded(profile)
            return {
                "gates": words.gates(),
                "loaded": hinges,
                "loaded_more": more,
                "more_typed": any(any(form.typed_loads.get(key, ())) for key, _ in more),
                "rungs": words.rungs(profile),
                "first": start(profile).rung,
                "avoidable": words.avoidable(profile),
            }
        case "screen":
            return {"questions": questions(), "answers": form.answers}
        case _:
            return _ahead(form, units)


def _ahead(form: SetupForm, units: str) -> dict[str, Any]:
    found, _ = screen_of(form, "")
    screen = {"verdict": found.verdict, "screened": cited(found.said), "knowing": KNOWING}
    if found.verdict == "emergency":
        return screen
    profile, days = profile_of(form, units), weekdays_of(form)
    state = start(profile)
    first = next(coming(days, date.fromisoformat(form.starts_on)))
    goal = scheme(profile.goal, profile.level)
    return screen | {
        "weights": weights_words(profile.weights, units),
        "goal": goal.title,
        "goal_said": cited([goal.said]),
        "level": words.LEVELS[profile.level][0],
        "days": [WEEKDAYS[one] for one in days],
        "gate": words.GATES[profile.gate],
        "gate_words": words.gate_words(profile.gate),
        "week": week_shown(state, (), days, first, units),
        "week_said": week_said(state),
        "courses": projected(profile, units),
        "projection": cited([projection()]),
    }


def _athlete(request: Request, uid: str) -> Athlete:
    with request.app.state.db.read() as session:
        found: Athlete = athletes.get(session, uid)
    return found
