"""What is known of an athlete that may need the coach."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hiphinge.store.overview import LastFilm
    from hiphinge.store.refused import Refused


@dataclass(frozen=True, slots=True)
class Drift:
    """A measure that moved away from its zone and is out of it now.

    Attributes
    ----------
    exercise, measure : str
        Their keys.
    title, name : str
        What the exercise and the measure are called.
    size, sd, least : float
        The change without its sign, its standard deviation, and the least that is told of it alone.
    """

    exercise: str
    title: str
    measure: str
    name: str
    size: float
    sd: float
    least: float


@dataclass(frozen=True, slots=True)
class Look:
    """What programme and trends of an athlete tell; it takes a while to find out.

    Attributes
    ----------
    stopped : bool
        Whether the programme has stopped all training.
    after : int or None
        Pain on the day after the last session, 0 to 10; None where nobody said.
    rose : bool
        Whether it was more than before.
    back, held : str
        The exercise that form took back in the last session, and the one whose gate it holds; empty
        for none.
    drifts : tuple of Drift
    measures : int
        How many measures of this athlete were looked at.
    """

    stopped: bool = False
    after: int | None = None
    rose: bool = False
    back: str = ""
    held: str = ""
    drifts: tuple[Drift, ...] = ()
    measures: int = 0


@dataclass(frozen=True, slots=True)
class Signs:
    """Everything that is known of an athlete.

    Attributes
    ----------
    uid : str
    last_day : str or None
        Of the last session; None before the first.
    pain : int or None
        The worst of that day, 0 to 10; None where nobody said.
    pain_day_uid : str
        The session of it.
    films : tuple of LastFilm
        Of the last filmed day.
    refused : tuple of Refused
        Films that were not taken in, and that no good one has followed.
    look : Look
    """

    uid: str
    last_day: str | None = None
    pain: int | None = None
    pain_day_uid: str = ""
    films: tuple[LastFilm, ...] = ()
    refused: tuple[Refused, ...] = ()
    look: Look = Look()
