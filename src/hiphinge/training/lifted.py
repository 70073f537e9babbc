"""The load that was really lifted: where the next step begins, and what is a slip of the pen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hiphinge.training.equipment import equipment
from hiphinge.training.exercises import carrier, exercise_named
from hiphinge.training.film import shows_load
from hiphinge.training.loads import NEAR_KG
from hiphinge.training.noting import loads_of
from hiphinge.training.rules import limit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hiphinge.training.happening import SetDone
    from hiphinge.training.model import Said
    from hiphinge.training.state import State, Work


def as_lifted(work: Work, key: str, sets: Sequence[SetDone], state: State, *, free: bool) -> Work:
    """Return the work with the load that was really lifted.

    A load that was not known is known now. A lighter one than asked is where the next step begins;
    a heavier one only where nothing holds the load, and the film that lets it rise shows about as
    much.

    Parameters
    ----------
    work : Work
    key : str
        Of the exercise.
    sets : sequence of SetDone
        What was done of it.
    state : State
        With what the day told.
    free : bool
        Whether pain and films let the load rise.
    """
    if not exercise_named(key).loadable:
        return work
    lifted, load = max(loads_of(sets), default=_bare(key, sets, state)), work.load_kg
    if lifted is None or lifted > limit("log.most").value:
        return work
    if not load:
        return replace(work, load_kg=lifted, lower_s=0)
    if lifted < load - NEAR_KG:
        return replace(work, load_kg=lifted, lower_s=0)
    if lifted <= load + NEAR_KG or not free or _slip(load, lifted):
        return work
    films = [one for one in state.seen.get(key, ()) if one.form is not None]
    shown = not films or shows_load(films[-1], lifted)
    return replace(work, load_kg=lifted, lower_s=0) if shown else work


def slipped(before: Work, sets: Sequence[SetDone], title: str) -> Said | None:
    """Return that a load was logged that can hardly be meant; None where none was.

    Parameters
    ----------
    before : Work
        As it was asked.
    sets : sequence of SetDone
    title : str
        Of the exercise.
    """
    lifted, load = max(loads_of(sets), default=0.0), before.load_kg
    rule = limit("log.most")
    if lifted > rule.value:
        return rule.said(f"{title}: {lifted:g} kg can hardly be meant: mend the log.")
    if load and _slip(load, lifted):
        return limit("log.heavier").said(
            f"{title}: {lifted:g} kg were logged where {load:g} kg were asked. That is taken for a "
            "slip of the pen, and nothing changes. Mend the log, or choose the load yourself."
        )
    return None


def _slip(load: float, lifted: float) -> bool:
    over = max(limit("log.heavier").value * load, limit("log.room").value)
    return lifted > load + over + NEAR_KG


def _bare(key: str, sets: Sequence[SetDone], state: State) -> float | None:
    """Return 0 for sets that were logged without a load where one can be laid on; else None.

    A bar weighs something: nothing logged on it is only not written down.
    """
    carries = carrier(exercise_named(key), state.profile)
    load = equipment()[carries].load if carries is not None else None
    logged = [one.load_kg for one in sets if one.load_kg is not None]
    bare = bool(logged) and all(one == 0.0 for one in logged)
    return 0.0 if bare and load is not None and not load.bar else None
