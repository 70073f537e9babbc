"""Nothing is changed from elsewhere, or without the page's token."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from serving import BASE, client_on

if TYPE_CHECKING:
    from serving import Client

HERE = {"origin": BASE, "sec-fetch-site": "same-origin"}
GONE = {"athlete": "x" * 22, "back": "/"}
"""A form that is answered with 404 once it is let through: there is no such athlete."""


def sent(client: Client, headers: Any = HERE, **form: str) -> int:
    return client.post("/current", data=GONE | form, headers=headers).status_code


def test_a_form_with_its_token_is_taken(stranger: Client) -> None:
    assert sent(stranger, csrf_token=stranger.token) == 404
    assert sent(stranger, headers={}, csrf_token=stranger.token) == 404


def test_a_script_tells_it_in_a_header(stranger: Client) -> None:
    assert sent(stranger, HERE | {"x-hiphinge-token": stranger.token}) == 404


@pytest.mark.parametrize("told", ["", "x", "é", "x" * 43, "x" * 5000])
def test_no_token_or_a_wrong_one(stranger: Client, told: str) -> None:
    stranger.get("/film")
    assert sent(stranger) == 403
    assert sent(stranger, csrf_token=told) == 403
    assert sent(stranger, HERE | {"x-hiphinge-token": told.encode()}) == 403


def test_the_token_of_another_browser(stranger: Client) -> None:
    mine = stranger.token
    stranger.cookies.clear()
    assert stranger.token != mine
    assert sent(stranger, csrf_token=mine) == 403
    stranger.cookies.clear()
    assert sent(stranger, csrf_token=mine) == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "https://127.0.0.1:8750"},
        {"origin": "http://127.0.0.1:8751"},
        {"origin": "http://localhost:8750"},
        {"origin": BASE, "sec-fetch-site": "cross-site"},
        {"origin": BASE, "sec-fetch-site": "same-site"},
        {"sec-fetch-site": "cross-site"},
    ],
)
def test_from_elsewhere_even_with_the_token(stranger: Client, headers: dict[str, str]) -> None:
    token = stranger.token
    assert sent(stranger, headers, csrf_token=token) == 403
    assert sent(stranger, headers | {"x-hiphinge-token": token}) == 403


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "MADE-UP"])
@pytest.mark.parametrize("path", ["/", "/current", "/api/nothing", "/nothing"])
def test_every_method_that_changes(stranger: Client, method: str, path: str) -> None:
    answer = stranger.request(method, path)
    assert answer.status_code == 403
    if path.startswith("/api"):
        assert "out of date" in answer.json()["error"]


def test_a_form_with_files_keeps_all_that_was_sent(stranger: Client) -> None:
    token = stranger.token
    files = {"film": ("a.mp4", b"\r\n--x\0" * 50_000, "video/mp4")}
    taken = stranger.post("/current", data={"csrf_token": token, **GONE}, files=files)
    assert taken.status_code == 404
    assert stranger.post("/current", data=GONE, files=files).status_code == 403


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data; boundary=b", b"--b\r\nbroken"),
        ("multipart/form-data", b"--b--"),
        (
            "multipart/form-data; boundary=b",
            b'--b\r\nContent-Disposition: form-data; name="csrf_token"',
        ),
        ("application/x-www-form-urlencoded", b"csrf_token"),
        ("application/x-www-form-urlencoded", b"&&=&csrf_token=&"),
        ("application/json", b'{"csrf_token": "x"}'),
        ("text/plain", b"csrf_token=x"),
        ("", b"csrf_token=x"),
    ],
)  # fmt: skip
def test_broken_forms_have_no_token(stranger: Client, kind: str, body: bytes) -> None:
    stranger.get("/film")
    answer = stranger.post("/current", content=body, headers={"content-type": kind})
    assert answer.status_code == 403


def test_the_cookie_is_for_us_alone(stranger: Client) -> None:
    said = stranger.get("/film").headers["set-cookie"]
    for word in ("HttpOnly", "SameSite=Strict", "Path=/"):
        assert word in said
    assert "set-cookie" not in stranger.get("/film").headers
    assert "set-cookie" not in stranger.get("/static/x/css/app.css").headers


def test_tokens_outlive_a_restart(stranger: Client, tmp_path: Any) -> None:
    told, cookies = stranger.token, dict(stranger.cookies)
    with client_on(tmp_path / "kept") as again:
        again.cookies.update(cookies)
        assert again.token == told


def test_arriving_from_elsewhere_asks_once_more_from_here(stranger: Client) -> None:
    followed = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    answer = stranger.get("/film", headers=followed)
    assert answer.headers["refresh"] == "0"
    assert "set-cookie" not in answer.headers
    assert "Straight to your side" not in answer.text
