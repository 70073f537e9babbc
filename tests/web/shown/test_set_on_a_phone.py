"""The page of a set on a phone: one page to a finger, and the film stays while the rest goes by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from axe import violations
from watching import near, until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from judged import Judged
    from serving import Served

UID = "set-of-anna"
FILM = "document.getElementById('video').currentTime"
TOP = "document.getElementById('report').getBoundingClientRect().top"
BOX = "document.getElementById('set-report').getBoundingClientRect().top"
INNER = "document.getElementById('report').contentWindow.scrollY"
SMALL, USUAL = (360, 640), (390, 844)
"""Windows of phones [px]."""
STEPS = 12
"""Moves of a finger in a swipe."""


@pytest.fixture
def phone(browser: Any, live_server: Served, request: pytest.FixtureRequest) -> Iterator[Any]:
    width, height = getattr(request, "param", SMALL)
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": width, "height": height}, has_touch=True,
        is_mobile=True,
    )  # fmt: skip
    complaints: list[str] = []
    page = context.new_page()
    page.on("console", lambda one: complaints.append(one.text) if one.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"/sets/{UID}")
    page.frame_locator("#report").locator("html.ready").wait_for()
    until(page, f"{BOX} > 0 && document.querySelector('.set-report.pinned').clientHeight > 5000")
    yield page
    context.close()
    assert complaints == []


def report_in(page: Any) -> Any:
    (frame,) = [one for one in page.frames if one.url.endswith("/report")]
    until(frame, "document.getElementById('video').readyState >= 2")
    return frame


def swipe(page: Any, by_px: int) -> None:
    """Move a finger up the middle of the page, where the report is."""
    size, touches = page.viewport_size, page.context.new_cdp_session(page)
    x, y = size["width"] // 2, size["height"] * 3 // 4

    def send(kind: str, *points: dict[str, float]) -> None:
        touches.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points)})

    send("touchStart", {"x": x, "y": y})
    for step in range(1, STEPS + 1):
        send("touchMove", {"x": x, "y": y - by_px * step / STEPS})
    send("touchEnd")


def to(page: Any, frame: Any, selector: str) -> None:
    """Scroll until something of the report stands in the lower half of the window."""
    page.evaluate(
        "(top) => scrollBy({ top, behavior: 'instant' })",
        page.evaluate(TOP)
        + frame.evaluate(f"document.querySelector('{selector}').getBoundingClientRect().top")
        - page.viewport_size["height"] * 0.55,
    )
    until(page, f"{BOX} < 0 && Math.abs({INNER} + {BOX}) < 1.5")


def test_a_finger_on_the_report_moves_the_page_and_the_report_in_it(phone: Any) -> None:
    start = phone.evaluate(BOX)
    swipe(phone, 250)
    until(phone, f"{BOX} < {start} - 100")
    for _ in range(4):
        swipe(phone, 300)
    until(phone, f"{BOX} < -100 && {TOP} === 0 && Math.abs({INNER} + {BOX}) < 1.5")
    assert phone.evaluate("document.documentElement.scrollWidth") <= phone.viewport_size["width"]


@pytest.mark.parametrize("phone", [SMALL, USUAL], indirect=True, ids=str)
def test_the_film_stays_and_shows_what_is_tapped(phone: Any, live: Judged) -> None:
    frame, rep = report_in(phone), live.truths[UID][1]
    to(phone, frame, "#rep-2 .frames")
    frame.wait_for_selector(".dock:visible")
    stood = phone.evaluate("scrollY")
    box = frame.locator(".dock-film").bounding_box()
    assert box["y"] < 20, "the film is at the top of the window"
    frame.locator("#rep-2 .frame:nth-child(2) button").tap()
    until(frame, near(FILM, rep.bottom_s))
    assert abs(phone.evaluate("scrollY") - stood) < 2
    frame.locator(".dock-reps button").nth(2).tap()
    until(frame, near(FILM, live.truths[UID][2].bottom_s))
    said = phone.locator(".note-here")
    said.wait_for()
    assert violations(phone) == []
    said.tap()
    until(phone, "document.getElementById('note-dialog').open")


def test_what_moves_the_report_itself_moves_the_page(phone: Any) -> None:
    frame = report_in(phone)
    frame.evaluate("document.querySelector('nav a[href=\"#method\"]').click()")
    until(phone, f"{BOX} < -5000 && {TOP} === 0 && Math.abs({INNER} + {BOX}) < 1.5")
    title = frame.locator("#method-title").bounding_box()
    assert 0 <= title["y"] < phone.viewport_size["height"]


def test_a_jump_of_the_page_shows_the_film(phone: Any) -> None:
    frame = report_in(phone)
    best_s = float(phone.get_attribute("#set-jumps [data-seek]", "data-seek"))
    phone.tap("#set-jumps [data-seek]")
    until(frame, near(FILM, best_s))
    until(phone, f"Math.abs({INNER} + {BOX}) < 1.5 && {INNER} > 0")
    until(frame, "Math.abs(document.getElementById('player').getBoundingClientRect().top) < 2")


def test_on_a_wide_page_the_film_stays_beside_the_curves(phone: Any) -> None:
    """Turned into a wide window, nothing has to lie over what is read."""
    phone.set_viewport_size({"width": 1280, "height": 800})
    frame = report_in(phone)
    until(frame, "innerHeight === 800")
    to(phone, frame, ".curve:nth-of-type(4)")
    until(frame, "Math.abs(document.getElementById('stage').getBoundingClientRect().top - 16) < 2")
    assert frame.locator(".dock").is_hidden()
