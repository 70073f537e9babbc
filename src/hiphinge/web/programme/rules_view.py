"""What the programme does and on which evidence: its thresholds, doses and exercises, to read."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hiphinge.numerals import load, percent, plain
from hiphinge.training.exercises import exercises
from hiphinge.training.goals import scheme
from hiphinge.training.ladder import evidence, ladder
from hiphinge.training.model import Said
from hiphinge.training.rules import FILE, Limit, limit
from hiphinge.web.programme.cited import Cited, cited

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hiphinge.training.goals import Dose
    from hiphinge.training.model import Goal, Level

WORDS = Path(__file__).with_name("rule_words.toml")
KINDS = {
    "drill": "Drills without a load",
    "learning": "A hinge whose films decide about the next rung",
    "lift": "The main hinge, with a bar",
    "free": "The main hinge, without a bar",
    "second": "The other hinge of the week",
    "accessory": "What stands beside the hinge",
    "body_curl": "Curls with body weight",
    "nordic": "Nordic lowers",
    "hold": "Holds",
    "control": "Slow control of the trunk",
    "carry": "Carries",
    "start_swing": "Dead-stop swings",
    "swing": "Swings",
    "pull": "Cleans and snatches",
    "jump": "Jumps",
    "slam": "Slams",
}
"""Kinds of exercise, as a reader calls them."""
OTHER = "Further thresholds"
UNITS = {"reps": "", "s": " s", "m": " m"}


@dataclass(frozen=True, slots=True)
class Threshold:
    """One threshold: what it decides, its number, and its evidence."""

    text: str
    number: str
    evidence: Cited


@dataclass(frozen=True, slots=True)
class Part:
    """Thresholds of one table of the rules."""

    name: str
    rows: tuple[Threshold, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page."""

    title: str
    about: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Asks:
    """What is asked of one kind of exercise, and why."""

    title: str
    numbers: str
    why: tuple[Cited, ...]


def sections(units: str = "kg") -> tuple[Section, ...]:
    """Return all thresholds, by what they decide; none is left out.

    Parameters
    ----------
    units : str
        Of the loads among them: ``kg`` or ``lb``.
    """
    words = _words()
    names = list(_names())
    found = []
    for row in words["section"]:
        mine = [one for one in names if one.split(".")[0] in row["names"]]
        found.append(Section(row["title"], row["about"], _parts(mine, units)))
        names = [one for one in names if one not in mine]
    if names:
        found.append(Section(OTHER, "", _parts(names, units)))
    return tuple(found)


def number_of(one: Limit, units: str = "kg") -> str:
    """Say a threshold's number with its unit; a load in the reader's."""
    if one.unit == "kg":
        return load(one.value, units)
    if one.unit == "deg":
        return f"{plain(one.value)}°"
    if one.unit == "probability":
        return f"{plain(one.value * 100)}%"
    if one.unit.startswith("of ") and one.unit != "of 10":
        return f"{plain(one.value * 100)}% {one.unit}"
    return f"{plain(one.value)} {one.unit}"


def asks(goal: Goal, level: Level) -> tuple[Asks, ...]:
    """Return what a goal asks of each kind of exercise at a level."""
    of = scheme(goal, level)
    return tuple(
        Asks(KINDS.get(kind, kind), _numbers(of.sets(kind), dose), cited([dose.said()]))
        for kind, dose in sorted(of.doses.items(), key=lambda pair: _order(pair[0]))
    )


def ladder_said() -> tuple[Cited, ...]:
    """Return the ladder's rungs in order, with the evidence for it."""
    source, label = evidence()
    return cited(Said(f"{one.title}: {one.about}", source, label) for one in ladder())


def exercises_said() -> tuple[tuple[str, tuple[tuple[str, tuple[Cited, ...]], ...]], ...]:
    """Return the exercises by slot, each with what it is for."""
    rows = sorted(exercises().values(), key=lambda one: _SLOTS.index(one.slot))
    return tuple(
        (
            slot.replace("_", " ").capitalize(),
            tuple((one.title, cited([Said(one.why, one.source, one.label)])) for one in ones),
        )
        for slot, ones in groupby(rows, key=lambda one: one.slot)
    )


_SLOTS = ("hinge", "power", "hip_extension", "knee_flexion", "trunk", "carry")


def _numbers(sets: int, dose: Dose) -> str:
    low, high = dose.reps
    unit = UNITS["s" if "hold" in dose.kinds else "m" if "carry" in dose.kinds else "reps"]
    effort = f", effort {plain(dose.rpe[0])} to {plain(dose.rpe[1])} of 10" if dose.rpe else ""
    grows = f", growing to {dose.most_sets}" if dose.most_sets > sets else ""
    told = f"{sets} sets{grows}, of {low} to {high}{unit}{effort}, rest {dose.rest_s} s"
    part = dose.part
    if part is None:
        return told
    return f"{told}, {percent(part[0])} to {percent(part[1])} of a known best single"


def _order(kind: str) -> int:
    names = list(KINDS)
    return names.index(kind) if kind in names else len(names)


def _parts(names: list[str], units: str) -> tuple[Part, ...]:
    return tuple(
        Part(
            table.replace("_", " ").replace(".", ", "),
            tuple(_threshold(one, units) for one in ones),
        )
        for table, ones in groupby(names, key=lambda name: name.rpartition(".")[0])
    )


def _threshold(name: str, units: str) -> Threshold:
    one, words = limit(name), _words()["words"]
    text = words.get(name) or next(
        (told for pattern, told in words.items() if "*" in pattern and fnmatchcase(name, pattern)),
        name.rpartition(".")[2].replace("_", " "),
    )
    return Threshold(text, number_of(one, units), cited([one.said("")])[0])


def _names() -> Iterator[str]:
    """Go through the dotted names of all thresholds, as the file has them."""
    yield from _within("", tomllib.loads(FILE.read_text(encoding="utf-8")))


def _within(place: str, table: Mapping[str, Any]) -> Iterator[str]:
    for key, row in table.items():
        name = f"{place}.{key}" if place else key
        if isinstance(row, dict):
            if "value" in row:
                yield name
            else:
                yield from _within(name, row)


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(WORDS.read_text(encoding="utf-8"))
