"""The page in a frame of an app on this machine: its video beside it, its moment asked and told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import synthetic_report
from pages import FRAME, MEDIA_TIME, nearest, until, write
from served import served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

APP = """<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>app</title>
<iframe id="frame" src="{page}" width="1200" height="800"></iframe>
<script>
const told = [];
addEventListener("message", (event) => told.push({{ from: event.origin, ...event.data }}));
const send = (data) => document.getElementById("frame").contentWindow.postMessage(data, "*");
</script>"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, video: bytes) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("app")
    (folder / "video").write_bytes(video)
    write(folder / "report.html", synthetic_report.make_page("video"))
    (folder / "app.html").write_text(APP.format(page="report.html"), encoding="utf-8")
    with served(folder) as address:
        yield address


@pytest.fixture
def app(browser: Any, address: str) -> Iterator[Any]:
    """Return the app's page with the report in its frame, ready to move."""
    page = browser.new_page()
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.goto(f"{address}/app.html")
    until(page, "frames.length === 1 && frames[0].document.readyState === 'complete'")
    until(page.frames[1], "document.getElementById('video').readyState >= 2")
    yield page
    page.close()


def _last(app: Any) -> dict[str, Any]:
    last: dict[str, Any] = app.evaluate("told[told.length - 1]")
    return last


def test_the_video_beside_it_is_served_and_may_be_moved_in(app: Any, address: str) -> None:
    report = app.frames[1]
    assert report.evaluate("document.getElementById('video').currentSrc") == f"{address}/video"
    app.evaluate("send({ type: 'hiphinge-seek', time_s: 8.35 })")
    until(report, f"{FRAME} === {nearest(8.35)} && Math.abs({MEDIA_TIME} - 8.35) < 0.1")
    assert report.evaluate("document.getElementById('video').paused")
    assert app.complaints == []


def test_the_moment_is_told_when_asked_and_when_it_changes(app: Any, address: str) -> None:
    app.evaluate("send({ type: 'hiphinge-seek', time_s: 4.2 })")
    until(app, "told.length && Math.abs(told[told.length - 1].time_s - 4.2) < 0.02")
    assert {key: _last(app)[key] for key in ("type", "from", "playing")} == {
        "type": "hiphinge-time",
        "from": address,
        "playing": False,
    }
    until(app.frames[1], "!document.getElementById('video').seeking")
    app.wait_for_timeout(100)
    app.evaluate("told.length = 0; send({ type: 'hiphinge-ask' })")
    until(app, "told.length > 0")
    assert _last(app)["time_s"] == pytest.approx(4.2, abs=0.02)
    app.frames[1].click("#do-play")
    until(app, "told.some((one) => one.playing && one.time_s > 4.4)")
    app.frames[1].click("#do-play")
    until(app, "!told[told.length - 1].playing")


@pytest.mark.parametrize(
    "message",
    ["null", "'hiphinge-seek'", "{ type: 'hiphinge-seek', time_s: '9' }",
     "{ type: 'hiphinge-seek', time_s: NaN }", "{ type: 'other', time_s: 9 }"],
)  # fmt: skip
def test_what_is_no_question_is_passed_over(app: Any, message: str) -> None:
    app.evaluate(f"send({message}); send({{ type: 'hiphinge-ask' }})")
    until(app, "told.length >= 1")
    app.wait_for_timeout(50)
    assert _last(app)["time_s"] == pytest.approx(0, abs=0.02)
    assert app.complaints == []


def test_a_page_of_another_server_is_not_answered(
    browser: Any, address: str, tmp_path: Path
) -> None:
    (tmp_path / "app.html").write_text(APP.format(page=f"{address}/report.html"))
    with served(tmp_path) as other:
        page = browser.new_page()
        page.goto(f"{other}/app.html")
        page.frame_locator("iframe").locator("html.ready").wait_for()
        report = next(one for one in page.frames if re.search("report.html", one.url))
        until(report, "document.getElementById('video').readyState >= 2")
        page.evaluate("send({ type: 'hiphinge-seek', time_s: 9 }); send({ type: 'hiphinge-ask' })")
        page.wait_for_timeout(200)
        assert page.evaluate("told") == []
        assert report.evaluate(FRAME) == 0
        page.close()
