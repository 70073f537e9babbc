"""What is offered when a programme is made, in a reader's words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from hiphinge.numerals import percent
from hiphinge.training.equipment import equipment
from hiphinge.training.exercises import carrier, exercise_named, exercises, suits
from hiphinge.training.goals import scheme, titles
from hiphinge.training.ladder import rungs_for
from hiphinge.training.model import Gate, Goal, Level
from hiphinge.training.rules import group
from hiphinge.web.programme.cited import Cited, cited

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hiphinge.training.model import Profile

LEVELS: Mapping[Level, tuple[str, str]] = {
    "beginner": (
        "New to it",
        "I have lifted for less than about half a year, or I do not know whether my hinge is one.",
    ),
    "intermediate": (
        "Practised",
        "I have lifted regularly for half a year or more, and hinge without thinking about it.",
    ),
    "advanced": (
        "Experienced",
        "I have lifted for years, with a bar as well, and know what I can lift once.",
    ),
}
"""Title of each level and who it means; where the lines are is our judgement."""
GATES: Mapping[Gate, str] = {"tight": "Tight", "normal": "Normal", "loose": "Loose"}
EQUIPMENT = {
    "What is in a home": ("stick", "backpack", "blocks", "sliders", "anchor", "band"),
    "Free weights": (
        "kettlebell", "kettlebells", "dumbbell", "dumbbells", "barbell", "trap_bar",
        "medicine_ball",
    ),
    "Benches and machines": (
        "bench", "box", "cable", "leg_curl", "back_extension_bench", "ghd",
    ),
}  # fmt: skip
"""The groups of the check boxes; what none of them has is shown as "More"."""
LOADED_KINDS = ("lift", "swing", "start_swing", "pull", "accessory")
"""Kinds whose loads are worth asking for: the rest is found by effort in the first session."""


Pairs = tuple[tuple[str, str], ...]
"""Keys and titles."""


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose.

    Attributes
    ----------
    key, title, about : str
    why : tuple of Cited
        What it rests on; empty where nothing is claimed.
    """

    key: str
    title: str
    about: str
    why: tuple[Cited, ...] = ()


def goals() -> tuple[Option, ...]:
    """Return what a programme can be for."""
    said = {goal: cited([scheme(goal, "beginner").said]) for goal in get_args(Goal)}
    return tuple(Option(key, title, about, said[key]) for key, (title, about) in titles().items())


def levels() -> tuple[Option, ...]:
    """Return the levels."""
    return tuple(Option(key, title, about) for key, (title, about) in LEVELS.items())


def gates() -> tuple[Option, ...]:
    """Return how strictly films may open the next step, with the numbers."""
    return tuple(Option(key, title, gate_words(key)) for key, title in GATES.items())


def gate_words(gate: Gate) -> str:
    """Say what a gate wants."""
    rules = {key: one.value for key, one in group(f"gate.{gate}").items()}
    sessions = int(rules["sessions"])
    row = "1 filmed session" if sessions == 1 else f"{sessions} filmed sessions in a row"
    return (
        f"{row} with {percent(rules['green'])} or more of the repetitions green, "
        f"{rules['total']:.0f} of them judged in all; the back's shape changed by no more than "
        f"{rules['back']:.0f}°; pain at most {rules['pain']:.0f} of 10."
    )


def equipment_groups() -> tuple[tuple[str, Pairs], ...]:
    """Return the check boxes of equipment in their groups: key and title of each."""
    known = equipment()
    grouped = [*EQUIPMENT.items()]
    rest = tuple(key for key in known if all(key not in keys for _, keys in grouped))
    if rest:
        grouped.append(("More", rest))
    return tuple(
        (name, tuple((key, _sentence(known[key].title)) for key in keys if key in known))
        for name, keys in grouped
    )


def loaded(profile: Profile) -> tuple[Pairs, Pairs]:
    """Return the exercises whose loads are asked for: the hinges, whose loads decide most; others.

    Each with its key and title, those of the ladder first.
    """
    on_ladder = [key for rung in rungs_for(profile) for key in rung.exercises]
    rows = [exercise_named(key) for key in dict.fromkeys((*on_ladder, *exercises()))]
    rows = [
        one
        for one in rows
        if one.kind in LOADED_KINDS and suits(one, profile) and carrier(one, profile) is not None
    ]
    hinges = tuple((one.key, one.title) for one in rows if one.slot == "hinge")
    return hinges, tuple((one.key, one.title) for one in rows if one.slot != "hinge")


def rungs(profile: Profile) -> Pairs:
    """Return the rungs that a person could begin on."""
    return tuple((one.key, one.title) for one in rungs_for(profile))


def avoidable(profile: Profile) -> Pairs:
    """Return the exercises that a person could leave out, by name."""
    found = [(one.key, one.title) for one in exercises().values() if suits(one, profile)]
    return tuple(sorted(found, key=lambda pair: pair[1].casefold()))


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
