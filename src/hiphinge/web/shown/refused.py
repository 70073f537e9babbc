"""Why a film could not be judged, in the app's own words, and whom its sentence points at."""

from __future__ import annotations

import re
from dataclasses import dataclass

FLAG = re.compile(r",? --lifter-at (?P<at>[\d.]+,[\d.]+)(?: or --lifter-at (?P<or>[\d.]+,[\d.]+))?")
"""Where the command line is told how to point; here a person presses a button."""
SOMEBODY = re.compile(r"; somebody is at (?P<places>[\d.,]+(?: or [\d.,]+)*):")
PLACES = ("on the left", "in the middle", "on the right")


@dataclass(frozen=True, slots=True)
class Pointed:
    """Somebody who was seen.

    Attributes
    ----------
    words : str
        Who that is, such as ``The one on the left``.
    at : (float, float)
        Where, as parts of the picture's width and height from its upper left corner.
    """

    words: str
    at: tuple[float, float]


def in_app(sentence: str) -> str:
    """Return a sentence without what is for the command line only."""
    return FLAG.sub("", sentence)


def seen_in(sentence: str) -> tuple[Pointed, ...]:
    """Return the people whose places a refusal names, from left to right; most name none."""
    flag, somebody = FLAG.search(sentence), SOMEBODY.search(sentence)
    if flag is not None:
        texts = [text for text in flag.groups() if text]
    else:
        texts = somebody["places"].split(" or ") if somebody else []
    places = sorted(_place(text) for text in texts)
    if len(places) == 1:
        return (Pointed("The one who was seen", places[0]),)
    names = (PLACES[0], PLACES[2]) if len(places) == 2 else PLACES  # noqa: PLR2004 (two sides)
    return tuple(Pointed(f"The one {name}", at) for name, at in zip(names, places, strict=False))


def _place(text: str) -> tuple[float, float]:
    x, _, y = text.partition(",")
    return float(x), float(y)
