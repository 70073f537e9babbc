"""The person decides otherwise: always obeyed, and told once what the measurement thinks."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from hiphinge.errors import UsageError
from hiphinge.training.exercises import exercise_named, is_meant
from hiphinge.training.film import no_rise
from hiphinge.training.ladder import (
    is_open,
    place,
    rung_before,
    rung_exercise,
    rung_named,
    rung_of,
)
from hiphinge.training.model import Said
from hiphinge.training.notes import missing
from hiphinge.training.own import NOTHING, choice_words, with_choice
from hiphinge.training.plan import week
from hiphinge.training.rules import limit
from hiphinge.training.rungs import dose_of, moved, opening
from hiphinge.training.start import begin
from hiphinge.training.state import Decision
from hiphinge.training.waiting import without
from hiphinge.training.weeks import every, failing

if TYPE_CHECKING:
    from hiphinge.training.exercises import Exercise
    from hiphinge.training.happening import Overruled, Swapped
    from hiphinge.training.ladder import Rung
    from hiphinge.training.state import State

MORE = "It is more than your goal or level brings by itself: take it slowly."
"""What is said of an exercise that only the person's own wish brings."""


def overruled(state: State, happening: Overruled) -> State:
    """Return the programme as the person wants it.

    Raises
    ------
    UsageError
        When the rung or exercise is unknown, the load is no number, or sets, repetitions or rest
        are out of their bounds.
    """
    changes = {"rung": _rung, "load": _load, "deload": _deload, "resume": _resume}
    change = changes.get(happening.what, _own)
    waiting = None if happening.what == "rung" else without(state.waiting, happening.exercise)
    return replace(change(state, happening), was=None, waiting=waiting)


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
    profile = state.profile
    swaps = {key: to for key, to in profile.swaps.items() if key != one.key}
    if other.key != one.key:
        swaps[one.key] = other.key
    # Who wants an exercise does not leave it out.
    profile = replace(profile, swaps=swaps, left_out=profile.left_out - {other.key})
    waiting = without(state.waiting, one.key)
    state = replace(state, profile=profile, was=None, waiting=waiting)
    if rung_exercise(state.rung, profile) is None:
        lower = rung_before(state.rung, profile)
        state = moved(state, lower.key) if lower is not None else state
    works = dict(state.works)
    works.setdefault(other.key, begin(other.key, profile, state.rung))
    said = (own_choice(_swap_words(one, other, state)),)
    return _noted(replace(state, works=works), other.key, said)


def own_choice(text: str) -> Said:
    """Return a sentence about what the person chose."""
    return Said(text, "our judgement: your own choice comes before every rule", "R")


def _swap_words(one: Exercise, other: Exercise, state: State) -> str:
    if one.key == other.key:
        return f"{one.title} is back in its own place."
    needs, waits = missing(other, state.profile), rung_of(other.key) or other.from_rung
    if needs:
        return (
            f"{other.title} comes in the place of {one.title} as soon as you have {needs}; until "
            "then it stays as it is."
        )
    text = f"From now on {other.title} in the place of {one.title}."
    if waits is not None and not is_open(other.key, state.rung):
        text += f" It comes once the ladder has reached {rung_named(waits).title}."
    if not is_meant(other, state.profile):
        text += f" {MORE}"
    return text


def _rung(state: State, happening: Overruled) -> State:
    """Another rung; on the way up it is said what the films have met of its gate."""
    rung = rung_named(happening.to)
    if rung.key == state.rung:
        stays = own_choice(f"You stay on the rung {rung.title}.")
        return _noted(state, rung_exercise(rung, state.profile) or "", (stays,))
    state, text = _meant(state, rung)
    own = rung_exercise(rung, state.profile)
    gate = opening(state) if place(rung.key) > place(state.rung) else None
    new = moved(state, rung.key)
    asked = {one.exercise for day in week(new) for one in day.prescriptions}
    if own is not None and own not in asked and not new.stopped:
        text += " The week of your goal has no place for it: another goal has."
    said = [own_choice(text)]
    if gate is not None and not gate.opens:
        wanting = f"The films have not opened {gate.rung.title} yet; what is wanting:"
        said = [*said, limit(f"gate.{state.profile.gate}.sessions").said(wanting), *gate.why]
    return _noted(new, own or "", tuple(said))


def _meant(state: State, rung: Rung) -> tuple[State, str]:
    """Return the state with a rung that can be done where it is there, and what is said of it."""
    text, profile = f"You chose the rung {rung.title}.", state.profile
    if rung_exercise(rung, profile) is not None:
        return state, text
    rows = [exercise_named(key) for key in rung.exercises if key not in profile.left_out]
    there = next((one for one in rows if not missing(one, profile)), None)
    if there is None:
        ways = " or ".join(filter(None, (missing(one, profile) for one in rows)))
        needs = f" It could be done with {ways}." if ways else " You left out all of it."
        return state, f"{text} Nothing of it can be done, so the nearest below it is asked.{needs}"
    # What is put in its own place is meant by the person, whatever level and goal say.
    profile = replace(profile, swaps={**profile.swaps, there.key: there.key})
    works = {there.key: begin(there.key, profile, state.rung), **state.works}
    return replace(state, profile=profile, works=works), f"{text} {MORE}"


def _load(state: State, happening: Overruled) -> State:
    """Another load, as it was said; on the way up it is said what holds it."""
    key, title = happening.exercise, exercise_named(happening.exercise).title
    load = _number(happening.to)
    work = state.works.get(key) or begin(key, state.profile, state.rung)
    said = [own_choice(f"{title}: {load:g} kg, as you chose.")]
    if work.load_kg is None or load > work.load_kg:
        wait = no_rise(state, key)
        said.extend([wait] if wait is not None else [])
    works = {**state.works, key: replace(work, load_kg=load, raised=state.week, lower_s=0)}
    return _noted(replace(state, works=works), key, tuple(said))


def _own(state: State, happening: Overruled) -> State:
    """Sets, repetitions or rest as the person wants them, or as the programme says again."""
    key, text, what = happening.exercise, happening.to, happening.what
    assert what in ("sets", "reps", "rest")  # noqa: S101 (all others are told apart before)
    title = exercise_named(key).title
    work, had = state.works.get(key), state.profile.own.get(key, NOTHING)
    profile = with_choice(state.profile, key, what, text)
    if work is not None and what == "reps":
        low, high = dose_of(key, profile, state.rung).reps
        if text.strip():
            own = profile.own[key]
            before = work.reps if had.reps is None else had.before
            profile = replace(profile, own={**profile.own, key: replace(own, before=before)})
            work = replace(work, reps=low)
        elif had.reps is not None:
            work = replace(work, reps=min(max(low, had.before or low), high))
    works = state.works if work is None else {**state.works, key: work}
    state = replace(state, profile=profile, works=works)
    if not text.strip():
        back = {"sets": "sets", "reps": "repetitions", "rest": "rest"}[what]
        said = own_choice(f"{title}: {back} as the programme says again.")
        return _noted(state, key, (said,))
    asked = [one for day in week(state) for one in day.prescriptions if one.exercise == key]
    words = f"{title}: {choice_words(what, text, key)}, as you chose, until you take it back."
    if asked:
        words += f" The programme would ask for {asked[0].meant}."
    else:
        words += " It is not in this week; it holds when it comes."
    return _noted(state, key, (own_choice(words),))


def _deload(state: State, happening: Overruled) -> State:  # noqa: ARG001 (all changes are called alike)
    """No lighter week where one comes, for some weeks; one where none comes."""
    if not state.deload:
        text = "A lighter week, as you chose."
        return _noted(replace(state, deload=True), "", (own_choice(text),))
    later, usual = int(limit("deload.put_off").value), every(state)
    state = replace(state, deload=False)
    since = min(state.since_deload, usual - later)
    asked = [one for day in week(state) for one in day.prescriptions]
    if len(failing(state, asked)) >= limit("deload.signs").value:
        # Else what fails would bring it back in the very next week.
        since = min(since, int(limit("deload.earliest").value) - later)
    weeks = limit("deload.put_off" if since == usual - later else f"deload.{state.profile.level}")
    text = f"No lighter week now, as you chose; it comes up again in {usual - since} weeks"
    text += "." if since == usual - later else ", or sooner when much fails."
    return _noted(replace(state, since_deload=since), "", (weeks.said(text),))


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
