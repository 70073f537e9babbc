"""Makes `tests/bodies.py` and its like importable, property tests repeatable, one browser."""

from __future__ import annotations

import os
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import chromium
import pytest
from bodies import film
from courses import Posture, lifts
from hypothesis import settings

from hiphinge.store import clock
from hiphinge.store.database import open_database
from hiphinge.store.folder import open_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hiphinge.pose.track import PoseTrack

EARLIER = "Atlantic/South_Georgia"
"""It is two hours earlier there than in UTC all the year round."""


def _keep_the_day() -> None:
    """Let the day not end while it is tested, where that is near: browsers and servers go along."""
    now = datetime.now(UTC)
    ends = (now + timedelta(hours=1)).date() != now.date()
    if ends and time.localtime().tm_gmtoff == 0 and Path("/usr/share/zoneinfo", EARLIER).is_file():
        os.environ["TZ"] = EARLIER
        time.tzset()


_keep_the_day()

# Same examples each run, few of them, and no clock: a slow machine is no failure.
settings.register_profile(
    "hiphinge", max_examples=8, deadline=None, derandomize=True, database=None
)
settings.load_profile("hiphinge")


LONG = (
    {"test_labelled_clips.py", "test_anatomy_gate.py"},
    {
        "test_whole_way.py", "test_power_cut.py", "test_every_page.py", "test_real_clips.py",
        "test_supervisor.py",
    },
)  # fmt: skip
"""Files of tests that take ten seconds and more each, in two parts of about the same length."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin both halves with what takes long: else one of two workers waits for it at the end."""
    first, second = ([one for one in items if one.path.name in names] for names in LONG)
    others = [one for one in items if not any(one.path.name in names for names in LONG)]
    middle = max(0, len(items) // 2 - len(first))
    items[:] = [*first, *others[:middle], *second, *others[middle:]]


LAST_DAY = date(2026, 11, 27)
"""The tests speak of sessions up to this day; where the clock is behind it, it has come as well."""


@pytest.fixture(scope="session", autouse=True)
def _no_day_lies_ahead() -> Iterator[None]:
    really = clock.today
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "today", lambda: max(really(), LAST_DAY))
        yield


@pytest.fixture(scope="module", autouse=True)
def _in_turn_with_others() -> Iterator[None]:
    """No test may leave its process a rank that holds up those of the others (some encoders do)."""
    if not hasattr(os, "sched_getscheduler"):  # not there on macOS and Windows
        yield
        return
    before = os.sched_getscheduler(0)
    yield
    assert os.sched_getscheduler(0) == before


@pytest.fixture(scope="session")
def empty_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder without rows, made once: a copy is as good as a new one, there at once."""
    place = tmp_path_factory.mktemp("empty") / "folder"
    open_database(open_folder(place)).close()
    return place


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
    found = chromium.installed()
    if found is None:
        pytest.skip("no Chromium on this machine")
    with sync_api.sync_playwright() as play:
        browser = chromium.launched(play, found)
        yield browser
        browser.close()
