"""What the values of an archive's rows may be: they come from anybody, and end up in the tables."""

from __future__ import annotations

import math
import re
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, Final

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from hiphinge.errors import HingeError
from hiphinge.store.limits import checked_day, checked_uid

if TYPE_CHECKING:
    from collections.abc import Callable

NODES_MOST: Final = 50_000
"""Values in one tree of JSON; the plan of a session has some hundreds."""
DEPTH_MOST: Final = 20
TEXT_MOST: Final = 20_000
"""Characters of one text in it."""
WHOLE_MOST: Final = 2**53
"""Larger whole numbers are no longer exact in JSON elsewhere."""
MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z")
NODE: Final = (str, bool, int, float, type(None))


class Row(BaseModel):
    """A row of an archive: strict about types, closed to what it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


def kept(check: Callable[[Any], Any]) -> AfterValidator:
    """Return a validator that asks for what the store itself asks for."""

    def validate(value: Any) -> Any:
        try:
            return check(value)
        except HingeError as error:
            raise ValueError(str(error)) from error

    return AfterValidator(validate)


def _moment(value: str) -> str:
    if not MOMENT.fullmatch(value):
        raise ValueError("a moment is written as 2026-11-27T19:22:48.123Z")
    datetime.fromisoformat(value)
    return value


def _tree(value: Any) -> Any:
    """Return a tree of JSON that no page stumbles over, or raise."""
    left = [(value, 0)]
    count = 0
    while left:
        one, depth = left.pop()
        count += 1
        if depth > DEPTH_MOST or count > NODES_MOST:
            raise ValueError("there is too much in it")
        if isinstance(one, dict):
            left += [(key, depth + 1) for key in one]
            left += [(inner, depth + 1) for inner in one.values()]
        elif isinstance(one, list):
            left += [(inner, depth + 1) for inner in one]
        elif not isinstance(one, NODE):
            raise ValueError("it holds what JSON does not know")
        elif isinstance(one, str) and len(one) > TEXT_MOST:
            raise ValueError("a text in it is too long")
        elif isinstance(one, int | float) and not (math.isfinite(one) and abs(one) <= WHOLE_MOST):
            raise ValueError("a number in it is too large")
    return value


Uid = Annotated[str, kept(checked_uid)]
Day = Annotated[str, kept(checked_day)]
Moment = Annotated[str, Field(max_length=40), AfterValidator(_moment)]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Tree = Annotated[dict[str, Any], AfterValidator(_tree)]
Part = Annotated[float, Field(ge=0, le=1)]
RepNumber = Annotated[int, Field(ge=1, le=1000)]
Line = Annotated[str, Field(max_length=1000)]
Seconds = Annotated[float, Field(ge=0, le=1e6)]
