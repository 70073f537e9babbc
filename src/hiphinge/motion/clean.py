"""Mending landmarks: exchanged sides, single wild frames, short gaps. Each repair is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from hiphinge.motion.motion import Repair
from hiphinge.motion.running import running_median
from hiphinge.motion.smooth import measured, stretches
from hiphinge.pose.skeleton import SIDED, Landmark, sided
from hiphinge.quantities import Missing, Side

if TYPE_CHECKING:
    from hiphinge.pose.track import PoseTrack
    from hiphinge.quantities import Bools, Bytes, Floats

GAP_MOST_S = 0.25
"""Longer gaps stay gaps [s]: a hinge at 1.5 s a cycle turns within half of this."""
JUMP_WINDOW_S = 0.2
"""A landmark is held against its own median over this time to each side [s]."""
JUMP_LEAST = 0.12
"""A landmark farther than this from that median, in leg lengths, may be a jump: 10 cm."""
JUMP_SPREADS = 5.0
"""... and farther than this many times the usual spread around the median (Hampel filter)."""
SWAP_GAIN = 0.5
"""Sides are exchanged when that shortens the way from the last frame to this part of it."""
SWAP_LEAST = 0.08
"""... and the sides lie this far apart, in leg lengths: closer ones cannot be told apart."""
MARGIN = 0.02
"""A landmark this part of the picture outside its edge is out of the picture."""
NEEDED = ("shoulder", "hip", "knee", "ankle")
"""What the measures stand on."""


def clean(
    track: PoseTrack, near: Side, leg_px: float, filmed_px: Floats | None = None
) -> tuple[Floats, Bytes, tuple[Repair, ...]]:
    """Mend a track.

    Parameters
    ----------
    track : PoseTrack
        Landmarks as found.
    near : Side
        The side that is measured; only it decides whether a frame is out of the picture.
    leg_px : float
        Leg length, for the size of a jump [px].
    filmed_px : (T, 33, 2) float or None
        Landmarks where the camera filmed them, if the track was turned upright since; they decide
        what is out of the picture.

    Returns
    -------
    xy_px : (T, 33, 2) float
    missing : (T,) uint8
    repairs : tuple of Repair
    """
    xy, swaps = _unswapped(track.xy_px, track.time_s, leg_px)
    missing = track.missing.copy()
    missing[
        _outside(track, xy if filmed_px is None else filmed_px, near) & (missing == Missing.NO)
    ] = Missing.OUT_OF_PICTURE
    xy[missing != Missing.NO] = np.nan
    xy, jumps = _without_jumps(track.time_s, xy, leg_px)
    xy, missing, gaps = _filled(track.time_s, xy, missing)
    return xy, missing, (*swaps, *jumps, *gaps)


def _repairs(kind: str, touched: Bools, time_s: Floats) -> tuple[Repair, ...]:
    return tuple(
        Repair(kind, float(time_s[run.start]), float(time_s[run.stop - 1]), run.stop - run.start)
        for run in stretches(touched)
    )


def _unswapped(xy: Floats, time_s: Floats, leg_px: float) -> tuple[Floats, tuple[Repair, ...]]:
    """Exchange the legs' sides back in frames where the network exchanged them."""
    mended = np.array(xy, dtype=float)
    known: Bools = np.any(np.isfinite(xy), axis=(0, 2))
    legs = [
        (int(sided(Side.LEFT, part)), int(sided(Side.RIGHT, part)))
        for part in ("hip", "knee", "ankle", "heel", "foot_index")
    ]
    left = [one for one, other in legs if known[one] and known[other]]
    right = [other for one, other in legs if known[one] and known[other]]
    touched = np.zeros(len(xy), dtype=bool)
    last: Floats | None = None
    for index, frame in enumerate(mended):
        if not left or not np.isfinite(frame[left + right]).all():
            continue
        if last is not None:
            stay = _way(last[left], frame[left]) + _way(last[right], frame[right])
            cross = _way(last[left], frame[right]) + _way(last[right], frame[left])
            apart = _way(frame[left], frame[right])
            if cross < SWAP_GAIN * stay and apart > SWAP_LEAST * leg_px:
                frame[left + right] = frame[right + left]
                touched[index] = True
        last = frame.copy()
    # A change that never changes back is not an error of single frames: leave it alone.
    if touched.mean() > 0.5:  # noqa: PLR2004 (half)
        return np.array(xy, dtype=float), ()
    return mended, _repairs("swap", touched, time_s)


def _way(a: Floats, b: Floats) -> float:
    return float(np.hypot(*(a - b).T).mean())


def _outside(track: PoseTrack, xy: Floats, near: Side) -> Bools:
    """Tell in which frames a needed landmark lies outside the picture."""
    needed = xy[:, [int(sided(near, part)) for part in NEEDED]]
    low = -MARGIN * np.array([track.width_px, track.height_px])
    high = (1 + MARGIN) * np.array([track.width_px, track.height_px])
    with np.errstate(invalid="ignore"):
        outside: Bools = np.any((needed < low) | (needed > high), axis=(1, 2))
    return outside


def _without_jumps(time_s: Floats, xy: Floats, leg_px: float) -> tuple[Floats, tuple[Repair, ...]]:
    """Replace single wild landmarks by the median of their neighbours (Hampel 1974)."""
    mended = xy.copy()
    seen = np.flatnonzero(measured(xy.reshape(len(xy), -1)))
    if len(seen) < 5:  # noqa: PLR2004 (a median needs neighbours)
        return mended, ()
    step_s = float(np.median(np.diff(time_s[seen])))
    reach = max(2, round(JUMP_WINDOW_S / step_s))
    parts = [int(sided(side, part)) for side in Side for part in SIDED] + [int(Landmark.NOSE)]
    paths = xy[seen][:, parts]
    # Turned about its end, not folded back: a fast move goes on beyond the clip's edge.
    around = ((reach, reach), (0, 0), (0, 0))
    padded = np.pad(paths, around, mode="reflect", reflect_type="odd")
    middle = running_median(padded, reach)
    away = np.hypot(*np.moveaxis(paths - middle, -1, 0))
    spread = 1.4826 * np.median(away, axis=0)
    wild = (away > JUMP_LEAST * leg_px) & (away > JUMP_SPREADS * spread)
    # A fast move carries every landmark away from its median alike; a jump is one of a few.
    wild &= (wild.sum(axis=1) <= len(parts) // 2)[:, None]
    paths = np.where(wild[..., None], middle, paths)
    mended[seen[:, None], np.array(parts)] = paths
    touched = np.zeros(len(xy), dtype=bool)
    touched[seen[wild.any(axis=1)]] = True
    return mended, _repairs("jump", touched, time_s)


def _filled(time_s: Floats, xy: Floats, missing: Bytes) -> tuple[Floats, Bytes, tuple[Repair, ...]]:
    """Fill gaps that are short and have landmarks on both sides, in a straight line."""
    filled, why = xy.copy(), missing.copy()
    touched = np.zeros(len(xy), dtype=bool)
    for gap in stretches(missing != Missing.NO):
        if gap.start == 0 or gap.stop == len(xy):
            continue
        before, after = gap.start - 1, gap.stop
        if time_s[after] - time_s[before] > GAP_MOST_S:
            continue
        part = (time_s[gap] - time_s[before]) / (time_s[after] - time_s[before])
        filled[gap] = xy[before] + part[:, None, None] * (xy[after] - xy[before])
        why[gap] = Missing.NO
        touched[gap] = True
    return filled, why, _repairs("gap", touched, time_s)
