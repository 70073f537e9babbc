"""A programme's page: where it stands, what comes next, and who decides."""

from __future__ import annotations

import html
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from trained import BAD, BAR, GOOD, HOME, begun, train

from hiphinge.store import athletes, course, days, programmes
from hiphinge.store.clock import new_uid

if TYPE_CHECKING:
    from seeds import Seeds
    from serving import Client

    from hiphinge.store.tables import Athlete, Programme
    from hiphinge.training.state import State

NASTY = "<script>alert(1)</script>\"'&"
TODAY = date.today()


@pytest.fixture
def ada(rows: Seeds) -> Athlete:
    return rows.athlete(f"Ada {NASTY}")


@pytest.fixture
def home(client: Client, ada: Athlete) -> Programme:
    return begun(client.db, ada, HOME, ago(20))


def ago(count: int) -> str:
    return (TODAY - timedelta(days=count)).isoformat()


def page_of(client: Client, athlete: Athlete, more: str = "") -> str:
    answer = client.get(f"/programme/{athlete.uid}{more}")
    assert answer.status_code == 200, answer.text
    return answer.text


def send(client: Client, athlete: Athlete, form_name: str, /, **fields: Any) -> Any:
    """Send one of the page's forms, as of today."""
    form = {"day": TODAY.isoformat(), "row": new_uid()} | fields
    return client.post(f"/programme/{athlete.uid}/{form_name}", data=form)


def state_of(client: Client, programme: Programme) -> State:
    with client.db.read() as session:
        return course.standing(session, programmes.get(session, programme.uid)).state


def undo(client: Client, athlete: Athlete) -> None:
    """Press the Undo of the page that comes now."""
    found = re.search(r'class="toast".*?action="([^"]+)"', page_of(client, athlete), re.DOTALL)
    assert found is not None, "the page offers no undo"
    assert client.post(html.unescape(found[1])).status_code == 303


def test_without_a_programme_the_page_teaches_what_one_is(client: Client, ada: Athlete) -> None:
    page = page_of(client, ada)
    assert "No programme yet" in page
    assert f'href="/programme/{ada.uid}/new"' in page


def test_it_shows_the_ladder_the_next_session_and_why(
    client: Client, ada: Athlete, home: Programme
) -> None:
    page = page_of(client, ada)
    assert "Week 1, day 1 of 3" in page
    assert "you are here" in page
    assert "Filmed sessions in a row that passed: 0 of 2." in page
    assert "No film yet" in page
    assert "Begin day 1" in page
    assert "Our judgement" in page
    assert "body weight" in page
    # What is to be filmed is said, and only of that.
    assert "film it" in page
    assert home.uid not in re.sub(r'href="[^"]*"|action="[^"]*"', "", page)


def test_good_films_open_the_next_rung_and_it_is_said_why(
    client: Client, ada: Athlete, home: Programme
) -> None:
    train(client.db, home, ago(8), GOOD)
    page = page_of(client, ada)
    assert "Filmed sessions in a row that passed: 1 of 2." in page
    assert '<meter class="bar" min="0" max="2.0" value="1"' in page
    train(client.db, home, ago(6), GOOD)
    page = page_of(client, ada)
    assert "Next rung open" in page
    assert "The next rung is open: Dowel hinge." in page
    assert "Stay on wall tap" in page


def test_bad_films_hold_the_gate_and_the_person_overrules_and_takes_it_back(
    client: Client, ada: Athlete, home: Programme
) -> None:
    train(client.db, home, ago(8), BAD)
    page = page_of(client, ada)
    assert "of 16 repetitions green" in page
    assert "first to mend: less knee, more hip" in page
    assert "Go to dowel hinge anyway" in page
    assert send(client, ada, "overrule", what="rung", to="dowel_hinge").status_code == 303
    assert state_of(client, home).rung == "dowel_hinge"
    page = page_of(client, ada)
    assert "You decided" in page
    assert re.search("films have not opened (the rung )?dowel hinge", page, re.IGNORECASE)
    send(client, ada, "overrule", what="rung", to="wall_tap")
    undo(client, ada)
    assert state_of(client, home).rung == "dowel_hinge"


def test_a_load_is_overruled_in_the_athletes_units(client: Client, rows: Seeds) -> None:
    bob = rows.athlete("Bob", units="lb")
    bar = begun(client.db, bob, BAR, ago(20))
    page = page_of(client, bob)
    assert '<input type="hidden" name="units" value="lb">' in page
    send(client, bob, "overrule", what="load", exercise="barbell_rdl", typed="135")
    load = state_of(client, bar).works["barbell_rdl"].load_kg
    assert load == pytest.approx(61.235, abs=1e-3)
    page = page_of(client, bob)
    assert "135\N{NO-BREAK SPACE}lb" in page
    main = re.sub(r"<(script|details).*?</\1>", "", page, flags=re.DOTALL)
    assert not re.search(r"\d kg", main), "kilograms are shown to somebody who lifts pounds"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"what": "rung", "to": "moon"}, "no rung"),
        ({"what": "rung", "to": "dead_stop_swing"}, "cannot be done"),
        ({"what": "load", "exercise": "barbell_rdl", "typed": ""}, "Type the load"),
        ({"what": "load", "exercise": "barbell_rdl", "typed": "-4"}, "must be a number"),
        ({"what": "load", "exercise": "barbell_rdl", "to": "1e9"}, "must be a number"),
        ({"what": "load", "exercise": NASTY, "typed": "40"}, "No exercise"),
        ({"what": "deload", "day": "today"}, "year-month-day"),
        ({"what": "rung", "to": "deadlift", "row": "x"}, "8 to 64"),
    ],
)
def test_what_cannot_be_followed_is_said_and_not_kept(
    client: Client, rows: Seeds, fields: dict[str, str], said: str
) -> None:
    bob = rows.athlete("Bob")
    bar = begun(client.db, bob, BAR, ago(20))
    answer = send(client, bob, "overrule", **fields)
    assert answer.status_code == 400
    assert said in html.unescape(answer.text)
    assert "<script>alert" not in answer.text
    with client.db.read() as session:
        assert programmes.events(session, bar) == []
    assert page_of(client, bob)


def test_beginning_goes_to_the_log_once(client: Client, ada: Athlete, home: Programme) -> None:
    row = new_uid()
    answer = send(client, ada, "begin", row=row)
    assert answer.headers["location"] == f"/log/{row}"
    assert send(client, ada, "begin").headers["location"] == f"/log/{row}"
    page = page_of(client, ada)
    assert "Go on with the session of" in page
    assert "Begin day" not in page
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


def test_pain_stops_the_training_until_the_person_goes_on(
    client: Client, ada: Athlete, home: Programme
) -> None:
    train(client.db, home, ago(6), GOOD, pain=6)
    train(client.db, home, ago(4), GOOD, pain=6)
    page = page_of(client, ada)
    assert "Training is stopped" in page
    assert "doctor or a physiotherapist" in page
    assert "Begin day" not in page
    assert send(client, ada, "begin").status_code == 400
    assert send(client, ada, "overrule", what="resume").status_code == 303
    assert not state_of(client, home).stopped
    undo(client, ada)
    assert "Training is stopped" in page_of(client, ada)


def test_an_exercise_is_swapped_for_good_and_back(
    client: Client, ada: Athlete, home: Programme
) -> None:
    assert "Dead bug" in page_of(client, ada)
    send(client, ada, "swap", exercise="dead_bug", to="bird_dog")
    assert state_of(client, home).profile.swaps == {"dead_bug": "bird_dog"}
    page = page_of(client, ada)
    assert "From now on bird dog in the place of dead bug" in page
    send(client, ada, "swap", exercise="dead_bug", to="dead_bug")
    assert state_of(client, home).profile.swaps == {}
    assert send(client, ada, "swap", exercise="dead_bug", to="box_jump").status_code == 400


def test_films_that_wait_are_said(client: Client, ada: Athlete, home: Programme) -> None:
    train(client.db, home, ago(5), GOOD, judged=False)
    page = page_of(client, ada).replace("\N{NO-BREAK SPACE}", " ")
    assert re.search(r"\d films? of a finished session waits? to be judged", page)


def test_a_break_is_said_before_the_session_that_it_changes(
    client: Client, ada: Athlete, home: Programme
) -> None:
    train(client.db, home, ago(13), GOOD)
    assert "13 days since the last session" in page_of(client, ada)


def test_a_programme_ends_and_goes_on_again(client: Client, ada: Athlete, home: Programme) -> None:
    assert client.post(f"/programme/{ada.uid}/end").status_code == 303
    page = page_of(client, ada)
    assert "No programme yet" in page
    assert "Take it up again" in page
    client.post(f"/programme/{ada.uid}/go-on/{home.uid}")
    assert "Week 1, day 1 of 3" in page_of(client, ada)


def test_everything_decided_is_told_page_by_page(
    client: Client, ada: Athlete, home: Programme
) -> None:
    for back in range(40, 12, -2):
        train(client.db, home, ago(back))
    first, second = page_of(client, ada, "/decisions"), page_of(client, ada, "/decisions?page=2")
    assert first.count('class="card entry"') == 12
    assert second.count('class="card entry"') == 2
    assert "Page 1 of 2" in first
    assert page_of(client, ada, "/decisions?page=99").count('class="card entry"') == 2


def test_nobody_touches_another_athletes_programme(
    client: Client, rows: Seeds, ada: Athlete, home: Programme
) -> None:
    bob = rows.athlete("Bob")
    other = begun(client.db, bob, HOME, ago(20))
    uid = train(client.db, home, ago(4), finished=False)
    send(client, ada, "missed")
    with client.db.read() as session:
        (event,) = programmes.events(session, home)
    # Bob's addresses with Ada's rows: nothing of hers changes.
    client.post(f"/programme/{bob.uid}/events/{event.uid}/remove")
    assert client.post(f"/programme/{bob.uid}/sessions/{uid}/finish").status_code == 404
    assert client.post(f"/programme/{bob.uid}/go-on/{home.uid}").status_code == 404
    assert send(client, bob, "missed", row=event.uid).status_code == 400
    client.post(f"/programme/{bob.uid}/end")
    with client.db.read() as session:
        assert len(programmes.events(session, home)) == 1
        assert programmes.events(session, other) == []
        assert days.get(session, uid).finished_at is None
        kept = programmes.current(session, athletes.get(session, ada.uid))
    assert kept is not None
    assert kept.uid == home.uid


def test_everything_is_escaped(client: Client, ada: Athlete, home: Programme) -> None:
    train(client.db, home, ago(4), BAD | {"what": NASTY})
    for more in ("", "/new", "/rules", "/decisions"):
        page = page_of(client, ada, more)
        assert "<script>alert" not in page
        assert "alert(1)" in page
    # The decisions tell what the film told.
    assert page_of(client, ada, "/decisions").count("alert(1)") > 3


def test_a_programme_that_cannot_be_read_can_be_ended(client: Client, ada: Athlete) -> None:
    with client.db.write() as session:
        programmes.create(
            session, athletes.get(session, ada.uid), profile={"goal": "fame"}, screen={},
            starts_on="2026-03-02", weekdays=[],
        )  # fmt: skip
    page = page_of(client, ada)
    assert "cannot be read" in page
    client.post(f"/programme/{ada.uid}/end")
    assert "No programme yet" in page_of(client, ada)


def test_no_page_promises_or_diagnoses(client: Client, ada: Athlete, home: Programme) -> None:
    train(client.db, home, ago(4), BAD)
    for more in ("", "/rules", "/decisions"):
        text = re.sub(r"<[^>]+>", " ", page_of(client, ada, more)).casefold()
        for word in (" safe", "dangerous", "injury-proof", "guarantee", "you have a "):
            assert word not in text, f"{more} says{word}"


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


def test_a_load_is_read_in_the_units_that_its_form_showed(client: Client, rows: Seeds) -> None:
    bob = rows.athlete("Bob", units="lb")
    bar = begun(client.db, bob, BAR, ago(20))
    client.post(f"/athletes/{bob.uid}", data={"name": "Bob", "units": "kg"})
    send(client, bob, "overrule", what="load", exercise="barbell_rdl", typed="135", units="lb")
    assert state_of(client, bar).works["barbell_rdl"].load_kg == pytest.approx(61.235, abs=1e-3)
