"""The form of a set: what is asked, and how it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hiphinge.errors import UsageError
from hiphinge.moves.move import implements
from hiphinge.numerals import in_units, plain
from hiphinge.store.limits import SET, TAG, TAGS_MOST, checked_come
from hiphinge.web.athlete_form import UNITS
from hiphinge.web.exercise_names import title_of
from hiphinge.web.meanwhile import EditForm
from hiphinge.web.typed import Typed, load_in, number, read, word_or_none
from hiphinge.web.words import day as day_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from hiphinge.store.tables import LiftSet

HELD = {"": "Not said"} | {name: name.replace("_", " ").capitalize() for name in implements()}
"""What may be held, as a form offers it."""


SAYS: Final[Mapping[str, Callable[[str], str]]] = {
    "exercise": title_of,
    "implement": lambda key: HELD.get(key, key),
    "day": day_words,
}
"""How a field is said where not as it stands."""


class SetForm(EditForm):
    """A set as typed: texts, `load_kg` in the form's `units`, `tags` parted by commas."""

    exercise: str = ""
    implement: str = ""
    load_kg: str = ""
    reps: str = ""
    rpe: str = ""
    pain: str = ""
    note: str = ""
    tags: str = ""
    day: str = ""
    units: str = ""
    """Of the load as the form was shown: the athlete's may have been changed since."""

    def read(self, units: str, load_kg: float | None = None) -> Typed:
        """Return what is right of it, and a sentence for what is not.

        Parameters
        ----------
        units : str
            Of the athlete: ``kg`` or ``lb``.
        load_kg : float or None
            The load that is kept [kg]. It stays to the gram where what is typed reads like it.
        """
        units = self.units if self.units in UNITS else units
        kept = None if load_kg is None else _shown(load_kg, units)

        def read_load(text: str) -> float | None:
            return load_kg if text.strip() == kept else load_in(units)(text)

        readers = {
            "exercise": word_or_none, "implement": word_or_none, "load_kg": read_load,
            "reps": number, "rpe": number, "pain": number, "tags": tag_words, "day": word_or_none,
        }  # fmt: skip
        checks = {**SET, "tags": _tags, "day": _day}
        return read(self.texts, readers, checks)


def form_of(lift: LiftSet, units: str) -> SetForm:
    """Return the form as it is filled in with what is known, but for the day."""
    return SetForm(
        exercise=lift.exercise or "",
        implement=lift.implement or "",
        load_kg="" if lift.load_kg is None else _shown(lift.load_kg, units),
        reps=_text(lift.reps),
        rpe=_text(lift.rpe),
        pain=_text(lift.pain),
        note=lift.note,
        tags=", ".join(tag.word for tag in lift.tags),
        units=units,
    )


def after(sets: Sequence[LiftSet], units: str) -> SetForm:
    """Return the form for the set after those of a session: most often the same once more."""
    if not sets:
        return SetForm()
    last = form_of(sets[-1], units)
    return SetForm(
        exercise=last.exercise, implement=last.implement, load_kg=last.load_kg, reps=last.reps
    )


def tag_words(text: str) -> list[str]:
    """Return tags that were typed in one line, parted by commas."""
    return [word.strip() for word in text.split(",") if word.strip()]


def _tags(value: object) -> list[str]:
    assert isinstance(value, list)  # noqa: S101 (`tag_words` returned it)
    if len(value) > TAGS_MOST:
        raise UsageError(f"A set can have at most {TAGS_MOST} tags.")
    return [TAG(word) for word in value]


def _day(value: object) -> str | None:
    return None if value is None else checked_come(value)


def _shown(load_kg: float, units: str) -> str:
    return plain(in_units(load_kg, units))


def _text(value: float | None) -> str:
    return "" if value is None else plain(value)
