"""The hinge signature as the report carries it: of each repetition, and of the set."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from hiphinge.judgement.judge import held_rules
from hiphinge.motion.judgeable import TOO_FAR, is_shown
from hiphinge.report.best import extremes
from hiphinge.report.ghost import ghost
from hiphinge.report.model import Course, Measured, NotMeasured
from hiphinge.reps.course import BOTTOM, course
from hiphinge.reps.signature import SIGNATURE, sign

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from hiphinge.judgement.judge import Judgement
    from hiphinge.judgement.judged import JudgedRep
    from hiphinge.motion.motion import Motion
    from hiphinge.quantities import Floats
    from hiphinge.report.model import RepInfo, SetInfo

MEDIAN_SD = math.sqrt(math.pi / 2)
"""Standard deviation of a median over that of a mean, of normal values."""
PLACES = {"deg": 1, "frac": 3, "s": 3}
"""Decimals that a course keeps: a millimetre of a leg, a tenth of a degree."""


def signed_reps(reps: Sequence[RepInfo], motion: Motion, judgement: Judgement) -> list[RepInfo]:
    """Return the repetitions with signature and course."""
    move = judgement.named.move
    ballistic = move.ballistic or None if move is not None else None
    return [
        told.model_copy(update=_rep(told, one, motion, ballistic=ballistic))
        for told, one in zip(reps, judgement.reps, strict=True)
    ]


def signed_set(told: SetInfo, reps: Sequence[RepInfo], judgement: Judgement) -> SetInfo:
    """Return the set with the median of its signatures and its best and worst repetition."""
    judged = [rep for rep in reps if rep.kind != "unjudged"]
    medians, spreads, unknown = {}, {}, {}
    for name in SIGNATURE:
        found = [rep.signature[name] for rep in judged if name in rep.signature]
        if found:
            medians[name] = _median(name, found)
        elif judged:
            unknown[name] = _usual(rep.signature_unknown[name] for rep in judged)
        if len(found) > 1:
            spreads[name] = _spread(name, found)
    named = extremes(
        [one for one in judgement.reps if one.rep.complete and one.verdict.kind != "unjudged"],
        held_rules(judgement.named, floor=judgement.floor),
        alone=judgement.floor,
    )
    return told.model_copy(
        update={
            "signature": medians,
            "signature_spread": spreads,
            "signature_unknown": unknown,
            "best_rep": named.best,
            "worst_rep": named.worst,
            "best_why": named.why,
        }
    )


def _median(name: str, found: Sequence[Measured]) -> Measured:
    """Return the median; what is constant in a clip does not shrink with more repetitions."""
    values = np.array([one.value for one in found], dtype=float)
    shared = float(np.median([one.sd or 0.0 for one in found]))
    random = MEDIAN_SD * _sd(values) / math.sqrt(len(values))
    return _measured(name, float(np.median(values)), float(np.hypot(shared, random)))


def _spread(name: str, found: Sequence[Measured]) -> Measured:
    values = np.array([one.value for one in found], dtype=float)
    return _measured(name, _sd(values), _sd(values) / math.sqrt(2 * (len(values) - 1)))


def _sd(values: Floats) -> float:
    return float(np.std(values, ddof=1)) if len(values) > 1 else 0.0


def _usual(reasons: Iterable[str]) -> str:
    return Counter(reasons).most_common(1)[0][0]


def speed_not_measured(reps: Sequence[RepInfo]) -> list[NotMeasured]:
    """Say once what a fast move was filmed too slowly for: the hip's speed, a jump's flight."""
    why = {rep.signature_unknown.get("hip_speed_deg_per_s", "") for rep in reps}
    slow = sorted(one for one in why if "frames a second" in one)
    jumped = any(one.event == "take_off" for rep in reps for one in rep.events)
    what = "speed of the hip and time in the air" if jumped else "speed of the hip"
    return [
        NotMeasured(what=what, why=one.split(":")[0], advice=one.split(": ")[1]) for one in slow[:1]
    ]


def unit_of(name: str) -> str:
    """Return the unit that a measure's name ends with."""
    return "deg/s" if name.endswith("_deg_per_s") else name.rsplit("_", 1)[1]


def _measured(name: str, value: float, sd: float) -> Measured:
    return Measured(value=round(value, 6) + 0.0, sd=round(sd, 6), unit=unit_of(name))


def _rep(
    told: RepInfo, one: JudgedRep, motion: Motion, *, ballistic: bool | None
) -> dict[str, object]:
    signature = sign(motion, one.rep, one.measures, ballistic=ballistic)
    hidden = [name for name in signature.measures if not is_shown(motion, name)]
    held = told.hinge_s in {None, told.bottom_s}
    return {
        "signature": {
            name: _measured(name, found.value, found.sd)
            for name, found in signature.measures.items()
            if name not in hidden
        },
        "signature_unknown": dict(signature.unknown) | dict.fromkeys(hidden, TOO_FAR),
        "course": _course(one, motion, told.bottom if held else {}),
    }


def _course(one: JudgedRep, motion: Motion, known: Mapping[str, Measured]) -> Course | None:
    """Return the course; at the bottom it says what is known of the bottom, as all else does."""
    found = course(motion, one.rep)
    if found is None:
        return None
    parts = ghost(motion, found.time_s, one.rep.bottom_s)
    series = {name: _listed(values, PLACES[unit_of(name)]) for name, values in found.series.items()}
    for name in series.keys() & known.keys():
        series[name][BOTTOM] = known[name].value
    return Course(
        time_s=_listed(found.time_s, PLACES["s"]),
        series=series,
        forward=_axis(parts, 0),
        up=_axis(parts, 1),
    )


def _axis(parts: Mapping[str, Floats], axis: int) -> dict[str, list[float | None]]:
    """Return one axis of the parts that are ever seen."""
    return {
        name: _listed(xy[:, axis], PLACES["frac"])
        for name, xy in parts.items()
        if np.isfinite(xy).any()
    }


def _listed(values: Floats, places: int) -> list[float | None]:
    return [round(float(v), places) + 0.0 if np.isfinite(v) else None for v in values]
