"""The programme's pages in a browser: for everybody, at both ends of the screens."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from axe import violations
from trained import BAD, GOOD, HOME, begun, train

if TYPE_CHECKING:
    from seeds import Seeds
    from serving import Served

    from hiphinge.store.tables import Athlete


def ago(count: int) -> str:
    return (date.today() - timedelta(days=count)).isoformat()


@pytest.fixture(scope="module")
def ada(seeds: Seeds, live_server: Served) -> Athlete:
    """Return an athlete with a programme that has come some way."""
    athlete = seeds.athlete("Ada", mass_kg=70)
    programme = begun(live_server.db, athlete, HOME, ago(20))
    for back, form in ((10, GOOD), (8, GOOD), (6, BAD), (1, GOOD)):
        train(live_server.db, programme, ago(back), form)
    return athlete


def unfold(page: Any) -> None:
    """Open all that is folded away: what is wrong in there is wrong as well."""
    page.evaluate("document.querySelectorAll('main details').forEach((one) => one.open = true)")


def checked(page: Any) -> None:
    unfold(page)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("width", [360, 1280])
def test_the_pages_are_for_everybody(page: Any, ada: Athlete, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for more in ("", "/decisions", "/rules"):
        page.goto(f"/programme/{ada.uid}{more}")
        checked(page)


def test_one_is_made_with_the_keyboard_alone(page: Any, seeds: Seeds) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    bob = seeds.athlete("Bob")
    page.goto(f"/programme/{bob.uid}")
    checked(page)
    page.get_by_role("link", name="Make a programme").press("Enter")
    page.get_by_label("Learn the hinge").press("Space")
    page.get_by_label("New to it").press("Space")
    checked(page)
    page.keyboard.press("Enter")
    for title in ("On which days do you train?", "What is in a home", "Body mass"):
        page.get_by_text(title, exact=True).first.wait_for()
        checked(page)
        page.get_by_role("button", name="Next").press("Enter")
    for group in page.get_by_role("group").filter(has=page.locator("legend")).all():
        group.get_by_label("No", exact=True).press("Space")
    checked(page)
    page.get_by_role("button", name="Next").press("Enter")
    page.get_by_role("heading", name="12 weeks ahead").wait_for()
    checked(page)
    page.set_viewport_size({"width": 1280, "height": 800})
    checked(page)
    page.get_by_role("button", name="Begin this programme").press("Enter")
    page.get_by_role("heading", name="The next session").wait_for()
    page.get_by_text("Week 1, day 1 of 3").wait_for()


def test_a_decision_is_overruled_and_taken_back(page: Any, ada: Athlete) -> None:
    page.goto(f"/programme/{ada.uid}")
    unfold(page)
    before = page.locator("[aria-current=step] h3").inner_text()
    page.get_by_role("button", name="Go to it").click()
    page.get_by_text("The rung is as you chose").wait_for()
    assert page.locator("[aria-current=step] h3").inner_text() != before
    page.get_by_role("button", name="Undo").click()
    page.locator(".toast").get_by_text("Taken back").wait_for()
    assert page.locator("[aria-current=step] h3").inner_text() == before
