"""Fits the sets of a week into the bands that the scheme has for them."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hiphinge.training.exercises import exercises
from hiphinge.training.goals import fill
from hiphinge.training.muscles import hinge_side
from hiphinge.training.own import NOTHING
from hiphinge.training.volume import NOT_HARD, counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hiphinge.training.goals import Dose, Span
    from hiphinge.training.model import Own

ADDED_TO = ("accessory", "body_curl", "second", "free")
"""Kinds that get more sets when a week has too few: nothing that is heavy or still learned."""
TAKEN_FIRST, TAKEN_LAST = ("accessory", "body_curl", "second"), ("free", "lift", "learning")
"""Kinds that lose sets when a week has too many, in this order: the main hinge only when nothing
else can be spared."""
FEWEST = 2
"""Sets that are left of an exercise: one alone is not worth its warm-up, so then it goes."""
GOES = ("accessory", "body_curl", "nordic")
"""Kinds of which one of several in a week may go wholly."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One exercise of one day, before its numbers are final; `reps_low` and `reps_high` a set.

    `own` is what the person chose of it, `meant` what the programme would ask for in its place;
    `filled` if it is there only for the day to hold enough.
    """

    day: int
    exercise: str
    kind: str
    dose: Dose
    sets: int
    reps_low: int
    reps_high: int
    own: Own = NOTHING
    meant: str = ""
    filled: bool = False


def fitted(drafts: Sequence[Draft], band: Span) -> tuple[Draft, ...]:
    """Return a week whose hinge-side sets lie in the band, as near as that can be had.

    Sets are taken from what matters least for the goal and added to what has fewest, one by one;
    swings, jumps and Nordic lowers are held to their own bounds first.
    """
    week = _bounded(list(drafts))
    for _ in range(sum(one.dose.most_sets for one in week)):
        sums = hinge_sums(week)
        over = {muscle for muscle, sets in sums.items() if sets > band[1]}
        under = {muscle for muscle, sets in sums.items() if sets < band[0]}
        if not (_lessen(week, over) if over else _raise(week, under, band)):
            break
    return tuple(week)


def hinge_sums(week: Iterable[Draft]) -> dict[str, float]:
    """Return the hard sets of the hinge-side groups of muscles [sets]."""
    sums = counted((one.exercise, one.sets) for one in week)
    return {muscle: sums[muscle] for muscle in hinge_side()}


def totals(week: Iterable[Draft]) -> dict[str, tuple[int, int]]:
    """Return the repetitions of the week by kind, counted low and high."""
    sums: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for one in week:
        low, high = sums[one.kind]
        sums[one.kind] = (low + one.sets * one.reps_low, high + one.sets * one.reps_high)
    return dict(sums)


def _bounded(week: list[Draft]) -> list[Draft]:
    """Hold each kind to its own bounds for the week, set by set from the fullest or emptiest."""
    for kind in sorted({one.kind for one in week}):
        places = [at for at, one in enumerate(week) if one.kind == kind]
        dose = week[places[0]].dose
        for _ in range(sum(week[at].sets for at in places) + dose.most_sets * len(places)):
            low, high = totals(week)[kind]
            if dose.week_most is not None and high > dose.week_most:
                at = max(places, key=lambda place: (week[place].sets, place))
                change = -1
            elif dose.week_least is not None and low < dose.week_least:
                at = min(places, key=lambda place: (week[place].sets, place))
                change = 1
            else:
                break
            sets = week[at].sets + change
            if not 1 <= sets <= dose.most_sets:
                break
            week[at] = replace(week[at], sets=sets)
    return week


def _lessen(week: list[Draft], over: set[str]) -> bool:
    """Take one set or one exercise away; False where nothing can be spared."""
    at = _less(week, over, TAKEN_FIRST)
    if at is None and (gone := _spare(week, over)) is not None:
        del week[gone]
        return True
    at = _less(week, over, TAKEN_LAST) if at is None else at
    if at is not None:
        week[at] = replace(week[at], sets=week[at].sets - 1)
    return at is not None


def _raise(week: list[Draft], under: set[str], band: Span) -> bool:
    """Add one set where it lacks; False where none can be added, or nothing lacks."""
    at = _more(week, under, band) if under else None
    if at is not None:
        week[at] = replace(week[at], sets=week[at].sets + 1)
    return at is not None


def _less(week: Sequence[Draft], over: set[str], kinds: tuple[str, ...]) -> int | None:
    """Return where a set is taken away; None where none can be."""
    for kind in kinds:
        places = [
            at
            for at, one in enumerate(week)
            if one.kind == kind and one.sets > FEWEST and over & _trains(one)
        ]
        if places:
            return max(places, key=lambda at: (week[at].sets, len(over & _trains(week[at])), at))
    return None


def _spare(week: Sequence[Draft], over: set[str]) -> int | None:
    """Return which exercise goes wholly: one of a slot that the week trains more than once.

    Of those that spare as much, rather one of a day that holds enough without it.
    """
    days = Counter(one.day for one in week)
    slots = [exercises()[one.exercise].slot for one in week]
    places = [
        at
        for at, one in enumerate(week)
        if one.kind in GOES
        and one.own.sets is None
        and slots.count(slots[at]) > 1
        and over & _trains(one)
    ]
    least = fill().least
    return max(
        places,
        key=lambda at: (_gain(week[at], over), days[week[at].day] > least, at),
        default=None,
    )


def _more(week: Sequence[Draft], under: set[str], band: Span) -> int | None:
    """Return where a set is added; None where one more would be too many, or none can be."""
    sums = hinge_sums(week)
    for kind in ADDED_TO:
        places = []
        for at, one in enumerate(week):
            shares = exercises()[one.exercise].muscles
            if (
                one.kind == kind
                and one.sets < one.dose.most_sets
                and under & _trains(one)
                and all(sums[m] + shares.get(m, 0.0) <= band[1] for m in hinge_side())
            ):
                places.append(at)
        if places:
            # The one that adds most to what lacks, then the one with fewest sets.
            return min(places, key=lambda at: (-_gain(week[at], under), week[at].sets, at))
    return None


def _gain(one: Draft, groups: set[str]) -> float:
    shares = exercises()[one.exercise].muscles
    return sum((shares.get(muscle, 0.0) for muscle in groups), 0.0)


def _trains(one: Draft) -> set[str]:
    """Return the hinge-side groups that it trains with hard sets."""
    if one.kind in NOT_HARD:
        return set()
    return set(exercises()[one.exercise].muscles) & set(hinge_side())
