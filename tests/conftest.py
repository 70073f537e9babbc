"""Makes `tests/bodies.py` and `tests/courses.py` importable; keeps property tests repeatable."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from bodies import film
from courses import Posture, lifts
from hypothesis import settings

if TYPE_CHECKING:
    from hiphinge.pose.track import PoseTrack

# Same examples each run, few of them, and no clock: a slow machine is no failure.
settings.register_profile(
    "hiphinge", max_examples=8, deadline=None, derandomize=True, database=None
)
settings.load_profile("hiphinge")


@pytest.fixture(scope="session")
def hinge_track() -> PoseTrack:
    """Landmarks of three hinges by a synthetic lifter, the second with a bent knee."""
    good, bent = Posture(62.0, -20.0, -2.0), Posture(55.0, -38.0, 7.0)
    course, _ = lifts([good, bent, good])
    return film(course)
