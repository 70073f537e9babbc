"""Who counts as this computer, and what strangers in the network can take up of the server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from serving import HERE, PHONE, client_on, token_in

from hiphinge.web.impatient import OF_ONE_MOST, OF_OTHERS_MOST, is_crowded
from hiphinge.web.security.peer import from_here

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("192.168.1.5", "den.local")


def scope(peer: tuple[str, int] | None, host: str) -> dict[str, object]:
    return {"type": "http", "client": peer, "headers": [(b"host", host.encode())]}


@pytest.mark.parametrize(
    ("peer", "host", "here"),
    [
        (HERE, "127.0.0.1:8750", True),
        (HERE, "LocalHost:8750", True),
        (HERE, "localhost", True),
        (("::1", 1), "[::1]:8750", True),
        (("::ffff:127.0.0.1", 1), "[::1]", True),
        (HERE, "den.local:8750", False),
        (HERE, "192.168.1.5:8750", False),
        (HERE, "", False),
        (PHONE, "127.0.0.1:8750", False),
        (("testclient", 1), "127.0.0.1:8750", False),
        (None, "127.0.0.1:8750", False),
    ],
)  # fmt: skip
def test_this_computer_is_told_by_address_and_name(
    peer: tuple[str, int] | None, host: str, here: bool
) -> None:
    assert from_here(scope(peer, host)) is here


def test_a_name_that_a_stranger_makes_lead_here_opens_nothing(tmp_path: Path) -> None:
    """The network tells where ``den.local`` is, and so may a stranger in it."""
    with client_on(tmp_path, lan=True, names=NAMES) as client:
        client.follow_redirects = False
        client.app.state.pairing.new()  # type: ignore[attr-defined]
        for path in ("/", "/devices", "/devices/code.svg", "/data/export"):
            answer = client.get(path, headers={"host": "den.local:8750"})
            assert (answer.status_code, answer.headers["location"]) == (303, "/pair")
        assert client.get("/api/work", headers={"host": "den.local:8750"}).status_code == 401
        assert client.get("/", headers={"host": "localhost:8750"}).status_code == 200


def test_a_name_of_nothing_costs_no_code(tmp_path: Path) -> None:
    with client_on(tmp_path, PHONE, lan=True, names=NAMES) as client:
        client.follow_redirects = False
        told = {"csrf_token": token_in(client.get("/pair").text)}
        for name in ("\0", "\u202e", " ", ""):
            code = client.app.state.pairing.new()  # type: ignore[attr-defined]
            answer = client.post("/pair", data=told | {"code": code, "name": name})
            assert answer.status_code == 303
        assert "A phone" in client.get("/devices").text


def test_strangers_leave_places_for_this_computer() -> None:
    crowd = [(f"192.168.1.{last}", 1) for last in range(OF_OTHERS_MOST)]
    assert is_crowded(PHONE, [*crowd, PHONE])
    assert not is_crowded(PHONE, [*crowd[1:], PHONE])
    assert not is_crowded(PHONE, [PHONE] * OF_ONE_MOST)
    assert is_crowded(PHONE, [PHONE] * (OF_ONE_MOST + 1))
    assert not is_crowded(HERE, [*crowd, PHONE, *[HERE] * 60])
    assert is_crowded(None, [*crowd, None])
