"""A programme's page: the person decides, takes it back, and touches nobody else's."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pytest
from programme_visit import NASTY, ago, page_of, send, state_of, undo
from trained import BAD, BAR, GOOD, HOME, begun, train

from hiphinge.store import athletes, days, programmes

if TYPE_CHECKING:
    from seeds import Seeds
    from serving import Client

    from hiphinge.store.tables import Athlete, Programme


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


def test_a_load_is_read_in_the_units_that_its_form_showed(client: Client, rows: Seeds) -> None:
    bob = rows.athlete("Bob", units="lb")
    bar = begun(client.db, bob, BAR, ago(20))
    client.post(f"/athletes/{bob.uid}", data={"name": "Bob", "units": "kg"})
    send(client, bob, "overrule", what="load", exercise="barbell_rdl", typed="135", units="lb")
    assert state_of(client, bar).works["barbell_rdl"].load_kg == pytest.approx(61.235, abs=1e-3)


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


def test_a_programme_ends_and_goes_on_again(client: Client, ada: Athlete, home: Programme) -> None:
    assert client.post(f"/programme/{ada.uid}/end").status_code == 303
    page = page_of(client, ada)
    assert "No programme yet" in page
    assert "Take it up again" in page
    client.post(f"/programme/{ada.uid}/go-on/{home.uid}")
    assert "Week 1, day 1 of 3" in page_of(client, ada)


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
