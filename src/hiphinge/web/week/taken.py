"""What sets that are only named as a move were taken for, in words; nothing where it is plain."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hiphinge.web.exercise_names import title_of
from hiphinge.web.words import plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hiphinge.training.meant import Meant
    from hiphinge.web.week.weeks import Week


def taken(weeks: Sequence[Week]) -> list[str]:
    """Say of each move what its sets were taken for, in the order in which they come."""
    kinds = {_kind(one): one for week in weeks for one in week.taken}
    counts = Counter(_kind(one) for week in weeks for one in week.taken)
    return [_said(one, counts[kind]) for kind, one in kinds.items()]


def _kind(one: Meant) -> tuple[str, tuple[str, ...]]:
    return one.name, tuple(exercise.key for exercise in one.exercises)


def _said(one: Meant, count: int) -> str:
    sets = f"{plural(count, 'set')} of “{title_of(one.name)}”"
    titles = [exercise.title for exercise in one.exercises]
    counted = "counts" if count == 1 else "count"
    if one.why == "shared":
        text = f"{sets} may be {_listed(titles, 'or')}: {counted} for what these have in common."
        return f"{text} Say what was held, or name the exercise, at the set where you know it."
    if len(titles) > 1:
        text = f"{sets} {counted} for what {_listed(titles, 'and')} have in common,"
        nearest = "the nearest exercises that the programme has"
    else:
        text = f"{sets} {counted} as {titles[0]},"
        nearest = "the nearest exercise that the programme has"
    if not one.hard_sets:
        return f"{text} {nearest}, and as no hard set."
    hard = f", and as {'a hard set' if count == 1 else 'hard sets'} because of the load"
    practice = any(each.loaded for each in one.exercises)
    return f"{text} {nearest}{hard if practice else ''}."


def _listed(titles: Sequence[str], last: str) -> str:
    *first, end = titles
    return f"{', '.join(first)} {last} {end}" if first else end
