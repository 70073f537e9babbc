"""On a narrow page a small copy of the film stays with what is read, and shows what is tapped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import synthetic
from pages import INK, Opened, nearest, ready, settled, until

if TYPE_CHECKING:
    from pathlib import Path


def test_on_a_phone_a_small_copy_stays_with_what_is_read(browser: Any, report: Path) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800}, has_touch=True)
    page = Opened(context.new_page()).go(report)
    ready(page)
    assert page.is_hidden(".dock")
    page.locator("[data-measure=knee_deg] .u-over").scroll_into_view_if_needed()
    page.tap("[data-measure=knee_deg] .u-over")
    page.wait_for_selector(".dock:visible")
    settled(page, nearest(7.49))
    lit = INK.replace('document.getElementById("canvas")', "document.querySelector('.dock canvas')")
    assert page.evaluate(lit) > 5000
    page.tap("[aria-label='Back to the player']")
    page.wait_for_selector(".dock", state="hidden")
    until(page, "document.getElementById('stage').getBoundingClientRect().top >= 0")
    context.close()


def test_on_a_phone_a_moment_is_shown_beside_what_is_read(browser: Any, report: Path) -> None:
    """Nothing jumps away from the rep that is read, and each other rep is one tap away."""
    context = browser.new_context(viewport={"width": 360, "height": 640}, has_touch=True)
    page = Opened(context.new_page()).go(report)
    ready(page)
    picture = page.locator("#rep-3 .frame:nth-child(2) button")
    picture.evaluate("(one) => one.scrollIntoView({ block: 'center', behavior: 'instant' })")
    page.wait_for_selector(".dock:visible")
    stood = page.evaluate("scrollY")
    picture.tap()
    settled(page, nearest(8.35))
    assert page.evaluate("scrollY") == stood
    assert page.inner_text(".dock-now").startswith(
        f"{synthetic.frame_times()[nearest(8.35)]:.2f} s, rep 3"
    )
    assert page.get_attribute(".dock-reps [aria-current=true]", "aria-label").startswith("Rep 3")
    page.locator(".dock-reps button").first.tap()
    settled(page, nearest(2.4))
    assert page.get_attribute(".dock-reps [aria-current=true]", "aria-label").startswith("Rep 1")
    page.tap("[aria-label='Close the film']")
    assert page.is_hidden(".dock")
    picture.tap()
    page.wait_for_selector(".dock:visible")
    context.close()
