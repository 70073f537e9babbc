"""What a fast move measures on its way, read at its named moments."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from hiphinge.quantities import Quantity
from hiphinge.reps.measure import CHANGE_SD_DEG, RISE_SD_DEG
from hiphinge.reps.signature import lockout_flexion
from hiphinge.reps.speed import FPS_LEAST

if TYPE_CHECKING:
    from hiphinge.motion.motion import Motion
    from hiphinge.quantities import Floats
    from hiphinge.reps.rep import Rep
    from hiphinge.reps.sample import Stretch

AROUND_S = 0.35
"""Hands are farthest back within this of the deepest fold [s]."""
HAND_SD_FRAC = 0.06
"""Standard deviation of a hand's height against the knee, in leg lengths: wrist and knee landmarks
are a few centimetres off, and the bell's centre is beyond the wrist."""
OPENED_SD = 0.10
"""The same of how far the hips are open when the hands pass them, as a part: one frame at 30 a
second is a tenth of the way."""
MEAN_S = 0.05
"""An angle at a moment is its mean over this to each side [s]."""
LANDING_SD_DEG = 10.0
"""Standard deviation of how much deeper the knees are in a landing than in the dip [deg]: on two
rendered jumps it read 9 and 14 too much, since a quick dip looks shallower than it is."""
FLIGHT_SD_S = 0.03
"""Standard deviation of a flight's length [s], and the length of a frame more."""
POWER_MEASURES = (
    "hands_over_knee_frac",
    "opened_at_waist_frac",
    "lockout_deg",
    "lean_back_deg",
    "first_pull_rise_deg",
    "knees_back_deg",
    "rebend_deg",
    "power_trunk_deg",
    "landing_deeper_deg",
    "flight_s",
)
"""Everything that `measure_power` may return."""


def measure_power(motion: Motion, rep: Rep, seen: Stretch) -> dict[str, Quantity]:
    """Return what is measured on the way of a fast move; what is unknown is left out.

    Parameters
    ----------
    motion : Motion
        The measured movement.
    rep : Rep
        The repetition, with its events.
    seen : Stretch
        The clip as `reps.sample.whole` gives it.

    Returns
    -------
    dict of str to Quantity
        ``hands_over_knee_frac``, the hands' height over the knee at the bottom [leg lengths];
        ``opened_at_waist_frac``, how far the hips are open when the hands pass their height;
        ``lockout_deg``, the thigh-trunk flexion that is left at the top against a quiet stand;
        ``lean_back_deg``, the least lean of the trunk after lockout against standing;
        ``first_pull_rise_deg``, how much more the trunk leans before the hands pass the knee;
        ``knees_back_deg``, how far the knees straighten until they bend again; ``rebend_deg`` and
        ``power_trunk_deg``, the knees' second bend and the trunk's lean at the power position;
        ``landing_deeper_deg``, how much more the knees bend in the landing than in the loading;
        ``flight_s``, from take-off to landing, where the frames are many enough to time it. Of a
        jump only the last two.
    """
    if np.isfinite(rep.at("take_off")):
        return _known(_of_a_jump(rep, seen, motion.time_s))
    found = _of_the_hands(rep, seen) | _of_a_pull(rep, seen)
    found["lockout_deg"] = lockout_flexion(motion, rep)[0]
    stood = motion.standing.posture["trunk_deg"].value if motion.standing else 0.0
    after = seen.within(rep.lockout_s, max(rep.end_s, rep.at("top")))
    if (after & np.isfinite(seen.trunk_deg)).any():
        least = float(np.nanmin(seen.trunk_deg[after]))
        found["lean_back_deg"] = Quantity(least - stood, RISE_SD_DEG)
    return _known(found)


def _known(found: dict[str, Quantity]) -> dict[str, Quantity]:
    return {name: one for name, one in found.items() if np.isfinite([one.value, one.sd]).all()}


def _at(seen: Stretch, value: Floats, moment_s: float) -> float:
    near = seen.within(moment_s - MEAN_S, moment_s + MEAN_S) & np.isfinite(value)
    return float(np.mean(value[near])) if near.any() else float("nan")


def _of_the_hands(rep: Rep, seen: Stretch) -> dict[str, Quantity]:
    low = seen.within(rep.bottom_start_s - AROUND_S, rep.bottom_end_s + AROUND_S)
    low &= np.isfinite(seen.hand_ahead) & np.isfinite(seen.closing_deg)
    rising = seen.within(rep.bottom_end_s, rep.at("top"))
    if not low.any() or not rising.any():
        return {}
    back = int(np.flatnonzero(low)[np.argmin(seen.hand_ahead[low])])
    over = float(seen.hand_up[back] - seen.knee_up[back])
    found = {"hands_over_knee_frac": Quantity(over, HAND_SD_FRAC)}
    # The hip's height over the ankle: its place in the picture less the ankle's.
    hip_up = seen.hip_up - seen.ankles[:, 0]
    passing = np.flatnonzero(rising & (seen.hand_up >= hip_up))
    fold = rep.depth_deg - rep.top_deg
    if len(passing) and fold > 0:
        opened = (rep.depth_deg - float(seen.closing_deg[passing[0]])) / fold
        found["opened_at_waist_frac"] = Quantity(float(np.clip(opened, 0, 1)), OPENED_SD)
    return found


def _of_a_pull(rep: Rep, seen: Stretch) -> dict[str, Quantity]:
    off_s, knee_s, power_s = (rep.at(name) for name in ("lift_off", "knee_pass", "power_position"))
    found = {}
    way = seen.within(off_s, knee_s) & np.isfinite(seen.trunk_deg)
    if way.any():
        rise = float(seen.trunk_deg[way].max()) - _at(seen, seen.trunk_deg, off_s)
        found["first_pull_rise_deg"] = Quantity(rise, RISE_SD_DEG)
        hinge_s = rep.at("knees_back")
        until_s = hinge_s if np.isfinite(hinge_s) else knee_s
        back = _at(seen, seen.knee_deg, off_s) - _at(seen, seen.knee_deg, until_s)
        found["knees_back_deg"] = Quantity(back, CHANGE_SD_DEG)
    under = seen.within(knee_s, power_s) & np.isfinite(seen.knee_deg)
    if under.any():
        bent = _at(seen, seen.knee_deg, power_s) - float(seen.knee_deg[under].min())
        found["rebend_deg"] = Quantity(bent, CHANGE_SD_DEG)
        trunk = _at(seen, seen.trunk_deg, power_s)
        found["power_trunk_deg"] = Quantity(trunk, CHANGE_SD_DEG)
    return found


def _of_a_jump(rep: Rep, seen: Stretch, time_s: Floats) -> dict[str, Quantity]:
    left_s, landed_s, low_s = (rep.at(name) for name in ("take_off", "landing", "landing_bottom"))
    if not np.isfinite([left_s, landed_s, low_s]).all():
        return {}
    deeper = _at(seen, seen.knee_deg, low_s) - _at(seen, seen.knee_deg, rep.bottom_s)
    found = {"landing_deeper_deg": Quantity(deeper, LANDING_SD_DEG)}
    frame_s = float(np.median(np.diff(time_s)))
    # Two frames of 30 a second are a sixth of a flight of 0.4 s: as the hip's speed, it waits
    # for more of them.
    if frame_s <= 1 / FPS_LEAST:
        found["flight_s"] = Quantity(landed_s - left_s, float(np.hypot(FLIGHT_SD_S, frame_s)))
    return found
