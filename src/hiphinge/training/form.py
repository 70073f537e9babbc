"""From a judged report to what a film of a set counts for in the programme."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from hiphinge.moves.move import moves
from hiphinge.quantities import Quantity
from hiphinge.training.colours import asked_for, colours_of
from hiphinge.training.happening import Form

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from hiphinge.report.model import Measured, RepInfo, Report
    from hiphinge.training.colours import Colours

MEDIAN_SD = math.sqrt(math.pi / 2)
"""Standard deviation of a median over that of a mean, of normal values."""
SPREAD_LEAST = 2
"""Fewer values have no spread."""


def form_of(report: Report) -> Form | None:
    """Return what a film counts for; None where it shows no repetition, or a move without a hinge.

    A repetition is red where knee, shin or hips are told as out of their zone, by the rules of the
    move that it was judged as, or where it is surely another movement. It is not counted where one
    of these was not seen, or is known with more doubt than `rules.toml` allows, nor where it bends
    less than the move asks for; a red one is red whatever else is unknown.

    Parameters
    ----------
    report : Report

    Returns
    -------
    Form or None
        With no repetition judged, `what` says how to film it.
    """
    move = moves().get(report.judged_as)
    shown = report.exercise_source == "given" or bool(report.exercise_title)
    if not report.reps or (move is not None and not move.hinge and shown):
        return None
    colours = colours_of(report)
    reps = colours.count("green") + colours.count("red")
    # A back that hardly bent tells nothing of how it bears the bend.
    bent = [rep for rep, (_, one) in zip(report.reps, colours.of, strict=True) if one != "shallow"]
    spine = _median(rep.bottom.get("spine_deg") for rep in bent if rep.kind != "unjudged")
    spine_drift, knee_drift = (_drift(report, name) for name in ("spine_deg", "knee_deg"))
    loss = _speed_loss(report.reps) if move is not None and move.ballistic else None
    return Form(
        reps=reps,
        green=colours.count("green"),
        spine_deg=_value(spine),
        spine_sd_deg=_sd(spine),
        spine_drift_deg=_value(spine_drift),
        spine_drift_sd_deg=_sd(spine_drift),
        knee_drift_deg=_value(knee_drift),
        knee_drift_sd_deg=_sd(knee_drift),
        speed_loss_frac=_value(loss),
        speed_loss_sd_frac=_sd(loss),
        what=_what(report, colours),
        unjudged=colours.count("unknown") + colours.count("shallow"),
        red_run=colours.red_run,
    )


def pooled(forms: Sequence[Form]) -> Form | None:
    """Return the films of one exercise on one day as one; None for none.

    Repetitions add up. Of back, drift and speed the set that shows most counts: a day is as good
    as its last set.
    """
    if not forms:
        return None
    spine = _most(((one.spine_deg, one.spine_sd_deg) for one in forms), abs)
    spine_drift = _most((one.spine_drift_deg, one.spine_drift_sd_deg) for one in forms)
    knee_drift = _most(((one.knee_drift_deg, one.knee_drift_sd_deg) for one in forms), abs)
    loss = _most((one.speed_loss_frac, one.speed_loss_sd_frac) for one in forms)
    return Form(
        reps=sum(one.reps for one in forms),
        green=sum(one.green for one in forms),
        spine_deg=spine[0],
        spine_sd_deg=spine[1],
        spine_drift_deg=spine_drift[0],
        spine_drift_sd_deg=spine_drift[1],
        knee_drift_deg=knee_drift[0],
        knee_drift_sd_deg=knee_drift[1],
        speed_loss_frac=loss[0],
        speed_loss_sd_frac=loss[1],
        what=next((one.what for one in forms if one.what), ""),
        unjudged=sum(one.unjudged for one in forms),
        red_run=max(one.red_run for one in forms),
    )


def _median(found: Iterable[Measured | None]) -> Quantity | None:
    """Return the median; what is constant in a clip does not shrink with more repetitions."""
    known = [one for one in found if one is not None and one.value is not None]
    if not known:
        return None
    values = np.array([one.value for one in known], dtype=float)
    spread = float(np.std(values, ddof=1)) if len(values) >= SPREAD_LEAST else 0.0
    shared = float(np.median([one.sd or 0.0 for one in known]))
    random = MEDIAN_SD * spread / math.sqrt(len(values))
    return Quantity(float(np.median(values)), math.hypot(shared, random))


def _drift(report: Report, measure: str) -> Quantity | None:
    """Return a change over the set: its slope from rep to rep, times the steps between them."""
    slope = report.set.drift.get(measure)
    alike = max((n for kind, n in report.set.counts.items() if kind != "unjudged"), default=0)
    if slope is None or slope.value is None or slope.sd is None:
        return None
    return Quantity(slope.value * (alike - 1), slope.sd * (alike - 1))


def _speed_loss(reps: Sequence[RepInfo]) -> Quantity | None:
    """Return what the last repetition's hip speed lacks to the best one's, as part of the best."""
    speeds = [
        one
        for rep in reps
        if (one := rep.signature.get("hip_speed_deg_per_s")) is not None and one.value
    ]
    if len(speeds) <= SPREAD_LEAST:
        return None
    best, last = max(speeds, key=lambda one: one.value or 0.0), speeds[-1]
    if best.value is None or last.value is None:
        return None
    part = last.value / best.value
    doubts = [(one.sd or 0.0) / value for one, value in ((best, best.value), (last, last.value))]
    return Quantity(1 - part, part * math.hypot(*doubts))


def _what(report: Report, colours: Colours) -> str:
    """Return what to mend first, or what would let more of the next film be judged."""
    fix = next((one.title for one in report.findings if one.role == "fix"), "")
    if fix:
        return fix
    if colours.count("shallow"):
        return asked_for(report)
    if colours.count("green") + colours.count("red"):
        return ""
    return report.view.advice or "Film it from the side, with the whole body in the picture"


def _most(
    pairs: Iterable[tuple[float | None, float | None]], size: Callable[[float], float] = float
) -> tuple[float | None, float | None]:
    """Return the pair of value and doubt whose value is the largest; None twice where none is."""
    known = [(value, sd) for value, sd in pairs if value is not None]
    return max(known, key=lambda one: size(one[0]), default=(None, None))


def _value(found: Quantity | None) -> float | None:
    return None if found is None else found.value


def _sd(found: Quantity | None) -> float | None:
    return None if found is None else found.sd
