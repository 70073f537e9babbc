"""The form of an athlete: what is asked, and how it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hiphinge.numerals import in_units, plain
from hiphinge.store.limits import ATHLETE
from hiphinge.web.meanwhile import EditForm
from hiphinge.web.typed import Typed, load_in, number, read, word_or_none

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hiphinge.store.tables import Athlete

SEXES = {"": "Not said", "female": "Female", "male": "Male", "other": "Other"}
"""What may be chosen."""
UNITS = {"kg": "Kilograms (kg)", "lb": "Pounds (lb)"}


SAYS: Final[Mapping[str, Callable[[str], str]]] = {
    "sex": lambda key: SEXES.get(key, key),
    "units": lambda key: UNITS.get(key, key),
}
"""How a field is said where not as it stands."""
TOGETHER: Final = (("mass_kg", "mass_units"),)
"""Fields that mean something only together."""


class AthleteForm(EditForm):
    """An athlete as typed: texts, `mass_kg` in `mass_units`."""

    name: str = ""
    height_cm: str = ""
    mass_kg: str = ""
    mass_units: str = "kg"
    born_year: str = ""
    sex: str = ""
    units: str = "kg"
    note: str = ""

    def read(self) -> Typed:
        """Return what is right of it, and a sentence for what is not."""
        readers = {
            "height_cm": number,
            "mass_kg": load_in(self.mass_units, ATHLETE["mass_kg"]),
            "born_year": number,
            "sex": word_or_none,
        }
        return read(self.texts, readers, ATHLETE)


def form_of(athlete: Athlete, mass_units: str = "") -> AthleteForm:
    """Return the form as it is filled in with what is known, the mass in units of its own."""
    kilograms = athlete.mass_kg
    mass_units = mass_units if mass_units in UNITS else athlete.units
    mass = None if kilograms is None else in_units(kilograms, mass_units)
    return AthleteForm(
        name=athlete.name,
        height_cm=_text(athlete.height_cm),
        mass_kg=_text(mass),
        mass_units=mass_units,
        born_year=_text(athlete.born_year),
        sex=athlete.sex or "",
        units=athlete.units,
        note=athlete.note,
    )


def _text(value: float | None) -> str:
    return "" if value is None else plain(value)
