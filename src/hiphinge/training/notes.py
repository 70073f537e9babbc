"""What a plan says beside its numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from hiphinge.training.data import STRICT, read
from hiphinge.training.equipment import equipment, owned
from hiphinge.training.exercises import alternative, exercises, is_meant
from hiphinge.training.model import Label, Said

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hiphinge.training.exercises import Exercise
    from hiphinge.training.model import Profile

SLOT_TITLES = {
    "hinge": "the hinge",
    "power": "power",
    "hip_extension": "hip extension",
    "knee_flexion": "knee flexion",
    "trunk": "the trunk",
    "carry": "carries",
}
"""Slots as a reader calls them."""
WAYS_MOST = 3
"""Pieces of equipment that are named to a person who lacks one; more is no help."""


@dataclass(frozen=True, slots=True)
class _Note:
    __pydantic_config__ = STRICT

    text: str
    source: str
    label: Label


@cache
def _notes() -> Mapping[str, _Note]:
    return read("notes", dict[str, _Note])


def note(key: str, **words: object) -> Said:
    """Return a sentence of `notes.toml` with its words filled in."""
    row = _notes()[key]
    return Said(row.text.format(**words), row.source, row.label)


def lack(slot: str, profile: Profile) -> Said:
    """Return what it means that nothing of a slot can be trained, and what would help."""
    ways = needed((one for one in exercises().values() if one.slot == slot), profile)
    if slot == "power" and ways:
        return note("no_power", needs=ways)
    if not ways:
        return note("lack_all", slot=SLOT_TITLES[slot])
    return note("lack", slot=SLOT_TITLES[slot], needs=ways)


def needed(rows: Iterable[Exercise], profile: Profile) -> str:
    """Return what some of these could be done with, the simplest first; empty for nothing."""
    meant = (one for one in rows if one.key not in profile.left_out and is_meant(one, profile))
    return _ways(meant, profile)


def missing(exercise: Exercise, profile: Profile) -> str:
    """Return what an exercise needs that is not there; empty where nothing is missing."""
    return "" if alternative(exercise, profile) is not None else _ways([exercise], profile)


def _ways(rows: Iterable[Exercise], profile: Profile) -> str:
    items = equipment()
    order = {key: at for at, key in enumerate(items)}
    there = owned(profile.equipment)
    ways: dict[str, int] = {}
    for one in rows:
        for needs in one.equipment:
            lacking = [key for key in needs if key not in there]
            if lacking:
                words = " together with ".join(items[key].title for key in lacking)
                ways[words] = max(order[key] for key in lacking)
    return " or ".join(sorted(ways, key=ways.__getitem__)[:WAYS_MOST])
