"""Other devices come in with a code that works once, and stay out without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from serving import PHONE, client_on, token_in

from hiphinge.store import devices
from hiphinge.web.security.pairing import ALPHABET, LETTERS, TRIES_MOST, VALID_S, Pairing, spoken

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from serving import Client

NAMES = ("192.168.1.5",)


class Clock:
    def __init__(self) -> None:
        self.time_s = 100.0

    def __call__(self) -> float:
        return self.time_s


@pytest.fixture
def phone_outside(tmp_path: Path) -> Iterator[Client]:
    with client_on(tmp_path, PHONE, lan=True, names=NAMES) as client:
        client.follow_redirects = False
        yield client


def pair(client: Client, code: str, name: str = "My phone") -> int:
    form = {"csrf_token": token(client), "code": code, "name": name}
    return client.post("/pair", data=form).status_code


def token(client: Client) -> str:
    return token_in(client.get("/pair").text)


def test_a_code_works_once_and_however_it_is_typed() -> None:
    pairing = Pairing()
    code = pairing.new()
    assert len(code) == LETTERS
    assert set(code) <= set(ALPHABET)
    assert not set("01OILU") & set(ALPHABET)
    assert pairing.take(f" {spoken(code).lower()} ")
    assert not pairing.take(code)
    assert pairing.current() is None


def test_a_code_ends_after_ten_minutes() -> None:
    clock = Clock()
    pairing = Pairing(clock)
    code = pairing.new()
    clock.time_s += VALID_S - 1
    assert pairing.current() == code
    assert pairing.left_s() == pytest.approx(1.0)
    clock.time_s += 1
    assert not pairing.take(code)
    assert pairing.left_s() == 0.0


def test_five_wrong_tries_end_it() -> None:
    pairing = Pairing()
    code = pairing.new()
    assert not any(pairing.take(wrong) for wrong in ["", "x", code[:-1], code + "2"])
    assert pairing.current() == code
    assert not pairing.take("WRONG")
    assert not pairing.take(code)
    assert TRIES_MOST == 5


def test_a_new_code_ends_the_one_before() -> None:
    pairing = Pairing()
    first, second = pairing.new(), pairing.new()
    assert not pairing.take(first)
    assert pairing.take(second)


@pytest.mark.parametrize(
    "path", ["/", "/film", "/devices", "/devices/code.svg", "/athletes", "/no"]
)
def test_a_stranger_is_sent_to_pair(phone_outside: Client, path: str) -> None:
    answer = phone_outside.get(path)
    assert (answer.status_code, answer.headers["location"]) == (303, "/pair")


@pytest.mark.parametrize(
    "path", ["/api/openapi.json", "/api/work", "/pair/../", "/pairs", "/pair/", "/static"]
)
def test_a_stranger_sees_nothing_else(phone_outside: Client, path: str) -> None:
    assert phone_outside.get(path).status_code in (303, 401)


def test_a_stranger_changes_nothing(phone_outside: Client) -> None:
    told = {"csrf_token": token(phone_outside)}
    for path in ("/devices/code", "/current", "/api/uploads"):
        assert phone_outside.post(path, data=told).status_code == 401
    for header in ("x-forwarded-for", "forwarded", "x-real-ip"):
        spoofed = phone_outside.get("/film", headers={header: "127.0.0.1"})
        assert spoofed.status_code == 303


def test_a_stranger_may_see_how_it_looks(phone_outside: Client) -> None:
    assert phone_outside.get("/static/x/css/app.css").status_code == 200
    assert phone_outside.get("/pair?code=AB").status_code == 200


def test_pairing(phone_outside: Client) -> None:
    code = phone_outside.app.state.pairing.new()  # type: ignore[attr-defined]
    assert pair(phone_outside, "WRONG123") == 403
    assert pair(phone_outside, code) == 303
    assert phone_outside.get("/film").status_code == 200
    with phone_outside.db.read() as session:
        (device,) = devices.listed(session)
    assert device.name == "My phone"
    kept = next(one for one in phone_outside.cookies.jar if "device" in one.name)
    assert kept.value not in (device.token_sha256, None)
    assert kept.has_nonstandard_attr("HttpOnly")
    assert kept.get_nonstandard_attr("SameSite").lower() == "strict"


def test_only_the_computer_makes_codes_and_shuts_out(phone_outside: Client) -> None:
    state = phone_outside.app.state  # type: ignore[attr-defined]
    pair(phone_outside, state.pairing.new())
    state.pairing.new()
    told = {"csrf_token": phone_outside.token}
    assert phone_outside.post("/devices/code", data=told).status_code == 400
    assert phone_outside.get("/devices/code.svg").status_code == 404
    assert spoken(state.pairing.current()) not in phone_outside.get("/devices").text


def test_who_was_shut_out_is_out_at_once(phone_outside: Client) -> None:
    pair(phone_outside, phone_outside.app.state.pairing.new())  # type: ignore[attr-defined]
    with phone_outside.db.write() as session:
        devices.revoke(session, devices.listed(session)[0].uid)
    assert phone_outside.get("/film").status_code == 303


def test_a_made_up_token_is_none(phone_outside: Client) -> None:
    phone_outside.cookies.set("hiphinge_device_8750", "x" * 43)
    assert phone_outside.get("/film").status_code == 303


def test_without_lan_nobody_else_comes_in(tmp_path: Path) -> None:
    with client_on(tmp_path, PHONE) as client:
        for path in ("/", "/pair", "/static/x/css/app.css", "/api/work"):
            assert client.get(path).status_code == 403


def test_the_computer_shows_its_code(tmp_path: Path) -> None:
    with client_on(tmp_path, lan=True, names=NAMES) as client:
        assert client.get("/devices/code.svg").status_code == 404
        assert client.post("/devices/code", data={"csrf_token": client.token}).status_code == 200
        page = client.get("/devices").text
        assert spoken(client.app.state.pairing.current()) in page  # type: ignore[attr-defined]
        picture = client.get("/devices/code.svg")
        assert picture.headers["content-type"] == "image/svg+xml"
        assert picture.headers["cache-control"] == "no-store"
