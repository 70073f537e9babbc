"""One training day of a programme is begun once, also where midnight lies in between."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from trained import GOOD, begun, train

from hiphinge.errors import UsageError
from hiphinge.store import athletes, course, days, programmes
from hiphinge.store.happenings import note
from hiphinge.training.happening import Missed, NextDay

if TYPE_CHECKING:
    from hiphinge.store.database import Database
    from hiphinge.store.tables import Programme


@pytest.fixture
def home(db: Database) -> Programme:
    with db.write() as session:
        ada = athletes.create(session, name="Ada")
    return begun(db, ada)


def test_it_goes_on_after_midnight(db: Database, home: Programme) -> None:
    train(db, home, "2026-03-02", GOOD)
    with db.write() as session:
        evening = course.begin_day(session, home, "2026-03-04", "row-of-evening")
        night = course.begin_day(session, home, "2026-03-05", "row-of-night")
        assert night.uid == evening.uid == "row-of-evening"
        assert night.day == "2026-03-04"
        assert len(course.open_days(session, home)) == 1


def test_another_training_day_is_another_session(db: Database, home: Programme) -> None:
    with db.write() as session:
        first = course.begin_day(session, home, "2026-03-02", None)
        note(session, home, Missed(date(2026, 3, 3)))
        second = course.begin_day(session, home, "2026-03-04", None)
        assert second.uid != first.uid
        assert second.title == "Week 1, day 2"
        # What was begun of the first day is no second day, whatever the date.
        assert course.begin_day(session, home, "2026-03-05", None).uid == second.uid


def test_who_wants_another_one_gets_it_once(db: Database, home: Programme) -> None:
    with db.write() as session:
        first = course.begin_day(session, home, "2026-03-02", None)
        new = course.begin_day(session, home, "2026-03-02", "row-of-another", anew=True)
        again = course.begin_day(session, home, "2026-03-03", "row-of-another", anew=True)
        assert first.uid != new.uid == again.uid == "row-of-another"
        assert course.begin_day(session, home, "2026-03-03", None).uid == new.uid
        days.finish(session, new.uid)
        assert course.standing(session, home).state.day == 2


def test_what_was_begun_does_not_go_on_by_itself_while_training_is_stopped(
    db: Database, home: Programme
) -> None:
    train(db, home, "2026-03-02", GOOD)
    with db.write() as session:
        course.begin_day(session, home, "2026-03-03", None)
        note(session, home, NextDay(date(2026, 3, 3), 8, rose=True))
        with pytest.raises(UsageError, match="stopped"):
            course.begin_day(session, home, "2026-03-04", None)


def test_a_programme_that_is_over_does_not_go_on_with_one_of_another_date(
    db: Database, home: Programme
) -> None:
    with db.write() as session:
        course.begin_day(session, home, "2026-03-02", None)
        own = programmes.get(session, home.uid)
        programmes.end(session, own)
        with pytest.raises(UsageError, match="over"):
            course.begin_day(session, own, "2026-03-03", None)
