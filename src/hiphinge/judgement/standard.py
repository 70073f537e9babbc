"""The standard as data: what `standard.toml` says, checked when it is read."""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeAlias

from hiphinge.judgement.doubt import Zone

Strictness: TypeAlias = Literal["lenient", "normal", "strict"]

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
        Forms of movement it is for; ``floor`` is a pull that begins at the bottom.
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


@dataclass(frozen=True, slots=True)
class KindLimits:
    """Thresholds that tell the kinds of movement apart; see the file for each one's source."""

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


def _rule(row: dict[str, Any]) -> Rule:
    row = dict(row)
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
