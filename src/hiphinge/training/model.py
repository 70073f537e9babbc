"""The words of the programme: who trains, what is asked, what was done, what was decided.

A programme is a fold: `step(state, event)` for everything that happened, in its order. What is
simulated before it is begun goes through the same step as what is logged.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date  # noqa: TC003 (what is kept of a programme is read by these types)
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


@dataclass(frozen=True, slots=True)
class Form:
    """What a film showed of one set.

    Attributes
    ----------
    reps : int
        Repetitions that could be judged for knee, shin and hips.
    green : int
        Those of them in which none of these is surely out of its zone and the movement is the
        one that was meant.
    spine_deg, spine_sd_deg : float or None
        Median change of the back's shape since standing at the bottom [deg]; None where unknown.
    spine_drift_deg, spine_drift_sd_deg : float or None
        Its change from the first to the last repetition [deg].
    knee_drift_deg, knee_drift_sd_deg : float or None
        Change of the knee's bend from the first to the last repetition [deg].
    speed_loss_frac, speed_loss_sd_frac : float or None
        Loss of hip speed from the best to the last repetition, as part of the best.
    what : str
        The first fix in words; empty where there is none.
    unjudged : int
        Repetitions of the film that could not be judged, and are not among `reps`.
    red_run : int
        Most repetitions in a row that were not green.
    """

    reps: int
    green: int
    spine_deg: float | None = None
    spine_sd_deg: float | None = None
    spine_drift_deg: float | None = None
    spine_drift_sd_deg: float | None = None
    knee_drift_deg: float | None = None
    knee_drift_sd_deg: float | None = None
    speed_loss_frac: float | None = None
    speed_loss_sd_frac: float | None = None
    what: str = ""
    unjudged: int = 0
    red_run: int = 0


@dataclass(frozen=True, slots=True)
class SetDone:
    """A set as logged: repetitions (or s, m), load [kg], effort, pain 0-10, and its form if filmed.

    `exercise` may differ from what was asked: the person swapped it that day.
    """

    exercise: str
    reps: int
    load_kg: float | None = None
    rpe: float | None = None
    pain: int | None = None
    form: Form | None = None


@dataclass(frozen=True, slots=True)
class SessionDone:
    """A training day that was done, wholly or in part."""

    day: date
    sets: tuple[SetDone, ...]


@dataclass(frozen=True, slots=True)
class Missed:
    """A training day that was not done."""

    day: date


@dataclass(frozen=True, slots=True)
class NextDay:
    """What the person says on the day after: pain 0-10, and whether it rose."""

    day: date
    pain: int
    rose: bool


@dataclass(frozen=True, slots=True)
class Overruled:
    """The person decides otherwise: another rung, another load, no deload, or that a stop ends.

    `what` is ``rung``, ``load``, ``deload`` or ``resume``; `to` the rung's key, or the load [kg] as
    text, or empty.
    """

    day: date
    what: Literal["rung", "load", "deload", "resume"]
    exercise: str = ""
    to: str = ""


@dataclass(frozen=True, slots=True)
class Swapped:
    """From now on another exercise in the place of one."""

    day: date
    exercise: str
    to: str


Happening = SessionDone | Missed | NextDay | Overruled | Swapped


@dataclass(frozen=True, slots=True)
class Decision:
    """What the programme decided, and why.

    Attributes
    ----------
    what : str
        ``open`` the next rung, ``hold``, ``back`` a rung or a load, ``up`` or ``down`` in load,
        ``more`` or ``less`` of it, ``deload``, ``repeat`` a week, ``stop``, ``overruled``.
    exercise : str
        What it is about; empty for the whole session.
    why : tuple of Said
        Sentences with their evidence: which sets, what was measured, against what.
    can_overrule : bool
        False only for a stop that asks for a clinician first; a `resume` ends that one.
    """

    what: Literal[
        "open", "hold", "back", "up", "down", "more", "less", "deload", "repeat", "stop",
        "overruled",
    ]  # fmt: skip
    exercise: str
    why: tuple[Said, ...]
    can_overrule: bool = True


@dataclass(frozen=True, slots=True)
class Seen:
    """What one training day told of one exercise: the evidence that gates are decided on.

    Attributes
    ----------
    day : date
    form : Form or None
        All its films of that day as one; None where it was not filmed.
    pain : int or None
        The worst of that day, 0 to 10; None where nobody said.
    next_pain : int or None
        On the day after.
    rose : bool or None
        Whether it rose overnight.
    load_kg : float or None
        The lightest load of the sets that were filmed [kg].
    """

    day: date
    form: Form | None = None
    pain: int | None = None
    next_pain: int | None = None
    rose: bool | None = None
    load_kg: float | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """Where one exercise stands: the load [kg], the repetitions and sets asked now.

    `held` counts filmed sessions in a row whose form passed; `failed` those in a row that did not;
    `short` sessions in a row in which the repetitions asked were not all done. `raised` is the week
    in which the load last rose; 0 for never.
    """

    load_kg: float | None
    reps: int
    sets: int
    held: int = 0
    failed: int = 0
    short: int = 0
    raised: int = 0


@dataclass(frozen=True, slots=True)
class Before:
    """Where rung and exercises stood before a training day."""

    rung: str
    works: Mapping[str, Work]


@dataclass(frozen=True, slots=True)
class State:
    """Where a programme stands after all that happened.

    Attributes
    ----------
    profile : Profile
    rung : str
        The hinge's place on the ladder.
    highest : str
        The highest rung ever opened.
    works : mapping
        Where each exercise stands, by its key.
    session : int
        Training days done or missed so far.
    week, day : int
        The training day that comes next, from 1.
    deload : bool
        Whether the week that comes is a lighter one.
    since_deload : int
        Whole weeks since the last lighter one.
    stopped : tuple of Said
        Why training is stopped; empty where it is not.
    last : date or None
        Day of the last training day done.
    decisions : tuple of Decision
        What the last happening led to.
    seen : mapping
        What the latest training days told of each exercise, by its key; the oldest first.
    missed : int
        Days of this week that were missed.
    rested : float
        Part of the loads that was taken off since the last training day, because of a break.
    was : Before or None
        Rung and works before the last training day, to go back to if the day after is worse.
    """

    profile: Profile
    rung: str
    highest: str
    works: Mapping[str, Work]
    session: int = 0
    week: int = 1
    day: int = 1
    deload: bool = False
    since_deload: int = 0
    stopped: tuple[Said, ...] = ()
    last: date | None = None
    decisions: tuple[Decision, ...] = ()
    seen: Mapping[str, tuple[Seen, ...]] = field(default_factory=dict)
    missed: int = 0
    rested: float = 0.0
    was: Before | None = None
