"""Every answer tells browsers what they may do with it, whatever went wrong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from fastapi.routing import APIRoute
from serving import asked, client_on

from hiphinge.web.app import ROUTERS
from hiphinge.web.security.headers import ALWAYS
from hiphinge.web.security.policy import digest, report_policy

if TYPE_CHECKING:
    from pathlib import Path

    from serving import Client

ANSWERS = {
    ("GET", "/film"): 200, ("GET", "/nothing"): 404, ("GET", "/api/nothing"): 404,
    ("GET", "/static/x/nothing"): 404, ("POST", "/film"): 403, ("GET", "/api/openapi.json"): 200,
}  # fmt: skip
TRICKS = [
    "..%2f..%2fsecret.key", "..", "%2e%2e", "%00", "a%00b", "..%5c..%5csecret.key", "%ff%fe",
    "C:%5cWindows", "%2fetc%2fpasswd", "....%2f%2fsecret.key", "a" * 5000, "%0d%0aset-cookie:x",
    "<script>", "' OR 1=1 --", "{{7*7}}", "-1", "1e999", "nan", "%F0%9F%92%A9",
]  # fmt: skip


@pytest.mark.parametrize(("method", "path"), ANSWERS)
def test_headers_are_everywhere(stranger: Client, method: str, path: str) -> None:
    answer = stranger.request(method, path)
    assert answer.status_code == ANSWERS[method, path]
    assert ALWAYS.items() <= answer.headers.items()
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "server" not in answer.headers


def test_also_when_it_breaks(tmp_path: Path) -> None:
    with client_on(tmp_path) as client:

        @client.app.get("/breaks")  # type: ignore[attr-defined, untyped-decorator]
        def breaks() -> None:
            raise RuntimeError("inner words")

        with pytest.raises(RuntimeError, match="inner words"):
            client.get("/breaks")
        client._transport.raise_server_exceptions = False
        answer = client.get("/breaks")
    assert answer.status_code == 500
    assert ALWAYS.items() <= answer.headers.items()
    assert "inner words" not in answer.text


def test_other_methods_and_names_too(stranger: Client) -> None:
    for answer in (
        stranger.get("/film", headers={"host": "evil.example"}),
        stranger.request("TRACE", "/film"),
        stranger.post("/film", content=b"x" * 1_000_001),
    ):
        assert 400 <= answer.status_code < 500
        assert ALWAYS.items() <= answer.headers.items()


def test_pages_have_nothing_inline(client: Client, rows: Any) -> None:
    rows.day(rows.athlete())
    for path in ("/", "/film", "/devices", "/pair", "/nothing"):
        text = client.get(path).text
        assert not re.search(r"<script(?![^>]*\bsrc=)", text)
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", text)
        assert not re.search(r'(?:src|href|action)="(?:https?:)?//', text)


def test_no_path_leads_astray(client: Client) -> None:
    """Every route with a part that a client chooses, with parts that no honest one sends."""
    routes = [one for module in ROUTERS for one in module.router.routes]
    places = [one for one in routes if isinstance(one, APIRoute) and "{" in one.path]
    assert places
    for route in places:
        for trick in TRICKS:
            path = re.sub(r"\{[^}]+\}", lambda _: trick, route.path)  # noqa: B023
            for method in route.methods:
                token, cookie = client.headers["x-hiphinge-token"], "hiphinge_browser="
                status, body = asked(
                    client.app, path, method, x_hiphinge_token=token,
                    cookie=cookie + client.cookies["hiphinge_browser"],
                )  # fmt: skip
                assert 300 <= status < 500 or (status, body) == (200, b""), (method, path, status)
                assert b"<script>" not in body.split(b"</head>")[-1]


def test_a_report_may_run_its_own_scripts_and_no_others() -> None:
    html = (
        "<style>p{}</style><script type='application/json' id=d>{}</script><script>one()</script>"
        "<SCRIPT>\ntwo()\n</SCRIPT>"
    )
    policy = report_policy(html)
    assert f"script-src {digest('one()')} {digest(chr(10) + 'two()' + chr(10))};" in policy
    assert f"style-src {digest('p{}')};" in policy
    assert "unsafe" not in policy
    assert "script-src 'none'" in report_policy("<p>no script")
