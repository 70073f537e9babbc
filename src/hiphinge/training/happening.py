"""What happened to a programme: sets and days that were done, missed, felt, overruled, swapped.

A programme is a fold: `step(state, event)` for everything that happened, in its order. What is
simulated before it is begun goes through the same step as what is logged.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003 (what is kept of a programme is read by these types)
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from hiphinge.training.model import Prescription


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
    """A training day that was done, wholly or in part.

    `asked` is what was shown to the person on that day; empty where it is what the programme asks
    next. A film that is judged late may change what comes next, but not what was asked.
    """

    day: date
    sets: tuple[SetDone, ...]
    asked: tuple[Prescription, ...] = ()


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
    """The person decides otherwise: another rung or load, no deload, or that a stop ends.

    Also sets, repetitions or rest of an exercise: these hold until they are taken back. `what` is
    ``rung``, ``load``, ``deload``, ``resume``, ``sets``, ``reps`` or ``rest``; `to` the rung's key,
    or as text the load [kg], the sets, repetitions such as ``6-8``, or rest [s]; of the last three
    empty for what the programme says.
    """

    day: date
    what: Literal["rung", "load", "deload", "resume", "sets", "reps", "rest"]
    exercise: str = ""
    to: str = ""


@dataclass(frozen=True, slots=True)
class Swapped:
    """From now on another exercise in the place of one."""

    day: date
    exercise: str
    to: str


@dataclass(frozen=True, slots=True)
class Geared:
    """From now on this is there to train with; the weights are those of `model.Weights`."""

    day: date
    equipment: tuple[str, ...]
    pieces: dict[str, tuple[float, ...]]
    bars: dict[str, float]
    plates: tuple[tuple[float, int | None], ...] = ()


Happening = SessionDone | Missed | NextDay | Overruled | Swapped | Geared
