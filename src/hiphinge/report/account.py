"""What a report says of itself: what it did not measure, where it saw nothing, how it was made."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from hiphinge.motion.doubt import error_source
from hiphinge.motion.smooth import stretches
from hiphinge.quantities import Missing
from hiphinge.report.model import Gap, NotMeasured, Step
from hiphinge.report.silence import rounding_not_measured
from hiphinge.report.words import amount

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hiphinge.judgement.judge import Judgement
    from hiphinge.motion.motion import Motion, Standing
    from hiphinge.quantities import Quantity
    from hiphinge.report.model import RepInfo

SHORT_GAP_S = 0.25
"""Shorter stretches without a measurement are not worth a reader's time [s]."""


def not_measured(motion: Motion, reps: Sequence[RepInfo]) -> list[NotMeasured]:
    """Return what a reader would look for and will not find, or not in every repetition."""
    found = [
        *_not_shown(motion),
        *rounding_not_measured(motion, reps),
        NotMeasured(
            what="left against right",
            why="one camera from the side sees the near side of the body only",
            advice="film a second set from the other side",
        ),
    ]
    if motion.scale is None:
        found.append(
            NotMeasured(
                what="distances and speeds in metres",
                why="nothing of known size was given",
                advice="say how tall you are, or how wide a plate is in the picture",
            )
        )
    if motion.standing is None or not motion.standing.quiet:
        found.append(
            NotMeasured(
                what="changes from a quiet stand",
                why="the clip shows no moment of standing still, so the most upright moment serves "
                "instead"
                if motion.standing
                else "the clip never shows the lifter standing",
                advice="stand still for two seconds before the first repetition",
            )
        )
    return found


def _not_shown(motion: Motion) -> list[NotMeasured]:
    """Return what the camera does not show from where it stands."""
    view = motion.view
    if view.usable:
        return []
    return [
        NotMeasured(
            what="angles, heights and ways: only times are told",
            why=f"the camera looks {amount(view.yaw_deg.value, view.yaw_deg.sd, 'deg')} away from "
            "the side, and how much that shortens them is not known well enough",
            advice="put the phone straight to your side",
        )
    ]


def gaps(motion: Motion) -> list[Gap]:
    """Return the stretches without a measurement, in order."""
    found = []
    for code in Missing:
        if code is Missing.NO:
            continue
        for run in stretches(motion.missing == code):
            start_s, end_s = float(motion.time_s[run.start]), float(motion.time_s[run.stop - 1])
            if end_s - start_s >= SHORT_GAP_S:
                found.append(Gap(start_s=start_s, end_s=end_s, why=code.words))
    return sorted(found, key=lambda gap: gap.start_s)


def provenance(motion: Motion, judgement: Judgement, network: str, strictness: str) -> list[Step]:
    """Return each stage with the settings that it ran with."""
    standing = motion.standing
    return [
        Step(
            stage="pose",
            what="33 landmarks in every frame; the lifter followed both ways from the best frame",
            parameters={"network": network, "frames": len(motion.time_s)},
        ),
        Step(
            stage="motion",
            what="near side, mended, smoothed without lag (Butterworth, fourth order); leans "
            f"against vertical, corrected {_correction(motion)}",
            parameters={
                "cutoff_hz": motion.cutoff_hz,
                "leg_px": motion.leg_px.value,
                "camera_roll_deg": _known(motion.view.roll_deg),
                "camera_pitch_deg": _known(motion.view.pitch_deg),
                "reference": _reference(standing),
                "standing_from_s": standing.start_s if standing else None,
                "standing_to_s": standing.end_s if standing else None,
                "bridged_frames": _mended(motion, "gap"),
                "jumped_landmark_frames": _mended(motion, "jump"),
                "exchanged_side_frames": _mended(motion, "swap"),
                "metre_per_px": motion.scale.metre_per_px.value if motion.scale else None,
                "doubt": error_source(network, corrected=motion.joints_px is not None),
            },
        ),
        Step(
            stage="reps",
            what="turns of the thigh-trunk angle, with the feet in place",
            parameters={"found": len(judgement.reps) + len(judgement.left_out)}
            | ({"left_out": ", ".join(map(str, judgement.left_out))} if judgement.left_out else {}),
        ),
        Step(
            stage="judgement",
            what="the standard's rules, each as a probability under the measured doubt",
            parameters={"strictness": strictness},
        ),
    ]


def _correction(motion: Motion) -> str:
    """Say what took the landmarks to the joints."""
    if motion.joints_px is None:
        return "for the network's mean bias"
    return "from landmarks and outline together, which tell hip and spine apart as well"


def _known(quantity: Quantity) -> float | None:
    return quantity.value if math.isfinite(quantity.value) else None


def _reference(standing: Standing | None) -> str | None:
    """Say what changes since standing are counted from."""
    if standing is None:
        return None
    return "quiet stand" if standing.quiet else "most upright moment"


def _mended(motion: Motion, kind: str) -> int:
    """Return in how many frames something of this kind was mended."""
    return sum(one.frames for one in motion.repairs if one.kind == kind)
