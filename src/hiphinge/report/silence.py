"""Why hip and spine are not told apart: in one repetition, and over the clip."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from hiphinge.report.model import NotMeasured
from hiphinge.report.words import rep_list

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from hiphinge.motion.motion import Motion
    from hiphinge.report.model import RepInfo

PARTS = ("hip_part_deg", "spine_part_deg")
"""The two parts of the fold; a repetition that has both is told apart."""

UNSEEN = "the outline of the back was not seen"
CONSEQUENCE = "hip and spine are one line there, in which a rounded back reads as a deeper hinge"

ADVICE = {
    "shirt": "wear a fitted shirt",
    "bar": "film a set without a bar on the back, or look at your back in the video yourself",
    "camera": "put the phone straight to your side",
    "standing": "stand upright and still for two seconds before the first repetition",
    "landmarks": "give the video itself, not only its landmarks",
}
"""What helps, by a word of the reason."""

ADVICE_ELSE = (
    "wear a fitted shirt and film straight from the side, from the other side if an arm or the "
    "load hides the back"
)


def rep_silence(motion: Motion, bottom_s: float, measures: Collection[str]) -> str:
    """Say why a repetition's fold is not split between hip and spine; empty where it is.

    Parameters
    ----------
    motion : Motion
        What was measured.
    bottom_s : float
        When its bottom is [s].
    measures : collection of str
        Names of what it measures.
    """
    if all(name in measures for name in PARTS):
        return ""
    if motion.silence:
        return motion.silence
    if "thigh_trunk_deg" not in measures:
        return "its bottom was not measured"
    index = int(np.argmin(np.abs(motion.time_s - bottom_s)))
    if np.isfinite(motion.series["spine_deg"].value[index]):
        return "its fold since standing is not known"
    if motion.back_px is None or not np.isfinite(motion.back_px[index]).any():
        return UNSEEN
    return "the shape of the back was too unsure at its bottom"


def rounding_not_measured(motion: Motion, reps: Sequence[RepInfo]) -> list[NotMeasured]:
    """Return what is not known of the back's rounding: of the clip, or of which repetitions."""
    quiet: dict[str, list[int]] = {}
    for rep in reps:
        if rep.silence:
            quiet.setdefault(rep.silence, []).append(rep.rep)
    if not reps and not np.isfinite(motion.series["spine_deg"].value).any():
        quiet[motion.silence or UNSEEN] = []
    return [_entry(why, numbers, len(reps)) for why, numbers in quiet.items()]


def _entry(why: str, numbers: Sequence[int], total: int) -> NotMeasured:
    where = "" if len(numbers) == total else f" in {rep_list(numbers)}"
    advice = next((said for word, said in ADVICE.items() if word in why), ADVICE_ELSE)
    return NotMeasured(
        what=f"rounding of the back{where}", why=f"{why}; {CONSEQUENCE}", advice=advice
    )
