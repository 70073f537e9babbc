"""Every exercise as the log needs it: its steps of load, its rest, what may stand in its place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from hiphinge.moves.move import implements, moves
from hiphinge.training.equipment import equipment
from hiphinge.training.exercises import carrier, exercises
from hiphinge.training.goals import scheme
from hiphinge.training.loads import step_of
from hiphinge.training.model import Profile
from hiphinge.training.rack import rack
from hiphinge.training.swaps import swaps_for
from hiphinge.web.exercise_names import SLOTS, titles
from hiphinge.web.own_gym import bars_told

if TYPE_CHECKING:
    from hiphinge.numerals import Units
    from hiphinge.training.exercises import Exercise

ANYBODY: Final = Profile("strength", "advanced", 3, frozenset(equipment()))
"""Who logs without a programme may do everything."""
REST_S: Final = 120
"""Rest where no scheme tells one: the middle of what the schemes ask [s]."""
STEP_KG: Final = 2.5
"""Step of load of a move that is no exercise of the programme: a pair of the smallest plates [kg].
"""
STEP_LB_KG: Final = 2.26796185
"""The same for who lifts pounds: 5 lb [kg]."""
ONLY_MOVES: Final = "Others that a film is judged as"


def catalogue(profile: Profile | None, units: Units) -> dict[str, dict[str, Any]]:
    """Return what is known of each exercise, by its key.

    Parameters
    ----------
    profile : Profile or None
        Of the programme; None without one.
    units : {"kg", "lb"}
        Of the steps of load.
    """
    mine = profile or ANYBODY
    found = {key: _exercise(one, mine, units) for key, one in exercises().items()}
    return found | {key: _move(key, units) for key in other_moves()}


def choices() -> list[dict[str, Any]]:
    """Return the exercises as a list offers them: its groups with their keys."""
    told = [
        {"name": name, "keys": [key for key, one in exercises().items() if one.slot == slot]}
        for slot, name in SLOTS.items()
    ]
    return [*told, {"name": ONLY_MOVES, "keys": list(other_moves())}]


def other_moves() -> tuple[str, ...]:
    """Return the moves that no exercise of the programme is judged as."""
    known = {one.move for one in exercises().values()}
    return tuple(key for key in moves() if key not in known and key not in exercises())


def _exercise(one: Exercise, mine: Profile, units: Units) -> dict[str, Any]:
    whose = mine if carrier(one, mine) is not None else replace(ANYBODY, goal=mine.goal)
    carries = carrier(one, whose)
    load = equipment()[carries].load if carries else None
    dose = scheme(mine.goal, mine.level).doses.get(one.kind)
    return {
        "title": one.title,
        "count": one.count,
        "per_side": one.per_side,
        "step_kg": step_of(one, whose, units),
        "loads": rack(one, whose),
        "bar_weight": bars_told(whose, units).get(carries or ""),
        "bar": load is not None and load.bar,
        "implement": _implement(carries),
        "rest_s": dose.rest_s if dose else REST_S,
        "film": one.move is not None,
        "move": one.move,
        "how": one.how,
        "swaps": swaps_for(one.key, mine),
    }


def _move(key: str, units: Units) -> dict[str, Any]:
    return {
        "title": titles()[key],
        "count": "reps",
        "per_side": False,
        "step_kg": STEP_KG if units == "kg" else STEP_LB_KG,
        "loads": None,
        "bar_weight": None,
        "bar": True,
        "implement": None,
        "rest_s": REST_S,
        "film": True,
        "move": key,
        "how": "",
        "swaps": (),
    }


def _implement(carries: str | None) -> str | None:
    """Return what is held, where the judging of a film knows it by that name."""
    return carries if carries in implements() else None
