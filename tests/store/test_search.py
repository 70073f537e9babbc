"""Sets are found again by words and by what they are; what a person types is never a pattern."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hiphinge.errors import UsageError
from hiphinge.store import analyses, athletes, days, notes, sets
from hiphinge.store.search import Filters, search
from hiphinge.store.tables import Video

if TYPE_CHECKING:
    from hiphinge.report.model import Report
    from hiphinge.store.database import Database


@pytest.fixture
def filled(db: Database, report: Report) -> Database:
    with db.write() as session:
        jurgen = athletes.create(session, name="Jürgen Ünal", uid="jurgen-uid")
        ada = athletes.create(session, name="Ada 100%", uid="ada-uid-1")
        first = days.create(session, jurgen, "2026-11-01", title="Back day")
        second = days.create(session, ada, "2026-11-20")
        rdl = sets.create(session, first, uid="set-rdl-1", exercise="rdl", note="felt_heavy 5%")
        sets.set_tags(session, rdl, ["pr", "belt"])
        sets.create(session, second, uid="set-swing", exercise="kettlebell_swing")
        film = sets.create(session, second, uid="set-film", note="felt heavy")
        session.add(
            Video(sha256="a" * 64, name="IMG_2041.mp4", suffix=".mp4", size=0, created_at="")
        )
        session.flush()
        analyses.keep(session, analyses.create(session, film, "a" * 64), report)
        notes.add(session, film, 1, "Brace before you lower")
        notes.delete(session, notes.add(session, film, 2, "secret").uid)
    return db


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["set-film", "set-swing", "set-rdl-1"]),
        ("JURGEN", ["set-rdl-1"]),
        ("ünal", ["set-rdl-1"]),
        ("back", ["set-rdl-1"]),
        ("romanian", ["set-rdl-1"]),
        ("kettlebell swing", ["set-swing"]),
        ("2026-11-20", ["set-film", "set-swing"]),
        ("belt jurgen", ["set-rdl-1"]),
        ("belt ada", []),
        ("brace", ["set-film"]),
        ("secret", []),
        ("hinges", ["set-film"]),
        ("img_2041", ["set-film"]),
        ("heavy", ["set-film", "set-rdl-1"]),
        ("felt_heavy", ["set-rdl-1"]),
        ("5%", ["set-rdl-1"]),
        ("%", ["set-film", "set-swing", "set-rdl-1"]),
        ("_%", []),
        ("f_lt", []),
        ("\\", []),
        ("'; drop table athlete; --", []),
    ],
)
def test_words_are_found_wherever_they_are(filled: Database, query: str, found: list[str]) -> None:
    with filled.read() as session:
        told = search(session, query)
    assert [one.uid for one in told.sets] == found
    assert told.total == len(found)


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(athlete="ada-uid-1"), ["set-film", "set-swing"]),
        (Filters(exercise="rdl"), ["set-rdl-1"]),
        (Filters(exercise="hinge"), ["set-film"]),
        (Filters(tag="pr"), ["set-rdl-1"]),
        (Filters(tag="p"), []),
        (Filters(kind="hinge"), ["set-film"]),
        (Filters(kind="squat"), []),
        (Filters(kind='x"]; drop'), []),
        (Filters(first_day="2026-11-02"), ["set-film", "set-swing"]),
        (Filters(last_day="2026-11-01"), ["set-rdl-1"]),
        (Filters(filmed=True), ["set-film"]),
        (Filters(filmed=False), ["set-swing", "set-rdl-1"]),
        (Filters(athlete="ada-uid-1", filmed=False), ["set-swing"]),
    ],
)
def test_filters_hold_together(filled: Database, filters: Filters, found: list[str]) -> None:
    with filled.read() as session:
        assert [one.uid for one in search(session, "", filters).sets] == found


def test_what_is_deleted_is_not_found(filled: Database) -> None:
    with filled.write() as session:
        athletes.delete(session, "ada-uid-1")
        assert [one.uid for one in search(session).sets] == ["set-rdl-1"]


def test_pages_are_cut_and_never_beyond_the_last(filled: Database) -> None:
    with filled.read() as session:
        first, last, beyond = (search(session, page=n, size=2) for n in (1, 2, 99))
        assert search(session, "nothing at all").pages == 1
    assert [one.uid for one in first.sets] == ["set-film", "set-swing"]
    assert [one.uid for one in last.sets] == ["set-rdl-1"]
    assert (beyond.page, beyond.pages, beyond.total) == (2, 2, 3)
    assert first.sets[0].training_day.athlete.name == "Ada 100%"


def test_too_much_is_refused(filled: Database) -> None:
    with filled.read() as session:
        with pytest.raises(UsageError, match="at most 200"):
            search(session, "x" * 201)
        with pytest.raises(UsageError, match="at most 10 words"):
            search(session, " ".join("abcdefghijk"))
        with pytest.raises(UsageError, match="year-month-day"):
            search(session, "", Filters(first_day="yesterday"))
