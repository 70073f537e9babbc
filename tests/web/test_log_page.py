"""The page of the log, used as on a phone: sets, rest, pain, swaps, films, the end of a session."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from axe import violations
from logging_in_the_gym import (
    PHONE,
    TODAY,
    begun,
    choose,
    done,
    onward,
    opened,
    phone,
    sent,
    sets_of,
    toast,
    until,
)

from hiphinge.store import course, days
from hiphinge.store.tables import Upload
from hiphinge.training.exercises import exercise_named
from hiphinge.training.plates import plates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seeds import Seeds
    from serving import Served

    from hiphinge.training.model import Prescription

SMALLEST = 55.9
"""What is pressed between two sets is as large as a thumb [px]."""


@pytest.fixture
def day(seeds: Seeds) -> str:
    return begun(seeds)


@pytest.fixture
def page(browser: Any, live_server: Served, day: str) -> Iterator[Any]:
    with phone(browser, live_server) as page:
        yield opened(page, day)


def asked(seeds: Seeds, day: str) -> tuple[Prescription, ...]:
    with seeds.db.read() as session:
        plan = course.plan_of(days.get(session, day))
    assert plan is not None
    return plan.prescriptions


def loaded_one(seeds: Seeds, day: str) -> tuple[int, Prescription]:
    """Return the first exercise with a load, and its place."""
    return next((at, one) for at, one in enumerate(asked(seeds, day)) if one.load_kg)


def open_set(page: Any, place: int, number: int = 1) -> Any:
    """Open a set; return the card of its exercise."""
    card = page.locator(".place").nth(place)
    line = card.locator("li").nth(number - 1).locator(".set-line")
    if line.count():
        line.click()
    return card


def later(page: Any, seconds: float) -> datetime:
    """Return the time on the page's clock in so many seconds."""
    return datetime.fromtimestamp(page.evaluate("Date.now()") / 1000 + seconds, UTC)


def unfolded(card: Any, words: str) -> None:
    """Unfold what a summary hides."""
    card.locator("details", has_text=words).evaluate("(one) => { one.open = true; }")


def test_a_set_is_stepped_typed_done_and_felt(page: Any, seeds: Seeds, day: str) -> None:
    place, one = loaded_one(seeds, day)
    card = open_set(page, place)
    load = card.locator("input[id^=load-]")
    assert float(load.input_value()) == one.load_kg
    card.get_by_role("button", name=re.compile("Load.*more")).click()
    assert float(load.input_value()) == one.load_kg + 2.5
    reps = card.locator("input[id^=reps-]")
    reps.fill("7,5")
    reps.blur()
    card.get_by_text("Write a number in digits").wait_for()
    reps.fill("7")
    done(page)
    choose(page, "How hard", 8)
    choose(page, "Pain", 0)
    until(page, lambda: sets_of(seeds, day) and sets_of(seeds, day)[0].pain == 0)
    (lift,) = sets_of(seeds, day)
    assert (lift.exercise, lift.load_kg, lift.reps, lift.rpe, lift.position, lift.implement) == (
        one.exercise, one.load_kg + 2.5, 7, 8, 1, "barbell",
    )  # fmt: skip
    # The next set begins where this one was.
    onward(page)
    assert float(card.locator("input[id^=load-]").input_value()) == one.load_kg + 2.5
    assert card.locator("input[id^=reps-]").input_value() == "7"


def test_the_plates_are_those_of_the_reckoning(page: Any, seeds: Seeds, day: str) -> None:
    place, one = loaded_one(seeds, day)
    card = open_set(page, place)
    load = card.locator("input[id^=load-]")
    for kilograms in (one.load_kg or 0.0, 100.0, 61.0, 20.0):
        load.fill(f"{kilograms:g}")
        load.blur()
        found = plates(
            kilograms, 20.0, {25.0: 9, 20.0: 9, 15.0: 9, 10.0: 9, 5.0: 9, 2.5: 9, 1.25: 9}
        )
        side = " + ".join(f"{weight:g}" for weight in found.per_side)
        text = card.locator(".plates-now").inner_text()
        assert (f"Each side: {side}" if side else "The empty bar") in text
        assert (f"{found.left_kg:g} kg short" in text) == (found.left_kg > 0)
        assert card.locator(".plates-now .disc").count() == len(found.per_side)


def test_pain_at_the_threshold_stops_the_exercise_at_once(page: Any) -> None:
    first = page.locator(".place").nth(0)
    done(page)
    choose(page, "Pain", 3)
    assert "Stop this exercise" not in page.inner_text("#log")
    choose(page, "Pain", 4)
    notice = first.locator(".notice.off")
    assert "Stop this exercise for today" in notice.inner_text()
    assert "cannot tell what it comes from" in notice.inner_text()
    assert page.inner_text("#log-said") == "Stop this exercise for today."
    onward(page)
    # Its other sets are passed over, and stay open to who wants them.
    assert page.locator(".place").nth(1).locator(".set-open").count() == 1
    assert "Stopped for today" in first.inner_text()


def test_pain_that_rises_is_told(page: Any) -> None:
    done(page)
    choose(page, "Pain", 1)
    onward(page)
    done(page)
    choose(page, "Pain", 3)
    onward(page)
    assert "Pain rose from 1 to 3 of 10" in page.locator(".place").first.inner_text()


def test_the_rest_counts_by_the_clock_on_the_wall(
    browser: Any, live_server: Served, seeds: Seeds, day: str
) -> None:
    rest_s = asked(seeds, day)[0].rest_s
    with phone(browser, live_server) as page:
        page.clock.install()
        opened(page, day)
        page.clock.pause_at(later(page, 1))
        done(page)
        clock = page.locator(".rest .clock")
        clock.wait_for()
        assert clock.inner_text() == f"{rest_s // 60}:{rest_s % 60:02d}"
        page.get_by_role("button", name="+30").click()
        # A phone that sleeps runs no timers: only the time of day goes on.
        page.clock.set_fixed_time(later(page, rest_s + 20))
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        assert clock.inner_text() == "0:10"
        page.reload()
        clock.wait_for()
        assert clock.inner_text() == "0:10"
        page.clock.set_fixed_time(later(page, 11))
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        assert page.locator(".rest.over").inner_text().startswith("0:00")
        assert page.inner_text("#log-said").startswith("Rest is over")
        page.locator("#rest-skip").click()
        assert page.locator(".rest").count() == 0
        assert page.locator(".set-open").count() == 1


def test_every_removal_can_be_taken_back(page: Any, seeds: Seeds, day: str) -> None:
    count = asked(seeds, day)[0].sets
    first = page.locator(".place").first
    lines = first.locator(".sets > li")
    assert lines.count() == count

    unfolded(first, "Remove this set")
    page.get_by_role("button", name="Remove this set").click()
    assert lines.count() == count - 1
    toast(page, "Set removed").click()
    assert lines.count() == count

    done(page)
    unfolded(first, "Not done after all")
    page.get_by_role("button", name="Not done after all").click()
    until(page, lambda: sets_of(seeds, day) == [])
    toast(page, "Set 1 is not done").click()
    until(page, lambda: len(sets_of(seeds, day)) == 1)

    first.locator("summary", has_text="swap").click()
    page.get_by_role("button", name="Leave it out today").click()
    assert "Left out from here on; 1 done" in first.inner_text()
    toast(page, "left out").click()
    assert lines.count() == count
    sent(page)


def test_an_exercise_is_swapped_for_today_alone(page: Any, seeds: Seeds, day: str) -> None:
    place, one = loaded_one(seeds, day)
    card = page.locator(".place").nth(place)
    card.locator("summary", has_text="swap").click()
    swaps = card.get_by_role("group", name="Instead, today").get_by_role("button")
    name = swaps.first.inner_text()
    swaps.first.click()
    assert card.locator("h2").inner_text() == name
    assert f"Asked, of {exercise_named(one.exercise).title}" in card.inner_text()
    open_set(page, place)
    done(page)
    until(page, lambda: len(sets_of(seeds, day)) == 1)
    assert exercise_named(sets_of(seeds, day)[0].exercise or "").title == name
    toast(page, "Swapped for today").click()
    assert card.locator("h2").inner_text() == exercise_named(one.exercise).title
    with seeds.db.read() as session:
        assert course.plan_of(days.get(session, day)).prescriptions[place] == one  # type: ignore[union-attr]


def test_a_free_session_of_exercises_that_are_added(
    browser: Any, live_server: Served, seeds: Seeds
) -> None:
    anna = seeds.athlete("Anna", units="lb")
    before = seeds.day(anna, "2026-01-02")
    seeds.lift(before, exercise="barbell_deadlift", load_kg=102.058, reps=3)
    day = seeds.day(anna, TODAY).uid
    with phone(browser, live_server) as page:
        opened(page, day)
        page.select_option("#add-exercise", "barbell_deadlift")
        page.get_by_role("button", name="Add it").click()
        assert page.locator("input[id^=load-]").input_value() == "225"
        assert "Each side: 45 + 45" in page.inner_text(".plates-now")
        assert page.locator("input[id^=reps-]").input_value() == "3"
        done(page)
        page.get_by_role("button", name="Another set").click()
        page.get_by_role("button", name=re.compile("Load.*more")).click()
        done(page)
        until(page, lambda: len(sets_of(seeds, day)) == 2)
        first, second = sets_of(seeds, day)
        assert first.load_kg == pytest.approx(225 * 0.45359237, abs=1e-3)
        assert second.load_kg == pytest.approx(230 * 0.45359237, abs=1e-3)
        page.reload()
        sent(page)
        assert page.locator("li.done").count() == 2


def test_the_end_says_what_was_done_and_what_was_decided(page: Any, seeds: Seeds, day: str) -> None:
    done(page)
    choose(page, "Pain", 5)
    page.get_by_role("button", name="Finish the session").click()
    assert page.evaluate("document.activeElement.id") == "finished-title"
    end = page.locator("#finished")
    end.get_by_text("What the programme decided").wait_for()
    end.locator("b", has_text="Stop").wait_for()
    assert "5 of 10" in end.inner_text()
    assert violations(page) == []
    toast(page, "Session finished").click()
    page.locator("#finish").wait_for()

    def finished() -> bool:
        with seeds.db.read() as session:
            return days.get(session, day).finished_at is not None

    until(page, lambda: not finished())


def test_a_film_goes_with_its_set_and_is_told_in_its_place(
    page: Any, live_server: Served, seeds: Seeds, day: str
) -> None:
    place, _ = loaded_one(seeds, day)
    card = open_set(page, place)
    film = {"name": "set.mp4", "mimeType": "video/mp4", "buffer": b"." * 5000}
    card.locator("input[capture]").set_input_files(film)
    card.get_by_text("Is here; looking at it").wait_for()
    (lift,) = sets_of(seeds, day)
    with live_server.db.write() as session:
        upload = session.query(Upload).filter(Upload.name == "set.mp4").one()
        assert upload.about["set"] == lift.uid
        assert upload.about["day"] == TODAY
        upload.state = "checked"
        upload.lift_set_id = lift.id
    with live_server.db.read() as session:
        row = days.get(session, day)
    seeds.judged(row, uid=lift.uid)
    card.get_by_text("Four of your five reps were hip hinges.").wait_for()
    assert (
        card.get_by_role("link", name="See the report").get_attribute("href") == f"/sets/{lift.uid}"
    )
    assert violations(page) == []


def test_a_film_waits_for_the_network_and_outlives_a_reload(
    page: Any, live_server: Served, seeds: Seeds, day: str
) -> None:
    page.get_by_text("also opens without the network").wait_for()
    place, _ = loaded_one(seeds, day)
    card = open_set(page, place)
    page.context.set_offline(True)
    film = {"name": "kept.mp4", "mimeType": "video/mp4", "buffer": b"." * 5000}
    card.locator("input[capture]").set_input_files(film)
    card.get_by_text("It is kept on this phone.").wait_for()
    page.reload()
    card.get_by_text("The film waits for the network").wait_for()
    page.context.set_offline(False)

    def arrived() -> bool:
        with live_server.db.read() as session:
            found = session.query(Upload).filter(Upload.name == "kept.mp4").all()
            return [one.state for one in found] == ["whole"]

    until(page, arrived)


@pytest.mark.parametrize(("scheme", "width"), [("dark", 320), ("light", 1280)])
def test_for_everybody(
    browser: Any, live_server: Served, seeds: Seeds, scheme: str, width: int
) -> None:
    day = begun(seeds, units="lb")
    look = {"color_scheme": scheme, "viewport": PHONE | {"width": width}}
    with phone(browser, live_server, **look) as page:
        opened(page, day)
        place, _ = loaded_one(seeds, day)
        open_set(page, place)
        done(page)
        choose(page, "Pain", 5)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        pressed = ".set-line, .set-open .step, .set-open .primary, .numbers > .chip, .rest .button"
        sizes = page.evaluate(
            """(pressed) => [...document.querySelectorAll(pressed)].map((one) => {
              const box = one.getBoundingClientRect();
              return [one.className, box.height, box.width];
            })""",
            pressed,
        )
        assert [one for one in sizes if one[1] < SMALLEST or one[2] < 44] == []
