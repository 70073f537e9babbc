"""Styles and scripts: kept by browsers, and nothing but them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from serving import Client


def test_the_sheet_is_kept_for_good_and_has_the_report_s_colours(client: Client) -> None:
    address = re.search(r'href="(/static/[^"]+\.css)"', client.get("/").text)
    assert address is not None
    sheet = client.get(address[1])
    assert sheet.headers["content-type"] == "text/css; charset=utf-8"
    assert "immutable" in sheet.headers["cache-control"]
    assert "--accent: #1f45c4" in sheet.text
    other = client.get("/static/other/css/app.css")
    assert other.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    "name",
    [
        "../app.py", "..%2fapp.py", "%2e%2e/app.py", "css/../../app.py", "/etc/passwd", "css",
        "css/", "js/.sources", "..\\app.py", "css/app.css%00.js", "",
    ],
)  # fmt: skip
def test_no_other_file_is_sent(client: Client, name: str) -> None:
    assert client.get(f"/static/x/{name}").status_code == 404
