"""What a coach looks at next with an athlete: one short sentence and where it leads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hiphinge.store.overview import Sore
    from hiphinge.web.set_lines import SetLine


@dataclass(frozen=True, slots=True)
class NextLook:
    """What to look at next.

    Attributes
    ----------
    text : str
    url : str
        Where that is.
    """

    text: str
    url: str


def next_look(sets: int, filmed: SetLine | None, sore: Sore | None) -> NextLook:
    """Return what is most worth a look.

    Parameters
    ----------
    sets : int
        How many the athlete has.
    filmed : SetLine or None
        The last one with a film.
    sore : Sore or None
        The worst pain of the last day; None where nobody said.
    """
    if not sets:
        return NextLook("No set yet: film the first one", "/film")
    if sore is not None and sore.pain:
        return NextLook(
            f"Pain {sore.pain} of 10 was noted on the last day: ask how it is now",
            f"/days/{sore.day_uid}",
        )
    if filmed is None:
        return NextLook("No film yet: film a set to see its form", "/film")
    return NextLook(_of_film(filmed), f"/sets/{filmed.uid}")


def _of_film(filmed: SetLine) -> str:
    if filmed.state == "waiting":
        return "A film waits to be judged"
    if filmed.state != "judged":
        return "The last film was not judged: see why"
    if filmed.tone == "none":
        return "Nothing could be judged in the last film: see why"
    return filmed.fix or "Nothing to fix was found in the last film"
