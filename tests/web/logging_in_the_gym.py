"""A phone in a gym: the log's page in a browser as wide as one, and what the tests do with it."""

from __future__ import annotations

import time
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

from hiphinge.store import athletes, course, days, programmes
from hiphinge.store.profiles import profile_json
from hiphinge.training.model import Profile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page
    from seeds import Seeds
    from serving import Served

    from hiphinge.store.tables import LiftSet

TODAY = date.today().isoformat()
OPENS = "This page also opens without the network"
STAY = "Keep this page open while you train"
PHONE = {"width": 390, "height": 844}


def begun(seeds: Seeds, units: str = "kg", **fields: Any) -> str:
    """Return the uid of a programme's session that was just begun."""
    said: dict[str, Any] = {
        "goal": "strength", "level": "intermediate", "days": 3,
        "equipment": frozenset({"barbell", "bench"}), "loads_kg": {"barbell_rdl": 80.0},
        "units": units,
    }  # fmt: skip
    one = seeds.athlete("Anna", units=units)
    with seeds.db.write() as session:
        made = programmes.create(
            session, athletes.get(session, one.uid), profile=profile_json(Profile(**said | fields)),
            screen={}, starts_on=TODAY, weekdays=[0, 2, 4],
        )  # fmt: skip
        return course.begin_day(session, made, TODAY, None).uid


@contextmanager
def phone(browser: Any, server: Served, **options: Any) -> Iterator[Any]:
    """Open a browser as wide as a phone; `page.context` is its own."""
    said: dict[str, Any] = {
        "base_url": server.url, "viewport": PHONE, "has_touch": True, "reduced_motion": "reduce"
    }  # fmt: skip
    context = browser.new_context(**said | options)
    page = context.new_page()
    trouble: list[str] = []
    page.on("pageerror", lambda error: trouble.append(str(error)))
    try:
        yield page
    finally:
        context.close()
    assert trouble == []


def opened(page: Any, day: str) -> Any:
    """Open a log, and wait until it has heard of the server."""
    page.goto(f"/log/{day}")
    sent(page)
    return page


def sent(page: Any) -> None:
    """Wait until everything is sent."""
    page.get_by_text("All sent", exact=True).wait_for()


def waits(page: Any, count: int) -> None:
    """Wait until so much waits."""
    page.get_by_text(f"Saved on this phone, {count} waiting to be sent").wait_for()


def done(page: Any) -> None:
    """Press the button of the set that is open."""
    page.locator("[id^=done-]").click()


def onward(page: Any) -> None:
    """Go on to the next set."""
    page.locator("[id^=next-]").click()


def choose(page: Any, legend: str, number: int) -> None:
    """Choose a number of effort or pain at the open set."""
    scale = page.locator(".set-open fieldset", has_text=legend)
    scale.locator(f"label.chip:has(input[value='{number}'])").click()


def toast(page: Any, text: str) -> Any:
    """Return the button that takes a deed back."""
    page.locator(".toast", has_text=text).wait_for()
    return page.locator(".toast").get_by_role("button", name="Undo")


def sets_of(seeds: Seeds, day: str) -> list[LiftSet]:
    with seeds.db.read() as session:
        return list(days.get(session, day).sets)


def until(page: Page, tells: Callable[[], object], seconds: float = 180.0) -> None:
    """Wait until something is true of the server, while the page goes on."""
    ends = time.monotonic() + seconds
    while not tells() and time.monotonic() < ends:
        # Only a page that is waited for hears of its own requests.
        page.wait_for_timeout(20)
    assert tells()
