"""A programme's standing: folded anew from the rows, whatever comes late or is mended."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from trained import BAD, BAR, GOOD, HOME, begun, filmed, judge, train

from hiphinge.errors import UsageError
from hiphinge.store import athletes, course, days, programmes, sets, steps
from hiphinge.store.happenings import happenings, note, read_event, rows_of
from hiphinge.store.profiles import profile_json, read_profile
from hiphinge.training.happening import Missed, NextDay, Overruled, SessionDone, Swapped
from hiphinge.training.model import Profile

if TYPE_CHECKING:
    from hiphinge.store.course import Standing
    from hiphinge.store.database import Database
    from hiphinge.store.tables import Athlete, Programme

FULL = Profile(
    "power", "advanced", 4, frozenset({"barbell", "kettlebells", "box"}), 82.55,
    loads_kg={"two_hand_swing": 24.0}, best_kg={"barbell_deadlift": 180.5}, gate="tight",
    rung="deadlift", left_out=frozenset({"box_jump", "plank"}), swaps={"dead_bug": "plank"},
)  # fmt: skip
UID = "a-phone-made-this_1"


@pytest.fixture
def ada(db: Database) -> Athlete:
    with db.write() as session:
        return athletes.create(session, name="Ada")


@pytest.fixture
def home(db: Database, ada: Athlete) -> Programme:
    return begun(db, ada)


def stands(db: Database, programme: Programme) -> Standing:
    with db.read() as session:
        return course.standing(session, programmes.get(session, programme.uid))


def told(standing: Standing) -> list[str]:
    """Return the last decisions as their kinds."""
    return [one.what for one in standing.trail[-1].decisions]


@pytest.mark.parametrize("profile", [HOME, BAR, FULL])
def test_a_profile_comes_back_from_its_json_as_it_was(profile: Profile) -> None:
    assert read_profile(json.loads(json.dumps(profile_json(profile)))) == profile


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        profile_json(HOME) | {"goal": "fame"},
        profile_json(HOME) | {"loads_kg": {"barbell_rdl": -5}},
        profile_json(HOME) | {"body_mass_kg": float("inf")},
        profile_json(HOME) | {"more": 1},
    ],
)
def test_a_profile_that_cannot_be_read_is_said(wrong: dict[str, object]) -> None:
    with pytest.raises(UsageError, match="begin a new one"):
        read_profile(wrong)


def test_films_of_good_form_open_the_next_rung_and_bad_ones_hold_it(
    db: Database, home: Programme
) -> None:
    first = stands(db, home).state.rung
    train(db, home, "2026-03-02", GOOD)
    assert stands(db, home).state.rung == first
    train(db, home, "2026-03-04", BAD)
    held = stands(db, home)
    assert held.state.rung == first
    assert held.gates[0].held == 0
    train(db, home, "2026-03-06", GOOD)
    train(db, home, "2026-03-09", GOOD)
    opened = stands(db, home)
    assert opened.state.rung != first
    assert "open" in told(opened)


def test_a_film_that_is_judged_late_changes_where_it_stands(db: Database, home: Programme) -> None:
    train(db, home, "2026-03-02", GOOD)
    late = train(db, home, "2026-03-04", GOOD, judged=False)
    first = stands(db, home).state.rung
    with db.write() as session:
        for lift in days.get(session, late).sets:
            if lift.analysis is not None:
                judge(lift.analysis, GOOD)
    assert stands(db, home).state.rung != first
    # An edit has it judged anew: until then nobody knows what it shows.
    with db.write() as session:
        for lift in days.get(session, late).sets:
            if lift.analysis is not None:
                lift.analysis.wanted += 1
    assert stands(db, home).state.rung == first


def test_what_was_done_as_asked_counts_also_when_a_film_is_judged_late(
    db: Database, home: Programme
) -> None:
    train(db, home, "2026-03-02", GOOD)
    late = train(db, home, "2026-03-04", GOOD, judged=False)
    train(db, home, "2026-03-06", GOOD)
    with db.write() as session:
        for lift in days.get(session, late).sets:
            if lift.analysis is not None:
                judge(lift.analysis, GOOD)
    standing = stands(db, home)
    assert "open" in [one.what for one in standing.trail[1].after.decisions]
    said = [why.text for one in standing.trail[2].after.decisions for why in one.why]
    assert said
    assert not [text for text in said if "not asked for" in text]


def test_what_was_asked_of_a_session_stays_what_it_was(db: Database, ada: Athlete) -> None:
    bar = begun(db, ada, BAR)
    uid = train(db, bar, "2026-03-02", GOOD, finished=False)
    with db.write() as session:
        asked = course.plan_of(days.get(session, uid))
        note(session, bar, Overruled(date(2026, 3, 2), "load", "barbell_rdl", "100"))
    with db.read() as session:
        assert course.plan_of(days.get(session, uid)) == asked
    assert stands(db, bar).state.works["barbell_rdl"].load_kg == 100.0


def test_a_session_begins_once(db: Database, home: Programme) -> None:
    with db.write() as session:
        one = course.begin_day(session, home, "2026-03-02", UID)
        assert course.begin_day(session, home, "2026-03-02", UID) is one
        assert course.begin_day(session, home, "2026-03-02", "another-phone_12").uid == UID
        assert course.begin_day(session, home, "2026-03-09", UID).day == "2026-03-02"
        with pytest.raises(UsageError, match="year-month-day"):
            course.begin_day(session, home, "2.3.2026", None)
        assert one.title == "Week 1, day 1"
        plan = course.plan_of(one)
        assert plan is not None
        assert plan.prescriptions[0].exercise == "wall_tap"
        days.finish(session, one.uid)
        assert course.begin_day(session, home, "2026-03-02", None).uid != UID


def test_a_session_of_another_athlete_is_not_begun_under_the_same_name(
    db: Database, home: Programme
) -> None:
    with db.write() as session:
        bob = athletes.create(session, name="Bob")
        other = programmes.create(
            session, bob, profile=profile_json(HOME), screen={}, starts_on="2026-03-02",
            weekdays=[0, 2, 4],
        )  # fmt: skip
        course.begin_day(session, home, "2026-03-02", UID)
        with pytest.raises(UsageError, match="taken"):
            course.begin_day(session, other, "2026-03-02", UID)


def test_no_session_begins_while_it_is_stopped_or_over(db: Database, home: Programme) -> None:
    train(db, home, "2026-03-02", GOOD, pain=6)
    train(db, home, "2026-03-04", GOOD, pain=6)
    assert stands(db, home).state.stopped
    with db.write() as session:
        with pytest.raises(UsageError, match="stopped"):
            course.begin_day(session, home, "2026-03-06", None)
        note(session, home, Overruled(date(2026, 3, 6), "resume"))
        assert course.begin_day(session, home, "2026-03-06", None).day == "2026-03-06"
    with db.write() as session:
        own = programmes.get(session, home.uid)
        programmes.end(session, own)
        with pytest.raises(UsageError, match="over"):
            course.begin_day(session, own, "2026-03-09", None)


def test_what_happened_comes_in_the_order_of_its_days(db: Database, home: Programme) -> None:
    train(db, home, "2026-03-04", GOOD)
    with db.write() as session:
        said = [
            Swapped(date(2026, 3, 4), "dead_bug", "plank"),
            Overruled(date(2026, 3, 3), "deload"),
            NextDay(date(2026, 3, 6), 1, rose=False),
        ]
        for one in said:
            assert read_event(note(session, home, one)) == one
    train(db, home, "2026-03-02", GOOD)
    train(db, home, "2026-03-06", GOOD)
    with db.write() as session:
        note(session, home, NextDay(date(2026, 3, 4), 0, rose=False))
        found = happenings(session, home)
    # What is said of the day before stands before what is done on the day.
    kinds = [(one.day.day, type(one)) for one in found]
    assert kinds == [
        (2, SessionDone), (3, Overruled), (4, NextDay), (4, SessionDone), (4, Swapped),
        (6, NextDay), (6, SessionDone),
    ]  # fmt: skip


def test_only_finished_sessions_count_and_an_empty_one_is_missed(
    db: Database, home: Programme
) -> None:
    train(db, home, "2026-03-02", finished=False)
    gone = train(db, home, "2026-03-04", anew=True)
    with db.write() as session:
        days.delete(session, gone)
        empty = course.begin_day(session, home, "2026-03-06", None, anew=True)
        days.finish(session, empty.uid)
        assert happenings(session, home) == (Missed(date(2026, 3, 6)),)
        days.restore(session, gone)
        assert [one.happening.day.day for one in rows_of(session, home)] == [4, 6]
        assert course.open_day(session, home) is not None


def test_a_set_that_is_named_as_a_move_is_the_exercise_that_was_asked(
    db: Database, home: Programme
) -> None:
    with db.write() as session:
        made = course.begin_day(session, home, "2026-03-02", None)
        sets.create(session, made, exercise="hinge", reps=6)
        sets.create(session, made, exercise="my_own_thing", reps=6)
        sets.create(session, made, exercise="dead_bug")  # without a count it says nothing
        seen = filmed(session, sets.create(session, made))
        judge(seen, GOOD)
        seen.exercise_seen = "hinge"
        days.finish(session, made.uid)
        (done,) = happenings(session, home)
    assert isinstance(done, SessionDone)
    assert [(one.exercise, one.reps) for one in done.sets] == [("wall_tap", 6), ("wall_tap", 8)]
    assert [one.form is not None for one in done.sets] == [False, True]


def test_a_move_that_was_not_asked_counts_only_where_it_is_plain_which_exercise_it_is(
    db: Database, home: Programme
) -> None:
    with db.write() as session:
        made = course.begin_day(session, home, "2026-03-02", None)
        sets.create(session, made, exercise="rdl", implement="barbell", load_kg=40.0, reps=6)
        sets.create(session, made, exercise="rdl", load_kg=40.0, reps=6)
        days.finish(session, made.uid)
        (done,) = happenings(session, home)
    assert isinstance(done, SessionDone)
    assert [one.exercise for one in done.sets] == ["barbell_rdl"]


def test_an_event_of_a_later_version_is_said_and_not_guessed(db: Database, home: Programme) -> None:
    with db.write() as session:
        programmes.add_event(session, home, "flew", "2026-03-02", {})
    with pytest.raises(UsageError, match="newer"):
        stands(db, home)


def test_what_is_remembered_of_the_way_is_the_way(db: Database, home: Programme) -> None:
    for day, form in (("02", GOOD), ("04", BAD), ("06", GOOD), ("09", GOOD)):
        train(db, home, f"2026-03-{day}", form)
        stands(db, home)
    with db.write() as session:
        note(session, home, Overruled(date(2026, 3, 3), "rung", to="dowel_hinge"))
        programmes.get(session, home.uid).profile = profile_json(HOME) | {"gate": "loose"}
    late = stands(db, home)
    steps._kept.clear()
    assert stands(db, home) == late
    assert late.trail[0].after.profile.gate == "loose"
    assert isinstance(late.trail[1].row.happening, Overruled)


def test_a_programme_knows_nothing_of_another_ones_sessions(db: Database, home: Programme) -> None:
    train(db, home, "2026-03-02", GOOD)
    with db.write() as session:
        bob = athletes.create(session, name="Bob")
    other = begun(db, bob)
    assert stands(db, other).trail == ()
    assert len(stands(db, home).trail) == 1
