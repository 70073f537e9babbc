"""The reps of a whole clip: the live stream, folded over the file, then looked at as a set."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from hiphinge.reps import stream
from hiphinge.reps.sample import samples

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hiphinge.motion.motion import Motion
    from hiphinge.moves.move import Counts
    from hiphinge.reps.rep import Rep
    from hiphinge.reps.sample import Sample

SMALL_PART = 0.45
"""A movement under this part of the set's usual range is no rep of it but a gesture."""


def count(motion: Motion, counts: Counts = "hips") -> tuple[Rep, ...]:
    """Return the repetitions of a clip in order.

    Parameters
    ----------
    motion : Motion
        The measured movement.
    counts : {"hips", "hands", "feet"}
        What a repetition is counted by.
    """
    return as_set(fold(samples(motion), counts))


def fold(clip: Iterable[Sample], counts: Counts = "hips") -> list[Rep]:
    """Return what the stream tells of samples, from the first to the last."""
    state = stream.start(counts)
    reps: list[Rep] = []
    for sample in clip:
        state, told = stream.feed(state, sample)
        reps.extend(told)
    return [*reps, *stream.close(state)]


def as_set(reps: list[Rep]) -> tuple[Rep, ...]:
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
    return tuple(kept)
