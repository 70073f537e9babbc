"""The hinge signature: what one repetition's hinge looks like, in numbers that any move has.

A swing, a clean, a deadlift and a squat all close and open hip and knee. Seven numbers, none of
which knows the move's name, let them be laid over each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from hiphinge.quantities import UNKNOWN, Quantity
from hiphinge.reps.measure import BOTTOM_WINDOW_S, CHANGE_SD_DEG, hip_share
from hiphinge.reps.speed import peak_opening

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hiphinge.motion.motion import Motion
    from hiphinge.reps.rep import Rep

SIGNATURE: Final = (
    "trunk_deg",
    "hip_share_frac",
    "knee_deg",
    "shin_deg",
    "hips_back_frac",
    "hip_speed_deg_per_s",
    "lockout_deg",
)
"""Its measures, in their order: see `Signature`."""
AT_BOTTOM: Final = ("trunk_deg", "knee_deg", "shin_deg", "hips_back_frac")
"""Those that are read at the bottom as `measure_rep` reads them."""
UNSEEN = "hips, knees or feet were not seen at its bottom"


@dataclass(frozen=True, slots=True)
class Signature:
    """The hinge of one repetition.

    Attributes
    ----------
    measures : mapping of str to Quantity
        Of `SIGNATURE`, those that are known. At the bottom: ``trunk_deg``, the depth, and
        ``knee_deg``, ``shin_deg`` and ``hips_back_frac``, as everywhere;
        ``hip_share_frac``, the hip's share of the bend: of all that thigh-trunk angle and knee
        have closed since standing, the thigh-trunk angle's part. All of it is 1; a squat that
        bends both alike has 0.5. Hip and spine are together in it, so that every clip has it.
        ``hip_speed_deg_per_s``, the peak speed at which the thigh-trunk angle opens on the way up.
        ``lockout_deg``, the thigh-trunk flexion that is left at the top against standing; negative
        where the lifter leans back.
    unknown : mapping of str to str
        Why each of the others is not known.
    """

    measures: Mapping[str, Quantity]
    unknown: Mapping[str, str]


def sign(
    motion: Motion,
    rep: Rep,
    measures: Mapping[str, Quantity],
    *,
    ballistic: bool | None = None,
) -> Signature:
    """Return the signature of one repetition.

    Parameters
    ----------
    motion : Motion
        The measured movement.
    rep : Rep
        The repetition.
    measures : mapping of str to Quantity
        What it measures at the hinge's bottom, as `measure_rep` returns it or, with the doubt of
        legs that a plate hides, as it was judged.
    ballistic : bool or None
        Whether it is a swing, a throw or a jump; None to tell by its way up.
    """
    speed, no_speed = peak_opening(motion, rep, ballistic=ballistic)
    lockout, no_lockout = lockout_flexion(motion, rep)
    share = hip_share(measures)
    found = {name: measures.get(name, UNKNOWN) for name in AT_BOTTOM}
    found |= {"hip_share_frac": share, "hip_speed_deg_per_s": speed, "lockout_deg": lockout}
    why = dict.fromkeys(AT_BOTTOM, UNSEEN) | {
        "hip_share_frac": UNSEEN if "knee_deg" not in measures else "standing was never seen",
        "hip_speed_deg_per_s": no_speed,
        "lockout_deg": no_lockout,
    }
    known = [name for name in SIGNATURE if np.isfinite(found[name].value)]
    return Signature(
        {name: found[name] for name in known},
        {name: why[name] for name in SIGNATURE if name not in known},
    )


def lockout_flexion(motion: Motion, rep: Rep) -> tuple[Quantity, str]:
    """Return the flexion that is left at the top against standing [deg], or why it is unknown."""
    if not rep.complete:
        return UNKNOWN, "the repetition is cut before its lockout"
    standing = motion.standing
    if standing is None or not standing.quiet or "thigh_trunk_deg" not in standing.posture:
        # The most upright moment of a clip without a stand may be a lockout itself.
        return UNKNOWN, (
            "the clip shows no quiet stand to count from: stand still for two seconds first"
        )
    angle = motion.series["thigh_trunk_deg"].value
    # Who takes off from the lockout flies and lands after it.
    last_s = rep.lockout_s if np.isfinite(rep.at("take_off")) else rep.end_s
    early_s, late_s = rep.lockout_s - BOTTOM_WINDOW_S / 2, last_s + BOTTOM_WINDOW_S / 2
    top = angle[(motion.time_s >= early_s) & (motion.time_s <= late_s)]
    if not np.isfinite(top).any():
        return UNKNOWN, "the lifter was not seen at its lockout"
    left = float(np.nanmedian(top)) - standing.posture["thigh_trunk_deg"].value
    return Quantity(left, CHANGE_SD_DEG), ""
