"""When phones said what: it decides what arrives late, so it must be as phones say it."""

from __future__ import annotations

import json
import time
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from hiphinge.store.archive.values import kept
from hiphinge.store.log_layout import checked_choice, checked_number
from hiphinge.store.logbook import AHEAD_MS, FIRST_MS

AHEAD_MOST_MS: Final = AHEAD_MS + 86_400_000
"""A moment may be so far ahead of our clock [ms]: one of next year would win over all that is said
until then."""
NAMES_MOST: Final = 400
"""Fields and choices of one session or set that may have a moment."""


def _moment(ms: int) -> int:
    if ms > time.time() * 1000 + AHEAD_MOST_MS:
        raise ValueError("it was said in the future")
    return ms


def _choices(value: dict[str, Any]) -> dict[str, Any]:
    for name, choice in value.items():
        checked_choice(name, choice)
    checked_number(value)
    return value


Stamp = tuple[
    Annotated[int, Field(ge=FIRST_MS), AfterValidator(_moment)],
    Annotated[int, Field(ge=0, le=2**53)],
    Annotated[str, Field(max_length=100)],
]


class _Log(BaseModel):
    """What is kept beside a session or set; further keys are kept as they are."""

    model_config = ConfigDict(extra="allow", strict=True)

    stamps: Annotated[
        dict[Annotated[str, Field(max_length=60)], Stamp], Field(max_length=NAMES_MOST)
    ] = Field(default_factory=dict)
    choices: Annotated[dict[str, Any], kept(_choices)] = Field(default_factory=dict)


def checked_log(value: dict[str, Any] | None) -> dict[str, Any] | None:
    """Return what phones said, or raise `ValueError`."""
    if value is not None:
        _Log.model_validate_json(json.dumps(value))
    return value
