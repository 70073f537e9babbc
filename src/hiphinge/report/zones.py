"""The standard's zones as the charts shade them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from hiphinge.judgement.standard import load
from hiphinge.report.page_input import Zone

if TYPE_CHECKING:
    from hiphinge.judgement.standard import Rule
    from hiphinge.report.model import Report


def chart_zones(report: Report) -> dict[str, tuple[Zone, ...]]:
    """Return the zones of each charted measure at the bottom, for the form that was lifted."""
    if report.exercise == "squat" and report.exercise_source == "given":
        return {}
    form = "floor" if report.exercise == "deadlift" else "hinge"
    return {
        rule.measure: _zones(rule)
        for rule in load().rules
        if form in rule.applies and rule.measure in CHARTED
    }


CHARTED = ("trunk_deg", "thigh_deg", "shin_deg", "knee_deg", "spine_deg", "hips_back_frac")
"""Measures that are both charted and ruled; others are changes, which no chart shows."""


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
