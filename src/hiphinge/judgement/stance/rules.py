"""The athletic position as data: what `stance.toml` says, checked when it is read."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from hiphinge.judgement.doubt import Zone
from hiphinge.judgement.standard import Advice, Rule

FILE = Path(__file__).with_name("stance.toml")


@dataclass(frozen=True, slots=True)
class StanceLimits:
    """Thresholds that tell the kinds of posture apart; see the file for each one's source."""

    soft_knee_deg: float
    standing_knee_deg: float
    tall_trunk_deg: float
    squat_knee_deg: float
    squat_trunk_deg: float
    low_knee_deg: float
    far_trunk_deg: float
    hinge_shin_deg: float
    bow_hips_back_frac: float
    ahead_foot: float
    behind_foot: float
    toe_down_deg: float
    lying_back_deg: float
    lying_front_deg: float
    least_hip_frac: float
    least_chest_frac: float
    source: str
    label: str


@dataclass(frozen=True, slots=True)
class PairLimits:
    """What torso and shin are read together with.

    Attributes
    ----------
    middle : Zone
        Where on the foot the weight of a ready stance is; 0 heel, 1 toes.
    other_trunks_deg : tuple of float
        A tall torso and one farther down, of which the one less alike is compared with [deg].
    accelerations_mps2 : tuple of float
        Examples for the tilt of the force line [m/s2].
    gravity_mps2 : float
    source, label : str
    """

    middle: Zone
    other_trunks_deg: tuple[float, ...]
    accelerations_mps2: tuple[float, ...]
    gravity_mps2: float
    source: str
    label: str


@dataclass(frozen=True, slots=True)
class StanceStandard:
    """Everything that is held against a stance.

    Attributes
    ----------
    kinds : StanceLimits
    rules : tuple of Rule
    flat, level : Zone
        The near foot's pitch when it is flat [deg], and how far apart feet are that stand level
        [leg lengths].
    back_reach_frac : float
        How near to its shoulder a wrist holds a bar on the back [leg lengths].
    pair : PairLimits
    """

    kinds: StanceLimits
    rules: tuple[Rule, ...]
    flat: Zone
    level: Zone
    back_reach_frac: float
    pair: PairLimits


@cache
def load(path: Path = FILE) -> StanceStandard:
    """Read the rules.

    Raises
    ------
    KeyError, TypeError
        When the file lacks something or says something unknown.
    """
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    pair = dict(table["pair"])
    pair["middle"] = Zone(*pair["middle"])
    for name in ("other_trunks_deg", "accelerations_mps2"):
        pair[name] = tuple(pair[name])
    return StanceStandard(
        kinds=StanceLimits(**table["kind"]),
        rules=tuple(_rule(row) for row in table["rule"]),
        flat=Zone(*table["flat"]["zone"]),
        level=Zone(*table["level"]["zone"]),
        back_reach_frac=table["held"]["back_reach_frac"],
        pair=PairLimits(**pair),
    )


def _rule(row: dict[str, Any]) -> Rule:
    sides = {side: Advice(**row[side]) for side in ("low", "high")}
    zones = {name: Zone(*row[name]) for name in ("good", "off")}
    return Rule(**row | sides | zones, applies=("stance",), needs_trunk_deg=float("-inf"))
