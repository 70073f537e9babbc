"""A move as data: its phases, where its hinge is, what it looks like, what is expected of it.

Every move is a file of its own beside this one; a new move is a new file.
"""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from hiphinge.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = Path(__file__).parent

Counts: TypeAlias = Literal["hips", "hands", "feet", "throws"]
"""What makes a repetition: the hips close and open, the hands rise, both feet leave the floor, or
the hands come down from overhead into the fold."""


@dataclass(frozen=True, slots=True)
class Phase:
    """One named moment of a move.

    Attributes
    ----------
    event : str
        Its key among the events that `reps.events` finds.
    name, what : str
        Its name for a reader, and what happens then.
    """

    event: str
    name: str
    what: str


@dataclass(frozen=True, slots=True)
class Look:
    """What one sign of the movement is in this move: middle and standard deviation over people."""

    middle: float
    sd: float


@dataclass(frozen=True, slots=True)
class Move:
    """Everything that is known of a move.

    Attributes
    ----------
    name, title, plural : str
        Its key, and its name for a reader.
    counts : {"hips", "hands", "feet", "throws"}
        What a repetition of it is counted by.
    seen_by : {"hips", "hands", "feet"}
        The form of movement that it is looked for in; mostly what it is counted by.
    hinge_at : str
        The event at which its hinge is held and measured.
    hinge : bool
        Whether the hinge's rules apply to it.
    ballistic : bool
        Fast moves are smoothed less, and their tempo is not judged.
    spine : bool
        Whether a rounded back is held against it: in a slam it is part of the task.
    standard : tuple of str or None
        Rules of the standard that hold for it; None for all that fit its form.
    rules : tuple of mapping
        Rules of its own, as the standard's file writes them.
    kind : mapping of str to float
        Thresholds between the kinds that differ from the standard's.
    kinds : mapping of str to str
        Words for the kinds, where the usual ones would mislead.
    reasons : mapping of str to str
        What each kind is seen by here, where the usual words would mislead.
    like : str
        Another move whose rules, kinds and reasons hold here as well; what this one says itself
        comes first. Empty for none.
    phases : tuple of Phase
        In the order of time.
    looks : mapping of str to Look
        What the recogniser expects; empty for a move that cannot be told by motion alone.
    implements : tuple of str
        What it may be done with; empty for anything or nothing.
    held_is : str
        Another move that this is, once one of its implements is given; empty for none.
    aliases : tuple of str
    about, source, label : str
        What the hinge in it is, where that comes from, and how sure it is.
    """

    name: str
    title: str
    plural: str
    about: str
    source: str
    label: str
    counts: Counts = "hips"
    seen_by: Counts = "hips"
    hinge_at: str = "bottom"
    hinge: bool = True
    ballistic: bool = False
    spine: bool = True
    standard: tuple[str, ...] | None = None
    rules: tuple[Mapping[str, Any], ...] = ()
    kind: Mapping[str, float] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    like: str = ""
    phases: tuple[Phase, ...] = ()
    looks: Mapping[str, Look] = field(default_factory=dict)
    implements: tuple[str, ...] = ()
    held_is: str = ""
    aliases: tuple[str, ...] = ()


@cache
def moves(folder: Path = FOLDER) -> dict[str, Move]:
    """Return every move of a folder by its name.

    Raises
    ------
    KeyError, TypeError, ValueError
        When a file lacks something or says something unknown.
    """
    known = {path.stem: _read(path) for path in sorted(folder.glob("*.toml"))}
    return {name: _completed(one, known) for name, one in known.items()}


def move_named(given: str) -> Move:
    """Return the move that was meant, by its name or another name for it.

    Raises
    ------
    UsageError
        When no move has that name.
    """
    name = given.strip().casefold().replace("-", "_").replace(" ", "_")
    for one in moves().values():
        if name == one.name or name in one.aliases:
            return one
    raise UsageError(f"No exercise is called {given!r}: choose one of {', '.join(moves())}.")


def implements() -> tuple[str, ...]:
    """Return everything that some move may be done with, in order."""
    return tuple(sorted({name for one in moves().values() for name in one.implements}))


def implement_named(given: str) -> str:
    """Return the implement that was meant.

    Raises
    ------
    UsageError
        When no move knows of it.
    """
    name = given.strip().casefold().replace("-", "_").replace(" ", "_")
    if name in implements():
        return name
    raise UsageError(f"No implement is called {given!r}: choose one of {', '.join(implements())}.")


def _completed(one: Move, known: Mapping[str, Move]) -> Move:
    """Return a move with what it takes over from the one that it is like."""
    if not one.like:
        return one
    other = known[one.like]
    if other.like:
        raise ValueError(f"{one.name} is like {other.name}, which is like another move itself")
    own = {row["name"] for row in one.rules}
    return replace(
        one,
        rules=(*one.rules, *(row for row in other.rules if row["name"] not in own)),
        kind={**other.kind, **one.kind},
        kinds={**other.kinds, **one.kinds},
        reasons={**other.reasons, **one.reasons},
    )


def _read(path: Path) -> Move:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    looks = {name: Look(*pair) for name, pair in table.pop("looks", {}).items()}
    if any(not (math.isfinite(one.middle) and one.sd > 0) for one in looks.values()):
        raise ValueError(f"{path.name}: a look needs a middle and a positive deviation")
    phases = tuple(Phase(**row) for row in table.pop("phase", ()))
    rules = tuple(table.pop("rule", ()))
    for key in ("standard", "implements", "aliases"):
        if key in table:
            table[key] = tuple(table[key])
    table.setdefault("seen_by", table.get("counts", "hips"))
    return Move(name=path.stem, looks=looks, phases=phases, rules=rules, **table)
