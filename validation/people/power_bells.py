"""Kettlebell swings and snatches, as scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validation.people.power_course import Hold, Script
from validation.people.power_rig import AT, but

if TYPE_CHECKING:
    import numpy as np

    from validation.people.power_rig import Rig

HANDLE_M = 0.2
"""Height of the handle of a bell that stands on the floor [m]."""
_BELL_AHEAD_M = {"swing": 0.24, "snatch": 0.13}


def _backswing(rig: Rig, rng: np.random.Generator, squat: bool, far_m: float) -> np.ndarray:
    """Return the bottom of a swing: the wrists so far behind the knees [m]."""
    trunk, knee = (
        (rng.uniform(38, 46), rng.uniform(68, 88))
        if squat
        else (rng.uniform(58, 72), rng.uniform(22, 36))
    )
    first = rig.pose(trunk, knee, arm=20.0)
    knee_y = float(rig.place(first)[1]["lowerleg01.R"][1])
    return rig.pose(trunk, knee, wrist_ahead=-(knee_y + far_m), pressure=0.34)


def swing(rig: Rig, rng: np.random.Generator, reps: int, squat: bool) -> Script:
    """Write swings: the pick-up and the set-down are no repetitions."""
    top_deg = -float(rng.uniform(76, 98))
    period = 60.0 / float(rng.uniform(38, 46))
    floor = rig.down_to(HANDLE_M, 62.0, _BELL_AHEAD_M["swing"], first_knee=45.0, pressure=0.5)
    script = Script.begin(rig.stand)
    script.hold(0.7)
    grabbed = script.to(floor, 1.1)
    script.hold(0.3)
    marks = {"pick_up": script.now}
    script.to(_backswing(rig, rng, squat, 0.16), 0.55)
    for _ in range(reps):
        back = _backswing(rig, rng, squat, float(rng.uniform(0.13, 0.2)))
        tall = rig.pose(-3.0, 3.0, arm=-42.0, reach=0.99)
        marks["bottom"] = script.now
        marks["tall"] = script.to(tall, 0.31 * period)
        marks["top"] = script.to(but(rig.stand, arm=top_deg, reach=0.98), 0.21 * period)
        marks["drop"] = script.to(rig.pose(1.5, 4.0, arm=-46.0, reach=0.99), 0.2 * period)
        marks["back"] = script.to(back, 0.28 * period)
        script.reps.append(marks)
        marks = {}
    freed = script.to(floor, 0.55)
    script.holds.append(Hold(grabbed, freed, "RL"))
    script.hold(0.3)
    script.to(rig.stand, 0.9)
    script.hold(0.5)
    return script


def _one(state: np.ndarray, hand: str, free_arm: float, free_reach: float) -> np.ndarray:
    """Return a state whose other arm is free."""
    other = "L" if hand == "R" else "R"
    changed = state.copy()
    for name, value in (("arm", free_arm), ("reach", free_reach), ("hand", 0.0)):
        changed[AT[f"{name}_{other}"]] = value
    return changed


def snatch(rig: Rig, rng: np.random.Generator, reps: int, dead_stop: bool) -> Script:
    """Write one-armed snatches: from backswing to backswing, or each from the floor."""
    hand = "RL"[int(rng.integers(2))]
    floor = rig.down_to(HANDLE_M, 55.0, _BELL_AHEAD_M["snatch"], first_knee=70.0, pressure=0.45)
    floor = _one(floor, hand, 25.0, 0.9)
    tall = _one(rig.pose(-4.0, 5.0, arm=-16.0, reach=0.96, foot=10.0), hand, 20.0, 0.95)
    thrown = _one(rig.pose(-3.0, 4.0, arm=-45.0, reach=0.97), hand, 25.0, 0.94)
    pulled = _one(rig.pose(-1.0, 4.0, arm=-105.0, reach=0.66), hand, 15.0, 0.95)
    over = _one(rig.pose(0.0, 9.0, arm=-174.0, reach=0.99), hand, 8.0, 0.96)
    still = _one(rig.pose(0.5, 4.0, arm=-178.0, reach=0.99), hand, 5.0, 0.97)
    falling = _one(rig.pose(0.0, 4.0, arm=-105.0, reach=0.7), hand, 10.0, 0.96)
    dropped = _one(rig.pose(2.0, 5.0, arm=-44.0, reach=0.97), hand, 18.0, 0.95)
    script = Script.begin(rig.stand)
    script.hold(0.7)
    grabbed = script.to(floor, 1.1)
    script.hold(0.4)
    for rep in range(reps):
        marks = {"floor": script.now} if dead_stop or rep == 0 else {}
        back = _one(_backswing(rig, rng, squat=False, far_m=0.14), hand, 30.0, 0.93)
        if dead_stop:
            marks["tall"] = script.to(tall, 0.5)
        else:
            if rep == 0:
                script.to(back, 0.55)
            marks["bottom"] = script.now
            marks["tall"] = script.to(thrown, 0.42)
        script.to(pulled, 0.2)
        script.to(over, 0.26)
        marks["top"] = script.to(still, 0.25)
        script.hold(float(rng.uniform(0.35, 0.6)))
        script.to(falling, 0.36)
        if dead_stop:
            script.to(_one(rig.pose(2.0, 6.0, arm=-30.0, reach=0.8), hand, 12.0, 0.96), 0.36)
            marks["back"] = script.to(floor, 0.75)
            script.hold(0.5)
        else:
            marks["drop"] = script.to(dropped, 0.24)
            marks["back"] = script.to(back, 0.42)
        script.reps.append(marks)
    if not dead_stop:
        script.to(floor, 0.6)
    script.holds.append(Hold(grabbed, script.now, hand))
    script.hold(0.3)
    script.to(rig.stand, 0.9)
    script.hold(0.5)
    return script
