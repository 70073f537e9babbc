"""What a person said at the beginning of a programme, as JSON keeps it."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from hiphinge.errors import UsageError
from hiphinge.training.model import Gate, Goal, Level, Own, Profile, Weights

if TYPE_CHECKING:
    from hiphinge.store.tables import Programme

Kilograms = Annotated[float, Field(ge=0, le=1000, allow_inf_nan=False)]
Count = Annotated[int, Field(ge=0, le=10_000)]
KINDS_MOST = 60
"""Weights of one kind that are kept: more stand in no room."""


class _Weights(BaseModel):
    model_config = ConfigDict(extra="forbid")

    pieces: dict[str, Annotated[tuple[Kilograms, ...], Field(max_length=KINDS_MOST)]] = Field(
        default_factory=dict
    )
    bars: dict[str, Kilograms] = Field(default_factory=dict)
    plates: Annotated[tuple[tuple[Kilograms, Count | None], ...], Field(max_length=KINDS_MOST)] = ()


class _Own(BaseModel):
    model_config = ConfigDict(extra="forbid")

    sets: Count | None = None
    reps: tuple[Count, Count] | None = None
    rest_s: Count | None = None
    before: Count | None = None


class _Kept(BaseModel):
    """The JSON of a profile; what it names is checked by the training itself."""

    model_config = ConfigDict(extra="forbid")

    goal: Goal
    level: Level
    days: Annotated[int, Field(ge=1, le=7)]
    equipment: frozenset[str]
    body_mass_kg: Kilograms | None = None
    loads_kg: dict[str, Kilograms] = Field(default_factory=dict)
    best_kg: dict[str, Kilograms] = Field(default_factory=dict)
    gate: Gate = "normal"
    rung: str | None = None
    left_out: frozenset[str] = frozenset()
    swaps: dict[str, str] = Field(default_factory=dict)
    units: Literal["kg", "lb"] = "kg"
    weights: _Weights = Field(default_factory=_Weights)
    own: dict[str, _Own] = Field(default_factory=dict)


def profile_json(profile: Profile) -> dict[str, Any]:
    """Return a profile as JSON keeps it, each list in order."""
    return {
        name: sorted(value) if isinstance(value, frozenset) else value
        for name, value in asdict(profile).items()
    }


def profile_of(programme: Programme) -> Profile:
    """Return what the person said when a programme was begun.

    Raises
    ------
    UsageError
        When what is kept of it cannot be read.
    """
    return read_profile(programme.profile)


def read_profile(kept: object) -> Profile:
    """Return the profile of its JSON.

    Raises
    ------
    UsageError
        When it is none.
    """
    try:
        read = _Kept.model_validate(kept)
    except ValidationError as error:
        raise UsageError(
            "What was said at the beginning of this programme cannot be read: end it, and begin a "
            "new one. What was trained stays."
        ) from error
    kept_as = {name: getattr(read, name) for name in _Kept.model_fields}
    kept_as["weights"] = Weights(**dict(read.weights))
    kept_as["own"] = {key: Own(**dict(one)) for key, one in read.own.items()}
    return Profile(**kept_as)
