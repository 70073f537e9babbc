"""Sightings put down in large blocks, so that a long clip leaves no litter in memory.

A small array kept from every frame would settle in the holes that pictures leave behind, and the
pictures after it would find no room there: memory would grow by a quarter of a megabyte a frame.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from hiphinge.pose.outline import RAY_COUNT
from hiphinge.pose.skeleton import LANDMARK_COUNT

if TYPE_CHECKING:
    from hiphinge.pose.tracker import Sighting
    from hiphinge.quantities import Floats

BLOCK = 512
"""Frames to a block: half a megabyte."""
COLUMNS = 4
"""Of each landmark: x, y, depth, visibility."""


class Ledger:
    """One direction's sightings, in the order they were seen."""

    def __init__(self) -> None:
        self._landmarks: list[Floats] = []
        self._outlines: list[Floats] = []
        self._moments: list[Floats] = []
        self._count = 0

    def append(self, sighting: Sighting) -> None:
        """Put a sighting down."""
        row = self._count % BLOCK
        if row == 0:
            self._landmarks.append(np.empty((BLOCK, LANDMARK_COUNT, COLUMNS)))
            self._outlines.append(np.empty((BLOCK, RAY_COUNT, 2, 2)))
            self._moments.append(np.empty((BLOCK, 2)))
        landmarks = self._landmarks[-1][row]
        landmarks[:, :2] = sighting.xy_px
        landmarks[:, 2] = sighting.depth_px
        landmarks[:, 3] = sighting.visibility
        self._outlines[-1][row] = sighting.outline_px
        self._moments[-1][row] = sighting.time_s, int(sighting.missing)
        self._count += 1

    def landmarks(self) -> Floats:
        """Return (T, 33, 4): x, y, depth [px of the frames seen], visibility."""
        empty = np.empty((0, LANDMARK_COUNT, COLUMNS))
        return np.concatenate([empty, *self._landmarks])[: self._count]

    def outlines(self) -> Floats:
        """Return (T, RAY_COUNT, 2, 2): the outline [px of the frames seen]."""
        empty = np.empty((0, RAY_COUNT, 2, 2))
        return np.concatenate([empty, *self._outlines])[: self._count]

    def moments(self) -> Floats:
        """Return (T, 2): time [s] and `Missing` code."""
        return np.concatenate([np.empty((0, 2)), *self._moments])[: self._count]
