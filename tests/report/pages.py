"""What the tests of the page in a browser share: opening it, asking it, waiting for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import synthetic

from hiphinge.report.html import render

if TYPE_CHECKING:
    from pathlib import Path

    from hiphinge.report.page_input import PageInput

PATIENCE_MS = 180_000
"""What a page has not done by then it never will [ms]."""
FRAME = "Number(document.getElementById('scrub').value)"
MEDIA_TIME = "document.getElementById('video').currentTime"
INK = """() => {
  const canvas = document.getElementById("canvas");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return data.reduce((sum, one, index) => sum + (index % 4 === 3 && one > 0 ? 1 : 0), 0);
}"""
PLAYHEAD = """() => {
  const box = document.querySelector("[data-measure=knee_deg] .u-over").getBoundingClientRect();
  const head = document.querySelector("[data-measure=knee_deg] .playhead").getBoundingClientRect();
  return (head.left + 1 - box.left) / box.width;
}"""


class Opened:
    """A page that is open, and what it asked for and complained about."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def go(self, path: Path) -> Any:
        self.page.goto(path.as_uri())
        self.page.wait_for_selector("html.ready")
        return self.page


def write(path: Path, page: PageInput) -> Path:
    path.write_text("".join(render(page)), encoding="utf-8")
    return path


def until(page: Any, truth: str) -> None:
    """Wait for a truth; Playwright's own waiting needs `eval`, which the page's policy bars."""
    for _ in range(PATIENCE_MS // 25):
        if page.evaluate(truth):
            return
        page.wait_for_timeout(25)
    pytest.fail(f"never came true: {truth}")


def ready(page: Any) -> None:
    """Wait until the video can be moved in and stands still."""
    until(page, "document.getElementById('video').readyState >= 2")
    until(page, "!document.getElementById('video').seeking")


def settled(page: Any, frame: int) -> None:
    """Wait until a frame is shown and the video has got there."""
    until(page, f"{FRAME} === {frame} && !document.getElementById('video').seeking")


def nearest(time_s: float) -> int:
    return int(abs(synthetic.frame_times() - time_s).argmin())
