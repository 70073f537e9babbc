"""What phones say ends up the same, in whatever order and however often it arrives."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hiphinge.errors import HingeError, UsageError
from hiphinge.store import athletes, days, sets
from hiphinge.store.logbook import AHEAD_MS, Change, WrongClock, choices_of, latest_ms, take
from hiphinge.store.missing import NotFound
from hiphinge.store.tables import LiftSet, TrainingDay

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.orm import Session

    from hiphinge.store.database import Database

NOW = time.time_ns() // 1_000_000
THEN = NOW - 3_600_000

SET_FIELDS: dict[str, Any] = {
    "exercise": st.sampled_from(["barbell_rdl", "nordic", None]),
    "load_kg": st.none() | st.floats(0, 200).map(lambda one: round(one, 2)),
    "reps": st.none() | st.integers(0, 30),
    "rpe": st.none() | st.integers(1, 10),
    "pain": st.none() | st.integers(0, 10),
    "note": st.sampled_from(["", "smooth", "Knie\u00adzog"]),
    "position": st.integers(0, 20),
    "removed": st.booleans(),
}
DAY_FIELDS: dict[str, Any] = {
    "note": st.sampled_from(["", "short"]),
    "finished": st.booleans(),
    "swap.0": st.sampled_from(["dumbbell_rdl", None]),
    "count.0": st.integers(0, 6),
    "skip.1": st.booleans(),
    "extra.a1": st.sampled_from(["plank", None]),
}


@st.composite
def said(draw: st.DrawFn) -> list[tuple[str | None, int, int, dict[str, Any]]]:
    """Draw what is said: of which set (or the session), when, by which count, and what."""
    found = []
    for _ in range(draw(st.integers(1, 12))):
        of = draw(st.sampled_from(["1", "2", None]))
        fields = DAY_FIELDS if of is None else SET_FIELDS
        names = draw(st.lists(st.sampled_from(sorted(fields)), min_size=1, max_size=4, unique=True))
        # A few moments only, so that there are ties.
        moment = (draw(st.integers(0, 3)), draw(st.integers(0, 2)))
        found.append((of, *moment, {name: draw(fields[name]) for name in names}))
    return found


def begun(db: Database, **fields: Any) -> str:
    with db.write() as session:
        return days.create(session, athletes.create(session, name="A"), "2026-11-27", **fields).uid


def change(
    day: str, of: str | None, at: int, count: int, fields: dict[str, Any], name: Any
) -> Change:
    uid = None if of is None else f"{day}-0-{of}"
    return Change(f"change-{name:05}", THEN + at, count, day, uid, fields)


def one(
    day: str, of: str | None = "1", at: int = 0, count: int = 0, name: int = 0, **fields: Any
) -> Change:
    return change(day, of, at, count, fields, name)


def taken(db: Database, changes: Iterable[Change]) -> None:
    with db.write() as session:
        for each in changes:
            take(session, each, NOW)


def kept(db: Database, day: str) -> Any:
    """Return everything that is kept of a session, but for its name."""
    with db.read() as session:
        row = session.query(TrainingDay).filter_by(uid=day).one()
        lifts = session.query(LiftSet).filter_by(training_day_id=row.id)
        return (
            row.note, row.finished_at, choices_of(row),
            sorted(
                (lift.uid.removeprefix(day), lift.exercise, lift.load_kg, lift.reps, lift.rpe,
                 lift.pain, lift.note, lift.position, lift.deleted_at, lift.logged_at)
                for lift in lifts
            ).__repr__(),
        )  # fmt: skip


@given(what=said(), data=st.data())
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_order_and_number_gives_the_same_rows(db: Database, what: Any, data: Any) -> None:
    first, second = begun(db), begun(db)
    numbered = list(enumerate(what))
    in_order = sorted(numbered, key=lambda it: (it[1][1], it[1][2], it[0]))
    taken(db, [change(first, *rest, name) for name, rest in in_order])
    again = data.draw(st.lists(st.sampled_from(numbered), max_size=6))
    mixed = data.draw(st.permutations(numbered + again))
    at = data.draw(st.integers(0, len(mixed)))
    for part in (mixed[:at], mixed[at:]):
        taken(db, [change(second, *rest, name) for name, rest in part])
    assert kept(db, first) == kept(db, second)


def test_two_phones_that_say_different_things_of_a_set_are_both_heard(db: Database) -> None:
    day = begun(db)
    taken(db, [
        one(day, at=5, name=1, reps=8, load_kg=60.0, exercise="barbell_rdl"),
        one(day, at=9, name=2, rpe=8),
        one(day, at=7, name=3, reps=7, pain=1),
    ])  # fmt: skip
    with db.read() as session:
        (lift,) = days.get(session, day).sets
    assert (lift.reps, lift.load_kg, lift.rpe, lift.pain) == (7, 60.0, 8, 1)


def test_what_is_told_late_does_not_undo_what_was_said_later(db: Database) -> None:
    day = begun(db)
    taken(db, [one(day, at=9, name=1, reps=10), one(day, at=3, name=2, reps=5, load_kg=40.0)])
    with db.write() as session:
        (lift,) = days.get(session, day).sets
        assert (lift.reps, lift.load_kg) == (10, 40.0)
        # Changed meanwhile with a form: the same change once more is nothing new, and what the
        # phone says next is said later than the form.
        sets.change(session, lift.uid, reps=12)
    taken(db, [one(day, at=9, name=1, reps=10)])
    with db.read() as session:
        assert days.get(session, day).sets[0].reps == 12
        assert latest_ms(*days.get(session, day).sets) > THEN + 9


def test_a_set_that_is_taken_back_and_done_again(db: Database) -> None:
    day = begun(db)
    taken(db, [one(day, at=1, name=1, reps=8), one(day, at=2, name=2, removed=True)])
    with db.read() as session:
        assert days.get(session, day).sets == []
        assert sets.get(session, f"{day}-0-1", deleted=True).deleted_at is not None
    taken(db, [one(day, at=3, name=3, removed=False, reps=9)])
    with db.read() as session:
        (lift,) = days.get(session, day).sets
    assert (lift.reps, lift.deleted_at) == (9, None)


def test_a_session_is_finished_when_the_person_said_so(db: Database) -> None:
    day = begun(db)
    taken(db, [one(day, None, at=60_000, name=1, finished=True, note="Done")])
    with db.read() as session:
        found = days.get(session, day)
    assert found.finished_at is not None
    assert found.finished_at < found.created_at
    assert found.note == "Done"
    taken(db, [one(day, None, at=60_001, name=2, finished=False)])
    with db.read() as session:
        assert days.get(session, day).finished_at is None


WRONG: Sequence[tuple[str | None, dict[str, Any], str]] = [
    ("1", {"pain": 11}, "Pain must be a whole number from 0 to 10"),
    ("1", {"pain": 2.5}, "Pain must be"),
    ("1", {"reps": True}, "repetitions"),
    ("1", {"load_kg": float("nan")}, "load"),
    ("1", {"load_kg": "60"}, "load"),
    ("1", {"exercise": "yoga"}, "No exercise is called 'yoga'"),
    ("1", {"exercise": "../x"}, "key"),
    ("1", {"removed": "yes"}, "true or false"),
    ("1", {"position": None}, "place in the session"),
    ("1", {"training_day_id": 1}, "nothing that can be set"),
    ("1", {"reps": 5, "id": 1}, "nothing that can be set"),
    (None, {"day": "2026-01-01"}, "nothing that can be set"),
    (None, {"finished": 1}, "true or false"),
    (None, {"count.0": 99}, "number of sets"),
    (None, {"count.0": 2.0}, "number of sets"),
    (None, {"swap.0": "yoga"}, "No exercise is called"),
    (None, {"skip.0": 1}, "nothing that can be set"),
    (None, {"swap.A": "plank"}, "nothing that can be set"),
]


@pytest.mark.parametrize(("of", "fields", "why"), WRONG)
def test_what_is_wrong_is_said_and_nothing_of_it_is_kept(
    db: Database, of: str | None, fields: dict[str, Any], why: str
) -> None:
    day = begun(db)
    before = kept(db, day)
    with pytest.raises(UsageError, match=why):
        taken(db, [change(day, of, 0, 0, fields, 1)])
    with db.write() as session, pytest.raises(HingeError):
        take(session, change(day, of, 0, 0, fields, 1), NOW)
    assert kept(db, day) == before


def test_choices_of_a_day_have_a_greatest_number(db: Database) -> None:
    day = begun(db)
    many = {f"count.{place}": 1 for place in range(201)}
    with pytest.raises(UsageError, match="more changes"):
        taken(db, [change(day, None, 0, 0, many, 1)])


@pytest.mark.parametrize(
    "at_ms", [0, NOW + AHEAD_MS + 1, 2**53], ids=["never", "ahead", "far ahead"]
)
def test_a_clock_that_is_wrong_is_told(db: Database, at_ms: int) -> None:
    day = begun(db)
    late = Change("change-1", at_ms, 0, day, f"{day}-0-1", {"reps": 5})
    with pytest.raises(WrongClock):
        taken(db, [late])
    taken(db, [Change("change-1", NOW + AHEAD_MS, 0, day, f"{day}-0-1", {"reps": 5})])


def test_sessions_and_sets_that_are_not_there_or_somebody_elses(db: Database) -> None:
    day, other = begun(db), begun(db)
    with pytest.raises(NotFound, match="no such session"):
        taken(db, [one("nothing-of-that-name", reps=5)])
    taken(db, [one(other, reps=5)])
    with pytest.raises(UsageError, match="taken by something else"):
        taken(db, [Change("change-2", THEN, 0, day, f"{other}-0-1", {"reps": 9})])
    with db.write() as session:
        days.delete(session, day)
    with pytest.raises(NotFound, match="bring it back from the bin"):
        taken(db, [one(day, reps=5)])
    with db.read() as session:
        assert days.get(session, other).sets[0].reps == 5


def test_only_what_a_judgement_rests_on_asks_for_another_one(db: Database) -> None:
    day = begun(db)

    def asks(session: Session, name: int, **fields: Any) -> bool:
        return take(session, one(day, at=name, name=name, **fields), NOW) is not None

    with db.write() as session:
        assert asks(session, 1, exercise="barbell_rdl", load_kg=60.0)
        assert not asks(session, 2, exercise="barbell_rdl", load_kg=60.0, reps=8)
        assert not asks(session, 3, pain=2, rpe=8, note="x", position=3, removed=True)
        assert asks(session, 4, load_kg=62.5)
        assert not take(session, one(day, at=2, name=5, load_kg=80.0), NOW)
