"""The first page, whose pages are shown, and what the next page says."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from typing import TYPE_CHECKING

import pytest

from hiphinge.web.current import same_page_for

if TYPE_CHECKING:
    from seeds import Seeds
    from serving import Client


def test_empty_it_teaches(client: Client) -> None:
    text = client.get("/").text
    assert "Judge the example" in text
    assert "No film yet" in text
    assert 'id="f-athlete"' not in text


def test_the_example_is_taken_in(client: Client) -> None:
    assert client.post("/example").headers["location"] == "/"
    assert client.post("/example").status_code == 303
    lines = client.get("/api/work").json()["work"]
    assert [(line["name"], line["state"]) for line in lines] == [("example.mp4", "checking")] * 2
    assert client.get("/").text.count("<option value=") > 0


def test_verdicts_of_several_athletes(client: Client, rows: Seeds) -> None:
    anna, ben = rows.athlete("Anna"), rows.athlete("Ben <b>")
    rows.judged(rows.day(anna), exercise="rdl")
    rows.film(rows.day(ben))
    text = client.get("/").text
    assert text.count("Four of your five reps were hip hinges.") == 1
    assert "Ben &lt;b&gt;" in text
    assert "<b>Ben" not in text
    assert "Judge the example" not in text


def test_another_athlete_is_chosen(client: Client, rows: Seeds) -> None:
    rows.athlete("Anna")
    ben = rows.athlete("Ben", units="lb")
    assert 'id="drop" data-units="kg"' in client.get("/").text
    answer = client.post("/current", data={"athlete": ben.uid, "back": "/search"})
    assert answer.headers["location"] == "/search"
    assert 'id="drop" data-units="lb"' in client.get("/").text
    client.cookies.set("hiphinge_athlete", "nobody")
    assert 'id="drop" data-units="kg"' in client.get("/").text


@pytest.mark.parametrize(
    ("path", "to"),
    [
        ("/programme/abc_-1", "/programme/new"),
        ("/trends/abc", "/trends/new"),
        ("/search", "/search"),
        ("/sets/abc", "/"),
        ("//evil.example", "/"),
        ("https://evil.example", "/"),
        ("/programme/../x", "/"),
        ("/athletes/abc/edit", "/"),
        ("", "/"),
    ],
)
def test_where_a_change_of_athlete_leads(path: str, to: str) -> None:
    assert same_page_for(path, "new") == to


def test_a_toast_is_said_once_with_its_undo(client: Client, rows: Seeds) -> None:
    film = rows.judged(rows.day(rows.athlete()))
    client.post(f"/sets/{film.lift_set.uid}/delete")
    first = client.get("/").text
    assert "Set deleted" in first
    assert f'action="/sets/{film.lift_set.uid}/restore"' in first
    assert "Set deleted" not in client.get("/").text


@pytest.mark.parametrize("signature", ["", ".", ".x", ".é"])
def test_a_toast_that_is_not_ours_is_not_said(client: Client, signature: str) -> None:
    text = urlsafe_b64encode(json.dumps(["Type your password", "/x"]).encode()).decode()
    page = client.get("/", headers={"cookie": f"hiphinge_toast={text}{signature}".encode()})
    assert page.status_code == 200
    assert "password" not in page.text
