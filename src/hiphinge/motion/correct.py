"""From landmarks and outline to joint centres, spine and the camera's turn.

A pose network puts its hips and shoulders where its makers' labels were, not where the joints
are. What is missing was learned on rendered people whose joints are known; see docs/measures.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from hiphinge.motion.features import BACK_COLUMNS, FEATURE_COUNT, JOINTS
from hiphinge.motion.perceptron import load

if TYPE_CHECKING:
    from pathlib import Path

    from hiphinge.quantities import Floats

LEANS = ("trunk_deg", "thigh_deg", "shin_deg")
JOINT_OUTPUTS = (
    *(f"{name}_off" for name in LEANS),
    "turn_deg",
    *(f"{joint}_{axis}" for joint in JOINTS for axis in ("ahead", "up")),
    *("loose_cm", "bar_on_back"),
)
"""What is told of joints and clip: what is to be added to the plain leans [deg]; the lifter's turn
toward the camera [deg]; where joints lie from their landmarks [% of leg length]; how far the shirt
stands off [cm]; whether a bar lies on the back (1) or not (0)."""
BACK_OUTPUTS = ("spine_deg", "lumbar_deg", "spine_part_deg")
"""What is told of the back, all since standing: flexion of the spine, of its lumbar part, and what
it adds to the trunk's lean over the pelvis's [deg]."""
OUTPUTS = (*JOINT_OUTPUTS, *BACK_OUTPUTS)
LEG_MEASURES = ("trunk_deg", "thigh_deg", "shin_deg", "knee_deg", "thigh_trunk_deg")
BACK_MEASURES = ("hip_deg", "spine_deg", "spine_part_deg")
MEASURES = (*LEG_MEASURES, *BACK_MEASURES)
"""Measures with a doubt of their own, in this order."""
DOUBT_SPAN = 2.0
"""A doubt is held within so many standard deviations of those that were fitted on (of its log)."""


def inputs(table: Floats, standing: Floats) -> Floats:
    """Return (T, 2 F): features, and their change since standing."""
    return np.concatenate([table, table - standing], axis=1)


def mix(outputs: Floats) -> Floats:
    """Return (T, 8) `MEASURES` [deg], but for what plain leans they start from.

    Differences of two mixtures of one frame are differences of its measures.
    """
    column = dict(zip(OUTPUTS, outputs.T, strict=True))
    trunk, thigh, shin = (column[f"{name}_off"] for name in LEANS)
    part = column["spine_part_deg"]
    measures = (trunk, thigh, shin, shin - thigh, trunk - thigh)
    return np.stack([*measures, trunk - part - thigh, column["spine_deg"], part], axis=-1)


def back_inputs(given: Floats) -> Floats:
    """Return the inputs that tell of the back."""
    columns = np.array(BACK_COLUMNS)
    return given[:, np.concatenate([columns, FEATURE_COUNT + columns])]


@dataclass(frozen=True, slots=True)
class Answer:
    """The correction of each frame; see `OUTPUTS` and `MEASURES`.

    Attributes
    ----------
    outputs : (T, len(OUTPUTS)) float
    log_sd : (T, len(MEASURES)) float
        Natural logarithm of the size of each measure's error, of one frame by itself [deg].
    """

    outputs: Floats
    log_sd: Floats


def correct(path: Path, table: Floats, standing: Floats, extra: Floats) -> Answer:
    """Correct every frame.

    Parameters
    ----------
    path : Path
        The fitted functions.
    table : (T, F) float
        `features`.
    standing : (F,) float
        The same while standing; NaN where the clip shows none.
    extra : (T, 5) float
        Visibility of the near side's joints, and the log of the leg's length [px].
    """
    parts = load(path)
    given = inputs(table, standing)
    back = back_inputs(given)
    asked = {
        "joints": given,
        "back": back,
        "joints_doubt": np.concatenate([given, extra], axis=1),
        "back_doubt": np.concatenate([back, extra], axis=1),
    }
    found = {
        name: parts[name](parts[name].scaled(rows)).mean(axis=0) for name, rows in asked.items()
    }
    doubts = [
        np.clip(
            found[name],
            parts[name].out_mean - DOUBT_SPAN * parts[name].out_scale,
            parts[name].out_mean + DOUBT_SPAN * parts[name].out_scale,
        )
        for name in ("joints_doubt", "back_doubt")
    ]
    return Answer(
        np.concatenate([found["joints"], found["back"]], axis=1), np.concatenate(doubts, axis=1)
    )
