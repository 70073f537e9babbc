"""Scales of a chart: where a value lies between two edges, and which values are written there."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from hiphinge.numerals import decimal

if TYPE_CHECKING:
    from collections.abc import Sequence

STEPS = (1.0, 2.0, 5.0, 10.0)
"""Round steps between ticks, times a power of ten."""
TICKS_MOST = 5
ROOM = 0.08
"""Part of the range that is left free above and below."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A value that is written at an axis: where [px], and as what."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Scale:
    """From values to places.

    Attributes
    ----------
    low, high : float
        Values at the edges; different.
    start, end : float
        Places of the edges [px].
    """

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Return the place of a value, to a tenth of a pixel."""
        part = (value - self.low) / (self.high - self.low)
        return round(self.start + part * (self.end - self.start), 1)

    def ticks(self, unit: str = "") -> list[Tick]:
        """Return round values between the edges, the unit behind each."""
        step = _step(self.high - self.low)
        places = max(0, -math.floor(math.log10(step) + 1e-9))
        first = math.ceil(self.low / step - 1e-9)
        last = math.floor(self.high / step + 1e-9)
        return [
            Tick(self(count * step), _said(count * step, places) + unit)
            for count in range(first, last + 1)
        ]


def around(values: Sequence[float], start: float, end: float) -> Scale:
    """Return a scale that has all values, with some room; of equal values with room all the same.

    Parameters
    ----------
    values : sequence of float
        At least one.
    start, end : float
        Places of the edges [px].
    """
    low, high = min(values), max(values)
    room = ROOM * (high - low) or ROOM * abs(low) or 1.0
    return Scale(low - room, high + room, start, end)


def days_between(days: Sequence[str], start: float, end: float) -> Scale:
    """Return a scale of calendar days, as their ordinals; one day lies in the middle."""
    numbers = [date.fromisoformat(day).toordinal() for day in days]
    low, high = min(numbers), max(numbers)
    return Scale(low, high, start, end) if high > low else Scale(low - 1, high + 1, start, end)


def day_ticks(days: Sequence[str], scale: Scale, apart: float) -> list[Tick]:
    """Return the days that are written at the axis: the first, the last, others where room is.

    Parameters
    ----------
    days : sequence of str
        In their order.
    scale : Scale
        Of their ordinals.
    apart : float
        Least distance of two labels [px].
    """
    several_years = days[0][:4] != days[-1][:4]

    def tick(day: str) -> Tick:
        when = date.fromisoformat(day)
        year = f" {when:%y}" if several_years else ""
        return Tick(scale(when.toordinal()), f"{when.day} {when:%b}{year}")

    every = [tick(day) for day in dict.fromkeys(days)]
    first, last = every[0], every[-1]
    shown = [first]
    for one in every[1:-1]:
        if one.at - shown[-1].at >= apart and last.at - one.at >= apart:
            shown.append(one)
    return shown if last.at - first.at < apart else [*shown, last]


def _step(span: float) -> float:
    power = 10.0 ** math.floor(math.log10(span / TICKS_MOST))
    return next(step * power for step in STEPS if span / (step * power) <= TICKS_MOST)


def _said(value: float, places: int) -> str:
    return decimal(value, places)
