"""A programme's page: sessions begun, finished, left out, and the day after them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from programme_visit import ago, page_of, send, state_of, undo
from trained import GOOD, train

from hiphinge.store import days
from hiphinge.store.clock import new_uid

if TYPE_CHECKING:
    from serving import Client

    from hiphinge.store.tables import Athlete, Programme


def test_beginning_goes_to_the_log_once(client: Client, ada: Athlete, home: Programme) -> None:
    row = new_uid()
    answer = send(client, ada, "begin", row=row)
    assert answer.headers["location"] == f"/log/{row}"
    assert send(client, ada, "begin").headers["location"] == f"/log/{row}"
    page = page_of(client, ada)
    assert "Go on with the session of" in page
    assert 'primary big">Begin day' not in page, "only anew, and asked for"
    with client.db.read() as session:
        day = days.get(session, row)
        assert day.programme_id == home.id
        assert day.planned is not None


def test_a_session_is_finished_from_here_and_goes_on_again(
    client: Client, ada: Athlete, home: Programme
) -> None:
    uid = train(client.db, home, ago(1), finished=False)
    assert client.post(f"/programme/{ada.uid}/sessions/{uid}/finish").status_code == 303
    assert state_of(client, home).day == 2
    undo(client, ada)
    assert state_of(client, home).day == 1


def test_a_session_is_left_out_and_that_is_taken_back(
    client: Client, ada: Athlete, home: Programme
) -> None:
    page = page_of(client, ada)
    assert "It was meant for" in page
    send(client, ada, "missed")
    assert (state_of(client, home).day, state_of(client, home).missed) == (2, 1)
    undo(client, ada)
    assert (state_of(client, home).day, state_of(client, home).missed) == (1, 0)


def test_the_day_after_is_asked_once_and_counts(
    client: Client, ada: Athlete, home: Programme
) -> None:
    train(client.db, home, ago(3), GOOD)
    assert "The day after" not in page_of(client, ada)
    train(client.db, home, ago(1), GOOD)
    assert state_of(client, home).rung == "dowel_hinge"
    assert "The day after" in page_of(client, ada)
    answer = send(client, ada, "next-day", pain="3", rose="yes")
    assert answer.status_code == 303
    page = page_of(client, ada)
    assert 'id="day-after"' not in page
    assert "The day after: pain 3 of 10, more than before" in page
    assert state_of(client, home).rung == "wall_tap"
    assert send(client, ada, "next-day", pain="11").status_code == 422


def test_the_day_after_stays_with_its_session_when_that_is_moved(
    client: Client, ada: Athlete, home: Programme
) -> None:
    train(client.db, home, ago(5), GOOD)
    moved = train(client.db, home, ago(1), GOOD)
    send(client, ada, "next-day", pain="7", rose="yes")
    assert state_of(client, home).stopped
    for day in (ago(0), ago(4), ago(1)):
        assert client.post(f"/days/{moved}", data={"day": day}).status_code == 303
        assert state_of(client, home).stopped


def test_films_that_wait_are_said(client: Client, ada: Athlete, home: Programme) -> None:
    train(client.db, home, ago(5), GOOD, judged=False)
    page = page_of(client, ada).replace("\N{NO-BREAK SPACE}", " ")
    assert re.search(r"\d films? of a finished session waits? to be judged", page)


def test_a_break_is_said_before_the_session_that_it_changes(
    client: Client, ada: Athlete, home: Programme
) -> None:
    train(client.db, home, ago(13), GOOD)
    assert "13 days since the last session" in page_of(client, ada)
