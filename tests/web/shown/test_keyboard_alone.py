"""From a film to its changed verdict, and back, without a mouse."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from watching import PATIENCE_MS, until

if TYPE_CHECKING:
    from judged import Judged

TABS_MOST = 60
"""Somebody who presses the tabulator more often has given up."""
AT = """(wanted) => {
  const one = document.activeElement;
  const words = one.getAttribute('aria-label') ?? one.closest('label')?.textContent
    ?? one.textContent;
  return words.trim().startsWith(wanted);
}"""


def tab_to(page: Any, words: str, most: int = TABS_MOST) -> int:
    """Go on with the tabulator to what is called so; return how many presses it took."""
    for count in range(most + 1):
        if page.evaluate(AT, words):
            return count
        page.keyboard.press("Tab")
    pytest.fail(f"the tabulator does not come to {words!r}")


def test_a_film_is_dropped_changed_and_changed_back(page: Any, live: Judged) -> None:
    _, data, _ = live.seen()
    page.goto("/")
    tab_to(page, "Choose films")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Space")
    film = {"name": "keys.mp4", "mimeType": "video/mp4", "buffer": data}
    chooser.value.set_files([film])
    page.locator(".work", has_text="keys.mp4").get_by_text("Is here; looking at it").wait_for()
    assert live.work() == 2
    page.get_by_role("link", name="See the report").wait_for()
    tab_to(page, "See the report")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sets/*")
    page.frame_locator("#report").locator("html.ready").wait_for(timeout=PATIENCE_MS)
    before = page.inner_text("#set-verdict")
    assert "1 squat" in before
    tab_to(page, "Rep 2")
    page.keyboard.press("Space")
    tab_to(page, "Save")
    page.keyboard.press("Enter")
    page.get_by_text("Judging anew").first.wait_for()
    assert page.evaluate(AT, "Save"), "the focus stays where it was"
    assert tab_to(page, "Tags") < 5
    live.work()
    page.locator("#set-said[data-state=done]").wait_for()
    # Not "Saved. The film is judged anew.", which comes first.
    page.get_by_role("status").get_by_text(re.compile("^Judged anew")).wait_for()
    assert page.evaluate(AT, "Tags"), "the focus stays where it was, also without a name"
    assert "squat" not in page.inner_text("#set-verdict")
    # Before the report's many controls, and before it is gone.
    assert tab_to(page, "Undo") < 15
    page.keyboard.press("Enter")
    page.locator("#set-sentence").wait_for()
    live.work()
    until(page, "document.getElementById('set-verdict').textContent.includes('1 squat')")
    assert page.inner_text("#set-verdict") == before
