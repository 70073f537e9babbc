"""The lifter's own proportions: how long each segment is, in leg lengths, with its doubt.

A segment keeps its length, so the median over many frames tells it better than any one frame.
Frames in which the trunk is still fairly upright are taken: in a deep fold, joints hide behind
arms and plates.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from hiphinge.motion.features import JOINTS
from hiphinge.motion.segments import usual
from hiphinge.motion.upright import turned_px
from hiphinge.pose.skeleton import SIDED, sided
from hiphinge.quantities import Missing, Quantity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hiphinge.motion.motion import Motion
    from hiphinge.quantities import Bools, Floats

UPRIGHT_DEG = 40.0
"""Frames in which the trunk leans less show the segments best [deg]: behind the plates of a pull
from the floor the networks invent the legs; the thigh's part of the leg is 0.03 to 0.08 more there
than in standing, in ten real pulls."""
FRAMES_LEAST = 10
"""With fewer such frames all measured ones are taken."""
YAW_MOST_DEG = 40.0
"""A turn of the camera is not undone beyond this: what is seen is then too short [deg]."""
JOINT_SD = 0.012
"""Standard deviation of thigh and trunk that any number of frames leaves, in leg lengths (D: root
mean square of the errors in five rendered films of three people, 0.011 and 0.013)."""
ARM_QUANTILE = 0.9
"""An arm that points out of the picture looks shorter, never longer: of all frames, near to the
longest one counts."""
ARM_SD = 0.04
"""Standard deviation of an arm's segment read so, in leg lengths: elbows and wrists are plain
landmarks, and how far the arm points out of the picture is not known."""
FOOT_SEEN = 0.84
"""Distance between heel and toe landmarks over the foot's length (D: 0.80 to 0.88 in five rendered
films of three people)."""
FOOT_SD = 0.012
"""Standard deviation of the middle between heel and toe landmarks, in leg lengths (D: the same
films; shoes and plates make it no better in real ones)."""
FOOT_LENGTH_SD = 0.03
"""The same of the foot's length."""
SEGMENTS = {
    "shank": ("knee", "ankle", "shin_deg"),
    "thigh": ("hip", "knee", "thigh_deg"),
    "trunk": ("shoulder", "hip", "trunk_deg"),
}
"""Each segment's ends and the lean whose doubt says how well its ends are known."""
ARMS = {"upper_arm": ("shoulder", "elbow"), "forearm": ("elbow", "wrist")}


@dataclass(frozen=True, slots=True)
class Proportions:
    """Lengths of one lifter, in leg lengths (thigh + shank = 1).

    Attributes
    ----------
    thigh, trunk, upper_arm, forearm : Quantity
        Between joint centres; the shank is what the thigh leaves of 1.
    mid_foot : Quantity
        The foot's middle, ahead of the ankle.
    foot : Quantity
        The foot's length, heel to toes, along the way the lifter faces.
    """

    thigh: Quantity
    trunk: Quantity
    upper_arm: Quantity
    forearm: Quantity
    mid_foot: Quantity
    foot: Quantity

    @property
    def shank(self) -> Quantity:
        """Ankle to knee."""
        return Quantity(1 - self.thigh.value, self.thigh.sd)

    @property
    def heel(self) -> Quantity:
        """The heel's end, behind the ankle and so negative."""
        return Quantity(
            self.mid_foot.value - self.foot.value / 2,
            float(np.hypot(self.mid_foot.sd, self.foot.sd / 2)),
        )

    @property
    def toe(self) -> Quantity:
        """The toes' end, ahead of the ankle."""
        return Quantity(
            self.mid_foot.value + self.foot.value / 2,
            float(np.hypot(self.mid_foot.sd, self.foot.sd / 2)),
        )


def proportions(motion: Motion) -> Proportions | None:
    """Measure the lifter's proportions; None where legs or trunk were hardly ever seen.

    Joint centres are taken where they were fitted, else landmarks, whose leans are less sure.
    Level lengths are divided by the cosine of the camera's turn; what the turn's doubt leaves is
    added to theirs.
    """
    places = _places(motion)
    frames = _frames(motion, places)
    if not frames.any():
        return None
    places = {part: place[frames] for part, place in places.items()}
    yaw = motion.view.yaw_deg
    turns = {step: _turn_deg(yaw, step) for step in (-1, 0, 1)}
    lengths = {
        step: {name: _length_px(places, ends[0], ends[1], turn) for name, ends in SEGMENTS.items()}
        for step, turn in turns.items()
    }
    parts = {step: {name: _median(one) for name, one in of.items()} for step, of in lengths.items()}
    legs = {step: part["thigh"] + part["shank"] for step, part in parts.items()}

    def whole(name: str) -> Quantity:
        value = parts[0][name] / legs[0]
        spread = _spread(lengths[0][name]) / legs[0]
        lean_sd = np.radians(_median(motion.series[SEGMENTS[name][2]].sd[frames]))
        turn_sd = abs(parts[1][name] / legs[1] - parts[-1][name] / legs[-1]) / 2
        # A joint is as unsure along its segment as across it, where the lean's doubt tells it.
        doubts = (JOINT_SD, spread, value * lean_sd, turn_sd)
        return Quantity(value, float(np.linalg.norm(doubts)))

    shares = {name: whole(name) for name in SEGMENTS}
    if not np.isfinite([one.value for one in shares.values()]).all():
        return None
    foot, mid_foot = _foot(places, int(motion.view.facing), turns[0], legs[0])
    return Proportions(
        thigh=shares["thigh"],
        trunk=shares["trunk"],
        upper_arm=_arm(places, "upper_arm", turns[0], legs[0]),
        forearm=_arm(places, "forearm", turns[0], legs[0]),
        mid_foot=mid_foot,
        foot=foot,
    )


def _places(motion: Motion) -> dict[str, Floats]:
    """Return the near side's parts as a level camera would see them, (T, 2) each [px]."""
    near = motion.view.near
    found = {part: motion.xy_px[:, int(sided(near, part))] for part in SIDED}
    if motion.joints_px is not None:
        found |= {part: motion.joints_px[:, n] for n, part in enumerate(JOINTS)}
    roll_deg = motion.view.roll_deg.value
    if not np.isfinite(roll_deg):
        return found
    return {part: turned_px(xy, -roll_deg, np.zeros(2)) for part, xy in found.items()}


def _frames(motion: Motion, places: Mapping[str, Floats]) -> Bools:
    """Return the frames that lengths are read from."""
    joints = np.concatenate([places[part] for part in JOINTS], axis=1)
    seen: Bools = (motion.missing == Missing.NO) & np.isfinite(joints).all(axis=1)
    upright: Bools = seen & (np.abs(motion.series["trunk_deg"].value) < UPRIGHT_DEG)
    return upright if upright.sum() >= FRAMES_LEAST else seen


def _turn_deg(yaw: Quantity, step: int) -> float:
    """Return the turn that is undone, or one a standard deviation off it [deg]."""
    turn = yaw.value + step * yaw.sd if np.isfinite(yaw.value) else 0.0
    return float(np.clip(turn, 0.0, YAW_MOST_DEG))


def _length_px(places: Mapping[str, Floats], one: str, other: str, turn_deg: float) -> Floats:
    step = places[one] - places[other]
    return np.asarray(np.hypot(step[:, 0] / np.cos(np.radians(turn_deg)), step[:, 1]))


def _median(values: Floats) -> float:
    known = values[np.isfinite(values)]
    return float(np.median(known)) if len(known) else float("nan")


def _spread(values: Floats) -> float:
    """Return the robust standard deviation over frames."""
    return 1.4826 * _median(np.abs(values - _median(values)))


def _both(one: Quantity, other: Quantity) -> Quantity:
    """Return the mean of two answers, each weighed by how sure it is."""
    weight, more = one.sd**-2, other.sd**-2
    value = (weight * one.value + more * other.value) / (weight + more)
    return Quantity(float(value), float((weight + more) ** -0.5))


def _arm(places: Mapping[str, Floats], name: str, turn_deg: float, leg_px: float) -> Quantity:
    """Return a segment of the arm: what was seen of it, and what is usual."""
    seen = _length_px(places, *ARMS[name], turn_deg) / leg_px
    seen = seen[np.isfinite(seen)]
    if not len(seen):
        return usual(name)
    longest = float(np.quantile(seen, ARM_QUANTILE))
    return _both(Quantity(longest, float(np.hypot(ARM_SD, _spread(seen)))), usual(name))


def _foot(
    places: Mapping[str, Floats], facing: int, turn_deg: float, leg_px: float
) -> tuple[Quantity, Quantity]:
    """Return the foot's length and where its middle is: what was seen, and what is usual."""
    unit = facing / (leg_px * np.cos(np.radians(turn_deg)))
    heel, toe = ((places[part] - places["ankle"])[:, 0] * unit for part in ("heel", "foot_index"))
    long, middle = (toe - heel) / FOOT_SEEN, (toe + heel) / 2
    if not np.isfinite(middle).any():
        return usual("foot"), usual("mid_foot")
    return (
        _both(
            Quantity(_median(long), float(np.hypot(FOOT_LENGTH_SD, _spread(long)))), usual("foot")
        ),
        _both(
            Quantity(_median(middle), float(np.hypot(FOOT_SD, _spread(middle)))),
            usual("mid_foot"),
        ),
    )
