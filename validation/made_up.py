"""The part of the page that made-up people in films give: angles, camera, rounding."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from validation.agreement import auc_by_body
from validation.films import CLIP_COLUMNS
from validation.tables import tables

if TYPE_CHECKING:
    from hiphinge.quantities import Bools, Floats
    from validation.agreement import Estimate, Frames

ROUNDED_DEG, FLAT_DEG = 20.0, 10.0
SIDE_DEG = 15.0
AUC_AIM = 0.99
YAW_AIM_DEG = 4.0


def made_up(frames: Frames, camera: Floats) -> str:
    """Return Markdown for films of test bodies."""
    head = (
        "# Films of made-up people\n\n"
        "Bodies that nothing was fitted on (`validation/people`), filmed in made-up rooms through "
        "a real encoder, seen by the real networks and measured by the whole program; every third "
        "frame. Clothes are fitted or loose; a third of the films is seen from farther off the "
        "side. They were drawn by the same renderer as the bodies for fitting: what holds for "
        "real people beyond that, these tables cannot show.\n"
    )
    return "\n".join([head, rounding(frames), seen_camera(camera), tables(frames)])


def rounding(frames: Frames) -> str:
    """Return how well rounded bottoms are told from others."""
    found = auc(frames)
    told = f"{found.value:.3f} ({found.low:.3f} to {found.high:.3f})"
    met = "met" if found.value >= AUC_AIM else "missed"
    return (
        "## Rounded or not\n\n"
        f"Bottoms with more than {ROUNDED_DEG:.0f}° of spine flexion since standing against those "
        f"with less than {FLAT_DEG:.0f}°, fitted clothes, camera at most {SIDE_DEG:.0f}° from the "
        f"side: the area under the curve is {told}, frames in which hip and spine were told "
        f"apart. Aim {AUC_AIM}: {met}.\n"
    )


def auc(frames: Frames) -> Estimate:
    """Return the area under the curve of rounded against not, with an interval by body."""
    spine = frames.take(
        (frames.measure == "spine_deg")
        & (frames.phase == "bottom")
        & (frames.clothing == "fitted")
        & (frames.yaw_deg <= SIDE_DEG)
        & frames.heard
    )
    high: Bools = spine.truth > ROUNDED_DEG
    low: Bools = spine.truth < FLAT_DEG
    return auc_by_body(spine.ours[high], spine.ours[low], spine.body[high], spine.body[low])


def seen_camera(camera: Floats) -> str:
    """Return how well the camera's turn and roll are seen, one row a film."""
    column = dict(zip(CLIP_COLUMNS, camera.T, strict=True))
    yaw = column["yaw"] - column["turn"]
    known = np.isfinite(column["roll_said"])
    roll = (column["roll_said"] - column["roll"])[known]
    covered = np.mean(np.abs(yaw) <= 1.96 * column["yaw_sd"])
    side = column["turn"] <= SIDE_DEG
    every, near = np.mean(np.abs(yaw)), np.mean(np.abs(yaw[side]))
    lines = [
        "## The camera",
        "",
        f"One value a film, {len(yaw)} films. Turn from the side: mean absolute error {every:.1f}° "
        f"(aim {YAW_AIM_DEG:.0f}°), {near:.1f}° in the {side.sum()} films within {SIDE_DEG:.0f}°; "
        f"{covered:.0%} within 1.96 standard deviations.",
    ]
    if known.any():
        inside = np.mean(np.abs(roll) <= 1.96 * column["roll_sd"][known])
        lines.append(
            f"Roll was told in {known.sum()} films, mean absolute error "
            f"{np.mean(np.abs(roll)):.2f}°, {inside:.0%} within 1.96 standard deviations; in the "
            "others nothing upright showed."
        )
    return "\n".join(lines) + "\n"
