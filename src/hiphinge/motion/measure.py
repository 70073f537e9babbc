"""The way from a pose track to motion: one side, mended, smoothed, measured."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from hiphinge.errors import ClipError
from hiphinge.motion.anatomy import Sight, anatomy
from hiphinge.motion.angles import knee_flexion_deg, lean_deg, thigh_trunk_flexion_deg
from hiphinge.motion.body import (
    leg_length_px,
    near_leg_px,
    scale_from_plate,
    scale_from_stature,
)
from hiphinge.motion.clean import clean
from hiphinge.motion.doubt import (
    angle_sd_deg,
    error_of,
    is_turned,
    landmark_leg,
    roll_sd_deg,
    turned_deg,
)
from hiphinge.motion.heading import facing_one_way
from hiphinge.motion.motion import Motion
from hiphinge.motion.smooth import SLOW_CUTOFF_HZ, smooth
from hiphinge.motion.standing import find_standing, restated
from hiphinge.motion.upright import turned_px
from hiphinge.motion.view import see, turned
from hiphinge.pose.outline import RAY_COUNT
from hiphinge.pose.skeleton import sided
from hiphinge.quantities import Missing, Series, Side

if TYPE_CHECKING:
    from hiphinge.motion.motion import Scale, View
    from hiphinge.pose.track import PoseTrack
    from hiphinge.quantities import Bytes, Floats, Quantity

FITTED_YAW_DEG = 45.0
"""Joints are not corrected in views that are turned by more: no body was fitted on there [deg]."""
HEIGHT_NOISE_FRAC = 0.03
"""Standard deviation of a height read straight off a landmark, in leg lengths: 2.5 cm."""


@dataclass(frozen=True, slots=True)
class MotionSettings:
    """What the measuring of motion may be told.

    Attributes
    ----------
    cutoff_hz : float
        Cut-off of the smoothing [Hz]; see `motion.smooth` for its sources.
    height_cm : float or None
        The lifter's stature, for metres [cm].
    plate_px : float or None
        Width in the picture of a full-size weight plate [px]; surer than stature.
    """

    cutoff_hz: float = SLOW_CUTOFF_HZ
    height_cm: float | None = None
    plate_px: float | None = None


def measure(track: PoseTrack, settings: MotionSettings | None = None) -> Motion:
    """Measure what the body does.

    Raises
    ------
    ClipError
        When no frame shows the lifter's legs, hips and shoulders.
    """
    settings = settings or MotionSettings()
    filmed_px = track.xy_px
    track, turned_by = _upright(track)
    leg_px = leg_length_px(track.xy_px)
    if not np.isfinite(leg_px.value):
        raise ClipError(
            "The lifter was not seen in any frame: film the whole body from the side, in good "
            "light, with the camera 3 to 5 m away."
        )
    track = facing_one_way(track, leg_px.value)
    landmark_leg_px = leg_length_px(track.xy_px).value
    view = see(track, landmark_leg_px)
    xy, missing, repairs = clean(track, view.near, landmark_leg_px, filmed_px)
    if (missing != Missing.NO).all():
        raise ClipError(
            "The lifter's hips or legs are out of the picture all the time: film the whole body "
            "from the side, with the camera 3 to 5 m away."
        )
    flat = smooth(track.time_s, xy.reshape(len(xy), -1), settings.cutoff_hz)
    xy = flat.reshape(xy.shape)
    leg_px = near_leg_px(xy, view.near, landmark_leg(track.network))
    series = _series(xy, view, leg_px, track.network)
    standing = find_standing(track.time_s, series)
    sight = Sight(
        time_s=track.time_s,
        xy_px=xy,
        visibility=track.visibility,
        outline_px=_outline(track, missing),
        leg_px=landmark_leg_px,
        view=view,
        standing=standing,
        cutoff_hz=settings.cutoff_hz,
        roll_sd_deg=roll_sd_deg(track.network, track.roll_deg),
    )
    fits = view.yaw_deg.value <= FITTED_YAW_DEG and track.outline_px is not None
    known = anatomy(sight, track.network) if fits else None
    if known is not None:
        near = _near(xy, view)
        series |= known.series
        series |= _leg_fractions(series["shin_deg"], series["thigh_deg"], _thigh_part(near))
        view = turned(view, known.turn_deg) if np.isfinite(known.turn_deg.value) else view
        standing = restated(standing, track.time_s, series) if standing else None
    back = partial(turned_px, turn_deg=turned_by, about_px=_centre(track))
    return Motion(
        time_s=track.time_s,
        xy_px=back(xy),
        missing=missing,
        view=replace(view, roll_deg=track.roll_deg, pitch_deg=track.pitch_deg),
        standing=standing,
        leg_px=leg_px,
        scale=_scale(leg_px, settings),
        series=series,
        repairs=repairs,
        cutoff_hz=settings.cutoff_hz,
        joints_px=back(known.joints_px) if known else None,
        back_px=back(known.back_px) if known else None,
        silence=known.silence if known else _unknown(track, view),
    )


def _unknown(track: PoseTrack, view: View) -> str:
    """Say why nothing is known beyond landmarks."""
    if view.yaw_deg.value > FITTED_YAW_DEG:
        return "the camera looks too far from the side to see the back's outline"
    if track.outline_px is None:
        return "the landmarks came without the body's outline"
    return "hip and spine were not fitted for this network"


def _centre(track: PoseTrack) -> Floats:
    return np.array([track.width_px, track.height_px]) / 2


def _upright(track: PoseTrack) -> tuple[PoseTrack, float]:
    """Return the track as a level camera would have seen it, and the roll taken out [deg]."""
    roll = track.roll_deg.value
    if not np.isfinite(roll):
        return track, 0.0
    outline = track.outline_px
    level = partial(turned_px, turn_deg=-roll, about_px=_centre(track))
    return (
        replace(
            track,
            xy_px=level(track.xy_px),
            outline_px=None if outline is None else level(outline),
        ),
        roll,
    )


def _outline(track: PoseTrack, missing: Bytes) -> Floats:
    """Return the outline of the frames that are measured."""
    if track.outline_px is None:
        return np.full((len(track.time_s), RAY_COUNT, 2, 2), np.nan)
    return np.where((missing == Missing.NO)[:, None, None, None], track.outline_px, np.nan)


def _scale(leg_px: Quantity, settings: MotionSettings) -> Scale | None:
    if settings.plate_px is not None:
        return scale_from_plate(settings.plate_px)
    if settings.height_cm is not None:
        return scale_from_stature(leg_px, settings.height_cm)
    return None


def _series(xy: Floats, view: View, leg_px: Quantity, network: str) -> dict[str, Series]:
    """Return every measure of the near side."""
    near = _near(xy, view)
    ends = {
        "trunk_deg": ("hip", "shoulder"),
        "thigh_deg": ("knee", "hip"),
        "shin_deg": ("ankle", "knee"),
    }
    ends_px = {name: (near[lower], near[upper]) for name, (lower, upper) in ends.items()}
    if is_turned(view.yaw_deg.value):
        ends_px["trunk_deg"] = (_middle(xy, "hip"), _middle(xy, "shoulder"))
    angle = {
        name: turned_deg(
            lean_deg(lower, upper, view.facing) - error_of(network, name).bias, view.yaw_deg.value
        )
        for name, (lower, upper) in ends_px.items()
    }
    angle["knee_deg"] = knee_flexion_deg(angle["shin_deg"], angle["thigh_deg"])
    angle["thigh_trunk_deg"] = thigh_trunk_flexion_deg(angle["trunk_deg"], angle["thigh_deg"])
    series = {
        name: Series(value, angle_sd_deg(error_of(network, name), value, view.yaw_deg))
        for name, value in angle.items()
    }
    unmeasured = np.full(len(xy), np.nan)
    for name in ("hip_deg", "spine_deg", "spine_part_deg"):
        series[name] = Series(unmeasured, unmeasured)
    series |= _leg_fractions(series["shin_deg"], series["thigh_deg"], _thigh_part(near))
    for name, part in (("chest_height_frac", "shoulder"), ("wrist_height_frac", "wrist")):
        height = (near["ankle"] - near[part])[:, 1] / leg_px.value
        series[name] = Series(height, np.where(np.isfinite(height), HEIGHT_NOISE_FRAC, np.nan))
    return series


def _near(xy: Floats, view: View) -> dict[str, Floats]:
    """Return the near side's landmarks that measures stand on [px]."""
    parts = ("shoulder", "hip", "knee", "ankle", "wrist")
    return {part: xy[:, int(sided(view.near, part))] for part in parts}


def _middle(xy: Floats, part: str) -> Floats:
    """Return the middle between the two sides.

    Shoulders are wider apart than hips: from an oblique camera the near shoulder over the near
    hip looks like a lean of 4 degrees that is none, and their middles do not.
    """
    left, right = (xy[:, int(sided(side, part))] for side in Side)
    return np.asarray((left + right) / 2)


def _thigh_part(near: dict[str, Floats]) -> float:
    """Return the thigh's share of leg length; a rigid body's, so one number a clip."""
    thigh = np.hypot(*(near["hip"] - near["knee"]).T)
    shank = np.hypot(*(near["knee"] - near["ankle"]).T)
    return float(np.nanmedian(thigh) / (np.nanmedian(thigh) + np.nanmedian(shank)))


def _leg_fractions(shin: Series, thigh: Series, thigh_part: float) -> dict[str, Series]:
    """Return where hip and knee are against the ankle, in leg lengths, from the leg's two leans.

    hip height = Ls cos(shin) + Lt cos(thigh); hips back = -(Ls sin(shin) + Lt sin(thigh));
    knee ahead = Ls sin(shin); first-order propagation of the leans' standard deviations.
    """
    shank_part = 1 - thigh_part
    phi, theta = np.radians(shin.value), np.radians(thigh.value)
    phi_sd, theta_sd = np.radians(shin.sd) * shank_part, np.radians(thigh.sd) * thigh_part
    height = shank_part * np.cos(phi) + thigh_part * np.cos(theta)
    ahead = shank_part * np.sin(phi)
    back = -(ahead + thigh_part * np.sin(theta))
    # A leg that stands upright has no first-order doubt in height; 0.01 is what the ankle's own
    # noise leaves.
    height_sd = np.sqrt((np.sin(phi) * phi_sd) ** 2 + (np.sin(theta) * theta_sd) ** 2 + 0.01**2)
    back_sd = np.hypot(np.cos(phi) * phi_sd, np.cos(theta) * theta_sd)
    return {
        "hip_height_frac": Series(height, height_sd),
        "hips_back_frac": Series(back, back_sd),
        "knee_ahead_frac": Series(ahead, np.abs(np.cos(phi)) * phi_sd),
    }
