"""From what was measured and judged to the report: the one place where the two meet."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hiphinge.judgement.doubt import certainty
from hiphinge.motion.judgeable import is_shown
from hiphinge.quantities import Facing
from hiphinge.report.account import gaps, not_measured, provenance
from hiphinge.report.evidence import evidence, where_shown
from hiphinge.report.model import (
    Candidate,
    ClipInfo,
    Finding,
    Gap,
    Kind,
    Measured,
    RepInfo,
    Report,
    SetInfo,
    ViewInfo,
)
from hiphinge.report.own_target import aimed
from hiphinge.report.phases import cadence, hinge_s, is_of, phases, title_of, unseen
from hiphinge.report.signed import signed_reps, signed_set, speed_not_measured
from hiphinge.report.silence import rep_silence
from hiphinge.report.sureness import how_sure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hiphinge.judgement import finding as judged
    from hiphinge.judgement.judge import Judgement
    from hiphinge.judgement.judged import JudgedRep
    from hiphinge.judgement.standard import Strictness
    from hiphinge.motion.motion import Motion
    from hiphinge.moves.move import Move
    from hiphinge.numerals import Units
    from hiphinge.quantities import Quantity

KINDS: tuple[Kind, ...] = ("hinge", "squat", "stiff_legged", "bow", "unjudged")


@dataclass(frozen=True, slots=True)
class About:
    """What was given with a clip, and how it was seen.

    Attributes
    ----------
    version : str
        Of hiphinge.
    network, lifter : str
        What found the landmarks, and who was chosen.
    strictness : {"lenient", "normal", "strict"}
    load_kg, height_cm : float or None
    load_units : {"kg", "lb"}
        What a reader is told the load in.
    implement : str or None
        What is held, as given.
    gaps : tuple of Gap
        What is known of the clip itself: where it broke off, cuts or fades.
    notes : tuple of str
        What is to be said of how it was filmed.
    """

    version: str
    network: str
    lifter: str
    strictness: Strictness
    load_kg: float | None = None
    load_units: Units = "kg"
    implement: str | None = None
    height_cm: float | None = None
    gaps: tuple[Gap, ...] = ()
    notes: tuple[str, ...] = ()


def measured(name: str, quantity: Quantity | None) -> Measured:
    """Return a quantity as it reaches a reader; its unit is the end of its name."""
    unit = name.rsplit("_", 1)[1]
    if quantity is None or not math.isfinite(quantity.value):
        return Measured(value=None, sd=None, unit=unit)
    return Measured(value=rounded(quantity.value), sd=rounded(quantity.sd), unit=unit)


def rounded(value: float) -> float:
    """Return a number without the digits that arithmetic leaves: to a millionth of its unit."""
    return round(value, 6) + 0.0


def build(
    clip: ClipInfo,
    motion: Motion,
    judgement: Judgement,
    about: About,
) -> Report:
    """Put the report together.

    Parameters
    ----------
    clip : ClipInfo
        The video.
    motion : Motion
        What was measured.
    judgement : Judgement
        What was judged.
    about : About
        What was given, and how the clip was seen.
    """
    plain = [
        _rep(one, motion, judgement.named.move, floor=judgement.floor) for one in judgement.reps
    ]
    own = aimed(signed_reps(plain, motion, judgement), motion, judgement, about.load_kg)
    reps = own.reps
    return Report(
        version=about.version,
        clip=clip,
        exercise=judgement.exercise,
        exercise_title=judgement.named.title,
        exercise_source=judgement.named.source,
        exercise_probability=_part(judgement.named.probability),
        exercise_candidates=[
            Candidate(name=name, title=title_of(name), probability=rounded(part))
            for name, part in judgement.named.candidates
        ],
        question=judgement.named.question,
        **_move(judgement),
        implement=about.implement,
        load_kg=about.load_kg,
        load_units=about.load_units,
        height_cm=about.height_cm,
        strictness=about.strictness,
        lifter=about.lifter,
        view=_view(motion, about.notes),
        how_sure=how_sure(motion, reps),
        set=signed_set(_set(judgement), reps, judgement),
        proportions=own.proportions,
        body=own.words,
        reps=reps,
        left_out=list(judgement.left_out),
        findings=[_finding(one, judgement) for one in judgement.findings],
        not_measured=[*not_measured(motion, reps), *speed_not_measured(reps)],
        gaps=[*about.gaps, *gaps(motion)],
        provenance=provenance(motion, judgement, about.network, about.strictness),
    )


def _view(motion: Motion, notes: tuple[str, ...]) -> ViewInfo:
    view = motion.view
    yaw, roll, pitch = (
        measured(name, getattr(view, name)) for name in ("yaw_deg", "roll_deg", "pitch_deg")
    )
    return ViewInfo(
        yaw_deg=yaw.value,
        yaw_sd_deg=yaw.sd,
        roll_deg=roll.value,
        roll_sd_deg=roll.sd,
        pitch_deg=pitch.value,
        pitch_sd_deg=pitch.sd,
        usable=view.usable,
        advice=" ".join([view.advice, *notes]).strip(),
        facing="right" if view.facing is Facing.RIGHT else "left",
        near_side=view.near.value,
    )


def _set(judgement: Judgement) -> SetInfo:
    kinds = [one.verdict.kind for one in judgement.reps]
    return SetInfo(
        verdict=judgement.verdict,
        # The question is a field of its own, and is asked once.
        detail=judgement.detail.removeprefix(judgement.named.question).strip(),
        counts={kind: kinds.count(kind) for kind in KINDS if kind in kinds},
        consistency=_measures(judgement.summary.spread),
        drift={
            name: measured(name, one).model_copy(update={"unit": f"{name.rsplit('_', 1)[1]}/rep"})
            for name, one in judgement.summary.drift.items()
        },
        cadence=cadence(judgement),
    )


def _move(judgement: Judgement) -> dict[str, Any]:
    """Return what is told of the move that the set was judged as."""
    move = judgement.named.move
    if move is None:
        return {}
    about = move.about if judgement.named.title else ""
    return {"exercise_about": about, "judged_as": move.name, "kind_words": dict(move.kinds)}


def _part(probability: float | None) -> float | None:
    return None if probability is None else rounded(probability)


def _measures(found: Mapping[str, Quantity]) -> dict[str, Measured]:
    return {name: measured(name, one) for name, one in found.items()}


def _rep(one: JudgedRep, motion: Motion, move: Move | None, *, floor: bool) -> RepInfo:
    rep, sure = one.rep, one.verdict.probability
    tempo = ("eccentric_s", "pause_s", "concentric_s")
    return RepInfo(
        rep=one.number,
        start_s=rounded(rep.start_s),
        bottom_s=rounded(rep.bottom_s),
        end_s=rounded(rep.end_s),
        complete=rep.complete,
        cut=rep.cut,
        from_floor=floor,
        kind=one.verdict.kind,
        kind_probability=None if sure is None else rounded(sure),
        reason=one.verdict.reason,
        eccentric_s=measured("eccentric_s", one.measures.get("eccentric_s")),
        pause_s=measured("pause_s", one.measures.get("pause_s")),
        concentric_s=measured("concentric_s", one.measures.get("concentric_s")),
        bottom=_measures(
            {
                name: measure
                for name, measure in one.measures.items()
                if name not in tempo and is_of(move, name) and is_shown(motion, name)
            }
        ),
        silence=rep_silence(motion, rep.bottom_s, one.measures),
        events=phases(rep, move),
        unseen=unseen(rep, move),
        hinge_s=hinge_s(rep, move),
    )


def _finding(one: judged.Finding, judgement: Judgement) -> Finding:
    probability = one.probability
    return Finding(
        rule=one.rule,
        role=one.role,
        title=one.title,
        rep=one.rep,
        reps=list(one.reps),
        time_s=None if one.time_s is None else rounded(one.time_s),
        measure=one.measure,
        value=rounded(one.quantity.value),
        sd=rounded(one.quantity.sd),
        unit=one.unit,
        zone=one.zone_name,
        zone_low=one.zone.low if math.isfinite(one.zone.low) else None,
        zone_high=one.zone.high if math.isfinite(one.zone.high) else None,
        probability=None if probability is None else rounded(probability),
        certainty="cannot tell" if one.role == "cannot_tell" else certainty(probability or 0.0),
        evidence=f"{where_shown(one, len(judgement.reps))}: {evidence(one)}",
        cue=one.cue,
        why=one.why,
        source=one.source,
        label=one.label,
    )
