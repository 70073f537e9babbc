"""What is there to train with, as somebody would type it: also in the other units than it was told.

Who changes from pounds to kilograms still has the same bells and plates. They stand in the form in
the units of who lifts, none is left out, and there and back again each is the size that it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from hiphinge.numerals import in_units, kg_of, lb_of, plain
from hiphinge.training.equipment import usual_plates
from hiphinge.training.rack import GRAIN

if TYPE_CHECKING:
    from hiphinge.numerals import Units
    from hiphinge.training.model import Profile

SIZES: Final = {"kg": 0.25, "lb": 0.5}
"""Bells and plates are made in whole multiples of this, by unit."""
STEP: Final = 0.1
"""A bell of the other unit is told to so much: 16 kg are 35.3 lb. Plates are, as bars, to `GRAIN`,
for they are added up."""


def typed_of(profile: Profile, units: str) -> dict[str, Any]:
    """Return the form's fields as somebody would have typed what is there.

    Parameters
    ----------
    profile : Profile
    units : str
        Of the form: ``kg`` or ``lb``.
    """
    told = profile.weights
    foreign = profile.units != units

    def typed(kilograms: float, step: float) -> str:
        told_in = in_units(kilograms, units)
        return plain(_nearest(told_in, units, step) if foreign else told_in)

    kind: Units = "lb" if units == "lb" else "kg"
    weigh = {
        key: " ".join(dict.fromkeys(typed(one, STEP) for one in some))
        for key, some in told.pieces.items()
    }
    weigh |= {key: typed(one, GRAIN) for key, one in told.bars.items()}
    plates = {typed(one, GRAIN): pairs for one, pairs in told.plates}
    usual = [plain(one) for one in usual_plates(kind)]
    every = sorted({*usual, *plates}, key=float, reverse=True)
    pairs = {one: _pairs(plates.get(one, 0)) if plates else "" for one in every}
    return {
        "equipment": sorted(profile.equipment),
        "told_in": profile.units if foreign and _weighs(profile) else "",
        "weigh_of": list(weigh), "weigh": list(weigh.values()),
        "plate_of": list(pairs), "pairs": list(pairs.values()),
    }  # fmt: skip


def _nearest(weight: float, units: str, step: float) -> float:
    """Return a weight of the other unit in these: the size that is made, where it may be one.

    Half a step of the other unit is what it may be off, if it was brought there from these.
    """
    near = lb_of(step / 2) if units == "lb" else kg_of(step / 2)
    made = round(weight / SIZES[units]) * SIZES[units]
    if made > 0 and abs(weight - made) <= near:
        return made
    return round(weight / step) * step


def _pairs(pairs: int | None) -> str:
    return "" if pairs is None else f"{pairs}"


def _weighs(profile: Profile) -> bool:
    """Say whether any weight was told of what is there."""
    told = profile.weights
    return bool(told.pieces or told.bars or told.plates)
