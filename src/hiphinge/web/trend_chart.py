"""The chart of a measure over days, with the load below it: places of everything that is drawn."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from hiphinge.numerals import in_units
from hiphinge.report.signed import unit_of
from hiphinge.store.trend_words import SAID, amount
from hiphinge.web.scale import Scale, Tick, around, day_ticks, days_between
from hiphinge.web.words import day as day_words
from hiphinge.web.words import load

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hiphinge.store.change import Change
    from hiphinge.store.trends import Lifted, Point

LEFT, RIGHT, TOP = 46.0, 14.0, 10.0
"""Margins of the chart [px]; the labels of the values lie in the left one."""
HEIGHT, LOAD_HEIGHT, BETWEEN, BELOW = 210.0, 84.0, 26.0, 26.0
"""Heights of the measure's and the load's field, of what parts them, and of the days' labels."""
LABEL = 62.0
"""Least distance of two days' labels [px]."""
INSIDE = 14.0
"""The first and the last day lie so far inside the edges [px]."""
BESIDE = 5.0
"""Sets of one day lie so far apart [px]."""
WIDTHS = {"small": 328.0, "large": 760.0}
"""For a phone and for a wide screen [px]: letters keep their size on both."""


@dataclass(frozen=True, slots=True)
class Course:
    """What is drawn.

    Attributes
    ----------
    measure : str
        Name of the measure.
    points : sequence of Point
        At least one, in the order of their days.
    change : Change or None
        What was held against what.
    lifted : sequence of Lifted
        All sets with a load.
    units : str
        Of loads.
    """

    measure: str
    points: Sequence[Point]
    change: Change | None
    lifted: Sequence[Lifted]
    units: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One set: its place, the ends of its ±1 sd bar, and what is said of it.

    A load has no doubt of measurement: its heights are all the same.
    """

    x: float
    y: float
    low: float
    high: float
    said: str


@dataclass(frozen=True, slots=True)
class Span:
    """Mean of days that were compared, from the first to the last of them, with its ±1 sd."""

    x1: float
    x2: float
    y: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Panel:
    """One field of the chart with its axis."""

    top: float
    bottom: float
    ticks: list[Tick]
    marks: list[Mark]
    spans: list[Span]


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything that is drawn, in pixels.

    Attributes
    ----------
    name : str
        ``small`` or ``large``.
    width, height, left, right : float
        Of the whole, and the edges of its fields.
    measure : Panel
    load : Panel or None
        None where no load was logged in that time.
    days : list of Tick
    """

    name: str
    width: float
    height: float
    left: float
    right: float
    measure: Panel
    load: Panel | None
    days: list[Tick]


def charts(course: Course) -> list[Chart]:
    """Return the chart for a phone and for a wide screen."""
    return [_chart(name, width, course) for name, width in WIDTHS.items()]


def _chart(name: str, width: float, course: Course) -> Chart:
    days = [one.day for one in course.points]
    along = days_between(days, LEFT + INSIDE, width - RIGHT - INSIDE)
    measure = _measure(course, along)
    load_panel = _loads(course, along)
    return Chart(
        name=name,
        width=width,
        height=(load_panel or measure).bottom + BELOW,
        left=LEFT,
        right=width - RIGHT,
        measure=measure,
        load=load_panel,
        days=day_ticks(days, along, LABEL),
    )


def _measure(course: Course, along: Scale) -> Panel:
    factor, _, sign, _ = SAID[said_in(course.measure)]
    ends = [factor * (one.value + way * one.sd) for one in course.points for way in (-1, 1)]
    up = around(ends, TOP + HEIGHT, TOP)

    def heights(value: float, sd: float) -> tuple[float, float, float]:
        return up(factor * value), up(factor * (value - sd)), up(factor * (value + sd))

    places = _places([one.day for one in course.points], along)
    marks = [
        Mark(x, *heights(one.value, one.sd), _said(course, one))
        for x, one in zip(places, course.points, strict=True)
    ]
    sides = (course.change.early, course.change.late) if course.change else ()
    spans = [
        Span(
            along(_number(side.first)) - INSIDE / 2,
            along(_number(side.last)) + INSIDE / 2,
            *heights(side.value, side.sd),
        )
        for side in sides
    ]
    return Panel(TOP, TOP + HEIGHT, up.ticks(sign.strip()), marks, spans)


def _loads(course: Course, along: Scale) -> Panel | None:
    first, last = course.points[0].day, course.points[-1].day
    during = [one for one in course.lifted if first <= one.day <= last]
    if not during:
        return None
    top = TOP + HEIGHT + BETWEEN
    loads = [in_units(one.load_kg, course.units) for one in during]
    up = around(loads, top + LOAD_HEIGHT, top)
    places = _places([one.day for one in during], along)
    marks = []
    for x, one, height in zip(places, during, loads, strict=True):
        y = up(height)
        said = f"{day_words(one.day)}: {load(one.load_kg, course.units)}"
        marks.append(Mark(x, y, y, y, said))
    return Panel(top, top + LOAD_HEIGHT, up.ticks(), marks, [])


def said_in(measure: str) -> str:
    """Return the key of `SAID` for a measure."""
    return "leg" if measure == "hips_back_frac" else unit_of(measure)


def _places(days: Sequence[str], along: Scale) -> list[float]:
    """Return where each set lies: those of one day beside each other."""
    counts = Counter(days)
    met: Counter[str] = Counter()
    places = []
    for day in days:
        beside = met[day] - (counts[day] - 1) / 2
        met[day] += 1
        places.append(round(along(_number(day)) + BESIDE * beside, 1))
    return places


def _said(course: Course, one: Point) -> str:
    told = f"{day_words(one.day)}: {amount(course.measure, one.value, one.sd)}"
    return told if one.load_kg is None else f"{told}, {load(one.load_kg, course.units)}"


def _number(day: str) -> int:
    return date.fromisoformat(day).toordinal()
