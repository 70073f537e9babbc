"""The log without the network: nothing that a person does is lost, and all of it arrives once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from logging_in_the_gym import (
    OPENS,
    STAY,
    begun,
    choose,
    done,
    onward,
    opened,
    phone,
    sent,
    sets_of,
    until,
    waits,
)

from hiphinge.store import days

if TYPE_CHECKING:
    from seeds import Seeds
    from serving import Served


def test_a_session_without_the_network_opened_anew_and_sent_in_the_end(
    browser: Any, live_server: Served, seeds: Seeds
) -> None:
    day = begun(seeds)
    with phone(browser, live_server) as page:
        opened(page, day)
        page.get_by_text(OPENS).wait_for()
        page.context.set_offline(True)
        load = page.locator(".set-open [id^=load-]").first
        done(page)
        choose(page, "How hard", 8)
        choose(page, "Pain", 1)
        waits(page, 3)
        onward(page)
        page.reload()
        waits(page, 3)
        page.get_by_text(OPENS).wait_for()
        assert page.locator("li.done .set-line").count() == 1
        assert "effort\N{NO-BREAK SPACE}8, pain\N{NO-BREAK SPACE}1" in page.inner_text("li.done")
        assert load.is_visible() or page.locator(".set-open").is_visible()
        done(page)
        page.fill("#day-note", "No network in the cellar")
        page.locator("#day-note").blur()
        waits(page, 5)
        page.context.set_offline(False)
        sent(page)
        first, second = sets_of(seeds, day)
        assert (first.rpe, first.pain, second.rpe) == (8, 1, None)
        assert (first.position, second.position) == (1, 2)
        assert first.exercise == second.exercise
        assert first.reps == second.reps
        with seeds.db.read() as session:
            assert days.get(session, day).note == "No network in the cellar"
        page.reload()
        sent(page)
        assert len(sets_of(seeds, day)) == 2
        assert page.locator("li.done .set-line").count() == 2


def test_where_browsers_allow_no_worker_the_page_says_to_stay_open(
    browser: Any, live_server: Served, seeds: Seeds
) -> None:
    day = begun(seeds)
    with phone(browser, live_server, service_workers="block") as page:
        page.add_init_script("Object.defineProperty(window, 'isSecureContext', { value: false })")
        opened(page, day)
        page.get_by_text(STAY).wait_for()
        page.context.set_offline(True)
        done(page)
        waits(page, 1)
        page.context.set_offline(False)
        sent(page)
        assert len(sets_of(seeds, day)) == 1


def test_an_answer_that_is_lost_makes_nothing_twice(
    browser: Any, live_server: Served, seeds: Seeds
) -> None:
    day = begun(seeds)
    lost: list[str] = []

    def lose(route: Any) -> None:
        route.fetch()
        lost.append(route.request.post_data)
        route.abort()

    with phone(browser, live_server) as page:
        opened(page, day)
        # From then on all requests go one way.
        page.get_by_text(OPENS).wait_for()
        page.route("**/api/log", lose)
        done(page)
        until(page, lambda: len(sets_of(seeds, day)) == 1)
        choose(page, "How hard", 7)
        # It would try again by itself, after a pause that grows with each answer that is lost.
        page.evaluate("dispatchEvent(new Event('online'))")
        until(page, lambda: sets_of(seeds, day)[0].rpe == 7)
        waits(page, 2)
        # One that is on its way is lost before the others arrive.
        page.unroute_all(behavior="wait")
        page.evaluate("dispatchEvent(new Event('online'))")
        sent(page)
        assert len(lost) >= 2
        (lift,) = sets_of(seeds, day)
        assert lift.rpe == 7


def test_a_page_whose_token_is_out_of_date_takes_a_new_one(
    browser: Any, live_server: Served, seeds: Seeds
) -> None:
    day = begun(seeds)
    with phone(browser, live_server) as page:
        opened(page, day)
        page.context.clear_cookies()
        done(page)
        until(page, lambda: len(sets_of(seeds, day)) == 1)
        sent(page)


def test_a_phone_without_room_says_so_and_sends_all_the_same(
    browser: Any, live_server: Served, seeds: Seeds
) -> None:
    day = begun(seeds)
    full = """() => { Storage.prototype.setItem = () => {
      throw new DOMException("", "QuotaExceededError");
    } }"""
    with phone(browser, live_server) as page:
        opened(page, day)
        page.context.set_offline(True)
        page.evaluate(full)
        done(page)
        page.get_by_text("This phone's storage is full or shut: 1 entry waits").wait_for()
        page.context.set_offline(False)
        page.evaluate("dispatchEvent(new Event('online'))")
        until(page, lambda: len(sets_of(seeds, day)) == 1)


@pytest.mark.parametrize("off", [timedelta(days=2), timedelta(days=-400)])
def test_a_clock_that_is_wrong_is_set_right(
    browser: Any, live_server: Served, seeds: Seeds, off: timedelta
) -> None:
    day = begun(seeds)
    with phone(browser, live_server) as page:
        page.clock.install(time=datetime.now(UTC) + off)
        page.goto(f"/log/{day}")
        # Before the first answer nothing is known of how wrong it is.
        done(page)
        until(page, lambda: len(sets_of(seeds, day)) == 1)
        logged = datetime.fromisoformat(sets_of(seeds, day)[0].logged_at.replace("Z", "+00:00"))
        assert abs((datetime.now(UTC) - logged).total_seconds()) < 120


def test_what_is_laid_aside_has_its_time_set_right_too(
    browser: Any, live_server: Served, seeds: Seeds
) -> None:
    day = begun(seeds)
    with phone(browser, live_server) as page:
        page.clock.install(time=datetime.now(UTC) - timedelta(days=400))
        page.route(f"**/api/log/{day}", lambda route: route.fulfill(status=404, json={}))
        page.goto(f"/log/{day}")
        with seeds.db.write() as session:
            days.delete(session, day)
        done(page)
        again = page.locator("#log-refused .notice").get_by_role("button", name="Try again")
        again.wait_for()
        with seeds.db.write() as session:
            days.restore(session, day)
        page.unroute_all(behavior="wait")
        again.click()
        until(page, lambda: len(sets_of(seeds, day)) == 1)
        logged = datetime.fromisoformat(sets_of(seeds, day)[0].logged_at.replace("Z", "+00:00"))
        assert abs((datetime.now(UTC) - logged).total_seconds()) < 120


def test_an_answer_that_took_long_sets_no_clock(
    browser: Any, live_server: Served, seeds: Seeds
) -> None:
    """It told the time before it came: how long before, nobody knows."""
    day = begun(seeds)

    def slow(route: Any) -> None:
        answer = route.fetch()
        page.clock.fast_forward(8_000)
        route.fulfill(response=answer)

    with phone(browser, live_server) as page:
        page.clock.install(time=datetime.now(UTC))
        page.route(f"**/api/log/{day}", slow)
        opened(page, day)
        kept = page.evaluate("JSON.parse(localStorage.getItem('hiphinge-log:clock'))?.skew ?? 0")
        assert abs(kept) < 2_000
        page.unroute_all(behavior="wait")


def test_what_is_refused_is_told_tried_again_and_thrown_away(
    browser: Any, live_server: Served, seeds: Seeds
) -> None:
    day = begun(seeds)
    with phone(browser, live_server) as page:
        opened(page, day)
        with seeds.db.write() as session:
            days.delete(session, day)
        done(page)
        notice = page.locator("#log-refused .notice")
        notice.get_by_text("was deleted: bring it back from the bin").wait_for()
        with seeds.db.write() as session:
            days.restore(session, day)
        notice.get_by_role("button", name="Try again").click()
        until(page, lambda: len(sets_of(seeds, day)) == 1)
        sent(page)
        with seeds.db.write() as session:
            days.delete(session, day)
        choose(page, "Pain", 2)
        notice.get_by_role("button", name="Throw it away").click()
        notice.wait_for(state="detached")
        page.locator(".toast").get_by_role("button", name="Undo").click()
        notice.wait_for()


def test_two_phones_see_what_the_other_did(browser: Any, live_server: Served, seeds: Seeds) -> None:
    day = begun(seeds)
    with phone(browser, live_server) as one, phone(browser, live_server) as other:
        opened(one, day)
        opened(other, day)
        done(one)
        sent(one)
        other.evaluate("dispatchEvent(new Event('online'))")
        other.locator("li.done, .set-open [id^=next-]").first.wait_for()
        one.context.set_offline(True)
        choose(one, "How hard", 9)
        choose(other, "Pain", 3)
        one.context.set_offline(False)
        one.evaluate("dispatchEvent(new Event('online'))")
        sent(one)
        sent(other)
        (lift,) = sets_of(seeds, day)
        assert (lift.rpe, lift.pain) == (9, 3)


def test_what_is_being_typed_is_not_swept_away_by_what_comes_in(
    browser: Any, live_server: Served, seeds: Seeds
) -> None:
    day = begun(seeds)
    with phone(browser, live_server) as one, phone(browser, live_server) as other:
        opened(one, day)
        opened(other, day)
        note = one.locator("textarea[id^=note-]").first
        note.evaluate("(one) => { one.closest('details').open = true; one.focus(); }")
        note.press_sequentially("Felt li")
        other.fill("#day-note", "From the other phone")
        other.locator("#day-note").blur()
        done(other)
        sent(other)
        one.evaluate("dispatchEvent(new Event('online'))")
        until(one, lambda: one.input_value("#day-note") == "From the other phone")
        note.press_sequentially("ght")
        note.blur()
        until(one, lambda: sets_of(seeds, day)[0].note == "Felt light")
        one.locator("[id^=next-]").wait_for()


def test_what_is_no_number_is_told_until_it_is_put_right(
    browser: Any, live_server: Served, seeds: Seeds
) -> None:
    """What comes in makes the card of the set anew."""
    day = begun(seeds)
    with phone(browser, live_server) as one, phone(browser, live_server) as other:
        opened(one, day)
        opened(other, day)
        reps = one.locator("input[id^=reps-]").first
        reps.fill("7,5")
        reps.blur()
        told = one.get_by_text("Write a number in digits")
        told.wait_for()
        there, note = (at.locator("textarea[id^=note-]").first for at in (other, one))
        there.evaluate("(one) => { one.closest('details').open = true; }")
        there.fill("From the other phone")
        there.blur()
        done(other)
        sent(other)
        one.evaluate("dispatchEvent(new Event('online'))")
        until(one, lambda: note.input_value() == "From the other phone")
        assert (told.is_visible(), reps.input_value()) == (True, "7,5")
        reps.fill("7")
        reps.blur()
        told.wait_for(state="hidden")
