"""The signs by which a move is known, from motion alone: where the hands go, and how fast.

A set has a form first: both feet leave the floor, or the hands rise high, or neither. Within its
form each sign is the median over the set's repetitions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from hiphinge.reps.count import count
from hiphinge.reps.sample import whole

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hiphinge.motion.motion import Motion
    from hiphinge.moves.move import Counts
    from hiphinge.quantities import Bools, Floats
    from hiphinge.reps.rep import Rep
    from hiphinge.reps.sample import Stretch

AROUND_S = 0.35
"""Hands come back behind the hip within this of the deepest fold [s]."""
ACROSS = ("hand_low_ahead_frac", "reach_top_ahead_frac", "apart_frac")
"""Lengths along the picture that say nothing from a camera too far off the side."""
FALL_S = 1.5
"""How long after the top a fall of the hands is looked for [s]."""
THROWN_SPEED = 4.5
"""Hands that fall faster than this throw something, in leg lengths a second: bells and bars that
are lowered or dropped with the hands on them come down at 2 to 4, slams at 6 and more."""
SLOWEST = 0.01
"""A slower speed counts as this one, in leg lengths a second."""
FAST_PART = 90
"""A speed is the 90th percentile over its way: a peak is mostly noise."""
SHARE_LEAST = 0.3
"""The hands make the set when they rise in this part of the hips' repetitions at least: a clean
closes the hips for the pull, for the catch and to put the bar down."""

HALF = 0.5


@dataclass(frozen=True, slots=True)
class Signs:
    """What a set looks like.

    Attributes
    ----------
    form : {"hips", "hands", "feet"}
        What its repetitions are made by.
    values : mapping of str to float
        Medians over the repetitions; the unit ends each name. Heights and distances are in leg
        lengths.
    """

    form: Counts
    values: Mapping[str, float]


def signs(motion: Motion, without: Sequence[tuple[float, float]] = ()) -> Signs:
    """Return the signs of a set; no values where it has no repetition.

    Parameters
    ----------
    motion : Motion
        The measured movement.
    without : sequence of (float, float)
        From when to when nothing is looked at [s]: a repetition that lies there for more than half
        of its time is none of the set.
    """

    def counted(by: Counts) -> tuple[Rep, ...]:
        return tuple(rep for rep in count(motion, by) if _inside(rep, without) <= HALF)

    jumps = counted("feet")
    if jumps:
        return Signs("feet", _medians(motion, jumps))
    lifts, folds, throws = counted("hands"), counted("hips"), counted("throws")
    thrown = _medians(motion, throws, top="reach") if len(throws) >= max(len(lifts), 1) else {}
    if thrown.get("hand_fall_speed", 0.0) >= THROWN_SPEED:
        return Signs("hands", thrown)
    if lifts and len(lifts) >= SHARE_LEAST * len(folds):
        return Signs("hands", _medians(motion, lifts))
    return Signs("hips", _medians(motion, folds))


def _inside(rep: Rep, spans: Sequence[tuple[float, float]]) -> float:
    """Return the part of a repetition that lies in some stretches, which do not overlap."""
    shared = (min(rep.end_s, end_s) - max(rep.start_s, start_s) for start_s, end_s in spans)
    return sum(one for one in shared if one > 0) / max(rep.end_s - rep.start_s, 1e-9)


def _medians(motion: Motion, reps: tuple[Rep, ...], top: str = "top") -> dict[str, float]:
    seen = whole(motion)
    reps = tuple(rep for rep in reps if rep.complete)
    rows = [_of(seen, rep, rep.at(top)) for rep in reps]
    found = {}
    for name in rows[0] if rows else ():
        values = [row[name] for row in rows if np.isfinite(row[name])]
        if values:
            found[name] = float(np.median(values))
    if not motion.view.usable:
        found = {name: value for name, value in found.items() if name not in ACROSS}
    bottoms = [rep.bottom_s for rep in reps]
    if len(bottoms) > 1:
        found["period_s"] = float(np.median(np.diff(bottoms)))
    return found


def _of(seen: Stretch, rep: Rep, top_s: float) -> dict[str, float]:
    """Return the signs of one repetition whose hands are highest at a moment [s]."""
    bottom = np.abs(seen.time_s - rep.bottom_s) <= 0.1 + np.median(np.diff(seen.time_s)) / 2
    thrown = top_s < rep.bottom_s
    way = seen.within(top_s - FALL_S if thrown else rep.bottom_s, top_s)
    low = seen.within(rep.bottom_start_s - AROUND_S, rep.bottom_end_s + AROUND_S)
    top = np.abs(seen.time_s - top_s) <= 0.1  # noqa: PLR2004 (a median needs neighbours)
    found = {
        "trunk_deg": _middle(seen.trunk_deg, bottom),
        "knee_deg": _middle(seen.knee_deg, bottom),
        "shin_deg": _middle(_shin(seen), bottom),
        "closing_deg": rep.depth_deg,
        "hand_low_frac": _least(seen.hand_up, low),
        "hand_low_ahead_frac": _least(seen.hand_ahead, low),
        "arm_frac": _middle(np.hypot(seen.reach_up, seen.reach_ahead), bottom),
        "up_s": rep.lockout_s - rep.bottom_end_s,
        "reach_top_frac": _middle(seen.reach_up, top),
        "reach_top_ahead_frac": _middle(seen.reach_ahead, top),
        "apart_frac": _middle(seen.apart, top),
        "far_foot_frac": _middle(np.abs(np.diff(seen.ankles, axis=1)[:, 0]), bottom),
    }
    found["knee_share_frac"] = found["knee_deg"] / max(found["closing_deg"], 1.0)
    found["box_frac"] = _box(seen, rep)
    found["rise_frac"] = _middle(seen.hand_up, top) - found["hand_low_frac"]
    return found | _speeds(seen, way, top_s) | _catch(seen, rep)


def _shin(seen: Stretch) -> Floats:
    """Return the shin's lean: thigh-trunk, trunk and knee leave it over [deg]."""
    return np.asarray(seen.knee_deg + seen.trunk_deg - seen.closing_deg)


def _box(seen: Stretch, rep: Rep) -> float:
    """Return how much higher the feet stand at the end than at the bottom."""
    ankles = seen.ankles.mean(axis=1)
    before = seen.within(rep.bottom_start_s, rep.bottom_end_s)
    after = seen.within(rep.end_s - AROUND_S, rep.end_s + AROUND_S)
    return _middle(ankles, after) - _middle(ankles, before)


def _speeds(seen: Stretch, way: Bools, top_s: float) -> dict[str, float]:
    """Return how fast the hands come down, and by what power of e faster than they go up."""
    speed = np.gradient(seen.hand_up, seen.time_s)
    up, down = _fast(speed, way), _fast(-speed, seen.within(top_s, top_s + FALL_S))
    return {
        "hand_fall_speed": down,
        "fall_after_log": float(np.log(max(down, SLOWEST) / max(up, SLOWEST))),
    }


def _catch(seen: Stretch, rep: Rep) -> dict[str, float]:
    """Return how much the knees bend again after the hips are open, under what is lifted."""
    opened, caught = rep.at("extension"), rep.at("catch")
    if not np.isfinite(opened) or not np.isfinite(caught):
        return {"catch_deg": 0.0}
    at = [int(np.argmin(np.abs(seen.time_s - moment))) for moment in (opened, caught)]
    return {"catch_deg": float(seen.knee_deg[at[1]] - seen.knee_deg[at[0]])}


def _fast(speed: Floats, which: Bools) -> float:
    going = speed[which & (speed > 0)]
    return float(np.percentile(going, FAST_PART)) if len(going) else 0.0


def _middle(value: Floats, which: Bools) -> float:
    inside = value[which & np.isfinite(value)]
    return float(np.median(inside)) if len(inside) else float("nan")


def _least(value: Floats, which: Bools) -> float:
    inside = value[which & np.isfinite(value)]
    return float(inside.min()) if len(inside) else float("nan")
