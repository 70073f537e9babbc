"""The last set of each athlete, and the sessions before and after one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiphinge.store import analyses, athletes, days, overview, sets
from hiphinge.store.best import best_reps
from hiphinge.store.tables import Video
from hiphinge.store.toll import toll
from hiphinge.store.used import exercises_used

if TYPE_CHECKING:
    from hiphinge.store.database import Database


def test_the_last_set_is_of_the_last_day_and_of_each_athlete_alone(db: Database) -> None:
    with db.write() as session:
        one, other = (athletes.create(session, name=name) for name in "AB")
        late = days.create(session, one, "2026-11-02")
        last = sets.create(session, late, reps=1)
        # Noted later, but of a day before.
        sets.create(session, days.create(session, one, "2026-11-01"), reps=2)
        theirs = sets.create(session, days.create(session, other, "2026-01-01"), reps=3)
        gone = sets.create(session, late, reps=4)
        sets.delete(session, gone.uid)
    with db.read() as session:
        found = overview.last_sets(session)
        assert {uid: lift.uid for uid, lift in found.items()} == {
            one.uid: last.uid, other.uid: theirs.uid,
        }  # fmt: skip
        assert overview.last_sets(session, filmed=True) == {}


def test_the_worst_pain_is_that_of_the_last_day_also_where_a_later_set_did_not_hurt(
    db: Database,
) -> None:
    with db.write() as session:
        one, other = (athletes.create(session, name=name) for name in "AB")
        sets.create(session, days.create(session, one, "2026-11-01"), pain=9)
        late = days.create(session, one, "2026-11-02")
        sets.create(session, late, pain=5)
        sets.create(session, late, pain=1)
        sets.create(session, late, reps=8)
        sets.create(session, days.create(session, other, "2026-11-02"), reps=3)
    with db.read() as session:
        assert overview.sorest(session) == {one.uid: overview.Sore(5, late.uid)}


def test_the_films_of_the_last_filmed_day_are_told_as_they_are(db: Database) -> None:
    with db.write() as session:
        one = athletes.create(session, name="A")
        made = [
            sets.create(session, days.create(session, one, f"2026-11-0{day}"), position=place)
            for day, place in ((1, 1), (2, 2), (2, 1), (3, 1))
        ]
        for number, (lift, summary) in enumerate(
            [(made[0], None), (made[1], {"judged": 4, "question": "Which?"}), (made[2], None)]
        ):
            session.add(
                Video(sha256=f"{number:064x}", name="", suffix=".mp4", size=0, created_at="")
            )
            analyses.create(session, lift, f"{number:064x}").summary = summary
    with db.read() as session:
        assert overview.last_films(session) == {
            one.uid: (
                overview.LastFilm(made[1].uid, "queued", 4, asks=True),
                overview.LastFilm(made[2].uid, "queued", 0, asks=False),
            )
        }


def test_sessions_beside_one_are_the_same_athletes_and_not_deleted(db: Database) -> None:
    with db.write() as session:
        one, other = (athletes.create(session, name=name) for name in "AB")
        first, twice, here, gone, last = (
            days.create(session, one, f"2026-11-{day:02d}") for day in (1, 5, 5, 6, 7)
        )
        days.create(session, other, "2026-11-06")
        days.delete(session, gone.uid)
    with db.read() as session:
        before, after = overview.beside(session, days.get(session, here.uid))
        assert (before and before.uid, after and after.uid) == (twice.uid, last.uid)
        before, after = overview.beside(session, days.get(session, first.uid))
        assert (before, after and after.uid) == (None, twice.uid)


def test_nothing_is_made_of_nothing(db: Database) -> None:
    with db.write() as session:
        one = athletes.create(session, name="A")
        lift = sets.create(session, days.create(session, one, "2026-11-01"), exercise="rdl")
    with db.read() as session:
        assert best_reps(session, athletes.get(session, one.uid)) == []
        assert exercises_used(session) == ["rdl"]
        cost = toll(session, db.folder, [("set", lift.uid)])
        assert (cost.sets, cost.films, cost.size) == (1, 0, 0)
        assert toll(session, db.folder, []).sets == 0
