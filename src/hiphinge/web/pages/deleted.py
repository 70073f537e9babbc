"""`/bin`: what was deleted; bring it back, or delete it for good."""

from __future__ import annotations

from typing import Annotated, get_args

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, Response
from sqlalchemy.orm import Session

from hiphinge.store import bin as deleted
from hiphinge.store.bin import Kind, Purged, Thrown
from hiphinge.store.missing import NotFound
from hiphinge.store.rows import Hideable
from hiphinge.store.rows import show as bring_back
from hiphinge.store.tables import Athlete, CoachNote, LiftSet, TrainingDay
from hiphinge.store.toll import Toll, toll
from hiphinge.web.exercise_names import title_of
from hiphinge.web.render import page, see_other
from hiphinge.web.toast import SeeOther
from hiphinge.web.words import plural, size

router = APIRouter()

KINDS: tuple[Kind, ...] = get_args(Kind)
WORD = "delete"
"""What is typed before much goes at once."""
TYPED: tuple[Kind, ...] = ("athlete",)
"""Kinds for which it is typed."""
MEANWHILE = "Something else was deleted or brought back meanwhile: look again what goes"


@router.get("/bin")
def show(request: Request) -> HTMLResponse:
    """Show what was deleted, the last deleted first."""
    with request.app.state.db.read() as session:
        things = deleted.listed(session)
    return page(request, "deleted.html", things=things, titles=title_of)


@router.get("/bin/empty")
def ask_all(request: Request) -> HTMLResponse:
    """Say what goes when everything is deleted for good."""
    with request.app.state.db.read() as session:
        things = deleted.listed(session)
        goes = toll(session, request.app.state.folder, [(one.kind, one.uid) for one in things])
    return _ask(request, None, goes, "/bin/empty", count=len(things))


@router.post("/bin/empty")
def purge_all(
    request: Request, word: Annotated[str, Form()] = "", count: Annotated[int, Form()] = -1
) -> Response:
    """Delete everything for good, when the word was typed."""
    state = request.app.state
    with state.db.read() as session:
        there = len(deleted.listed(session))
    if there != count:
        return see_other("/bin/empty", said=MEANWHILE)
    if word.strip().casefold() != WORD:
        return see_other("/bin/empty", said=f"Nothing was deleted: type {WORD} first")
    return see_other("/bin", said=_gone(deleted.empty(state.db)))


@router.get("/bin/{kind}/{uid}")
def ask(request: Request, kind: str, uid: str) -> HTMLResponse:
    """Say what goes when one thing is deleted for good."""
    with request.app.state.db.read() as session:
        thing = _thing(session, kind, uid)
        goes = toll(session, request.app.state.folder, [(thing.kind, uid)])
    return _ask(request, thing, goes, f"/bin/{kind}/{uid}")


@router.post("/bin/{kind}/{uid}")
def purge(request: Request, kind: str, uid: str, word: Annotated[str, Form()] = "") -> Response:
    """Delete one thing for good; an athlete only when the word was typed."""
    db = request.app.state.db
    with db.read() as session:
        thing = _thing(session, kind, uid)
    if thing.kind in TYPED and word.strip().casefold() != WORD:
        return see_other(f"/bin/{kind}/{uid}", said=f"Nothing was deleted: type {WORD} first")
    return see_other("/bin", said=_gone(deleted.purge(db, [(thing.kind, uid)])))


@router.post("/bin/{kind}/{uid}/restore")
def restore(request: Request, kind: str, uid: str) -> SeeOther:
    """Bring one thing back."""
    with request.app.state.db.write() as session:
        thing = _thing(session, kind, uid)
        row = deleted.get(session, thing.kind, uid)
        bring_back(session, row)
        within = _within(row)
    if within:
        return see_other(
            "/bin", said=f"It is back in its {within}, which is deleted itself: restore that too"
        )
    return see_other("/bin", said="It is back where it was")


def _thing(session: Session, kind: str, uid: str) -> Thrown:
    """Return something that is in the bin.

    Raises
    ------
    NotFound
    """
    found = (one for one in deleted.listed(session) if (one.kind, one.uid) == (kind, uid))
    thing = next(found, None)
    if thing is None:
        raise NotFound("That is not among the deleted things: it was brought back, or is gone.")
    return thing


def _within(row: Hideable) -> str:
    """Return what a row belongs to that is deleted itself; empty where nothing is."""
    lift = row.lift_set if isinstance(row, CoachNote) else row
    chain: list[tuple[str, LiftSet | TrainingDay | Athlete]] = []
    if isinstance(row, CoachNote):
        chain.append(("set", row.lift_set))
    if isinstance(lift, LiftSet):
        chain += [("session", lift.training_day), ("athlete", lift.training_day.athlete)]
    if isinstance(row, TrainingDay):
        chain.append(("athlete", row.athlete))
    return next((name for name, one in chain if one.deleted_at is not None), "")


def _ask(
    request: Request, thing: Thrown | None, goes: Toll, action: str, count: int = 0
) -> HTMLResponse:
    return page(
        request, "delete_for_good.html",
        thing=thing, goes=goes, action=action, count=count, titles=title_of,
        word=WORD if thing is None or thing.kind in TYPED else "",
    )  # fmt: skip


def _gone(gone: Purged) -> str:
    said = f"Deleted for good: {plural(gone.sets, 'set')}, {plural(gone.files, 'file')}"
    said += f" ({size(gone.size)})" if gone.size else ""
    if gone.copies:
        copies = plural(gone.copies, "copy", "copies")
        said += f"; {copies} of the database in the folder “backups” may still hold it"
    return said
