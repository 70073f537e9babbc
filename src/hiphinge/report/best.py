"""The lifter's own best repetition of a set and the worst, by how far each misses the standard.

Each rule's miss is how far the value lies outside the wanted zone, on a side that is a fault, in
steps: one step leads from the zone's edge to where the value is clearly out. Since each value has
its doubt, it is the miss that is to be expected. That a repetition is no hinge counts like one rule
more, by its probability. Misses are averaged with the rules' weights, over the rules that all
judged repetitions answer, so that none is favoured for what was not seen of it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

from hiphinge.judgement.rule import check

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hiphinge.judgement.judged import JudgedRep
    from hiphinge.judgement.rule import Check
    from hiphinge.judgement.standard import Rule
    from hiphinge.quantities import Floats

KIND_WEIGHT = 10.0
"""Weight of being a hinge at all: that of the standard's most important rules (our judgement)."""
KIND_TITLE = "being a hinge"
WITHIN_SD = {"deg": 2.0, "frac": 0.015, "s": 0.1, "spine_deg": 3.0, "knee_share_frac": 0.04}
"""Noise of one rep's value against the same lifter's other reps of the clip, by unit or measure:
`set_rules.WITHIN_SD`; of the knee's share, twice 2 degrees in 75. What is constant in a clip
shifts all reps alike."""
KIND_NOISE_PART = 1 / 3
"""Noise over the whole doubt, for the kind's probability: 2 degrees in 6."""
TOLD = 0.95
"""Best and worst are named when so sure that no two of the reps differ by chance alone."""
NAMED_MOST = 2
"""So many rules are named in which best and worst differ most."""


@dataclass(frozen=True, slots=True)
class Extremes:
    """Numbers of the best and the worst repetition, None where none is named, and why."""

    best: int | None
    worst: int | None
    why: str


def extremes(reps: Sequence[JudgedRep], rules: Sequence[Rule], *, alone: bool) -> Extremes:
    """Name the best and the worst repetition.

    Parameters
    ----------
    reps : sequence of JudgedRep
        The whole, judged repetitions.
    rules : sequence of Rule
        What is held against them; none for an exercise that is no hinge.
    alone : bool
        Whether the whole doubt of a value is each repetition's own, as of legs that a plate hides.
    """
    if len(reps) < 2:  # noqa: PLR2004 (a best and a worst)
        return Extremes(None, None, "fewer than two whole repetitions were judged")
    if not rules:
        return Extremes(None, None, "the rules of the hinge are not held against this exercise")
    titles, weights, miss, noise = _misses(reps, rules, alone=alone)
    share = weights / weights.sum()
    total, sd = miss @ share, np.sqrt(noise**2 @ share**2)
    best, worst = int(np.argmin(total)), int(np.argmax(total))
    apart, doubt = float(total[worst] - total[best]), float(np.hypot(sd[best], sd[worst]))
    if apart <= _chance(len(reps)) * doubt:
        return Extremes(None, None, "the repetitions differ by less than their doubt")
    more = (miss[worst] - miss[best]) * share
    most = np.argsort(-more, kind="stable")[:NAMED_MOST]
    named = " and ".join(titles[one] for one in most if more[one] > 0)
    why = (
        f"rep {reps[best].number} keeps to the standard best and rep {reps[worst].number} least, "
        f"above all in {named}: it is {apart:.2f} ±{doubt:.2f} steps farther outside the wanted "
        "zones, where one step leads from the edge of a zone to clearly out"
    )
    return Extremes(reps[best].number, reps[worst].number, why)


def _chance(count: int) -> float:
    """Return by how many standard deviations the farthest two of so many differ by chance.

    The two-sided quantile of the normal distribution, shared out over all pairs (Bonferroni).
    """
    pairs = count * (count - 1) / 2
    return NormalDist().inv_cdf(1 - (1 - TOLD) / pairs / 2)


def _misses(
    reps: Sequence[JudgedRep], rules: Sequence[Rule], *, alone: bool
) -> tuple[list[str], Floats, Floats, Floats]:
    """Return the rules' titles and weights, and of each rep (rows) the misses and their noise."""
    hinge = np.array([_hinge(one) for one in reps])
    titles, weights = [KIND_TITLE], [KIND_WEIGHT]
    miss, noise = [1 - hinge], [KIND_NOISE_PART * np.sqrt(hinge * (1 - hinge))]
    for rule in rules:
        answers = [check(rule, one.number, one.rep.bottom_s, one.measures) for one in reps]
        known = [_missed(answer, alone=alone) for answer in answers if answer is not None]
        if len(known) < len(reps):
            continue
        titles.append(rule.title.split(" (")[0].lower())
        weights.append(float(rule.weight))
        miss.append(np.array([one for one, _ in known]))
        noise.append(np.array([one for _, one in known]))
    return titles, np.array(weights), np.array(miss).T, np.array(noise).T


def _hinge(one: JudgedRep) -> float:
    """Return the probability that a repetition is a hinge; for another kind, at most."""
    probability = one.verdict.probability or 0.0
    return probability if one.verdict.kind == "hinge" else 1 - probability


def _missed(answer: Check, *, alone: bool) -> tuple[float, float]:
    """Return the miss to be expected of one value, in steps, and its noise.

    With `alone` the whole doubt is the repetition's own.
    """
    rule, value, sd = answer.rule, answer.quantity.value, answer.quantity.sd
    unit = rule.measure.rsplit("_", 1)[1]
    own_sd = sd if alone else min(sd, WITHIN_SD.get(rule.measure, WITHIN_SD.get(unit, sd)))
    miss = noise = 0.0
    sides = (
        (rule.low, rule.good.low - value, rule.good.low - rule.off.low),
        (rule.high, value - rule.good.high, rule.off.high - rule.good.high),
    )
    for advice, outside, step in sides:
        if advice is None or not math.isfinite(outside) or not step > 0:
            continue
        normal = NormalDist(0, max(sd, 1e-9))
        beyond = normal.cdf(outside)
        miss += (outside * beyond + normal.variance * normal.pdf(outside)) / step
        noise += beyond * own_sd / step
    return miss, noise
