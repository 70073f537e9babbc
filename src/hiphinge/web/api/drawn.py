"""The film with what was seen drawn on it: whether it is made, wished for, given up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from fastapi import APIRouter, Path, Request
from pydantic import BaseModel, ConfigDict

from hiphinge.errors import UsageError
from hiphinge.numerals import percent
from hiphinge.store import sets
from hiphinge.web.shown import drawn
from hiphinge.web.shown.drawn import FILM, Wish
from hiphinge.web.shown.hand_on import AGAIN, hand_on
from hiphinge.web.shown.results import result_of
from hiphinge.web.work_lines import waits

if TYPE_CHECKING:
    from pathlib import Path as FilePath

    from hiphinge.web.shown.drawer import Drawer

router = APIRouter(tags=["sets"])

SetUid = Annotated[str, Path(description="Uid of the set.", min_length=8, max_length=64)]
BROKE_OFF = "Making it broke off: try again."


class Drawn(BaseModel):
    """The film with what was seen drawn on it.

    Attributes
    ----------
    state : str
        ``none``, ``waiting``, ``drawing``, ``ready`` or ``failed``.
    sentence : str
        How far it is, or why it could not be made.
    share : float or None
        Part of it that is drawn, 0 to 1.
    size : int
        Of the file [bytes]; 0 where it is not made yet.
    """

    model_config = ConfigDict(extra="forbid")

    state: Literal["none", "waiting", "drawing", "ready", "failed"] = "none"
    sentence: str = ""
    share: float | None = None
    size: int = 0


@router.get("/api/sets/{uid}/drawn")
def show(request: Request, uid: SetUid) -> Drawn:
    """Say how far the film is; cheap enough to be asked each second."""
    state = request.app.state
    with state.db.read() as session:
        analysis = sets.get(session, uid).analysis
        result = result_of(state.folder, analysis)
    return _told(result, state.drawer, analysis.frames if analysis else None)


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
    return _told(result, state.drawer, analysis.frames if analysis else None)


@router.delete("/api/sets/{uid}/drawn")
def forget(request: Request, uid: SetUid) -> Drawn:
    """Stop making the film; one that is made stays."""
    state = request.app.state
    with state.db.write() as session:
        result = result_of(state.folder, sets.get(session, uid).analysis)
        drawn.forget_wish(result)
    return _told(result, state.drawer, None)


def _told(result: FilePath, drawer: Drawer, frames: int | None) -> Drawn:
    wished = drawn.wish_of(result)
    if (film := result / FILM).is_file():
        return Drawn(state="ready", size=film.stat().st_size)
    if wished is None:
        return Drawn()
    before = drawer.before(result.name)
    if wished.error or before is None:
        return Drawn(state="failed", sentence=wished.error or BROKE_OFF)
    share = drawer.share(result.name)
    if share is None:
        return Drawn(state="waiting", sentence=f"{waits(before)}.")
    return Drawn(state="drawing", sentence=_far(share, frames), share=share or None)


def _far(share: float, frames: int | None) -> str:
    """Say how far it is."""
    if not share:
        return "Opening the film."
    if frames:
        return f"Drawing: frame {round(share * frames)} of {frames}."
    return f"Drawing: {percent(share)} done."
