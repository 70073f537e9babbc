"""The one way from samples to repetitions, for a file and for a live camera.

A counter says, soon after it happened, that there was a repetition; its moments are then read
from the samples around it, once enough has been seen after it. What is told therefore depends on
no later sample than `TAIL_S` after the repetition, however long the clip is.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

from hiphinge.reps import feet, hands, machine, throws
from hiphinge.reps.events import events
from hiphinge.reps.phase import sharpen
from hiphinge.reps.rep import Rep
from hiphinge.reps.sample import stretch

if TYPE_CHECKING:
    from hiphinge.moves.move import Counts
    from hiphinge.reps.sample import Sample, Stretch

TAIL_S = 2.0
"""A repetition is told when so much has been seen after its end [s]."""
KEPT_S = 20.0
"""Samples are kept for this long [s]."""

Found: TypeAlias = Rep | hands.Lift | feet.Flight | throws.Throw
Counter: TypeAlias = machine.Counting | hands.Hands | feet.Feet | throws.Throws


@dataclass(frozen=True, slots=True)
class Stream:
    """State between two samples.

    Attributes
    ----------
    counter : Counting, Hands, Feet or Throws
        State of what counts.
    kept : tuple of Sample
        The last samples.
    waiting : tuple of Rep, Lift, Flight or Throw
        What was found, and waits for its tail.
    """

    counter: Counter = field(default_factory=machine.Counting)
    kept: tuple[Sample, ...] = ()
    waiting: tuple[Found, ...] = ()


def start(counts: Counts = "hips") -> Stream:
    """Return the state before the first sample, for what a move is counted by."""
    begun: dict[str, Counter] = {
        "hands": hands.Hands(),
        "feet": feet.Feet(),
        "throws": throws.Throws(),
    }
    return Stream(begun.get(counts, machine.Counting()))


def feed(state: Stream, sample: Sample) -> tuple[Stream, tuple[Rep, ...]]:
    """Take one sample; return the repetitions that are complete with it, tail and all."""
    kept = (*state.kept, sample)
    if kept[0].time_s < sample.time_s - 2 * KEPT_S:
        kept = tuple(one for one in kept if one.time_s >= sample.time_s - KEPT_S)
    counter, found = _step(state.counter, sample)
    waiting = (*state.waiting, *found)
    due = [one for one in waiting if sample.time_s >= one.end_s + TAIL_S]
    rest = tuple(one for one in waiting if one not in due)
    told = _told(due, kept) if due else ()
    return Stream(counter, kept, rest), told


def close(state: Stream) -> tuple[Rep, ...]:
    """Return what is left at the end of the clip."""
    if isinstance(state.counter, machine.Counting):
        found: tuple[Found, ...] = machine.finish(state.counter)
    elif isinstance(state.counter, hands.Hands):
        found = hands.finish(state.counter)
    elif isinstance(state.counter, throws.Throws):
        found = throws.finish(state.counter)
    else:
        found = ()
    return _told([*state.waiting, *found], state.kept)


def _step(counter: Counter, sample: Sample) -> tuple[Counter, tuple[Found, ...]]:
    if isinstance(counter, machine.Counting):
        return machine.step(counter, sample)
    if isinstance(counter, hands.Hands):
        return hands.step(counter, sample)
    if isinstance(counter, throws.Throws):
        return throws.step(counter, sample)
    return feet.step(counter, sample)


def _told(found: list[Found], kept: tuple[Sample, ...]) -> tuple[Rep, ...]:
    reps = []
    for one in found:
        seen = stretch([s for s in kept if one.end_s - KEPT_S <= s.time_s <= one.end_s + TAIL_S])
        rep = _rep(one, seen)
        if rep is not None:
            reps.append(replace(rep, events=events(seen, rep, _flight_s(one))))
    return tuple(reps)


def _rep(found: Found, seen: Stretch) -> Rep | None:
    if isinstance(found, hands.Lift):
        return hands.rep(seen, found)
    if isinstance(found, feet.Flight):
        return feet.rep(seen, found)
    if isinstance(found, throws.Throw):
        return throws.rep(seen, found)
    return sharpen(found, seen.time_s, seen.closing_deg)


def _flight_s(found: Found) -> float | None:
    return found.low_s if isinstance(found, feet.Flight) else None
