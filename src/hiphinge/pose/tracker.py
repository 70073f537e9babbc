"""Following one body from frame to frame: a step that serves files, both ways, and live alike."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from hiphinge.pose.outline import no_outline
from hiphinge.pose.skeleton import LANDMARK_COUNT
from hiphinge.quantities import Missing

if TYPE_CHECKING:
    from hiphinge.pose.crop import Roi
    from hiphinge.pose.estimator import Detection, Estimate, Estimator
    from hiphinge.quantities import Floats
    from hiphinge.source.frame import Frame

PRESENCE_LEAST = 0.5
"""The landmark network's own score below which the square holds no body (published graph)."""
SHIFT_MOST = 0.25
"""A body's centre moves less than this part of its square within `SHIFT_TIME_S`: 0.25 of a 2 m
square in 1/15 s is 7.5 m/s, faster than any lift. A larger shift is a jump to something else."""
SHIFT_TIME_S = 1 / 15
GROWTH_MOST = 1.4
"""Nor does the square grow or shrink by more than this factor."""
PATIENCE = 3
"""Frames that may be refused before the detector is asked again."""
RETRY_S = 0.2
"""While the lifter is lost the detector is asked this often [s]."""
HOME_REACH = 0.8
"""A lifter lifts in place: the square's centre stays within this part of its side around where
following began, 1.7 m. Whoever is followed farther than that is a passer-by who hid the lifter."""
AGAIN_REACH = 0.5
"""After having been lost the lifter is taken for found within this of there."""


@dataclass(frozen=True, slots=True)
class Following:
    """State of a track.

    Attributes
    ----------
    roi : Roi
        Where to look next.
    seen_s : float
        Time of the last accepted frame [s].
    tried_s : float
        Time at which the detector was last asked [s].
    home : Roi
        Where following began; the lifter is looked for here after having been lost.
    refused : int
        Frames refused since the last accepted one.
    """

    roi: Roi
    seen_s: float
    tried_s: float
    home: Roi
    refused: int = 0


@dataclass(frozen=True, slots=True)
class Sighting:
    """What one frame gave.

    Attributes
    ----------
    time_s : float
        The frame's time [s].
    xy_px : (33, 2) float
        Landmarks in the frame's own pixels; NaN where missing.
    depth_px : (33,) float
        Distance behind the hips' midpoint in the same pixels; rough.
    visibility : (33,) float
        0 to 1.
    missing : Missing
        Why there are no landmarks.
    outline_px : (RAY_COUNT, 2, 2) float
        The body's outline in the same pixels; see `pose.outline`. NaN where it is not known.
    """

    time_s: float
    xy_px: Floats
    depth_px: Floats
    visibility: Floats
    missing: Missing
    outline_px: Floats = field(default_factory=no_outline)


def begin(roi: Roi, time_s: float) -> Following:
    """Return the state from which a body is followed, seen in a square at a time [s]."""
    return Following(roi, time_s, time_s, roi)


def step(state: Following, frame: Frame, estimator: Estimator) -> tuple[Following, Sighting]:
    """Follow the body into the next frame, in either direction of time.

    A frame whose body jumps, or changes size at once, is refused: it is somebody else or nobody.
    After `PATIENCE` refusals the detector looks over the whole picture for a body where the
    lifter was last seen.
    """
    if state.refused >= PATIENCE:
        if abs(frame.time_s - state.tried_s) < RETRY_S:
            return state, _nothing(frame, Missing.LOST)
        found = _again(state.home, estimator.detect(frame))
        if found is None:
            return replace(state, tried_s=frame.time_s), _nothing(frame, Missing.LOST)
        estimate = settle(frame, found, estimator)
        if not _same_body(found, estimate, frame.time_s - state.seen_s):
            return replace(state, tried_s=frame.time_s), _nothing(frame, Missing.LOST)
    else:
        estimate = estimator.estimate(frame, state.roi)
        strayed = _away(estimate.next_roi, state.home) > HOME_REACH
        if strayed or not _same_body(state.roi, estimate, frame.time_s - state.seen_s):
            refused = replace(state, refused=state.refused + 1, tried_s=state.seen_s)
            why = Missing.IMPLAUSIBLE if estimate.presence >= PRESENCE_LEAST else Missing.LOST
            return refused, _nothing(frame, why)
    followed = replace(
        state, roi=estimate.next_roi, seen_s=frame.time_s, tried_s=frame.time_s, refused=0
    )
    return followed, _seen(frame, estimate)


def settle(frame: Frame, roi: Roi, estimator: Estimator, passes: int = 4) -> Estimate:
    """Return the estimate after it was fed back through its own next square.

    A first look with a badly placed square reads a bent trunk 20 degrees too upright; after
    three or four passes it settles.
    """
    estimate = estimator.estimate(frame, roi)
    for _ in range(passes - 1):
        if estimate.presence < PRESENCE_LEAST:
            break
        estimate = estimator.estimate(frame, estimate.next_roi)
    return estimate


def _same_body(before: Roi, estimate: Estimate, elapsed_s: float) -> bool:
    after = estimate.next_roi
    if estimate.presence < PRESENCE_LEAST or not np.isfinite(after.side) or after.side <= 0:
        return False
    room = SHIFT_MOST * max(1.0, abs(elapsed_s) / SHIFT_TIME_S) * before.side
    shift = float(np.hypot(after.x - before.x, after.y - before.y))
    growth = max(after.side / before.side, before.side / after.side)
    return shift <= min(room, before.side / 2) and growth <= GROWTH_MOST


def _away(roi: Roi, home: Roi) -> float:
    """Return how far a square lies from another, in sides of that."""
    return float(np.hypot(roi.x - home.x, roi.y - home.y)) / home.side


def _again(home: Roi, detections: list[Detection]) -> Roi | None:
    """Return the detection that can be the lifter again, if any."""
    alike = [
        found.roi
        for found in detections
        if _away(found.roi, home) <= AGAIN_REACH
        and max(found.roi.side / home.side, home.side / found.roi.side) <= GROWTH_MOST**2
    ]
    return min(alike, key=lambda roi: _away(roi, home)) if alike else None


def _seen(frame: Frame, estimate: Estimate) -> Sighting:
    return Sighting(
        frame.time_s,
        estimate.xy_px,
        estimate.depth_px,
        estimate.visibility,
        Missing.NO,
        estimate.outline_px,
    )


def _nothing(frame: Frame, why: Missing) -> Sighting:
    nothing = np.full((LANDMARK_COUNT, 2), np.nan)
    return Sighting(frame.time_s, nothing, nothing[:, 0], np.zeros(LANDMARK_COUNT), why)
