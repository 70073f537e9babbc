"""The small charts of the weeks, one under the other or beside: places of all that is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from hiphinge.web.scale import Scale, Tick
from hiphinge.web.words import day as day_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hiphinge.web.week.weeks import Week

WIDTH, LEFT, RIGHT = 340.0, 42.0, 6.0
"""Width of a chart, and of what stands beside the weeks [units of the picture]."""
TOP, HEIGHT, BELOW = 8.0, 92.0, 22.0
GAP: Final = 4.0
"""Between two bars."""
EVERY: Final = 3
"""Weeks between two dates below."""
ROOM: Final = 1.08
"""The highest value times this is the upper edge."""


@dataclass(frozen=True, slots=True)
class Value:
    """What a week shows in a chart.

    Attributes
    ----------
    at : float
        Where its mark stands.
    low, high : float or None
        Ends of the line through it; None without one.
    beside : float or None
        A second mark; None without one.
    said : str
        In words.
    """

    at: float
    said: str
    low: float | None = None
    high: float | None = None
    beside: float | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """A week's bar; `faint` while the week goes on."""

    x: float
    y: float
    width: float
    height: float
    said: str
    faint: bool


@dataclass(frozen=True, slots=True)
class Dot:
    """A week's dot with the line through it; `low` and `high` are `y` without one."""

    x: float
    y: float
    low: float
    high: float
    said: str


@dataclass(frozen=True, slots=True)
class Band:
    """A band or (of no height) a line across all weeks."""

    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Panel:
    """A chart.

    Attributes
    ----------
    key, title, lately : str
        `lately` says the last weeks in words.
    width, height, left, right, top, bottom : float
    ticks, weeks : list of Tick
        At the two axes.
    bands, bars, dots
    """

    key: str
    title: str
    lately: str
    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    ticks: list[Tick]
    weeks: list[Tick]
    bands: list[Band]
    bars: list[Bar]
    dots: list[Dot]


@dataclass(frozen=True, slots=True)
class Chart:
    """What is to be drawn.

    Attributes
    ----------
    key, title, lately : str
    value : callable
        What a week shows; None for a gap.
    dots : bool
        Whether weeks are dots, not bars.
    most : float or None
        Upper edge; None to take it from the values.
    least : float
        Lower edge.
    bands : tuple of (float, float)
        Bands across all weeks; both ends alike for a line.
    """

    key: str
    title: str
    lately: str
    value: Callable[[Week], Value | None]
    dots: bool = False
    most: float | None = None
    least: float = 0.0
    bands: tuple[tuple[float, float], ...] = ()


def drawn(chart: Chart, weeks: Sequence[Week]) -> Panel | None:
    """Return a chart's places; None where no week shows anything."""
    values = [chart.value(one) for one in weeks]
    known = [one for one in values if one is not None]
    if not known:
        return None
    up = _scale(chart, known)
    column = (WIDTH - LEFT - RIGHT) / len(weeks)
    bars, dots = [], []
    for place, (week, one) in enumerate(zip(weeks, values, strict=True)):
        if one is None:
            continue
        x = LEFT + place * column
        if chart.dots:
            dots.append(_dot(x + column / 2, one, up))
        else:
            y = up(one.at)
            tall = max(round(up.start - y, 1), 1.0)
            box = (round(x + GAP / 2, 1), round(up.start - tall, 1), round(column - GAP, 1), tall)
            bars.append(Bar(*box, one.said, week.so_far))
        if one.beside is not None:
            y = up(one.beside)
            dots.append(Dot(round(x + column / 2, 1), y, y, y, one.said))
    return Panel(
        key=chart.key, title=chart.title, lately=chart.lately,
        width=WIDTH, height=TOP + HEIGHT + BELOW, left=LEFT, right=WIDTH - RIGHT,
        top=TOP, bottom=TOP + HEIGHT,
        ticks=up.ticks(), weeks=_dates(weeks, column),
        bands=[Band(up(high), round(up(low) - up(high), 1)) for low, high in chart.bands],
        bars=bars, dots=dots,
    )  # fmt: skip


def _scale(chart: Chart, known: Sequence[Value]) -> Scale:
    ends = [one.high if one.high is not None else one.at for one in known]
    ends += [one.beside for one in known if one.beside is not None]
    ends += [high for _, high in chart.bands]
    most = chart.most if chart.most is not None else ROOM * max(ends)
    return Scale(chart.least, max(most, chart.least + 1.0), TOP + HEIGHT, TOP)


def _dot(x: float, one: Value, up: Scale) -> Dot:
    low = one.at if one.low is None else max(one.low, up.low)
    high = one.at if one.high is None else one.high
    return Dot(round(x, 1), up(one.at), up(low), up(high), one.said)


def _dates(weeks: Sequence[Week], column: float) -> list[Tick]:
    return [
        Tick(round(LEFT + (place + 0.5) * column, 1), f"{one.monday.day} {one.monday:%b}")
        for place, one in enumerate(weeks)
        if (len(weeks) - 1 - place) % EVERY == 0
    ]


def week_words(week: Week) -> str:
    """Say which week it is."""
    return f"Week from {day_words(week.monday.isoformat())}"
