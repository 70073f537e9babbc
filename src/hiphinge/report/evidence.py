"""The evidence of a finding in words: which rep, what number, against what zone."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from hiphinge.report.words import amount, rep_list

if TYPE_CHECKING:
    from hiphinge.judgement.doubt import Zone
    from hiphinge.judgement.finding import Finding

MEASURES = {
    "trunk_deg": "trunk lean",
    "thigh_deg": "thigh lean",
    "shin_deg": "shin lean",
    "knee_deg": "knee bend",
    "hip_deg": "hip bend since standing",
    "spine_deg": "rounding of the back since standing",
    "hip_part_deg": "fold from the hip",
    "spine_part_deg": "fold from the spine",
    "spine_share_frac": "the spine's share of the fold",
    "hips_back_frac": "hips behind the ankle",
    "hip_kept_frac": "hip height kept",
    "hips_lead_s": "hips ahead of the knees by",
    "own_depth_frac": "lean reached",
    "knee_share_frac": "knee bend for each degree at the hip",
    "trunk_rise_deg": "extra lean early in the pull",
    "eccentric_s": "time on the way down",
    "hip_share_frac": "the hip's share of the bend",
    "hands_over_knee_frac": "hands above the knee",
    "opened_at_waist_frac": "hips open when the hands pass them",
    "lockout_deg": "fold left at the top",
    "lean_back_deg": "trunk lean at the top against standing",
    "first_pull_rise_deg": "extra lean before the bar passes the knee",
    "knees_back_deg": "knees opened from the floor to the knee",
    "power_trunk_deg": "trunk lean in the power position",
    "landing_deeper_deg": "knees deeper in the landing than in the dip",
}
"""Each measure as a reader knows it."""

OF_WHAT = {
    "leg": " leg lengths",
    "of standing": " of standing height",
    "of hip": "",
    "of fold": "",
    "of the bend": "",
    "of the way": " of the way",
    "of your deepest": " of your deepest rep",
    "deg/rep": " a rep",
}
"""What a bare number is counted in."""


def where_shown(finding: Finding, total: int) -> str:
    """Say which repetitions show it."""
    reps = finding.reps
    if finding.rep is None:
        return "over the set"
    if len(reps) == total and total > 1:
        return f"every rep, as in rep {finding.rep}"
    if len(reps) > 1:
        return f"{rep_list(reps)}, as in rep {finding.rep}"
    return f"rep {finding.rep}"


def evidence(finding: Finding) -> str:
    """Say the number with its doubt, and the zone it is held against."""
    name = MEASURES.get(finding.measure, finding.measure)
    if finding.unit == "deg/rep":
        name = f"change of the {name}"
    elif finding.rule == "consistency":
        name = f"spread of the {name}"
    said = _number(finding.quantity.value, finding.quantity.sd, finding.unit)
    counted_in = OF_WHAT.get(finding.unit, "")
    return f"{name} {said}{counted_in}, wanted {_zone(finding.zone, finding.unit)}"


def _number(value: float, sd: float | None, unit: str) -> str:
    plain = "deg" if unit.startswith("deg") else "frac" if unit in OF_WHAT else unit
    return amount(value, sd, plain)


def _zone(zone: Zone, unit: str) -> str:
    low, high = _number(zone.low, None, unit), _number(zone.high, None, unit)
    if math.isinf(zone.low):
        return f"up to {high}"
    if math.isinf(zone.high):
        return f"{low} or more"
    return f"{low} to {high}"
