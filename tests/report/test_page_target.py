"""The body's own target on the page: in the cards, over the video, and where it is not known."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import synthetic
import synthetic_target
from pages import FRAME, INK, Opened, nearest, ready, settled, until, write
from synthetic import ANKLE, LEG, REPS, TRUNK

if TYPE_CHECKING:
    from pathlib import Path

FIGURE = """(number) => {
  const at = (name, end) => [...document.querySelectorAll(`#rep-${number} .own-figure ${name}`)]
    .slice(0, 3).map((line) => [Number(line.getAttribute("x" + end)),
      -Number(line.getAttribute("y" + end))]);
  return { outline: at("line.outline", 2), done: at("g.done line", 2) };
}"""
"""Knee, hip and shoulder of both figures, in hundredths of a leg length."""
SPAN = """() => {
  const canvas = document.getElementById("canvas");
  const { width, height } = canvas;
  const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
  const seen = { left: width, right: 0, top: height };
  for (let k = 3; k < data.length; k += 4) {
    if (data[k] < 200) continue;
    const [x, y] = [((k - 3) / 4) % width, Math.floor((k - 3) / 4 / width)];
    seen.left = Math.min(seen.left, x);
    seen.right = Math.max(seen.right, x);
    seen.top = Math.min(seen.top, y);
  }
  return [seen.left / width, seen.right / width, seen.top / height];
}"""
"""The outline's edges as shares of the stage, which the picture fills."""
BOTTOM_1, BOTTOM_3 = 2.4, 8.35


@pytest.fixture(scope="module")
def aimed_report(folder: Path, video: bytes) -> Path:
    return write(folder / "target.html", synthetic_target.make_page(video))


@pytest.fixture
def aimed(opened: Opened, aimed_report: Path) -> Any:
    page = opened.go(aimed_report)
    ready(page)
    return page


def joints(shin: float, thigh: float, trunk: float) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Return knee, hip and shoulder ahead of and above the ankle, in leg lengths."""
    lengths = (synthetic.SHANK / LEG, synthetic.THIGH / LEG, TRUNK / LEG)
    leans = np.radians([shin, thigh, trunk])
    steps = np.stack([lengths * np.sin(leans), lengths * np.cos(leans)], axis=1)
    return np.asarray(np.cumsum(steps, axis=0))


def of_target(number: int) -> np.ndarray[Any, np.dtype[np.float64]]:
    rep = synthetic_target.make_report().reps[number - 1]
    names = ("shin_deg", "thigh_deg", "trunk_deg")
    return joints(*(rep.target[name].value or 0.0 for name in names))


@pytest.mark.parametrize("number", [1, 3])
def test_a_card_draws_both_on_one_ankle_to_scale(aimed: Any, opened: Opened, number: int) -> None:
    drawn = aimed.evaluate(FIGURE, number)
    assert np.array(drawn["outline"]) == pytest.approx(100 * of_target(number), abs=0.1)
    rep = REPS[number - 1]
    done = joints(rep.shin, rep.shin - rep.knee, rep.trunk)
    # The motion wobbles by 0.6 degrees.
    assert np.array(drawn["done"]) == pytest.approx(100 * done, abs=2.0)
    assert opened.complaints == []


def test_a_card_says_what_differs_and_lists_the_numbers(aimed: Any) -> None:
    assert synthetic_target.TOLD[3][0] in aimed.inner_text("#rep-3 .own-words")
    aimed.click("#rep-3 .own-words summary")
    rows = aimed.locator("#rep-3 .own-words tbody tr").all_inner_texts()
    knee = next(row for row in rows if row.startswith("Knee bend"))
    assert knee.split("\t")[1].startswith("92°")
    assert knee.split("\t")[2].startswith("18°")
    assert aimed.get_attribute("#rep-3 .own-figure", "aria-label") == (
        "Rep 3 at the bottom, and your own target as an outline"
    )


def test_the_build_and_a_legend_stand_before_the_cards(aimed: Any) -> None:
    said = aimed.inner_text(".own-build")
    for words in (*synthetic_target.BODY, "± one standard deviation"):
        assert words in said
    assert aimed.locator(".own-build .own-swatch").count() == 3


def test_a_rep_without_a_target_says_why(aimed: Any) -> None:
    assert synthetic_target.TOLD[5][0] in aimed.inner_text("#rep-5")
    for number in (2, 4, 5):
        assert aimed.locator(f"#rep-{number} .own-figure").count() == 0


def test_the_doubt_is_drawn_as_wide_as_it_is(aimed: Any) -> None:
    hips = aimed.evaluate(
        """() => [...document.querySelectorAll("#rep-1 .own-figure line.shade")]
          .filter((_, k) => k % 6 === 1).map((line) => Number(line.getAttribute("x2")))"""
    )
    sd = synthetic_target.make_report().reps[0].target["hips_back_frac"].sd
    assert (max(hips) - min(hips)) / 200 == pytest.approx(sd, abs=1e-3)


def test_the_outline_is_a_layer_that_is_off_at_first(aimed: Any) -> None:
    aimed.click(".chip[data-rep='1']")
    settled(aimed, nearest(BOTTOM_1))
    assert aimed.get_attribute("#layer-target", "aria-pressed") == "false"
    assert aimed.is_hidden("#target-note")
    aimed.click("#layers-off")
    assert aimed.evaluate(INK) == 0
    aimed.click("#layer-target")
    assert aimed.evaluate(INK) > 300
    assert aimed.is_visible("#target-note")
    aimed.keyboard.press("5")
    assert aimed.evaluate(INK) == 0


@pytest.mark.parametrize(("facing", "roll_deg", "yaw_deg"), [(1, 0, 0), (-1, 0, 0), (1, 7, 25)])
def test_the_outline_stands_at_the_ankle_in_the_lifters_size(
    opened: Opened, folder: Path, facing: int, roll_deg: float, yaw_deg: float
) -> None:
    """Its edges in the picture, for a camera that is rolled clockwise and turned as well."""
    made = synthetic_target.make_page(synthetic.make_video(facing), facing)
    view = made.report.view.model_copy(update={"roll_deg": roll_deg, "yaw_deg": yaw_deg})
    made = dataclasses.replace(made, report=made.report.model_copy(update={"view": view}))
    page = opened.go(write(folder / f"filmed{facing}{roll_deg}.html", made))
    ready(page)
    page.click(".chip[data-rep='3']")
    settled(page, nearest(BOTTOM_3))
    page.click("#layers-off")
    page.click("#layer-target")
    left, right, top = page.evaluate(SPAN)
    spots, widths = outline_px(facing, roll_deg, yaw_deg)
    # Two pixels of its line, and the drawn body's own wobble.
    assert left * synthetic.WIDTH == pytest.approx(min(spots[:, 0] - widths), abs=8)
    assert right * synthetic.WIDTH == pytest.approx(max(spots[:, 0] + widths), abs=8)
    assert top * synthetic.HEIGHT == pytest.approx(min(spots[:, 1] - widths), abs=8)


def outline_px(facing: int, roll_deg: float, yaw_deg: float) -> tuple[Any, Any]:
    """Return the outline's joints in the picture, and half its width there [px]."""
    knee, hip, shoulder = of_target(3)
    lean = np.radians(synthetic_target.make_report().reps[2].target["trunk_deg"].value or 0.0)
    head = shoulder + 0.3 * np.array([np.sin(lean), np.cos(lean)])
    own = synthetic_target.LENGTHS
    heel, toe = (np.array([end.value, -0.07]) for end in (own.heel, own.toe))
    away = np.array([knee, hip, shoulder, head, heel, toe]) * (
        facing * np.cos(np.radians(yaw_deg)),
        -1,
    )
    # The leg is as long as it is seen by a camera whose roll and turn are undone.
    rep, narrow = REPS[2], np.cos(np.radians(yaw_deg))
    leans = facing * np.radians([rep.shin, rep.shin - rep.knee]) - np.radians(roll_deg)
    parts = np.array([synthetic.SHANK, synthetic.THIGH])
    leg = float(np.sum(parts * np.hypot(np.sin(leans) / narrow, np.cos(leans))))
    cos, sin = np.cos(np.radians(roll_deg)), np.sin(np.radians(roll_deg))
    spots = np.array(ANKLE) + leg * away @ np.array([[cos, sin], [-sin, cos]])
    return spots, leg * np.array([0.125, 0.17, 0.17, 0.22, 0.05, 0.05]) / 2


def test_between_reps_and_without_a_target_nothing_is_drawn(aimed: Any) -> None:
    aimed.click("#layers-off")
    aimed.click("#layer-target")
    for number, moment in ((2, 5.3), (4, 11.65)):
        aimed.click(f".chip[data-rep='{number}']")
        settled(aimed, nearest(moment))
        assert aimed.evaluate(INK) == 0


def test_a_set_without_targets_has_nothing_to_switch(page: Any) -> None:
    assert page.locator("#layer-target").count() == 0
    assert page.locator(".own-build, .own-target").count() == 0
    assert "own target" not in page.text_content("#help")


def test_a_set_that_can_have_none_says_why_once(opened: Opened, folder: Path) -> None:
    made = synthetic_target.make_page(None)
    why = "Your own target is not known: the camera looks 50° ±4° away from the side."
    reps = [rep.model_copy(update={"target": {}, "target_words": []}) for rep in made.report.reps]
    update = {"reps": reps, "proportions": {}, "body": [why]}
    bare = dataclasses.replace(made, report=made.report.model_copy(update=update))
    page = opened.go(write(folder / "none.html", bare))
    assert page.inner_text("#reps").count("is not known") == 1
    assert page.locator(".own-legend, #layer-target").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_has_no_sideways_scroll(browser: Any, aimed_report: Path, scheme: Any) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800}, color_scheme=scheme)
    page = Opened(context.new_page()).go(aimed_report)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    until(page, f"{FRAME} === 0")
    context.close()
