"""The way of a film, as a person goes it: from an empty first page to a page handed on."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from real_server import RealServer
    from visit import Visit

PATIENCE_MS = 300_000
"""Judging a film takes seconds; on a machine that does much else it may take a minute [ms]."""


def make_athlete(visit: Visit, name: str) -> None:
    page = visit.page
    page.goto("/")
    page.get_by_role("heading", name="No film yet").wait_for()
    page.get_by_role("link", name="Athletes", exact=True).click()
    page.get_by_role("heading", name="Nobody here yet").wait_for()
    page.get_by_role("link", name="Make the first athlete").click()
    page.get_by_label("Name").fill(name)
    page.get_by_label("Height").fill("178")
    page.get_by_role("button", name="Make athlete").click()
    page.get_by_role("heading", name=name, level=1).wait_for()


def drop_film(visit: Visit, film: Path, day: str) -> None:
    page = visit.page
    page.goto("/")
    page.get_by_label("Day").fill(day)
    page.get_by_label("Choose films").set_input_files(film)


def follow_to_the_verdict(visit: Visit, frames: int) -> None:
    """Watch the film being judged, frame by frame, and open its report."""
    page = visit.page
    # Sentence and bar at one moment: a moment later it may be judged.
    page.wait_for_function(
        """(frames) => [...document.querySelectorAll(".work")].some((one) => {
          const bar = one.querySelector("[role=progressbar], progress");
          const seen = new RegExp(`Seeing frame [1-9]\\\\d* of ${frames}`);
          return seen.test(one.textContent) && bar?.value > 0 && bar.value <= 1;
        })""",
        arg=frames,
        timeout=PATIENCE_MS,
    )
    page.get_by_role("link", name="See the report").click(timeout=PATIENCE_MS)


def report_of(page: Any) -> Any:
    """Return the report's frame, once it stands and its film can be played."""
    from playwright.sync_api import Error  # noqa: PLC0415 (it need not be installed)

    page.locator("#report:not([aria-busy=true])").wait_for(timeout=PATIENCE_MS)
    frame = page.frame_locator("#report")
    frame.locator("html.ready").wait_for(timeout=PATIENCE_MS)
    for _ in range(PATIENCE_MS // 50):
        # It may just be loaded anew.
        with suppress(Error):
            if frame.locator("#video").evaluate("(film) => film.readyState >= 2"):
                return frame
        page.wait_for_timeout(50)
    raise AssertionError("the film of the report cannot be played")


def judged_anew(visit: Visit) -> str:
    """Save what was changed and wait for the next verdict; return it."""
    page = visit.page
    before = page.locator("#set-said").get_attribute("data-result")
    page.locator("#change-form").get_by_role("button", name="Save").click()
    page.locator(f"#set-said[data-state=done]:not([data-result='{before}'])").wait_for(
        timeout=PATIENCE_MS
    )
    page.get_by_role("status").get_by_text(re.compile("^Judged anew")).wait_for()
    report_of(page)
    verdict: str = page.locator("#set-verdict").inner_text()
    return verdict


def note_at_a_moment(visit: Visit, words: str) -> float:
    """Keep a coach's note where the film shows the second repetition; return the moment [s]."""
    page = visit.page
    frame = report_of(page)
    page.get_by_role("button", name="go to rep 2").click()
    page.wait_for_function(
        "() => Number(document.querySelector('#set-notes [data-now]').textContent) > 1"
    )
    page.locator("#set-notes").get_by_role("button", name="Note at").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("What is to be seen here").fill(words)
    dialog.get_by_label("Who says it").fill("Kim")
    dialog.get_by_role("button", name="Keep note").click()
    page.locator("#set-notes").get_by_text(words).wait_for()
    frame = report_of(page)
    frame.get_by_text(words).first.wait_for()
    told = page.locator("[data-note-uid]").get_attribute("data-time")
    return float(told)


def hand_on(visit: Visit, browser: Any, target: Path, words: str) -> None:
    """Save the page to share, and open it from the disk, where it asks nobody."""
    page = visit.page
    page.get_by_role("button", name="Make the page").click()
    take = page.get_by_role("link", name="Save it")
    take.wait_for(timeout=PATIENCE_MS)
    with page.expect_download() as download:
        take.click()
    download.value.save_as(target)
    alone = browser.new_context(offline=True).new_page()
    asked: list[str] = []
    alone.on("request", lambda request: asked.append(request.url))
    alone.goto(target.as_uri())
    alone.locator("html.ready").wait_for()
    alone.get_by_text(words).first.wait_for()
    alone.wait_for_function("() => document.getElementById('video').readyState >= 2")
    assert [one for one in asked if not one.startswith(("blob:", "data:"))] == [target.as_uri()]
    alone.context.close()


def compare_in_step(visit: Visit, first: str) -> None:
    """Lay two sets over each other from the first one's page; one slider moves both films."""
    page = visit.page
    page.goto(first)
    page.get_by_role("link", name="Compare", exact=True).click()
    page.get_by_role("list").get_by_role("link").filter(has_text="2026").first.click()
    times = "() => [...document.querySelectorAll('video')].map((one) => one.currentTime)"
    page.wait_for_function(
        "() => [...document.querySelectorAll('video')].every((one) => one.readyState >= 2)"
    )
    page.get_by_label("Repetition of").first.select_option("2")
    slider = page.get_by_role("slider", name="Phase of the repetition")
    slider.focus()
    before = page.evaluate(times)
    for _ in range(30):
        page.keyboard.press("ArrowRight")
    page.wait_for_function(
        """(before) => [...document.querySelectorAll('video')]
          .every((one, place) => one.currentTime > before[place] + 0.1)""",
        arg=before,
    )
    told = page.get_by_role("group", name="Numbers at this moment").inner_text()
    assert told.count("±") >= 2
    page.get_by_role("heading", name="What differs, and what cannot be told").wait_for()


def find_it_again(visit: Visit, athlete: str, words: str, count: int) -> None:
    """Find the set by the coach's words, and its measures among the trends."""
    page = visit.page
    page.goto("/search")
    page.get_by_role("searchbox", name="Words").fill(words)
    page.get_by_role("button", name="Search", exact=True).click()
    page.get_by_role("heading", name="1 set", exact=True).wait_for()
    page.goto("/athletes")
    page.get_by_role("link", name=athlete, exact=True).first.click()
    page.get_by_role("link", name="Trends", exact=True).click()
    page.get_by_role("heading", name="Every judged set").wait_for()
    table = page.get_by_role("group", name="Every judged set as a table")
    assert table.locator("tbody tr").count() == count
    assert "±" in table.inner_text()


def seen_files(server: RealServer) -> dict[str, int]:
    """Return when each file of what the networks saw was written, by its name."""
    return {one.name: one.stat().st_mtime_ns for one in (server.folder / "seen").iterdir()}
