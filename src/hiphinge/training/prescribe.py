"""From a draft of the week to what is asked of a person, with its reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiphinge.numerals import plain
from hiphinge.training.choice import decides
from hiphinge.training.exercises import carrier, exercises
from hiphinge.training.loads import fitting
from hiphinge.training.model import Prescription, Said
from hiphinge.training.notes import note
from hiphinge.training.rack import rack
from hiphinge.training.rules import limit
from hiphinge.training.start import begin, meant

if TYPE_CHECKING:
    from hiphinge.training.exercises import Exercise
    from hiphinge.training.fit import Draft
    from hiphinge.training.goals import Span
    from hiphinge.training.model import Progression
    from hiphinge.training.state import State, Work

LOAD_FILMED = frozenset({"lift", "free", "second", "learning", "start_swing", "swing", "pull"})
"""Kinds whose load waits for a film of passing form."""
EASIEST = 1.0
"""The lowest effort that is asked, of 10."""
NAMED_MOST = 8
"""So many loads that are there are told one by one; more of them are a bar's."""
MUCH_LESS = 0.9
"""A load that is meant is much less than the lightest from this part of it on [1]."""


def prescribed(draft: Draft, state: State) -> Prescription:
    """Return what is asked, from a draft whose sets are final."""
    exercise = exercises()[draft.exercise]
    work = state.works.get(draft.exercise) or begin(draft.exercise, state.profile, state.rung)
    carried = carrier(exercise, state.profile) is not None
    rpe = _effort(draft.dose.rpe, deload=state.deload)
    load = work.load_kg if carried else None
    if load is not None and state.deload:
        lighter = 1.0 - limit("deload.effort").value * limit("effort.point").value
        load = min(load, fitting(load * lighter, exercise, state.profile) or load)
    why = [Said(exercise.why, exercise.source, exercise.label), draft.dose.said()]
    if carried and load is None and rpe is not None:
        why.append(note("by_effort", low=rpe[0], high=rpe[1]))
    why.extend(_there(exercise, work, draft, state))
    if draft.filled:
        why.append(note("filled"))
    if draft.meant:
        why.insert(0, note("own_choice", meant=draft.meant))
    opens = decides(draft.exercise, state.profile, state.rung)
    film = exercise.move is not None and (opens is not None or draft.kind in LOAD_FILMED)
    if film:
        why.append(note("film_opens", rung=opens.title) if opens else note("film_load"))
    return Prescription(
        exercise=draft.exercise,
        slot=exercise.slot,
        sets=draft.sets,
        reps_low=draft.reps_low,
        reps_high=draft.reps_high,
        count=exercise.count,
        load_kg=load,
        rpe_low=rpe[0] if rpe else None,
        rpe_high=rpe[1] if rpe else None,
        rest_s=draft.dose.rest_s,
        progression=_progression(draft, carried=carried),
        film=film,
        why=tuple(why),
        stop=draft.dose.stop,
        lower_s=work.lower_s if carried and not state.deload else 0,
        meant=draft.meant,
    )


def _there(exercise: Exercise, work: Work, draft: Draft, state: State) -> list[Said]:
    """Return what the weights that are there mean for an exercise, where they were told."""
    loads = rack(exercise, state.profile)
    if loads is None:
        return []
    said = []
    if work.load_kg is None and len(loads) <= NAMED_MOST:
        words = [f"{plain(one)} kg" if one else "body weight" for one in loads]
        said.append(note("rack", loads=", ".join(words)))
    wished = meant(exercise.key, state.profile, draft.dose)
    if wished is not None and work.load_kg == loads[0] and wished < loads[0] * MUCH_LESS:
        said.append(note("lightest", load=plain(loads[0]), meant=plain(round(wished, 1))))
    return said


def _effort(asked: Span | None, *, deload: bool) -> Span | None:
    if asked is None or not deload:
        return asked
    less = limit("deload.effort").value
    return max(EASIEST, asked[0] - less), max(EASIEST, asked[1] - less)


def _progression(draft: Draft, *, carried: bool) -> Progression:
    """Return the rule that moves it on: without a load to raise, it grows in repetitions."""
    if carried or draft.dose.progression == "skill":
        return draft.dose.progression
    return "volume"
