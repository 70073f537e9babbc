"""The named moments of a repetition, each found by what it is physically.

Every moment that can be found is found, whatever the move is called; a move's own file says which
of them are its phases.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from hiphinge.reps.feet import landing_bottom_s, landing_s, take_off_s
from hiphinge.reps.hands import DIP_DEG, DIP_S, drop_s
from hiphinge.reps.machine import TALL_DEG
from hiphinge.reps.rep import Event
from hiphinge.reps.stay import around, first_where, last_where, opening
from hiphinge.reps.throws import released_s

if TYPE_CHECKING:
    from hiphinge.quantities import Bools, Floats
    from hiphinge.reps.rep import Rep
    from hiphinge.reps.sample import Stretch

SHARP_SD_S = 0.03
"""Standard deviation of a moment at which something starts, stops or turns fast [s]."""
SOFT_SD_S = 0.08
"""The same where a joint lingers: a bottom, a lockout [s]."""
SOFT = (
    *("start", "bottom", "lockout", "stand", "power_position", "extension", "follow_through"),
    *("pick_up", "top", "reach", "lift_off", "knee_pass", "knees_back"),
)
RISEN = 0.03
"""A load has left the floor when the hands are this far above their lowest, in leg lengths."""
WRIST_LOW = 0.04
"""Landmarks put the hands this much lower against the knee than the wrist joint is, in leg lengths
(3 cm): read off a rendered clean and a rendered snatch, whose wrists passed the knee 0.07 to
0.15 s before their landmarks did."""
HANDS_NEAR_S = 0.3
"""The hands are lowest within this of the stay at the bottom, and leave it within this of its end
[s]."""
REBEND_DEG = 3.0
"""A second bend of the knees in a pull is one from this on [deg]."""
CAUGHT_DEG = 2.0
"""A load is caught when the knees are bent to within this of their deepest [deg]."""
CONNECT_DEG = 10.0
"""The arms meet the body when the hips have closed by this much again [deg]."""
HELD_FRAC = 0.05
"""Hands stay up while they are within this of their highest, in leg lengths; the moment is the
middle of the stay, since among hands held overhead the very highest frame is chance."""
REACH_S = 1.5
"""The hands are highest at most this long before the bottom of a throw [s]."""


def events(seen: Stretch, rep: Rep, flight_s: float | None = None) -> tuple[Event, ...]:
    """Return the moments of a repetition in the order of time.

    Parameters
    ----------
    seen : Stretch
        From before the repetition to after its end.
    rep : Rep
        The repetition.
    flight_s : float or None
        A moment at which both feet fly, in a jump [s].

    Returns
    -------
    tuple of Event
        ``start``, ``bottom``, ``lockout`` and ``stand`` always; of the hands: ``lift_off``,
        ``knee_pass``, ``knees_back``, ``power_position``, ``extension``, ``top``, ``catch``,
        ``drop``, ``connect``; of a throw: ``reach``, ``release``, ``follow_through``,
        ``pick_up``; of a jump: ``take_off``, ``landing``, ``landing_bottom``. Those not seen are
        left out.
    """
    found = {"bottom": rep.bottom_s, "lockout": rep.lockout_s}
    if not rep.from_bottom:
        found["start"] = rep.start_s
    if rep.complete:
        found["stand"] = rep.end_s
    if np.isfinite(seen.hand_up).any():
        found |= _of_a_pull(seen, rep) | _of_a_throw(seen, rep)
    if flight_s is not None:
        landed_s = landing_s(seen, flight_s)
        found |= {"take_off": take_off_s(seen, flight_s), "landing": landed_s}
        found["landing_bottom"] = landing_bottom_s(seen, landed_s)
    known = sorted((at_s, name) for name, at_s in found.items() if np.isfinite(at_s))
    return tuple(
        Event(name, at_s, SOFT_SD_S if name in SOFT else SHARP_SD_S) for at_s, name in known
    )


def _highest_s(seen: Stretch, value: Floats, which: Bools) -> float:
    """Return when a value is highest among some moments [s]; NaN where it is not known."""
    which = which & np.isfinite(value)
    return float(seen.time_s[which][np.argmax(value[which])]) if which.any() else float("nan")


def _held_up_s(seen: Stretch, which: Bools) -> float:
    """Return the middle of the stay of the hands where they are highest [s]; NaN if unseen."""
    which = which & np.isfinite(seen.hand_up)
    if not which.any():
        return float("nan")
    highest = int(np.flatnonzero(which)[np.argmax(seen.hand_up[which])])
    stay = around(seen.time_s, seen.hand_up, highest, HELD_FRAC)
    return float(np.mean(np.clip(stay, *seen.time_s[which][[0, -1]])))


def _down_s(seen: Stretch, which: Bools) -> float:
    """Return the middle of the stay of the hands where they are lowest [s]; NaN if unseen."""
    which = which & np.isfinite(seen.hand_up)
    if not which.any():
        return float("nan")
    lowest = int(np.flatnonzero(which)[np.argmin(seen.hand_up[which])])
    stay = around(seen.time_s, seen.hand_up, lowest, RISEN)
    return float(np.mean(np.clip(stay, *seen.time_s[which][[0, -1]])))


def _at(seen: Stretch, value: Floats, moment_s: float) -> float:
    return float(value[int(np.argmin(np.abs(seen.time_s - moment_s)))])


def _of_a_pull(seen: Stretch, rep: Rep) -> dict[str, float]:
    """Return the moments of hands that go up from the bottom."""
    up = seen.hand_up
    top_s = _held_up_s(seen, seen.within(rep.bottom_s, rep.end_s + HANDS_NEAR_S))
    low = seen.within(rep.bottom_start_s, rep.bottom_end_s)
    if not np.isfinite(top_s) or not np.isfinite(up[low]).any():
        return {}
    rising = seen.within(rep.bottom_start_s - HANDS_NEAR_S, top_s)
    lift_off_s = last_where(seen, rising & (up <= np.nanmedian(up[low]) + RISEN), float("nan"))
    if not abs(lift_off_s - rep.bottom_end_s) <= HANDS_NEAR_S:
        # Plates hide feet and hands, and networks guess: then the hips tell when it leaves.
        lift_off_s = rep.bottom_end_s
    passing = seen.within(lift_off_s, top_s) & (up >= seen.knee_up - WRIST_LOW)
    knee_s = first_where(seen, passing, float("nan"))
    straight = opening(seen, rep.bottom_end_s, top_s + HANDS_NEAR_S, TALL_DEG)
    extension_s = float(seen.time_s[straight]) if straight is not None else float("nan")
    power_s = _power_position_s(seen, knee_s, extension_s)
    found = {
        "lift_off": lift_off_s,
        "knee_pass": knee_s,
        "knees_back": _highest_s(seen, -seen.knee_deg, seen.within(knee_s, power_s)),
        "power_position": power_s,
        "extension": extension_s,
        "top": top_s,
    }
    return found | _after_the_top(seen, rep, top_s, extension_s)


def _power_position_s(seen: Stretch, knee_s: float, extension_s: float) -> float:
    """Return when the knees are bent most again before the hips open [s]; NaN where they do not."""
    way = seen.within(knee_s, extension_s) & np.isfinite(seen.knee_deg)
    if way.sum() < 3:  # noqa: PLR2004 (a turn needs neighbours)
        return float("nan")
    # Knees straighten until the hands are past them, bend again, and then open for good: the
    # second bend is the highest rise above the lowest value so far.
    value = seen.knee_deg[way]
    rise = value - np.minimum.accumulate(value)
    if float(rise.max()) < REBEND_DEG:
        return float("nan")
    return float(seen.time_s[way][np.argmax(rise)])


def _after_the_top(seen: Stretch, rep: Rep, top_s: float, extension_s: float) -> dict[str, float]:
    """Return the catch under the load, or the drop back into the hips."""
    found = {}
    fallen_s = drop_s(seen, rep.bottom_s, top_s)
    dip = seen.within(extension_s, min(extension_s + DIP_S, fallen_s))
    caught_s = _highest_s(seen, seen.knee_deg, dip)
    if np.isfinite(caught_s):
        deepest = _at(seen, seen.knee_deg, caught_s)
        if deepest - _at(seen, seen.knee_deg, extension_s) >= DIP_DEG:
            # A lifter may sit there for a while: the catch is when the knees have stopped bending.
            sat = dip & (seen.knee_deg >= deepest - CAUGHT_DEG)
            found["catch"] = first_where(seen, sat, caught_s)
    if fallen_s < seen.time_s[-1]:
        found["drop"] = fallen_s
    after = seen.within(top_s, np.inf)
    closing = after & seen.within(fallen_s, np.inf)
    closing &= seen.closing_deg >= _at(seen, seen.closing_deg, top_s) + CONNECT_DEG
    found["connect"] = first_where(seen, closing, float("nan"))
    return found


def _of_a_throw(seen: Stretch, rep: Rep) -> dict[str, float]:
    """Return the moments of hands that come down from high above to the bottom."""
    reach_s = _held_up_s(seen, seen.within(rep.bottom_s - REACH_S, rep.bottom_s))
    if not np.isfinite(reach_s):
        return {}
    release_s = released_s(seen, reach_s, rep.bottom_end_s + HANDS_NEAR_S)
    fold = seen.within(release_s, rep.bottom_end_s + HANDS_NEAR_S)
    until_s = rep.lockout_s if np.isfinite(rep.lockout_s) else rep.end_s
    return {
        "reach": reach_s,
        "release": release_s,
        "follow_through": _highest_s(seen, seen.closing_deg, fold),
        "pick_up": _down_s(seen, seen.within(release_s, until_s)),
    }
