"""What a coach looks at next with an athlete: one short sentence and where it leads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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


def next_look(
    last: SetLine | None, filmed: SetLine | None, sorest: SetLine | None = None
) -> NextLook:
    """Return what is most worth a look.

    Parameters
    ----------
    last, filmed : SetLine or None
        The athlete's last set, and the last one with a film.
    sorest : SetLine or None
        The set of the last day that hurt most; None where no pain was told: the last set's counts.
    """
    if last is None:
        return NextLook("No set yet: film the first one", "/film")
    sore = sorest or last
    if sore.pain:
        return NextLook(
            f"Pain {sore.pain}/10 was noted on the last day: ask how it is now",
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
