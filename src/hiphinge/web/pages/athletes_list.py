"""`/athletes`: all athletes, who needs the coach first, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from hiphinge.store import athletes, overview
from hiphinge.web.need.kinds import kinds, limits, tones
from hiphinge.web.need.order import in_order
from hiphinge.web.need.reasons import reasons_of_all
from hiphinge.web.next_look import next_look
from hiphinge.web.render import page
from hiphinge.web.set_lines import line_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hiphinge.store.athletes import ListedAthlete
    from hiphinge.store.overview import Sore
    from hiphinge.store.tables import LiftSet
    from hiphinge.web.need.order import Need

router = APIRouter()

By = Literal["need", "name", "day"]
ORDERS: dict[By, str] = {"need": "Needs you", "name": "Name", "day": "Day"}
"""What the list can be sorted by, as its links call it."""


@router.get("/athletes")
def show(request: Request, q: str = "", by: By = "need") -> HTMLResponse:
    """Show all athletes, or those whose name or note has the words."""
    with request.app.state.db.read() as session:
        looks, waiting = request.app.state.looks.found(session)
        everyone = athletes.listed(session)
        filmed, sorest = overview.last_sets(session, filmed=True), overview.sorest(session)
        needs = reasons_of_all(session, everyone, sorest, looks)
    words = q.casefold().split()
    shown = [
        _row(one, needs[one.athlete.uid], filmed.get(one.athlete.uid), sorest.get(one.athlete.uid))
        for one in _sorted(everyone, needs, by)
        if all(word in f"{one.athlete.name} {one.athlete.note}".casefold() for word in words)
    ]
    orders = [
        (title, f"/athletes?{urlencode({'by': key} | ({'q': q.strip()} if q.strip() else {}))}",
         key == by)
        for key, title in ORDERS.items()
    ]  # fmt: skip
    return page(
        request, "athletes.html",
        rows=shown, count=len(everyone), q=q.strip(), by=by, orders=orders, waiting=waiting,
        needing=sum(bool(row["needs"]) for row in shown), kinds=kinds(), limits=limits(),
        tones=tones(),
    )  # fmt: skip


def _sorted(
    everyone: Sequence[ListedAthlete], needs: Mapping[str, Sequence[Need]], by: By
) -> Sequence[ListedAthlete]:
    if by == "day":
        return everyone
    if by == "name":
        return sorted(everyone, key=lambda one: one.athlete.name.casefold())
    each = {one.athlete.uid: one for one in everyone}
    return [each[uid] for uid in in_order(needs, {uid: one.last_day for uid, one in each.items()})]


def _row(
    listed: ListedAthlete, needs: Sequence[Need], filmed: LiftSet | None, sore: Sore | None
) -> dict[str, object]:
    line = line_of(filmed) if filmed else None
    return {
        "athlete": listed.athlete,
        "last_day": listed.last_day,
        "sets": listed.sets,
        "film": line,
        "needs": needs,
        "next": next_look(listed.sets, line, sore),
    }
