"""`/compare`: two sets side by side, in step."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from sqlalchemy.orm import Session

from hiphinge.errors import HingeError, UsageError
from hiphinge.report.compare.html import render
from hiphinge.store import sets
from hiphinge.store.tables import Athlete, LiftSet
from hiphinge.web.current import current_athlete
from hiphinge.web.render import page
from hiphinge.web.security.policy import report_policy
from hiphinge.web.set_lines import SetLine, line_of
from hiphinge.web.shown.pair import comparison_of, labels_of, rows_of, told
from hiphinge.web.shown.side import MEASURES, Side, side_of

router = APIRouter()

OFFERED = 100
"""So many of an athlete's latest filmed sets are offered; older ones are found by search."""
SHOWN = 6
"""So many of them are shown to be chosen with one tap."""
NO_SETS = "Name two different sets to compare."


@router.get("/compare")
def show(
    request: Request,
    first: str = "",
    second: str = "",
    first_rep: int | None = None,
    second_rep: int | None = None,
) -> HTMLResponse:
    """Show two sets in step, or let them be chosen."""
    state = request.app.state
    with state.db.read() as session:
        one = sets.get(session, first) if first else None
        owner = one.training_day.athlete if one else current_athlete(request, session)
        offered = _offered(session, owner)
        context: dict[str, Any] = {
            "first": first, "second": second, "offered": offered, "wrong": "", "pair": None,
            "beside": _beside(one, offered) if one and not second else [],
        }  # fmt: skip
        if one and second and second != first:
            other = sets.get(session, second)
            try:
                sides = _sides(request, one, other, (first_rep, second_rep))
                context["pair"] = _pair(*sides)
            except HingeError as error:
                context["wrong"] = str(error)
            if other.training_day.athlete_id != one.training_day.athlete_id:
                context["offered"] = [*offered, line_of(other)]
    return page(request, "compare.html", **context)


@router.get("/compare/page")
def whole_page(request: Request, first: str = "", second: str = "") -> Response:
    """Send the page that the command line makes of two sets, under the policy of its scripts."""
    if not first or not second or first == second:
        raise UsageError(NO_SETS)
    with request.app.state.db.read() as session:
        one, other = sets.get(session, first), sets.get(session, second)
        found = comparison_of(_sides(request, one, other, (None, None)))
    if found is None:
        raise UsageError("Nothing of one of these sets was judged, so there is nothing to compare.")
    html = render(found)
    return HTMLResponse(html, headers={"content-security-policy": report_policy(html)})


def _sides(
    request: Request, first: LiftSet, second: LiftSet, reps: tuple[int | None, int | None]
) -> tuple[Side, Side]:
    folder = request.app.state.folder
    labels = labels_of(first, second)
    return (
        side_of(folder, first, labels[0], reps[0]),
        side_of(folder, second, labels[1], reps[1]),
    )


def _pair(first: Side, second: Side) -> dict[str, Any]:
    found = comparison_of((first, second))
    return {
        "sides": (first, second),
        "headline": found.headline if found else "",
        "told": told(found) if found else [],
        "how_sure": found.how_sure if found else [],
        "rows": rows_of(first, second),
        "strangers": first.line.athlete_uid != second.line.athlete_uid,
        "script": {"measures": MEASURES, "sides": [first.script, second.script]},
    }


def _beside(one: LiftSet, offered: list[SetLine]) -> list[SetLine]:
    """Return the set's line, then those to hold beside it: of its exercise first."""
    line = line_of(one)
    others = [other for other in offered if other.uid != one.uid]
    others.sort(key=lambda other: other.exercise != line.exercise)
    return [line, *others[:SHOWN]]


def _offered(session: Session, owner: Athlete | None) -> list[SetLine]:
    """Return the sets that may be chosen: judged ones, the latest first."""
    if owner is None:
        return []
    found = sets.latest(session, OFFERED, athlete=owner, filmed=True)
    return [line_of(one) for one in found if one.analysis and one.analysis.result]
