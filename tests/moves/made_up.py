"""One made-up movement that holds every moment that can be found: a throw, a pull and a jump."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from bodies import even_times, film
from courses import HINGE, lifts

from hiphinge.motion.measure import measure
from hiphinge.reps.events import events
from hiphinge.reps.measure import measure_rep
from hiphinge.reps.power import measure_power
from hiphinge.reps.rep import Rep
from hiphinge.reps.sample import Stretch

if TYPE_CHECKING:
    from hiphinge.quantities import Floats

FPS = 60.0
FLIGHT_S = 2.75
REP = Rep(
    1.3, 1.95, 2.0, 2.05, 2.6, 3.4, depth_deg=110.0, top_deg=3.0, from_bottom=False, complete=True
)
"""Bottom at 2.0 s, open at 2.6 s, standing at 3.4 s."""
HANDS = {0.0: 0.8, 0.6: 0.9, 1.2: 2.2, 2.0: 0.2, 2.25: 0.7, 2.6: 1.2, 3.0: 1.7, 3.6: 1.7, 4.2: 0.8}
FOLD = {0.0: 5.0, 1.2: 5.0, 2.0: 110.0, 2.6: 3.0, 2.9: 30.0, 3.4: 5.0, 3.7: 5.0, 4.2: 90.0}
KNEE = {0.0: 4.0, 1.3: 4.0, 2.0: 90.0, 2.25: 35.0, 2.4: 55.0, 2.6: 5.0, 2.9: 50.0, 3.4: 5.0}
TOES = {0.0: 0.0, 2.6: 0.0, 2.65: 0.3, 2.85: 0.3, 2.9: 0.0, 5.0: 0.0}


def stretch() -> Stretch:
    time_s = np.arange(0, 5, 1 / FPS)

    def along(keys: dict[float, float]) -> Floats:
        return np.interp(time_s, list(keys), list(keys.values()))

    still, both = np.zeros_like(time_s), np.stack([along(TOES)] * 2, axis=1)
    hands, fold, knee = along(HANDS), along(FOLD), along(KNEE)
    return Stretch(
        time_s=time_s, closing_deg=fold, foot=np.zeros((len(time_s), 2)), knee_deg=knee,
        trunk_deg=0.6 * fold, hip_up=1.0 - 0.003 * knee + both[:, 0], knee_up=still + 0.45,
        hand_up=hands, hand_ahead=0.3 - 0.4 * (hands < 0.4), reach_up=hands - 1.4,
        reach_ahead=still + 0.3, apart=still, toes=both, ankles=both,
    )  # fmt: skip


def names() -> set[str]:
    """Return the events that are found in it."""
    return set(doubts())


def doubts() -> dict[str, float]:
    """Return the events that are found in it, each with its standard deviation [s]."""
    return {one.name: one.sd_s for one in events(stretch(), REP, FLIGHT_S)}


def measures() -> set[str]:
    """Return what a repetition measures: at its hinge, and on the way of a pull and of a jump."""
    course, _ = lifts([HINGE])
    motion, seen = measure(film(course, even_times(course.end_s, FPS))), stretch()
    found = set(measure_rep(motion, REP))
    for flight_s in (None, FLIGHT_S):
        rep = replace(REP, events=events(seen, REP, flight_s))
        found |= measure_power(motion, rep, seen).keys()
    return found
