"""True joints, and hip and spine apart: what landmarks alone do not tell.

The body's outline goes along with the landmarks here. Where it does not show the back, hip and
spine stay unknown, and the reason is said.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from hiphinge.motion.correct import BACK_MEASURES, LEANS, MEASURES, OUTPUTS, correct
from hiphinge.motion.doubt import Fitted, fitted
from hiphinge.motion.features import JOINTS, features, reference
from hiphinge.motion.features import LEANS as LEAN_COLUMNS
from hiphinge.motion.smooth import smooth
from hiphinge.pose.outline import TRUNK_AT
from hiphinge.pose.skeleton import sided
from hiphinge.quantities import Facing, Quantity, Series

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hiphinge.motion.motion import Standing, View
    from hiphinge.quantities import Bools, Floats

FOLDER = Path(__file__).parent
BETWEEN = {"knee_deg": ("shin_deg", "thigh_deg"), "thigh_trunk_deg": ("trunk_deg", "thigh_deg")}
"""Angles between two segments. The joint that both share, placed wrongly, leans them in opposite
ways (correlation of the errors -0.5 at the knee, -0.1 at the hip, films for the doubt): the angle
is never surer than both leans together."""
PLAIN_LEANS = slice(LEAN_COLUMNS.start, LEAN_COLUMNS.start + len(LEANS))
"""Columns of the plain leans that the correction adds to."""
BAR_LEAST = 0.5
"""From this mean answer on a bar lies on the back (1) rather than not (0)."""
RAISED_FRAC = 0.1
"""A wrist this far over the ear, in leg lengths, is raised: nobody was fitted on like that."""
SEEN_LEAST = 0.6
"""Part of the back's rays that must end at an outline, or the back is not seen."""
HIDDEN_MOST = 0.5
"""Part of the frames in which it may be unseen before the clip stays silent."""
BACK = slice(0, len(TRUNK_AT))
"""Rays across the trunk."""


@dataclass(frozen=True, slots=True)
class Anatomy:
    """What is known beyond landmarks.

    Attributes
    ----------
    series : mapping of str to Series
        `MEASURES` [deg].
    joints_px : (T, 4, 2) float
        Near shoulder, hip, knee and ankle [px].
    back_px : (T, B, 2) float
        The back's outline, from below the hips to the neck [px]; NaN where unseen.
    turn_deg : Quantity
        The lifter's turn from the pure side view, positive toward the camera [deg].
    silence : str
        Why hip and spine are not told apart; empty where they are.
    """

    series: Mapping[str, Series]
    joints_px: Floats
    back_px: Floats
    turn_deg: Quantity
    silence: str


@dataclass(frozen=True, slots=True)
class Sight:
    """What of a clip goes in: upright, mended and smoothed, but for the outline.

    Attributes
    ----------
    time_s : (T,) float
    xy_px : (T, 33, 2) float
    visibility : (T, 33) float
    outline_px : (T, RAY_COUNT, 2, 2) float
    leg_px : float
        Leg length between landmarks.
    view : View
    standing : Standing or None
    cutoff_hz : float
    roll_sd_deg : float
        What is left of the camera's roll.
    """

    time_s: Floats
    xy_px: Floats
    visibility: Floats
    outline_px: Floats
    leg_px: float
    view: View
    standing: Standing | None
    cutoff_hz: float
    roll_sd_deg: float


def anatomy(sight: Sight, network: str) -> Anatomy | None:
    """Find joints, hip and spine; None where nothing was fitted for what found the landmarks."""
    row = fitted(network)
    if row is None:
        return None
    near, facing = sight.view.near, sight.view.facing
    table = features(sight.xy_px, sight.outline_px, near, facing, sight.leg_px)
    standing = _standing_frames(sight)
    parts = [sight.visibility[:, int(sided(near, part))] for part in JOINTS]
    extra = np.column_stack([*parts, np.full(len(table), np.log(sight.leg_px))])
    answer = correct(FOLDER / row.file, table, reference(table, standing), extra)
    own = sight.xy_px[:, [int(sided(near, part)) for part in JOINTS]]
    seen: Bools = np.all(np.isfinite(own), axis=(1, 2))
    outputs = smooth(sight.time_s, np.where(seen[:, None], answer.outputs, np.nan), sight.cutoff_hz)
    out = dict(zip(OUTPUTS, outputs.T, strict=True))
    plain = np.degrees(table[:, PLAIN_LEANS])
    value = {name: plain[:, n] + out[f"{name}_off"] for n, name in enumerate(LEANS)}
    value["knee_deg"] = value["shin_deg"] - value["thigh_deg"]
    value["thigh_trunk_deg"] = value["trunk_deg"] - value["thigh_deg"]
    upright = float(np.median(value["trunk_deg"][standing])) if standing.any() else np.nan
    value["spine_deg"], value["spine_part_deg"] = out["spine_deg"], out["spine_part_deg"]
    pelvis = value["trunk_deg"] - upright - value["spine_part_deg"]
    value["hip_deg"] = pelvis - value["thigh_deg"]
    back = sight.outline_px[:, BACK, 0 if facing is Facing.RIGHT else 1]
    silence = _raised(sight, standing) or _silence(standing, out, back, seen)
    return Anatomy(
        series=_series(value, answer.log_sd, row, sight.roll_sd_deg, silence),
        joints_px=_joints_px(sight, outputs),
        back_px=back,
        turn_deg=Quantity(float(np.nanmedian(out["turn_deg"])), row.turn_sd_deg),
        silence=silence,
    )


def _standing_frames(sight: Sight) -> Bools:
    if sight.standing is None:
        return np.zeros(len(sight.time_s), dtype=bool)
    start_s, end_s = sight.standing.start_s, sight.standing.end_s
    return (sight.time_s >= start_s) & (sight.time_s <= end_s)


def _raised(sight: Sight, standing: Bools) -> str:
    """Say so where the lifter stands with the arms overhead: they carry the shoulders along."""
    near = sight.view.near
    wrist, ear = (sight.xy_px[standing, int(sided(near, part)), 1] for part in ("wrist", "ear"))
    higher = (ear - wrist) / sight.leg_px
    higher = higher[np.isfinite(higher)]
    if len(higher) and float(np.median(higher)) > RAISED_FRAC:
        return "the arms are overhead in standing, which moves shoulders and back"
    return ""


def _silence(standing: Bools, out: Mapping[str, Floats], back: Floats, seen: Bools) -> str:
    """Say why hip and spine are not told apart in this clip; nothing where they are."""
    if not standing.any():
        return "the clip never shows you standing, which the back's shape is held against"
    if float(np.nanmean(out["bar_on_back"])) > BAR_LEAST:
        return "a bar or another load lies on the back and hides its outline"
    if np.isfinite(back[standing][:, :, 0]).mean() < SEEN_LEAST:
        return "the outline of the back was not seen in standing, which it is held against"
    unseen = np.isfinite(back[seen][:, :, 0]).mean(axis=1) < SEEN_LEAST
    if not seen.any() or unseen.mean() > HIDDEN_MOST:
        return "the outline of the back was not seen"
    return ""


def _series(
    value: Mapping[str, Floats], log_sd: Floats, row: Fitted, roll_sd_deg: float, silence: str
) -> dict[str, Series]:
    """Give each measure its doubt; hip and spine end where it grows too large."""
    own = {name: row.factor[name] * np.exp(log_sd[:, n]) for n, name in enumerate(MEASURES)}
    found = {}
    for name in MEASURES:
        sd = own[name]
        if name in BETWEEN:  # the roll turns both leans alike and is not in what lies between
            sd = np.maximum(sd, np.hypot(*(own[part] for part in BETWEEN[name])))
        if name in (*LEANS, "hip_deg"):  # the hip counts from an upright thigh
            sd = np.hypot(sd, roll_sd_deg)
        found[name] = Series(value[name], np.where(np.isfinite(value[name]), sd, np.nan))
    quiet = found["spine_deg"].sd > row.silent_sd_deg
    for name in BACK_MEASURES:
        unknown = np.ones_like(quiet) if silence else quiet
        one = found[name]
        found[name] = Series(
            np.where(unknown, np.nan, one.value), np.where(unknown, np.nan, one.sd)
        )
    return found


def _joints_px(sight: Sight, outputs: Floats) -> Floats:
    """Return the near side's joint centres in the picture [px]."""
    first = OUTPUTS.index(f"{JOINTS[0]}_ahead")
    moved = outputs[:, first : first + 2 * len(JOINTS)].reshape(len(outputs), len(JOINTS), 2) / 100
    own = sight.xy_px[:, [int(sided(sight.view.near, part)) for part in JOINTS]]
    return own + moved * (int(sight.view.facing) * sight.leg_px, -sight.leg_px)
