"""What the correction is fitted on: seen people as rows of inputs and of what should come out."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

from hiphinge.motion.body import leg_length_px
from hiphinge.motion.correct import LEANS, inputs
from hiphinge.motion.features import JOINTS, body_frame, features, reference
from hiphinge.motion.features import LEANS as LEAN_COLUMNS
from hiphinge.motion.upright import turned_px
from hiphinge.pose.crop import Roi
from hiphinge.pose.outline import outline
from hiphinge.pose.skeleton import sided
from hiphinge.quantities import Facing, Side
from validation.people.see import MASK_STEP

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

ROLL_SD_DEG = 0.6
"""The camera's roll is taken out with an error of so much, as it is at run time."""
LOST_DEG = 30.0
"""Clips in which plain landmarks are this far off are lost tracks, not people to learn from."""
BAR_ON_BACK = 4
"""Its place among `moves.IMPLEMENTS`."""


@dataclass(frozen=True)
class Seen:
    """Rows of N frames.

    Attributes
    ----------
    given, wanted : (N, ...) float
        Inputs of the correction, and its `OUTPUTS` as they truly are.
    extra : (N, 5) float
        What only the doubt looks at.
    clip : (N,) int
    about : (N, 11) float
        The clip's facts; see `see.see`.
    depth : (N,) float
    """

    given: np.ndarray
    wanted: np.ndarray
    extra: np.ndarray
    clip: np.ndarray
    about: np.ndarray
    depth: np.ndarray

    def take(self, rows: np.ndarray) -> Seen:
        """Return some of the rows."""
        return Seen(**{one.name: getattr(self, one.name)[rows] for one in fields(self)})


def gather(paths: Sequence[Path], network: str) -> Seen:
    """Read all clips that a network has seen; those in which it lost the body are left out."""
    parts = []
    for number, path in enumerate(paths):
        with np.load(path) as file:
            if f"{network}_xy" not in file.files:
                continue
            part = _read({name: file[name] for name in file.files}, network, number)
        if np.isfinite(part.wanted).all() and np.abs(part.wanted[:, :3]).max() <= LOST_DEG:
            parts.append(part)
    columns = {
        one.name: np.concatenate([getattr(part, one.name) for part in parts])
        for one in fields(Seen)
    }
    return Seen(**columns)


def _read(data: dict[str, np.ndarray], network: str, number: int) -> Seen:
    about, depth = data["about"], data["depth"]
    facing, near = (Facing.RIGHT, Side.RIGHT) if about[5] else (Facing.LEFT, Side.LEFT)
    xy, rois, masks = (data[f"{network}_{name}"] for name in ("xy", "roi", "mask"))
    ends = np.stack(
        [
            outline(mask.astype(np.float32) / MASK_STEP, Roi(*roi), points)
            for mask, roi, points in zip(masks, rois, xy, strict=True)
        ]
    )
    rng = np.random.default_rng(int(about[0]))
    roll, middle = float(about[7] + rng.normal(0, ROLL_SD_DEG)), np.full(2, about[9] / 2)
    xy, ends, joints = (turned_px(one, -roll, middle) for one in (xy, ends, data["joints"][:, 0]))
    leg_px = leg_length_px(xy).value
    table = features(xy, ends, near, facing, leg_px)
    own = [int(sided(near, part)) for part in JOINTS]
    moved = body_frame(joints - xy[:, own], facing, leg_px).reshape(len(xy), -1) * 100
    truth, count = data["truth"], len(xy)
    change = truth - truth[depth == 0].mean(axis=0)
    plain = np.degrees(table[:, LEAN_COLUMNS])[:, : len(LEANS)]
    wanted = np.column_stack(
        [
            *(truth[:, :3] - plain).T,
            truth[:, 9],
            moved,
            np.full(count, 100 * about[2]),
            np.full(count, float(about[4] == BAR_ON_BACK)),
            *(change[:, 6], change[:, 7], change[:, 0] - change[:, 5]),
        ]
    )
    extra = np.column_stack([data[f"{network}_seen"][:, own], np.full(count, np.log(leg_px))])
    given = inputs(table, reference(table, depth == 0))
    return Seen(given, wanted, extra, np.full(count, number), np.tile(about, (count, 1)), depth)
