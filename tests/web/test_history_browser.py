"""Athletes, sessions, trends, search, deleted things and data, as a browser shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from axe import violations

from hiphinge.store import sets

if TYPE_CHECKING:
    from seeds import Seeds

LONG = "Athlete with a name that is as long as names of people can be, and then longer"


@pytest.fixture(scope="module")
def places(seeds: Seeds) -> dict[str, str]:
    """Return the address of each page, once there is something to show on all of them."""
    one, other = seeds.athlete("Athlete A", height_cm=178, note="Two\nlines"), seeds.athlete(LONG)
    for name in "CDE":
        seeds.athlete(f"Athlete {name}")
    for number in range(1, 4):
        day = seeds.day(one, f"2026-10-0{number}", title=f"Week 1, day {number}")
        judged = seeds.judged(day, exercise="rdl", load_kg=60.0 + number, reps=5, pain=1)
        seeds.judged(day, exercise="rdl", load_kg=70.0, rpe=8)
        seeds.film(day, exercise="kettlebell_swing")
        last = seeds.lift(day, note="No film", reps=3)
        with seeds.db.write() as session:
            sets.set_tags(session, sets.get(session, judged.lift_set.uid), ["heavy", "belt"])
    with seeds.db.write() as session:
        sets.delete(session, last.uid)
    return {
        "athletes": "/athletes",
        "new athlete": "/athletes/new",
        "athlete": f"/athletes/{one.uid}",
        "empty athlete": f"/athletes/{other.uid}",
        "change athlete": f"/athletes/{one.uid}/edit",
        "day": f"/days/{day.uid}",
        "change day": f"/days/{day.uid}/edit",
        "change set": f"/sets/{judged.lift_set.uid}/edit",
        "trends": f"/trends/{one.uid}",
        "no trends": f"/trends/{other.uid}",
        "search": "/search?tag=heavy",
        "nothing found": "/search?q=nowhere",
        "deleted": "/bin",
        "for good": f"/bin/set/{last.uid}",
        "empty": "/bin/empty",
        "data": "/data",
    }


def wrong_with(page: Any, places: dict[str, str], scheme: str) -> list[str]:
    """Return what is wrong with any of the pages."""
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    wrong = []
    for name, path in places.items():
        page.goto(path)
        wrong += [f"{name}: {one}" for one in violations(page)]
        too_wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if too_wide > 0:
            wrong.append(f"{name} is {too_wide} px too wide")
    return wrong


def test_everybody_can_use_them_on_a_wide_screen(page: Any, places: dict[str, str]) -> None:
    assert wrong_with(page, places, "light") == []


def test_everybody_can_use_them_on_a_phone_in_the_dark(phone: Any, places: dict[str, str]) -> None:
    assert wrong_with(phone, places, "dark") == []


def test_two_sets_are_chosen_and_compared_by_keyboard(page: Any, places: dict[str, str]) -> None:
    page.goto(places["search"])
    boxes = page.locator("input[name=set]")
    button = page.get_by_role("button", name="Compare side by side")
    assert button.is_disabled()
    boxes.nth(0).focus()
    page.keyboard.press("Space")
    assert "Tick one more" in page.locator("[data-said]").inner_text()
    # The choice is kept while another search is made.
    page.goto("/search?q=belt")
    assert boxes.nth(0).is_checked()
    boxes.nth(1).focus()
    page.keyboard.press("Space")
    uids = [boxes.nth(place).get_attribute("value") for place in (0, 1)]
    boxes.nth(2).focus()
    page.keyboard.press("Space")
    assert not boxes.nth(0).is_checked(), "a third takes the place of the first"
    assert boxes.nth(1).is_checked()
    third = boxes.nth(2).get_attribute("value")
    page.route("**/compare?**", lambda route: route.fulfill(body="<title>Compared</title>"))
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/compare?**")
    assert page.url.endswith(f"/compare?first={uids[1]}&second={third}")


def test_a_list_narrows_down_while_typing(page: Any, places: dict[str, str]) -> None:
    page.goto(places["athletes"])
    page.get_by_label("Find by name or note").press_sequentially("longer")
    shown = page.locator("#athletes > li:visible")
    assert shown.count() == 1
    assert LONG in shown.inner_text()
    assert page.locator("#athletes-found").inner_text() == "1 of 5 found"


def test_the_chart_fits_the_screen(page: Any, phone: Any, places: dict[str, str]) -> None:
    for one, name, other in ((page, "large", "small"), (phone, "small", "large")):
        one.goto(places["trends"])
        assert one.locator(f".trend.{name}").is_visible()
        assert not one.locator(f".trend.{other}").is_visible()
        assert one.locator(f".trend.{name} circle").count() == 6


def test_an_archive_is_sent_with_progress_and_taken_in(
    page: Any, places: dict[str, str], tmp_path: Any
) -> None:
    page.goto(places["data"])
    with page.expect_download() as started:
        page.get_by_role("button", name="Export", exact=True).click()
    archive = tmp_path / "all.zip"
    started.value.save_as(archive)
    page.get_by_label("Exported file (.zip)").set_input_files(archive)
    page.get_by_role("button", name="Import", exact=True).click()
    page.wait_for_url("**/data/import/*")
    assert page.locator("h1").inner_text() == "Taken in"
    assert "Here already: 5 athletes" in page.locator("main").inner_text()
    assert violations(page) == []
