"""Names of the files that a person takes away: made by us, of what was lifted and when."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import quote

from hiphinge.web.exercise_names import title_of

if TYPE_CHECKING:
    from hiphinge.store.tables import LiftSet

NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")
NAMELESS = "set"


def file_name(lift: LiftSet, end: str) -> str:
    """Return a name such as ``romanian-deadlift-2026-11-27-2.html``: exercise, day, place in it.

    Parameters
    ----------
    lift : LiftSet
        With its day and analysis.
    end : str
        What follows, such as ``.html`` or ``-reps.csv``.
    """
    seen = lift.analysis.exercise_seen if lift.analysis else None
    exercise = lift.exercise or seen
    what = plain(title_of(exercise)) if exercise else ""
    return f"{what or NAMELESS}-{lift.training_day.day}-{lift.position}{end}"


def attached(name: str) -> dict[str, str]:
    """Return the header under which a browser keeps an answer as a file of this name."""
    return {"content-disposition": f'attachment; filename="{quote(name)}"'}


def plain(text: str) -> str:
    """Return a text in small letters, digits and dashes."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return NOT_IN_NAMES.sub("-", letters).strip("-")
