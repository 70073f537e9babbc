"""Cleans and snatches with a bar, from the floor or from the thighs, as scripts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from validation.people.power_course import Hold, Script
from validation.people.power_rig import but
from validation.rendering.barbell import PLATE_RADIUS_M
from validation.rendering.clothing import SOLE_M

if TYPE_CHECKING:
    import numpy as np

    from validation.people.power_rig import Rig

BAR_FLOOR_M = PLATE_RADIUS_M - SOLE_M
"""Height of a bar that lies on the floor over the sole's own floor [m]."""
_KNEE_M = 0.08
"""How much higher than the knee joint the wrists are when the bar is at the knees [m]."""
_BAR_AHEAD_M = {"floor": 0.13, "knee": 0.115, "thigh": 0.125, "tall": 0.15}
_RACK = {"arm": -88.0, "reach": 0.37, "hand": -50.0}
"""The bar at the shoulders: wrists before them, hands bent back."""


@dataclass(frozen=True)
class Pull:
    """What differs between people and repetitions of a lift; degrees, seconds, parts."""

    floor_trunk: float
    knee_knee: float
    power_knee: float
    power_trunk: float
    catch_knee: float
    catch_trunk: float
    tempo: float
    reach: float


def pull(rng: np.random.Generator, overhead: bool) -> Pull:
    """Draw a lifter's way of pulling."""
    return Pull(
        floor_trunk=float(rng.uniform(58, 68)) + (4.0 if overhead else 0.0),
        knee_knee=float(rng.uniform(24, 34)),
        power_knee=float(rng.uniform(50, 60)),
        power_trunk=float(rng.uniform(18, 28)),
        catch_knee=float(rng.uniform(52, 78)),
        catch_trunk=float(rng.uniform(10, 18)),
        tempo=float(rng.uniform(0.92, 1.1)),
        reach=0.93 if overhead else 0.975,
    )


class Postures:
    """A lifter's key states of a lift."""

    def __init__(self, rig: Rig, how: Pull, overhead: bool) -> None:
        self.overhead = overhead
        ahead, reach = _BAR_AHEAD_M, how.reach
        self.floor = rig.down_to(
            BAR_FLOOR_M, how.floor_trunk, ahead["floor"], reach=reach, pressure=0.5
        )
        self.knee = rig.hinged_to(_KNEE_M, how.knee_knee, ahead["knee"])
        self.knee = but(self.knee, reach=reach)
        self.power = rig.pose(
            how.power_trunk, how.power_knee, reach=reach - 0.02, wrist_ahead=0.13, pressure=0.5
        )
        self.tall = rig.pose(-6.0, 7.0, reach=0.9, foot=24.0, wrist_ahead=0.19)
        if overhead:
            self.under = rig.pose(2.0, 26.0, arm=-75.0, reach=0.5, foot=10.0)
            self.catch = rig.pose(how.catch_trunk, how.catch_knee, arm=-172.0, reach=0.99)
            self.over = but(self.catch, arm=-120.0, reach=0.6)
            self.stand = rig.pose(1.0, 4.0, arm=-178.0, reach=0.99)
        else:
            self.under = rig.pose(2.0, 26.0, arm=-32.0, reach=0.5, foot=10.0)
            self.catch = rig.pose(how.catch_trunk, how.catch_knee, **_RACK)
            self.stand = rig.pose(-1.0, 4.0, **_RACK)
        self.landed = _between(self.under, self.catch, 0.55)
        self.landed = but(
            self.landed,
            foot=0.0,
            arm=-140.0 if overhead else -72.0,
            reach=0.82 if overhead else 0.4,
        )
        self.thighs = rig.pose(1.0, 5.0, reach=reach, wrist_ahead=ahead["tall"])
        self.shoulders = rig.pose(0.0, 6.0, **_RACK)

    def whip(self, script: Script, marks: dict[str, float], tempo: float) -> None:
        """Write from the power position to standing with the bar."""
        marks["power_position"] = script.now
        marks["extension"] = script.to(self.tall, 0.2 * tempo)
        script.to(self.under, 0.17 * tempo)
        script.to(self.landed, 0.14 * tempo)
        marks["catch"] = script.to(self.catch, 0.15 * tempo)
        script.hold(0.1)
        marks["stand"] = script.to(self.stand, 0.95 * tempo)


def _between(first: np.ndarray, second: np.ndarray, part: float) -> np.ndarray:
    return first + part * (second - first)


def from_floor(rig: Rig, rng: np.random.Generator, reps: int, overhead: bool) -> Script:
    """Write cleans or snatches from the floor; lowering the bar is no repetition."""
    how = pull(rng, overhead)
    at = Postures(rig, how, overhead)
    script = Script.begin(rig.stand)
    script.hold(0.6)
    grabbed = script.to(at.floor, 1.1)
    script.hold(0.5)
    for rep in range(reps):
        tempo = how.tempo * float(rng.uniform(0.96, 1.05))
        marks = {"floor": script.now}
        marks["knee"] = script.to(at.knee, 0.58 * tempo)
        script.to(at.power, 0.24 * tempo)
        at.whip(script, marks, tempo)
        script.reps.append(marks)
        script.hold(0.5)
        if overhead:
            script.to(at.shoulders, 0.45)
        script.to(at.thighs, 0.5)
        script.to(but(at.knee, reach=how.reach), 0.55)
        script.to(at.floor, 0.55)
        script.hold(0.55 if rep < reps - 1 else 0.2)
    script.holds.append(Hold(grabbed, script.now, "RL"))
    script.to(rig.stand, 1.0)
    script.hold(0.5)
    return script


def hang_clean(rig: Rig, rng: np.random.Generator, reps: int) -> Script:
    """Write hang cleans: the bar is at the thighs from the first frame to the last."""
    how = pull(rng, overhead=False)
    at = Postures(rig, how, overhead=False)
    low = rig.hinged_to(float(rng.uniform(0.0, 0.09)), how.knee_knee, _BAR_AHEAD_M["knee"])
    low = but(low, reach=how.reach)
    script = Script.begin(at.thighs)
    script.hold(0.8)
    for _ in range(reps):
        tempo = how.tempo * float(rng.uniform(0.96, 1.05))
        marks = {"start": script.now}
        marks["bottom"] = script.to(low, 0.8 * tempo)
        script.to(at.power, 0.26 * tempo)
        at.whip(script, marks, tempo)
        script.reps.append(marks)
        script.hold(0.45)
        script.to(at.thighs, 0.6)
        script.hold(0.6)
    script.holds.append(Hold(0.0, script.now, "RL"))
    return script
