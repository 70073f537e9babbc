"""Where a programme stands, and what it decided."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from hiphinge.training.happening import Form
    from hiphinge.training.model import Profile, Said


@dataclass(frozen=True, slots=True)
class Decision:
    """What the programme decided, and why.

    Attributes
    ----------
    what : str
        ``open`` the next rung, ``hold``, ``back`` a rung or a load, ``up`` or ``down`` in load,
        ``more`` or ``less`` of it, ``wait`` with more for the day after, ``deload``, ``repeat`` a
        week, ``stop``, ``overruled``.
    exercise : str
        What it is about; empty for the whole session.
    why : tuple of Said
        Sentences with their evidence: which sets, what was measured, against what.
    can_overrule : bool
        False only for a stop that asks for a clinician first; a `resume` ends that one.
    """

    what: Literal[
        "open", "hold", "back", "up", "down", "more", "less", "wait", "deload", "repeat", "stop",
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
    in which the load last rose; 0 for never. `lower_s` is how long each lowering takes, where that
    stands for a load that is not there; 0 for no matter [s].
    """

    load_kg: float | None
    reps: int
    sets: int
    held: int = 0
    failed: int = 0
    short: int = 0
    raised: int = 0
    lower_s: int = 0


@dataclass(frozen=True, slots=True)
class Before:
    """Where rung and exercises stood before a training day."""

    rung: str
    works: Mapping[str, Work]


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a training day earned, for when the day after turns out no worse.

    Attributes
    ----------
    day : date
        The training day.
    stood : str
        The rung on which it was earned.
    works : mapping
        Where exercises stand then, by their key.
    rung : str
        That opens then; empty for none.
    decisions : tuple of Decision
        What is decided then.
    """

    day: date
    stood: str
    works: Mapping[str, Work] = field(default_factory=dict)
    rung: str = ""
    decisions: tuple[Decision, ...] = ()


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
    waiting : Waiting or None
        What the last training day earned and does not give yet; None where nothing waits.
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
    waiting: Waiting | None = None
