"""Pain: what it stops, and when it asks for somebody who can examine you."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hiphinge.training.exercises import exercise_named
from hiphinge.training.loading import in_words, less_of
from hiphinge.training.model import Decision
from hiphinge.training.rules import limit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hiphinge.training.model import Said, Seen, SetDone, State, Work


def pain_stop(state: State, key: str, work: Work, low: int) -> tuple[State, Decision] | None:
    """Return what pain at the threshold makes of an exercise; None where there was less.

    Once it is made lighter. Where it comes again in the exercise's next session, all training is
    stopped until the person has been examined or says that it goes on.
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
    if _again(seen):
        said = clinician(title)
        return (
            replace(state, works=works, stopped=(said,)),
            Decision("stop", key, (*why, said)),
        )
    return replace(state, works=works), Decision("stop", key, why)


def clinician(title: str) -> Said:
    """Return that the training stops until somebody has looked at it."""
    again = limit("pain.again")
    return again.said(
        f"{title}: pain of {limit('pain.stop').value:.0f} or more has come again. Have it looked "
        "at by a doctor or a physiotherapist before you go on; you decide when that is settled."
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


def _again(seen: Sequence[Seen]) -> bool:
    """Tell whether pain at the threshold came in the sessions in a row that stop all training."""
    stop = limit("pain.stop").value
    last = seen[-int(limit("pain.again").value) :]
    return len(last) >= limit("pain.again").value and all(
        max(one.pain or 0, one.next_pain or 0) >= stop for one in last
    )
