"""The first page sends what was logged without the network, and shows what is true then."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from axe import violations
from logging_in_the_gym import OPENS, begun, choose, done, opened, phone, sets_of, until, waits

from hiphinge.store import days

if TYPE_CHECKING:
    from seeds import Seeds
    from serving import Served


def cut_off(page: Any) -> None:
    """Let a page not reach the server any more, not even while it is left."""
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('No network')); }")


def logged_cut_off(page: Any, day: str) -> None:
    """Log a set without the network."""
    opened(page, day)
    # What the log is made of is kept by now: it opens without the network later.
    page.get_by_text(OPENS).wait_for()
    cut_off(page)
    done(page)
    waits(page, 1)


def said_done(page: Any, day: str, count: int) -> None:
    """Wait until the first page says that so many sets of a session are done."""
    line = page.locator(f'a.go-on[href="/log/{day}"]')
    line.filter(has_text=re.compile(rf"\b{count} of \d+\s+sets done")).wait_for()


def test_what_waits_is_sent_once_and_the_count_is_true(
    browser: Any, live_server: Served, seeds: Seeds
) -> None:
    day = begun(seeds)
    posted: list[str] = []
    with phone(browser, live_server) as page:
        logged_cut_off(page, day)
        choose(page, "How hard", 8)
        waits(page, 2)
        page.on("request", lambda one: posted.append(one.post_data or "") if one.method == "POST"
                else None)  # fmt: skip
        page.goto("/")
        said_done(page, day, 1)
        page.locator("#log-waits").wait_for(state="hidden")
        (lift,) = sets_of(seeds, day)
        assert lift.rpe == 8
        page.reload()
        said_done(page, day, 1)
        uids = [one["uid"] for text in posted for one in json.loads(text)["changes"]]
        assert len(uids) == len(set(uids)) == 2
        # Without the network again, the log still knows what was sent from here.
        page.context.set_offline(True)
        page.goto(f"/log/{day}")
        page.locator("li.done .set-line, .set-open [id^=next-]").first.wait_for()
        page.context.set_offline(False)


def test_several_sessions_and_one_that_is_not_taken(
    browser: Any, live_server: Served, seeds: Seeds
) -> None:
    one, other, gone = (begun(seeds) for _ in range(3))
    with phone(browser, live_server) as page:
        # A log that is opened sends what waits of all: each is open before one of them waits.
        tabs = [page, page.context.new_page(), page.context.new_page()]
        for tab, day in zip(tabs, (one, other, gone), strict=True):
            opened(tab, day)
        for tab in tabs:
            cut_off(tab)
        for tab in tabs:
            done(tab)
        waits(page, 3)
        for tab in tabs[1:]:
            tab.close()
        assert [sets_of(seeds, day) for day in (one, other, gone)] == [[], [], []]
        with seeds.db.write() as session:
            days.delete(session, gone)
        page.goto("/")
        said_done(page, one, 1)
        said_done(page, other, 1)
        page.get_by_text("1 entry of the log was not taken: open a log to see why.").wait_for()
        assert violations(page) == []
        page.goto(f"/log/{one}")
        notice = page.locator("#log-refused .notice")
        notice.get_by_text("was deleted: bring it back from the bin").wait_for()


def test_while_it_cannot_be_sent_the_page_says_what_waits(
    browser: Any, live_server: Served, seeds: Seeds
) -> None:
    day = begun(seeds)
    with phone(browser, live_server) as page:
        logged_cut_off(page, day)
        page.route("**/api/log**", lambda route: route.abort())
        page.route("**/api/log/**", lambda route: route.abort())
        page.goto("/")
        page.get_by_text("1 entry waits on this phone, sent once hiphinge answers.").wait_for()
        said_done(page, day, 0)
        assert violations(page) == []
        page.unroute_all(behavior="wait")
        page.evaluate("dispatchEvent(new Event('online'))")
        said_done(page, day, 1)
        until(page, lambda: len(sets_of(seeds, day)) == 1)
