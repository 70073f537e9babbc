"""Repetitions that are throws: from overhead down into the fold, and up to standing again.

The fold is often left and entered again, to pick up what was thrown; that is one repetition.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from hiphinge.reps.hands import OPEN_DEG, SCALE, STOOD_DEG
from hiphinge.reps.machine import REACH_DEG, TALL_DEG
from hiphinge.reps.rep import Rep
from hiphinge.reps.stay import around, first_where, last_where
from hiphinge.reps.turning import BOTTOM_BAND_DEG, Turn, Turning
from hiphinge.reps.turning import step as turn_step

if TYPE_CHECKING:
    from hiphinge.reps.sample import Sample, Stretch

OVERHEAD = 0.35
"""Hands are overhead from this height above the shoulder on, in leg lengths (30 cm)."""
THROWN_S = 0.6
"""The fold of a throw is deepest within this time of the hands' fastest fall [s]."""
SLOWED_PART = 0.5
"""What is thrown has left the hands when they have slowed to this part of their fastest fall."""
LONGEST_S = 8.0
"""A throw and the standing after it take no longer [s]."""


@dataclass(frozen=True, slots=True)
class Throw:
    """From the hands' highest moment to standing again [s]."""

    low_s: float
    end_s: float
    since_s: float


@dataclass(frozen=True, slots=True)
class Throws:
    """State of the counter.

    Attributes
    ----------
    turning : Turning
        The turn detector; hands low counts as its bottom.
    reach : float
        The hands' greatest height above the shoulder since they were low, in leg lengths.
    high : Turn or None
        When they were overhead before the fold under way.
    deepest_deg : float
        The deepest fold since then [deg].
    seen_s, closing_deg : float
        The last sample's time [s] and fold [deg].
    since_s : float
        When the last throw ended [s].
    """

    turning: Turning = field(default_factory=Turning)
    reach: float = -np.inf
    high: Turn | None = None
    deepest_deg: float = 0.0
    seen_s: float = -np.inf
    closing_deg: float = np.inf
    since_s: float = -np.inf


def step(state: Throws, sample: Sample) -> tuple[Throws, tuple[Throw, ...]]:
    """Take one sample; return the throw that it completes, if any."""
    if not np.isfinite([sample.hand_up, sample.closing_deg, sample.reach_up]).all():
        return state, ()
    turning, turn = turn_step(state.turning, sample.time_s, -SCALE * sample.hand_up)
    state = replace(
        state,
        turning=turning,
        reach=max(state.reach, sample.reach_up),
        deepest_deg=max(state.deepest_deg, sample.closing_deg),
        seen_s=sample.time_s,
        closing_deg=sample.closing_deg,
    )
    if turn is not None and not turn.bottom:
        high = turn if state.reach >= OVERHEAD else state.high
        fresh = high is turn
        deepest = sample.closing_deg if fresh else state.deepest_deg
        return replace(state, high=high, deepest_deg=deepest), ()
    if turn is not None:
        state = replace(state, reach=sample.reach_up)
    if state.high is None or sample.closing_deg > STOOD_DEG or state.deepest_deg < REACH_DEG:
        return state, ()
    told = Throw(state.high.time_s, sample.time_s, state.since_s)
    return replace(state, high=None, since_s=sample.time_s), (told,)


def finish(state: Throws) -> tuple[Throw, ...]:
    """Return the throw that the clip's end leaves, if the lifter all but stands."""
    stands = state.closing_deg <= TALL_DEG and state.deepest_deg >= REACH_DEG
    if state.high is None or not stands:
        return ()
    return (Throw(state.high.time_s, state.seen_s, state.since_s),)


def rep(seen: Stretch, throw: Throw) -> Rep | None:
    """Return the repetition of a throw; None where it took too long to be one."""
    if throw.end_s - throw.low_s > LONGEST_S:
        return None
    thrown_s = released_s(seen, throw.low_s, throw.end_s)
    fold = seen.within(throw.low_s, thrown_s + THROWN_S) & np.isfinite(seen.closing_deg)
    if not fold.any():
        return None
    bottom = int(np.flatnonzero(fold)[np.argmax(seen.closing_deg[fold])])
    depth = float(seen.closing_deg[bottom])
    before = seen.within(throw.low_s, float(seen.time_s[bottom]))
    standing = float(np.nanmin(seen.closing_deg[before]))
    if depth - standing < REACH_DEG:
        return None
    first_s, last_s = around(seen.time_s, seen.closing_deg, bottom, BOTTOM_BAND_DEG)
    after = seen.within(last_s, throw.end_s + 1.0) & np.isfinite(seen.closing_deg)
    top_deg = float(seen.closing_deg[after].min()) if after.any() else float("nan")
    tall = after & (seen.closing_deg <= max(top_deg, 0.0) + OPEN_DEG)
    lockout_s = first_where(seen, tall, throw.end_s)
    return Rep(
        start_s=last_where(seen, before & (seen.closing_deg <= standing + OPEN_DEG), throw.low_s),
        bottom_start_s=first_s,
        bottom_s=(first_s + last_s) / 2,
        bottom_end_s=last_s,
        lockout_s=lockout_s,
        end_s=max(lockout_s, throw.end_s),
        depth_deg=depth,
        top_deg=top_deg,
        from_bottom=False,
        complete=True,
    )


def released_s(seen: Stretch, high_s: float, until_s: float) -> float:
    """Return when what is thrown leaves the hands [s]: past their fastest they slow to half."""
    falling = np.flatnonzero(seen.within(high_s, until_s) & np.isfinite(seen.hand_up))
    if len(falling) < 3:  # noqa: PLR2004 (a speed needs neighbours)
        return high_s
    speed = -np.gradient(seen.hand_up[falling], seen.time_s[falling])
    fastest = int(np.argmax(speed))
    slowed = np.flatnonzero(speed[fastest:] <= SLOWED_PART * speed[fastest])
    return float(seen.time_s[falling][fastest + (int(slowed[0]) if len(slowed) else 0)])
