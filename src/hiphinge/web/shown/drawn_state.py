"""How far the film is that is drawn on, as its page and the list of all work tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict

from hiphinge.numerals import percent
from hiphinge.web.shown import drawn
from hiphinge.web.shown.drawn import FILM
from hiphinge.web.work_lines import waits

if TYPE_CHECKING:
    from pathlib import Path

    from hiphinge.web.shown.drawer import Drawer

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


def drawn_state(result: Path, drawer: Drawer, frames: int | None) -> Drawn:
    """Return how far the film of a result is.

    Parameters
    ----------
    result : Path
        Its folder.
    drawer : Drawer
    frames : int or None
        Of the film, where they are known.
    """
    wished = drawn.wish_of(result)
    if (film := result / FILM).is_file():
        return Drawn(state="ready", size=film.stat().st_size)
    if wished is None:
        return Drawn()
    before = drawer.before(result.name)
    if before is None and not wished.error and drawn.wish_of(result) != wished:
        return drawn_state(result, drawer, frames)  # it ended while it was looked at
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
