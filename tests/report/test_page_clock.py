"""The page's clock tells the frame that is on the screen, also where the film's time tells another.

Browsers show a frame up to half of one before its time, and a busy machine tells of it late.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import hiphinge.report

if TYPE_CHECKING:
    from collections.abc import Iterator

JS = Path(hiphinge.report.__file__).parent / "page" / "js"
AT = "http://clock.invalid"
PLAYED = """async ([told, stands]) => {
  const { Clock } = await import("/clock.js");
  const media = new EventTarget();
  media.requestVideoFrameCallback = (tell) => { media.tell = (t) => tell(0, { mediaTime: t }); };
  media.pause = () => { media.paused = true; };
  media.paused = true;
  const clock = new Clock(media, Float64Array.of(0, 0.1, 0.2, 0.3, 0.4, 0.5), 0);
  media.paused = false;
  media.dispatchEvent(new Event("play"));
  media.tell(told);
  media.currentTime = stands;
  clock.pause();
  const stopped = clock.index;
  media.tell(0.4);
  const late = clock.index;
  clock.seek(0);
  media.tell(0.4);
  return [stopped, late, clock.index];
}"""


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """Return a page from which the scripts of ours can be imported one by one."""
    context = browser.new_context()
    one = context.new_page()

    def answer(route: Any) -> None:
        script = JS / Path(route.request.url).name
        if script.suffix == ".js":
            route.fulfill(path=script, content_type="text/javascript")
        else:
            route.fulfill(body="<!doctype html>", content_type="text/html")

    one.route(f"{AT}/**", answer)
    one.goto(f"{AT}/")
    yield one
    one.unroute_all(behavior="wait")
    context.close()


@pytest.mark.parametrize(
    ("told", "stands", "stopped"),
    [
        pytest.param(0.2, 0.19, 2, id="the picture is ahead of the time"),
        pytest.param(0.2, 0.31, 2, id="the picture is behind the time"),
        pytest.param(0.1, 0.41, 4, id="what is told is late"),
    ],
)
def test_a_pause_stops_at_the_frame_that_is_seen(
    page: Any, told: float, stands: float, stopped: int
) -> None:
    # What is told late is the frame that stands there; after a jump it is none any more.
    assert page.evaluate(PLAYED, [told, stands]) == [stopped, 4, 0]
