"""The ladder as a person sees it: what is behind, where they stand, what opens the next rung."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from hiphinge.training.exercises import exercise_named
from hiphinge.training.ladder import place, rung_exercise, rungs_for
from hiphinge.web.programme.cited import Cited, cited, in_units

if TYPE_CHECKING:
    from hiphinge.store.course import Standing
    from hiphinge.training.gate_lines import Line
    from hiphinge.training.gates import GateView

Where = Literal["behind", "here", "next", "later"]
MARKS = {
    "met": ("good", "met"),
    "wanted": ("near", "not there yet"),
    "broken": ("off", "not met"),
    "cannot_tell": ("near", "cannot be told"),
    "unknown": ("none", "unknown"),
}
"""Tone and word of each standing."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing that a gate wants.

    Attributes
    ----------
    title, text : str
    tone, word : str
        How it stands, as a colour and in a word.
    value, most : float or None
        How far it is, where that can be drawn as a part of what is wanted.
    """

    title: str
    text: str
    tone: str
    word: str
    value: float | None = None
    most: float | None = None


@dataclass(frozen=True, slots=True)
class GateShown:
    """The gate of one exercise: its title, what it wants, and the evidence for that."""

    exercise: str
    wanted: tuple[Wanted, ...]
    rests_on: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class RungShown:
    """One rung.

    Attributes
    ----------
    key, title, about : str
    exercise : str
        Title of the exercise by which this person does it.
    where : {"behind", "here", "next", "later"}
    was_open : bool
        Whether it was open before, and is not now.
    """

    key: str
    title: str
    about: str
    exercise: str
    where: Where
    was_open: bool


def rungs_shown(standing: Standing) -> tuple[RungShown, ...]:
    """Return the ladder of a person, the lowest rung first."""
    state = standing.state
    here, highest = place(state.rung), place(state.highest)
    next_key = standing.opening.rung.key if standing.opening else ""
    shown = []
    for rung in rungs_for(state.profile):
        at = place(rung.key)
        where: Where = "behind" if at < here else "here" if at == here else "later"
        if rung.key == next_key:
            where = "next"
        exercise = rung_exercise(rung, state.profile)
        shown.append(
            RungShown(
                key=rung.key,
                title=rung.title,
                about=rung.about,
                exercise=exercise_named(exercise).title if exercise else "",
                where=where,
                was_open=here < at <= highest,
            )
        )
    return tuple(shown)


def gates_shown(standing: Standing, units: str) -> tuple[GateShown, ...]:
    """Return what opens the next rung: the gate of each exercise whose films count for it."""
    return tuple(_gate(one, units) for one in standing.gates)


def _gate(view: GateView, units: str) -> GateShown:
    wanted = tuple(_wanted(one, units) for one in view.lines)
    said = tuple(line.said for line in view.lines)
    sources = {(one.source, one.label): one for one in said}
    return GateShown(exercise_named(view.exercise).title, wanted, cited(sources.values()))


def _wanted(line: Line, units: str) -> Wanted:
    tone, word = MARKS[line.standing]
    known = line.least and line.value is not None
    return Wanted(
        title=line.title,
        text=in_units(line.said.text, units),
        tone=tone,
        word=word,
        value=min(line.value or 0.0, line.limit) if known else None,
        most=line.limit if known else None,
    )
