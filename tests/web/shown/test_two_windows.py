"""The form of a set's page in two windows: nobody overwrites what the other one said, unseen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from watching import PATIENCE_MS, until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from judged import Judged
    from seeds import Seeds
    from serving import Client, Served

    from hiphinge.store.tables import LiftSet


@pytest.mark.parametrize(
    ("name", "shown", "theirs", "mine", "told"),
    [
        ("load_kg", 60.0, 62.5, 65, "load “62.5\N{NO-BREAK SPACE}kg”"),
        ("note", "", "Two\nlines", "Mine", "note “Two\nlines”"),
        ("reps", None, 5, 6, "repetitions “5”"),
        ("exercise", "rdl", None, "squat", "exercise nothing"),
        ("leave_out", [], [2], [1], "left out “rep 2”"),
        ("strictness", "normal", "strict", "lenient", "how strict “strict”"),
        ("day", "2026-11-27", "2026-11-20", "2026-11-21", "day “Fri 20 Nov 2026”"),
    ],
    ids=str,
)
def test_what_was_changed_elsewhere_is_told_and_kept(
    client: Client, lift: LiftSet, name: str, shown: Any, theirs: Any, mine: Any, told: str
) -> None:
    path = f"/api/sets/{lift.uid}"
    assert client.patch(path, json={name: theirs, "shown": {name: shown}}).status_code == 200
    answer = client.patch(path, json={name: mine, "rpe": 9, "shown": {name: shown, "rpe": None}})
    assert answer.status_code == 409
    assert told in answer.json()["error"]
    # Saved again, now that theirs was shown.
    answer = client.patch(path, json={name: mine, "rpe": 9, "shown": {name: theirs, "rpe": None}})
    assert answer.status_code == 200


def test_what_is_no_change_is_no_quarrel(client: Client, judged: Judged, lift: LiftSet) -> None:
    path = f"/api/sets/{lift.uid}"
    same = {"load_kg": 62.5, "note": "a", "shown": {"load_kg": 60.001, "note": ""}}
    for _ in range(2):  # both say the same
        assert client.patch(path, json=same).status_code == 200
    other = {"reps": 4, "shown": {"reps": None}}
    assert client.patch(path, json=other).status_code == 200
    undone = client.patch(path, json={"reps": None})  # says nothing of what it showed: an undo
    assert undone.status_code == 200
    now = judged.lift(lift.uid)
    assert (now.load_kg, now.note, now.reps) == (62.5, "a", None)


@pytest.mark.parametrize(
    "shown",
    [{"leave_out": ["a", None]}, {"leave_out": 7}, {"load_kg": 10**400}, {"load_kg": {"a": [1]}}],
    ids=["parts of two kinds", "no list", "no float is so large", "no number"],
)
def test_what_a_page_says_that_it_showed_is_not_trusted(
    client: Client, lift: LiftSet, shown: dict[str, Any]
) -> None:
    said = {"leave_out": [1], "load_kg": 50.0, "shown": shown}
    assert client.patch(f"/api/sets/{lift.uid}", json=said).status_code == 409


@pytest.fixture
def windows(browser: Any, live_server: Served) -> Iterator[tuple[Any, Any]]:
    """Return two pages of one browser, which says aloud that an edit was refused."""
    context = browser.new_context(base_url=live_server.url, reduced_motion="reduce")
    yield context.new_page(), context.new_page()
    context.close()


def test_both_windows_in_a_browser(windows: tuple[Any, Any], seeds: Seeds, live: Judged) -> None:
    lift = seeds.lift(seeds.day(seeds.athlete("Eve")), exercise="rdl", load_kg=60.0)
    page, other = windows
    for one in windows:
        one.goto(f"/sets/{lift.uid}")
    form, theirs = (one.locator("#change-form") for one in (page, other))
    theirs.get_by_label("Load").fill("62.5")
    theirs.get_by_role("button", name="Save").click()
    other.get_by_role("status").get_by_text("Saved").wait_for(timeout=PATIENCE_MS)
    form.get_by_label("Load").fill("65")
    form.get_by_label("Note on the set").fill("Mine")
    with page.expect_response(re.compile("/api/sets/")) as answer:
        form.get_by_role("button", name="Save").click()
    assert answer.value.status == 409
    page.get_by_role("alert").get_by_text("load “62.5").wait_for(timeout=PATIENCE_MS)
    assert form.get_by_label("Load").input_value() == "65"
    assert form.get_by_label("Note on the set").input_value() == "Mine"
    form.get_by_role("button", name="Save").click()
    page.get_by_role("status").get_by_text("Saved").wait_for(timeout=PATIENCE_MS)
    now = live.lift(lift.uid)
    assert (now.load_kg, now.note) == (65.0, "Mine")


def test_what_is_typed_while_a_change_is_sent_stays(
    windows: tuple[Any, Any], seeds: Seeds, live: Judged
) -> None:
    lift = seeds.lift(seeds.day(seeds.athlete("Pat")), exercise="rdl", load_kg=60.0)
    page, held = windows[0], []

    def hold(route: Any) -> None:
        if route.request.method == "PATCH":
            held.append(route)
        else:
            route.continue_()

    page.route(re.compile(f"/api/sets/{lift.uid}$"), hold)
    page.goto(f"/sets/{lift.uid}")
    form = page.locator("#change-form")
    form.get_by_label("Load").fill(" 65,0")
    with page.expect_request(lambda one: one.method == "PATCH"):
        form.get_by_role("button", name="Save").click()
    form.get_by_label("Note on the set").fill("Typed after")
    held[0].continue_()
    page.get_by_role("status").get_by_text("Saved").wait_for(timeout=PATIENCE_MS)
    until(page, "document.getElementById('change-form').elements.load_kg.value === '65'")
    assert form.get_by_label("Note on the set").input_value() == "Typed after"
    page.unroute_all(behavior="wait")
    form.get_by_role("button", name="Save").click()
    until(page, "document.getElementById('change-form').elements.note.defaultValue !== ''")
    now = live.lift(lift.uid)
    assert (now.load_kg, now.note) == (65.0, "Typed after")
