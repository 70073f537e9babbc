"""Bodies that are too long, too slow, or lie about their length."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from awaited import awaited

from hiphinge.web.security import limits
from hiphinge.web.security.limits import BodyLimits, Limit, TooMuch, TooSlow, counted, limit_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from serving import Client


def test_a_small_body_is_a_megabyte(client: Client) -> None:
    for path in ("/current", "/api/nothing"):
        answer = client.post(path, content=b"x" * 1_000_001)
        assert answer.status_code == 413
    assert "more than hiphinge takes" in answer.json()["error"]


def test_a_length_that_is_none(client: Client) -> None:
    for said in ("-1", "1e3", "²", "abc"):
        answer = client.post("/current", content=b"x", headers={"content-length": said.encode()})
        assert answer.status_code == 400


def test_without_a_length_it_is_counted(client: Client) -> None:
    def pieces() -> Iterator[bytes]:
        for _ in range(20):
            yield b"csrf_token=" + b"x" * 100_000

    kind = {"content-type": "application/x-www-form-urlencoded"}
    del client.headers["x-hiphinge-token"]
    assert client.post("/current", content=pieces(), headers=kind).status_code == 413
    client.headers["x-hiphinge-token"] = client.token
    assert client.post("/current", content=pieces(), headers=kind).status_code == 413


def test_a_piece_of_a_film_may_be_larger() -> None:
    assert limit_of("PATCH", "/api/uploads/abc").size == 16_000_000
    assert limit_of("POST", "/api/uploads").size == 1_000_000
    assert limit_of("PATCH", "/api/sets/abc").size == 1_000_000


def received(messages: list[Any], limit: Limit) -> int:
    """Return how many bytes come through before an error."""

    async def receive() -> Any:
        message = messages.pop(0)
        if isinstance(message, float):
            await asyncio.sleep(message)
            return {"type": "http.disconnect"}
        return message

    async def read() -> int:
        got, take = 0, counted(receive, limit)
        while (message := await take())["type"] == "http.request":
            got += len(message["body"])
            if not message["more_body"]:
                break
        await take()
        return got

    return awaited(read())


def piece(size: int, more: bool = True) -> dict[str, Any]:
    return {"type": "http.request", "body": b"x" * size, "more_body": more}


def test_silence_ends_a_body_but_not_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SILENCE_S", 0.02)
    with pytest.raises(TooSlow):
        received([piece(1), 0.2], Limit())
    assert received([piece(1), piece(2, more=False), 0.1], Limit()) == 3


def test_a_trickle_ends_as_well() -> None:
    with pytest.raises(TooSlow):
        received([piece(1), *[piece(1)] * 3], Limit(time_s=0.0))


def test_too_much_in_pieces() -> None:
    assert received([piece(5), piece(5, more=False), 0.0], Limit(size=10)) == 10
    with pytest.raises(TooMuch):
        received([piece(5), piece(6, more=False)], Limit(size=10))


def test_sockets_pass_by() -> None:
    seen: list[str] = []

    async def app(scope: Any, *_: Any) -> None:
        seen.append(scope["type"])

    awaited(BodyLimits(app)({"type": "lifespan"}, None, None))  # type: ignore[arg-type]
    assert seen == ["lifespan"]
