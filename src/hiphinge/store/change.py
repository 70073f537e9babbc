"""Whether a measure changed from an athlete's early sets to the late ones, or cannot be told to.

The days are cut into thirds (halves, where there are fewer than six): the first are held against
the last. All days of a side count alike; within a day all repetitions do. Three things make the
mean of a side unsure:

* what differs between repetitions: it shrinks with the root of their number, over all sets;
* what setting up the phone shifts: all sets of one day share it, so it shrinks with the root of the
  number of days alone. It is that of `SETUP_SD`, or the doubt that the clips themselves have where
  that is larger, as of legs that a plate hides;
* what the athlete is from day to day: where the days of a side lie farther apart than both
  explain, their own scatter counts.

When a change is told is the notion of all pages, `report.compare.difference`: 95 % for all
measures that are looked at together, and, besides, either both sides have five repetitions or it is
larger than ten degrees (science H.2), or as much in another unit. Of one set on each side it is the
same as the comparison of these two.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from statistics import NormalDist, fmean
from typing import TYPE_CHECKING, Final, Literal

from hiphinge.report.compare.difference import least_told, setup_sd

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hiphinge.store.trends import Point

THIRDS_FROM: Final = 6
"""From so many days on the first third is held against the last: of a steady change, that is found
soonest. Of fewer days, halves keep more of them."""
DAYS_LEAST: Final = 2


@dataclass(frozen=True, slots=True)
class Side:
    """The early or the late sets together.

    Attributes
    ----------
    first, last : str
        Days from and to.
    days, sets, reps : int
    value, sd : float
        Mean over the days, and its standard deviation for a comparison with the same lifter's
        other days: what is constant in this body cancels there.
    load_kg : float or None
        Mean load of the sets; None where one is not known.
    """

    first: str
    last: str
    days: int
    sets: int
    reps: int
    value: float
    sd: float
    load_kg: float | None


@dataclass(frozen=True, slots=True)
class Change:
    """From the early sets to the late ones.

    Attributes
    ----------
    verdict : {"more", "less", "no_change"}
        ``no_change`` says only that none could be told.
    value, sd : float
        Late minus early, with its standard deviation, in the measure's unit.
    least : float
        The least change that would have been told.
    probability : float
        That the true change has the same sign.
    early, late : Side
    """

    verdict: Literal["more", "less", "no_change"]
    value: float
    sd: float
    least: float
    probability: float
    early: Side
    late: Side

    @property
    def sds(self) -> float:
        """How many of its standard deviations it is, without its sign."""
        return abs(self.value) / self.sd if self.sd > 0 else math.inf


def change(points: Sequence[Point], among: int = 1) -> Change | None:
    """Hold the early sets of a course against the late ones.

    Parameters
    ----------
    points : sequence of Point
        One measure of one exercise.
    among : int
        How many measures are looked at together, this one among them.

    Returns
    -------
    Change or None
        None where there are no two days yet.
    """
    by_day: dict[str, list[Point]] = defaultdict(list)
    for point in points:
        by_day[point.day].append(point)
    days = [by_day[day] for day in sorted(by_day)]
    if len(days) < DAYS_LEAST:
        return None
    part = len(days) // (3 if len(days) >= THIRDS_FROM else 2)
    return between(days[:part], days[-part:], among)


def between(
    early: Sequence[Sequence[Point]], late: Sequence[Sequence[Point]], among: int = 1
) -> Change:
    """Hold two groups of days, each with its sets, against each other."""
    level = fmean([point.value for day in (*early, *late) for point in day])
    setup = setup_sd(early[0][0].unit, level)
    scatter = _scatter(early, late)
    first, second = (_side(days, setup, scatter) for days in (early, late))
    value, sd = second.value - first.value, math.hypot(first.sd, second.sd)
    least = least_told(sd, setup, min(first.reps, second.reps), among)
    told = abs(value) > least
    return Change(
        verdict=("more" if value > 0 else "less") if told else "no_change",
        value=value,
        sd=sd,
        least=least,
        probability=NormalDist().cdf(abs(value) / sd) if sd > 0 else 1.0,
        early=first,
        late=second,
    )


def _side(days: Sequence[Sequence[Point]], setup: float, scatter: float) -> Side:
    sets = [point for day in days for point in day]
    means = [_day(day) for day in days]
    own = math.sqrt(sum(sd**2 for _, sd in means)) / len(days)
    shared = math.sqrt(fmean([max(setup, _shared(day)) ** 2 for day in days]) / len(days))
    loads = [point.load_kg for point in sets if point.load_kg is not None]
    return Side(
        first=days[0][0].day,
        last=days[-1][0].day,
        days=len(days),
        sets=len(sets),
        reps=sum(point.reps for point in sets),
        value=fmean([value for value, _ in means]),
        sd=max(math.hypot(own, shared), scatter / math.sqrt(len(days))),
        load_kg=fmean(loads) if len(loads) == len(sets) else None,
    )


def _day(sets: Sequence[Point]) -> tuple[float, float]:
    """Return the mean of a day's sets over their repetitions, and its own doubt."""
    reps = sum(point.reps for point in sets)
    value = sum(point.reps * point.value for point in sets) / reps
    return value, math.sqrt(sum((point.reps * point.own_sd) ** 2 for point in sets)) / reps


def _shared(sets: Sequence[Point]) -> float:
    """Return what is constant in the clips of a day: their whole doubt without their own."""
    return math.sqrt(fmean([max(point.sd**2 - point.own_sd**2, 0.0) for point in sets]))


def _scatter(*sides: Sequence[Sequence[Point]]) -> float:
    """Return how far the days of a side lie apart (1 sd); 0 where each side is one day."""
    freedom = sum(len(days) - 1 for days in sides)
    if freedom == 0:
        return 0.0
    squares = 0.0
    for days in sides:
        means = [_day(day)[0] for day in days]
        squares += sum((value - fmean(means)) ** 2 for value in means)
    return math.sqrt(squares / freedom)
