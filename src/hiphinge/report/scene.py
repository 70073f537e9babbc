"""What is shown on one frame of the annotated video, before anything is drawn."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from hiphinge.numerals import percent
from hiphinge.quantities import Missing
from hiphinge.report.places import back_runs, ink, near_side, smooth_line
from hiphinge.report.words import KINDS, amount

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hiphinge.motion.motion import Motion
    from hiphinge.quantities import Floats
    from hiphinge.report.model import RepInfo, Report

ANGLES = {
    "trunk_deg": "trunk",
    "thigh_trunk_deg": "thigh-trunk",
    "hip_deg": "hip",
    "spine_deg": "rounding",
    "knee_deg": "knee",
    "shin_deg": "shin",
}
"""Angles that are written beside the body, and their words."""

NOT_LOOKED_AT = "not measured: this moment was not looked at"

PHASE_SDS = 2
"""A phase is named while the picture is within so many standard deviations of its moment."""

SLACK_S = 1e-3
"""Times this near are one: containers round them to a millisecond."""


@dataclass(frozen=True, slots=True)
class Body:
    """The measured lifter, in pixels of the picture that is drawn on.

    Attributes
    ----------
    facing : int
        1 where the lifter looks right, -1 where left.
    places : mapping of str to (x, y)
        Near-side body parts that are known [px].
    angles : mapping of str to str
        Words for each angle of `ANGLES` that is known; hip and spine together only where they are
        not told apart.
    trunk_deg : float
        Lean of the trunk [deg]; NaN where unknown.
    leg_px : float
        Length of the leg [px].
    hip_level_px : float or None
        How far down the picture the hip is in standing [px].
    hips : str
        How tall the hips are against standing; empty where unknown.
    back : tuple of tuple of (x, y)
        The back's outline as smooth lines, where it is seen [px].
    back_ink : float
        How much of the spine's colour it has, 0 to 1, by how round it is.
    """

    facing: int
    places: Mapping[str, tuple[float, float]]
    angles: Mapping[str, str]
    trunk_deg: float
    leg_px: float
    hip_level_px: float | None
    hips: str
    back: tuple[tuple[tuple[float, float], ...], ...] = ()
    back_ink: float = 0.0


@dataclass(frozen=True, slots=True)
class Scene:
    """All that is drawn on one frame.

    Attributes
    ----------
    time_s, duration_s : float
        This moment and the clip's last one [s].
    reps : tuple of RepInfo
        All repetitions, for the time line.
    banner : str
        Which repetition this is and of what kind; empty between repetitions.
    note : str
        Why there is no body, or that it was filled in; empty where it was measured.
    body : Body or None
        The lifter, where measured.
    """

    time_s: float
    duration_s: float
    reps: tuple[RepInfo, ...]
    banner: str
    note: str
    body: Body | None


def scene(motion: Motion, report: Report, time_s: float, scale: float) -> Scene:
    """Return what is shown at a moment.

    Parameters
    ----------
    motion : Motion
        The measured movement.
    report : Report
        Its report, for the repetitions.
    time_s : float
        The frame's true time [s].
    scale : float
        Size of the picture that is drawn on, divided by full size.

    Returns
    -------
    Scene
        Without a body where the frame has no measurement, and then with the reason.
    """
    index = _nearest(motion, time_s)
    known = index is not None and motion.missing[index] == Missing.NO
    return Scene(
        time_s=time_s,
        duration_s=max(float(motion.time_s[-1]), report.clip.duration_s),
        reps=tuple(report.reps),
        banner=_banner(report, time_s),
        note=_note(motion, index, time_s),
        body=_body(motion, index, scale) if known and index is not None else None,
    )


def _nearest(motion: Motion, time_s: float) -> int | None:
    """Return the frame of the motion at a moment; None where none is near enough."""
    times_s = motion.time_s
    after = int(np.searchsorted(times_s, time_s))
    beside = range(max(after - 1, 0), min(after + 1, len(times_s)))
    index = min(beside, key=lambda i: abs(float(times_s[i]) - time_s))
    # More than half a mean step away, a moment was passed over.
    reach_s = 0.5 * float(times_s[-1] - times_s[0]) / max(len(times_s) - 1, 1)
    return index if abs(float(times_s[index]) - time_s) <= reach_s + SLACK_S else None


def _banner(report: Report, time_s: float) -> str:
    for rep in report.reps:
        if rep.start_s <= time_s <= rep.end_s:
            cut = "" if rep.complete else ", not complete"
            kind = report.kind_words.get(rep.kind, KINDS[rep.kind])
            counted = len(report.reps) + len(report.left_out)
            return f"rep {rep.rep} of {counted}: {kind}{cut}{_phase(rep, time_s)}"
    return ""


def _phase(rep: RepInfo, time_s: float) -> str:
    """Name the phase that a moment is nearest to, where it is one within its doubt."""
    near = min(rep.events, key=lambda one: abs(one.time_s - time_s), default=None)
    if near is None or abs(near.time_s - time_s) > PHASE_SDS * near.sd_s:
        return ""
    return f", {near.name}"


def _note(motion: Motion, index: int | None, time_s: float) -> str:
    if index is None:
        return NOT_LOOKED_AT
    missing = Missing(int(motion.missing[index]))
    if missing is not Missing.NO:
        return f"not measured: {missing.words}"
    filled = any(
        repair.kind == "gap" and repair.start_s <= time_s <= repair.end_s
        for repair in motion.repairs
    )
    return "filled in from the moments around" if filled else ""


def _body(motion: Motion, index: int, scale: float) -> Body:
    places = {
        part: _spot(place * scale)
        for part, place in near_side(motion, index).items()
        if np.isfinite(place).all()
    }
    hips, sunk = _hips(motion, index)
    leg_px = motion.leg_px.value * scale
    level = places["hip"][1] - sunk * leg_px if sunk is not None and "hip" in places else None
    return Body(
        facing=int(motion.view.facing),
        places=places,
        angles=_angles(motion, index),
        trunk_deg=float(motion.series["trunk_deg"].value[index]),
        leg_px=leg_px,
        hip_level_px=level,
        hips=hips,
        back=tuple(tuple(map(_spot, smooth_line(run * scale))) for run in back_runs(motion, index)),
        back_ink=ink(float(motion.series["spine_deg"].value[index])),
    )


def _spot(place: Floats) -> tuple[float, float]:
    return float(place[0]), float(place[1])


def _angles(motion: Motion, index: int) -> dict[str, str]:
    """Say each angle that is known."""
    said = {}
    for name, word in ANGLES.items():
        angle = motion.series[name].at(index)
        if math.isfinite(angle.value):
            said[name] = f"{word} {amount(angle.value, angle.sd, 'deg')}"
    if "hip_deg" in said:
        said.pop("thigh_trunk_deg", None)
    return said


def _hips(motion: Motion, index: int) -> tuple[str, float | None]:
    """Return the words for hip height against standing, and how far below it they are in legs."""
    now = motion.series["hip_height_frac"].at(index)
    posture = motion.standing.posture if motion.standing is not None else {}
    stood = posture.get("hip_height_frac")
    if stood is None or not (stood.value > 0 and now.value > 0):  # NaN is not above 0 either
        return "", None
    # First-order doubt of a ratio of two measured heights.
    ratio = now.value / stood.value
    sd = ratio * math.hypot(now.sd / now.value, stood.sd / stood.value)
    return f"hips {percent(ratio)} ±{percent(sd)}", stood.value - now.value
