"""The form of a session: what is asked, and how it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hiphinge.store.limits import DAY, checked_come
from hiphinge.web import words
from hiphinge.web.meanwhile import EditForm
from hiphinge.web.typed import Typed, read

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hiphinge.store.tables import TrainingDay

SAYS: Final[Mapping[str, Callable[[str], str]]] = {"day": words.day}
"""How a field is said where not as it stands."""


class DayForm(EditForm):
    """A session as typed."""

    day: str = ""
    title: str = ""
    note: str = ""

    def read(self) -> Typed:
        """Return what is right of it, and a sentence for what is not."""
        return read(self.texts, {}, {**DAY, "day": _day})


def form_of(day: TrainingDay) -> DayForm:
    """Return the form as it is filled in with what is known."""
    return DayForm(day=day.day, title=day.title, note=day.note)


def _day(value: object) -> str:
    return checked_come(value)
