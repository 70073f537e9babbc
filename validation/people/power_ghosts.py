"""Films without a repetition: walking to and fro, chatting, taking a bar from a rack."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from validation.people.power_course import SAMPLES_HZ, Hold, Moment, Script
from validation.people.power_rig import AT, but
from validation.rendering.motion import minimum_jerk
from validation.rendering.walking import STRIDE_S, _leg

if TYPE_CHECKING:
    from validation.people.power_rig import Rig

_TURN_S = 1.0
_FADE_S = 0.5


def walking(rig: Rig, rng: np.random.Generator) -> list[Moment]:
    """Walk ahead, turn round, walk back and stand."""
    way_s = float(rng.uniform(1.5, 1.9))
    stays = (0.4, way_s, _TURN_S, way_s, 1.5)
    ends = np.cumsum(stays)
    times = np.arange(int(ends[-1] * SAMPLES_HZ)) / SAMPLES_HZ
    found: list[Moment] = []
    ahead, before, walked = -0.8, {}, 0.0
    for time_s in times.tolist():
        amount = _amount(time_s, ends[0], ends[1]) + _amount(time_s, ends[2], ends[3])
        turning = float(minimum_jerk(np.array((time_s - ends[1]) / _TURN_S)))
        in_place = 0.18 * np.sin(np.pi * turning)
        walked += (min(amount + in_place, 1.0) > 0) / SAMPLES_HZ
        state = _striding(rig, walked / STRIDE_S, max(amount, in_place))
        turns, joints = rig.place(state)
        contacts = {side: np.stack(rig.contact(turns, joints, side)) for side in "RL"}
        low = min(contacts, key=lambda side: float(contacts[side][:, 2].min()))
        touching = int(contacts[low][:, 2].argmin())
        if before:
            ahead -= float(before[low][touching, 1] - contacts[low][touching, 1])
        before = contacts
        shift = np.array([0.0, -ahead, -float(contacts[low][:, 2].min())])
        joints = {bone: head + shift for bone, head in joints.items()}
        found.append(Moment(time_s, state, turns, joints, 180.0 * turning))
    return _pivoted(found, int(ends[1] * SAMPLES_HZ))


def _pivoted(found: list[Moment], index: int) -> list[Moment]:
    """Turn the walker about where it is at an index, and put the way into the middle."""
    hips = [found[i].joints["upperleg01.R"] + found[i].joints["upperleg01.L"] for i in (0, index)]
    pivot = hips[1] / 2 * (1, 1, 0)
    middle = (hips[0] + hips[1]) / 4 * (0, 1, 0)
    return [
        Moment(
            m.time_s,
            m.state,
            m.turns,
            {bone: head - middle for bone, head in m.joints.items()},
            m.heading_deg,
            pivot - middle,
        )
        for m in found
    ]


def _amount(time_s: float, first: float, last: float) -> float:
    rising = (time_s - first) / _FADE_S
    falling = (last - time_s) / _FADE_S
    return float(minimum_jerk(np.array(min(rising, falling))))


def _striding(rig: Rig, strides: float, amount: float) -> np.ndarray:
    still = rig.posture(rig.stand).legs
    swing = 22.0 * amount * np.cos(2 * np.pi * strides)
    changes = {"trunk": 1.0 + 2.0 * amount}
    for side, sign, phase in (("R", 1.0, 0.0), ("L", -1.0, 0.5)):
        leg = _leg((strides + phase) % 1.0, amount, still[side])
        changes |= {
            f"shin_{side}": leg.shin_deg,
            f"knee_{side}": leg.shin_deg - leg.thigh_deg,
            f"foot_{side}": leg.foot_deg,
            f"arm_{side}": sign * swing - 3.0,
            f"reach_{side}": 0.985 - 0.02 * amount,
        }
    return but(rig.stand, **changes)


def chatting(rig: Rig, rng: np.random.Generator) -> Script:
    """Stand and talk: arms, nods, small bends, weight from leg to leg."""
    script = Script.begin(rig.stand)
    script.hold(0.5)
    while script.now < 9:  # noqa: PLR2004 - seconds
        trunk = float(rng.choice([rng.uniform(-3, 4), rng.uniform(8, 22)]))
        state = rig.pose(trunk, float(rng.uniform(2, 12)))
        state[AT["neck"]] += float(rng.uniform(-8, 22))
        eased = "RL"[int(rng.integers(2))]
        bend = float(rng.choice([0.0, rng.uniform(6, 18)]))
        state[AT[f"knee_{eased}"]] += bend
        state[AT[f"shin_{eased}"]] += 0.6 * bend
        for side in "RL":
            lively = rng.random() < 0.6  # noqa: PLR2004
            state[AT[f"arm_{side}"]] = rng.uniform(-95, -10) if lively else rng.uniform(-6, 8)
            state[AT[f"reach_{side}"]] = rng.uniform(0.55, 0.95) if lively else 0.98
        script.to(state, float(rng.uniform(0.45, 1.1)))
        script.hold(float(rng.uniform(0.1, 0.6)))
    script.to(rig.stand, 0.7)
    script.hold(0.5)
    return script


def racking(rig: Rig, rng: np.random.Generator) -> Script:
    """Take a bar out of a rack, a step back, a shallow knee bend, a step ahead, put it back."""
    held = {"arm": -88.0, "reach": 0.37, "hand": -50.0}
    up = but(rig.stand, **held)
    script = Script.begin(rig.stand)
    script.hold(0.7)
    grabbed = script.to(but(rig.pose(3.0, 16.0), **held), 0.9)
    script.hold(0.3)
    script.to(up, 0.5)
    script.hold(0.3)
    _step(rig, script, up, -1.0)
    script.hold(0.4)
    script.to(but(rig.pose(5.0, float(rng.uniform(16, 24))), **held), 0.6)
    script.to(up, 0.6)
    script.hold(0.7)
    _step(rig, script, up, 1.0)
    script.hold(0.3)
    freed = script.to(but(rig.pose(3.0, 16.0), **held), 0.6)
    script.holds.append(Hold(grabbed, freed, "RL"))
    script.hold(0.3)
    script.to(rig.stand, 0.8)
    script.hold(0.7)
    return script


def _step(rig: Rig, script: Script, up: np.ndarray, way: float) -> None:
    """Step with both feet, ahead for 1 and back for -1."""
    lean = 9.0 * way
    apart = but(up, shin_R=lean, knee_R=3.0, shin_L=3.0 - lean, knee_L=3.0)
    script.to(but(up, shin_R=2.0, shin_L=26.0 - lean, knee_L=44.0), 0.35)
    script.to(apart, 0.35)
    script.carry(rig, "L")
    script.to(but(up, shin_L=2.0, shin_R=26.0 + lean, knee_R=44.0), 0.35)
    script.to(up, 0.35)
    script.carry(rig, "R")
