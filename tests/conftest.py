"""Makes `tests/bodies.py` and its like importable, property tests repeatable, one browser."""

from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from bodies import film
from courses import Posture, lifts
from hypothesis import settings

from hiphinge.store import clock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hiphinge.pose.track import PoseTrack

# Same examples each run, few of them, and no clock: a slow machine is no failure.
settings.register_profile(
    "hiphinge", max_examples=8, deadline=None, derandomize=True, database=None
)
settings.load_profile("hiphinge")


FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


LAST_DAY = date(2026, 11, 27)
"""The tests speak of sessions up to this day; where the clock is behind it, it has come as well."""


@pytest.fixture(scope="session", autouse=True)
def _no_day_lies_ahead() -> Iterator[None]:
    really = clock.today
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "today", lambda: max(really(), LAST_DAY))
        yield


@pytest.fixture(scope="session")
def hinge_track() -> PoseTrack:
    """Landmarks of three hinges by a synthetic lifter, the second with a bent knee."""
    good, bent = Posture(62.0, -20.0, -2.0), Posture(55.0, -38.0, 7.0)
    course, _ = lifts([good, bent, good])
    return film(course)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Return the one Chromium of all tests, or skip them where there is none."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    if chromium is None:
        pytest.skip("no Chromium on this machine")
    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()
