"""A correction that answers what a test wants, in place of what was fitted."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from bodies import Camera, film, outlined

from hiphinge.motion import anatomy
from hiphinge.motion.correct import MEASURES, OUTPUTS, Answer
from hiphinge.motion.features import LEANS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest
    from courses import Course

    from hiphinge.pose.track import PoseTrack
    from hiphinge.quantities import Floats

HEAVY = "BlazePose heavy"
"""Landmarks by this network are corrected."""
PARTED = ("hip_deg", "spine_deg", "spine_part_deg")
"""What only the back's outline tells."""
BEHIND_PX, AHEAD_PX = 44.0, 31.0
Said: TypeAlias = "float | Callable[[Floats], Floats]"
"""One answer for all frames, or one made of the (T, F) features."""


def seen(course: Course, heading: float = 0.0, network: str = HEAVY) -> PoseTrack:
    """Film a course with the body's outline; its back is on the left where it faces right."""
    ends = (BEHIND_PX, AHEAD_PX) if abs(heading) < 90 else (AHEAD_PX, BEHIND_PX)
    return outlined(film(course, camera=Camera(heading), network=network), *ends)


def plain_deg(table: Floats) -> tuple[Floats, Floats, Floats]:
    """Return the plain leans of trunk, thigh and shin in a table of features [deg]."""
    trunk, thigh, shin, _, _ = np.degrees(table[:, LEANS]).T
    return trunk, thigh, shin


def fold_deg(table: Floats) -> Floats:
    """Return the plain thigh-trunk angle in a table of features [deg]."""
    trunk, thigh, _ = plain_deg(table)
    return np.asarray(trunk - thigh)


def answering(
    monkeypatch: pytest.MonkeyPatch, *, error_deg: dict[str, Said] | None = None, **outputs: Said
) -> None:
    """Have every correction give these outputs, 0 for others, and errors, 1 for others [deg]."""

    def column(said: Said, table: Floats) -> Floats:
        return np.broadcast_to(said(table) if callable(said) else said, len(table))

    def correct(_path: Path, table: Floats, _standing: Floats, _extra: Floats) -> Answer:
        found = [column(outputs.get(name, 0.0), table) for name in OUTPUTS]
        errors = [column((error_deg or {}).get(name, 1.0), table) for name in MEASURES]
        return Answer(np.stack(found, axis=1), np.log(np.stack(errors, axis=1)))

    assert outputs.keys() <= set(OUTPUTS)
    monkeypatch.setattr(anatomy, "correct", correct)
