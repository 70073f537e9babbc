"""What the repetitions show together: how alike they are, how they drift, how fast they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from hiphinge.judgement.doubt import LIKELY, Zone, below
from hiphinge.judgement.finding import Finding
from hiphinge.quantities import Quantity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hiphinge.judgement.finding import Role
    from hiphinge.judgement.standard import SetRule

REPS_LEAST = 3
"""Fewer repetitions show neither spread nor drift."""
WITHIN_SD_DEG = 2.0
"""Standard deviation of one rep's angle against the same lifter's other reps of the clip [deg]:
the noise of a median over the bottom; what is constant in a clip cancels."""
WITHIN_SD = {"deg": WITHIN_SD_DEG, "frac": 0.015, "s": 0.1}
WITHIN_BACK_SD_DEG = 3.0
"""The same for hip and spine, which the outline tells: a few pixels decide there."""
SHOWN = (
    *("trunk_deg", "hip_deg", "spine_deg", "knee_deg", "shin_deg"),
    *("hips_back_frac", "hip_height_frac", "eccentric_s"),
)


@dataclass(frozen=True, slots=True)
class SetSummary:
    """Spread of each measure over the set, and its change for each rep, in its own unit."""

    spread: Mapping[str, Quantity]
    drift: Mapping[str, Quantity]


def summarize(measures: Sequence[Mapping[str, Quantity]]) -> SetSummary:
    """Measure spread and drift over the judged repetitions, in order."""
    spread, drift = {}, {}
    for name in SHOWN:
        places = np.array([place for place, one in enumerate(measures) if name in one])
        values = np.array([measures[place][name].value for place in places])
        if len(values) < REPS_LEAST:
            continue
        back = name in ("hip_deg", "spine_deg")
        within = WITHIN_BACK_SD_DEG if back else WITHIN_SD[name.rsplit("_", 1)[1]]
        sd = float(np.std(values, ddof=1))
        doubt = max(sd, within) / float(np.sqrt(2 * (len(values) - 1)))
        spread[name] = Quantity(sd, doubt)
        order = places - places.mean()
        slope = float(order @ values / (order @ order))
        # What the slope itself leaves, or the noise of one rep where that is larger.
        left = values - values.mean() - slope * order
        rest = max(within, float(np.sqrt(left @ left / max(len(values) - 2, 1))))
        drift[name] = Quantity(slope, rest / float(np.sqrt(order @ order)))
    return SetSummary(spread, drift)


def find_in_set(
    summary: SetSummary,
    alike: int,
    measures: Sequence[Mapping[str, Quantity]],
    rules: Mapping[str, SetRule],
    *,
    slow: bool,
    same_kind: bool,
) -> tuple[Finding, ...]:
    """Return what is told of the set as a whole.

    Parameters
    ----------
    summary : SetSummary
        Spread and drift over the reps that are alike.
    alike : int
        How many these are.
    measures : sequence of mapping
        Measures of all judged reps, for the tempo.
    rules : mapping of str to SetRule
    slow : bool
        Whether tempo is judged.
    same_kind : bool
        Whether all judged reps are of one kind; others are not alike, whatever their depth.
    """
    found = []
    for name in ("drift_knee", "drift_trunk", "drift_spine"):
        rule = rules.get(name)
        if rule is None:
            continue
        drift = summary.drift.get(rule.measure)
        if drift is None:
            continue
        limit = rule.limit / max(alike - 1, 1)
        # A back that rounds less and less is no drift to speak of.
        size = drift.value if name == "drift_spine" else abs(drift.value)
        out = 1 - below(Quantity(size, drift.sd), limit)
        if out >= LIKELY:
            found.append(_set_finding(rule, "watch", drift, Zone(-limit, limit), out))
    even_rule = rules["consistency"]
    spread = summary.spread.get(even_rule.measure)
    if spread is not None:
        limits = Zone(0, even_rule.limit)
        even = below(spread, even_rule.limit)
        knee = summary.spread.get("knee_deg")
        knees_even = knee is None or knee.value <= even_rule.limit
        if even >= LIKELY and same_kind and knees_even:
            found.append(_set_finding(even_rule, "keep", spread, limits, even))
        elif 1 - even >= LIKELY:
            found.append(_set_finding(even_rule, "watch", spread, limits, 1 - even))
    if slow:
        found.extend(_tempo(measures, rules["tempo"]))
    return tuple(found)


def _tempo(measures: Sequence[Mapping[str, Quantity]], rule: SetRule) -> list[Finding]:
    times = [one["eccentric_s"] for one in measures if "eccentric_s" in one]
    if not times:
        return []
    middle = Quantity(
        float(np.median([one.value for one in times])), times[0].sd / float(np.sqrt(len(times)))
    )
    fast = below(middle, rule.limit)
    if fast >= LIKELY:
        return [_set_finding(rule, "watch", middle, Zone(low=rule.limit), fast)]
    if 1 - fast >= LIKELY:
        return [_set_finding(rule, "keep", middle, Zone(low=rule.limit), 1 - fast)]
    return []


def _set_finding(
    rule: SetRule, role: Role, quantity: Quantity, zone: Zone, probability: float
) -> Finding:
    kept = role == "keep"
    return Finding(
        rule=rule.name,
        title=rule.praise.rstrip(".") if kept else rule.title,
        measure=rule.measure,
        unit=rule.unit,
        role=role,
        rep=None,
        reps=(),
        time_s=None,
        quantity=quantity,
        zone=zone,
        zone_name="wanted" if kept else "out",
        probability=probability,
        cue=rule.praise if kept else rule.cue,
        why="" if kept else rule.why,
        source=rule.source,
        label=rule.label,
    )
