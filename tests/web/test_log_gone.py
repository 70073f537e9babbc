"""A phone that comes late to a set that was deleted for good: told so, and nothing comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from logging_in_the_gym import begun, choose, done, onward, opened, phone, sent, sets_of, waits

from hiphinge.store import bin, days, sets

if TYPE_CHECKING:
    from seeds import Seeds
    from serving import Served


def test_a_late_change_is_laid_aside_and_the_set_can_be_done_anew(
    browser: Any, live_server: Served, seeds: Seeds
) -> None:
    day = begun(seeds)
    with phone(browser, live_server) as page:
        opened(page, day)
        done(page)
        sent(page)
        (lift,) = sets_of(seeds, day)
        page.context.set_offline(True)
        choose(page, "Pain", 2)
        waits(page, 1)
        with seeds.db.write() as session:
            sets.delete(session, lift.uid)
        bin.purge(seeds.db, [("set", lift.uid)])
        page.context.set_offline(False)
        page.evaluate("dispatchEvent(new Event('online'))")
        notice = page.locator("#log-refused .notice")
        notice.get_by_text("This set was deleted for good").wait_for()
        sent(page)
        assert notice.inner_text().startswith("Not taken by hiphinge: a set's pain.")
        assert sets_of(seeds, day) == []
        # In its place there is one to do again, and that one is taken.
        page.locator("li.done").first.wait_for(state="detached")
        notice.get_by_role("button", name="Throw it away").click()
        notice.wait_for(state="detached")
        page.locator(f"#done-{lift.uid}").click()
        onward(page)
        sent(page)
        (anew,) = sets_of(seeds, day)
        assert (anew.uid, anew.pain, anew.reps) == (lift.uid, None, lift.reps)


def test_a_session_that_is_gone_takes_nothing(
    browser: Any, live_server: Served, seeds: Seeds
) -> None:
    day = begun(seeds)
    with phone(browser, live_server) as page:
        opened(page, day)
        page.context.set_offline(True)
        done(page)
        waits(page, 1)
        with seeds.db.write() as session:
            days.delete(session, day)
        bin.purge(seeds.db, [("session", day)])
        page.context.set_offline(False)
        page.evaluate("dispatchEvent(new Event('online'))")
        notice = page.locator("#log-refused .notice")
        notice.get_by_text("it was deleted for good").wait_for()
        with seeds.db.read() as session:
            assert days.known(session, day) is None
