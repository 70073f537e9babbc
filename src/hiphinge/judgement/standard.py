"""The standard as data: what `standard.toml` says, checked when it is read."""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from hiphinge.judgement.doubt import Zone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hiphinge.moves.move import Move

Strictness: TypeAlias = Literal["lenient", "normal", "strict"]

OWN_STATEMENT = 13
"""The article's statement that every power move holds the hinge: the moves' own rules are its."""
FILE = Path(__file__).with_name("standard.toml")


@dataclass(frozen=True, slots=True)
class Advice:
    """What to say when a value lies on one side of its zone."""

    theme: str
    title: str
    cue: str
    why: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of one repetition.

    Attributes
    ----------
    name, title, praise : str
        Its key, its name for a reader, and what to say when it is met.
    statement : int
        Statement of the article that it implements.
    measure, unit : str
        What is held against the zones.
    applies : tuple of {"hinge", "floor"}
        Forms of movement it is for; ``floor`` is a pull that begins at the bottom. Empty for both,
        in a move's own rules.
    good, off : Zone
        The wanted zone, and the one beyond which a value is clearly out.
    needs_trunk_deg : float
        The rule is silent when the trunk leans less than this [deg].
    weight : int
        Importance among fixes, 1 to 10.
    source, label : str
        Where it comes from, and how sure that is.
    low, high : Advice or None
        What to say on either side.
    at : str
        The named moment that it is measured at, to be looked at; empty for that of the hinge.
    """

    name: str
    title: str
    praise: str
    statement: int
    measure: str
    unit: str
    applies: tuple[str, ...]
    good: Zone
    off: Zone
    needs_trunk_deg: float
    weight: int
    source: str
    label: str
    low: Advice | None
    high: Advice | None
    at: str = ""


@dataclass(frozen=True, slots=True)
class KindLimits:
    """Thresholds that tell the kinds of movement apart; see the file for each one's source.

    `words` and `reasons` are what a move calls them and sees them by, where it has its own words.
    """

    trunk_least_deg: float
    squat_shin_deg: float
    squat_knee_deg: float
    squat_share: float
    floor_squat_thigh_deg: float
    bow_hips_back_frac: float
    bow_trunk_deg: float
    bow_spine_share: float
    stiff_knee_deg: float
    source: str
    label: str
    words: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Dial:
    """Probabilities from which a value beyond `off`, and one outside `good`, is told."""

    off: float
    out: float


@dataclass(frozen=True, slots=True)
class SetRule:
    """One rule of the whole set; `limit` is in the unit of its measure."""

    name: str
    measure: str
    unit: str
    limit: float
    title: str
    praise: str
    cue: str
    why: str
    source: str
    label: str


@dataclass(frozen=True, slots=True)
class Standard:
    """Everything that is held against a set."""

    rules: tuple[Rule, ...]
    kinds: KindLimits
    dials: dict[str, Dial]
    set_rules: dict[str, SetRule]


@cache
def load(path: Path = FILE) -> Standard:
    """Read the standard.

    Raises
    ------
    KeyError, TypeError
        When the file lacks something or says something unknown.
    """
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return Standard(
        rules=tuple(_rule(row) for row in table["rule"]),
        kinds=KindLimits(**table["kind"]),
        dials={name: Dial(**row) for name, row in table["strictness"].items()},
        set_rules={name: _set_rule(name, row) for name, row in table["set"].items()},
    )


def rules_of(standard: Standard, move: Move | None, *, floor: bool) -> tuple[Rule, ...]:
    """Return the rules that hold for a move, its own before the standard's of the same name.

    Parameters
    ----------
    standard : Standard
    move : Move or None
        None for a movement without a name: all the standard's rules of its form.
    floor : bool
        Whether it is pulled from the floor.
    """
    form = "floor" if floor else "hinge"
    chosen = None if move is None else move.standard
    kept = [
        rule
        for rule in standard.rules
        if form in rule.applies and (chosen is None or rule.name in chosen)
    ]
    own = [] if move is None else [_rule(row) for row in move.rules]
    own = [rule for rule in own if not rule.applies or form in rule.applies]
    names = {rule.name for rule in own}
    together = [*own, *(rule for rule in kept if rule.name not in names)]
    if move is not None and not move.spine:
        together = [rule for rule in together if rule.measure != "spine_deg"]
    return tuple(together)


def kinds_of(standard: Standard, move: Move | None) -> KindLimits:
    """Return the thresholds between the kinds, as they are in a move, and its words for them."""
    if move is None:
        return standard.kinds
    own: dict[str, Any] = {**move.kind, "words": move.kinds, "reasons": move.reasons}
    return replace(standard.kinds, **own)


def _rule(given: Mapping[str, Any]) -> Rule:
    row = {"statement": OWN_STATEMENT, "applies": (), **given}
    for side in ("low", "high"):
        row[side] = Advice(**row[side]) if side in row else None
    row["good"], row["off"] = _zone(row["good"]), _zone(row["off"])
    row["applies"] = tuple(row["applies"])
    row.setdefault("needs_trunk_deg", 0.0)
    return Rule(**row)


def _zone(edges: list[float]) -> Zone:
    return Zone(edges[0], edges[1] if len(edges) > 1 else math.inf)


def _set_rule(name: str, row: dict[str, Any]) -> SetRule:
    row = dict(row)
    (limit,) = (row.pop(key) for key in ("over_set", "spread", "least") if key in row)
    row.setdefault("praise", "")
    return SetRule(name=name, limit=limit, **row)
