"""The film with what was seen drawn on it: wished for, followed, given up, saved."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import draws
from axe import violations
from real_server import until

from hiphinge.store import sets
from hiphinge.web.shown.drawer import Drawer
from hiphinge.web.shown.drawn import FILM, Wish, forget_wish, keep_wish
from hiphinge.web.shown.drawn_state import drawn_state
from hiphinge.web.shown.hand_on import AGAIN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from judged import Judged
    from serving import Client, Served

    from hiphinge.store.tables import LiftSet

UID = "set-of-anna"


@contextmanager
def drawing(app: Any, way: str) -> Iterator[None]:
    """Have an app's films drawn in a way until the end of the block."""
    real, app.state.drawer = app.state.drawer, Drawer(app.state.db, draws.command(way))
    app.state.drawer.start()
    try:
        yield
    finally:
        app.state.drawer.stop()
        app.state.drawer = real


def test_it_is_made_once_and_saved_under_a_name_of_ours(client: Client, lift: LiftSet) -> None:
    url = f"/api/sets/{lift.uid}/drawn"
    assert client.get(url).json()["state"] == "none"
    assert client.get(f"/sets/{lift.uid}/drawn").status_code == 404
    with drawing(client.app, "well"):
        assert client.post(url).json()["state"] in ("waiting", "drawing", "ready")
        until(lambda: client.get(url).json()["state"] == "ready")
    ready = {"state": "ready", "sentence": "", "share": None, "size": len(draws.FILM)}
    with drawing(client.app, "breaks"):
        assert client.post(url).json() == ready, "what is made is not made again"
    answer = client.get(f"/sets/{lift.uid}/drawn")
    assert answer.content == draws.FILM
    assert answer.headers["content-type"] == "video/mp4"
    assert answer.headers["content-disposition"] == (
        'attachment; filename="romanian-deadlift-2026-11-27-1-drawn.mp4"'
    )
    assert client.delete(url).json() == ready, "giving up takes nothing away that is made"


def test_it_is_told_by_frames_and_given_up(client: Client, lift: LiftSet) -> None:
    url = f"/api/sets/{lift.uid}/drawn"
    with drawing(client.app, "slowly"):
        client.post(url)
        until(lambda: client.get(url).json()["share"])
        told = client.get(url).json()
        assert (told["state"], told["share"]) == ("drawing", 0.5)
        assert told["sentence"] == "Drawing: frame 250 of 500."
        assert client.delete(url).json()["state"] == "none"
        # Whoever thinks better of it at once gets it all the same.
        client.post(url)
        until(lambda: client.get(url).json()["share"])


def test_why_it_could_not_be_made_is_told_and_it_is_tried_again(
    client: Client, lift: LiftSet
) -> None:
    url = f"/api/sets/{lift.uid}/drawn"
    with drawing(client.app, "refuses"):
        client.post(url)
        until(lambda: client.get(url).json()["state"] == "failed")
        assert client.get(url).json()["sentence"] == "The disk is full."
    with drawing(client.app, "well"):
        client.post(url)
        until(lambda: client.get(url).json()["state"] == "ready")


def test_it_goes_with_the_judgement_that_it_shows(
    client: Client, judged: Judged, lift: LiftSet
) -> None:
    url = f"/api/sets/{lift.uid}/drawn"
    result = judged.db.folder.result_path(judged.analysis(lift.uid).result or "")
    (result / FILM).write_bytes(draws.FILM)
    assert client.get(url).json()["state"] == "ready"
    client.patch(f"/api/sets/{lift.uid}", json={"load_kg": 70})
    assert client.get(url).json()["state"] == "ready", "what is shown is still the one before"
    judged.work()
    assert client.get(url).json()["state"] == "none"
    client.patch(f"/api/sets/{lift.uid}", json={"load_kg": 80})
    answer = client.post(url)
    assert (answer.status_code, answer.json()["error"]) == (400, AGAIN)
    with judged.db.write() as session:
        sets.delete(session, lift.uid)
    assert {client.request(one, url).status_code for one in ("GET", "POST", "DELETE")} == {404}


def test_it_is_made_and_saved_on_the_page_of_the_set(page: Any, live_server: Served) -> None:
    page.set_viewport_size({"width": 360, "height": 700})
    page.goto(f"/sets/{UID}")
    page.evaluate("document.getElementById('set-hand-on').open = true")
    with drawing(live_server.app, "slowly"):
        page.click("#drawn-make")
        page.locator("#drawn-said").get_by_text("Drawing: frame 250 of 500.", exact=True).wait_for()
        assert violations(page) == []
        page.click("#drawn-stop")
        page.wait_for_selector("#drawn-make:visible")
        assert page.locator("#drawn-far").is_hidden()
    with drawing(live_server.app, "well"):
        page.click("#drawn-make")
        page.wait_for_selector("#drawn-take:visible")
    assert violations(page) == []
    with page.expect_download() as download:
        page.click("#drawn-take")
    assert download.value.suggested_filename == "romanian-deadlift-2026-11-27-1-drawn.mp4"


def test_it_is_listed_among_the_work(client: Client, lift: LiftSet) -> None:
    url = f"/api/sets/{lift.uid}/drawn"

    def listed() -> Any:
        work = client.get("/api/work").json()["work"]
        return next((one for one in work if one["kind"] == "drawing"), None)

    assert listed() is None
    with drawing(client.app, "slowly"):
        client.post(url)
        until(lambda: listed()["share"])
        assert listed() == {
            "kind": "drawing", "uid": f"drawn-{lift.uid}", "name": "Romanian deadlift, drawn on",
            "athlete": "Anna", "state": "running", "sentence": "Drawing: frame 250 of 500.",
            "share": 0.5, "url": f"/sets/{lift.uid}#hand-on", "cancel": f"DELETE {url}",
            "retry": None,
        }  # fmt: skip
        client.request(*listed()["cancel"].split())
        assert listed() is None
    with drawing(client.app, "refuses"):
        client.post(url)
        until(lambda: listed()["state"] == "failed")
        assert (listed()["sentence"], listed()["retry"]) == ("The disk is full.", f"POST {url}")
    with drawing(client.app, "well"):
        client.post(url)
        until(lambda: listed()["state"] == "done")
        assert (listed()["cancel"], listed()["retry"]) == (None, None)


def test_one_that_is_made_while_it_is_asked_for_did_not_break_off(tmp_path: Path) -> None:
    class Ends:
        """It is just being made when it is asked whose turn it is."""

        def before(self, _name: str) -> None:
            (tmp_path / FILM).write_bytes(b"film")
            forget_wish(tmp_path)

    keep_wish(tmp_path, Wish())
    told = drawn_state(tmp_path, Ends(), None)  # type: ignore[arg-type]
    assert (told.state, told.size) == ("ready", 4)
