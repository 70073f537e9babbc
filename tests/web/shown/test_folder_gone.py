"""Every page where the folder was taken away: it shows what is still known, or says what to do."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from every_page import addresses

if TYPE_CHECKING:
    from judged import Judged
    from seeds import Seeds
    from serving import Client

    from hiphinge.store.tables import LiftSet

FILES = (
    "/data/export", "/data/sets.csv", "/sets/{lift}/video", "/sets/{lift}/still",
    "/sets/{lift}/files/reps.csv", "/api/sets/{lift}", "/api/work",
)  # fmt: skip
SAID = "put the folder back"
WITHOUT = {"/pair": 303, "/nothing": 404}
"""What is answered whatever is in the folder: this computer is sent on, and nothing is nothing."""


@pytest.fixture
def everywhere(client: Client, rows: Seeds, judged: Judged, lift: LiftSet) -> list[str]:
    """Return the address of every page and of what is sent beside them; their folder is gone."""
    found = [one for each in addresses(client, rows, judged, lift).values() for one in each]
    shutil.rmtree(client.db.folder.root)
    return found + [one.format(lift=lift.uid) for one in FILES]


def test_where_the_database_is_still_open(client: Client, everywhere: list[str]) -> None:
    said = {}
    for path in everywhere:
        answer = client.get(path)
        said[path] = answer.status_code
        assert answer.status_code in {200, 303, 404, 503}, path
        assert answer.status_code != 503 or SAID in answer.text, path
    assert {said[path] for path in ("/data", "/data/export", "/data/sets.csv")} == {503}
    assert said["/athletes"] == 200


def test_where_it_has_to_be_opened_anew(client: Client, everywhere: list[str]) -> None:
    client.db.close()
    for path in everywhere:
        answer = client.get(path)
        if path in WITHOUT:
            assert answer.status_code == WITHOUT[path]
            continue
        assert answer.status_code == 503, path
        assert SAID in answer.text, path
        assert '<a class="brand"' in answer.text or path.startswith("/api/"), path
