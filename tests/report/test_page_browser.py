"""The page in a real browser, opened from a file, with no network at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import synthetic
import synthetic_report
from pages import FRAME, INK, MEDIA_TIME, PLAYHEAD, Opened, nearest, ready, settled, until, write

from hiphinge.report.page_input import PageInput

if TYPE_CHECKING:
    from pathlib import Path

EVIL = "</script><b>set & 'one'.mp4"


def test_opens_without_a_request_or_a_complaint(opened: Opened, report: Path) -> None:
    page = opened.go(report)
    ready(page)
    page.click("#do-play")
    until(page, f"{FRAME} > 5")
    outside = [url for url in opened.requests if not url.startswith(("data:", "blob:"))]
    assert outside == [report.as_uri()]
    assert opened.complaints == []
    assert page.inner_text("h1").startswith("Three of your four")
    assert "ounding of the spine" in page.inner_text(".not-measured")


def test_show_me_jumps_and_pauses(page: Any) -> None:
    page.click("#do-play")
    page.click(".finding[data-rule='knee.soft'] .show-me")
    frame = nearest(8.35)
    settled(page, frame)
    times = synthetic.frame_times()
    assert times[frame] <= page.evaluate(MEDIA_TIME) < times[frame + 1]
    assert page.evaluate("document.getElementById('video').paused")
    assert page.inner_text("#say").startswith("rep 3, 8.35 s")
    assert page.evaluate("document.activeElement.id") == "player"


def test_keys_step_one_true_frame(page: Any) -> None:
    times = synthetic.frame_times()
    page.focus("#player")
    for key, frame in [("ArrowRight", 1), (".", 2), ("ArrowRight", 3), (",", 2), ("ArrowLeft", 1)]:
        page.keyboard.press(key)
        settled(page, frame)
        assert times[frame] <= page.evaluate(MEDIA_TIME) < times[frame + 1]


def test_many_quick_steps_all_count(page: Any) -> None:
    page.focus("#player")
    for _ in range(25):
        page.keyboard.press("ArrowRight")
    settled(page, 25)
    times = synthetic.frame_times()
    until(page, f"{MEDIA_TIME} >= {times[25]} && {MEDIA_TIME} < {times[26]}")


def test_keys_move_between_reps_and_change_speed(page: Any) -> None:
    page.keyboard.press("]")
    settled(page, nearest(1.0))
    page.keyboard.press("]")
    settled(page, nearest(3.8))
    page.keyboard.press("[")
    settled(page, nearest(1.0))
    page.keyboard.press("-")
    assert page.evaluate("document.getElementById('video').playbackRate") == 0.5
    assert page.get_attribute("[id='speed-0.5']", "aria-pressed") == "true"
    page.keyboard.press("?")
    assert page.is_visible("#help")
    page.keyboard.press("Escape")
    assert not page.is_visible("#help")


def test_loop_returns_to_the_rep(page: Any) -> None:
    page.click(".chip[data-rep='2']")
    page.keyboard.press("l")
    page.evaluate("document.getElementById('video').playbackRate = 4")
    page.keyboard.press("k")
    until(page, f"{FRAME} > {nearest(6.1)}")
    until(page, f"{FRAME} < {nearest(4.2)}")
    assert page.evaluate(FRAME) >= nearest(3.7)


def test_curves_and_video_move_together(page: Any) -> None:
    page.click(".chip[data-rep='4']")
    settled(page, nearest(11.65))
    times = synthetic.frame_times()
    share = (times[nearest(11.65)] - times[0]) / (times[-1] - times[0])
    assert page.evaluate(PLAYHEAD) == pytest.approx(share, abs=0.004)
    assert page.inner_text("[data-measure=shin_deg] .now") == "−7°\N{NO-BREAK SPACE}±3°"
    page.locator("[data-measure=shin_deg] .u-over").scroll_into_view_if_needed()
    box = page.locator("[data-measure=shin_deg] .u-over").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    middle = times[0] + (times[-1] - times[0]) / 2
    until(page, f"Math.abs({MEDIA_TIME} - {middle}) < 0.06")
    assert page.evaluate(PLAYHEAD) == pytest.approx(0.5, abs=0.004)


def test_curve_moves_with_the_playing_video(page: Any) -> None:
    before = page.evaluate(PLAYHEAD)
    page.click("#do-play")
    until(page, f"{FRAME} > 20")
    assert page.evaluate(PLAYHEAD) > before
    page.click("#do-play")
    frame, film_s = page.evaluate(f"[{FRAME}, {MEDIA_TIME}]")
    assert abs(synthetic.frame_times()[frame] - film_s) < 0.15


def test_layers_draw_and_clear(page: Any) -> None:
    page.click(".chip[data-rep='1']")
    settled(page, nearest(2.4))
    full = page.evaluate(INK)
    assert full > 2000
    page.click("#layer-angles")
    page.click("#layer-strings")
    bones = page.evaluate(INK)
    assert 0 < bones < full
    page.click("#layers-off")
    assert page.evaluate(INK) == 0
    page.keyboard.press("3")
    assert 0 < page.evaluate(INK) < full


def test_a_frame_without_a_body_says_so(page: Any) -> None:
    page.click(".gap button")
    page.keyboard.press(".")
    page.wait_for_selector("#stage-note:visible")
    assert "the lifter was lost" in page.inner_text("#stage-note")
    assert page.evaluate(INK) == 0


def test_tables_stand_behind_the_curves(page: Any) -> None:
    page.click("[data-measure=knee_deg] summary")
    table = page.locator("[data-measure=knee_deg] table")
    assert "92°\N{NO-BREAK SPACE}±5°" in table.first.inner_text()
    assert table.last.locator("tr").count() > 100


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_phone_has_no_sideways_scroll(
    browser: Any, folder: Path, video: bytes, scheme: Any
) -> None:
    long_name = "a_very_long_file_name_without_any_space_" * 3 + ".mp4"
    path = write(folder / f"{scheme}.html", synthetic_report.make_page(video, long_name))
    context = browser.new_context(viewport={"width": 360, "height": 800}, color_scheme=scheme)
    page = Opened(context.new_page()).go(path)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    context.close()


def test_without_video_the_body_still_moves(opened: Opened, folder: Path) -> None:
    page = opened.go(write(folder / "none.html", synthetic_report.make_page(None)))
    assert "No video" in page.inner_text("#video-note")
    page.click(".show-me")
    until(page, f"{FRAME} === {nearest(8.35)}")
    assert page.evaluate(INK) > 2000
    page.click("#do-play")
    until(page, f"{FRAME} > {nearest(8.35)} + 5")
    stage = page.locator("#stage").bounding_box()
    assert stage["width"] / stage["height"] == pytest.approx(720 / 1280, abs=0.01)
    assert opened.complaints == []


def test_a_video_that_cannot_play_says_so(opened: Opened, folder: Path) -> None:
    page = opened.go(write(folder / "broken.html", synthetic_report.make_page(b"no video at all")))
    page.wait_for_selector("#video-note:visible")
    page.click(".show-me")
    assert page.evaluate(INK) > 2000


def test_a_video_beside_the_page_plays(opened: Opened, folder: Path, video: bytes) -> None:
    name = "my set #1 (50%).mp4"
    (folder / name).write_bytes(video)
    page = opened.go(write(folder / "beside.html", synthetic_report.make_page(name)))
    ready(page)
    page.click(".show-me")
    settled(page, nearest(8.35))
    assert opened.complaints == []


def test_a_name_cannot_break_out(opened: Opened, folder: Path) -> None:
    page = opened.go(write(folder / "evil.html", synthetic_report.make_page(None, EVIL)))
    assert page.inner_text("#clip-name") == EVIL
    assert EVIL in page.title()
    assert opened.complaints == []


def test_nobody_in_the_clip(opened: Opened, folder: Path) -> None:
    made = synthetic_report.make_page(None)
    empty = made.report.model_copy(update={"reps": [], "findings": []})
    page = opened.go(
        write(folder / "nobody.html", PageInput(report=empty, motion=synthetic.nobody()))
    )
    assert "No frame of this clip was measured" in page.inner_text("#charts")
    assert opened.complaints == []


def test_paper_opens_the_folds_and_leaves_the_player_out(page: Any, folder: Path) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.is_hidden("#player")
    assert page.locator("details:not([open])").count() == 0
    colour = "getComputedStyle(document.body).color"
    assert page.evaluate(colour) == "rgb(16, 25, 31)"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details[open]").count() == 0
    assert page.pdf(path=str(folder / "page.pdf"))
