"""How sure a clip's numbers are, in a few plain sentences, and what makes them less so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from hiphinge.motion.body import LEG_PER_STATURE
from hiphinge.motion.view import ADVISE_YAW_DEG
from hiphinge.numerals import percent
from hiphinge.quantities import Missing
from hiphinge.report.words import amount, rep_list, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hiphinge.motion.motion import Motion
    from hiphinge.report.model import RepInfo

DOUBTS = {"trunk_deg": "trunk", "knee_deg": "knee", "hip_deg": "hip", "spine_deg": "spine"}
"""Angles whose doubt is told, and their words."""

SMALL_STATURE_PX = 256.0
"""A lifter shorter than this in the picture is enlarged for the network, which looks at squares
of this size: it sees less than it could [px]."""

TILT_LEAST_DEG = 15.0
"""A camera that looks up or down by this much foreshortens as much as one turned so far [deg]."""

LOST_LEAST = 0.1
"""From this part of the clip's frames on, it is told that they were not measured."""


def how_sure(motion: Motion, reps: Sequence[RepInfo]) -> list[str]:
    """Say where the camera stood, whether hip and spine are told apart, and the usual doubt.

    Parameters
    ----------
    motion : Motion
        What was measured.
    reps : sequence of RepInfo
        The repetitions, each with its silence.

    Returns
    -------
    list of str
        Sentences; ± is one standard deviation.
    """
    return [
        sentence(said)
        for said in (_camera(motion), _apart(reps), _doubts(reps), _lowered(motion))
        if said
    ]


def _camera(motion: Motion) -> str:
    turn = amount(motion.view.yaw_deg.value, motion.view.yaw_deg.sd, "deg")
    if turn == "-":
        return "how far the camera was turned from a side view is not known"
    return f"the camera was turned {turn} from a pure side view"


def _apart(reps: Sequence[RepInfo]) -> str:
    told = [rep.rep for rep in reps if not rep.silence]
    if not reps:
        return ""
    if len(told) == len(reps):
        return "hip and spine are told apart" + (" in every rep" if len(reps) > 1 else "")
    if told:
        return f"hip and spine are told apart in {rep_list(told)} only"
    reasons = list(dict.fromkeys(rep.silence for rep in reps))
    return f"hip and spine are not told apart: {'; '.join(reasons)}"


def _doubts(reps: Sequence[RepInfo]) -> str:
    said = []
    for name, word in DOUBTS.items():
        bottoms = [rep.bottom[name].sd for rep in reps if name in rep.bottom]
        known = [sd for sd in bottoms if sd is not None]
        if known:
            said.append(f"{word} ±{_degrees(float(np.median(known)))}°")
    return f"usual doubt at the bottoms: {', '.join(said)}" if said else ""


def _degrees(sd: float) -> str:
    """Return a doubt with as many digits as it deserves: two below two degrees."""
    return f"{sd:.2g}" if sd < 1.95 else f"{sd:.0f}"  # noqa: PLR2004 (rounds to 2)


def _lowered(motion: Motion) -> str:
    view, stature_px = motion.view, motion.leg_px.value / LEG_PER_STATURE
    lost = float(np.mean(motion.missing != Missing.NO))
    pitch = view.pitch_deg
    way = "up" if pitch.value > 0 else "down"
    causes = {
        "the camera looks from an angle": view.yaw_deg.value > ADVISE_YAW_DEG,
        f"the camera looks {way} by {amount(abs(pitch.value), pitch.sd, 'deg')}": (
            abs(pitch.value) >= TILT_LEAST_DEG
        ),
        "the lifter is small in the picture": stature_px < SMALL_STATURE_PX,
        f"{percent(lost)} of the frames were not measured": lost >= LOST_LEAST,
        "there was no quiet stand to count from": not _stood(motion),
    }
    found = [cause for cause, holds in causes.items() if holds]
    return f"less sure than could be: {'; '.join(found)}" if found else ""


def _stood(motion: Motion) -> bool:
    return motion.standing is not None and motion.standing.quiet
