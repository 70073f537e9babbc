"""What each repetition measures: at the bottom, on the way, and against the lifter's standing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from hiphinge.motion.motion import EXTRA_MEASURES, FRAME_MEASURES
from hiphinge.quantities import UNKNOWN, Quantity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hiphinge.motion.motion import Motion
    from hiphinge.quantities import Bools, Floats
    from hiphinge.reps.rep import Rep

BOTTOM_WINDOW_S = 0.1
"""A measure at the bottom is its median over this to each side [s]: the peak of a noisy signal is
biased upward, its median is not."""
CHANGE_SD_DEG = 3.5
"""Standard deviation of a change of a joint angle between two moments of one rep [deg]: noise of
two medians, and what the constant error changes from standing to bottom (a few degrees)."""
RISE_SD_DEG = 2.0
"""The same for a lean of the trunk [deg]."""
CHANGE_SD_FRAC = 0.015
"""The same for the hip's height, in leg lengths."""
CHEST_SD_FRAC = 0.03
"""The same for the chest's height, which is read straight off the picture, in leg lengths."""
FOLD_LEAST_DEG = 25.0
"""Of a smaller fold no shares are told: they would be mostly error [deg]."""
ONSET_PART = 0.15
"""A joint has begun to move when it has made this part of its change."""
ONSET_LEAST_DEG = 15.0
"""A knee that changes by less has no onset worth timing [deg]."""
ONSET_SD_S = 0.08
"""Standard deviation of the time between two onsets [s]: noise of 2 degrees at 50 deg/s, twice."""
TIME_SD_S = 0.15
"""Standard deviation of a phase's length [s]: each of its two moments is 0.1 s sure with the noise
of a pose network (measured on synthetic bodies with 2 degrees of it)."""
TIME_SD_PART = 0.07
"""... and this part of the length more: how gently a way begins and ends differs."""
RISE_PART = 0.35
"""The first part of a pull, until the bar is at about the knee, as part of the way up."""


def measure_rep(motion: Motion, rep: Rep, hinge_s: float = float("nan")) -> dict[str, Quantity]:
    """Return every measure of one repetition; those that are unknown are left out.

    Parameters
    ----------
    motion : Motion
        The measured movement.
    rep : Rep
        The repetition.
    hinge_s : float
        When its hinge is held [s]; NaN for the bottom.
    """
    bottom = _around(motion, hinge_s if np.isfinite(hinge_s) else rep.bottom_s)
    found = _at_bottom(motion, bottom)
    start = _reference(motion, rep)
    found |= _against_standing(found, start)
    found["hip_share_frac"] = hip_share(found)
    found |= _budget(found, start)
    found |= _on_the_way(motion, rep)
    found |= _in_metres(motion, found)
    frame_s = float(np.median(np.diff(motion.time_s)))
    for name in ("eccentric_s", "pause_s", "concentric_s"):
        length_s = float(getattr(rep, name))
        sd = float(np.sqrt(TIME_SD_S**2 + frame_s**2 + (TIME_SD_PART * length_s) ** 2))
        found[name] = Quantity(length_s, sd)
    return {name: one for name, one in found.items() if np.isfinite([one.value, one.sd]).all()}


def _around(motion: Motion, time_s: float) -> Bools:
    # At a low frame rate the window holds the nearest frame at least.
    step_s = float(np.median(np.diff(motion.time_s)))
    return np.abs(motion.time_s - time_s) <= max(BOTTOM_WINDOW_S, 0.51 * step_s)


def _at_bottom(motion: Motion, frames: Bools) -> dict[str, Quantity]:
    found = {}
    for name in (*FRAME_MEASURES, *EXTRA_MEASURES):
        one = motion.series[name]
        seen = frames & np.isfinite(one.value)
        # Half a window is enough for a median; less says that the lifter was not seen there.
        if seen.sum() * 2 > frames.sum():
            found[name] = Quantity(
                float(np.median(one.value[seen])), float(np.median(one.sd[seen]))
            )
    return found


def _reference(motion: Motion, rep: Rep) -> Mapping[str, Quantity]:
    """Return the standing posture: the clip's quiet stand, else this rep's own lockout or start."""
    if motion.standing is not None:
        return motion.standing.posture
    moment_s = rep.end_s if rep.complete else rep.start_s
    return _at_bottom(motion, _around(motion, moment_s))


def _against_standing(
    bottom: Mapping[str, Quantity], standing: Mapping[str, Quantity]
) -> dict[str, Quantity]:
    """Return changes since standing; constant errors cancel in them."""
    needed = ("knee_deg", "thigh_trunk_deg", "hip_height_frac", "chest_height_frac")
    if any(name not in bottom or name not in standing for name in needed):
        return {}
    knee, closing, hip, chest = (bottom[name].value - standing[name].value for name in needed)
    share = knee / closing if closing > 1 else float("nan")
    return {
        "knee_change_deg": Quantity(knee, CHANGE_SD_DEG),
        "knee_share_frac": Quantity(
            share, float(np.hypot(1, share)) * CHANGE_SD_DEG / max(closing, 1.0)
        ),
        "hip_kept_frac": Quantity(1 + hip / standing["hip_height_frac"].value, CHANGE_SD_FRAC),
        "chest_given_frac": Quantity(-chest, CHEST_SD_FRAC),
    }


def _budget(
    bottom: Mapping[str, Quantity], standing: Mapping[str, Quantity]
) -> dict[str, Quantity]:
    """Return what hip and spine each give to the fold, the change of the thigh-trunk angle.

    The spine's part is what its flexion adds to the line from hip to shoulder, less than that
    flexion itself; the hip's is the rest. Nothing where they were not told apart.
    """
    needed = ("spine_part_deg", "hip_deg", "thigh_trunk_deg")
    if any(name not in bottom for name in needed) or "thigh_trunk_deg" not in standing:
        return {}
    spine, hip = bottom["spine_part_deg"], bottom["hip_deg"]
    fold = bottom["thigh_trunk_deg"].value - standing["thigh_trunk_deg"].value
    found = {
        "fold_deg": Quantity(fold, CHANGE_SD_DEG),
        "hip_part_deg": Quantity(fold - spine.value, hip.sd),
    }
    if fold >= FOLD_LEAST_DEG:
        share = spine.value / fold
        sd = float(np.hypot(spine.sd, share * CHANGE_SD_DEG)) / fold
        found["spine_share_frac"] = Quantity(share, sd)
    return found


def hip_share(measures: Mapping[str, Quantity]) -> Quantity:
    """Return the hip's share of the bend from the knee's part for each degree of the hip's.

    With k = knee / thigh-trunk change since standing, the share is 1 / (1 + k). What the two
    changes are unsure by is at least what a change is, and as much as the angles are there: the
    larger errors of bent bodies do not cancel against those of standing ones.

    Parameters
    ----------
    measures : mapping of str to Quantity
        ``knee_share_frac``, ``knee_deg`` and ``thigh_trunk_deg``; unknown where one is missing.
    """
    if not {"knee_share_frac", "knee_deg", "thigh_trunk_deg"} <= measures.keys():
        return UNKNOWN
    part = measures["knee_share_frac"].value
    knee_sd, closing_sd = (
        max(CHANGE_SD_DEG, measures[name].sd) for name in ("knee_deg", "thigh_trunk_deg")
    )
    closed_deg = max(measures["thigh_trunk_deg"].value, 1.0)
    part_sd = float(np.hypot(knee_sd, part * closing_sd)) / closed_deg
    return Quantity(1 / (1 + part), part_sd / (1 + part) ** 2)


def _in_metres(motion: Motion, found: Mapping[str, Quantity]) -> dict[str, Quantity]:
    """Return lengths in metres, where the clip has a scale."""
    if motion.scale is None:
        return {}
    scale = motion.scale.metre_per_px
    leg_m = motion.leg_px.value * scale.value
    metres = {}
    for name in ("hips_back", "knee_ahead"):
        if f"{name}_frac" in found:
            one = found[f"{name}_frac"]
            value = one.value * leg_m
            metres[f"{name}_m"] = Quantity(
                value, float(np.hypot(one.sd * leg_m, value * scale.sd / scale.value))
            )
    return metres


def _on_the_way(motion: Motion, rep: Rep) -> dict[str, Quantity]:
    found = {}
    if not rep.from_bottom:
        knee_s = _onset_s(motion, "knee_deg", rep, ONSET_LEAST_DEG)
        hip_s = _onset_s(motion, "thigh_trunk_deg", rep, ONSET_LEAST_DEG)
        found["hips_lead_s"] = Quantity(knee_s - hip_s, ONSET_SD_S)
    if rep.complete:
        found["trunk_rise_deg"] = Quantity(_rise_deg(motion, rep), RISE_SD_DEG)
    return found


def _onset_s(motion: Motion, name: str, rep: Rep, least_deg: float) -> float:
    """Return when a joint has made the first part of its change on the way down [s]."""
    way = (motion.time_s >= rep.start_s - 0.3) & (motion.time_s <= rep.bottom_start_s)
    time_s, value = motion.time_s[way], motion.series[name].value[way]
    seen = np.isfinite(value)
    if seen.sum() < 3:  # noqa: PLR2004 (a change needs points)
        return float("nan")
    time_s, value = time_s[seen], value[seen]
    change = float(value[-1] - value[0])
    if change < least_deg:
        return float("nan")
    return _crossing_s(time_s, value, float(value[0]) + ONSET_PART * change)


def _crossing_s(time_s: Floats, value: Floats, level: float) -> float:
    """Return when a rising signal last comes up through a level before its end [s]."""
    below = np.flatnonzero(value < level)
    if not len(below) or below[-1] + 1 >= len(value):
        return float(time_s[0])
    last = int(below[-1])
    part = (level - value[last]) / (value[last + 1] - value[last])
    return float(time_s[last] + part * (time_s[last + 1] - time_s[last]))


def _rise_deg(motion: Motion, rep: Rep) -> float:
    """Return how much more the trunk leans in the first part of a pull than at its start [deg].

    It counts from the middle of the stay at the bottom: hips that rise while the bar still lies
    open the thigh and tip the trunk alike, so that the thigh-trunk angle seems to stay.
    """
    until_s = rep.bottom_end_s + RISE_PART * rep.concentric_s
    trunk = motion.series["trunk_deg"].value
    first = trunk[(motion.time_s >= rep.bottom_s) & (motion.time_s <= until_s)]
    start = trunk[_around(motion, rep.bottom_s)]
    if not np.isfinite(first).any() or not np.isfinite(start).any():
        return float("nan")
    return float(np.nanmax(first) - np.nanmedian(start))
