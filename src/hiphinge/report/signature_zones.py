"""What the standard wants of a hinge, as the picture of the signature shades it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, TypeAlias

from hiphinge.judgement.standard import load, rules_of
from hiphinge.moves.move import moves

if TYPE_CHECKING:
    from hiphinge.moves.move import Move
    from hiphinge.report.model import Report

Edges: TypeAlias = tuple[float | None, float | None]

SHARED: Final = ("trunk_deg", "knee_deg", "shin_deg", "hips_back_frac")
"""Measures of the signature that a rule of the standard is held against as they are."""


def is_floor(report: Report) -> bool:
    """Tell whether the set is pulled from the floor."""
    return any(rep.from_floor for rep in report.reps)


def signature_zones(report: Report) -> dict[str, Edges]:
    """Return the wanted zones of the signature for a set; None stands for an open end.

    Empty for pulls from the floor, whose bottom is where the bar lies, and for a squat that was
    named one.
    """
    move = moves().get(report.exercise)
    no_hinge = move is not None and not move.hinge and report.exercise_source == "given"
    return {} if no_hinge or is_floor(report) else hinge_zones(move)


def hinge_zones(move: Move | None = None) -> dict[str, Edges]:
    """Return the wanted zones of a hinge that starts standing, or of those that hold for a move.

    That of the hip's share follows from the knee's part k for each degree of the hip: 1 / (1 + k).
    """
    good = {rule.measure: rule.good for rule in rules_of(load(), move, floor=False)}
    zones: dict[str, Edges] = {
        name: (_edge(good[name].low), _edge(good[name].high)) for name in SHARED if name in good
    }
    if "knee_share_frac" in good:
        part = good["knee_share_frac"]
        zones["hip_share_frac"] = (1 / (1 + part.high), 1 / (1 + part.low))
    return zones


def _edge(value: float) -> float | None:
    return value if math.isfinite(value) else None
