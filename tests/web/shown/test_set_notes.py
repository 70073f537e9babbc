"""Notes over the API: once under one name, changed, deleted and back, never of another set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from seeds import Seeds
    from serving import Client

    from hiphinge.store.tables import LiftSet


def add(client: Client, of: str, **said: Any) -> Any:
    return client.post(f"/api/sets/{of}/notes", json={"time_s": 2.5, "text": "hips", **said})


def test_sent_twice_under_one_name_it_is_there_once(client: Client, lift: LiftSet) -> None:
    first = add(client, lift.uid, uid="made-by-a-phone", author="Kim")
    assert first.status_code == 201
    assert add(client, lift.uid, uid="made-by-a-phone", author="Kim").json() == first.json()
    (told,) = client.get(f"/api/sets/{lift.uid}/notes").json()["notes"]
    assert (told["uid"], told["time_s"], told["author"]) == ("made-by-a-phone", 2.5, "Kim")


def test_it_is_changed_deleted_and_brought_back(client: Client, lift: LiftSet) -> None:
    path = f"/api/sets/{lift.uid}/notes/{add(client, lift.uid).json()['uid']}"
    assert client.patch(path, json={"text": "knees"}).json()["text"] == "knees"
    assert client.delete(path).status_code == 204
    assert client.delete(path).status_code == 204, "a second time changes nothing"
    assert client.get(f"/api/sets/{lift.uid}/notes").json() == {"notes": []}
    assert client.patch(path, json={"text": "no"}).status_code == 404
    back = client.post(f"{path}/restore").json()
    assert (back["text"], back["time_s"]) == ("knees", 2.5)
    assert "knees" in client.get(f"/sets/{lift.uid}").text


def test_notes_of_another_set_are_not_touched(client: Client, lift: LiftSet, rows: Seeds) -> None:
    other = rows.lift(rows.day(rows.athlete("Bert")))
    uid = add(client, lift.uid).json()["uid"]
    path = f"/api/sets/{other.uid}/notes/{uid}"
    answers = [client.patch(path, json={"text": "x"}), client.delete(path),
               client.post(f"{path}/restore")]  # fmt: skip
    assert [one.status_code for one in answers] == [404, 404, 404]
    assert add(client, other.uid, uid=uid).status_code == 400


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"text": ""}, "The note must have 1 to 5000 characters."),
        ({"time_s": -1}, "The moment must be a number from 0 to 86400 s."),
        ({"time_s": "1.5"}, "should be a valid number"),
        ({"uid": "a/b"}, "A name of a row has"),
        ({"more": 1}, "More is not known here."),
    ],
)
def test_what_is_no_note_is_said(
    client: Client, lift: LiftSet, said: dict[str, Any], sentence: str
) -> None:
    answer = add(client, lift.uid, **said)
    assert answer.status_code in (400, 422)
    assert sentence in answer.json()["error"]


def test_html_in_a_note_is_text(client: Client, lift: LiftSet) -> None:
    add(client, lift.uid, text="<b>bold</b>", author='"><img src=x>')
    page = client.get(f"/sets/{lift.uid}").text
    assert "&lt;b&gt;bold&lt;/b&gt;" in page
    assert "<img src=x" not in page
