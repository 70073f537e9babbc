"""Makes `tests/bodies.py` and `tests/courses.py` importable; keeps property tests repeatable."""

from __future__ import annotations

from hypothesis import settings

# Same examples each run, few of them, and no clock: a slow machine is no failure.
settings.register_profile(
    "hiphinge", max_examples=8, deadline=None, derandomize=True, database=None
)
settings.load_profile("hiphinge")
