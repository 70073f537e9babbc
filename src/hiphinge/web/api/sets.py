"""A set as its page's script asks for it: how far it is, what is changed, what is handed on."""

from __future__ import annotations

from pathlib import Path as FilePath
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Request
from pydantic import BaseModel, ConfigDict

from hiphinge.store import sets
from hiphinge.store.tables import LiftSet
from hiphinge.web.shown import edit
from hiphinge.web.shown.edit import SetEdit
from hiphinge.web.shown.hand_on import HandOn, hand_on, size_to_send
from hiphinge.web.shown.hand_on_child import SHARED
from hiphinge.web.shown.report_page import told_notes
from hiphinge.web.shown.state import SetState, state_of

router = APIRouter(tags=["sets"])

SetUid = Annotated[str, Path(description="Uid of the set.", min_length=8, max_length=64)]


class Edited(BaseModel):
    """What became of an edit.

    Attributes
    ----------
    state : SetState
        How far the set is now.
    said : str
        What was done, in a sentence or two.
    undo : SetEdit
        What takes it back, sent in the same way.
    """

    model_config = ConfigDict(extra="forbid")

    state: SetState
    said: str
    undo: SetEdit


class Shared(BaseModel):
    """The page to hand on.

    Attributes
    ----------
    ready : bool
        Whether it is made.
    size : int
        Of the file [bytes]; 0 where it is not made yet.
    video : {"inside", "left_out"}
        Whether the film is in it; left out where it is too large even made smaller.
    """

    model_config = ConfigDict(extra="forbid")

    ready: bool
    size: int = 0
    video: Literal["inside", "left_out"] = "inside"


@router.get("/api/sets/{uid}")
def show(request: Request, uid: SetUid) -> SetState:
    """Say how far a set is; cheap enough to be asked each second."""
    with request.app.state.db.read() as session:
        return state_of(session, sets.get(session, uid))


@router.patch("/api/sets/{uid}", response_model_exclude_unset=True)
def change(request: Request, uid: SetUid, said: SetEdit) -> Edited:
    """Change what was said of a set; its film is judged anew where the judgement rests on it."""
    state = request.app.state
    with state.db.write() as session:
        done = edit.change(session, state.folder, uid, said)
        return Edited(state=state_of(session, done.lift), said=done.said, undo=done.undo)


@router.get("/api/sets/{uid}/share")
def shared(request: Request, uid: SetUid) -> Shared:
    """Say whether the page to hand on is made, and how large it is."""
    found, to_hand_on = _hand_on(request, uid)
    return _told(to_hand_on.shared, found)


@router.post("/api/sets/{uid}/share")
def share(request: Request, uid: SetUid) -> Shared:
    """Make the page to hand on; this takes seconds, and longer where the film is made smaller."""
    found, to_hand_on = _hand_on(request, uid)
    return _told(to_hand_on.share(), found)


def _hand_on(request: Request, uid: str) -> tuple[LiftSet, HandOn]:
    state = request.app.state
    with state.db.read() as session:
        found = sets.get(session, uid)
        return found, hand_on(session, state.folder, found.analysis)


def _told(page: FilePath | None, lift: LiftSet) -> Shared:
    if page is None:
        return Shared(ready=False)
    left_out = page.name == SHARED["too_large"]
    return Shared(
        ready=True,
        size=size_to_send(page, told_notes(lift.notes)),
        video="left_out" if left_out else "inside",
    )
