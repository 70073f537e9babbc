"""What a synthetic lifter does: postures over time, whose moments are known exactly."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hiphinge.quantities import Floats


class Posture(NamedTuple):
    """Leans of the upper ends forward of vertical [deg], as in science A.2."""

    trunk: float
    thigh: float
    shin: float

    @property
    def knee(self) -> float:
        return self.shin - self.thigh

    @property
    def closing(self) -> float:
        """Thigh-trunk flexion [deg]."""
        return self.trunk - self.thigh


TALL = Posture(2.0, -1.0, 3.0)
HINGE = Posture(60.0, -18.2, -3.2)  # balance model, knee 15 trunk 60
SQUAT = Posture(35.0, -66.0, 34.0)  # balance model, knee 100 trunk 35
STIFF = Posture(65.0, -11.5, -9.5)  # knee 2; shin from the balance model's 5 / 60 row, 2 deg on
BOW = Posture(46.0, -7.0, 4.0)  # hips back 0.03 of leg length
FLOOR = Posture(75.0, -53.5, 16.5)  # a heavy conventional start, as the rendered clip's


@dataclass(frozen=True)
class Key:
    """A posture at a moment, where the feet are then, in metres forward and up, and the arms.

    The arm's direction is from hanging, forward positive: 90 points ahead, 180 overhead, degrees.
    """

    time_s: float
    posture: Posture
    forward_m: float = 0.0
    up_m: float = 0.0
    arm_deg: float = 0.0


@dataclass(frozen=True)
class Course:
    """Postures over time: minimum-jerk ways between keys (Flash & Hogan 1985)."""

    keys: tuple[Key, ...]

    @property
    def end_s(self) -> float:
        return self.keys[-1].time_s

    def at(self, time_s: Floats) -> Floats:
        """Return (6, T): trunk, thigh, shin [deg], feet forward, feet up [m], arms [deg]."""
        moments = np.array([key.time_s for key in self.keys])
        rows = np.array([[*key.posture, key.forward_m, key.up_m, key.arm_deg] for key in self.keys])
        index = np.clip(np.searchsorted(moments, time_s, side="right") - 1, 0, len(moments) - 2)
        part = np.clip((time_s - moments[index]) / (moments[index + 1] - moments[index]), 0, 1)
        eased = part**3 * (10 - 15 * part + 6 * part**2)
        way: Floats = rows[index].T + eased * (rows[index + 1] - rows[index]).T
        return way

    def shifted(self, by_s: float) -> Course:
        return Course(tuple(replace(key, time_s=key.time_s + by_s) for key in self.keys))


class Tempo(NamedTuple):
    """Seconds down, at the bottom, up, and at the top."""

    down: float = 1.3
    pause: float = 0.0
    up: float = 1.0
    top: float = 0.7


STEADY = Tempo()
FROM_FLOOR = Tempo(1.2, 0.8, 1.4, 0.8)


class Truth(NamedTuple):
    """The exact moments of a repetition [s]."""

    start_s: float
    bottom_start_s: float
    bottom_end_s: float
    lockout_s: float

    @property
    def bottom_s(self) -> float:
        return (self.bottom_start_s + self.bottom_end_s) / 2


def lifts(
    bottoms: Sequence[Posture],
    tempo: Tempo = STEADY,
    lead_s: float = 1.5,
    tops: Sequence[Posture] = (),
    tail_s: float = 0.5,
) -> tuple[Course, tuple[Truth, ...]]:
    """Return a set from standing, one repetition for each bottom, and its exact moments."""
    keys, truths, time_s = [Key(0.0, TALL), Key(lead_s, TALL)], [], lead_s
    for number, bottom in enumerate(bottoms):
        top = tops[number] if tops else TALL
        down_s, up_s = time_s + tempo.down, time_s + tempo.down + tempo.pause
        lockout_s = up_s + tempo.up
        truths.append(Truth(time_s, down_s, up_s, lockout_s))
        keys.append(Key(down_s, bottom))
        if tempo.pause:
            keys.append(Key(up_s, bottom))
        keys.append(Key(lockout_s, top))
        time_s = lockout_s + tempo.top
        if tempo.top:
            keys.append(Key(time_s, top))
    keys.append(Key(time_s + tail_s, keys[-1].posture))
    return Course(tuple(keys)), tuple(truths)


def pulls(
    count: int, tempo: Tempo = FROM_FLOOR, lead_s: float = 1.0
) -> tuple[Course, tuple[Truth, ...]]:
    """Return deadlifts from the floor: the clip starts at the bottom and ends lowered."""
    keys, truths, time_s = [Key(0.0, FLOOR), Key(lead_s, FLOOR)], [], lead_s
    down_s = 0.0
    for _ in range(count):
        lockout_s = time_s + tempo.up
        truths.append(Truth(math.nan, down_s, time_s, lockout_s))
        down_s = lockout_s + tempo.top + tempo.down
        time_s = down_s + tempo.pause
        keys += [Key(lockout_s, TALL), Key(lockout_s + tempo.top, TALL)]
        keys += [Key(down_s, FLOOR), Key(time_s, FLOOR)]
    return Course(tuple(keys)), tuple(truths)
