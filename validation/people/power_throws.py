"""Box jumps and slams of a ball, as scripts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from validation.people.power_course import (
    GRAVITY_M_S2,
    Flight,
    Hold,
    Script,
    rise,
    take_off_speed,
)
from validation.people.power_rig import AT, but

if TYPE_CHECKING:
    from validation.people.power_rig import Rig

BALL_M = 0.13
"""Radius of the ball that is slammed [m]."""
_OVER_BOX_M = 0.1
"""How much higher the centre of mass flies than it lands [m]."""


@dataclass(frozen=True)
class Box:
    """A box's height and the place on it where the ankles land, ahead of the start [m]."""

    high_m: float
    ahead_m: float
    before_m: float = 0.24
    behind_m: float = 0.5


def box(rng: np.random.Generator) -> Box:
    """Draw a box."""
    return Box(float(rng.uniform(0.4, 0.5)), float(rng.uniform(0.66, 0.8)))


def _at(state: np.ndarray, ahead: float, up: float) -> np.ndarray:
    return but(state, ahead=ahead, up=up)


def box_jump(rig: Rig, rng: np.random.Generator, reps: int, onto: Box) -> Script:
    """Write jumps onto a box; stepping down is no repetition."""
    script = Script.begin(rig.stand)
    script.hold(0.8)
    for _ in range(reps):
        _jump(rig, rng, script, onto)
        _step_down(rig, script)
        script.hold(0.7)
    return script


def _jump(rig: Rig, rng: np.random.Generator, script: Script, onto: Box) -> None:
    low = rig.pose(
        float(rng.uniform(38, 50)), float(rng.uniform(68, 86)), arm=42.0, reach=0.96, pressure=0.5
    )
    off = rig.pose(7.0, 17.0, arm=-140.0, reach=0.96, foot=36.0)
    land = rig.pose(float(rng.uniform(30, 38)), float(rng.uniform(48, 60)), arm=-75.0, reach=0.93)
    deep = rig.pose(float(rng.uniform(40, 50)), float(rng.uniform(84, 102)), arm=-62.0, reach=0.93)
    here = float(script.state[AT["ahead"]])
    land, deep = (_at(state, onto.ahead_m, onto.high_m) for state in (land, deep))
    low, off = _at(low, here, 0.0), _at(off, here, 0.0)
    marks = {"start": script.now}
    script.to(rig.pose(-1.0, 5.0, arm=-62.0, reach=0.96), 0.45)
    marks["bottom"] = script.to(low, 0.55)
    gain = rise(rig, land) - rise(rig, off)
    rising, falling = (
        np.sqrt(2 * high / GRAVITY_M_S2) for high in (gain + _OVER_BOX_M, _OVER_BOX_M)
    )
    flown = float(rising + falling)
    speed = take_off_speed(gain, flown)
    push = 2 * (rise(rig, off) - rise(rig, low)) / speed
    landed = 2 * (rise(rig, land) - rise(rig, deep)) / (GRAVITY_M_S2 * flown - speed)
    marks["take_off"] = script.move(off, push)
    tuck = but(land, trunk=38.0, knee=112.0, shin=float(land[AT["shin_R"]]) + 20.0, foot=12.0)
    script.move(but(tuck, arm=-105.0, reach=0.95), 0.48 * flown)
    marks["landing"] = script.move(land, 0.52 * flown)
    marks["landing_bottom"] = script.move(deep, landed)
    script.flights.append(
        Flight(marks["bottom"], marks["take_off"], marks["landing"], marks["landing_bottom"])
    )
    marks["stand"] = script.to(rig.stand, 0.85)
    script.reps.append(marks)
    script.hold(0.55)


def _step_down(rig: Rig, script: Script) -> None:
    """Step back down: one leg reaches for the floor, the other follows."""
    script.carry(rig, "L")
    up = script.state
    lifted = but(up, trunk=14.0, shin_L=14.0, knee_L=32.0, shin_R=48.0, knee_R=58.0, foot_R=30.0)

    def reaching(knee: float) -> np.ndarray:
        return but(
            up,
            **{"trunk": 34.0, "shin_L": 0.16 * knee, "knee_L": knee, "foot_R": 42.0},
            **{"shin_R": 20.0, "knee_R": 12.0, "arm": -32.0, "reach": 0.94},
        )

    def height(knee: float) -> float:
        turns, joints = rig.place(reaching(knee), "L")
        return float(rig.contact(turns, joints, "R")[1][2])

    knees = np.linspace(60, 128, 35)
    heights = np.array([height(knee) for knee in knees.tolist()])
    knee = float(knees[int(np.abs(heights).argmin())])
    script.to(lifted, 0.5)
    script.to(reaching(knee), 0.75)
    script.carry(rig, "R")
    here = float(script.state[AT["ahead"]])
    following = but(
        rig.stand,
        **{"trunk": 10.0, "shin_R": 6.0, "knee_R": 12.0, "shin_L": 22.0, "knee_L": 78.0},
        **{"arm": -8.0, "reach": 0.96, "foot_L": 16.0},
    )
    script.move(_at(following, here, 0.0), 0.55)
    script.move(_at(rig.stand, here, 0.0), 0.55)


def slam(rig: Rig, rng: np.random.Generator, reps: int) -> Script:
    """Write slams: the ball is held from the first frame, thrown, picked up."""
    hips = rig.pose(2.0, 6.0, arm=-30.0, reach=0.82)
    over = rig.pose(-6.0, 3.0, arm=-176.0, reach=0.93, foot=16.0, spine=-8.0)
    throwing = rig.pose(20.0, 24.0, arm=-92.0, reach=0.96, spine=14.0)
    pick = rig.down_to(
        BALL_M, float(rng.uniform(60, 74)), 0.27, first_knee=70.0, spine=18.0, pressure=0.5
    )
    script = Script.begin(hips)
    script.hold(0.7)
    grabbed = 0.0
    for _ in range(reps):
        spine = float(rng.uniform(24, 36))
        release = rig.pose(float(rng.uniform(50, 60)), 40.0, wrist_ahead=0.26, spine=spine * 0.75)
        after = rig.pose(float(rng.uniform(70, 84)), 52.0, wrist_ahead=0.02, spine=spine)
        marks = {"start": script.now}
        marks["reach"] = script.to(over, float(rng.uniform(0.6, 0.75)))
        script.hold(0.06)
        script.to(throwing, 0.22)
        marks["release"] = script.to(release, 0.15)
        script.holds.append(Hold(grabbed, script.now, "RL"))
        marks["follow_through"] = script.to(after, 0.17)
        script.to(rig.pose(52.0, 34.0, arm=4.0, reach=0.96, spine=spine * 0.6), 0.45)
        grabbed = marks["pick_up"] = script.to(pick, 0.6)
        script.hold(0.25)
        marks["stand"] = script.to(hips, 1.0)
        script.reps.append(marks)
        script.hold(0.6)
    script.holds.append(Hold(grabbed, script.now + 1.0, "RL"))
    return script
