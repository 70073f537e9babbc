"""The page of a set in a browser: the report in its frame, notes, edits in place, sharing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from axe import violations
from watching import PATIENCE_MS, near, until

if TYPE_CHECKING:
    from pathlib import Path

    from judged import Judged
    from seeds import Seeds

UID = "set-of-anna"
FILM = "document.getElementById('video').currentTime"
NOW = "Number(document.querySelector('[data-now]').textContent)"


def report_of(page: Any) -> Any:
    """Return the report's frame once it stands."""
    page.locator("#report:not([aria-busy=true])").wait_for(timeout=PATIENCE_MS)
    page.wait_for_function(
        "() => document.getElementById('report')?.contentDocument?.documentElement"
        ".classList.contains('ready')",
        timeout=PATIENCE_MS,
    )
    (frame,) = [one for one in page.frames if one.url.endswith("/report")]
    return frame


def opened(page: Any, uid: str = UID) -> Any:
    page.goto(f"/sets/{uid}")
    frame = report_of(page)
    until(frame, "document.getElementById('video').readyState >= 2")
    return frame


def test_the_report_stands_in_its_frame_and_is_moved_in(page: Any, live: Judged) -> None:
    frame = opened(page)
    assert frame.evaluate("document.getElementById('video').videoWidth") == 480
    until(frame, "innerHeight === 860 && document.documentElement.scrollHeight > 5000")
    assert page.get_attribute("#report", "title").startswith("Report of this set")
    rep = live.truths[UID][1]
    page.click("#set-leave-out li:nth-child(2) [data-seek]")
    until(frame, near(FILM, rep.bottom_s))
    until(page, near(NOW, rep.bottom_s))
    top = frame.evaluate("document.getElementById('stage').getBoundingClientRect().top")
    shown = page.evaluate("document.getElementById('report').getBoundingClientRect().top") + top
    assert -1 <= shown < 860, "the film was brought into view"


def test_an_address_names_a_repetition(page: Any, live: Judged) -> None:
    page.goto(f"/sets/{UID}?rep=3")
    frame = report_of(page)
    until(frame, near(FILM, live.truths[UID][2].bottom_s))


def test_a_note_is_kept_at_the_moment_that_is_shown(page: Any, live: Judged) -> None:
    frame = opened(page)
    page.click("#set-jumps [data-seek]")
    best_s = float(page.get_attribute("#set-jumps [data-seek]", "data-seek"))
    until(page, near(NOW, best_s, 0.1))
    page.click("#set-notes [data-note]")
    page.fill("#note-text", "hips back </script> here")
    page.fill("#note-author", "Kim")
    page.click("text=Keep note")
    page.wait_for_selector("#set-notes [data-note-uid]")
    frame = report_of(page)
    until(frame, "document.querySelectorAll('.remark').length === 1")
    assert "hips back </script> here" in frame.inner_text("#notes-list")
    assert frame.evaluate("document.querySelectorAll('.remark-mark').length") == 1
    until(frame, near(FILM, best_s, 0.1))
    (note,) = live.lift(UID).notes
    assert note.time_s == pytest.approx(best_s, abs=0.05)
    page.click("text=Change the note at")
    page.fill("#note-text", "better")
    page.keyboard.press("Tab")
    page.click("text=Keep note")
    page.wait_for_selector("text=better")
    page.click("text=Delete the note at")
    page.wait_for_selector("text=Note deleted")
    assert live.lift(UID).notes == []
    page.click(".toast >> text=Undo")
    page.wait_for_selector("#set-notes >> text=better")
    assert [one.text for one in live.lift(UID).notes] == ["better"]


def test_a_moment_that_is_asked_for_while_the_report_comes_anew_is_shown(
    page: Any, live: Judged
) -> None:
    opened(page)
    held: list[Any] = []

    def hold(route: Any) -> None:
        held.append(route)

    page.route(re.compile(rf"/sets/{UID}/report$"), hold)
    page.click("#set-notes [data-note]")
    page.fill("#note-text", "look here")
    page.click("text=Keep note")
    page.wait_for_selector("#set-notes [data-note-uid]")
    while not held:
        page.wait_for_timeout(20)
    rep = live.truths[UID][2]
    page.click("#set-leave-out li:nth-child(3) [data-seek]")
    until(page, near(NOW, rep.bottom_s))
    held[0].continue_()
    frame = report_of(page)
    until(frame, "document.getElementById('notes-list').textContent.includes('look here')")
    until(frame, near(FILM, rep.bottom_s))
    page.unroute_all(behavior="wait")
    page.click("text=Delete the note at")
    page.wait_for_selector("text=Note deleted")


def test_a_verdict_that_is_there_before_the_page_has_heard_of_the_edit_is_told_too(
    page: Any, live: Judged
) -> None:
    opened(page)
    before = page.inner_text("#set-verdict")

    def slow(route: Any) -> None:
        live.work()
        route.continue_()

    page.route(re.compile(rf"//[^/]+/sets/{UID}$"), slow)
    page.uncheck("#set-leave-out li:nth-child(2) input")
    page.click("#change-form >> text=Save")
    page.locator(".toast").get_by_text(re.compile("^Judged anew")).wait_for()
    assert page.inner_text("#set-verdict") != before
    frame = report_of(page)
    until(frame, "!document.getElementById('verdict').textContent.includes('squat')")
    page.click(".toast >> text=Undo")
    until(page, "document.getElementById('set-verdict').textContent.includes('1 squat')")
    page.unroute_all(behavior="wait")


def test_an_edit_is_judged_anew_in_place(page: Any, live: Judged) -> None:
    opened(page)
    page.evaluate("window.stayed = true")
    before = page.inner_text("#set-verdict")
    assert "1 squat" in before
    page.uncheck("#set-leave-out li:nth-child(2) input")
    page.click("#change-form >> text=Save")
    page.wait_for_selector("#set-sentence >> text=Judging anew")
    assert page.inner_text("#set-verdict") == before, (
        "what was judged stays until the next is there"
    )
    live.work()
    page.wait_for_selector("#set-said[data-state=done]")
    until(page, "!document.getElementById('set-verdict').textContent.includes('squat')")
    page.locator(".toast").get_by_text(re.compile("^Judged anew")).wait_for()
    frame = report_of(page)
    until(frame, "!document.getElementById('verdict').textContent.includes('squat')")
    assert "left out" in page.inner_text("#set-leave-out li:nth-child(2)")
    page.click(".toast >> text=Undo")
    page.wait_for_selector("#set-sentence")
    live.work()
    page.wait_for_selector("#set-said[data-state=done]")
    until(page, "document.getElementById('set-verdict').textContent.includes('1 squat')")
    assert page.evaluate("window.stayed"), "the page itself was never loaded again"


def test_what_is_wrong_is_said_at_the_form(page: Any) -> None:
    opened(page)
    page.fill("#f-load_kg", "heavy")
    page.click("#change-form >> text=Save")
    assert "“heavy” is no number" in page.inner_text("#change-wrong")
    assert page.input_value("#f-load_kg") == "heavy"


def test_loads_are_typed_in_the_athletes_units(page: Any, live: Judged, seeds: Seeds) -> None:
    bert = seeds.athlete("Bert", uid="bert-bert", units="lb")
    logged = seeds.lift(seeds.day(bert), exercise="rdl")
    page.goto(f"/sets/{logged.uid}")
    page.fill("#f-load_kg", "225,5")
    page.click("#change-form >> text=Save")
    page.wait_for_selector("#set-head >> text=225.5")
    assert live.lift(logged.uid).load_kg == pytest.approx(225.5 * 0.45359237, abs=0.001)
    page.fill("#f-load_kg", "100 kg")
    page.click("#change-form >> text=Save")
    page.wait_for_selector("#set-head >> text=220.5")
    assert live.lift(logged.uid).load_kg == 100.0


def test_a_lifter_is_pointed_at_in_the_still(page: Any, live: Judged, seeds: Seeds) -> None:
    day = seeds.day(seeds.athlete("Cleo"))
    lift = live.film(day)
    page.goto(f"/sets/{lift.uid}")
    page.click("text=Another person was meant")
    page.wait_for_function("() => document.getElementById('still').naturalWidth > 0")
    box = page.locator("#still").bounding_box()
    place = {"x": 0.25 * box["width"], "y": 0.6 * box["height"]}
    page.click("#still", position=place)
    page.wait_for_selector(".toast >> text=looked at again")
    assert live.analysis(lift.uid).options["lifter_at"] == pytest.approx([0.25, 0.6], abs=0.02)


@pytest.mark.parametrize("width", [360, 1280])
def test_everybody_can_use_it(page: Any, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 760})
    opened(page)
    for fold in ("set-notes", "set-change", "set-hand-on"):
        page.evaluate(f"document.getElementById('{fold}').open = true")
    page.evaluate("document.getElementById('other-lifter').open = true")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_shared_page_opens_from_disk_and_asks_nobody(
    page: Any, browser: Any, tmp_path: Path
) -> None:
    opened(page)
    page.click("#share-make")
    page.wait_for_selector("#share-take:visible")
    assert "The film is inside." in page.inner_text("#share-said")
    with page.expect_download() as download:
        page.click("#share-take")
    assert download.value.suggested_filename.endswith(".html")
    download.value.save_as(file := tmp_path / "shared.html")
    alone = browser.new_page()
    asked: list[str] = []
    alone.on("request", lambda request: asked.append(request.url))
    alone.goto(file.as_uri())
    until(alone, "document.getElementById('video').readyState >= 2")
    assert [one for one in asked if not one.startswith(("file:", "blob:", "data:"))] == []
    assert sum(one.startswith("file:") for one in asked) == 1
    alone.close()
