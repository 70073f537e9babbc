"""A small picture of some weeks: the rung as steps, below it the load of the main hinge as bars."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hiphinge.training.ladder import rung_named
from hiphinge.web.programme.titles import rung_title
from hiphinge.web.words import load

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hiphinge.training.simulate import SimWeek

WIDTH, EDGE = 300.0, 4.0
"""Width of the picture, and what is left free on either side [units of the picture]."""
TOP, ROW, GAP, BARS, FOOT = 6.0, 24.0, 30.0, 46.0, 20.0
"""Heights: above, of a rung, between the two parts, of the bars, of the numbers below."""
LIFT = 5.0
"""A name stands so far above its line."""
EVERY = 3
"""Weeks between two numbers."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A text at its place."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, and what it is: ``load``, ``lighter`` or ``missed``."""

    x: float
    y: float
    width: float
    height: float
    kind: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """The picture.

    Attributes
    ----------
    width, height : float
    lines : tuple of float
        Height of each rung's line.
    left, right : float
        Where the lines begin and end.
    steps : str
        Points of the line of the rung.
    boxes : tuple of Box
        What lies behind the line, and the bars.
    marks, rungs : tuple of Mark
        The numbers of the weeks; what stands above the lines and bars.
    said : str
        The same in words.
    """

    width: float
    height: float
    lines: tuple[float, ...]
    left: float
    right: float
    steps: str
    boxes: tuple[Box, ...]
    marks: tuple[Mark, ...]
    rungs: tuple[Mark, ...]
    said: str


def drawn(weeks: Sequence[SimWeek], rungs: Sequence[str], most_kg: float, units: str) -> Drawing:
    """Return the picture of some weeks.

    Parameters
    ----------
    weeks : sequence of SimWeek
    rungs : sequence of str
        Keys of those that the pictures side by side share, the lowest first.
    most_kg : float
        The heaviest load of them [kg].
    units : str
    """
    column = (WIDTH - 2 * EDGE) / max(len(weeks), 1)
    heights = {key: TOP + ROW * (len(rungs) - at) for at, key in enumerate(rungs)}
    floor = TOP + ROW * len(rungs)
    foot = floor + GAP + BARS
    steps, boxes, marks = [], [], []
    for at, one in enumerate(weeks):
        x = EDGE + at * column
        steps += [(x, heights[one.rung]), (x + column, heights[one.rung])]
        if one.missed or one.deload:
            kind = "missed" if one.missed else "lighter"
            boxes.append(Box(_r(x), TOP, _r(column), _r(foot - TOP), kind))
        if one.load_kg and most_kg:
            tall = BARS * one.load_kg / most_kg
            boxes.append(Box(_r(x + 1.5), _r(foot - tall), _r(column - 3), _r(tall), "load"))
        if one.number == 1 or one.number % EVERY == 0:
            marks.append(Mark(_r(x + column / 2), _r(foot + 14), f"{one.number}"))
    names = [Mark(EDGE, _r(y - LIFT), rung_named(key).title) for key, y in heights.items()]
    if most_kg:
        names.append(
            Mark(EDGE, _r(floor + GAP - LIFT), f"Load; as high as this: {load(most_kg, units)}")
        )
    return Drawing(
        width=WIDTH,
        height=_r(foot + FOOT),
        lines=tuple(_r(one) for one in heights.values()),
        left=EDGE,
        right=WIDTH - EDGE,
        steps=" ".join(f"{_r(x)},{_r(y)}" for x, y in steps),
        boxes=tuple(boxes),
        marks=tuple(marks),
        rungs=tuple(names),
        said=_said(weeks, units),
    )


def _said(weeks: Sequence[SimWeek], units: str) -> str:
    """Say the picture: each rung with its weeks, and the load at its beginning and end."""
    parts, before = [], ""
    for one in weeks:
        if one.rung != before:
            parts.append(f"week {one.number}: {rung_title(one.rung)}")
            before = one.rung
    loads = [one.load_kg for one in weeks if one.load_kg is not None]
    told = f"Rung by week: {'; '.join(parts)}."
    if loads:
        told += f" Load of the main hinge from {load(loads[0], units)} to {load(loads[-1], units)}."
    return told


def _r(number: float) -> float:
    return round(number, 1)
