"""What is under way is told in order, cheaply, and as a person reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from hiphinge.store import analyses
from hiphinge.store.clock import new_uid, now
from hiphinge.store.tables import Upload

if TYPE_CHECKING:
    from seeds import Seeds
    from serving import Client


def told(client: Client) -> list[dict[str, Any]]:
    lines: list[dict[str, Any]] = client.get("/api/work").json()["work"]
    return lines


def make(rows: Seeds, **fields: Any) -> str:
    uid = new_uid()
    with rows.db.write() as session:
        session.add(Upload(uid=uid, name="set.mp4", size=120_000_000, created_at=now(), **fields))
    return uid


def put(rows: Seeds, uid: str, **fields: Any) -> None:
    with rows.db.write() as session:
        analysis = analyses.get(session, uid)
        for name, value in fields.items():
            setattr(analysis, name, value)


def test_nothing(client: Client) -> None:
    assert told(client) == []


def test_a_file_on_its_way(client: Client, rows: Seeds) -> None:
    uid = make(rows, received=43_000_000)
    (line,) = told(client)
    assert line["sentence"].startswith("43\N{NO-BREAK SPACE}MB of 120\N{NO-BREAK SPACE}MB are here")
    assert line["share"] == pytest.approx(43 / 120)
    assert line["cancel"] == f"DELETE /api/uploads/{uid}"


def test_files_that_wait_are_refused_or_gone(client: Client, rows: Seeds) -> None:
    make(rows, state="whole")
    make(rows, state="refused", error="set.mp4 is no video.")
    make(rows, state="checked")
    make(rows, state="cancelled")
    assert [line["state"] for line in told(client)] == ["checking", "refused"]
    assert told(client)[1]["sentence"] == "set.mp4 is no video."
    assert told(client)[1]["retry"].startswith("POST ")


def test_films_in_line(client: Client, rows: Seeds) -> None:
    day = rows.day(rows.athlete())
    first, _, third = rows.film(day, exercise="rdl"), rows.film(day), rows.film(day)
    put(rows, first.uid, state="running", stage="seeing", progress=0.25, frames=900)
    put(rows, third.uid, priority=0)
    lines = told(client)
    assert [line["sentence"] for line in lines] == [
        "Waiting: it is next", "Seeing frame 225 of 900", "Waiting: 2 before it",
    ]  # fmt: skip
    assert [line["name"] for line in lines] == ["set 3.mp4", "Romanian deadlift", "set 2.mp4"]
    assert lines[1]["share"] == 0.25
    assert lines[1]["athlete"] == "Anna"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"stage": "opening"}, "Opening the film"),
        ({"stage": "judging"}, "Judging"),
        ({"stage": "video", "progress": 0.5}, "Making the film playable"),
        ({"stage": "something new"}, "At it"),
        ({"stage": "seeing", "frames": None}, "Seeing"),
        ({"stage": "seeing", "frames": 10, "progress": 1.2}, "Seeing frame 10 of 10"),
        ({"cancel": True}, "Stopping"),
    ],
)
def test_what_is_being_done(
    client: Client, rows: Seeds, fields: dict[str, Any], sentence: str
) -> None:
    film = rows.film(rows.day(rows.athlete()))
    put(rows, film.uid, state="running", **fields)
    assert told(client)[0]["sentence"] == sentence


def test_what_ended(client: Client, rows: Seeds) -> None:
    day = rows.day(rows.athlete())
    done, failed, old, older = (rows.judged(day) for _ in range(4))
    put(rows, failed.uid, state="failed", error="Nobody is seen.")
    put(rows, old.uid, finished_at="2020-01-01T00:00:00.000Z")
    put(rows, older.uid, state="failed", finished_at="2020-01-01T00:00:00.000Z")
    lines = {line["uid"]: line for line in told(client)}
    assert set(lines) == {done.uid, failed.uid}
    assert lines[done.uid]["sentence"] == "Four of your five reps were hip hinges."
    assert lines[done.uid]["url"].startswith("/sets/")
    assert lines[failed.uid]["sentence"] == "Nobody is seen."


def test_cancelled_and_tried_again(client: Client, rows: Seeds) -> None:
    film = rows.film(rows.day(rows.athlete()))
    assert client.post(f"/api/work/{film.uid}/cancel").status_code == 204
    assert told(client)[0]["state"] == "cancelled"
    method, path = told(client)[0]["retry"].split(" ")
    assert client.request(method, path).status_code == 204
    assert told(client)[0]["state"] == "waiting"
    assert client.post(f"/api/work/{'x' * 22}/cancel").status_code == 404


def test_what_is_the_same_is_not_sent_again(client: Client, rows: Seeds) -> None:
    film = rows.film(rows.day(rows.athlete()))
    tag = client.get("/api/work").headers["etag"]
    same = client.get("/api/work", headers={"if-none-match": tag})
    assert (same.status_code, same.content) == (304, b"")
    put(rows, film.uid, state="running")
    assert client.get("/api/work", headers={"if-none-match": tag}).status_code == 200


def test_what_is_deleted_is_not_told(client: Client, rows: Seeds) -> None:
    film = rows.film(rows.day(rows.athlete()))
    client.post(f"/sets/{film.lift_set.uid}/delete")
    assert told(client) == []
