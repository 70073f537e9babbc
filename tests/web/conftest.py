"""A server, a client of it, rows to show, and a page in a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from listened import Ear
from programme_visit import NASTY, ago
from seeds import Seeds
from serving import client_on, served
from trained import HOME, begun

from hiphinge.web.need.looks import Looks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from serving import Client, Served

    from hiphinge.store.tables import Athlete, Programme


@pytest.fixture(scope="session", autouse=True)
def _pages_wait_for_all_looks() -> Iterator[None]:
    """Let no page go without what is still to be found out of athletes, however slow it comes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Looks.found, "__defaults__", (600.0, None))
        yield


@pytest.fixture
def ear(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ear]:
    """Return what hears whom the processes reach that are started from now on."""
    one = Ear(tmp_path, monkeypatch)
    yield one
    one.close()


@pytest.fixture(scope="module")
def live_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Return a server that listens, on an empty folder; one for each file of tests."""
    with served(tmp_path_factory.mktemp("served")) as server:
        yield server


@pytest.fixture(scope="module")
def seeds(live_server: Served) -> Seeds:
    """Return what makes rows in the live server's database."""
    return Seeds(live_server.db)


@pytest.fixture
def stranger(tmp_path: Path) -> Iterator[Client]:
    """Return a client on this computer that tells no token."""
    with client_on(tmp_path / "kept") as client:
        yield client


@pytest.fixture
def client(stranger: Client) -> Client:
    """Return a client that tells its token, as our scripts do; follows no redirect."""
    stranger.headers["x-hiphinge-token"] = stranger.token
    stranger.follow_redirects = False
    return stranger


@pytest.fixture
def rows(client: Client) -> Seeds:
    """Return what makes rows in the client's database."""
    return Seeds(client.db)


@pytest.fixture
def ada(rows: Seeds) -> Athlete:
    """Return an athlete with a nasty name."""
    return rows.athlete(f"Ada {NASTY}")


@pytest.fixture
def home(client: Client, ada: Athlete) -> Programme:
    """Return Ada's programme, begun twenty days ago."""
    return begun(client.db, ada, HOME, ago(20))


@pytest.fixture
def page(browser: Any, live_server: Served) -> Iterator[Any]:
    """Return a page of the live server's, which must not complain: `page.goto("/film")`."""
    complaints: list[str] = []
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": 1280, "height": 860}, reduced_motion="reduce"
    )
    page = context.new_page()
    page.on("console", lambda one: complaints.append(one.text) if one.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert complaints == []


@pytest.fixture
def phone(browser: Any, live_server: Served) -> Iterator[Any]:
    """Return the same as `page`, as wide as a small phone and touched with a finger."""
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": 360, "height": 740}, has_touch=True,
        reduced_motion="reduce",
    )  # fmt: skip
    yield context.new_page()
    context.close()
