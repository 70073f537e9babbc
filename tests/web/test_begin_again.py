"""The pages around a session that was begun: one goes on, another is asked for, none is early."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from programme_visit import TODAY, ago, page_of, send
from trained import GOOD, HOME, begun, train

from hiphinge.store import course, days
from hiphinge.store.clock import new_uid
from hiphinge.store.tables import TrainingDay
from hiphinge.web.words import day as shown

if TYPE_CHECKING:
    from seeds import Seeds
    from serving import Client

    from hiphinge.store.tables import Athlete, Programme


@pytest.fixture
def ada(rows: Seeds) -> Athlete:
    return rows.athlete("Ada")


@pytest.fixture
def home(client: Client, ada: Athlete) -> Programme:
    return begun(client.db, ada, HOME, ago(20))


def begin(client: Client, athlete: Athlete, **fields: Any) -> str:
    form = {"day": TODAY.isoformat(), "row": new_uid()} | fields
    answer = client.post(f"/programme/{athlete.uid}/begin", data=form)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def test_a_page_of_yesterday_goes_on_with_what_yesterday_began(
    client: Client, ada: Athlete, home: Programme
) -> None:
    uid = train(client.db, home, ago(1), GOOD, finished=False)
    assert begin(client, ada) == f"/log/{uid}"
    log = client.get(f"/log/{uid}").text
    assert f"This session was begun on {shown(ago(1))}: it goes on here" in log
    page = client.get(f"/programme/{ada.uid}").text
    assert f"It was begun on {shown(ago(1))} and is not finished" in page
    assert "Begin day 1 anew" in page
    new = begin(client, ada, anew="yes")
    assert new != f"/log/{uid}"
    page = client.get(f"/programme/{ada.uid}").text
    assert f'not finished either: <a href="/log/{uid}">the session of {shown(ago(1))}</a>' in page
    with client.db.read() as session:
        assert len(course.open_days(session, home)) == 2


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("where", ["/log", "/athletes/{}/days", "/programme/{}/begin"])
def test_a_day_that_has_not_come_is_refused_in_a_sentence(
    client: Client, ada: Athlete, where: str
) -> None:
    data = {"day": ago(-2), "athlete": ada.uid, "row": new_uid()}
    answer = client.post(where.format(ada.uid), data=data)
    assert answer.status_code == 400
    told = html.unescape(answer.text)
    assert f"{ago(-2)} has not come yet: today is {TODAY.isoformat()} here." in told
    assert client.post(where.format(ada.uid), data=data | {"day": ago(-1)}).status_code == 303


def test_a_session_of_later_is_said_and_decides_nothing(
    client: Client, ada: Athlete, home: Programme
) -> None:
    uid = train(client.db, home, TODAY.isoformat(), GOOD)
    with client.db.write() as session:
        session.query(TrainingDay).filter_by(uid=uid).one().day = ago(-9)
    page = client.get(f"/programme/{ada.uid}").text
    assert "Week 1, day 1 of 3" in page
    assert f"The session of {shown(ago(-9))} has not come yet" in page
    assert f'href="/days/{uid}/edit"' in page
    fields = {"day": ago(-10), "title": "x"}
    answer = client.post(f"/days/{uid}", data=fields)
    assert answer.status_code == 400
    assert re.search(r'id="f-day-wrong">[^<]*has not come yet', answer.text)
    assert client.post(f"/days/{uid}", data=fields | {"day": ago(0)}).status_code == 303
    assert "Week 1, day 2 of 3" in client.get(f"/programme/{ada.uid}").text


def test_a_set_is_not_moved_to_a_day_that_has_not_come(
    client: Client, ada: Athlete, rows: Seeds
) -> None:
    lift = rows.lift(rows.day(ada, ago(1)), exercise="rdl", reps=5)
    form = {"exercise": "rdl", "reps": "5", "day": ago(-3)}
    answer = client.post(f"/sets/{lift.uid}/edit", data=form)
    assert answer.status_code == 400
    assert "has not come yet" in answer.text
    with client.db.read() as session:
        assert days.find_or_make(session, session.merge(ada), ago(1)).sets[0].uid == lift.uid


def test_what_a_session_earned_is_shown_to_wait_for_the_day_after(
    client: Client, ada: Athlete
) -> None:
    back = begun(client.db, ada, replace(HOME, goal="return"), ago(20))
    train(client.db, back, ago(4), GOOD)
    assert send(client, ada, "next-day", day=ago(3), pain="0").status_code == 303
    train(client.db, back, ago(1), GOOD)
    page = page_of(client, ada)
    assert "Waits for the day after" in page
    assert "The next rung, Dowel hinge, waits for how tomorrow feels" in page
    assert "Its films have opened it: it waits for how the day after" in page
    assert "Go to dowel hinge anyway" in page
    assert "Next rung open" not in page
    assert send(client, ada, "next-day", pain="1").status_code == 303
    page = page_of(client, ada)
    assert "Next rung open" in page
    assert "Its films have opened it" not in page
    assert "Stay on wall tap" in page
