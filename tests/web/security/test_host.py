"""Only names of this computer are answered to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from serving import asked, client_on

from hiphinge.web.settings import WebSettings

if TYPE_CHECKING:
    from pathlib import Path

    from serving import Client

OURS = ["127.0.0.1:8750", "localhost:8750", "LOCALHOST:8750", "[::1]:8750"]
OTHERS = [
    "evil.example", "evil.example:8750", "127.0.0.1", "localhost", "127.0.0.1:80",
    "localhost.:8750", "",
    "127.0.0.1:8750.evil.example", "192.168.1.5:8750", "127.0.0.1:8750@evil.example",
    "0.0.0.0:8750",
]  # fmt: skip


@pytest.mark.parametrize("host", OURS)
def test_our_names(stranger: Client, host: str) -> None:
    assert stranger.get("/film", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "path", ["/film", "/api/openapi.json", "/static/x/css/app.css", "/nothing"]
)
@pytest.mark.parametrize("host", OTHERS)
def test_other_names(stranger: Client, host: str, path: str) -> None:
    answer = stranger.get(path, headers={"host": host})
    assert answer.status_code == 421
    assert "film" not in answer.text


def test_no_name_and_two_names(stranger: Client) -> None:
    assert asked(stranger.app, "/film", host="")[0] == 421
    two = [("host", "127.0.0.1:8750"), ("host", "evil.example")]
    assert stranger.get("/film", headers=two).status_code == 400


def test_in_a_network_its_addresses_too(tmp_path: Path) -> None:
    with client_on(tmp_path, lan=True, names=("192.168.1.5", "den.local")) as client:
        for host in ("192.168.1.5:8750", "den.local:8750", *OURS):
            assert client.get("/film", headers={"host": host}).status_code == 200
        assert client.get("/film", headers={"host": "192.168.1.6:8750"}).status_code == 421


def test_a_usual_port_is_not_said() -> None:
    assert "localhost" in WebSettings(port=80).hosts
    assert "localhost" not in WebSettings(port=443).hosts
    assert "localhost" in WebSettings(port=443, secure=True).hosts
    assert WebSettings(port=443, secure=True).address() == "https://127.0.0.1"
