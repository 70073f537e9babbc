"""What every script may be answered."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict


class Refusal(BaseModel):
    """A "no" with its sentence.

    Attributes
    ----------
    error : str
        What happened and what to do, fit to show a person.
    """

    model_config = ConfigDict(extra="forbid")

    error: str


REFUSALS: dict[int | str, dict[str, Any]] = {
    status: {"model": Refusal, "description": words}
    for status, words in {
        400: "It cannot be done as asked.",
        401: "The device is not paired.",
        403: "It came from elsewhere, or without the token.",
        404: "There is no such thing.",
        405: "The address cannot be asked that way.",
        408: "The body did not arrive.",
        409: "It does not fit what is there now.",
        413: "It is too large.",
        507: "The disk has no room.",
        422: "A field is missing or wrong.",
    }.items()
}
"""Refusals that any route may give, for the OpenAPI description."""
