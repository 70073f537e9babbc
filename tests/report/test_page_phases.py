"""Phases on the page: on each card, above the slider, in the curves, and what the move is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import synthetic
import synthetic_phases
from pages import FRAME, Opened, nearest, until, write

if TYPE_CHECKING:
    from pathlib import Path

SPACE = "\N{NO-BREAK SPACE}"
LEADS = """(number) => [...document.querySelectorAll(`#rep-${number} .moment-lead`)]
  .map((one) => one.getAttribute("d"))"""
MARKS = """() => [...document.querySelectorAll(".phase-mark")].map((one) => {
  const box = document.getElementById("timeline-reps").getBoundingClientRect();
  return (one.getBoundingClientRect().left - box.left) / box.width;
})"""
CURVE = """() => {
  const canvas = document.querySelector("[data-measure=knee_deg] canvas");
  return canvas.toDataURL();
}"""


def shown(opened: Opened, folder: Path, name: str, **changes: Any) -> Any:
    return opened.go(write(folder / f"{name}.html", synthetic_phases.make_page(**changes)))


@pytest.fixture
def swings(opened: Opened, folder: Path) -> Any:
    return shown(opened, folder, "swings")


def test_the_head_says_what_it_is_and_how_sure(swings: Any, opened: Opened) -> None:
    said = swings.inner_text(".called").replace(SPACE, " ")
    assert re.sub(r"\s+", " ", said) == (
        "Kettlebell swing, as it looks (95% sure) 40.2 ±0.4 a minute kettlebell, as you said 60 kg"
    )
    assert swings.inner_text(".about") == "The move. The hike is one clean hinge."
    assert swings.locator(".question").count() == 0
    assert opened.complaints == []


def test_kinds_are_called_by_the_moves_words(swings: Any) -> None:
    assert swings.inner_text("#rep-1 .kind").startswith("Hinged: almost certain")
    chips = swings.locator(".chip-kind").all_inner_texts()
    assert chips == ["hinged", "hinged", "squat-style", "hinged", "not judged, cut"]
    assert "squat-style" in swings.inner_text("#set-parts .counts")


def test_the_question_is_asked_once_with_all_it_may_be(opened: Opened, folder: Path) -> None:
    page = shown(opened, folder, "unsure", **synthetic_phases.unsure())
    assert page.inner_text(".called").startswith("Not sure, judged as a kettlebell swing")
    assert page.locator(".question").count() == 1
    assert "Say which it was" in page.inner_text(".question")
    rows = [" ".join(one.split()) for one in page.locator(".chances li").all_inner_texts()]
    assert rows == [
        "kettlebell swing 55%", "kettlebell snatch 31%", "none of the moves that are known 14%",
    ]  # fmt: skip
    wide = page.evaluate(
        "[...document.querySelectorAll('.chance')].map((one) => one.getBoundingClientRect().width)"
    )
    assert wide[1] / wide[0] == pytest.approx(0.31 / 0.55, abs=0.02)
    text = page.inner_text("#glance")
    assert text.count("could not be told for sure") == 1


def test_each_card_has_its_phases_at_their_true_places(swings: Any) -> None:
    names = swings.locator("#rep-1 .moment-name").all_inner_texts()
    assert names == ["backswing", "snap", "float"]
    times = [
        one.replace(SPACE, " ") for one in swings.locator("#rep-1 .moment-when").all_inner_texts()
    ]
    assert times == ["2.40 s", "3.00 s", "3.40 s"]
    # From 1.0 s to 3.4 s: 1.4, 2.0 and 2.4 of 2.4 seconds; names stand evenly below.
    found = [
        [float(x) for x in re.findall(r"[ML]([\d.]+) ", one)] for one in swings.evaluate(LEADS, 1)
    ]
    assert [start for start, _ in found] == pytest.approx([58.33, 83.33, 100.0], abs=0.01)
    assert [end for _, end in found] == pytest.approx([16.67, 50.0, 83.33], abs=0.01)
    hinge = swings.locator("#rep-1 .moment.hinge .moment-name").all_inner_texts()
    assert hinge == ["backswing"]
    title = swings.get_attribute("#rep-1 .moment", "title")
    assert title.startswith("The fold is deepest, the bell between the legs: 2.40")
    assert title.endswith("The hinge is measured here.")


def test_a_phase_that_was_not_seen_is_named(swings: Any) -> None:
    assert swings.inner_text("#rep-5 .moments .quiet") == "Not seen: snap, float."
    assert swings.locator("#rep-1 .moments .quiet").count() == 0


def test_a_phase_leads_to_its_moment(swings: Any) -> None:
    swings.click("#rep-2 .moment:has-text('snap')")
    frame = nearest(5.9)
    until(swings, f"{FRAME} === {frame}")
    assert swings.inner_text("#say").replace(SPACE, " ") == "Rep 2, snap, 5.90 s."
    assert "rep 2 (hinged), snap · frame" in swings.inner_text("#reading")
    swings.keyboard.press("n")
    until(swings, f"{FRAME} === {nearest(6.3)}")
    assert "float" in swings.inner_text("#reading")
    swings.keyboard.press("b")
    until(swings, f"{FRAME} === {frame}")
    swings.keyboard.press(",")
    until(swings, f"{FRAME} === {frame - 1}")
    assert "backswing to snap" in swings.inner_text("#reading")


def test_the_slider_carries_a_mark_for_each_phase(swings: Any) -> None:
    marks = swings.evaluate(MARKS)
    assert len(marks) == 4 * 3 + 1
    times = synthetic.frame_times()
    span = times[-1] - times[0]
    assert marks[0] == pytest.approx((2.4 - times[0]) / span, abs=0.003)


def test_curves_are_marked_at_phases(swings: Any, opened: Opened, folder: Path) -> None:
    assert "a phase of it" in swings.inner_text(".legend")
    marked = swings.evaluate(CURVE)
    plain = synthetic_phases.make_report()
    bare = [rep.model_copy(update={"events": []}) for rep in plain.reps]
    page = shown(opened, folder, "bare", reps=bare)
    assert "a phase of it" not in page.inner_text(".legend")
    assert page.evaluate(CURVE) != marked


def test_the_phases_are_explained_once(swings: Any) -> None:
    assert swings.locator("summary:has-text('What the phases are')").count() == 1
    swings.click("summary:has-text('What the phases are')")
    said = swings.inner_text(".moments-meaning")
    assert "Snap" in said
    assert "The hips are open." in said


def test_where_the_hinge_is_held_elsewhere_the_page_says_so(opened: Opened, folder: Path) -> None:
    page = shown(opened, folder, "late", hinge_late_s=0.3)
    assert "it counts at the backswing only" in page.inner_text(".legend")
    assert page.inner_text("#rep-1 .gauges thead").split("\t")[0] == "At the backswing"
    captions = page.locator("#rep-1 .frame figcaption").all_inner_texts()
    assert [one.split()[:2] for one in captions] == [
        ["Start", "1.00"], ["Backswing", "2.70"], ["Float", "3.40"],
    ]  # fmt: skip
    page.click(".chip[data-rep='1']")
    until(page, f"{FRAME} === {nearest(2.7)}")


def test_phases_fit_a_phone(browser: Any, folder: Path) -> None:
    path = write(folder / "phone.html", synthetic_phases.make_page(**synthetic_phases.unsure()))
    context = browser.new_context(viewport={"width": 360, "height": 800})
    page = Opened(context.new_page()).go(path)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    heights = page.evaluate(
        "[...document.querySelectorAll('#rep-1 .moment')].map((one) => one.clientHeight)"
    )
    assert min(heights) >= 40, "a finger's width"
    context.close()
