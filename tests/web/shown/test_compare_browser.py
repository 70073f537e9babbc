"""Two sets in step, in a browser: one slider moves both films, and both play together."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from axe import violations
from courses import HINGE, Tempo
from watching import PATIENCE_MS, near, until

from hiphinge.store import days

if TYPE_CHECKING:
    from judged import Judged

FIRST = "set-of-anna"
SLOW = Tempo(2.4, 0.5, 2.0, 0.5)
TIMES = "[...document.querySelectorAll('video')].map((one) => one.currentTime)"

WATCH = f"""() => new Promise((end) => {{
  const seen = [], began = performance.now();
  const button = document.getElementById("step-play");
  let before = began;
  const look = (now) => {{
    // While a machine is held up, films go on and nothing can keep them in step.
    const smooth = now - before < 100;
    before = now;
    const phase = Number(document.getElementById("step-phase").value);
    if (smooth && phase > 10 && !(phase <= seen.at(-1)?.[0] + 5)) seen.push([phase, {TIMES}]);
    if (seen.length < 4 && now - began < {PATIENCE_MS}) {{
      if (button.textContent === "Play") button.click(); // it came to its end: once more
      return requestAnimationFrame(look);
    }}
    button.click();
    end(seen);
  }};
  requestAnimationFrame(look);
}})"""
"""Looks at four phases while the films play, then presses the button again."""


@pytest.fixture(scope="module")
def second(live: Judged) -> str:
    """Return a set of slow hinges of another day."""
    with live.db.write() as session:
        anna = session.merge(live.lift(FIRST).training_day.athlete)
        day = days.create(session, anna, "2026-11-20")
    return live.film(day, (HINGE, HINGE), SLOW, uid="slow-hinges", load_kg=50.0).uid


@pytest.fixture
def pair(page: Any, second: str) -> Any:
    page.goto(f"/compare?first={FIRST}&second={second}&first_rep=1&second_rep=1")
    until(page, "[...document.querySelectorAll('video')].every((one) => one.readyState >= 2)")
    return page


def slide(page: Any, phase: int) -> None:
    page.evaluate(
        """(phase) => {
          const slider = document.getElementById("step-phase");
          slider.value = phase;
          slider.dispatchEvent(new Event("input"));
        }""",
        phase,
    )


@pytest.fixture(scope="module")
def courses(live: Judged, second: str) -> list[list[float]]:
    """Return the moments of the first repetition of each set over its phase, as judged."""
    results = [live.analysis(uid).result for uid in (FIRST, second)]
    reports = [live.db.folder.result_path(one or "") / "report.json" for one in results]
    return [json.loads(one.read_text())["reps"][0]["course"]["time_s"] for one in reports]


def at(course: list[float], phase: float) -> float:
    return float(np.interp(phase / 2, range(51), course))


def test_one_slider_moves_both_films(pair: Any, courses: list[list[float]]) -> None:
    for phase, words in ((0, "Standing"), (25, "50% of the way down"), (80, "60% of the way up")):
        slide(pair, phase)
        for index, course in enumerate(courses):
            until(pair, near(f"{TIMES}[{index}]", at(course, phase), 0.01))
        assert words in pair.inner_text("#step-words").replace("\N{NO-BREAK SPACE}", " ")
    assert pair.get_attribute("#step-phase", "aria-valuetext").endswith("of the way up")


def test_numbers_and_bones_go_along(pair: Any) -> None:
    slide(pair, 50)
    lean = pair.inner_text("tr[data-measure=trunk_deg] td >> nth=0")
    assert int(lean.split("°")[0]) == pytest.approx(HINGE.trunk, abs=2)
    assert "±" in lean
    bone = "document.querySelector('[data-side=\"0\"] svg line.over').getAttribute('x1')"
    bottom = float(pair.evaluate(bone))
    slide(pair, 0)
    assert abs(float(pair.evaluate(bone)) - bottom) > 20
    assert pair.inner_text("tr[data-measure=trunk_deg] td >> nth=0") != lean
    pair.click("text=Skeleton")
    assert pair.locator(".film-box line:visible").count() == 0


def test_both_play_in_step_at_the_pace_of_the_first(pair: Any, courses: list[list[float]]) -> None:
    slide(pair, 4)
    until(pair, near(f"{TIMES}[1]", at(courses[1], 4), 0.01))
    pair.click("text=0.5×")
    pair.click("#step-play")
    seen = pair.evaluate(WATCH)
    assert len(seen) == 4
    for phase, times_s in seen:
        told_s = [at(course, phase) for course in courses]
        assert times_s == pytest.approx(told_s, abs=0.3)
    assert pair.inner_text("#step-play") == "Play"
    assert pair.evaluate("[...document.querySelectorAll('video')].every((one) => one.paused)")


def test_another_repetition_is_chosen(pair: Any, live: Judged) -> None:
    pair.select_option("#rep-0", "3")
    slide(pair, 50)
    until(pair, near(f"{TIMES}[0]", live.truths[FIRST][2].bottom_s))


@pytest.mark.parametrize("width", [360, 1280])
def test_everybody_can_use_it(pair: Any, width: int) -> None:
    pair.set_viewport_size({"width": width, "height": 760})
    pair.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    pair.evaluate("document.querySelectorAll('.menu').forEach((one) => { one.open = false; })")
    assert violations(pair) == []
    assert pair.evaluate("document.documentElement.scrollWidth") <= width


def test_the_whole_comparison_page_works_under_its_policy(pair: Any) -> None:
    pair.click("text=The whole comparison page")
    until(pair, "document.querySelectorAll('#difference-parts > *').length > 0")
