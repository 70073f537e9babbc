"""Every page there is, small and dark and large and light: for everybody, and by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from axe import contrast, violations
from every_page import addresses, page_routes
from mixture import READ, mixed
from serving import PHONE, client_on
from visit import Visit

if TYPE_CHECKING:
    from pathlib import Path

    from judged import Judged
    from seeds import Seeds
    from serving import Served

UID = "set-of-anna"
LOOKS = [(360, "dark", "light"), (1280, "light", "dark")]
"""Width [px], the scheme in which all is looked at, and the one for colours alone."""
LEAST_PX = 43.9
"""Height of what a finger presses: 44 px, less what drawing rounds off."""
SMALL = """(least) => [...document.querySelectorAll(
    `button, a.button, .places a, a.chip, .tabs a, summary, select, input, textarea`)]
  .filter((one) => one.getClientRects().length && one.type !== 'hidden')
  .map((one) => [one.outerHTML.slice(0, 120), one.closest('label') ?? one])
  .map(([html, one]) => [html, one.getBoundingClientRect().height])
  .filter(([, height]) => height > 1 && height < least)
  .map(([html, height]) => `${Math.round(height)} px high: ${html}`)"""
FOCUSED = """() => {
  const one = document.activeElement;
  const drawn = [one, one.closest('label')].filter(Boolean).map((it) => getComputedStyle(it));
  const ring = drawn.some((style) =>
    (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0)
    || style.boxShadow !== 'none');
  const box = one.getBoundingClientRect();
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return [one.outerHTML.slice(0, 120), one === document.body || (ring && inside)];
}"""
TABS = 5


@pytest.fixture(scope="module")
def pages(live_server: Served, seeds: Seeds, live: Judged) -> dict[str, list[str]]:
    return addresses(live_server, seeds, live, live.lift(UID))


@pytest.fixture
def for_a_phone(tmp_path: Path) -> str:
    """Return the page that a device sees that is not let in."""
    with client_on(tmp_path / "kept", PHONE, lan=True, names=("192.168.1.5",)) as client:
        return client.get("/pair", headers={"host": "192.168.1.5:8750"}).text


def test_each_page_is_listed_here(pages: dict[str, list[str]]) -> None:
    assert page_routes() == {route for route in pages if route.startswith("/")}


@pytest.mark.parametrize(("width", "scheme", "other"), LOOKS)
def test_every_page(
    browser: Any, live_server: Served, pages: dict[str, list[str]], for_a_phone: str,
    width: int, scheme: str, other: str,
) -> None:  # fmt: skip
    visit = Visit(browser, live_server.url, width, 800)
    page = visit.page
    page.route("**/pair", lambda route: route.fulfill(body=for_a_phone, content_type="text/html"))
    wrong: list[str] = []
    for address in (one for found in pages.values() for one in found):
        page.emulate_media(color_scheme=scheme)
        status = page.goto(address).status
        wrong += [f"{address} {width} {scheme}: {one}" for one in faults(page, width)]
        page.emulate_media(color_scheme=other)
        wrong += [f"{address} {width} {other}: {one}" for one in contrast(page)]
        if (status != 200) != (address == "/nothing"):
            wrong.append(f"{address}: {status}")
    visit.complaints = [one for one in visit.complaints if "404" not in one]
    assert wrong == [], "\n" + "\n".join(wrong)
    visit.end()


def faults(page: Any, width: int) -> list[str]:
    """Return what is wrong with the page that is shown."""
    found = [f"{one} has no ring, or is out of sight" for one in unseen(page)]
    if page.locator("h1").count() != 1:
        found.append(f"{page.locator('h1').count()} headings of the first rank")
    if len(page.title()) < len("hiphinge"):
        found.append("no title")
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    if width < 500:
        found += page.evaluate(SMALL, LEAST_PX)
    page.evaluate("document.querySelectorAll('.menu').forEach((one) => { one.open = false; })")
    found += violations(page)
    found += [f"“{place}” is written in another way" for place in mixed(page.evaluate(READ))]
    too_wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [*found, f"{too_wide} px too wide"] if too_wide > 0 else found


def unseen(page: Any) -> list[str]:
    """Return what has the focus and does not show it, of what the tabulator reaches first."""
    found = []
    for _ in range(TABS):
        page.keyboard.press("Tab")
        html, shown = page.evaluate(FOCUSED)
        if not shown:
            found.append(html)
    return found
