"""The exercises as data, and which of them a person can do."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Literal

from hiphinge.errors import UsageError
from hiphinge.training.data import STRICT, read_keyed
from hiphinge.training.equipment import equipment, owned
from hiphinge.training.model import Label, Level, Slot  # noqa: TC001 (pydantic needs them)
from hiphinge.training.muscles import muscles

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hiphinge.training.model import Profile

Kind = Literal[
    "drill", "lift", "accessory", "body_curl", "nordic", "start_swing", "swing", "pull", "jump",
    "slam", "hold", "control", "carry",
]  # fmt: skip
"""How an exercise is dosed: the row of `goals.toml` that its sets and repetitions come from."""

SHARES = (1.0, 0.5)
"""What a set counts for a group that it trains directly, and indirectly [sets]."""
LEVELS: tuple[Level, ...] = ("beginner", "intermediate", "advanced")


@dataclass(frozen=True, slots=True)
class Exercise:
    """Everything that is known of an exercise.

    Attributes
    ----------
    key, title : str
    slot : str
        Its place in the posterior-chain week.
    kind : str
        How it is dosed.
    equipment : tuple of frozenset of str
        Alternatives; of each all is needed. Empty for body weight alone.
    muscles : mapping
        1 for a group that it trains directly, 0.5 indirectly.
    count : {"reps", "s", "m"}
    how, why : str
        How to do it; what it is for.
    source, label : str
        Where `why` comes from, and how sure it is. How to do it and the muscles are our judgement.
    move : str or None
        The move that a film of it is judged as; None where a film of it is not judged.
    per_side : bool
        Whether what is counted is done with each side.
    loadable : bool
        Whether a load makes it harder; the load is the sum of what both hands hold.
    step_kg : float or None
        The smallest sensible step of load [kg].
    swaps : tuple of str
        What may stand in its place, best first; all of the same slot.
    least_level, most_level : str
        For whom it is: below the first it is not given, above the second only where nothing
        better is there.
    from_rung : str or None
        The rung of the ladder that it waits for, where it is not on the ladder itself.
    returns : bool
        Whether it suits a return after a stop.
    harder : str or None
        Which of the swaps makes the same weight harder; None where none does.
    loaded : mapping
        What practice counts for by group of muscles where it was done with a load; empty where
        it counts for nothing.
    """

    __pydantic_config__ = STRICT

    key: str
    title: str
    slot: Slot
    kind: Kind
    muscles: dict[str, float]
    how: str
    why: str
    source: str
    label: Label
    equipment: tuple[tuple[str, ...], ...] = ((),)
    count: Literal["reps", "s", "m"] = "reps"
    move: str | None = None
    per_side: bool = False
    loadable: bool = False
    step_kg: float | None = None
    swaps: tuple[str, ...] = ()
    least_level: Level = "beginner"
    most_level: Level = "advanced"
    from_rung: str | None = None
    returns: bool = False
    harder: str | None = None
    loaded: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Hold the muscles to the groups and shares that there are.

        Raises
        ------
        ValueError
            When a group is unknown, or its share is neither direct nor indirect.
        """
        for muscle, share in (*self.muscles.items(), *self.loaded.items()):
            if muscle not in muscles() or share not in SHARES:
                raise ValueError(f"{self.key}: {muscle} = {share} is no group with a share of it")


@cache
def exercises() -> Mapping[str, Exercise]:
    """Return every exercise by its key, within a slot the preferred ones first.

    Raises
    ------
    pydantic.ValidationError
        When the file says something unknown or lacks something.
    """
    return read_keyed("exercises", Exercise)


def exercise_named(key: str) -> Exercise:
    """Return an exercise by its key.

    Raises
    ------
    UsageError
        When there is none.
    """
    found = exercises().get(key)
    if found is None:
        raise UsageError(f"No exercise of the programme is called {key!r}.")
    return found


def alternative(exercise: Exercise, profile: Profile) -> tuple[str, ...] | None:
    """Return the first set of equipment for it that is there; None where none is."""
    there = owned(profile.equipment)
    return next((needs for needs in exercise.equipment if there.issuperset(needs)), None)


def carrier(exercise: Exercise, profile: Profile) -> str | None:
    """Return what carries its load; None for body weight, a band, or what is not there."""
    if not exercise.loadable:
        return None
    needs = alternative(exercise, profile) or ()
    return next((key for key in needs if equipment()[key].load is not None), None)


def suits(exercise: Exercise, profile: Profile) -> bool:
    """Say whether it may be given: equipment there, not left out, right for level and goal.

    What the person put in the place of another is right for them, whatever level and goal say.
    """
    return (
        exercise.key not in profile.left_out
        and alternative(exercise, profile) is not None
        and (is_meant(exercise, profile) or exercise.key in profile.swaps.values())
    )


def is_meant(exercise: Exercise, profile: Profile) -> bool:
    """Say whether it is meant for a person's level and goal."""
    return LEVELS.index(exercise.least_level) <= LEVELS.index(level_of(profile)) and (
        exercise.returns or profile.goal != "return"
    )


def level_of(profile: Profile) -> Level:
    """Return the level that exercises are chosen for: who comes back begins anew."""
    return LEVELS[0] if profile.goal == "return" else profile.level


def instead(key: str, profile: Profile) -> str:
    """Return what the person does in the place of an exercise; itself where nothing else."""
    other = exercises().get(profile.swaps.get(key, ""))
    if other is None or other.slot != exercises()[key].slot or not suits(other, profile):
        return key
    return other.key
