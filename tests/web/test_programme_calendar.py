"""The calendar: read back by another reader, moved and not doubled."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest
from icalendar import Calendar
from trained import BAR, GOOD, HOME, begun, train

from hiphinge.training.plan import start
from hiphinge.web.programme.calendar import calendar_of

if TYPE_CHECKING:
    from icalendar import Event
    from seeds import Seeds
    from serving import Client

    from hiphinge.store.tables import Athlete

TODAY = date.today()
LINE_MOST = 75
"""Octets of a line, by RFC 5545."""


@pytest.fixture
def ada(rows: Seeds) -> Athlete:
    return rows.athlete('Ada; Žofie, the "\\n" one')


def events(body: bytes) -> list[Event]:
    return list(Calendar.from_ical(body).walk("VEVENT"))


def got(client: Client, athlete: Athlete, query: str = "") -> list[Event]:
    answer = client.get(f"/programme/{athlete.uid}/calendar.ics{query}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("text/calendar")
    return events(answer.content)


def test_the_next_four_weeks_on_the_chosen_days(client: Client, ada: Athlete) -> None:
    begun(client.db, ada, HOME, TODAY.isoformat())
    found = got(client, ada)
    days = [one.decoded("dtstart") for one in found]
    assert len(found) == 12
    assert {one.weekday() for one in days} == {0, 2, 4}
    assert all(TODAY <= one < TODAY + timedelta(weeks=4, days=7) for one in days)
    assert len({str(one["uid"]) for one in found}) == 12
    first = found[0]
    assert 'Ada; Žofie, the "\\n" one' in str(first["summary"])
    assert "Wall tap: 2 sets of" in str(first["description"])
    assert first.decoded("dtend") - first.decoded("dtstart") == timedelta(days=1)
    assert str(first["transp"]) == "TRANSPARENT"


def test_a_time_is_the_readers_own(client: Client, ada: Athlete) -> None:
    begun(client.db, ada, HOME, TODAY.isoformat())
    first = got(client, ada, "?at=18:30")[0]
    begins = first.decoded("dtstart")
    assert (begins.hour, begins.minute, begins.tzinfo) == (18, 30, None)
    assert first.decoded("dtend") - begins == timedelta(hours=1)
    answer = client.get(f"/programme/{ada.uid}/calendar.ics?at=soon")
    assert answer.status_code == 400


def test_a_session_moves_and_is_not_doubled(client: Client, ada: Athlete) -> None:
    programme = begun(client.db, ada, HOME, TODAY.isoformat())
    before = {str(one["uid"]): one for one in got(client, ada)}
    train(client.db, programme, TODAY.isoformat(), GOOD)
    after = {str(one["uid"]): one for one in got(client, ada)}
    # The one that is done is not planned any more; the others are the same events.
    assert len(before.keys() - after.keys()) == 1
    assert len(after.keys() & before.keys()) >= 10


def test_a_later_file_is_the_newer_one(rows: Seeds) -> None:
    programme = begun(rows.db, rows.athlete("Ada"))
    state, made = start(HOME), datetime(2027, 1, 4, 12, tzinfo=UTC)
    one, later = (
        events(
            calendar_of(
                programme, "Ada", state, (0, 2, 4), date(2027, 1, 4), "kg", time(7), now=when
            )
        )[0]
        for when in (made, made + timedelta(days=1))
    )
    assert str(one["uid"]) == str(later["uid"])
    assert int(later["sequence"]) > int(one["sequence"])


def test_it_is_written_as_calendars_want_it_and_tells_no_address(
    client: Client, rows: Seeds, ada: Athlete
) -> None:
    begun(client.db, ada, BAR, TODAY.isoformat())
    body = client.get(f"/programme/{ada.uid}/calendar.ics").content
    lines = body.split(b"\r\n")
    assert body.endswith(b"\r\n")
    assert b"\n" not in body.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= LINE_MOST
    for word in (b"127.0.0.1", b"localhost", b"8750", b"http"):
        assert word not in body
    assert client.get(f"/programme/{rows.athlete('Bob').uid}/calendar.ics").status_code == 404


def test_nothing_is_planned_while_training_is_stopped(client: Client, ada: Athlete) -> None:
    programme = begun(client.db, ada, HOME, (TODAY - timedelta(days=9)).isoformat())
    for back in (6, 4):
        train(client.db, programme, (TODAY - timedelta(days=back)).isoformat(), GOOD, pain=6)
    assert got(client, ada) == []
