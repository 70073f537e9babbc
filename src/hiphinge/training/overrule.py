"""The person decides otherwise: always obeyed, and told once what the measurement thinks."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from hiphinge.errors import UsageError
from hiphinge.training.exercises import exercise_named
from hiphinge.training.film import no_rise
from hiphinge.training.ladder import place, rung_before, rung_exercise, rung_named
from hiphinge.training.model import Decision
from hiphinge.training.rules import limit
from hiphinge.training.rungs import moved, opening
from hiphinge.training.start import begin
from hiphinge.training.weeks import every

if TYPE_CHECKING:
    from hiphinge.training.model import Overruled, Said, State, Swapped


def overruled(state: State, happening: Overruled) -> State:
    """Return the programme as the person wants it.

    Raises
    ------
    UsageError
        When the rung or exercise is unknown, or the load is no number.
    """
    change = {"rung": _rung, "load": _load, "deload": _deload, "resume": _resume}[happening.what]
    return replace(change(state, happening), was=None)


def swapped(state: State, happening: Swapped) -> State:
    """Return the programme with another exercise in the place of one from now on.

    Raises
    ------
    UsageError
        When one of them is unknown, or the other trains something else.
    """
    one, other = exercise_named(happening.exercise), exercise_named(happening.to)
    if one.slot != other.slot:
        raise UsageError(
            f"{other.title} cannot stand in the place of {one.title}: it trains something else."
        )
    swaps = {key: to for key, to in state.profile.swaps.items() if key != one.key}
    if other.key != one.key:
        swaps[one.key] = other.key
    profile = replace(state.profile, swaps=swaps)
    state = replace(state, profile=profile, was=None)
    if rung_exercise(state.rung, profile) is None:
        lower = rung_before(state.rung, profile)
        state = moved(state, lower.key) if lower is not None else state
    works = dict(state.works)
    works.setdefault(other.key, begin(other.key, profile, state.rung))
    text = f"From now on {other.title} in the place of {one.title}."
    return _noted(replace(state, works=works), other.key, (limit("skill.reps").said(text),))


def _rung(state: State, happening: Overruled) -> State:
    """Another rung; on the way up it is said what the films have met of its gate."""
    rung = rung_named(happening.to)
    said: list[Said] = []
    rule = limit(f"gate.{state.profile.gate}.sessions")
    if place(rung.key) > place(state.rung):
        gate = opening(state)
        text = f"You chose the rung {rung.title}."
        if gate is not None and not gate.opens:
            text += f" The films have not opened {gate.rung.title} yet; what is wanting:"
            said = [rule.said(text), *gate.why]
    if not said:
        said = [rule.said(f"You chose the rung {rung.title}.")]
    return _noted(moved(state, rung.key), rung_exercise(rung, state.profile) or "", tuple(said))


def _load(state: State, happening: Overruled) -> State:
    """Another load, as it was said; on the way up it is said what holds it."""
    key, title = happening.exercise, exercise_named(happening.exercise).title
    load = _number(happening.to)
    work = state.works.get(key) or begin(key, state.profile, state.rung)
    said = [limit("double.most").said(f"{title}: {load:g} kg, as you chose.")]
    if work.load_kg is None or load > work.load_kg:
        wait = no_rise(state, key)
        said.extend([wait] if wait is not None else [])
    works = {**state.works, key: replace(work, load_kg=load, raised=state.week)}
    return _noted(replace(state, works=works), key, tuple(said))


def _deload(state: State, happening: Overruled) -> State:  # noqa: ARG001 (all changes are called alike)
    """No lighter week where one comes, for some weeks; one where none comes."""
    if not state.deload:
        text = "A lighter week, as you chose."
        return _noted(replace(state, deload=True), "", (limit("deload.sets").said(text),))
    later = limit("deload.put_off")
    text = f"No lighter week now, as you chose; it comes up again in {later.value:.0f} weeks."
    since = max(0, every(state) - int(later.value))
    state = replace(state, deload=False, since_deload=since)
    return _noted(state, "", (later.said(text),))


def _resume(state: State, happening: Overruled) -> State:  # noqa: ARG001
    """The stop ends; what it was for is said once more."""
    again = limit("pain.again")
    text = "You go on, knowing why it was stopped:" if state.stopped else "Nothing was stopped."
    said = (again.said(text), *state.stopped)
    return _noted(replace(state, stopped=()), "", said)


def _number(text: str) -> float:
    try:
        load = float(text.strip().replace(",", "."))
    except ValueError:
        load = math.nan
    if not (math.isfinite(load) and load >= 0.0):
        raise UsageError(f"{text!r} is no load: give it in kilograms, such as 42.5.")
    return load


def _noted(state: State, exercise: str, said: tuple[Said, ...]) -> State:
    return replace(state, decisions=(Decision("overruled", exercise, said),))
