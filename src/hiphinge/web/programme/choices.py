"""How a person may decide otherwise, and what the measurement thinks of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hiphinge.training.exercises import exercise_named
from hiphinge.training.film import no_rise
from hiphinge.training.ladder import place, rung_exercise
from hiphinge.training.own import bounds, choice_words
from hiphinge.training.raising import raised
from hiphinge.training.rules import limit
from hiphinge.training.rungs import opening
from hiphinge.web.programme.cited import Cited, cited
from hiphinge.web.programme.titles import rung_title
from hiphinge.web.words import load

if TYPE_CHECKING:
    from hiphinge.training.model import Said
    from hiphinge.training.own import What
    from hiphinge.training.state import Decision, State

THINKS_MOST = 2
"""Sentences of what the measurement thinks; all of them stand beside the ladder."""
NOTHING_AGAINST = "Nothing that was measured speaks against it."
LOADS_MOST = 4
"""Loads that a decision about a whole session offers to take back."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to decide otherwise.

    Attributes
    ----------
    label : str
        On its button.
    what, exercise, to : str
        As `Overruled` has them.
    thinks : tuple of Cited
        What the measurement thinks of it.
    """

    label: str
    what: str
    exercise: str
    to: str
    thinks: tuple[Cited, ...]


def ways(decision: Decision, before: State, now: State, units: str) -> tuple[Way, ...]:
    """Return how a decision may be overruled, as the programme stands now; maybe not at all.

    Parameters
    ----------
    decision : Decision
    before : State
        Where the programme stood before it.
    now : State
    units : str
        Of loads: ``kg`` or ``lb``.
    """
    if now.stopped:
        return (resume(now),) if decision.what == "stop" else ()
    if decision.what == "deload":
        return (lighter_week(now),) if now.deload else ()
    found = []
    if decision.what in ("open", "back") and place(before.rung) != place(now.rung):
        word = "Stay on" if place(before.rung) < place(now.rung) else "Back up to"
        found.append(to_rung(f"{word} {rung_title(before.rung)}", before.rung, now, units))
    found.extend(_loads_as_before(decision, before, now, units))
    found.extend(_dose_as_before(decision, before, now))
    if decision.what in ("hold", "more", "back", "wait") and decision.exercise:
        found.extend(_further(decision.exercise, now, units))
    if decision.what == "wait" and now.waiting is not None and now.waiting.rung:
        rung = now.waiting.rung
        if decision.exercise == rung_exercise(rung, now.profile):
            label = f"Go to {rung_title(rung)} anyway"
            found.append(Way(label, "rung", "", rung, _thinks(decision.why[:1], units)))
    return tuple(found)


def to_rung(label: str, rung: str, now: State, units: str) -> Way:
    """Return the way to a rung, with what its gate still wants."""
    gate = opening(now)
    why: tuple[Said, ...] = ()
    if gate is not None and place(rung) > place(now.rung) and not gate.opens:
        why = gate.why
    return Way(label, "rung", "", rung, _thinks(why, units))


def to_load(label: str, key: str, load_kg: float, now: State) -> Way:
    """Return the way to a load, with what holds it where it is more than now."""
    work = now.works.get(key)
    more = work is None or work.load_kg is None or load_kg > work.load_kg
    wait = no_rise(now, key) if more else None
    return Way(label, "load", key, f"{load_kg:.10g}", _thinks((wait,) if wait else ()))


def own_hint() -> str:
    """Say what can be chosen of an exercise, and how it is typed."""
    sets, reps, rest = bounds("sets"), bounds("reps"), bounds("rest")
    return (
        f"Sets: {sets[0]} to {sets[1]}. A set: repetitions from {reps[0]} to {reps[1]}, such as 8 "
        f"or 6-8, or the seconds or metres that it counts. Rest: seconds, {rest[0]} to {rest[1]}. "
        "It holds until you take it back."
    )


def lighter_week(now: State) -> Way:
    """Return the way out of a lighter week, or into one."""
    rule = limit(f"deload.{now.profile.level}")
    if not now.deload:
        text = f"One comes after {rule.value:.0f} weeks of training, or sooner when much fails."
        return Way("Make this week a lighter one", "deload", "", "", cited([rule.said(text)]))
    text = f"It comes after {rule.value:.0f} weeks of training, or sooner when much fails."
    return Way("No lighter week now", "deload", "", "", cited([rule.said(text)]))


def resume(now: State) -> Way:
    """Return the way out of a stop, with what it is for."""
    return Way("Go on with the training", "resume", "", "", cited(now.stopped))


def _further(key: str, now: State, units: str) -> list[Way]:
    """Return the next rung, or the next load, although nothing opened it."""
    found = []
    gate = opening(now)
    if gate is not None and key in gate.on and not gate.opens:
        found.append(
            to_rung(f"Go to {rung_title(gate.rung.key)} anyway", gate.rung.key, now, units)
        )
    work = now.works.get(key)
    if work is not None and work.load_kg is not None:
        more = raised(work.load_kg, 0.0, key, now.profile)
        if more is not None:
            found.append(to_load(f"Take {load(more, units)} anyway", key, more, now))
    return found


def _loads_as_before(decision: Decision, before: State, now: State, units: str) -> list[Way]:
    keys = (decision.exercise,) if decision.exercise else tuple(now.works)
    if decision.what not in ("up", "down", "back", "stop", "open"):
        return []
    found = []
    for key in keys:
        was, work = before.works.get(key), now.works.get(key)
        if was is None or work is None or was.load_kg is None or was.load_kg == work.load_kg:
            continue
        label = f"{exercise_named(key).title}: {load(was.load_kg, units)} as before"
        found.append(to_load(label, key, was.load_kg, now))
    return found[:LOADS_MOST]


def _dose_as_before(decision: Decision, before: State, now: State) -> list[Way]:
    """Return the way to sets or repetitions as they were, held until it is taken back."""
    key = decision.exercise
    was, work = before.works.get(key), now.works.get(key)
    if decision.what not in ("more", "less") or was is None or work is None:
        return []
    what: What = "reps" if was.sets == work.sets else "sets"
    number = was.reps if what == "reps" else was.sets
    if key in now.profile.own or number == (work.reps if what == "reps" else work.sets):
        return []
    label = f"Keep to {choice_words(what, str(number), key)}"
    return [Way(label, what, key, f"{number}", _thinks(()))]


def _thinks(said: tuple[Said, ...], units: str = "kg") -> tuple[Cited, ...]:
    return cited(said[:THINKS_MOST], units) or (Cited((NOTHING_AGAINST,), "", ""),)
