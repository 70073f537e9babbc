"""The judgement of a stance: its kind, at most two fixes, and how ready it is to move."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

from hiphinge.judgement.doubt import LIKELY, MORE_LIKELY, below, inside
from hiphinge.judgement.finding import MOST_FIXES, MOST_PRAISE, Finding
from hiphinge.judgement.rule import Check, check
from hiphinge.judgement.stance.kind import STANCES, StanceVerdict, judge_posture
from hiphinge.judgement.stance.rules import load
from hiphinge.judgement.stance.torso_and_shin import TorsoAndShin, read_together
from hiphinge.judgement.standard import load as load_standard
from hiphinge.numerals import decimal, percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hiphinge.judgement.stance.kind import StanceKind
    from hiphinge.judgement.stance.rules import StanceStandard
    from hiphinge.judgement.standard import Advice, Dial
    from hiphinge.motion.posture import Posture

Told: TypeAlias = Literal["yes", "no", "unsure", "unknown"]

THEMES: dict[StanceKind, tuple[str, ...]] = {
    "stiff_and_tall": ("stiff", "tall"),
    "stiff_legged": ("stiff",),
    "too_tall": ("tall",),
    "tall_squat": ("tall",),
    "hinge": ("deep",),
    "bow": ("deep",),
    "crouch": ("low",),
}
"""The root faults of each kind that is no athletic position: they are always told."""
COMES_ALONG: dict[StanceKind, str] = {"crouch": "shin"}
"""The rule that breaks by itself in a kind: deep knees tip the shins, whatever the torso does."""
PRAISED: tuple[StanceKind, ...] = ("athletic", "unjudged")
"""Kinds that are praised: what standing shares with a stance is no merit of it."""
FROM_THE_FRONT = "look at a photo from the front, or in a mirror"


@dataclass(frozen=True, slots=True)
class Ready:
    """One thing that readiness to move either way asks for.

    Attributes
    ----------
    what : str
        In a few words.
    told : {"yes", "no", "unsure", "unknown"}
        ``unsure`` was measured too roughly; ``unknown`` does not show in a side view.
    probability : float or None
        That it is so.
    how : str
        What it was seen by, or how to find out.
    """

    what: str
    told: Told
    probability: float | None
    how: str


@dataclass(frozen=True, slots=True)
class StanceJudgement:
    """Everything that is said of one posture.

    Attributes
    ----------
    verdict : StanceVerdict
    findings : tuple of Finding
        Fixes first, the most important one first; none for who does not stand on the feet.
    ready : tuple of Ready
        What moving to either side asks for; nothing for who does not stand on the feet.
    pair : TorsoAndShin
    hands : str
        What the hands' place says of something held; empty where nothing is hinted at.
    """

    verdict: StanceVerdict
    findings: tuple[Finding, ...]
    ready: tuple[Ready, ...]
    pair: TorsoAndShin
    hands: str


def judge_stance(posture: Posture) -> StanceJudgement:
    """Judge a posture as an athletic position."""
    standard = load()
    verdict = judge_posture(posture, standard.kinds)
    checks = [
        answer
        for rule in standard.rules
        if rule.name != COMES_ALONG.get(verdict.kind)
        and (answer := check(rule, 1, 0.0, posture.measures)) is not None
    ]
    judged = verdict.kind in STANCES or verdict.kind == "unjudged"
    dial = load_standard().dials["normal"]
    return StanceJudgement(
        verdict=verdict,
        findings=_findings(checks, dial, verdict.kind) if judged else (),
        ready=_ready(posture, checks, standard) if judged else (),
        pair=read_together(posture, standard.pair),
        hands=_hands(posture, standard),
    )


def _findings(checks: Sequence[Check], dial: Dial, kind: StanceKind) -> tuple[Finding, ...]:
    """Choose what to tell: at most two fixes of different roots, what is good, what is open."""
    own = THEMES.get(kind, ())
    faults: list[tuple[float, Advice, Finding]] = []
    sides: tuple[Literal["low", "high"], ...] = ("low", "high")
    for one in checks:
        for side in sides:
            advice = one.rule.low if side == "low" else one.rule.high
            if advice is None:
                continue
            root = advice.theme in own and one.out(side) >= MORE_LIKELY
            if root or one.told(side, dial):
                # What makes the posture what it is comes before what comes along with it.
                strength = one.rule.weight * one.out(side) * (2.0 if root else 1.0)
                faults.append((strength, advice, _fault(one, side, advice)))
    faults.sort(key=lambda fault: -fault[0])
    fixes: dict[str, Finding] = {}
    for _, advice, finding in faults:
        fixes.setdefault(advice.theme, finding)
    blamed = {finding.rule for _, _, finding in faults}
    fine = [one for one in checks if one.rule.name not in blamed]
    kept = sorted((one for one in fine if one.good >= LIKELY), key=lambda one: -one.rule.weight)
    praise = [_plain(one, kept=True) for one in kept[:MOST_PRAISE] if kind in PRAISED]
    unsure = [_plain(one, kept=False) for one in fine if 1 - LIKELY < one.good < LIKELY]
    return (*list(fixes.values())[:MOST_FIXES], *praise, *unsure)


def _fault(one: Check, side: Literal["low", "high"], advice: Advice) -> Finding:
    clearly = "clearly " if one.off(side) >= MORE_LIKELY else ""
    return _finding(
        one,
        title=advice.title,
        role="fix",
        zone_name=f"{clearly}{side}",
        probability=one.out(side),
        cue=advice.cue,
        why=advice.why,
    )


def _plain(one: Check, *, kept: bool) -> Finding:
    return _finding(
        one,
        title=one.rule.title,
        role="keep" if kept else "cannot_tell",
        zone_name="wanted" if kept else "undecided",
        probability=one.good,
        cue=one.rule.praise if kept else "Take the picture closer and straighter from the side.",
        why="" if kept else "The value is too close to the edge of its zone for this picture.",
    )


def _finding(
    one: Check,
    *,
    title: str,
    role: Literal["fix", "keep", "cannot_tell"],
    zone_name: str,
    probability: float,
    cue: str,
    why: str,
) -> Finding:
    return Finding(
        rule=one.rule.name,
        title=title,
        measure=one.rule.measure,
        unit=one.rule.unit,
        role=role,
        rep=None,
        reps=(),
        time_s=None,
        quantity=one.quantity,
        zone=one.rule.good,
        zone_name=zone_name,
        probability=probability,
        cue=cue,
        why=why,
        source=one.rule.source,
        label=one.rule.label,
    )


def _ready(
    posture: Posture, checks: Sequence[Check], standard: StanceStandard
) -> tuple[Ready, ...]:
    """Return what a side view tells of readiness to move left or right, and what it cannot."""
    off = {one.rule.name: inside(one.quantity, one.rule.off) for one in checks}
    knee, weight = posture.measures["knee_deg"], posture.measures["weight_foot"]
    toe, apart = posture.measures["toe_down_deg"], posture.measures["feet_apart_frac"]
    hands = _hands(posture, standard)
    over = (
        f"at {percent(weight.value)} ±{percent(weight.sd)} of the foot from the heel, if the "
        "hands hold nothing"
    )
    way = "down" if toe.value >= 0 else "up"
    return (
        _told(
            "knees bent, free to push",
            off["knees"],
            f"knee {decimal(knee.value)}° ±{decimal(knee.sd)}°",
        ),
        Ready("weight between heel and toes", "unsure", None, hands)
        if hands
        else _told("weight between heel and toes", off["weight"], over),
        _told(
            "near foot flat on the floor",
            inside(toe, standard.flat),
            f"it points {way} by {abs(toe.value):.0f}° ±{toe.sd:.0f}°; the far foot is not judged",
        ),
        _told(
            "feet level, neither ahead",
            below(apart, standard.level.high),
            f"one ankle is {decimal(apart.value, 2)} ±{decimal(apart.sd, 2)} leg lengths ahead "
            "of the other",
        ),
        Ready("feet wider than the hips", "unknown", None, FROM_THE_FRONT),
        Ready("weight even on left and right", "unknown", None, FROM_THE_FRONT),
    )


def _told(what: str, probability: float, how: str) -> Ready:
    told: Told = "unsure"
    if probability >= MORE_LIKELY:
        told = "yes"
    elif probability <= 1 - MORE_LIKELY:
        told = "no"
    return Ready(what, told, probability, how)


def _hands(posture: Posture, standard: StanceStandard) -> str:
    """Say so where a hand is at its own shoulder, as with a bar on the back."""
    away = posture.places["wrist"] - posture.places["shoulder"]
    if float(np.hypot(*away)) > standard.back_reach_frac * posture.leg_px:
        return ""
    return "the hand is at the shoulder, as when a bar lies on the back"
