"""From now on something else is there to train with: a bell was bought, a gym was left."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hiphinge.numerals import plain
from hiphinge.training.exercises import exercise_named, exercises, suits
from hiphinge.training.ladder import rung_before, rung_exercise, rung_named
from hiphinge.training.loads import NEAR_KG
from hiphinge.training.model import Weights
from hiphinge.training.overrule import own_choice
from hiphinge.training.rack import rack
from hiphinge.training.rungs import moved
from hiphinge.training.start import begin, check
from hiphinge.training.state import Decision

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hiphinge.training.happening import Geared
    from hiphinge.training.model import Profile
    from hiphinge.training.state import State, Work

TOLD_MOST = 6
"""So many exercises whose load is another one now are told one by one."""


def geared(state: State, happening: Geared) -> State:
    """Return the programme with what is there from now on.

    A load that is not there any more becomes the next lighter one that is. A rung that cannot be
    done any more gives way to the one below it; one that has become possible waits for its films.

    Parameters
    ----------
    state : State
    happening : Geared

    Raises
    ------
    UsageError
        When something is unknown, or nothing of the ladder is left.
    """
    weights = Weights(happening.pieces, happening.bars, happening.plates)
    profile = replace(state.profile, equipment=frozenset(happening.equipment), weights=weights)
    check(profile)
    before = state.works
    works = _there(before, profile)
    waiting = state.waiting
    if waiting is not None:
        waiting = replace(waiting, works=_there(waiting.works, profile))
    state = replace(state, profile=profile, works=works, was=None, waiting=waiting)
    said = [own_choice("From now on only what you say is there is asked for.")]
    lower = rung_before(state.rung, profile)
    if rung_exercise(state.rung, profile) is None and lower is not None:
        text = f"{rung_named(state.rung).title} cannot be done with it: the ladder is at "
        said.append(own_choice(f"{text}{lower.title}."))
        state = moved(state, lower.key)
    new = {key: begin(key, profile, state.rung) for key, one in exercises().items()
           if key not in state.works and suits(one, profile)}  # fmt: skip
    state = replace(state, works={**state.works, **new})
    said.extend(own_choice(text) for text in _changed(before, works, profile)[:TOLD_MOST])
    return replace(state, decisions=(Decision("overruled", "", tuple(said)),))


def _there(works: Mapping[str, Work], profile: Profile) -> dict[str, Work]:
    """Return the works with loads that are there."""
    found = {}
    for key, work in works.items():
        loads, load = rack(exercise_named(key), profile), work.load_kg
        found[key] = work
        if loads and load is not None and all(abs(one - load) > NEAR_KG for one in loads):
            below = [one for one in loads if one < load]
            found[key] = replace(work, load_kg=below[-1] if below else loads[0], lower_s=0)
    return found


def _changed(before: Mapping[str, Work], now: Mapping[str, Work], profile: Profile) -> list[str]:
    """Return which exercises have another load now, in words."""
    found = []
    for key, work in now.items():
        was = before[key].load_kg
        if was is None or work.load_kg is None or was == work.load_kg:
            continue
        if suits(exercise_named(key), profile):
            title = exercise_named(key).title
            found.append(f"{title}: {plain(work.load_kg)} kg instead of {plain(was)} kg.")
    return found
