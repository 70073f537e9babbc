"""What happened and what was decided, as a list tells it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hiphinge.training.exercises import exercise_named
from hiphinge.training.happening import Geared, Missed, NextDay, Overruled, SessionDone, Swapped
from hiphinge.training.own import choice_words
from hiphinge.web.programme.choices import Way, ways
from hiphinge.web.programme.cited import Cited, cited
from hiphinge.web.programme.titles import exercise_title, rung_title
from hiphinge.web.words import load, plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hiphinge.store.steps import Step
    from hiphinge.training.happening import Happening
    from hiphinge.training.state import Decision, State

TITLES = {
    "open": ("good", "Next rung open"),
    "up": ("good", "More load"),
    "more": ("good", "More of it"),
    "hold": ("none", "Stays"),
    "less": ("near", "Less of it"),
    "wait": ("none", "Waits for the day after"),
    "down": ("near", "Less load"),
    "back": ("near", "A step back"),
    "deload": ("none", "A lighter week"),
    "repeat": ("none", "The week once more"),
    "stop": ("off", "Stop"),
    "overruled": ("none", "You decided"),
}
"""Tone and title of each decision."""
QUIET = ("hold",)
"""Decisions that change nothing: they are told after the others."""


@dataclass(frozen=True, slots=True)
class Told:
    """One decision.

    Attributes
    ----------
    tone, title, about : str
        `about` names the exercise; empty for the whole session.
    changes : bool
        Whether anything is another way now.
    why : tuple of Cited
    ways : tuple of Way
        How to overrule it; empty where there is nothing to overrule any more.
    """

    tone: str
    title: str
    about: str
    changes: bool
    why: tuple[Cited, ...]
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that happened, with what was decided on it.

    Attributes
    ----------
    day : str
        As ``YYYY-MM-DD``.
    title : str
        What happened.
    day_uid : str
        The session's; empty for none.
    event_uid : str
        By which it can be taken back; empty where that is not possible.
    decisions : tuple of Told
        Those that change something first.
    """

    day: str
    title: str
    day_uid: str
    event_uid: str
    decisions: tuple[Told, ...]


def entries(
    trail: Sequence[Step], first: State, units: str, *, overrule: bool = False
) -> tuple[Entry, ...]:
    """Return what happened, the latest first.

    Parameters
    ----------
    trail : sequence of Step
    first : State
        Where the programme stood before the first of them.
    units : str
    overrule : bool
        Whether it is told how each decision can be overruled.
    """
    now = trail[-1].after if trail else first
    found = []
    for place, step in enumerate(trail):
        before = trail[place - 1].after if place else first
        told = [_told(one, before, now, units, overrule=overrule) for one in step.decisions]
        found.append(
            Entry(
                day=step.row.happening.day.isoformat(),
                title=happened(step.row.happening, units),
                day_uid=step.row.day_uid,
                event_uid=step.row.event_uid,
                decisions=tuple(sorted(told, key=lambda one: not one.changes)),
            )
        )
    return tuple(reversed(found))


def happened(happening: Happening, units: str) -> str:
    """Say what happened."""
    match happening:
        case SessionDone():
            films = sum(one.form is not None for one in happening.sets)
            filmed = f", {films} with a judged film" if films else ", none with a judged film"
            return f"Trained: {plural(len(happening.sets), 'set')}{filmed}"
        case Missed():
            return "Session left out"
        case NextDay():
            rose = ", more than before" if happening.rose else ""
            return f"The day after: pain {happening.pain} of 10{rose}"
        case Swapped():
            one, other = exercise_title(happening.exercise), exercise_title(happening.to)
            return f"From now on {other} in the place of {one}"
        case Geared():
            return "You said what is there to train with"
        case Overruled():
            return f"You decided: {_overruled(happening, units)}"


def _overruled(happening: Overruled, units: str) -> str:
    if happening.what == "rung":
        return f"rung {rung_title(happening.to)}"
    if happening.what == "load":
        told = load(float(happening.to.replace(",", ".")), units)
        return f"{exercise_title(happening.exercise)} with {told}"
    if happening.what in ("sets", "reps", "rest"):
        of = exercise_title(happening.exercise)
        if not happening.to:
            return f"{of} as the programme says again"
        return f"{of} with {choice_words(happening.what, happening.to, happening.exercise)}"
    return "a lighter week or not" if happening.what == "deload" else "to go on after the stop"


def _told(decision: Decision, before: State, now: State, units: str, *, overrule: bool) -> Told:
    tone, title = TITLES[decision.what]
    return Told(
        tone=tone,
        title=title,
        about=exercise_named(decision.exercise).title if decision.exercise else "",
        changes=decision.what not in QUIET,
        why=cited(decision.why, units),
        ways=ways(decision, before, now, units) if overrule else (),
    )
