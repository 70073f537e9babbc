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
class Weights:
    """The weights that a person says are there; of what nothing is said, every usual step is.

    Attributes
    ----------
    pieces : mapping
        Weight of one piece of each kind that has a fixed one, such as kettlebells, by the key of
        the equipment; of a pair that of one of the two [kg].
    bars : mapping
        Weight of the empty bar, by the key of the equipment [kg].
    plates : tuple of (float, int or None)
        Each plate with how many pairs of it there are, None for any number; the heaviest first
        [kg].
    """

    pieces: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    bars: Mapping[str, float] = field(default_factory=dict)
    plates: tuple[tuple[float, int | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Own:
    """What a person decides themselves of an exercise; None for what the programme says.

    Attributes
    ----------
    sets : int or None
    reps : tuple of (int, int) or None
        Lowest and highest of a set, in what the exercise counts.
    rest_s : int or None
        Between sets [s].
    before : int or None
        Repetitions that were asked when they were chosen: there it goes on when they are taken
        back.
    """

    sets: int | None = None
    reps: tuple[int, int] | None = None
    rest_s: int | None = None
    before: int | None = None


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
    weights : Weights
        Which of them there are, where that was said.
    own : mapping
        Sets, repetitions and rest that the person decides themselves, by exercise.
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
    weights: Weights = field(default_factory=Weights)
    own: Mapping[str, Own] = field(default_factory=dict)


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
    lower_s : int
        How long each lowering takes, where that stands for a load that is not there; 0 for no
        matter [s].
    meant : str
        What the programme would ask for, where sets, repetitions or rest are the person's own
        choice; empty where they are not.
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
    lower_s: int = 0
    meant: str = ""


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
