"""How fast the hip opens: the steepest part of the way up, by a fit.

The difference from frame to frame shows the noise of a pose network: its peak reads a fifth to a
half too high. The way up from rest to rest is fitted by least squares with one polynomial of fifth
degree, the form of a smooth reach (Flash and Hogan 1985), whose slope at a moment is a weighted
sum of all the angles. A way that stops and starts again is not of that form: where a cubic through
a third of the way differs from it by more than its noise, that is added to the doubt.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from hiphinge.motion.smooth import HIGHEST, TWO_PASSES
from hiphinge.quantities import UNKNOWN, Quantity
from hiphinge.reps.measure import CHANGE_SD_DEG

if TYPE_CHECKING:
    from hiphinge.motion.motion import Motion
    from hiphinge.quantities import Floats
    from hiphinge.reps.rep import Rep

WAY_DEGREE = 5
"""Degree of the polynomial through the whole way up; it reads half a sine 0.1 % too low."""
EDGE_PART = 0.1
"""The peak is sought off the ends of the way by this part of it, where a polynomial may swing."""
LOCAL_DEGREE = 3
"""Degree of the one through a part of it, which follows a way that stops and starts."""
LOCAL_PART = 0.35
"""Length of that part, of the way up ..."""
LOCAL_LEAST_S = 0.2
"""... and at least [s]: shorter than the memory of a network's noise it would only follow it."""
FRAMES_LEAST = 9
"""A way with fewer measured frames is not fitted: the polynomial has six numbers of its own."""
SEEN_LEAST = 0.7
"""Nor is one of which less than this part of the frames is measured."""
NOISE_DEG = 2.1
"""Noise of the thigh-trunk angle within a clip [deg], from `motion/doubt.toml` ..."""
NOISE_HZ = 1.5
"""... which lasts for a while: a first-order low-pass with this corner [Hz]. Quiet stands of real
clips show speeds of 5 to 13 deg/s that are noise, which is in keeping with it."""
BALLISTIC_UP_S = 0.6
"""A way up shorter than this is a swing's, a throw's or a jump's [s]: half of `exercise.SLOW_S`."""
FPS_LEAST = 50.0
"""Frames a second that such a move needs: below, a way up has fewer frames than its peak asks
for, and most of a frame's time may be blur. 60 is what is recommended."""
FRAME_SD = 0.29 * 2**0.5
"""Doubt of the time between two frames, in frames: each is known to within one frame's width, with
the spread of an even distribution, 0.29."""
PEAK_HZ = 0.77
"""Frequency at which the filter takes as much as from the peak of a smooth reach, times the
reach's time: 7 % of one of 0.3 s at 4 Hz, 1.4 % at 6 Hz or of one of 0.45 s (measured)."""
GRID = 61
"""Moments of the way up at which the speed is asked for."""


def peak_opening(
    motion: Motion, rep: Rep, *, ballistic: bool | None = None
) -> tuple[Quantity, str]:
    """Return the peak speed at which thigh and trunk open on the way up.

    Parameters
    ----------
    motion : Motion
        The measured movement.
    rep : Rep
        The repetition.
    ballistic : bool or None
        Whether it is a swing, a throw or a jump; None to tell by how long the way up takes.

    Returns
    -------
    Quantity
        Speed of the thigh-trunk angle [deg/s], positive; NaN where it is unknown.
    str
        Why it is unknown; empty where it is not.
    """
    if not rep.complete:
        return UNKNOWN, "the repetition is cut before its lockout"
    way_s = rep.concentric_s
    frame_s = float(np.median(np.diff(motion.time_s)))
    fast = way_s < BALLISTIC_UP_S if ballistic is None else ballistic
    if fast and 1 / frame_s < FPS_LEAST:
        return UNKNOWN, (
            f"the clip has {1 / frame_s:.0f} frames a second and a move as fast as this needs "
            f"{FPS_LEAST:.0f} or more: film it at 60"
        )
    way = (motion.time_s >= rep.bottom_end_s) & (motion.time_s <= rep.lockout_s)
    angle = motion.series["thigh_trunk_deg"].value
    seen = way & np.isfinite(angle)
    if seen.sum() < max(FRAMES_LEAST, SEEN_LEAST * way.sum()):
        return UNKNOWN, "the way up has too few measured frames"
    speed, noise = _whole_way(motion.time_s[seen], angle[seen])
    if speed <= 0:
        return UNKNOWN, "the way up does not open"
    parts = (
        CHANGE_SD_DEG / max(rep.depth_deg - rep.top_deg, 1.0),
        _smoothed_away(way_s, motion.cutoff_hz, frame_s),
        FRAME_SD * frame_s / way_s,
    )
    # The time between frames, the range of the angle and the filter scale the speed as a whole.
    scaled = speed * float(np.linalg.norm(parts))
    return Quantity(speed, math.hypot(noise, _unlike(motion, rep, speed), scaled)), ""


def _whole_way(time_s: Floats, angle: Floats) -> tuple[float, float]:
    """Return the peak speed of the fit to the whole way and its noise [deg/s]."""
    span_s = time_s[-1] - time_s[0]
    moments = np.linspace(time_s[0] + EDGE_PART * span_s, time_s[-1] - EDGE_PART * span_s, GRID)
    weights = [_slope_weights(time_s - at_s, WAY_DEGREE) for at_s in moments]
    speeds = [-float(weight @ angle) for weight in weights]
    best = int(np.argmax(speeds))
    return speeds[best], _noise(weights[best], time_s)


def _unlike(motion: Motion, rep: Rep, speed: float) -> float:
    """Return by how much a local fit's peak differs from a speed, beyond its noise [deg/s]."""
    angle = motion.series["thigh_trunk_deg"].value
    seen = np.isfinite(angle)
    time_s, angle = motion.time_s[seen], angle[seen]
    frame_s = float(np.median(np.diff(motion.time_s)))
    half_s = max(LOCAL_LEAST_S, LOCAL_PART * rep.concentric_s) / 2
    found = []
    for at_s in np.linspace(rep.bottom_end_s, rep.lockout_s, GRID):
        near = np.abs(time_s - at_s) <= half_s
        away_s = time_s[near] - at_s
        # The fit must reach to both sides of the moment, or it is a guess beyond its data.
        reach_s = half_s - 1.5 * frame_s
        if len(away_s) > LOCAL_DEGREE + 1 and away_s[0] <= -reach_s and away_s[-1] >= reach_s:
            weight = _slope_weights(away_s, LOCAL_DEGREE)
            found.append((-float(weight @ angle[near]), _noise(weight, away_s)))
    if not found:
        return 0.0
    local, noise = max(found)
    return float(np.sqrt(max(0.0, (local - speed) ** 2 - noise**2)))


def _slope_weights(away_s: Floats, degree: int) -> Floats:
    """Return the weights whose sum over the angles is the fitted polynomial's slope at zero.

    Row one of the pseudoinverse of the polynomial's matrix, as in Savitzky and Golay 1964, for
    uneven times.
    """
    scale = float(np.abs(away_s).max())
    rows = np.vander(away_s / scale, degree + 1, increasing=True)
    weights: Floats = np.linalg.pinv(rows)[1] / scale
    return weights


def _noise(weight: Floats, time_s: Floats) -> float:
    """Return the standard deviation of a weighted sum of angles with lasting noise [deg/s]."""
    apart_s = np.abs(time_s[:, None] - time_s[None, :])
    together = np.exp(-2 * np.pi * NOISE_HZ * apart_s)
    return NOISE_DEG * float(np.sqrt(weight @ together @ weight))


def _smoothed_away(way_s: float, cutoff_hz: float, frame_s: float) -> float:
    """Return which part of its peak speed the smoothing takes from a smooth reach.

    One less the gain of both passes of the filter, 1 / (1 + (f / design)^4), at f = `PEAK_HZ` over
    the way's time.
    """
    design_hz = min(cutoff_hz / TWO_PASSES, HIGHEST / frame_s)
    return float(1 - 1 / (1 + (PEAK_HZ / way_s / design_hz) ** 4))
