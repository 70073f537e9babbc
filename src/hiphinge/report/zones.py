"""The zones that were held against a set, as curves and cards shade them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from hiphinge.judgement.standard import load, rules_of
from hiphinge.moves.move import moves
from hiphinge.report.page_input import Zone

if TYPE_CHECKING:
    from hiphinge.judgement.standard import Rule
    from hiphinge.report.model import Report


def chart_zones(report: Report) -> dict[str, tuple[Zone, ...]]:
    """Return the zones of each measure that a rule was held against, for the move it was judged as.

    None for a squat that was named one: the rules of the hinge are not held against it. None either
    where the camera looks too far from the side: nothing was judged there.
    """
    if not report.view.usable:
        return {}
    move = moves().get(report.judged_as)
    if move is not None and not move.hinge and report.exercise_source == "given":
        return {}
    floor = any(rep.from_floor for rep in report.reps)
    return {rule.measure: _zones(rule) for rule in rules_of(load(), move, floor=floor)}


def _zones(rule: Rule) -> tuple[Zone, ...]:
    good, off = rule.good, rule.off
    rows = [
        Zone("clearly low", -math.inf, off.low, "off"),
        Zone("low", off.low, good.low, "near"),
        Zone("wanted", good.low, good.high, "good"),
        Zone("high", good.high, off.high, "near"),
        Zone("clearly high", off.high, math.inf, "off"),
    ]
    return tuple(zone for zone in rows if zone.low < zone.high)
