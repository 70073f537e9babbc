"""Hip and spine on the page: how sure, the parts of each fold, the back's line, silences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import synthetic_spine
from pages import FRAME, INK, Opened, nearest, ready, settled, until, write

from hiphinge.report import html

if TYPE_CHECKING:
    from pathlib import Path

SPACE = "\N{NO-BREAK SPACE}"
BAR = """(number) => {
  const bar = document.querySelector(`#rep-${number} .budget-bar`);
  const box = bar.getBoundingClientRect();
  const whisker = bar.querySelector(".budget-doubt").getBoundingClientRect();
  return [(whisker.left - box.left) / box.width, (whisker.right - box.left) / box.width];
}"""
COLUMNS = """() => [...document.querySelectorAll(".fold-bar")].map((bar) => bar.clientHeight)"""


@pytest.fixture
def spine(opened: Opened, spine_report: Path) -> Any:
    page = opened.go(spine_report)
    ready(page)
    return page


def test_how_sure_stands_near_the_top(spine: Any) -> None:
    said = spine.inner_text(".how-sure")
    assert said.startswith("How sure. The camera was turned 8° ±4° from a pure side view.")
    assert "told apart in reps 1, 2 and 4 only" in said
    assert "trunk ±4°, knee ±5°, hip ±4°, spine ±5°" in said


def test_a_card_says_and_draws_the_parts_of_its_fold(spine: Any) -> None:
    said = spine.inner_text("#rep-4 .budget").replace(SPACE, " ")
    assert "Of this fold of 77°, 61° ±4° come from the hip, 16° ±3° from the spine" in said
    assert "21% ±4% of it." in said
    assert "Rounding of the back since standing: 27° ±5°." in said
    hip, fold = 60.9, 77.1
    low, high = spine.evaluate(BAR, 4)
    assert low == pytest.approx((hip - 4) / fold, abs=0.01)
    assert high == pytest.approx((hip + 4) / fold, abs=0.01)
    assert spine.get_attribute("#rep-4 .budget-bar", "aria-hidden") == "true"


def test_a_silent_rep_says_why(spine: Any) -> None:
    assert spine.locator("#rep-3 .budget").count() == 0
    words = "Hip and spine not told apart: the outline of the back was not seen."
    assert words in spine.inner_text("#rep-3")
    assert "its bottom was not measured" in spine.inner_text("#rep-5")


def test_the_set_shows_a_column_and_a_row_for_each_rep(spine: Any) -> None:
    rows = spine.locator(".folds tbody tr").all_inner_texts()
    cells = [row.replace(SPACE, " ").split("\t") for row in rows]
    assert cells[0] == ["Rep 1", "75°", "70° ±4°", "5° ±3°", "7% ±4%", "9° ±5°"]
    assert cells[2] == ["Rep 3", "–", "–", "–", "–", "–"]
    assert cells[3][3:] == ["16° ±3°", "21% ±4%", "27° ±5°"]
    assert "Rep 3: not told apart: the outline" in spine.inner_text(".folds")
    tall = spine.evaluate(COLUMNS)
    assert tall[0] / tall[1] == pytest.approx(75.1 / 77.8, abs=0.02)
    assert spine.locator(".fold-bar.unknown").count() == 2


def test_a_curve_stops_where_hip_and_spine_are_silent(spine: Any) -> None:
    assert "6.80 s to 9.60 s" in spine.inner_text("[data-measure=spine_deg] figcaption")
    assert "The curve stops" not in spine.inner_text("[data-measure=trunk_deg] figcaption")
    spine.click(".chip[data-rep='3']")
    settled(spine, nearest(8.35))
    assert spine.inner_text("[data-measure=hip_deg] .now") == "not told apart"
    assert spine.inner_text("[data-measure=knee_deg] .now").startswith("92°")
    spine.click(".chip[data-rep='4']")
    settled(spine, nearest(11.65))
    assert spine.inner_text("[data-measure=spine_deg] .now") == f"27°{SPACE}±5°"


def test_the_back_is_a_layer_of_its_own(spine: Any) -> None:
    spine.click(".chip[data-rep='1']")
    settled(spine, nearest(2.4))
    spine.click("#layers-off")
    assert spine.evaluate(INK) == 0
    spine.click("#layer-back")
    assert spine.evaluate(INK) > 300
    spine.keyboard.press("4")
    assert spine.evaluate(INK) == 0
    assert spine.is_visible("#back-note")


def test_without_an_outline_there_is_nothing_to_switch(page: Any) -> None:
    assert page.locator("#layer-back").count() == 0
    assert page.is_hidden("#back-note")
    assert page.locator(".folds").count() == 0
    assert "Outline" not in page.text_content("#help")


def test_a_clip_that_stays_silent_says_so_on_every_card(opened: Opened, folder: Path) -> None:
    made = synthetic_spine.make_page(None, synthetic_spine.make_silent())
    page = opened.go(write(folder / "silent.html", made))
    for number in range(1, 6):
        assert f"not told apart: {synthetic_spine.SHIRT}." in page.inner_text(f"#rep-{number}")
    assert page.locator(".folds").count() == 0
    assert page.locator("[data-measure=spine_deg]").count() == 0
    assert opened.complaints == []


def test_roll_and_tilt_are_told_in_the_method(spine: Any) -> None:
    said = spine.inner_text("#method-parts").replace(SPACE, " ")
    assert "Its roll of 1.2° ±0.4°, clockwise positive, was taken out of all leans" in said
    assert "its tilt was −3° ±1°, up positive." in said


def test_an_unknown_roll_is_said_to_be_unknown(page: Any) -> None:
    said = page.inner_text("#method-parts")
    assert "Its roll is not known, so none was taken out; its tilt is not known." in said


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_phone_has_no_sideways_scroll(browser: Any, spine_report: Path, scheme: Any) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800}, color_scheme=scheme)
    page = Opened(context.new_page()).go(spine_report)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    until(page, f"{FRAME} === 0")
    context.close()


def test_bands_reach_as_far_as_the_truth_does_19_times_in_20(opened: Opened) -> None:
    """The columns for the chart library, asked of the script itself."""
    code = "\n".join(html._read(f"js/{name}.js") for name in ("words", "measures", "plot"))
    code = "\n".join(line for line in code.split("\n") if not line.startswith("import "))
    page = {
        "time": [0, 1, 2],
        "series": {"spine_deg": {"value": [5, 10, None], "sd": [1, 2, None]}},
    }
    ask = """([code, page]) => {
      const whole = page.series.spine_deg;
      for (const name of ["value", "sd"]) whole[name] = whole[name].map((one) => one ?? NaN);
      return new Function(`${code}; return columns;`)()("spine_deg", page);
    }"""
    time, line, high, low = opened.page.evaluate(ask, [code.replace("export ", ""), page])
    assert (time, line) == ([0, 1, 2], [5, 10, None])
    assert high == [pytest.approx(6.96), pytest.approx(13.92), None]
    assert low == [pytest.approx(3.04), pytest.approx(6.08), None]
