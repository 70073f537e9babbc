"""Films come in over HTTP: begun, in pieces, after breaks, too much, cancelled, tried again."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import pytest
from awaited import awaited
from serving import client_on

from hiphinge.store.tables import Upload

if TYPE_CHECKING:
    from serving import Client

FILM = bytes(range(256)) * 400


def begin(client: Client, size: int = len(FILM), **more: Any) -> Any:
    answer = client.post("/api/uploads", json={"name": "set.mp4", "size": size} | more)
    assert answer.status_code == 201, answer.text
    return answer.json()


def send(client: Client, uid: str, offset: int, data: bytes) -> Any:
    headers = {"upload-offset": str(offset), "content-type": "application/octet-stream"}
    return client.patch(f"/api/uploads/{uid}", content=data, headers=headers)


def on_disk(client: Client, uid: str) -> bytes:
    return client.db.folder.upload_path(uid).read_bytes()


def test_in_two_pieces_it_is_whole(client: Client) -> None:
    begun = begin(client)
    assert (begun["state"], begun["received"], begun["chunk"]) == ("receiving", 0, 6_000_000)
    half = send(client, begun["uid"], 0, FILM[:50_000]).json()
    assert (half["state"], half["received"]) == ("receiving", 50_000)
    head = client.head(f"/api/uploads/{begun['uid']}")
    assert (head.headers["upload-offset"], head.headers["upload-length"]) == ("50000", "102400")
    assert head.headers["cache-control"] == "no-store"
    whole = send(client, begun["uid"], 50_000, FILM[50_000:]).json()
    assert (whole["state"], whole["received"]) == ("whole", len(FILM))
    kept = hashlib.sha256(on_disk(client, begun["uid"])).hexdigest()
    assert kept == hashlib.sha256(FILM).hexdigest()


def test_out_of_order_it_says_where_to_go_on(client: Client) -> None:
    uid = begin(client)["uid"]
    early = send(client, uid, 100, b"x")
    assert (early.status_code, early.headers["upload-offset"]) == (409, "0")
    send(client, uid, 0, FILM[:10])
    twice = send(client, uid, 0, FILM[:10])
    assert (twice.status_code, twice.headers["upload-offset"]) == (409, "10")
    assert on_disk(client, uid) == FILM[:10]


def test_beginning_twice_is_beginning_once(client: Client) -> None:
    uid = "made-up-by-the-phone-1"
    begin(client, uid=uid)
    send(client, uid, 0, FILM[:10])
    assert begin(client, uid=uid)["received"] == 10
    with client.db.read() as session:
        assert session.query(Upload).count() == 1


def test_more_than_was_said_is_not_taken(client: Client) -> None:
    uid = begin(client, size=10)["uid"]
    assert send(client, uid, 0, FILM[:11]).status_code == 413
    assert client.get(f"/api/uploads/{uid}").json()["received"] <= 10


def test_a_piece_has_its_limit(client: Client) -> None:
    uid = begin(client, size=20_000_000)["uid"]
    assert send(client, uid, 0, bytes(16_000_001)).status_code == 413
    assert send(client, uid, 0, bytes(16_000_000)).json()["received"] == 16_000_000


@pytest.mark.parametrize("offset", ["", "-1", "1.5", "x", "9" * 30])
def test_offsets_that_are_none(client: Client, offset: str) -> None:
    uid = begin(client)["uid"]
    answer = client.patch(f"/api/uploads/{uid}", headers={"upload-offset": offset}, content=b"x")
    assert answer.status_code == 422
    assert "offset" in answer.json()["error"]


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ({"size": 0}, "Size"),
        ({"size": -1}, "Size"),
        ({"size": "12"}, "Size"),
        ({"size": 10**15}, "Size"),
        ({"name": ""}, "Name"),
        ({"uid": "../../secret"}, "Uid"),
        ({"path": "/etc/passwd"}, "Path"),
        ({"about": {"athlete": "../x"}}, "name of a row"),
        ({"about": {"day": "today"}}, "day must be written"),
        ({"about": {"load_kg": -5}}, "load must be"),
        ({"about": {"reps": True}}, "valid integer"),
        ({"about": {"secret": 1}}, "secret"),
    ],
)
def test_what_is_wrong_is_said(client: Client, said: dict[str, Any], word: str) -> None:
    answer = client.post("/api/uploads", json={"name": "set.mp4", "size": 10} | said)
    assert answer.status_code == 422
    assert word in answer.json()["error"]
    assert answer.json()["error"].endswith(".")


def test_a_name_never_reaches_the_disk(client: Client) -> None:
    begun = begin(client, name="../../C:\\evil\\..\\<b>.mp4\0", size=4)
    assert begun["name"] == "<b>.mp4"
    send(client, begun["uid"], 0, b"abcd")
    assert {path.name for path in client.db.folder.root.rglob("*.part")} == {f"{begun['uid']}.part"}


def test_cancelled_and_tried_again(client: Client) -> None:
    uid = begin(client)["uid"]
    send(client, uid, 0, FILM[:10])
    assert client.delete(f"/api/uploads/{uid}").json()["state"] == "cancelled"
    assert not client.db.folder.upload_path(uid).exists()
    late = send(client, uid, 10, b"x")
    assert (late.status_code, "cancelled" in late.json()["error"]) == (409, True)
    again = client.post(f"/api/uploads/{uid}/retry").json()
    assert (again["state"], again["received"]) == ("receiving", 0)


def test_a_connection_that_breaks_keeps_what_came(client: Client) -> None:
    uid = begin(client)["uid"]
    pieces = [
        {"type": "http.request", "body": FILM[:500], "more_body": True},
        {"type": "http.disconnect"},
    ]

    async def receive() -> Any:
        return pieces.pop(0)

    async def send_nothing(_: Any) -> None:
        return None

    headers = {
        "host": "127.0.0.1:8750", "upload-offset": "0",
        "x-hiphinge-token": client.headers["x-hiphinge-token"],
        "cookie": f"hiphinge_browser={client.cookies['hiphinge_browser']}",
    }  # fmt: skip
    path = f"/api/uploads/{uid}"
    scope = {
        "type": "http", "method": "PATCH", "path": path, "raw_path": path.encode(),
        "scheme": "http", "query_string": b"", "root_path": "",
        "client": ("127.0.0.1", 1), "http_version": "1.1",
        "headers": [(name.encode(), text.encode()) for name, text in headers.items()],
    }  # fmt: skip
    awaited(client.app(scope, receive, send_nothing))  # type: ignore[arg-type]
    assert client.get(path).json()["received"] == 500


def test_it_goes_on_after_a_restart(client: Client) -> None:
    uid = begin(client)["uid"]
    send(client, uid, 0, FILM[:5000])
    root, headers, cookies = client.db.folder.root, client.headers, dict(client.cookies)
    with client_on(root) as again:
        again.headers, again.cookies = headers, cookies
        assert again.get(f"/api/uploads/{uid}").json()["received"] == 5000
        assert send(again, uid, 5000, FILM[5000:]).json()["state"] == "whole"


def test_a_full_disk_is_said(client: Client) -> None:
    client.app.state.intake._free = 600_000_000  # type: ignore[attr-defined]
    answer = client.post("/api/uploads", json={"name": "set.mp4", "size": 200_000_000})
    assert answer.status_code == 507
    assert "no room" in answer.json()["error"]


def test_nobody_elses_upload(client: Client) -> None:
    for method, path in (("GET", ""), ("DELETE", ""), ("POST", "/retry"), ("HEAD", "")):
        answer = client.request(method, f"/api/uploads/{'x' * 22}{path}")
        assert answer.status_code == 404
    assert send(client, "x" * 22, 0, b"x").status_code == 404


def test_a_piece_needs_the_token_in_its_header(stranger: Client) -> None:
    token = stranger.token
    answer = stranger.patch(
        f"/api/uploads/{'x' * 22}",
        content=f"csrf_token={token}".encode(),
        headers={"upload-offset": "0"},
    )
    assert answer.status_code == 403
