"""What a person says along with a film when it is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    StrictFloat,
    StrictInt,
    ValidationError,
)

from hiphinge.errors import HingeError, UsageError
from hiphinge.store.limits import SET, TAG, TAGS_MOST, Check, checked_come, checked_uid

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def _kept(check: Check | Callable[[Any], Any]) -> AfterValidator:
    """Return a validator that says what the store's own check says."""

    def validate(value: Any) -> Any:
        try:
            return check(value)
        except HingeError as error:
            raise ValueError(str(error)) from error

    return AfterValidator(validate)


Uid = Annotated[str, _kept(checked_uid)]
Share = Annotated[StrictFloat, Field(ge=0, le=1, allow_inf_nan=False)]
"""Part of something. Here and wherever JSON is taken, true is no 1 and "5" no 5; 5 is 5.0."""


class About(BaseModel):
    """What is said of a film: whose it is, of which day and set, and how to judge it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    athlete: Uid | None = Field(default=None, description="Uid; null for the only one there is.")
    day: Annotated[str, _kept(checked_come)] | None = Field(
        default=None, description="The person's own day; null for the one it was filmed on."
    )
    set: Uid | None = Field(
        default=None, description="Uid of the set that it shows; null for a new one."
    )
    exercise: Annotated[str | None, _kept(SET["exercise"])] = None
    implement: Annotated[str | None, _kept(SET["implement"])] = None
    load_kg: Annotated[StrictFloat | None, _kept(SET["load_kg"])] = None
    reps: Annotated[StrictInt | None, _kept(SET["reps"])] = None
    rpe: Annotated[StrictFloat | None, _kept(SET["rpe"])] = None
    note: Annotated[str, _kept(SET["note"])] = ""
    tags: tuple[Annotated[str, _kept(TAG)], ...] = Field(default=(), max_length=TAGS_MOST)
    fast: StrictBool = Field(default=False, description="Use the faster, less accurate network.")
    strictness: Literal["lenient", "normal", "strict"] = "normal"
    plate_px: Annotated[StrictFloat, Field(gt=0, allow_inf_nan=False)] | None = None
    leave_out: tuple[Annotated[StrictInt, Field(ge=1, le=1000)], ...] = ()
    lifter_at: tuple[Share, Share] | None = Field(
        default=None, description="A point on the lifter, as parts of the picture's size."
    )

    @property
    def set_fields(self) -> dict[str, Any]:
        """What of it belongs to the set."""
        return self.model_dump(
            include={"exercise", "implement", "load_kg", "reps", "rpe", "note"}, exclude_none=True
        )

    @property
    def options(self) -> dict[str, Any]:
        """What of it belongs to the judging, as the table of analyses keeps it."""
        return self.model_dump(
            mode="json",
            include={"fast", "strictness", "plate_px", "leave_out", "lifter_at"},
        )


def about(said: Mapping[str, Any]) -> About:
    """Return what a person said with a film.

    Raises
    ------
    UsageError
        When something of it is unknown or out of its range.
    """
    try:
        return About.model_validate(dict(said))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        why = str(first.get("ctx", {}).get("error", first["msg"]))
        raise UsageError(f"What was said with the film cannot be used ({where}): {why}") from error
