"""The form of an athlete: what is asked, and how it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel

from hiphinge.store.limits import ATHLETE
from hiphinge.web.typed import Typed, load_in, number, read, word_or_none
from hiphinge.web.words import KG_PER_LB, plain

if TYPE_CHECKING:
    from hiphinge.store.tables import Athlete

SEXES = {"": "Not said", "female": "Female", "male": "Male", "other": "Other"}
"""What may be chosen."""
UNITS = {"kg": "Kilograms (kg)", "lb": "Pounds (lb)"}


class AthleteForm(BaseModel):
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
            "mass_kg": load_in(self.mass_units),
            "born_year": number,
            "sex": word_or_none,
        }
        return read(self.model_dump(), readers, ATHLETE)


def form_of(athlete: Athlete) -> AthleteForm:
    """Return the form as it is filled in with what is known."""
    in_lb = athlete.units == "lb"
    mass = (
        athlete.mass_kg
        if athlete.mass_kg is None
        else athlete.mass_kg / (KG_PER_LB if in_lb else 1.0)
    )
    return AthleteForm(
        name=athlete.name,
        height_cm=_text(athlete.height_cm),
        mass_kg=_text(mass),
        mass_units=athlete.units,
        born_year=_text(athlete.born_year),
        sex=athlete.sex or "",
        units=athlete.units,
        note=athlete.note,
    )


def _text(value: float | None) -> str:
    return "" if value is None else plain(value)
