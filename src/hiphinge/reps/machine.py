"""From samples to repetitions: one step function for a file and for a live camera.

The signal is the thigh-trunk flexion: it closes in a hinge and in a squat alike, whatever the
arms do. A rep runs from standing (or, for a pull from the floor, from the bottom) to the
lockout; while it lasts the feet stay where they are, which tells it from a step, a walk with the
bar, and the landing of a jump.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass, field, replace
from statistics import median
from typing import TYPE_CHECKING

from hiphinge.reps.rep import Rep
from hiphinge.reps.turning import Turn, Turning
from hiphinge.reps.turning import step as turn_step

if TYPE_CHECKING:
    from hiphinge.reps.sample import Sample

TALL_DEG = 38.0
"""Standing: thigh and trunk within this of one line [deg]. Generous, so that an unfinished
lockout, an oblique view and the network's bias still count as standing."""
REACH_DEG = 35.0
"""A rep opens by at least this much from bottom to lockout [deg]; steps and sways do less."""
SETTLED_S = 0.4
"""A lockout is certain when flexion has stayed within `SETTLED_DEG` for this long [s]."""
SETTLED_PART = 0.35
"""Flexion has come to rest when in that time it falls by less than this part of what the way up
so far would make ..."""
SETTLED_DEG = (2.0, 8.0)
"""... which counts as the first at least, the noise of a frame, and the second at most [deg]."""
STAY_S = 0.3
"""A rep ends in the middle of the stay at the top, at most this long after the lockout [s]."""
PLANTED_FRAC = 0.3
"""The foot stands in one place, within this, before, at the bottom of and after a rep, in leg
lengths (25 cm). A step, a raised knee or a landing on a box moves it farther."""
FOOT_WINDOW_S = 0.25
"""The foot's place at a moment is its median over this time to each side [s], so that a plate
that hides it in passing does no harm."""
UNSEEN_S = 0.9
"""After so long without a measurement the rep under way is given up [s]."""


@dataclass(frozen=True, slots=True)
class Counting:
    """State of the machine.

    Attributes
    ----------
    turning : Turning
        The turn detector.
    top : Turn or None
        The last standing position.
    bottom : Turn or None
        The bottom of the rep under way.
    feet : tuple of (float, float, float)
        (time, x, y) of the foot since the last standing position, thinned out.
    low_deg : float
        The lowest flexion on the way up, renewed in steps of `SETTLED_DEG` [deg].
    fell_s : float
        When it was renewed last [s].
    seen_s : float
        Last sample with a measurement [s].
    """

    turning: Turning = field(default_factory=Turning)
    top: Turn | None = None
    bottom: Turn | None = None
    feet: tuple[tuple[float, float, float], ...] = ()
    low_deg: float = math.inf
    fell_s: float = -math.inf
    seen_s: float = -math.inf


def step(state: Counting, sample: Sample) -> tuple[Counting, tuple[Rep, ...]]:
    """Take one sample; return the reps that it completes (at most one)."""
    if not math.isfinite(sample.closing_deg):
        return state, ()
    if math.isfinite(state.seen_s) and sample.time_s - state.seen_s > UNSEEN_S:
        lost = _cut(state, "the lifter was not seen until the end of it")
        return step(Counting(), sample)[0], lost
    state = replace(state, seen_s=sample.time_s, feet=_with_foot(state.feet, sample))
    turning, turn = turn_step(state.turning, sample.time_s, sample.closing_deg)
    state = replace(state, turning=turning)
    if turn is not None:
        return _turned(state, turn)
    return _settled(state, sample)


def finish(state: Counting) -> tuple[Rep, ...]:
    """Return what is left at the end of the clip: a rep that just ended, or one that is cut."""
    top = state.turning.low
    if state.bottom is not None and top is not None and _locked(state.bottom, top):
        rep = _rep(state, state.bottom, top)
        return (rep,) if rep else ()
    return _cut(state, "the clip ends before the lockout")


def _turned(state: Counting, turn: Turn) -> tuple[Counting, tuple[Rep, ...]]:
    if turn.bottom:
        return replace(state, bottom=turn, low_deg=math.inf), ()
    if state.bottom is None:  # standing, at the start or after a lockout that was told already
        standing = turn.value_deg <= TALL_DEG
        feet = _since(state.feet, turn.end_s)
        return replace(state, top=turn if standing else None, feet=feet), ()
    rep = _rep(state, state.bottom, turn)
    return _after(state, turn), (rep,) if rep else ()


def _settled(state: Counting, sample: Sample) -> tuple[Counting, tuple[Rep, ...]]:
    """Tell a lockout as soon as flexion has stopped falling, without waiting for the next rep."""
    if state.bottom is None or state.turning.low is None:
        return state, ()
    if sample.closing_deg < state.low_deg - _rest_deg(state.bottom, sample):
        return replace(state, low_deg=sample.closing_deg, fell_s=sample.time_s), ()
    top = state.turning.low
    if sample.time_s - state.fell_s < SETTLED_S or not _locked(state.bottom, top):
        return state, ()
    rep = _rep(state, state.bottom, top)
    return _after(state, top), (rep,) if rep else ()


def _rest_deg(bottom: Turn, sample: Sample) -> float:
    """Return by how much flexion may still fall while it counts as at rest [deg]."""
    spent_s = max(sample.time_s - bottom.end_s, SETTLED_S)
    speed = (bottom.value_deg - sample.closing_deg) / spent_s
    least, most = SETTLED_DEG
    return min(most, max(least, SETTLED_PART * speed * SETTLED_S))


def _after(state: Counting, top: Turn) -> Counting:
    """Return the state with the rep told; standing is where the next one starts."""
    feet = _since(state.feet, top.start_s)
    standing = top if top.value_deg <= TALL_DEG else None
    return replace(state, top=standing, bottom=None, feet=feet, low_deg=math.inf)


def _locked(bottom: Turn, top: Turn) -> bool:
    return top.value_deg <= TALL_DEG and bottom.value_deg - top.value_deg >= REACH_DEG


def _rep(state: Counting, bottom: Turn, top: Turn) -> Rep | None:
    """Return the rep between a bottom and the top after it; None where it is no lift."""
    if bottom.value_deg - top.value_deg < REACH_DEG:
        return None
    middle_s = (bottom.start_s + bottom.end_s) / 2
    start_s = middle_s if state.top is None else state.top.end_s
    stay_s = min((top.end_s - top.start_s) / 2, STAY_S)
    end_s = top.start_s + stay_s
    if not _planted(state.feet, (start_s, middle_s, end_s)):
        return None
    finished = top.value_deg <= TALL_DEG
    return Rep(
        start_s=start_s,
        bottom_start_s=bottom.start_s,
        bottom_s=middle_s,
        bottom_end_s=bottom.end_s,
        lockout_s=top.start_s,
        end_s=end_s,
        depth_deg=bottom.value_deg,
        top_deg=top.value_deg,
        from_bottom=state.top is None,
        complete=finished,
        cut="" if finished else "it turned back before standing tall",
    )


def _cut(state: Counting, why: str) -> tuple[Rep, ...]:
    """Return the rep under way as one that is cut, if there is one."""
    bottom = state.bottom or state.turning.high
    if state.top is None or bottom is None or bottom.value_deg - state.top.value_deg < REACH_DEG:
        return ()
    if not _planted(state.feet, (state.top.end_s, (bottom.start_s + bottom.end_s) / 2)):
        return ()
    return (
        Rep(
            start_s=state.top.end_s,
            bottom_start_s=bottom.start_s,
            bottom_s=(bottom.start_s + bottom.end_s) / 2,
            bottom_end_s=bottom.end_s,
            lockout_s=math.nan,
            end_s=state.seen_s,
            depth_deg=bottom.value_deg,
            top_deg=float("nan"),
            from_bottom=False,
            complete=False,
            cut=why,
        ),
    )


def _with_foot(
    feet: tuple[tuple[float, float, float], ...], sample: Sample
) -> tuple[tuple[float, float, float], ...]:
    """Add the foot's place, ten times a second at most, so that memory stays small."""
    if feet and sample.time_s - feet[-1][0] < 0.1:  # noqa: PLR2004 (10 Hz)
        return feet
    return (*feet, (sample.time_s, *sample.foot))[-600:]


def _since(
    feet: tuple[tuple[float, float, float], ...], time_s: float
) -> tuple[tuple[float, float, float], ...]:
    return tuple(entry for entry in feet if entry[0] >= time_s - FOOT_WINDOW_S)


def _planted(feet: tuple[tuple[float, float, float], ...], moments_s: tuple[float, ...]) -> bool:
    """Tell whether the foot stands in one place at all these moments."""
    places = []
    for moment_s in moments_s:
        near = [(x, y) for t, x, y in feet if abs(t - moment_s) <= FOOT_WINDOW_S]
        if near:
            places.append((median(x for x, _ in near), median(y for _, y in near)))
    return all(
        math.dist(one, other) <= PLANTED_FRAC for one, other in itertools.combinations(places, 2)
    )
