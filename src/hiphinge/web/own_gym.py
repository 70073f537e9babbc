"""The bar and plates that an athlete's programme plans with, where they were told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiphinge.errors import UsageError
from hiphinge.numerals import in_units
from hiphinge.store import programmes
from hiphinge.store.course import standing
from hiphinge.training.equipment import equipment
from hiphinge.web.gym import GRAIN, Gym, checked, usual

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from hiphinge.numerals import Units
    from hiphinge.store.tables import Athlete
    from hiphinge.training.model import Profile


def own_gym(session: Session, athlete: Athlete | None, units: str) -> Gym | None:
    """Return what the programme that goes on plans with.

    None where there is no programme, it was told nothing, or in other units.
    """
    programme = None if athlete is None else programmes.current(session, athlete)
    if programme is None:
        return None
    try:
        return gym_told(standing(session, programme).state.profile, units)
    except UsageError:
        return None


def gym_told(profile: Profile, units: str) -> Gym | None:
    """Return the bar and plates that a profile tells of, in its own units; None for none."""
    told = profile.weights
    if profile.units != units or not (told.bars or told.plates):
        return None
    kind = profile.units
    known = usual(kind)
    bars = [told.bars[key] for key in equipment() if key in told.bars]
    plates = tuple((_whole(one, kind), pairs) for one, pairs in told.plates)
    bar = _whole(bars[0], kind) if bars else known.bar
    return checked(Gym(kind, bar, plates or known.plates))


def bars_told(profile: Profile, units: str) -> Mapping[str, float]:
    """Return the weight of each empty bar that was told, in the person's own units."""
    return {key: round(in_units(one, units), 2) for key, one in profile.weights.bars.items()}


def _whole(kilograms: float, units: Units) -> float:
    """Return a weight as the whole number of grains that it was typed as."""
    return round(round(in_units(kilograms, units) / GRAIN) * GRAIN, 2)
