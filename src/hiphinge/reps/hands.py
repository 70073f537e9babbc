"""Repetitions that the hands make: a bell that is swung, a bar that is pulled to the shoulders.

The hands go from a low place to a high one while the hips open: one repetition, however shallow
the fold looks from the camera's place, and however deep the lifter dips under the bar afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from hiphinge.reps.machine import TALL_DEG
from hiphinge.reps.rep import Rep
from hiphinge.reps.stay import around, first_where, last_where, opening, place, same_place
from hiphinge.reps.turning import BOTTOM_BAND_DEG, Turn, Turning
from hiphinge.reps.turning import step as turn_step

if TYPE_CHECKING:
    from hiphinge.quantities import Bools, Floats
    from hiphinge.reps.sample import Sample, Stretch

SCALE = 100.0
"""The turn detector counts in hundredths of a leg length here, where it counts degrees for the
hips: a turn of the hands is certain after a fifth of a leg (17 cm)."""
RISE_LEAST = 0.5
"""The hands rise by this much at least, in leg lengths (43 cm): to stand up with hanging arms is
less, or ends with the hands low."""
REACH_LEAST = -0.45
"""... and end no lower than this under the shoulder, in leg lengths: hanging hands are at -0.65."""
LIFTED_LEAST = 0.35
"""... and higher against the shoulder than at the bottom by this much, in leg lengths: hands that
hold a bar on the back, or hang, only ride along with the trunk (0.25 at most in real sets)."""
ARM_LEAST = 0.35
"""... and hanging from the shoulder by this much at the bottom, in leg lengths: an arm is 0.65
long, and hands that hold a bar on the back are within 0.3."""
CLOSED_LEAST_DEG = 18.0
"""... while the hips open from this fold at least [deg]: from an oblique camera a swing's bottom
looks as shallow as 28."""
OPENED_LEAST_DEG = 15.0
"""... by this much at least [deg]."""
HELD_S = 0.8
"""Hands that stay up so long have arrived, though they have not come down [s]."""
SLOW_PART = 0.05
"""The drive begins where the hands rise slower than this part of their highest speed."""
NEAR_S = 0.2
"""The fold is deepest within this of the drive's begin [s]: hips lead hands by a tenth or two."""
FLAT_DEG = 3.0
"""A fold that is deeper than where it was looked for first by less than this has only opened
[deg]."""
BACK_FRAC = 0.10
"""Hands that have come back by this much against the shoulder since they were lowest, in leg
lengths, were swung between the legs; a bar is pulled straight up."""
UNDER_HIPS = 0.85
"""They are still under the hips below this height over the ankle, in leg lengths."""
FOLDED_PART = 0.45
"""... and the hips still closed to this part of what they were with the hands lowest."""
STEP_FRAC = 0.45
"""The feet move by no more than this between bottom and end, in leg lengths: a lifter may jump
them apart under a bar, a walker goes farther."""
LOWERED_S = 6.0
"""The way down before a lift is looked for in this time [s]."""
OPEN_DEG = 8.0
"""The hips are open within this of their straightest [deg]."""
STOOD_DEG = 12.0
"""Who rises from under a load stands within this of straight [deg]: arms that are up bend the
landmarks' trunk by a few degrees."""
DIP_DEG = 12.0
"""A knee that bends by this much more after the hips were open catches a load [deg] ..."""
DIP_S = 0.9
"""... within this time [s]."""
GAP_MOST_S = 0.35
"""Hands that were not seen for longer than this on their way up may have done anything [s]."""
DROP_PART = 0.15
"""The hands have left the top when they have lost this part of their rise."""


@dataclass(frozen=True, slots=True)
class Lift:
    """A rise of the hands, from when they were lowest to when they were highest [s]."""

    low_s: float
    end_s: float
    since_s: float


@dataclass(frozen=True, slots=True)
class Hands:
    """State of the counter.

    Attributes
    ----------
    turning : Turning
        The turn detector; hands low counts as its bottom.
    low : Turn or None
        When the hands were lowest before the rise under way; None when its lift was told.
    since_s : float
        When the hands were highest last [s].
    reach : float
        The hands' lowest place against the shoulder since then, in leg lengths.
    """

    turning: Turning = field(default_factory=Turning)
    low: Turn | None = None
    since_s: float = -np.inf
    reach: float = np.inf


def step(state: Hands, sample: Sample) -> tuple[Hands, tuple[Lift, ...]]:
    """Take one sample; return the lift that it completes, if any."""
    if not np.isfinite(sample.hand_up):
        return state, ()
    turning, turn = turn_step(state.turning, sample.time_s, -SCALE * sample.hand_up)
    reach = min(state.reach, sample.reach_up)
    state = replace(state, turning=turning, reach=reach)
    if turn is not None and turn.bottom:
        return replace(state, low=turn), ()
    if turn is not None:
        told = _lift(state.low, turn, state.since_s)
        return replace(state, low=None, since_s=turn.end_s, reach=sample.reach_up), told
    high = turning.low
    arrived = sample.reach_up >= REACH_LEAST and sample.reach_up - reach >= LIFTED_LEAST
    held = high is not None and sample.time_s - high.start_s >= HELD_S
    if state.low is not None and high is not None and held and arrived:
        told = _lift(state.low, high, state.since_s)
        if told:
            return replace(state, low=None, since_s=high.end_s, reach=np.inf), told
    return state, ()


def finish(state: Hands) -> tuple[Lift, ...]:
    """Return the lift that the clip's end leaves, if its rise was seen."""
    high = state.turning.low
    return _lift(state.low, high, state.since_s) if high is not None else ()


def _lift(low: Turn | None, high: Turn, since_s: float) -> tuple[Lift, ...]:
    if low is None or low.value_deg - high.value_deg < SCALE * RISE_LEAST:
        return ()
    return (Lift(low.time_s, high.time_s, since_s),)


def rep(seen: Stretch, lift: Lift) -> Rep | None:
    """Return the repetition of a lift; None where the hips did not open, or somebody walked by.

    Parameters
    ----------
    seen : Stretch
        From before the lift to after its end.
    lift : Lift
        As the counter told it.
    """
    drive_s, hiked = _drive_s(seen, lift)
    near = seen.within(drive_s - NEAR_S, drive_s + NEAR_S) & np.isfinite(seen.closing_deg)
    top = opening(seen, drive_s, lift.end_s + NEAR_S, TALL_DEG)
    if not near.any() or top is None or not _lifted(seen, lift, near):
        return None
    if _gap_s(seen, drive_s, lift.end_s) > GAP_MOST_S:
        return None
    bottom = _deepest(seen, drive_s, hiked=hiked)
    depth = float(seen.closing_deg[bottom])
    top_deg = float(seen.closing_deg[top])
    if depth < CLOSED_LEAST_DEG or depth - top_deg < OPENED_LEAST_DEG or top_deg > TALL_DEG:
        return None
    first_s, last_s = around(seen.time_s, seen.closing_deg, bottom, BOTTOM_BAND_DEG)
    first_s = max(first_s, lift.since_s)
    start_s, from_bottom = _start_s(seen, max(lift.since_s, first_s - LOWERED_S), first_s)
    from_bottom |= hiked
    stood_s = _stand_s(seen, lift, top)
    end_s = lift.end_s if stood_s is None else stood_s
    middle_s = (first_s + last_s) / 2
    if not same_place(place(seen, middle_s), place(seen, end_s), STEP_FRAC):
        return None
    opened = seen.within(last_s, end_s) & (seen.closing_deg <= top_deg + OPEN_DEG)
    opened_s = first_where(seen, opened, float(seen.time_s[top]))
    return Rep(
        start_s=middle_s if from_bottom else start_s,
        bottom_start_s=first_s,
        bottom_s=middle_s,
        bottom_end_s=last_s,
        lockout_s=opened_s if stood_s is None else stood_s,
        end_s=end_s,
        depth_deg=depth,
        top_deg=top_deg,
        from_bottom=from_bottom,
        complete=True,
    )


def _gap_s(seen: Stretch, low_s: float, high_s: float) -> float:
    """Return the longest time without hands on the way up [s]."""
    known = seen.time_s[seen.within(low_s, high_s) & np.isfinite(seen.hand_up)]
    return float(np.diff(known).max()) if len(known) > 1 else np.inf


def _lifted(seen: Stretch, lift: Lift, near: Bools) -> bool:
    """Tell whether the arms lift the hands, rather than the trunk that they hang from."""
    high = seen.within(lift.end_s - NEAR_S, lift.end_s + NEAR_S)
    top, low = np.nanmax(seen.reach_up[high]), np.nanmin(seen.reach_up[near])
    arm = float(np.nanmedian(np.hypot(seen.reach_up[near], seen.reach_ahead[near])))
    return bool(top >= REACH_LEAST and top - low >= LIFTED_LEAST and arm >= ARM_LEAST)


def _deepest(seen: Stretch, drive_s: float, *, hiked: bool) -> int:
    """Return the index of the deepest fold near the drive's begin.

    Who hikes a bell from the floor folds deeper there than in the backswing, so that the hips only
    open on the way: then it is where the hands turn.
    """
    early_s = 2 * NEAR_S if hiked else NEAR_S
    near = seen.within(drive_s - early_s, drive_s + NEAR_S) & np.isfinite(seen.closing_deg)
    places = np.flatnonzero(near)
    deepest = int(places[np.argmax(seen.closing_deg[near])])
    if hiked and seen.closing_deg[deepest] - seen.closing_deg[places[0]] < FLAT_DEG:
        return int(np.argmin(np.abs(seen.time_s - drive_s)))
    return deepest


def _drive_s(seen: Stretch, lift: Lift) -> tuple[float, bool]:
    """Return when the hands begin the rise that ends on high [s], and whether they were hiked."""
    rising = np.flatnonzero(seen.within(lift.low_s, lift.end_s) & np.isfinite(seen.hand_up))
    if len(rising) < 3:  # noqa: PLR2004 (a speed needs neighbours)
        return lift.low_s, False
    speed = np.gradient(seen.hand_up[rising], seen.time_s[rising])
    fastest = int(np.argmax(speed))
    below = np.flatnonzero(seen.hand_up[rising] <= UNDER_HIPS)
    under = rising[: int(below[-1]) + 1] if len(below) else rising[:1]
    folded = seen.closing_deg[under] >= FOLDED_PART * seen.closing_deg[rising[0]]
    under = under[folded]
    back = int(under[np.argmin(seen.reach_ahead[under])]) if len(under) else int(rising[0])
    if seen.reach_ahead[rising[0]] - seen.reach_ahead[back] > BACK_FRAC:
        return float(seen.time_s[back]), True
    slow = np.flatnonzero(speed[:fastest] <= SLOW_PART * speed[fastest])
    # A bar that rests on its way, or hesitates at the knee, has left the floor before.
    return (_leaves_s(seen, lift) if len(slow) else float(seen.time_s[rising[0]])), False


def _leaves_s(seen: Stretch, lift: Lift) -> float:
    """Return when the hands leave the place where they were lowest [s]."""
    lowest = seen.within(lift.low_s, lift.end_s) & np.isfinite(seen.hand_up)
    edge = seen.hand_up[lowest].min() + BOTTOM_BAND_DEG / SCALE / 2
    return last_where(seen, lowest & (seen.hand_up <= edge), lift.low_s)


def _start_s(seen: Stretch, since_s: float, until_s: float) -> tuple[float, bool]:
    """Return when standing was left for the way down [s], and whether none was seen."""
    before = seen.within(since_s, until_s) & np.isfinite(seen.closing_deg)
    swung = before.any() and float(seen.closing_deg[before][0]) <= TALL_DEG
    if not before.any() or float(seen.closing_deg[before].min()) > TALL_DEG:
        return until_s, True
    # From the top of the last lift if there was one: who leans back there comes upright first.
    tall = float(seen.closing_deg[before][0] if swung else seen.closing_deg[before].min())
    edge = tall + OPEN_DEG
    return last_where(seen, before & (seen.closing_deg <= edge), until_s), False


def _stand_s(seen: Stretch, lift: Lift, top: int) -> float | None:
    """Return when the lifter stands again after a dip under the load [s]; None without a dip."""
    opened_s = float(seen.time_s[top])
    until_s = drop_s(seen, lift.low_s, lift.end_s)
    dip = seen.within(opened_s, min(opened_s + DIP_S, until_s)) & np.isfinite(seen.knee_deg)
    if not dip.any() or float(seen.knee_deg[dip].max()) - float(seen.knee_deg[top]) < DIP_DEG:
        return None
    caught_s = float(seen.time_s[dip][np.argmax(seen.knee_deg[dip])])
    after = seen.within(caught_s, until_s) & np.isfinite(seen.closing_deg)
    tall = after & (seen.closing_deg <= float(seen.closing_deg[after].min()) + STOOD_DEG)
    return first_where(seen, tall, caught_s)


def drop_s(seen: Stretch, low_s: float, high_s: float) -> float:
    """Return when the hands leave the top again [s]; the last moment seen where they do not.

    Against the shoulder: who sits down under a load takes the hands along.
    """
    up: Floats = seen.reach_up
    rise = seen.within(low_s, high_s)
    low, high = np.nanmin(up[rise]), np.nanmax(up[rise])
    fallen = seen.within(high_s, np.inf) & (up < high - DROP_PART * (high - low))
    return float(seen.time_s[fallen][0]) if fallen.any() else float(seen.time_s[-1])
