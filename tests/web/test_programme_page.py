"""A programme's page: where it stands, what comes next, what was decided and why."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from programme_visit import NASTY, ago, page_of
from trained import BAD, GOOD, train

from hiphinge.store import athletes, programmes

if TYPE_CHECKING:
    from serving import Client

    from hiphinge.store.tables import Athlete, Programme


def test_without_a_programme_the_page_teaches_what_one_is(client: Client, ada: Athlete) -> None:
    page = page_of(client, ada)
    assert "No programme yet" in page
    assert f'href="/programme/{ada.uid}/new"' in page


def test_it_shows_the_ladder_the_next_session_and_why(
    client: Client, ada: Athlete, home: Programme
) -> None:
    page = page_of(client, ada)
    assert "Week 1, day 1 of 3" in page
    assert "you are here" in page
    assert "Filmed sessions in a row that passed: 0 of 2." in page
    assert "No film yet" in page
    assert 'primary big">Begin day 1<' in page
    assert "Our judgement" in page
    assert "body weight" in page
    # What is to be filmed is said, and only of that.
    assert "film it" in page
    assert home.uid not in re.sub(r'href="[^"]*"|action="[^"]*"', "", page)


def test_good_films_open_the_next_rung_and_it_is_said_why(
    client: Client, ada: Athlete, home: Programme
) -> None:
    train(client.db, home, ago(8), GOOD)
    page = page_of(client, ada)
    assert "Filmed sessions in a row that passed: 1 of 2." in page
    assert '<meter class="bar" min="0" max="2.0" value="1"' in page
    train(client.db, home, ago(6), GOOD)
    page = page_of(client, ada)
    assert "Next rung open" in page
    assert "The next rung is open: Dowel hinge." in page
    assert "Stay on wall tap" in page


def test_everything_decided_is_told_page_by_page(
    client: Client, ada: Athlete, home: Programme
) -> None:
    for back in range(40, 12, -2):
        train(client.db, home, ago(back))
    first, second = page_of(client, ada, "/decisions"), page_of(client, ada, "/decisions?page=2")
    assert first.count('class="card entry"') == 12
    assert second.count('class="card entry"') == 2
    assert "Page 1 of 2" in first
    assert page_of(client, ada, "/decisions?page=99").count('class="card entry"') == 2


def test_everything_is_escaped(client: Client, ada: Athlete, home: Programme) -> None:
    train(client.db, home, ago(4), BAD | {"what": NASTY})
    for more in ("", "/new", "/rules", "/decisions"):
        page = page_of(client, ada, more)
        assert "<script>alert" not in page
        assert "alert(1)" in page
    # The decisions tell what the film told.
    assert page_of(client, ada, "/decisions").count("alert(1)") > 3


def test_a_programme_that_cannot_be_read_can_be_ended(client: Client, ada: Athlete) -> None:
    with client.db.write() as session:
        programmes.create(
            session, athletes.get(session, ada.uid), profile={"goal": "fame"}, screen={},
            starts_on="2026-03-02", weekdays=[],
        )  # fmt: skip
    page = page_of(client, ada)
    assert "cannot be read" in page
    client.post(f"/programme/{ada.uid}/end")
    assert "No programme yet" in page_of(client, ada)


def test_no_page_promises_or_diagnoses(client: Client, ada: Athlete, home: Programme) -> None:
    train(client.db, home, ago(4), BAD)
    for more in ("", "/rules", "/decisions"):
        text = re.sub(r"<[^>]+>", " ", page_of(client, ada, more)).casefold()
        for word in (" safe", "dangerous", "injury-proof", "guarantee", "you have a "):
            assert word not in text, f"{more} says{word}"
