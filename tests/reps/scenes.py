"""Movements that are no repetitions, and sets with such movements around them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from courses import HINGE, TALL, Course, Key, Posture, lifts

if TYPE_CHECKING:
    from hiphinge.quantities import Floats

LEG = 0.85
"""Leg length of the standard body [m]."""


def _lifted(posture: Posture) -> float:
    """How high the foot is when the hip stays at standing height [m]."""
    bent = (math.cos(math.radians(posture.thigh)) + math.cos(math.radians(posture.shin))) / 2
    return LEG * (1 - bent)


def marching(steps: int = 6, thigh: float = -80.0) -> Course:
    """Knees raised on the spot, the hips staying where they are."""
    raised = Posture(0.0, thigh, 5.0)
    ahead = -LEG / 2 * (math.sin(math.radians(thigh)) + math.sin(math.radians(5.0)))
    keys, time_s = [Key(0.0, TALL), Key(1.0, TALL)], 1.0
    for _ in range(steps):
        keys += [
            Key(time_s + 0.4, raised, ahead, _lifted(raised)),
            Key(time_s + 0.8, TALL),
            Key(time_s + 1.6, TALL),
        ]
        time_s += 1.6
    return Course(tuple(keys))


def _steps(start_s: float, from_m: float, count: int) -> list[Key]:
    """Steps of half a metre, each in 0.6 s, 0.3 s apart."""
    keys = []
    for number in range(count):
        time_s, place_m = start_s + 0.9 * number, from_m + 0.5 * number
        swing = Posture(3.0, -40.0, -15.0)
        keys += [
            Key(time_s, TALL, place_m),
            Key(time_s + 0.3, swing, place_m + 0.3, _lifted(swing)),
            Key(time_s + 0.6, TALL, place_m + 0.5),
        ]
    return keys


def walked_in_and_out(reps: int = 3) -> Course:
    """Four steps to the place, a set, four steps away."""
    keys = _steps(0.0, -2.0, 4)
    lifting = lifts([HINGE] * reps)[0].shifted(keys[-1].time_s + 0.5)
    keys += lifting.keys
    keys += _steps(keys[-1].time_s + 0.3, 0.0, 4)
    return Course(tuple(keys))


def gestures_before(reps: int = 3) -> Course:
    """Sways, a bow of the head and a look at the feet, then a set."""
    keys, time_s = [Key(0.0, TALL), Key(1.0, TALL)], 1.0
    for lean in (10.0, 15.0, 20.0, 28.0, 12.0):
        nod = Posture(lean, -0.3 * lean, 1.0)
        keys += [Key(time_s + 0.6, nod), Key(time_s + 1.2, TALL), Key(time_s + 1.8, TALL)]
        time_s += 1.8
    return Course((*keys, *lifts([HINGE] * reps)[0].shifted(time_s + 0.1).keys))


class _BoxJump(Course):
    """Feet fly in a parabola from 1.9 s on and land 0.5 m higher and 0.7 m on."""

    def at(self, time_s: Floats) -> Floats:
        rows = super().at(time_s)
        speed = 3.6
        flight_s = (speed + math.sqrt(speed**2 - 2 * 9.81 * 0.5)) / 9.81
        since = np.clip(time_s - 1.9, 0.0, flight_s)
        rows[3] = 0.7 * since / flight_s
        rows[4] = np.where(since < flight_s, speed * since - 9.81 / 2 * since**2, 0.5)
        return rows


def box_jump() -> Course:
    """Dip, jump, land deep on a box, stand up."""
    dip, air, land = (
        Posture(50.0, -45.0, 25.0),
        Posture(20.0, -60.0, 10.0),
        Posture(50.0, -70.0, 25.0),
    )
    keys = (
        Key(0.0, TALL),
        Key(1.0, TALL),
        Key(1.6, dip),
        Key(1.9, TALL),
        Key(2.2, air),
        Key(2.55, land),
        Key(3.2, TALL),
        Key(4.5, TALL),
    )
    return _BoxJump(keys)


def squeezed_lockouts(reps: int = 3, stand_s: float = 4.0) -> tuple[Course, list[float]]:
    """Each lockout leans back past straight for a moment, then a long straight stand."""
    back = Posture(-6.0, 2.0, 3.0)
    keys, starts, time_s = [Key(0.0, TALL)], [], 1.5
    for _ in range(reps):
        starts.append(time_s)
        keys += [Key(time_s, TALL), Key(time_s + 1.3, HINGE), Key(time_s + 2.3, back)]
        keys += [Key(time_s + 2.8, back), Key(time_s + 3.2, TALL)]
        time_s += 3.2 + stand_s
    return Course((*keys, Key(time_s, TALL))), starts
