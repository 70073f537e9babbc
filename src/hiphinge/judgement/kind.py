"""What kind of movement a repetition was: a hinge, a squat, a stiff-legged hinge or a bow.

The kinds are regions of the measures at the bottom. Since each measure has its doubt, so has the
kind: its probability is the part of the plausible true values that fall in its region.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

from hiphinge.numerals import decimal, percent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hiphinge.judgement.standard import KindLimits
    from hiphinge.quantities import Floats, Quantity

Kind: TypeAlias = Literal["hinge", "squat", "stiff_legged", "bow", "unjudged"]

DRAWS = 4000
"""Plausible bodies drawn for one rep: the probability is then good to a hundredth."""
SURE_ENOUGH = 0.5
"""The likeliest kind is named from this probability; below it the rep is not judged."""
LEVEL_THIGH_DEG = 90.0
"""A thigh that leans back by this much is level: the hip is as high as the knee [deg]."""
MUCH_SPINE = 0.3
"""From this share of the fold on the spine is named along with a bow."""
NEEDED = ("trunk_deg", "thigh_deg", "shin_deg")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The kind of one repetition, how probable that is, and why, in words."""

    kind: Kind
    probability: float | None
    reason: str


def judge_kind(
    measures: Mapping[str, Quantity], limits: KindLimits, *, from_floor: bool
) -> Verdict:
    """Name the kind of a repetition.

    Parameters
    ----------
    measures : mapping of str to Quantity
        The rep's measures.
    limits : KindLimits
        Thresholds between the kinds.
    from_floor : bool
        True for a pull from the floor, where knees bend and the shin comes to the bar.
    """
    if any(name not in measures for name in NEEDED):
        return Verdict("unjudged", None, "hips, knees or feet were not seen at the bottom")
    if measures["trunk_deg"].value < limits.trunk_least_deg and not _sinks(measures, limits):
        return Verdict("unjudged", None, "the body hardly bent")
    parts = _parts(_draw(measures), limits, from_floor=from_floor)
    kind = max(parts, key=lambda name: parts[name])
    probability = parts[kind]
    if probability < SURE_ENOUGH:
        return Verdict("unjudged", None, _undecided(parts, limits))
    reason = _reason(kind, measures, limits, from_floor=from_floor)
    return Verdict(kind, probability, reason)


def _sinks(measures: Mapping[str, Quantity], limits: KindLimits) -> bool:
    return measures["shin_deg"].value - measures["thigh_deg"].value > limits.squat_knee_deg


def _draw(measures: Mapping[str, Quantity]) -> dict[str, Floats]:
    """Draw plausible true values; the same draws every time, so that results repeat."""
    random = np.random.default_rng(20_000)
    drawn = {
        name: measures[name].value + measures[name].sd * random.standard_normal(DRAWS)
        for name in NEEDED
    }
    drawn["knee_deg"] = drawn["shin_deg"] - drawn["thigh_deg"]
    absences = {"hips_back_frac": np.inf, "knee_share_frac": -np.inf, "spine_share_frac": -np.inf}
    for name, absent in absences.items():
        if name in measures:
            one = measures[name]
            drawn[name] = one.value + one.sd * random.standard_normal(DRAWS)
        else:
            drawn[name] = np.full(DRAWS, absent)
    return drawn


def _parts(
    drawn: Mapping[str, Floats], limits: KindLimits, *, from_floor: bool
) -> dict[Kind, float]:
    """Return the probability of each kind; the regions are tried in this order."""
    if from_floor:
        squat = drawn["thigh_deg"] < limits.floor_squat_thigh_deg
        bow = stiff = np.zeros(DRAWS, dtype=bool)
    else:
        forward = drawn["shin_deg"] > limits.squat_shin_deg
        squat = (drawn["knee_deg"] > limits.squat_knee_deg) & forward
        squat |= drawn["knee_share_frac"] > limits.squat_share
        bow = drawn["hips_back_frac"] < limits.bow_hips_back_frac
        bow |= drawn["spine_share_frac"] > limits.bow_spine_share
        bow &= drawn["trunk_deg"] > limits.bow_trunk_deg
        stiff = drawn["knee_deg"] < limits.stiff_knee_deg
    bow &= ~squat
    stiff &= ~squat & ~bow
    return {
        "squat": float(squat.mean()),
        "bow": float(bow.mean()),
        "stiff_legged": float(stiff.mean()),
        "hinge": float((~squat & ~bow & ~stiff).mean()),
    }


def _undecided(parts: Mapping[Kind, float], limits: KindLimits) -> str:
    words = {**WORDS, **limits.words}
    first, second = sorted(parts, key=lambda name: -parts[name])[:2]
    return (
        f"between {words[first]} ({percent(parts[first])}) and {words[second]} "
        f"({percent(parts[second])}): the measurement cannot tell them apart"
    )


WORDS: dict[str, str] = {
    "hinge": "a hinge",
    "squat": "a squat",
    "stiff_legged": "a stiff-legged hinge",
    "bow": "a bow",
    "unjudged": "not judged",
}
"""The kinds as a person reads them."""


def _reason(
    kind: Kind, measures: Mapping[str, Quantity], limits: KindLimits, *, from_floor: bool
) -> str:
    """Say what the kind was seen by."""

    def angle(name: str) -> str:
        one = measures[name]
        return f"{decimal(one.value)}° ±{decimal(one.sd)}°"

    if from_floor:
        thigh = measures["thigh_deg"]
        level = abs(thigh.value + LEVEL_THIGH_DEG) <= 2 * thigh.sd
        where = "level with" if level else "above" if kind == "hinge" else "below"
        return (
            f"a pull from the floor that starts with the hips {where} the knees "
            f"(thigh {angle('thigh_deg')} from upright); knees may bend there"
        )
    knee = f"knee {angle('knee_deg')}" if "knee_deg" in measures else "knee not measured"
    seen = {
        "hinge": "the hips go back over upright shins",
        "squat": "the knees bend deep and travel forward",
        "stiff_legged": "the knees stay straight",
        "bow": "the trunk leans but the hips hardly go back",
        **limits.reasons,
    }
    back = measures.get("hips_back_frac")
    if kind == "bow" and back is not None and back.value > limits.bow_hips_back_frac:
        seen["bow"] = "the spine bends where the hips should"
    hips = (
        f", hips back {decimal(back.value, 2)} ±{decimal(back.sd, 2)} leg lengths" if back else ""
    )
    share = measures.get("spine_share_frac")
    if kind == "bow" and share is not None and share.value > MUCH_SPINE:
        hips += f", {percent(share.value)} ±{percent(share.sd)} of the fold from the spine"
    return f"{seen[kind]}: trunk {angle('trunk_deg')}, {knee}, shin {angle('shin_deg')}{hips}"
