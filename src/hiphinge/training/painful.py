"""Pain: what it stops, and when it asks for somebody who can examine you."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hiphinge.training.exercises import exercise_named
from hiphinge.training.loading import in_words, less_of
from hiphinge.training.rules import limit
from hiphinge.training.state import Decision

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from hiphinge.training.happening import SetDone
    from hiphinge.training.model import Said
    from hiphinge.training.state import Seen, State, Work

HINGES = ("hinge", "power")
"""Slots whose exercises are all hinges: pain in one is pain in what trains the same."""


def pain_stop(state: State, key: str, work: Work, low: int) -> tuple[State, Decision] | None:
    """Return what pain at the threshold makes of an exercise; None where there was less.

    Once it is made lighter. Where it is severe, or comes again on the next training day of the
    exercise or of what trains the same, all training is stopped until the person has been examined
    or says that it goes on.
    """
    stop, seen = limit("pain.stop"), state.seen[key]
    pain = seen[-1].pain
    if pain is None or pain < stop.value:
        return None
    title = exercise_named(key).title
    new, what = less_of(work, limit("pain.less").value, key, state.profile, low)
    works = {**state.works, key: new}
    text = f"{title}: pain {pain} of 10. At {stop.value:.0f} or more the exercise ends for the day."
    if what == "down":
        text += f" Next time {new.load_kg:g} instead of {work.load_kg:g} kg."
    elif what == "less":
        text += f" Next time {in_words(new, key)}."
    why: tuple[Said, ...] = (stop.said(text),)
    said = looked_at(state, key, pain, seen[-1].day)
    if said is not None:
        return (
            replace(state, works=works, stopped=(said,)),
            Decision("stop", key, (*why, said)),
        )
    return replace(state, works=works), Decision("stop", key, why)


def looked_at(state: State, key: str, pain: int, day: date) -> Said | None:
    """Return that all training stops until somebody has looked at it; None where it goes on.

    Parameters
    ----------
    state : State
    key : str
        The exercise that it hurt in.
    pain : int
        On that day, or on the day after it.
    day : date
        The training day.
    """
    severe, again, stop = (limit(f"pain.{one}") for one in ("severe", "again", "stop"))
    title = exercise_named(key).title
    ask = (
        "Have it looked at by a doctor or a physiotherapist before you go on; you decide when that "
        "is settled."
    )
    if pain >= severe.value:
        return severe.said(f"{title}: pain of {severe.value:.0f} or more. {ask}")
    before = _before(state, key, day)
    if pain < stop.value or not before or max(map(_worst, before)) < stop.value:
        return None
    return again.said(
        f"{title}: pain of {stop.value:.0f} or more has come on two training days in a row, in it "
        f"or in what trains the same. {ask}"
    )


def rising(sets: Sequence[SetDone], title: str) -> Said | None:
    """Return that pain rose from set to set; None where it did not, or was not told."""
    told = [one.pain for one in sets if one.pain is not None]
    rule = limit("pain.rising")
    if not told or told[-1] - told[0] < rule.value:
        return None
    return rule.said(
        f"{title}: pain rose from {told[0]} to {told[-1]} of 10 over its sets. End it as soon as "
        "it rises; nothing is added."
    )


def _before(state: State, key: str, day: date) -> list[Seen]:
    """Return what the training day before told of an exercise and of what trains the same."""
    mine = _same(key)
    told = [
        one
        for other, days in state.seen.items()
        if _same(other) == mine
        for one in days
        if one.day < day
    ]
    latest = max((one.day for one in told), default=None)
    return [one for one in told if one.day == latest]


def _same(key: str) -> str:
    slot = exercise_named(key).slot
    return HINGES[0] if slot in HINGES else slot


def _worst(seen: Seen) -> int:
    return max(seen.pain or 0, seen.next_pain or 0)
