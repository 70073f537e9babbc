"""What a clip's movement is called, and its repetitions: each follows from the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hiphinge.judgement.naming import Named, name_set
from hiphinge.motion.judgeable import refuse_unjudgeable
from hiphinge.reps.count import count
from hiphinge.reps.signs import signs

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from hiphinge.motion.motion import Motion
    from hiphinge.reps.rep import Rep

SAME_PART = 0.5
"""Two stretches are one repetition where they share more than this of the shorter one."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A set before it is judged.

    Attributes
    ----------
    motion : Motion
        What the body did, smoothed as the move asks for.
    named : Named
        What it is called.
    reps : tuple of Rep
        Its repetitions in order, all of them: they are numbered from 1.
    """

    motion: Motion
    named: Named
    reps: tuple[Rep, ...]


def counted(
    measured: Callable[[bool], Motion],
    given: Named | None,
    implement: str | None = None,
    leave_out: Collection[int] = (),
) -> Counted:
    """Name a set, if it is not named, and count its repetitions.

    The repetitions that are left out say nothing of what the others are. They are known by their
    numbers in the whole set, so that the name of the rest is taken only where its repetitions are
    counted as before; where they are not, the whole set gives the name.

    Parameters
    ----------
    measured : callable
        Measures the movement; told whether it is to be smoothed less, as a fast one is.
    given : Named or None
        As the lifter named it.
    implement : str or None
        What the lifter said is held.
    leave_out : collection of int
        Numbers of the repetitions that are not judged.

    Raises
    ------
    ClipError
        When nothing can be said of the clip.
    """
    motion = measured(given is not None and given.ballistic)
    refuse_unjudgeable(motion)

    def called(named: Named) -> Counted:
        fit = measured(True) if named.ballistic and given is None else motion
        return Counted(fit, named, count(fit, named.counts))

    whole = called(given or name_set(signs(motion), implement))
    spans = [
        (rep.start_s, rep.end_s)
        for number, rep in enumerate(whole.reps, 1)
        if number in leave_out  # one that is not there is refused when the set is judged
    ]
    if given is not None or not spans or len(spans) == len(whole.reps):
        return whole
    rest = called(name_set(signs(motion, spans), implement))
    return rest if _same(rest.reps, whole.reps) else whole


def _same(some: Sequence[Rep], others: Sequence[Rep]) -> bool:
    """Tell whether repetitions that were counted twice bear the same numbers."""
    return len(some) == len(others) and all(
        min(one.end_s, other.end_s) - max(one.start_s, other.start_s)
        > SAME_PART * min(one.end_s - one.start_s, other.end_s - other.start_s)
        for one, other in zip(some, others, strict=True)
    )
