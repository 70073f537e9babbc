"""`/sets/{uid}`: a set with its report, what may be said anew of it, and its notes."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from hiphinge.numerals import KG_PER_LB
from hiphinge.store import sets
from hiphinge.web.exercise_names import groups
from hiphinge.web.set_form import HELD
from hiphinge.web.shown.hand_on import TABLES
from hiphinge.web.shown.set_page import SIDES, STRICTNESS, moment_of, set_page
from hiphinge.web.whose import page_of

router = APIRouter()


@router.get("/sets/{uid}")
def show(
    request: Request,
    uid: str,
    rep: int | None = None,
    at: Annotated[float | None, Query(allow_inf_nan=False)] = None,
) -> HTMLResponse:
    """Show a set; `rep` and `at` say which moment of its film to begin with."""
    state = request.app.state
    with state.db.read() as session:
        found = sets.get(session, uid)
        told = set_page(session, state.folder, found)
    athlete = found.training_day.athlete
    return page_of(
        request, athlete, "set.html", groups=groups(), held=HELD, tables=list(TABLES),
        strictnesses=STRICTNESS, sides=SIDES, moment_s=moment_of(told["reps"], rep, at),
        kg_per_unit=KG_PER_LB if athlete.units == "lb" else 1, **told,
    )  # fmt: skip
