"""What was asked of a session when it was begun, read back from its row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from hiphinge.errors import UsageError
from hiphinge.training.model import SessionPlan

if TYPE_CHECKING:
    from hiphinge.store.tables import TrainingDay

_PLAN = TypeAdapter(SessionPlan)


def plan_of(day: TrainingDay) -> SessionPlan | None:
    """Return what was asked of a session when it was begun; None where nothing was.

    Raises
    ------
    UsageError
        When what is kept of it cannot be read.
    """
    if day.planned is None:
        return None
    try:
        return _PLAN.validate_python(day.planned)
    except ValidationError as error:
        raise UsageError("What was asked of this session cannot be read.") from error
