"""The first pages in a real browser: for everybody, on a phone, and with a network that breaks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from axe import violations
from serving import served

from hiphinge.store.clock import new_uid, now
from hiphinge.store.tables import Upload
from hiphinge.web.api import uploads as api_uploads

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seeds import Seeds
    from serving import Served

PAGES = ["/", "/film", "/devices", "/kitchen", "/nothing"]
LOOKS = [("light", 320), ("dark", 1280)]
PIECE = 10_000


@pytest.fixture(scope="module")
def shown(seeds: Seeds) -> Seeds:
    """Return the seeds, with something of everything on the first page."""
    anna = seeds.athlete("Anna with quite a long name indeed")
    seeds.athlete("Ben")
    day = seeds.day(anna)
    seeds.judged(day, exercise="rdl", load_kg=62.5)
    seeds.film(day)
    with seeds.db.write() as session:
        for state, error in (("receiving", ""), ("refused", "notes.txt is no video.")):
            session.add(
                Upload(uid=new_uid(), name="a_long_name_without_a_space_" * 4 + ".mov", size=10**8,
                       received=10**7, state=state, error=error, created_at=now())
            )  # fmt: skip
    return seeds


@pytest.fixture(autouse=True)
def _small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api_uploads, "CHUNK_BYTES", PIECE)


@pytest.fixture(scope="module")
def in_a_network(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("lan"), lan=True, names=("192.168.1.5",)) as server:
        server.app.state.pairing.new()
        yield server


def opened(browser: Any, url: str, scheme: str, width: int) -> Any:
    context = browser.new_context(
        base_url=url, viewport={"width": width, "height": 800}, color_scheme=scheme,
        reduced_motion="reduce",
    )  # fmt: skip
    return context.new_page()


def checked(page: Any, width: int) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert violations(page) == []
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = false; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()


@pytest.mark.usefixtures("shown")
@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_for_everybody(
    browser: Any, live_server: Served, path: str, scheme: str, width: int
) -> None:
    page = opened(browser, live_server.url, scheme, width)
    page.goto(path)
    if path == "/":
        page.wait_for_selector(".work")
    checked(page, width)


@pytest.mark.parametrize("path", ["/devices", "/film", "/"])
@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_in_a_network_too(
    browser: Any, in_a_network: Served, path: str, scheme: str, width: int
) -> None:
    page = opened(browser, in_a_network.url, scheme, width)
    page.goto(path)
    if path != "/":
        picture = "() => document.querySelector('.qr').naturalWidth > 0"
        page.wait_for_load_state("load")
        assert page.evaluate(picture)
    checked(page, width)


@pytest.mark.usefixtures("shown")
def test_what_is_pressed_is_large_enough(phone: Any) -> None:
    phone.goto("/kitchen")
    sizes = phone.evaluate(
        """() => [...document.querySelectorAll(`a.button, button, .places a, summary, select, input,
          textarea, a.chip, .tabs a`)].filter((one) => one.getClientRects().length)
          .map((one) => [one.outerHTML.slice(0, 80), one.closest('label') ?? one])
          .map(([html, one]) => [html, one.getBoundingClientRect()])
          .map(([html, box]) => [html, Math.min(box.width, box.height)])"""
    )
    assert [html for html, size in sizes if size < 43.9] == []


@pytest.mark.usefixtures("shown")
def test_with_the_keyboard_alone(page: Any) -> None:
    page.goto("/film")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.wait_for_selector("#main:focus")
    page.focus(".more > summary")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/film")


@pytest.mark.usefixtures("shown")
def test_lists_close_when_a_person_turns_away(page: Any) -> None:
    page.goto("/film")
    turned_away = (lambda: page.mouse.click(5, 500), lambda: page.keyboard.press("Escape"))
    for turn_away in turned_away:
        page.click(".more > summary")
        assert page.locator(".menu[open]").count() == 1
        page.click(".whose > summary")
        assert page.locator(".menu[open]").count() == 1
        turn_away()
        assert page.locator(".menu[open]").count() == 0
    assert page.evaluate("document.activeElement.closest('.whose') !== null")


@pytest.mark.usefixtures("shown")
def test_a_link_from_elsewhere_arrives_with_its_cookies(page: Any, live_server: Served) -> None:
    page.goto("/film")
    token = page.get_attribute('meta[name="csrf-token"]', "content")
    link = f'<!doctype html><title>x</title><a href="{live_server.url}/devices">Go</a>'
    elsewhere = "http://elsewhere.example/"
    page.route(elsewhere, lambda route: route.fulfill(body=link, content_type="text/html"))
    page.goto(elsewhere)
    page.click("a")
    page.wait_for_selector("h1")
    assert page.get_attribute('meta[name="csrf-token"]', "content") == token


def film(name: str, size: int) -> dict[str, Any]:
    return {"name": name, "mimeType": "video/mp4", "buffer": name.encode().ljust(size, b".")}


def choose(page: Any, *files: dict[str, Any]) -> None:
    page.locator("#drop input[multiple]").set_input_files(list(files))


def uploads(server: Served, name: str) -> list[Upload]:
    with server.db.read() as session:
        return list(session.query(Upload).filter_by(name=name).order_by(Upload.id))


def row(page: Any, name: str) -> Any:
    return page.locator(".work", has_text=name)


@pytest.mark.usefixtures("shown")
def test_several_films_with_what_is_said_of_them(page: Any, live_server: Served) -> None:
    page.goto("/")
    page.select_option("#f-athlete", label="Ben")
    page.select_option("#f-exercise", "rdl")
    page.fill("#f-load", "62,5")
    page.fill("#f-day", "2026-11-20")
    choose(page, *(film(f"several {place}.mp4", 1000) for place in range(4)))
    for place in range(4):
        row(page, f"several {place}.mp4").get_by_text("Is here; looking at it").wait_for()
        (upload,) = uploads(live_server, f"several {place}.mp4")
        assert upload.state == "whole"
        about = upload.about
        assert (about["exercise"], about["load_kg"], about["day"]) == ("rdl", 62.5, "2026-11-20")


def test_a_load_is_read_in_the_unit_of_the_athlete_who_is_chosen(
    page: Any, live_server: Served, shown: Seeds
) -> None:
    shown.athlete("Lea", units="lb")
    page.goto("/")
    beside = page.locator("#f-load + span")
    assert beside.inner_text() == "kg"
    page.select_option("#f-athlete", label="Lea")
    assert beside.inner_text() == "lb"
    page.fill("#f-load", "135")
    choose(page, film("pounds.mp4", 1000))
    row(page, "pounds.mp4").get_by_text("Is here; looking at it").wait_for()
    (upload,) = uploads(live_server, "pounds.mp4")
    assert upload.about["load_kg"] == 61.235


@pytest.mark.usefixtures("shown")
def test_a_load_that_is_none_stops_it(page: Any, live_server: Served) -> None:
    page.goto("/")
    page.fill("#f-load", "heavy")
    choose(page, film("heavy.mp4", 10))
    assert "must be a number" in page.inner_text("#drop-wrong")
    assert page.evaluate("document.activeElement.id") == "f-load"
    page.fill("#f-load", "")
    choose(page, film("empty.mp4", 0) | {"buffer": b""}, film("heavy.mp4", 10))
    row(page, "heavy.mp4").wait_for()
    assert "empty.mp4" in page.inner_text("#drop-wrong")
    assert uploads(live_server, "empty.mp4") == []


@pytest.mark.usefixtures("shown")
def test_it_goes_on_by_itself_after_a_break(phone: Any, live_server: Served) -> None:
    tried: list[str] = []

    def breaks(route: Any) -> None:
        tried.append(route.request.headers["upload-offset"])
        if len(tried) == 2:
            route.abort("connectionreset")
        else:
            route.continue_()

    phone.route("**/api/uploads/*", lambda route: (
        breaks(route) if route.request.method == "PATCH" else route.continue_()
    ))  # fmt: skip
    phone.goto("/")
    choose(phone, film("broken off.mp4", PIECE + 100))
    row(phone, "broken off.mp4").get_by_text("Is here; looking at it").wait_for()
    assert tried == ["0", str(PIECE), str(PIECE)]
    (upload,) = uploads(live_server, "broken off.mp4")
    assert upload.state == "whole"
    kept = live_server.folder.upload_path(upload.uid).read_bytes()
    assert kept == film("broken off.mp4", PIECE + 100)["buffer"]


@pytest.mark.usefixtures("shown")
def test_after_a_reload_the_same_file_goes_on(phone: Any, live_server: Served) -> None:
    phone.on("dialog", lambda dialog: dialog.accept())
    phone.route("**/api/uploads/*", lambda route: (
        route.abort() if route.request.headers.get("upload-offset") == str(PIECE)
        else route.continue_()
    ))  # fmt: skip
    phone.goto("/")
    # A file's time is part of what it is known by, and Playwright makes one up each time.
    phone.evaluate("() => Object.defineProperty(File.prototype, 'lastModified', { value: 1 })")
    choose(phone, film("reloaded.mp4", PIECE + 100))
    row(phone, "reloaded.mp4").get_by_text("It goes on by itself").wait_for()
    phone.unroute("**/api/uploads/*")
    phone.reload()
    row(phone, "reloaded.mp4").get_by_text("choose the same file again").wait_for()
    phone.evaluate("() => Object.defineProperty(File.prototype, 'lastModified', { value: 1 })")
    choose(phone, film("reloaded.mp4", PIECE + 100))
    row(phone, "reloaded.mp4").get_by_text("Is here; looking at it").wait_for()
    (upload,) = uploads(live_server, "reloaded.mp4")
    assert upload.received == PIECE + 100


@pytest.mark.usefixtures("shown")
def test_it_can_be_cancelled(phone: Any, live_server: Served) -> None:
    phone.route("**/api/uploads/*", lambda route: (
        route.abort() if route.request.method == "PATCH" else route.continue_()
    ))  # fmt: skip
    phone.goto("/")
    choose(phone, film("unwanted.mp4", 1000))
    row(phone, "unwanted.mp4").get_by_text("It goes on by itself").wait_for()
    with phone.expect_response(lambda answer: answer.request.method == "DELETE"):
        row(phone, "unwanted.mp4").get_by_role("button", name="Cancel").click()
    row(phone, "unwanted.mp4").wait_for(state="detached")
    (upload,) = uploads(live_server, "unwanted.mp4")
    assert upload.state == "cancelled"


@pytest.mark.usefixtures("shown")
def test_a_file_that_is_not_taken_says_why(phone: Any, live_server: Served) -> None:
    live_server.app.state.intake._free = 0
    phone.goto("/")
    try:
        choose(phone, film("no room.mp4", 1000))
        row(phone, "no room.mp4").get_by_text("There is no room for this file").wait_for()
    finally:
        live_server.app.state.intake._free = None
    row(phone, "no room.mp4").get_by_role("button", name="Try again").click()
    row(phone, "no room.mp4").get_by_text("Is here; looking at it").wait_for()


def test_a_toast_with_its_undo(page: Any, shown: Seeds) -> None:
    film = shown.judged(shown.day(shown.athlete("Cleo")), exercise="squat")
    page.goto(f"/sets/{film.lift_set.uid}/edit")
    page.get_by_role("button", name="Delete set").click()
    page.locator(".toast").get_by_text("Set deleted").wait_for()
    assert violations(page) == []
    page.get_by_role("button", name="Undo").click()
    page.locator(".toast").get_by_text("The set is back").wait_for()
