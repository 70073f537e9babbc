"""What is asked for each goal and level: the shape of the week, and doses by kind of exercise."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from hiphinge.training.data import STRICT, read
from hiphinge.training.exercises import LEVELS
from hiphinge.training.model import Goal, Label, Level, Progression, Said

if TYPE_CHECKING:
    from collections.abc import Mapping

Span = tuple[float, float]
Week = tuple[tuple[str, ...], ...]
"""For each training day what it holds, in its order; see `goals.toml`."""


@dataclass(frozen=True, slots=True)
class Dose:
    """What is asked of one kind of exercise.

    Attributes
    ----------
    kinds : tuple of str
        Kinds of exercise; of hinges ``lift`` for the main one, ``second``, or ``learning``.
    sets : tuple of int
        For beginner, intermediate and advanced.
    most_sets : int
        That it may grow to.
    reps : tuple of int
        Lowest and highest of a set (seconds or metres where that is counted).
    rpe, part : tuple of float or None
        Effort; part of the best single repetition.
    known : float
        Part to begin with of a load that the person says to manage.
    rest_s : int
        Between sets [s].
    days_most : int or None
        Days of a week that it may come on.
    week_least, week_most : int or None
        Repetitions a week that are meant, counted low and high.
    text, stop, source, label : str
        Why these numbers, when to end a set early, and the evidence for the numbers.
    """

    __pydantic_config__ = STRICT

    kinds: tuple[str, ...]
    sets: tuple[int, int, int]
    most_sets: int
    reps: tuple[int, int]
    rest_s: int
    progression: Progression
    text: str
    stop: str
    source: str
    label: Label
    rpe: Span | None = None
    part: Span | None = None
    known: float = 1.0
    days_most: int | None = None
    week_least: int | None = None
    week_most: int | None = None
    goals: tuple[Goal, ...] = ("learn", "strength", "muscle", "power", "return")
    levels: tuple[Level, ...] = LEVELS

    def said(self) -> Said:
        """Return why these numbers."""
        return Said(self.text, self.source, self.label)


@dataclass(frozen=True, slots=True)
class Heavy:
    """What counts as a heavy hinge, and how far apart two of them are."""

    __pydantic_config__ = STRICT

    over: float
    hours: int
    most: int
    text: str
    source: str
    label: Label


@dataclass(frozen=True, slots=True)
class Fill:
    """What a day with few exercises gets: `least` of them, at which places of the week."""

    __pydantic_config__ = STRICT

    least: int
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scheme:
    """Everything that is asked for a goal at a level.

    Attributes
    ----------
    goal, level : str
    title, about : str
    band : tuple of float
        Hard sets a week for each hinge-side group of muscles, lowest and highest.
    band_said : Said
    first : str
        Key of the rung that it begins on.
    top : str or None
        Key of the highest rung that it asks for; None for the whole ladder.
    sets_as : str
        The level that the number of sets is taken from.
    weeks : mapping
        The week's shape by the number of training days.
    doses : mapping
        Dose by kind.
    heavy : Heavy
    said : Said
        What the goal's plan rests on.
    """

    goal: Goal
    level: Level
    title: str
    about: str
    band: Span
    band_said: Said
    first: str
    top: str | None
    sets_as: Level
    weeks: Mapping[int, Week]
    doses: Mapping[str, Dose]
    heavy: Heavy
    said: Said

    def sets(self, kind: str) -> int:
        """Return how many sets of a kind are asked to begin with."""
        return self.begun(self.doses[kind])

    def begun(self, dose: Dose) -> int:
        """Return how many sets a dose asks for to begin with."""
        return dose.sets[LEVELS.index(self.sets_as)]


@dataclass(frozen=True, slots=True)
class _Band:
    __pydantic_config__ = STRICT

    beginner: Span
    intermediate: Span
    advanced: Span
    text: str
    source: str
    label: Label


@dataclass(frozen=True, slots=True)
class _Goal:
    __pydantic_config__ = STRICT

    title: str
    about: str
    source: str
    label: Label
    first: dict[Level, str]
    week: dict[int, Week]
    band_as: Level | None = None
    top: str | None = None


@dataclass(frozen=True, slots=True)
class _File:
    __pydantic_config__ = STRICT

    band: _Band
    heavy: Heavy
    fill: Fill
    spread: dict[int, tuple[int, ...]]
    goal: dict[Goal, _Goal]
    dose: tuple[Dose, ...]


@cache
def _file() -> _File:
    return read("goals", _File)


def titles() -> Mapping[Goal, tuple[str, str]]:
    """Return each goal's title and what it is about."""
    return {goal: (row.title, row.about) for goal, row in _file().goal.items()}


def weekdays(days: int) -> tuple[int, ...]:
    """Return the weekdays of that many training days, the first of them 1."""
    return _file().spread[days]


def fill() -> Fill:
    """Return what a training day gets that would hold too little to come for."""
    return _file().fill


@cache
def scheme(goal: Goal, level: Level) -> Scheme:
    """Return what is asked for a goal at a level."""
    file = _file()
    row = file.goal[goal]
    band = file.band
    doses: dict[str, Dose] = {}
    for dose in file.dose:
        if goal in dose.goals and level in dose.levels:
            for kind in dose.kinds:
                doses.setdefault(kind, dose)
    return Scheme(
        goal=goal,
        level=level,
        title=row.title,
        about=row.about,
        band=getattr(band, row.band_as or level),
        band_said=Said(band.text, band.source, band.label),
        first=row.first[level],
        top=row.top,
        sets_as=row.band_as or level,
        weeks=row.week,
        doses=doses,
        heavy=file.heavy,
        said=Said(row.about, row.source, row.label),
    )
