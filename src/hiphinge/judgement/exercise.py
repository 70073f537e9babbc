"""What a set of slow folds is, as its repetitions show: from the floor or not, slow or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from hiphinge.quantities import Quantity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hiphinge.reps.rep import Rep

FLOOR_WRIST_FRAC = 0.33
"""A hand lower than this over the ankle, in leg lengths, holds something that lies on the floor:
a bar on full-size plates is at 0.16, a kettlebell's handle at 0.2 to 0.3."""
FLOOR_KNEE_DEG = 35.0
"""A set that begins standing is pulled from the floor only with knees bent beyond this [deg]; a
hinge with a soft knee that reaches as low keeps within 30."""
FLOOR_TRUNK_DEG = 50.0
"""... and the trunk leaning beyond this [deg]: who squats with weights hanging from the hands stays
more upright."""
FLOOR_PAUSE_S = 0.25
"""... and the bottom lasting longer than this [s], while the load lies."""
PLATE_SD = {
    "shin_deg": 8.0,
    "thigh_deg": 5.0,
    "knee_deg": 12.0,
    "thigh_trunk_deg": 5.0,
    "hips_back_frac": 0.06,
    "hip_height_frac": 0.055,
    "knee_ahead_frac": 0.07,
    "knee_change_deg": 12.0,
    "hip_kept_frac": 0.07,
    "hip_share_frac": 0.045,
}
"""Standard deviations behind a plate at the bottom: errors seen in two rendered pulls from the
floor, an order of magnitude."""
SLOW_S = 1.2
"""Down and up in less than this is a swing, a throw or a jump, whose tempo is not judged [s]."""


def pulled_from_floor(reps: Sequence[Rep], measures: Sequence[Mapping[str, Quantity]]) -> bool:
    """Tell whether the set is pulled from the floor.

    The hands are down at the height of something that lies there, and either the set begins at
    the bottom, or the lifter bends the knees to reach it, leans over it, and rests there.
    """
    wrists = _median(measures, "wrist_height_frac")
    if not reps or wrists is None or wrists >= FLOOR_WRIST_FRAC:
        return False
    if reps[0].from_bottom:
        return True
    least = {"knee_deg": FLOOR_KNEE_DEG, "trunk_deg": FLOOR_TRUNK_DEG, "pause_s": FLOOR_PAUSE_S}
    found = {name: _median(measures, name) for name in least}
    return all(value is not None and value > least[name] for name, value in found.items())


def _median(measures: Sequence[Mapping[str, Quantity]], name: str) -> float | None:
    values = [one[name].value for one in measures if name in one]
    return float(np.median(values)) if values else None


def behind_plates(measures: Mapping[str, Quantity]) -> dict[str, Quantity]:
    """Return a rep's measures with the doubt of legs that a plate hides at the bottom.

    Networks invent feet and shins there and call them visible.
    """
    return {
        name: Quantity(one.value, float(np.hypot(one.sd, PLATE_SD.get(name, 0.0))))
        for name, one in measures.items()
    }


def is_slow(measures: Sequence[Mapping[str, Quantity]]) -> bool:
    """Tell whether the reps are lifted and lowered, rather than swung or thrown."""
    lengths = [
        one["eccentric_s"].value + one["concentric_s"].value
        for one in measures
        if "eccentric_s" in one and "concentric_s" in one
    ]
    return bool(lengths) and float(np.median(lengths)) >= SLOW_S
