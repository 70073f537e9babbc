"""Who trains and what is asked: profile, prescription, session.

What happened is in `happening`, where a programme stands in `state`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Goal = Literal["learn", "strength", "muscle", "power", "return"]
Level = Literal["beginner", "intermediate", "advanced"]
Slot = Literal["hinge", "power", "hip_extension", "knee_flexion", "trunk", "carry"]
Progression = Literal["skill", "double", "percent", "effort", "volume"]
Gate = Literal["tight", "normal", "loose"]
Label = Literal["Q", "D", "R", "A"]
"""How sure a statement is: read at its source, derived, our judgement, the article's own words."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence for a person, with where it comes from and how sure that is."""

    text: str
    source: str
    label: Label


@dataclass(frozen=True, slots=True)
class Profile:
    """What a person says before a programme is made.

    Attributes
    ----------
    goal, level : str
        What for, and how practised.
    days : int
        Training days a week, 2 to 4.
    equipment : frozenset of str
        Keys of `equipment.toml`; body weight is always there.
    body_mass_kg : float or None
        For gates that are told as a part of it [kg].
    loads_kg : mapping
        Load that the person knows to manage, by exercise [kg].
    best_kg : mapping
        Best single repetition known, by exercise [kg].
    gate : {"tight", "normal", "loose"}
        How strictly measured form opens the next step: the person's choice.
    rung : str or None
        Where on the ladder to begin; None to take what the level says.
    left_out : frozenset of str
        Exercises the person will not do.
    swaps : mapping
        Exercise to do instead of another, by the other's key.
    units : {"kg", "lb"}
        Of the weights that there are: every load asked can be loaded with them. Loads themselves
        are kilograms everywhere.
    """

    goal: Goal
    level: Level
    days: int
    equipment: frozenset[str]
    body_mass_kg: float | None = None
    loads_kg: Mapping[str, float] = field(default_factory=dict)
    best_kg: Mapping[str, float] = field(default_factory=dict)
    gate: Gate = "normal"
    rung: str | None = None
    left_out: frozenset[str] = frozenset()
    swaps: Mapping[str, str] = field(default_factory=dict)
    units: Literal["kg", "lb"] = "kg"


@dataclass(frozen=True, slots=True)
class Prescription:
    """One exercise of a session, as asked.

    Attributes
    ----------
    exercise : str
        Key of the exercise.
    slot : str
        Its place in the posterior-chain week.
    sets : int
    reps_low, reps_high : int
        Repetitions a set (a side, a step or a breath where `count` says so).
    count : str
        What is counted: ``reps``, ``s`` or ``m``.
    load_kg : float or None
        None where it is body weight, or where the person finds it by effort [kg].
    rpe_low, rpe_high : float or None
        Effort asked, 10 = nothing left; RPE = 10 - repetitions in reserve.
    rest_s : int
        Rest between sets [s].
    progression : str
        Which rule moves it on.
    film : bool
        Whether a film of it decides something.
    why : tuple of Said
        What it is for, and why these numbers.
    stop : str
        When to end the set early.
    """

    exercise: str
    slot: Slot
    sets: int
    reps_low: int
    reps_high: int
    count: str
    load_kg: float | None
    rpe_low: float | None
    rpe_high: float | None
    rest_s: int
    progression: Progression
    film: bool
    why: tuple[Said, ...]
    stop: str


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """What is asked of one training day.

    Attributes
    ----------
    week, day : int
        Counted from 1.
    title : str
    deload : bool
        Whether it is a lighter one.
    prescriptions : tuple of Prescription
    notes : tuple of Said
    """

    week: int
    day: int
    title: str
    deload: bool
    prescriptions: tuple[Prescription, ...]
    notes: tuple[Said, ...] = ()
