"""The first page sends what was logged without the network, and shows what is true then."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from axe import violations
from logging_in_the_gym import OPENS, begun, choose, done, opened, phone, sets_of, until, waits

from hiphinge.store import days
from hiphinge.store.tables import Upload

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


def uploads(server: Served, name: str) -> list[Upload]:
    with server.db.read() as session:
        return session.query(Upload).filter(Upload.name == name).all()


def test_a_film_that_waits_is_sent_by_one_page_only(
    browser: Any, live_server: Served, seeds: Seeds
) -> None:
    day = begun(seeds)
    with phone(browser, live_server) as page:
        opened(page, day)
        page.context.set_offline(True)
        film = {"name": "gym.mp4", "mimeType": "video/mp4", "buffer": b"." * 5000}
        page.locator(".set-open input[capture]").set_input_files(film)
        page.get_by_text("It is kept on this phone.").first.wait_for()
        first, second = page.context.new_page(), page.context.new_page()
        page.close()
        page.context.set_offline(False)
        pieces: list[Any] = []
        first.route("**/api/uploads/*", lambda route: pieces.append(route)
                    if route.request.method == "PATCH" else route.continue_())  # fmt: skip
        first.goto("/")
        until(first, lambda: pieces)
        first.get_by_text("1 film waits on this phone: see how far.", exact=True).wait_for()
        assert violations(first) == []
        (lift,) = sets_of(seeds, day)
        second.on("request", lambda one: pieces.append(one) if one.method == "PATCH" else None)
        second.goto("/")
        elsewhere = "Kept on this phone: another page of hiphinge on it sends it."
        second.get_by_text(elsewhere, exact=True).wait_for()
        pieces[0].continue_()
        until(first, lambda: [one.state for one in uploads(live_server, "gym.mp4")] == ["whole"])
        first.locator("#films-wait").wait_for(state="hidden")
        with live_server.db.write() as session:
            (upload,) = session.query(Upload).filter(Upload.name == "gym.mp4")
            assert upload.about["set"] == lift.uid
            upload.state, upload.lift_set_id = "checked", lift.id
        second.locator("#films-wait").wait_for(state="hidden")
        first.unroute_all(behavior="wait")
        first.reload()
        first.locator("#work-nothing").wait_for()
        assert first.locator("#films-wait").is_hidden()
        assert len(pieces) == len(uploads(live_server, "gym.mp4")) == 1


def test_a_film_that_is_not_taken_stays_on_the_phone_until_it_is_put_away(
    browser: Any, live_server: Served, seeds: Seeds
) -> None:
    """Also an empty one, of which no part can be told."""
    day = begun(seeds)
    with phone(browser, live_server) as page:
        opened(page, day)
        empty = {"name": "none.mp4", "mimeType": "video/mp4", "buffer": b""}
        page.locator(".set-open input[capture]").set_input_files(empty)
        page.get_by_text("It is kept on this phone: the first page sends it again").wait_for()
        page.goto("/")
        row = page.locator("#work li").filter(has_text="none.mp4")
        row.get_by_role("button", name="Try again").wait_for()
        page.get_by_text("1 film waits on this phone: see how far.", exact=True).wait_for()
        row.get_by_role("button", name="Put away").click()
        page.locator("#work-nothing").wait_for()
        page.reload()
        page.locator("#work-nothing").wait_for()
        assert page.locator("#films-wait").is_hidden()
        # One that an older page kept has no name of its own: it is not kept for that.
        store = page.locator("script[src$='/waits.js']").get_attribute("src")
        asked = "async (at) => (await import(at)).isKept({ set: 'none' })"
        assert page.evaluate(asked, store.replace("waits.js", "log/film_store.js")) is False
