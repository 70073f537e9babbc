"""Everything that the page of a set shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from hiphinge.numerals import chance
from hiphinge.store.missing import NotFound
from hiphinge.store.tables import LiftSet
from hiphinge.web.set_form import form_of
from hiphinge.web.set_lines import line_of
from hiphinge.web.shown.refused import seen_in
from hiphinge.web.shown.results import report_of, reps_of
from hiphinge.web.shown.state import state_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from hiphinge.store.folder import Folder
    from hiphinge.web.shown.results import ShownRep

OTHER = "other"
"""Candidate of a report that is none of the moves it knows."""
STRICTNESS = {
    "lenient": "Lenient: tell only what is almost certain",
    "normal": "Normal",
    "strict": "Strict: tell what is more likely than not",
}
"""What may be chosen."""
SIDES = {"0.25,0.5": "On the left", "0.5,0.5": "In the middle", "0.75,0.5": "On the right"}
"""Points for who does not point: a person's square reaches a quarter of the picture and more."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to the question which move it is.

    Attributes
    ----------
    exercise : str
        Key of the move.
    title : str
    chance : str
        How likely it looks, in per cent.
    """

    exercise: str
    title: str
    chance: str


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another set of the same session.

    Attributes
    ----------
    uid : str
    number : int
        Its place in the session, from 1.
    """

    uid: str
    number: int


def set_page(session: Session, folder: Folder, lift: LiftSet) -> dict[str, Any]:
    """Return what the template is given.

    Parameters
    ----------
    session : Session
    folder : Folder
    lift : LiftSet
        With day, athlete, tags, notes and analysis.
    """
    analysis, units = lift.analysis, lift.training_day.athlete.units
    options: Mapping[str, Any] = analysis.options if analysis else {}
    try:
        report = report_of(folder, analysis)
    except NotFound:
        report = None
    reps = reps_of(report, options) if report else []
    earlier, number, later = _neighbours(session, lift)
    return {
        "lift": lift,
        "line": line_of(lift),
        "state": state_of(session, lift),
        "people": seen_in(analysis.error) if analysis and analysis.state == "failed" else (),
        "answers": _answers(lift),
        "reps": reps,
        "best": next((rep for rep in reps if rep.best), None),
        "judged": report is not None,
        "form": form_of(lift, units),
        "strictness": options.get("strictness") or "normal",
        "lifter_at": _point(options),
        "earlier": earlier,
        "number": number,
        "later": later,
    }


def moment_of(reps: list[ShownRep], rep: int | None, at_s: float | None) -> float | None:
    """Return the moment that an address asks for [s]: a repetition's hinge, or a time."""
    for one in reps:
        if one.rep == rep:
            return one.hinge_s
    return at_s


def _answers(lift: LiftSet) -> list[Answer]:
    """Return what the set may be, where the film could not tell and no person has."""
    summary = (lift.analysis.summary if lift.analysis else None) or {}
    if lift.exercise is not None or not summary.get("question"):
        return []
    return [
        Answer(one["name"], one["title"], chance(one["probability"]))
        for one in summary.get("candidates", ())
        if one["name"] != OTHER
    ]


def _point(options: Mapping[str, Any]) -> str:
    """Return the point at the lifter as the form has it; empty where nobody was pointed at."""
    at = options.get("lifter_at")
    return "" if at is None else f"{at[0]:g},{at[1]:g}"


def _neighbours(session: Session, lift: LiftSet) -> tuple[Neighbour | None, int, Neighbour | None]:
    """Return the set before, this one's number, and the set after it in its session."""
    query = (
        select(LiftSet.uid)
        .where(LiftSet.training_day_id == lift.training_day_id, LiftSet.deleted_at.is_(None))
        .order_by(LiftSet.position, LiftSet.id)
    )
    order = list(session.scalars(query))
    here = order.index(lift.uid)
    earlier = Neighbour(order[here - 1], here) if here else None
    later = Neighbour(order[here + 1], here + 2) if here + 1 < len(order) else None
    return earlier, here + 1, later
