"""Repetitions that the feet make: both leave the floor, and land."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from hiphinge.reps.hands import OPEN_DEG
from hiphinge.reps.machine import REACH_DEG, TALL_DEG
from hiphinge.reps.rep import Rep
from hiphinge.reps.stay import around, first_where, last_where
from hiphinge.reps.turning import BOTTOM_BAND_DEG

if TYPE_CHECKING:
    from hiphinge.quantities import Floats
    from hiphinge.reps.sample import Sample, Stretch

STOOD_S = (0.2, 0.8)
"""The floor under a toe is its median height between these times before [s]."""
FLOWN = 0.10
"""Both feet fly when both toes are this far above their floor, in leg lengths (8 cm) ..."""
STOOD = 0.05
"""... and both were within this of it a moment before: who climbs up moves one foot at a time."""
HIP_RISE = 0.10
"""... and the hip is this far above where it was then: who only pulls the feet up stays below."""
LEFT = 0.03
"""A toe has left the floor when it is this far above it, in leg lengths (2.5 cm)."""
FLIGHT_MOST_S = 1.0
"""Nobody flies longer than this [s]: a jump of 1.2 m."""
SETTLED_S = (0.35, 0.8)
"""The height on which the feet land is their median between these times after the apex [s]."""
LOADED_MOST_S = 1.6
"""The fold before a jump is looked for in this time before take-off [s]."""
LANDED_S = 0.8
"""The landing's deepest fold comes within this time of it [s]."""
STOOD_UP_DEG = 15.0
"""Who lands stands again within this of straight [deg]."""


@dataclass(frozen=True, slots=True)
class Flight:
    """A moment at which both feet surely fly [s]."""

    low_s: float
    end_s: float
    since_s: float


@dataclass(frozen=True, slots=True)
class Feet:
    """State of the counter: the last second of samples, and until when a flight lasts [s]."""

    recent: tuple[Sample, ...] = ()
    busy_until_s: float = -np.inf
    since_s: float = -np.inf


def step(state: Feet, sample: Sample) -> tuple[Feet, tuple[Flight, ...]]:
    """Take one sample; return the flight that it makes certain, if any."""
    if not np.isfinite(sample.toes).all():
        return state, ()
    early_s = sample.time_s - STOOD_S[1] - STOOD_S[0]
    recent = (*(one for one in state.recent if one.time_s >= early_s), sample)
    state = replace(state, recent=recent)
    if sample.time_s < state.busy_until_s or not _flies(recent):
        return state, ()
    flight = Flight(sample.time_s, sample.time_s, state.since_s)
    return replace(state, busy_until_s=sample.time_s + FLIGHT_MOST_S, since_s=sample.time_s), (
        flight,
    )


def _flies(recent: tuple[Sample, ...]) -> bool:
    now = recent[-1]
    low_s, high_s = now.time_s - STOOD_S[1], now.time_s - STOOD_S[0]
    before = [one for one in recent if low_s <= one.time_s <= high_s]
    if not before:
        return False
    floor = np.median([one.toes for one in before], axis=0)
    up = np.array(now.toes) - floor
    if up.min() < FLOWN or now.hip_up - np.median([one.hip_up for one in before]) < HIP_RISE:
        return False
    left = [one for one in recent if (np.array(one.toes) - floor).max() <= STOOD]
    return bool(left) and now.time_s - left[-1].time_s <= STOOD_S[0] + 0.1


def floor_of(seen: Stretch, moment_s: float) -> Floats:
    """Return the height of the floor under each toe before a moment, in the picture."""
    before = seen.within(moment_s - STOOD_S[1], moment_s - STOOD_S[0])
    return np.asarray(np.nanmedian(seen.toes[before], axis=0))


def take_off_s(seen: Stretch, flight_s: float) -> float:
    """Return when the last toe leaves the floor [s]."""
    up = seen.toes - floor_of(seen, flight_s)
    standing = seen.within(flight_s - STOOD_S[1], flight_s) & (up.min(axis=1) <= LEFT)
    return last_where(seen, standing, flight_s)


def landing_s(seen: Stretch, flight_s: float) -> float:
    """Return when the feet come down on what they land on [s]; NaN where that was not seen."""
    # Ankles, not toes: networks let the toes of a flying foot jump about.
    height = seen.ankles.mean(axis=1)
    air = seen.within(flight_s, flight_s + FLIGHT_MOST_S) & np.isfinite(height)
    if not air.any():
        return float("nan")
    apex = int(np.flatnonzero(air)[np.argmax(height[air])])
    apex_s = float(seen.time_s[apex])
    settled = seen.within(apex_s + SETTLED_S[0], apex_s + SETTLED_S[1]) & np.isfinite(height)
    if not settled.any():
        return float("nan")
    level = float(np.median(height[settled])) + LEFT
    return first_where(seen, seen.within(apex_s, np.inf) & (height <= level), float("nan"))


def rep(seen: Stretch, flight: Flight) -> Rep | None:
    """Return the jump of a flight; None where no fold loaded it, or no landing was seen."""
    left_s, landed_s = take_off_s(seen, flight.low_s), landing_s(seen, flight.low_s)
    known = np.isfinite(seen.closing_deg)
    loading = seen.within(max(left_s - LOADED_MOST_S, flight.since_s), left_s) & known
    if not np.isfinite(landed_s) or not loading.any():
        return None
    bottom = int(np.flatnonzero(loading)[np.argmax(seen.closing_deg[loading])])
    depth = float(seen.closing_deg[bottom])
    leaving = seen.within(left_s - 0.1, left_s + 0.2) & known
    top_deg = float(seen.closing_deg[leaving].min()) if leaving.any() else float("nan")
    if not depth - top_deg >= REACH_DEG:
        return None
    first_s, last_s = around(seen.time_s, seen.closing_deg, bottom, BOTTOM_BAND_DEG)
    before = seen.within(first_s - LOADED_MOST_S, first_s) & (seen.closing_deg <= TALL_DEG)
    edge = float(np.min(seen.closing_deg[before])) + OPEN_DEG if before.any() else 0.0
    start_s = last_where(seen, before & (seen.closing_deg <= edge), first_s)
    low_s = landing_bottom_s(seen, landed_s)
    tall = seen.within(low_s, np.inf) & (seen.closing_deg <= STOOD_UP_DEG)
    return Rep(
        start_s=start_s if before.any() else (first_s + last_s) / 2,
        bottom_start_s=first_s,
        bottom_s=(first_s + last_s) / 2,
        bottom_end_s=last_s,
        lockout_s=left_s,
        end_s=first_where(seen, tall, low_s),
        depth_deg=depth,
        top_deg=top_deg,
        from_bottom=not before.any(),
        complete=True,
    )


def landing_bottom_s(seen: Stretch, landed_s: float) -> float:
    """Return when the body is folded deepest after landing [s]."""
    low = seen.within(landed_s, landed_s + LANDED_S) & np.isfinite(seen.closing_deg)
    return float(seen.time_s[low][np.argmax(seen.closing_deg[low])]) if low.any() else landed_s
