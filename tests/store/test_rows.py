"""Athletes, days, sets, notes, programmes, devices: made once, changed, hidden, brought back."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event, func, inspect, select

from hiphinge.errors import UsageError
from hiphinge.store import athletes, days, devices, notes, programmes, sets
from hiphinge.store.missing import NotFound
from hiphinge.store.tables import Athlete, CoachNote, LiftSet, ProgrammeEvent, TrainingDay

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from hiphinge.store.database import Database

UID = "a-phone-made-this_1"


def test_the_same_uid_twice_is_one_row(db: Database) -> None:
    with db.write() as session:
        ada = athletes.create(session, uid=UID + "a", name="Ada")
        assert athletes.create(session, uid=UID + "a", name="Other").name == "Ada"
        day = days.create(session, ada, "2026-11-27", uid=UID + "d")
        assert days.create(session, ada, "2026-11-28", uid=UID + "d") is day
        lift = sets.create(session, day, uid=UID + "s", exercise="rdl", load_kg=60)
        assert sets.create(session, day, uid=UID + "s", load_kg=70) is lift
        note = notes.add(session, lift, 1.5, "hips back", uid=UID + "n")
        assert notes.add(session, lift, 2.5, "again", uid=UID + "n") is note
        plan = programmes.create(
            session, ada, profile={}, screen={}, starts_on="2026-11-30", weekdays=[0, 3], uid=UID
        )
        for _ in range(2):
            programmes.add_event(session, plan, "missed", "2026-11-02", {}, uid=UID + "e")
    with db.read() as session:
        for table in (Athlete, TrainingDay, LiftSet, CoachNote, ProgrammeEvent):
            assert session.scalar(select(func.count()).select_from(table)) == 1


def test_a_uid_of_somebody_elses_row_is_refused(db: Database) -> None:
    with db.write() as session:
        ada, bob = (athletes.create(session, name=name) for name in ("Ada", "Bob"))
        day = days.create(session, ada, "2026-11-27", uid=UID)
        lift = sets.create(session, day, uid=UID)
        other = days.create(session, bob, "2026-11-27")
        with pytest.raises(UsageError, match="taken"):
            days.create(session, bob, "2026-11-27", uid=UID)
        with pytest.raises(UsageError, match="taken"):
            sets.create(session, other, uid=UID)
        note = notes.add(session, lift, 0, "a", uid=UID)
        with pytest.raises(UsageError, match="taken"):
            notes.add(session, sets.create(session, day), 0, "a", uid=note.uid)


@pytest.mark.parametrize("uid", ["", "short", "a" * 65, "../../etc", "ünüñünüñ", "a b c d e f g"])
def test_a_uid_has_a_form(db: Database, uid: str) -> None:
    with db.write() as session, pytest.raises(UsageError, match="8 to 64"):
        athletes.create(session, uid=uid, name="Ada")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"load_kg": 1000.5}, "0 to 1000 kg"),
        ({"load_kg": -1}, "0 to 1000 kg"),
        ({"load_kg": math.nan}, "0 to 1000 kg"),
        ({"load_kg": math.inf}, "0 to 1000 kg"),
        ({"load_kg": True}, "0 to 1000 kg"),
        ({"load_kg": "60"}, "0 to 1000 kg"),
        ({"reps": 1001}, "whole number from 0 to 1000"),
        ({"reps": 2.5}, "whole number"),
        ({"rpe": 0.5}, "from 1 to 10"),
        ({"pain": 11}, "from 0 to 10"),
        ({"note": "x" * 5001}, "5000 characters"),
        ({"exercise": "RDL; drop"}, "small letters"),
        ({"deleted_at": "2026"}, "deleted_at is nothing"),
        ({"training_day_id": 2}, "nothing that can be set"),
    ],
)
def test_a_sets_fields_are_within_their_ranges(
    db: Database, fields: dict[str, object], words: str
) -> None:
    with db.write() as session:
        day = days.create(session, athletes.create(session, name="Ada"), "2026-11-27")
        lift = sets.create(session, day, load_kg=1000, reps=0, rpe=1, pain=10, note="x" * 5000)
        with pytest.raises(UsageError, match=words):
            sets.create(session, day, **fields)
        with pytest.raises(UsageError, match=words):
            sets.change(session, lift.uid, **fields)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": " "}, "1 to 100 characters"),
        ({"name": "x" * 101}, "1 to 100"),
        ({"height_cm": 99}, "100 to 250 cm"),
        ({"mass_kg": 401}, "20 to 400 kg"),
        ({"born_year": 1899}, "1900"),
        ({"sex": "x"}, "one of"),
        ({"units": None}, "one of: kg, lb"),
    ],
)
def test_an_athletes_fields_are_within_their_ranges(
    db: Database, fields: dict[str, object], words: str
) -> None:
    with db.write() as session, pytest.raises(UsageError, match=words):
        athletes.create(session, **{"name": "Ada", **fields})


@pytest.mark.parametrize("day", ["", "2026-02-30", "27.11.2026", "20261127", "1776-07-04", None, 3])
def test_a_day_is_a_day(db: Database, day: str) -> None:
    with db.write() as session:
        ada = athletes.create(session, name="Ada")
        with pytest.raises(UsageError, match="year-month-day"):
            days.create(session, ada, day)


def test_text_is_kept_without_what_cannot_be_seen(db: Database) -> None:
    with db.write() as session:
        ada = athletes.create(session, name=" A\u0308da\x00\x1b[31m\ud800 \n", note="a\r\nb\x07")
        assert ada.name == "Äda[31m"
        assert ada.note == "a\nb"


def test_deleted_is_hidden_with_all_below_and_comes_back(db: Database) -> None:
    with db.write() as session:
        ada = athletes.create(session, name="Ada")
        day = days.create(session, ada, "2026-11-27")
        kept, gone = sets.create(session, day), sets.create(session, day)
        note = notes.add(session, kept, 1, "hips")
        sets.delete(session, gone.uid)
    with db.read() as session:
        assert [one.uid for one in sets.latest(session)] == [kept.uid]
        assert [one.uid for one in days.get(session, day.uid).sets] == [kept.uid]
        assert athletes.listed(session)[0].sets == 1
        with pytest.raises(NotFound):
            sets.get(session, gone.uid)
        assert sets.get(session, gone.uid, deleted=True).deleted_at is not None
    finders: list[tuple[Callable[[Session, str], object], str]] = [
        (athletes.get, ada.uid),
        (days.get, day.uid),
        (sets.get, kept.uid),
        (notes.get, note.uid),
    ]
    with db.write() as session:
        athletes.delete(session, ada.uid)
        for find, uid in finders:
            with pytest.raises(NotFound, match="deleted"):
                find(session, uid)
        assert not sets.latest(session)
        assert not athletes.listed(session)
        athletes.restore(session, ada.uid)
        for find, uid in finders:
            find(session, uid)
        with pytest.raises(NotFound):
            sets.get(session, gone.uid)
        sets.restore(session, gone.uid)
        assert len(days.get(session, day.uid).sets) == 2


def test_a_deleted_set_that_is_sent_again_stays_deleted(db: Database) -> None:
    with db.write() as session:
        day = days.create(session, athletes.create(session, name="Ada"), "2026-11-27")
        lift = sets.create(session, day, uid=UID)
        sets.delete(session, UID)
        when = lift.deleted_at
        sets.delete(session, UID)
        assert sets.create(session, day, uid=UID).deleted_at == when is not None


def test_a_day_is_found_or_made(db: Database) -> None:
    with db.write() as session:
        ada, bob = (athletes.create(session, name=name) for name in ("Ada", "Bob"))
        day = days.find_or_make(session, ada, "2026-11-27", title="Morning")
        assert days.find_or_make(session, ada, "2026-11-27") is day
        assert days.find_or_make(session, bob, "2026-11-27") is not day
        assert days.find_or_make(session, ada, "2026-11-28") is not day
        days.delete(session, day.uid)
        assert days.find_or_make(session, ada, "2026-11-27") is not day


def test_sets_keep_their_order_and_can_move_to_another_day(db: Database) -> None:
    with db.write() as session:
        ada = athletes.create(session, name="Ada")
        first, other = (days.create(session, ada, f"2026-11-2{n}") for n in (7, 8))
        made = [sets.create(session, first, reps=n) for n in range(3)]
        assert [one.position for one in made] == [1, 2, 3]
        sets.change(session, made[0].uid, position=9)
        sets.change(session, made[1].uid, day=other, note="moved")
    with db.read() as session:
        assert [one.reps for one in days.get(session, first.uid).sets] == [2, 0]
        assert [one.note for one in days.get(session, other.uid).sets] == ["moved"]


def test_tags_are_few_small_and_once(db: Database) -> None:
    with db.write() as session:
        day = days.create(session, athletes.create(session, name="Ada"), "2026-11-27")
        lift = sets.create(session, day)
        assert sets.set_tags(session, lift, [" Heavy", "heavy", "", "PR"]) == ["heavy", "pr"]
        assert sets.set_tags(session, lift, ["pr", "slow"]) == ["pr", "slow"]
        with pytest.raises(UsageError, match="1 to 40"):
            sets.set_tags(session, lift, ["x" * 41])
        with pytest.raises(UsageError, match="at most 20"):
            sets.set_tags(session, lift, [f"t{n}" for n in range(21)])
        sets.set_tags(session, sets.create(session, day), ["pr"])
    with db.read() as session:
        assert [tag.word for tag in sets.get(session, lift.uid).tags] == ["pr", "slow"]
        assert sets.tags_used(session) == [("pr", 2), ("slow", 1)]


def test_athletes_are_listed_by_their_last_day(db: Database) -> None:
    with db.write() as session:
        for name in ("zoe", "Ada", "Bob"):
            athletes.create(session, name=name)
        carl = athletes.create(session, name="Carl")
        day = days.create(session, carl, "2026-11-20")
        days.delete(session, days.create(session, carl, "2026-11-27").uid)
        for _ in range(2):
            sets.create(session, day)
    with db.read() as session:
        found = [(one.athlete.name, one.last_day, one.sets) for one in athletes.listed(session)]
    assert found == [
        ("Carl", "2026-11-20", 2), ("Ada", None, 0), ("Bob", None, 0), ("zoe", None, 0)
    ]  # fmt: skip


def test_days_are_listed_with_what_was_done(db: Database) -> None:
    with db.write() as session:
        ada = athletes.create(session, name="Ada")
        for number in range(1, 4):
            day = days.create(session, ada, f"2026-11-0{number}")
            for exercise in ("squat", "rdl", "rdl", None)[:number]:
                sets.create(session, day, exercise=exercise)
        found = days.of_athlete(session, ada, limit=2)
        assert [(one.day.day, one.sets, one.filmed, one.exercises) for one in found] == [
            ("2026-11-03", 3, 0, ("rdl", "squat")),
            ("2026-11-02", 2, 0, ("rdl", "squat")),
        ]
        assert [one.day.day for one in days.of_athlete(session, ada, before="2026-11-02")] == [
            "2026-11-01"
        ]
        spread = days.between(session, ada, "2026-11-01", "2026-11-02")
        assert [len(one.sets) for one in spread] == [1, 2]


def test_pages_ask_the_database_a_few_times_whatever_there_is(db: Database) -> None:
    with db.write() as session:
        for name in ("Ada", "Bob"):
            day = days.create(session, athletes.create(session, name=name), "2026-11-27")
            for number in range(12):
                lift = sets.create(session, day, reps=number)
                sets.set_tags(session, lift, ["a", "b"])
                notes.add(session, lift, number, "n")
    asked: list[str] = []

    def note(*args: object) -> None:
        asked.extend(str(one) for one in (args[2],) if str(one).startswith("SELECT"))

    event.listen(db.engine, "before_cursor_execute", note)
    with db.read() as session:
        for lift in sets.latest(session, 20):
            assert lift.training_day.athlete.name
            assert len(lift.tags) == 2
            assert len(lift.notes) == 1
            assert lift.analysis is None
        assert len(asked) <= 3
        asked.clear()
        shown = days.get(session, day.uid).sets
        assert [len(one.tags) for one in shown] == [2] * 12
        assert len(asked) <= 3
    # What was handed out stays readable after the session is over.
    assert inspect(lift).detached
    assert lift.training_day.athlete.name


def test_one_programme_goes_on_at_a_time(db: Database) -> None:
    def begun(starts_on: str) -> str:
        with db.write() as session:
            found = programmes.create(
                session,
                athletes.get(session, ada.uid),
                profile={"goal": "learn"},
                screen={},
                starts_on=starts_on,
                weekdays=[3, 0, 3],
            )
            assert found.weekdays == [0, 3]
            return found.uid

    with db.write() as session:
        ada = athletes.create(session, name="Ada")
        assert programmes.current(session, ada) is None
    first, second = begun("2026-11-30"), begun("2027-02-22")
    with db.write() as session:
        now = programmes.current(session, ada)
        assert now is not None
        assert now.uid == second
        assert programmes.get(session, first).ended_at is not None
        programmes.delete(session, second)
        assert programmes.current(session, ada) is None
        programmes.go_on(session, programmes.get(session, first))
        programmes.restore(session, second)
        programmes.go_on(session, programmes.get(session, second))
        assert programmes.get(session, first).ended_at is not None
        assert [one.uid for one in programmes.of_athlete(session, ada)] == [second, first]


def test_events_stand_in_the_persons_own_order(db: Database) -> None:
    with db.write() as session:
        ada = athletes.create(session, name="Ada")
        plan = programmes.create(
            session, ada, profile={}, screen={}, starts_on="2026-11-30", weekdays=[0]
        )
        late = programmes.add_event(session, plan, "missed", "2026-11-09", {"a": 1})
        programmes.add_event(session, plan, "missed", "2026-11-02", {"b": 2})
        programmes.add_event(session, plan, "next_day", "2026-11-02", {"c": 3})
        told = [(one.day, one.kind) for one in programmes.events(session, plan)]
        assert told == [
            ("2026-11-02", "missed"), ("2026-11-02", "next_day"), ("2026-11-09", "missed")
        ]  # fmt: skip
        programmes.remove_event(session, plan, late.uid)
        assert len(programmes.events(session, plan)) == 2


def test_of_a_device_only_a_hash_is_kept(db: Database) -> None:
    with db.write() as session:
        phone = devices.pair(session, "secret-token", "Ada's phone")
        assert devices.needs_note(phone)
        devices.note_seen(session, phone.uid)
        assert not devices.needs_note(phone)
    with db.write() as session:
        assert devices.by_token(session, "secret-token") is not None
        assert devices.by_token(session, "other") is None
        assert devices.by_token(session, "\ud800") is None
        assert [one.name for one in devices.listed(session)] == ["Ada's phone"]
        devices.revoke(session, phone.uid)
        assert devices.by_token(session, "secret-token") is None
        assert not devices.listed(session)
        with pytest.raises(NotFound):
            devices.get(session, "nobody-here")
    stored = (
        db.folder.database.read_bytes() + db.folder.database.with_suffix(".sqlite-wal").read_bytes()
    )
    assert b"secret-token" not in stored
    assert b"phone" in stored
