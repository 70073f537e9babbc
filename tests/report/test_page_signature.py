"""The signature on the pages: the picture, the ghost and its controls, and sets compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import synthetic_signed
from courses import HINGE, TALL
from pages import Opened, until
from test_html import Elements

from hiphinge.report.compare.html import render

if TYPE_CHECKING:
    from pathlib import Path

SPACE = "\N{NO-BREAK SPACE}"
SPOTS = """(box) => [...document.querySelectorAll(`${box} .axes .spot`)].map(
  (spot) => parseFloat(spot.getAttribute("cx")))"""
WANTED = """() => [...document.querySelectorAll("#signature .axes .wanted")].map(
  (zone) => [parseFloat(zone.getAttribute("x")), parseFloat(zone.getAttribute("width"))])"""
THIGH = """(kind) => {
  const limb = document.querySelectorAll(`.ghost-stage .figure.${kind} .limb`)[2];
  const [hip, knee] = [1, 2].map((end) =>
    ["x", "y"].map((axis) => Number(limb.getAttribute(axis + end))));
  return (Math.atan2(hip[0] - knee[0], knee[1] - hip[1]) * 180) / Math.PI;
}"""
STEP = "Number(document.getElementById('ghost-phase').value)"


@pytest.fixture
def signed(opened: Opened, signed_report: Path) -> Any:
    return opened.go(signed_report)


def put(page: Any, step: int) -> None:
    page.evaluate(
        """(step) => {
          const slider = document.getElementById("ghost-phase");
          slider.value = step;
          slider.dispatchEvent(new Event("input"));
        }""",
        step,
    )


def test_the_picture_shows_the_sets_numbers_against_the_zones(signed: Any, opened: Opened) -> None:
    assert signed.is_visible("#signature")
    assert signed.is_visible("#to-signature")
    said = signed.text_content("#signature .axes").replace(SPACE, " ")
    assert "Hip share" in said
    assert f"{HINGE.knee:.0f}° ±" in said
    knees, left, right = signed.evaluate(SPOTS, "#signature")[2], 130, -5
    assert knees == pytest.approx(100 * (HINGE.knee - left) / (right - left), abs=2)
    zone = signed.evaluate(WANTED)[2]
    assert zone[0] == pytest.approx(100 * (30 - left) / (right - left), abs=0.5)
    assert zone[0] + zone[1] == pytest.approx(100 * (12 - left) / (right - left), abs=0.5)
    assert signed.locator("#signature .axes .tick").count() == 3 * 7
    assert signed.get_attribute("#signature .axes", "aria-hidden") == "true"
    signed.click("#signature summary")
    rows = signed.locator("#signature table tbody tr").all_inner_texts()
    assert [row.split("\t")[0] for row in rows] == ["The set", "Spread", "Rep 1", "Rep 2", "Rep 3"]
    assert opened.complaints == []


def test_the_best_rep_is_a_ghost_over_the_worst(signed: Any) -> None:
    said = signed.inner_text(".signature-ghost")
    assert "Your best rep as a ghost over your worst" in said
    assert "rep 3 least" in said
    assert signed.input_value("#ghost-real") == "3"
    assert signed.input_value("#ghost-ghost") in {"1", "2"}
    put(signed, 25)
    assert signed.evaluate(THIGH, "ghost") == pytest.approx(HINGE.thigh, abs=2)
    assert signed.evaluate(THIGH, "real") == pytest.approx(synthetic_signed.SINKING.thigh, abs=2)
    numbers = signed.inner_text(".ghost-numbers").replace(SPACE, " ")
    assert f"{HINGE.knee:.0f}° ±" in numbers
    assert f"{synthetic_signed.SINKING.knee:.0f}° ±" in numbers
    put(signed, 0)
    for kind in ("ghost", "real"):
        assert signed.evaluate(THIGH, kind) == pytest.approx(TALL.thigh, abs=2)
    assert "Standing" in signed.inner_text(".ghost-phase")


def test_it_plays_and_stops(signed: Any) -> None:
    put(signed, 10)
    signed.click(".ghost-play")
    until(signed, f"{STEP} > 25")
    assert signed.get_attribute(".ghost-play", "aria-label") == "Pause"
    signed.click(".ghost-play")
    stood = signed.evaluate(STEP)
    signed.wait_for_timeout(200)
    assert signed.evaluate(STEP) == stood
    assert signed.get_attribute(".ghost-play", "aria-label") == "Play"


def test_another_rep_can_be_chosen(signed: Any) -> None:
    put(signed, 25)
    signed.select_option("#ghost-real", "1")
    assert signed.evaluate(THIGH, "real") == pytest.approx(HINGE.thigh, abs=2)


def test_without_two_judged_reps_there_is_no_picture(page: Any) -> None:
    assert page.is_hidden("#signature"), "the drawn set carries no signatures"
    assert page.is_hidden("#to-signature")


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the page of two sets laid over each other."""
    folder = tmp_path_factory.mktemp("two")
    path = folder / "two.html"
    path.write_text(render(synthetic_signed.make_comparison(folder)), encoding="utf-8")
    return path


def test_the_comparison_says_what_differs(opened: Opened, two: Path) -> None:
    page = opened.go(two)
    assert "“clean” squats" in page.inner_text("h1")
    differs = page.inner_text(".verdict-list.differs")
    assert "In “clean” the knees bend" in differs
    assert "Cannot be told apart" in page.inner_text("#differences")
    assert page.locator("#picture .spot").count() == 14
    assert page.locator("#against").count() == 0
    rows = page.locator("#numbers tbody tr").count()
    assert rows == 2 + 3 + 2
    assert opened.complaints == []
    assert opened.requests == [two.as_uri()]


def test_any_set_can_be_the_one_that_others_are_held_against(
    opened: Opened, compared: Path
) -> None:
    page = opened.go(compared)
    assert "than in “swing”" in page.inner_text(".verdict-list.differs")
    page.select_option("#against", "B")
    held = page.inner_text(".verdict-list.differs")
    assert "In “bow” the knees bend" in held
    assert "than in “clean”" in held
    page.select_option("#ghost-set", "C")
    page.select_option("#real-set", "B")
    assert "C · bow" in page.inner_text("#over-parts .ghost")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_phone_has_no_sideways_scroll(
    browser: Any, signed_report: Path, compared: Path, scheme: Any
) -> None:
    for path in (signed_report, compared):
        context = browser.new_context(viewport={"width": 360, "height": 800}, color_scheme=scheme)
        page = Opened(context.new_page()).go(path)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        context.close()


def test_the_comparison_asks_for_nothing_and_a_name_cannot_break_out(
    two: Path, tmp_path: Path
) -> None:
    text = two.read_text()
    assert "default-src 'none'" in text
    assert "unsafe" not in text
    assert "url(" not in text
    made = synthetic_signed.make_comparison(tmp_path)
    evil = "</script><img src=x onerror=alert(1)>"
    sets = [one.model_copy(update={"label": evil, "file": evil}) for one in made.sets]
    odd = render(made.model_copy(update={"sets": sets}))
    assert len(list(Elements(odd).of("script"))) == len(list(Elements(text).of("script")))
    assert "onerror" not in "".join(str(attrs) for _, attrs, _ in Elements(odd).found)
