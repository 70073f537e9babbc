"""Some weeks ahead, in four ways that they may go: side by side, drawn, and told in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hiphinge.training.exercises import exercise_named
from hiphinge.training.ladder import place, rung_named
from hiphinge.training.simulate import SCENARIOS, simulate
from hiphinge.web.programme.cited import Cited, cited
from hiphinge.web.programme.drawing import Drawing, drawn
from hiphinge.web.programme.titles import exercise_title, rung_title
from hiphinge.web.programme.trail_view import TITLES
from hiphinge.web.words import load, plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hiphinge.training.made_up import Scenario
    from hiphinge.training.model import Profile
    from hiphinge.training.simulate import SimWeek

NAMES: dict[Scenario, tuple[str, str]] = {
    "all_well": ("All goes well", "Every session is trained and filmed, and every film passes."),
    "some_reps_fail": (
        "Some repetitions fail",
        "Every session is trained and filmed; in some films several repetitions are not green.",
    ),
    "missed_week": ("A week is missed", "As when all goes well, but one week falls out wholly."),
    "never_filmed": ("Never filmed", "Every session is trained, and none is filmed."),
}
"""Title of each way it may go, and what is taken for given in it."""
TOLD = ("open", "back", "deload", "repeat", "stop", "down", "less")
"""Decisions that are told one by one; rises of load and repetitions are counted."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One week of one way: the rung, the main hinge, its load, and what is special."""

    rung: str
    exercise: str
    load: str
    special: str


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision of a week, in words."""

    week: int
    title: str
    why: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """One way that the weeks may go.

    Attributes
    ----------
    key, title, about : str
    cells : tuple of Cell
        Week by week.
    ends : str
        How it ends, in a sentence.
    decided : tuple of Decided
    drawing : Drawing
    """

    key: str
    title: str
    about: str
    cells: tuple[Cell, ...]
    ends: str
    decided: tuple[Decided, ...]
    drawing: Drawing


def projected(profile: Profile, units: str) -> tuple[Course, ...]:
    """Return what the rules make of the coming weeks.

    Parameters
    ----------
    profile : Profile
    units : str
        Of loads: ``kg`` or ``lb``.

    Raises
    ------
    UsageError
        When the profile cannot be trained by.
    """
    weeks = {name: simulate(profile, name) for name in SCENARIOS}
    rungs = sorted({one.rung for of in weeks.values() for one in of}, key=place)
    most = max((one.load_kg or 0.0 for of in weeks.values() for one in of), default=0.0)
    return tuple(
        Course(
            key=name,
            title=NAMES[name][0],
            about=NAMES[name][1],
            cells=tuple(_cell(one, units) for one in of),
            ends=_ends(of, units),
            decided=_decided(of, units),
            drawing=drawn(of, rungs, most, units),
        )
        for name, of in weeks.items()
    )


def _cell(one: SimWeek, units: str) -> Cell:
    special = "missed" if one.missed else "lighter week" if one.deload else ""
    return Cell(
        rung=rung_named(one.rung).title,
        exercise=exercise_named(one.exercise).title if one.exercise else "",
        load="" if one.load_kg is None else load(one.load_kg, units),
        special=special,
    )


def _ends(weeks: Sequence[SimWeek], units: str) -> str:
    last = weeks[-1]
    opened = sum(one.what == "open" for week in weeks for one in week.decisions)
    rises = sum(one.what == "up" for week in weeks for one in week.decisions)
    told = f"After {plural(len(weeks), 'week')}: on the rung {rung_title(last.rung)}"
    if last.load_kg is not None and last.exercise:
        told += f", {exercise_title(last.exercise)} with {load(last.load_kg, units)}"
    opens = plural(opened, "rung") if opened else "no rung"
    rose = f"loads rose {_times(rises)}" if rises else "no load rose"
    return f"{told}. On the way {opens} opened, and {rose}."


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _decided(weeks: Sequence[SimWeek], units: str) -> tuple[Decided, ...]:
    return tuple(
        Decided(one.number, TITLES[decision.what][1], cited(decision.why, units))
        for one in weeks
        for decision in one.decisions
        if decision.what in TOLD
    )
