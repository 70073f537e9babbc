"""The whole way in a real browser with a real server: from an empty folder to a second one.

One film of ours is seen by the networks, once. All else rests on what they saw.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import way_film as film
from real_server import PROC, RealServer
from visit import Visit

if TYPE_CHECKING:
    from collections.abc import Iterator

CLIP = Path(__file__).parents[1] / "clips" / "stiff.mp4"
FRAMES = 207
"""Of the film, which shows two stiff-legged hinges."""
COACH = "Unlock the knees here"

pytestmark = pytest.mark.skipif(not PROC.is_dir(), reason="only Linux tells of its processes so")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RealServer]:
    with RealServer(tmp_path / "kept") as one:
        one.start()
        yield one


def test_from_an_empty_folder_to_a_second_one(
    browser: Any, server: RealServer, tmp_path: Path
) -> None:
    visit = Visit(browser, server.url)
    page = visit.page
    film.make_athlete(visit, "Anna")
    film.drop_film(visit, CLIP, "2026-11-20")
    film.follow_to_the_verdict(visit, FRAMES)
    film.report_of(page)
    first = page.url
    verdict = page.locator("#set-verdict").inner_text()
    page.screenshot(path="/tmp/me/whole/shots/1set.png", full_page=True)
    print(verdict)
    seen = film.seen_files(server)
    assert len(seen) == 1

    page.get_by_label("Rep 1").uncheck()
    fewer = film.judged_anew(visit)
    print(fewer)
    page.locator("#change-form").get_by_label("Exercise").select_option(label="Stiff-leg deadlift")
    as_meant = film.judged_anew(visit)
    print(as_meant)
    assert len({verdict, fewer, as_meant}) == 3
    assert film.seen_files(server) == seen, "the film was not looked at again"

    moment_s = film.note_at_a_moment(visit, COACH)
    print(moment_s)
    page.screenshot(path="/tmp/me/whole/shots/2note.png", full_page=True)
    film.hand_on(visit, browser, tmp_path / "shared.html", COACH)

    # The same film on another day is another set; what was seen of it is known.
    film.drop_film(visit, CLIP, "2026-11-27")
    page.get_by_role("link", name="See the report").click(timeout=film.PATIENCE_MS)
    film.report_of(page)
    assert page.url != first
    assert film.seen_files(server) == seen
    film.compare_in_step(visit, page.url)
    page.screenshot(path="/tmp/me/whole/shots/3compare.png", full_page=True)
    film.find_it_again(visit, "Anna", COACH, 1)
    page.screenshot(path="/tmp/me/whole/shots/4trends.png", full_page=True)
    visit.end()
