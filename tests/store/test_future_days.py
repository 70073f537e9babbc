"""What is dated after today is refused where it comes in, and counts nothing before its day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from trained import GOOD, HOME, begun, train

from hiphinge.errors import UsageError
from hiphinge.jobs.about import about
from hiphinge.jobs.attach import attach
from hiphinge.jobs.probing import Facts
from hiphinge.store import athletes, clock, course, days, programmes
from hiphinge.store.archive.incoming import import_archive
from hiphinge.store.archive.outgoing import export_archive
from hiphinge.store.archive.words import told
from hiphinge.store.happenings import note, rows_of
from hiphinge.store.tables import TrainingDay, Upload, Video
from hiphinge.training.fold import fold
from hiphinge.training.happening import Missed, NextDay
from hiphinge.training.plan import start

if TYPE_CHECKING:
    from pathlib import Path

    from hiphinge.store.database import Database
    from hiphinge.store.tables import Athlete, Programme

TODAY = clock.today()
WHY = "has not come yet"


def ahead(count: int) -> str:
    return (TODAY + timedelta(days=count)).isoformat()


@pytest.fixture
def ada(db: Database) -> Athlete:
    with db.write() as session:
        return athletes.create(session, name="Ada")


@pytest.fixture
def home(db: Database, ada: Athlete) -> Programme:
    return begun(db, ada)


def test_a_session_of_the_future_is_not_made(db: Database, ada: Athlete, home: Programme) -> None:
    with db.write() as session:
        mine = session.merge(ada)
        for make in (days.create, days.find_or_make):
            with pytest.raises(UsageError, match=WHY) as told:
                make(session, mine, ahead(2))
        assert f"today is {TODAY.isoformat()} here" in str(told.value)
        with pytest.raises(UsageError, match=WHY):
            course.begin_day(session, home, ahead(2), None)
        with pytest.raises(UsageError, match=WHY):
            note(session, home, Missed(TODAY + timedelta(days=2)))
        # A phone that is east of this computer has its tomorrow already.
        assert days.create(session, mine, ahead(1)).day == ahead(1)
        assert course.begin_day(session, home, ahead(1), None).day == ahead(1)


def test_a_session_is_not_moved_into_the_future(db: Database, ada: Athlete) -> None:
    with db.write() as session:
        made = days.create(session, session.merge(ada), TODAY.isoformat())
        with pytest.raises(UsageError, match=WHY):
            days.change(session, made.uid, day=ahead(30))
        assert days.get(session, made.uid).day == TODAY.isoformat()
        # One that lies there already can still be mended.
        made.day = ahead(30)
        session.flush()
        assert days.change(session, made.uid, day=ahead(30), note="x").note == "x"


def test_a_film_of_the_future_is_refused_or_its_clock_is_not_believed(
    db: Database, ada: Athlete
) -> None:
    with pytest.raises(UsageError, match=WHY):
        about({"day": ahead(2)})
    with db.write() as session:
        film = Video(sha256="f" * 64, name="a", suffix=".mp4", size=1, created_at=clock.now())
        came = Upload(
            uid="upload-1", name="a", size=1, received=1, about={}, created_at=clock.now()
        )
        session.add_all([film, came])
        session.flush()
        facts = Facts(14.0, 30.0, 9, 9, "h264", recorded=f"{ahead(400)}T10:00:00")
        made = attach(session, came, film, facts, about({"athlete": ada.uid}))
        assert made.training_day.day == came.created_at[:10]


def test_the_fold_takes_nothing_that_lies_after_its_today(db: Database, home: Programme) -> None:
    train(db, home, (TODAY - timedelta(days=3)).isoformat(), GOOD)
    later = train(db, home, TODAY.isoformat(), GOOD)
    with db.write() as session:
        session.query(TrainingDay).filter_by(uid=later).one().day = ahead(30)
        session.flush()
        own = programmes.get(session, home.uid)
        assert len(rows_of(session, own)) == 1
        assert course.standing(session, own).state.day == 2
        assert len(rows_of(session, own, TODAY + timedelta(days=28))) == 1
        assert course.standing(session, own, TODAY + timedelta(days=30)).state.day == 3
        assert course.standing(session, own).state.day == 2


def test_the_pure_fold_has_a_today_too() -> None:
    first = start(HOME)
    said = [
        Missed(date(2026, 3, 2)),
        Missed(date(2026, 3, 9)),
        NextDay(date(2026, 3, 10), 0, False),
    ]
    assert fold(first, said, date(2026, 3, 5)) == fold(first, said[:1])
    assert fold(first, said, date(2026, 3, 8)) == fold(first, said[:2])


def test_an_archive_with_days_of_the_future_is_taken_in_and_says_so(
    room: Database, other: Database, tmp_path: Path
) -> None:
    with room.write() as session:
        days.get(session, "day-of-Ada").day = ahead(1)
        days.get(session, "day-of-Bob").day = ahead(30)
    out = tmp_path / "a.zip"
    export_archive(room, out)
    (said,) = [one for one in told(import_archive(other, out)) if "future" in one]
    assert said.startswith(f"1 session is dated in the future, on {ahead(30)}. It is kept")
    with other.write() as session:
        assert days.get(session, "day-of-Bob").day == ahead(30)
        days.change(session, "day-of-Bob", day=TODAY.isoformat())
    # Put right here, it is not in the future here any more, whatever the archive says.
    assert not [one for one in told(import_archive(other, out)) if "future" in one]
    won = told(import_archive(other, out, overwrite=True))
    assert [one for one in won if one.startswith("1 session is dated in the future")]
    # What lies in the bin with its athlete is shown under no day.
    with other.write() as session:
        athletes.delete(session, days.get(session, "day-of-Bob").athlete.uid)
    assert not [one for one in told(import_archive(other, out)) if "future" in one]
