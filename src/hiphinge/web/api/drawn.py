"""The film with what was seen drawn on it: whether it is made, wished for, given up."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request

from hiphinge.errors import UsageError
from hiphinge.store import sets
from hiphinge.web.shown import drawn
from hiphinge.web.shown.drawn import FILM, Wish
from hiphinge.web.shown.drawn_state import Drawn, drawn_state
from hiphinge.web.shown.hand_on import AGAIN, hand_on
from hiphinge.web.shown.results import result_of

router = APIRouter(tags=["sets"])

SetUid = Annotated[str, Path(description="Uid of the set.", min_length=8, max_length=64)]


@router.get("/api/sets/{uid}/drawn")
def show(request: Request, uid: SetUid) -> Drawn:
    """Say how far the film is; cheap enough to be asked each second."""
    state = request.app.state
    with state.db.read() as session:
        analysis = sets.get(session, uid).analysis
        result = result_of(state.folder, analysis)
    return drawn_state(result, state.drawer, analysis.frames if analysis else None)


@router.post("/api/sets/{uid}/drawn")
def wish(request: Request, uid: SetUid) -> Drawn:
    """Wish for the film; one that is made, or being made, is not made again."""
    state = request.app.state
    # Nobody else may write meanwhile, so the result is still the one that is shown.
    with state.db.write() as session:
        analysis = sets.get(session, uid).analysis
        to_hand_on = hand_on(session, state.folder, analysis)
        result = to_hand_on.result
        if not (result / FILM).is_file():
            if not to_hand_on.fresh:
                raise UsageError(AGAIN)
            wished = drawn.wish_of(result)
            if wished is None or wished.error:
                drawn.keep_wish(result, Wish())
            state.drawer.draw(result.name)
    return drawn_state(result, state.drawer, analysis.frames if analysis else None)


@router.delete("/api/sets/{uid}/drawn")
def forget(request: Request, uid: SetUid) -> Drawn:
    """Stop making the film; one that is made stays."""
    state = request.app.state
    with state.db.write() as session:
        result = result_of(state.folder, sets.get(session, uid).analysis)
        drawn.forget_wish(result)
    return drawn_state(result, state.drawer, None)
