"""From a measured and judged posture to its report."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hiphinge.judgement.doubt import certainty
from hiphinge.judgement.stance.kind import STANCES
from hiphinge.judgement.stance.rules import load
from hiphinge.motion.doubt import error_source
from hiphinge.pose.still import LOOKS
from hiphinge.quantities import Facing
from hiphinge.report.model import Measured, NotMeasured, Step
from hiphinge.report.stance import words as stance_words
from hiphinge.report.stance.model import (
    PictureInfo,
    PictureView,
    ReadyInfo,
    StanceFinding,
    StanceReport,
    Tilt,
    TorsoAndShinInfo,
)

if TYPE_CHECKING:
    from hiphinge.judgement.finding import Finding
    from hiphinge.judgement.stance.judge import StanceJudgement
    from hiphinge.motion.posture import Posture
    from hiphinge.pose.still import Still
    from hiphinge.quantities import Quantity

PLACES = 6
"""Decimals of a number in the report: a millionth of its unit."""
NAMES = {
    "knee_deg": "knee bend",
    "trunk_deg": "torso lean",
    "shin_deg": "shin lean",
    "hips_back_frac": "hips behind the ankle",
    "weight_foot": "weight over the foot, from the heel",
}
"""Measures of the rules as a reader knows them."""
PARTLY_SEEN = 0.6
"""Below this visibility of hip, knee or ankle it is said that something hides them."""
FIXED = (
    NotMeasured(
        what="width of the stance, and weight on the left and right foot",
        why="they do not show from the side",
        advice="look at a photo from the front, or in a mirror: feet wider than the hips, weight "
        "even",
    ),
    NotMeasured(
        what="chest out, back not rounded",
        why="the shape of a back is held against your own standing, which one picture does not "
        "show",
        advice="film yourself standing still and then sinking into the stance, and give the film "
        "to hiphinge analyze",
    ),
    NotMeasured(
        what="quickness",
        why="a picture stands still; in one study of basketball players, knees that kept moving "
        "a little started 13 to 15% sooner than a frozen stance (Fujimoto 2021)",
        advice="stay springy; film it if you want to see it",
    ),
)
"""What no side view of one moment tells."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What is known of the picture: its file's name, upright size [px], moment in a video [s]."""

    file: str
    width_px: int
    height_px: int
    at_s: float | None


def build_stance(
    picture: Picture,
    still: Still,
    posture: Posture,
    judgement: StanceJudgement,
    version: str,
) -> StanceReport:
    """Put the report together.

    Parameters
    ----------
    picture : Picture
    still : Still
        What the networks saw.
    posture : Posture
        What was measured.
    judgement : StanceJudgement
        What is said of it.
    version : str
        Of hiphinge.
    """
    found = judgement.verdict
    return StanceReport(
        version=version,
        picture=PictureInfo(
            file=picture.file,
            width_px=picture.width_px,
            height_px=picture.height_px,
            at_s=picture.at_s,
        ),
        person=still.words,
        view=_view(posture),
        kind=found.kind,
        kind_probability=None if found.probability is None else _rounded(found.probability),
        parts={kind: _rounded(part) for kind, part in found.parts.items() if part > 0},
        verdict=stance_words.verdict(found),
        detail=_detail(judgement),
        reason=found.reason,
        measures={name: _measured(name, one) for name, one in posture.measures.items()},
        torso_and_shin=_pair(judgement),
        findings=[_finding(one) for one in judgement.findings],
        ready=[
            ReadyInfo(
                what=one.what,
                told=one.told,
                probability=None if one.probability is None else _rounded(one.probability),
                how=one.how,
            )
            for one in judgement.ready
        ],
        how_sure=_how_sure(still, posture),
        not_measured=_not_measured(judgement),
        places_px={
            name: (_rounded(float(at[0])), _rounded(float(at[1])))
            for name, at in posture.places.items()
        },
        provenance=_provenance(still, posture),
    )


def _detail(judgement: StanceJudgement) -> str:
    fixes = any(one.role == "fix" for one in judgement.findings)
    if judgement.verdict.kind == "athletic" and fixes:
        return stance_words.BETTER
    return stance_words.DETAIL[judgement.verdict.kind]


def _rounded(value: float) -> float:
    return round(value, PLACES) + 0.0


def _known(value: float) -> float | None:
    return _rounded(value) if math.isfinite(value) else None


def _measured(name: str, quantity: Quantity) -> Measured:
    unit = name.rsplit("_", 1)[1]
    if not math.isfinite(quantity.value):
        return Measured(value=None, sd=None, unit=unit)
    return Measured(value=_rounded(quantity.value), sd=_rounded(quantity.sd), unit=unit)


def _view(posture: Posture) -> PictureView:
    view = posture.view
    return PictureView(
        yaw_deg=_measured("yaw_deg", view.yaw_deg),
        roll_deg=_measured("roll_deg", view.roll_deg),
        facing="right" if view.facing is Facing.RIGHT else "left",
        near_side=view.near.value,
        advice=view.advice,
    )


def _pair(judgement: StanceJudgement) -> TorsoAndShinInfo:
    pair = judgement.pair
    return TorsoAndShinInfo(
        torso_deg=_measured("torso_deg", pair.torso_deg),
        shin_deg=_measured("shin_deg", pair.shin_deg),
        ground_deg=_measured("ground_deg", pair.ground_deg),
        still_low_deg=_known(pair.still_deg.low),
        still_high_deg=_known(pair.still_deg.high),
        other_trunk_deg=pair.other_trunk_deg,
        other_deg=_known(pair.other_deg),
        tilts=[
            Tilt(acceleration_mps2=speed, tilt_deg=_rounded(tilt)) for speed, tilt in pair.tilts_deg
        ],
        sentences=stance_words.torso_and_shin(pair, judgement.verdict.kind),
    )


def _finding(one: Finding) -> StanceFinding:
    probability = one.probability or 0.0
    value = stance_words.number(one.quantity.value, one.quantity.sd, one.unit)
    low = stance_words.number(one.zone.low, None, one.unit)
    high = stance_words.number(one.zone.high, None, one.unit)
    legs = " leg lengths" if one.unit == "leg" else ""
    return StanceFinding(
        rule=one.rule,
        role="cannot_tell" if one.role == "watch" else one.role,
        title=one.title,
        measure=one.measure,
        value=_rounded(one.quantity.value),
        sd=_rounded(one.quantity.sd),
        unit=one.unit,
        zone=one.zone_name,
        zone_low=one.zone.low,
        zone_high=one.zone.high,
        probability=_rounded(probability),
        certainty="cannot tell" if one.role == "cannot_tell" else certainty(probability),
        evidence=f"{NAMES[one.measure]} {value}{legs}, wanted {low} to {high}",
        cue=one.cue,
        why=one.why,
        source=one.source,
        label=one.label,
    )


def _how_sure(still: Still, posture: Posture) -> list[str]:
    """Say what the numbers' doubt comes from."""
    yaw, roll = posture.view.yaw_deg, posture.view.roll_deg
    said = [
        f"The camera looked {stance_words.number(yaw.value, yaw.sd, 'deg')} off the pure side.",
        f"One picture has no neighbours to average with: {LOOKS} looks at it differ by up to "
        f"{posture.spread_deg:.1f}° in a lean, which is part of every ±.",
    ]
    if math.isfinite(roll.value):
        turn = stance_words.number(roll.value, roll.sd, "deg")
        said.append(f"The phone was turned by {turn}, which is taken out.")
    else:
        said.append(
            "Nothing upright in the background tells how the phone was turned; a usual turn is "
            "part of every ±."
        )
    if not posture.corrected:
        said.append("Joints could not be placed by the body's outline, so angles are less sure.")
    if posture.visibility < PARTLY_SEEN:
        said.append("Something hides part of the legs, so look whether the drawing fits them.")
    if still.people > 1:
        said.append("If somebody else was meant, cut the picture to that person.")
    return said


def _not_measured(judgement: StanceJudgement) -> list[NotMeasured]:
    held = NotMeasured(
        what="what the hands hold",
        why=(judgement.hands or "a network of the body's joints does not see it")
        + "; where the weight is over the foot counts the body alone",
        advice="take the picture with empty hands",
    )
    on_feet = judgement.verdict.kind in STANCES or judgement.verdict.kind == "unjudged"
    return [*FIXED, held] if on_feet else [FIXED[1], held]


def _provenance(still: Still, posture: Posture) -> list[Step]:
    kinds, pair = load().kinds, load().pair
    return [
        Step(
            stage="pose",
            what="33 landmarks, settled on the body's own square, then looked at several times "
            "through squares that differ a little",
            parameters={
                "network": still.looks[0].network,
                "looks": len(still.looks),
                "people": still.people,
            },
        ),
        Step(
            stage="motion",
            what="leans against vertical of the near side, corrected "
            + (
                "from landmarks and outline together"
                if posture.corrected
                else "for the network's mean bias"
            )
            + "; where the weight is by a plane body of rigid segments (de Leva 1996)",
            parameters={
                "leg_px": _rounded(posture.leg_px),
                "spread_deg": _rounded(posture.spread_deg),
                "doubt": error_source(still.looks[0].network, corrected=posture.corrected),
            },
        ),
        Step(
            stage="judgement",
            what="kinds and rules of the athletic position, each as a probability under the "
            "measured doubt",
            parameters={
                "kinds": f"{kinds.source} ({kinds.label})",
                "torso_and_shin": f"{pair.source} ({pair.label})",
            },
        ),
    ]
