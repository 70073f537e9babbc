"""Deleted: brought back, or gone for good with its film, and never by one slip of the finger."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hiphinge.store import athletes, days, sets
from hiphinge.store.missing import NotFound

if TYPE_CHECKING:
    from pathlib import Path

    from seeds import Seeds
    from serving import Client

    from hiphinge.store.tables import Analysis


def film_of(client: Client, film: Analysis, size: int = 2_000_000) -> Path:
    """Lay a file where the film should be."""
    path: Path = client.app.state.folder.video_path(film.video_sha256, ".mp4")  # type: ignore[attr-defined]
    path.write_bytes(b"\0" * size)
    return path


def test_nothing_there(client: Client) -> None:
    page = client.get("/bin").text
    assert "Nothing here" in page
    assert "/bin/empty" not in page


def test_a_set_goes_for_good_with_its_film_and_that_is_said_first(
    client: Client, rows: Seeds
) -> None:
    film = rows.judged(rows.day(rows.athlete()), exercise="rdl")
    uid, path = film.lift_set.uid, film_of(client, film)
    client.post(f"/sets/{uid}/delete")
    assert f"/bin/set/{uid}" in client.get("/bin").text
    page = client.get(f"/bin/set/{uid}").text
    assert "1\N{NO-BREAK SPACE}set" in page
    assert "1\N{NO-BREAK SPACE}film" in page
    assert "2\N{NO-BREAK SPACE}MB" in page
    assert path.exists()
    answer = client.post(f"/bin/set/{uid}")
    assert answer.headers["location"] == "/bin"
    assert not path.exists()
    page = client.get("/bin").text
    assert "Deleted for good: 1\N{NO-BREAK SPACE}set, 1\N{NO-BREAK SPACE}file" in page
    assert client.post(f"/sets/{uid}/restore").status_code == 404


def test_a_film_that_another_set_shows_stays(client: Client, rows: Seeds) -> None:
    day = rows.day(rows.athlete())
    one, other = rows.judged(day), rows.judged(day)
    with client.db.write() as session:
        session.merge(other).video_sha256 = one.video_sha256
    path = film_of(client, one)
    client.post(f"/sets/{one.lift_set.uid}/delete")
    page = client.get(f"/bin/set/{one.lift_set.uid}").text
    assert "no film" in page
    client.post(f"/bin/set/{one.lift_set.uid}")
    assert path.exists()


def test_an_athlete_goes_only_once_the_word_is_typed(client: Client, rows: Seeds) -> None:
    one, other = rows.athlete("Athlete A"), rows.athlete("Athlete B")
    rows.lift(rows.day(one))
    stays = rows.lift(rows.day(other))
    client.post(f"/athletes/{one.uid}/delete")
    where = f"/bin/athlete/{one.uid}"
    assert client.post(where).headers["location"] == where
    assert "type delete first" in client.get(where).text
    assert client.post(where, data={"word": " Delete "}).headers["location"] == "/bin"
    with client.db.read() as session:
        with pytest.raises(NotFound):
            athletes.get(session, one.uid, deleted=True)
        assert sets.get(session, stays.uid).uid == stays.uid


def test_what_was_not_deleted_cannot_go(client: Client, rows: Seeds) -> None:
    lift = rows.lift(rows.day(rows.athlete()))
    assert client.post(f"/bin/set/{lift.uid}").status_code == 404
    assert client.get(f"/bin/set/{lift.uid}").status_code == 404
    with client.db.read() as session:
        assert sets.get(session, lift.uid).uid == lift.uid


def test_everything_goes_only_as_it_was_shown(client: Client, rows: Seeds) -> None:
    day = rows.day(rows.athlete())
    one, two, three = (rows.lift(day) for _ in range(3))
    for gone in (one, two):
        client.post(f"/sets/{gone.uid}/delete")
    page = client.get("/bin/empty").text
    assert "2\N{NO-BREAK SPACE}sets" in page
    client.post(f"/sets/{three.uid}/delete")
    client.post("/bin/empty", data={"word": "delete", "count": "2"})
    assert "look again what goes" in client.get("/bin/empty").text
    client.post("/bin/empty", data={"word": "", "count": "3"})
    assert client.get("/bin").text.count("Bring back") == 3
    client.post("/bin/empty", data={"word": "delete", "count": "3"})
    assert "Nothing here" in client.get("/bin").text


def test_what_lies_within_something_deleted_says_so_when_it_is_brought_back(
    client: Client, rows: Seeds
) -> None:
    day = rows.day(rows.athlete())
    lift = rows.lift(day)
    client.post(f"/sets/{lift.uid}/delete")
    client.post(f"/days/{day.uid}/delete")
    client.post(f"/bin/set/{lift.uid}/restore")
    assert "back in its session, which is deleted itself" in client.get("/bin").text
    client.post(f"/bin/session/{day.uid}/restore")
    assert "It is back where it was" in client.get("/bin").text
    with client.db.read() as session:
        assert [one.uid for one in days.get(session, day.uid).sets] == [lift.uid]


def test_what_is_not_there_is_404(client: Client) -> None:
    for path in ("/bin/set/x", "/bin/film/x", "/bin/athlete/..%2f..", "/bin/table/athlete"):
        assert client.get(path).status_code == 404, path
        assert client.post(path, data={"word": "delete"}).status_code == 404, path
        assert client.post(f"{path}/restore").status_code == 404, path
