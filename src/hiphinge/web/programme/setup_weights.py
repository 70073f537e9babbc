"""Which weights are there: as they are asked for, typed, and told again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hiphinge.errors import UsageError
from hiphinge.numerals import in_units, kg_of, load, plain
from hiphinge.training.equipment import equipment, usual_plates
from hiphinge.training.model import Weights
from hiphinge.training.rack import GRAIN, PAIRS_MOST
from hiphinge.web.gym import PLATES_MOST
from hiphinge.web.programme.setup_words import equipment_groups
from hiphinge.web.typed import number

if TYPE_CHECKING:
    from hiphinge.numerals import Units
    from hiphinge.web.programme.setup_form import SetupForm

ONE = re.compile(r"(\d{1,4}(?:\.\d{1,2}|,(?:5|25|50|75)(?!\d))?)\s*(kg|lbs?)?", re.IGNORECASE)
"""A weight with its unit; a comma is a decimal one only before what weights end in."""
LEAST_KG, MOST_KG = 0.25, 250.0
"""What a plate, bell or bar weighs: less is no weight, more no hand holds [kg]."""
KINDS_MOST = 40
"""Weights of one kind."""
FOREIGN_PLACES = 1
"""Decimals of a weight that was typed in the other unit: 16 kg are 35.3 lb."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of one kind of weight.

    Attributes
    ----------
    key : str
        Of the equipment.
    label, usual : str
        What is asked; what holds where nothing is said.
    typed : str
    """

    key: str
    label: str
    usual: str
    typed: str


def gear_offered(form: SetupForm, units: str) -> dict[str, Any]:
    """Return what a page offers that asks what is there."""
    return {
        "groups": equipment_groups(),
        "which": asked_of(form, units),
        "plates": plate_rows(form, units),
        "bars": [key for key, one in equipment().items() if one.load and one.load.bar],
    }


def asked_of(form: SetupForm, units: str) -> dict[str, Asked]:
    """Return what is asked of each kind of weight, by the key of the equipment."""
    found = {}
    for key, item in equipment().items():
        if item.load is None or not (item.load.bar or item.load.pieces):
            continue
        least, step = (
            (item.load.least_lb, item.load.step_lb)
            if units == "lb"
            else (item.load.least_kg, item.load.step_kg)
        )
        if item.load.bar:
            label, usual = f"The empty bar, in {units}", plain(least)
        elif item.load.pieces > 1:
            label, usual = (
                f"Which pairs: one of the two, in {units}",
                f"every {plain(step / 2)} {units}",
            )
        else:
            label, usual = f"Which, in {units}", f"every {plain(step)} {units}"
        found[key] = Asked(key, label, usual, form.typed_weights.get(key, ""))
    return found


def plate_rows(form: SetupForm, units: str) -> tuple[tuple[str, str], ...]:
    """Return the usual plates, and those that are there besides, with the pairs that were typed."""
    kind: Units = "lb" if units == "lb" else "kg"
    typed = form.typed_plates
    every = {plain(one): one for one in usual_plates(kind)}
    every |= {text: told for text in typed if (told := _plate(text)) is not None}
    return tuple(
        (text, typed.get(text, ""))
        for text in sorted(every, key=lambda text: every[text], reverse=True)
    )


def _plate(text: str) -> float | None:
    """Return the weight that a row of the form is for; None where that is none."""
    try:
        return number(text)
    except UsageError:
        return None


def weights_of(form: SetupForm, units: str) -> Weights:
    """Return the weights that were typed, of what is ticked.

    Raises
    ------
    UsageError
        When one of them is none.
    """
    pieces: dict[str, tuple[float, ...]] = {}
    bars: dict[str, float] = {}
    for key, text in form.typed_weights.items():
        item = equipment().get(key)
        if item is None or item.load is None or key not in form.equipment or not text.strip():
            continue
        told = _read(text, units, item.title)
        if item.load.bar:
            bars[key] = min(told)
        elif item.load.pieces:
            pieces[key] = tuple(sorted(set(told)))
    bar = any((it := equipment().get(key)) and it.load and it.load.bar for key in form.equipment)
    return Weights(pieces, bars, _plates(form, units) if bar else ())


def weights_words(weights: Weights, units: str) -> tuple[str, ...]:
    """Say which weights there are, kind by kind; nothing where nothing was said."""
    items = equipment()
    said = [
        f"{_capital(items[key].title)}: {', '.join(load(one, units) for one in told)}"
        + (" (each)" if (at := items[key].load) and at.pieces > 1 else "")
        for key, told in weights.pieces.items()
    ]
    said += [
        f"{_capital(items[key].title)}: {load(one, units)} empty"
        for key, one in weights.bars.items()
    ]
    if weights.plates:
        plates = [
            load(one, units)
            + ("" if pairs is None else f" ({pairs} {'pair' if pairs == 1 else 'pairs'})")
            for one, pairs in weights.plates
        ]
        said.append(f"Plates: {', '.join(plates)}")
    return tuple(said)


def _read(text: str, units: str, title: str) -> list[float]:
    """Return weights as they were typed [kg]: in the person's units, or with their own."""
    rest = ONE.sub("", text).strip(" ,;/and&+.\t\r\n")
    found = [
        _kg(float(told[1].replace(",", ".")), (told[2] or units).lower()[:2], units)
        for told in ONE.finditer(text)
    ]
    if rest or not found:
        raise UsageError(
            f"{_capital(title)}: write the weights in digits with a space between them, such as "
            "8 12 16."
        )
    if len(found) > KINDS_MOST:
        raise UsageError(f"{_capital(title)}: at most {KINDS_MOST} weights are reckoned with.")
    for one in found:
        if not LEAST_KG <= one <= MOST_KG:
            raise UsageError(
                f"{_capital(title)}: a weight must be from {load(LEAST_KG, units)} to "
                f"{load(MOST_KG, units)}."
            )
    return found


def _plates(form: SetupForm, units: str) -> tuple[tuple[float, int | None], ...]:
    """Return the plates that there are; nothing where every usual one is, in any number."""
    typed = form.typed_plates
    more = [part for part in form.plates_more.replace(";", " ").split() if part.strip(",")]
    if not more and not any(text.strip() for text in typed.values()):
        return ()
    found: dict[float, int | None] = {}
    for weight, text in typed.items():
        pairs = number(text)
        if pairs is not None and not 0 <= pairs == int(pairs) <= PAIRS_MOST:
            raise UsageError(f"Plates: there can be 0 to {PAIRS_MOST} pairs of {weight} {units}.")
        told = number(weight)
        if told and pairs != 0:
            found[told] = None if pairs is None else int(pairs)
    for part in more:
        told = number(part.strip(","))
        if (
            told is None
            or not 0 < told <= MOST_KG
            or abs(told / GRAIN - round(told / GRAIN)) > GRAIN
        ):
            raise UsageError(
                f"Plates: “{part}” is no plate; write its weight in steps of {GRAIN:g} {units}."
            )
        found[told] = None
    if not found or len(found) > PLATES_MOST:
        raise UsageError(f"Plates: say 1 to {PLATES_MOST} kinds that are there.")
    return tuple(
        (kg_of(one) if units == "lb" else one, found[one]) for one in sorted(found, reverse=True)
    )


def _kg(weight: float, typed_in: str, units: str) -> float:
    """Return a weight in kilograms, as whole in the person's own units as it was typed."""
    kilograms = kg_of(weight) if typed_in == "lb" else weight
    if typed_in == units:
        return kilograms
    own = round(in_units(kilograms, units), FOREIGN_PLACES)
    return kg_of(own) if units == "lb" else own


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
