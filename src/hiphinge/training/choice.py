"""Which exercise stands at a place of the week, for a person on a rung of the ladder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiphinge.training.equipment import equipment
from hiphinge.training.exercises import (
    LEVELS,
    carrier,
    exercises,
    instead,
    level_of,
    suits,
)
from hiphinge.training.ladder import (
    is_open,
    ladder,
    next_rung,
    opened_on,
    place,
    rung_named,
)

if TYPE_CHECKING:
    from collections import Counter

    from hiphinge.training.exercises import Exercise
    from hiphinge.training.ladder import Rung
    from hiphinge.training.model import Profile

SLOTS = ("hip_extension", "knee_flexion", "trunk", "carry")
"""Places of the week that are a slot of its own name."""
BESIDE = ("jump", "slam")
"""Kinds that open beside the ladder."""
TURNS = {"trunk": 3}
"""How many exercises of a slot take turns in a week, where it is not two."""
FAST_RUNGS = {"swing": ("dead_stop_swing", "swing"), "pull": ("clean", "snatch")}
"""Rungs of the two kinds of power work that are on the ladder."""


def chosen(place_of_week: str, turns: Counter[str], profile: Profile, rung: str) -> str | None:
    """Return the exercise for a place of the week; None where there is none.

    Parameters
    ----------
    place_of_week : str
        The place as `goals.toml` calls it; of "a|b" the first that there is.
    turns : Counter
        How often each place came before in the week: its exercises take turns. Counted on here.
    profile : Profile
    rung : str
        Where the ladder is.
    """
    for one in place_of_week.split("|"):
        found = candidates(one, profile, rung)
        if found:
            turns[one] += 1
            return found[(turns[one] - 1) % min(len(found), TURNS.get(one, 2))]
    return None


def candidates(token: str, profile: Profile, rung: str) -> tuple[str, ...]:
    """Return the exercises that take turns at a place of the week, best first."""
    if token in SLOTS or token in BESIDE:
        rows = [one for one in exercises().values() if token in (one.slot, one.kind)]
        return _of(rows, profile, rung)
    if token in FAST_RUNGS:
        found = _on(FAST_RUNGS[token], profile, rung)
        return found[:1] if token == "swing" else found  # noqa: S105 (a place of the week)
    main = main_hinge(profile, rung)
    if main is None:
        return ()
    at_place = {
        "hinge": main,
        "second": _second(main, profile, rung),
        "drill": _drill(profile, rung) or main,
    }
    return (at_place[token],)


def main_hinge(profile: Profile, rung: str) -> str | None:
    """Return the highest hinge that is open for a person; None where all are left out."""
    found = _on(tuple(one.key for one in ladder() if one.slot == "hinge"), profile, rung)
    return found[0] if found else None


def dose_kind(key: str, profile: Profile, rung: str) -> str:
    """Return by which dose an exercise is asked for: its kind, and of hinges their part."""
    one = exercises()[key]
    if one.kind != "lift":
        return one.kind
    after = next_rung(rung, profile)
    if after is not None and after.opened_by == "form" and key in opened_on(after, profile):
        return "learning"
    if main_hinge(profile, rung) not in (None, key):
        return "second"
    carries = carrier(one, profile)
    return "lift" if carries and (load := equipment()[carries].load) and load.bar else "free"


def decides(key: str, profile: Profile, rung: str) -> Rung | None:
    """Return the rung that films of an exercise open next; None where they open none."""
    after = next_rung(rung, profile)
    return after if after is not None and key in opened_on(after, profile) else None


def _second(main: str, profile: Profile, rung: str) -> str:
    """Return the other hinge of the week: a Romanian deadlift of some kind, else the main one."""
    if dose_kind(main, profile, rung) in ("drill", "learning"):
        return main
    below = [
        one.key
        for one in ladder()
        if one.slot == "hinge" and place("rdl") <= place(one.key) <= place(rung)
    ]
    others = [key for key in _on(tuple(below), profile, rung) if key != main]
    one_leg = _allowed("single_leg_rdl", profile, rung)
    if one_leg is not None and one_leg != main:
        others.append(one_leg)
    return others[0] if others else main


def _drill(profile: Profile, rung: str) -> str | None:
    """Return the highest hinge without a load that is open."""
    drills = [
        one.key
        for one in ladder()
        if one.slot == "hinge" and all(exercises()[key].kind == "drill" for key in one.exercises)
    ]
    found = _on(tuple(drills), profile, rung)
    return found[0] if found else None


def _on(rungs: tuple[str, ...], profile: Profile, rung: str) -> tuple[str, ...]:
    """Return the exercise of each of these rungs that is open, the highest rung first."""
    found: list[str] = []
    for key in reversed(rungs):
        if place(key) > place(rung):
            continue
        allowed = (_allowed(one, profile, rung) for one in rung_named(key).exercises)
        own = next((one for one in allowed if one is not None), None)
        if own is not None and own not in found:
            found.append(own)
    return tuple(found)


def _of(rows: list[Exercise], profile: Profile, rung: str) -> tuple[str, ...]:
    """Return those that a person can do, what is too easy for the level only if nothing else."""
    found: dict[str, None] = {}
    level = LEVELS.index(level_of(profile))
    for too_easy in (False, True):
        for one in rows:
            if (LEVELS.index(one.most_level) < level) == too_easy:
                own = _allowed(one.key, profile, rung)
                if own is not None:
                    found[own] = None
        if found:
            break
    return tuple(found)


def _allowed(key: str, profile: Profile, rung: str) -> str | None:
    """Return an exercise, or what is wished in its place, if it suits and is open."""
    for one in (instead(key, profile), key):
        if suits(exercises()[one], profile) and is_open(one, rung):
            return one
    return None
