"""What the counters see of a moment, and a stretch of such moments as arrays.

Heights are above the near ankle unless they are said to be in the picture; lengths are in leg
lengths (ankle to knee to hip), so that neither the camera's distance nor the body's size counts.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import numpy as np

from hiphinge.pose.skeleton import sided
from hiphinge.quantities import Side

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hiphinge.motion.motion import Motion
    from hiphinge.quantities import Bools, Floats

ONE_HAND_FRAC = 0.5
"""One hand works alone when it goes up and down this much more than the other, in leg lengths."""
NAN = math.nan
NOWHERE = (NAN, NAN)


@dataclass(frozen=True, slots=True)
class Sample:
    """One moment of motion; what was not measured is NaN.

    Attributes
    ----------
    time_s : float
        Time [s].
    closing_deg : float
        Thigh-trunk flexion [deg].
    foot : (float, float)
        The near foot in the picture: across, and down.
    knee_deg, trunk_deg : float
        Knee flexion and the trunk's lean [deg].
    hip_up : float
        The hip's height in the picture.
    knee_up : float
        The knee's height.
    hand_up, hand_ahead : float
        The hands' height, and how far they are ahead of the hip.
    reach_up, reach_ahead : float
        The hands' height above the shoulder, and how far they are ahead of it.
    apart : float
        Distance between the two wrists in the picture.
    toes, ankles : (float, float)
        Heights of the near and the far one in the picture.
    """

    time_s: float
    closing_deg: float
    foot: tuple[float, float]
    knee_deg: float = NAN
    trunk_deg: float = NAN
    hip_up: float = NAN
    knee_up: float = NAN
    hand_up: float = NAN
    hand_ahead: float = NAN
    reach_up: float = NAN
    reach_ahead: float = NAN
    apart: float = NAN
    toes: tuple[float, float] = NOWHERE
    ankles: tuple[float, float] = NOWHERE


@dataclass(frozen=True, slots=True)
class Stretch:
    """Samples as arrays over time: (T,) each, places and pairs (T, 2); see `Sample`."""

    time_s: Floats
    closing_deg: Floats
    foot: Floats
    knee_deg: Floats
    trunk_deg: Floats
    hip_up: Floats
    knee_up: Floats
    hand_up: Floats
    hand_ahead: Floats
    reach_up: Floats
    reach_ahead: Floats
    apart: Floats
    toes: Floats
    ankles: Floats

    def within(self, low_s: float, high_s: float) -> Bools:
        """Return which moments lie between two times, these included."""
        return (self.time_s >= low_s) & (self.time_s <= high_s)


NAMES = tuple(one.name for one in fields(Sample))


def stretch(samples: Sequence[Sample]) -> Stretch:
    """Return samples as arrays."""
    return Stretch(*(np.array([getattr(one, name) for one in samples]) for name in NAMES))


@dataclass(frozen=True, slots=True)
class Frame:
    """What places in the picture are counted from: an origin and a leg's length [px]."""

    x_px: float
    y_px: float
    leg_px: float


def samples(motion: Motion, frame: Frame | None = None) -> Iterator[Sample]:
    """Yield a clip's motion as the counters take it; see `whole`."""
    one = whole(motion, frame)
    columns = [getattr(one, name).tolist() for name in NAMES]
    for row in zip(*columns, strict=True):
        cells: list[Any] = [tuple(cell) if isinstance(cell, list) else cell for cell in row]
        yield Sample(*cells)


def whole(motion: Motion, frame: Frame | None = None) -> Stretch:
    """Return a clip's motion as one stretch.

    Parameters
    ----------
    motion : Motion
        The measured movement.
    frame : Frame or None
        What places in the picture are counted from, where several motions of one camera are to
        fit together; None for the picture's corner and this motion's own leg.
    """
    frame = Frame(0.0, 0.0, motion.leg_px.value) if frame is None else frame
    leg, near, ahead = frame.leg_px, motion.view.near, int(motion.view.facing)
    origin = np.array([frame.x_px, frame.y_px])
    far = Side.LEFT if near is Side.RIGHT else Side.RIGHT

    def place(side: Side, part: str) -> Floats:
        return np.asarray((motion.xy_px[:, int(sided(side, part))] - origin) / leg)

    ankle, hip, shoulder = (place(near, part) for part in ("ankle", "hip", "shoulder"))
    wrists = np.stack([place(near, "wrist"), place(far, "wrist")])
    hand = _working(wrists)
    ankles = -np.stack([ankle[:, 1], place(far, "ankle")[:, 1]])
    return Stretch(
        time_s=motion.time_s,
        closing_deg=motion.series["thigh_trunk_deg"].value,
        foot=(_foot(motion, near) - origin) / leg,
        knee_deg=motion.series["knee_deg"].value,
        trunk_deg=motion.series["trunk_deg"].value,
        hip_up=-hip[:, 1],
        knee_up=ankle[:, 1] - place(near, "knee")[:, 1],
        hand_up=ankle[:, 1] - hand[:, 1],
        hand_ahead=ahead * (hand - hip)[:, 0],
        reach_up=shoulder[:, 1] - hand[:, 1],
        reach_ahead=ahead * (hand - shoulder)[:, 0],
        apart=np.hypot(*(wrists[0] - wrists[1]).T),
        toes=_toes(-np.stack([place(side, "foot_index")[:, 1] for side in (near, far)]), ankles),
        ankles=ankles.T,
    )


def _working(wrists: Floats) -> Floats:
    """Return the hand that works, of the near and the far one.

    The near one where both do, since the far one is often hidden by the body; the far one where
    only it goes up and down.
    """
    near, far = (float(np.ptp(one[np.isfinite(one)])) if np.isfinite(one).any() else 0.0
                 for one in wrists[..., 1])  # fmt: skip
    first, second = wrists if far < near + ONE_HAND_FRAC else wrists[::-1]
    return np.asarray(np.where(np.isfinite(first), first, second))


def _toes(toes: Floats, ankles: Floats) -> Floats:
    """Return (T, 2) heights of the toes; of the ankles where landmarks have no toes."""
    return np.asarray((toes if np.isfinite(toes).any() else ankles).T)


def _foot(motion: Motion, near: Side) -> Floats:
    """Return where the near foot is in the picture [px]: the mean of ankle, heel and toe."""
    parts = ("ankle", "heel", "foot_index")
    places = motion.xy_px[:, [int(sided(near, part)) for part in parts]]
    # Landmarks from elsewhere may have no heel and toe: then the ankle stands for the foot.
    known = [column for column in range(len(parts)) if np.isfinite(places[:, column]).any()]
    return np.asarray(places[:, known or [0]].mean(axis=1))
