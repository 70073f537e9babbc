"""The reps of a whole clip: the live step, folded over the file, then looked at as a set."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from hiphinge.pose.skeleton import sided
from hiphinge.reps.machine import Counting, Sample, finish, step
from hiphinge.reps.phase import sharpen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hiphinge.motion.motion import Motion
    from hiphinge.reps.rep import Rep

SMALL_PART = 0.45
"""A movement under this part of the set's usual range is no rep of it but a gesture."""


def count(motion: Motion) -> tuple[Rep, ...]:
    """Return the repetitions of a clip in order."""
    state = Counting()
    reps: list[Rep] = []
    for sample in samples(motion):
        state, done = step(state, sample)
        reps.extend(done)
    reps.extend(finish(state))
    closing = motion.series["thigh_trunk_deg"].value
    return tuple(sharpen(rep, motion.time_s, closing) for rep in _as_set(reps))


def samples(motion: Motion) -> Iterator[Sample]:
    """Yield the clip's motion as the machine takes it."""
    parts = ("ankle", "heel", "foot_index")
    places = motion.xy_px[:, [int(sided(motion.view.near, part)) for part in parts]]
    # Landmarks from elsewhere may have no heel and toe: then the ankle stands for the foot.
    known = [column for column in range(len(parts)) if np.isfinite(places[:, column]).any()]
    foot = places[:, known or [0]].mean(axis=1) / motion.leg_px.value
    closing = motion.series["thigh_trunk_deg"].value
    for index, time_s in enumerate(motion.time_s):
        x, y = foot[index]
        yield Sample(float(time_s), float(closing[index]), (float(x), float(y)))


def _as_set(reps: list[Rep]) -> list[Rep]:
    """Leave out what is no rep of this set.

    A set that begins at the bottom is a set of pulls from the floor: what follows the last
    lockout is that rep's lowering, not a rep that was cut.
    """
    whole = [rep.depth_deg - rep.top_deg for rep in reps if rep.complete]
    usual = float(np.median(whole)) if whole else 0.0
    kept = [
        rep
        for rep in reps
        if rep.depth_deg - (rep.top_deg if rep.complete else 0.0) >= SMALL_PART * usual
    ]
    if kept and kept[0].from_bottom and not kept[-1].complete:
        kept = kept[:-1]
    return kept
