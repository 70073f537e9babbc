"""What a person owns and chooses is the same truth on every page of a programme."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from icalendar import Calendar
from programme_visit import TODAY, ago, page_of, send, state_of, undo
from trained import BAR, HOME, begun

from hiphinge.numerals import kg_of
from hiphinge.store import athletes, days, programmes
from hiphinge.store.profiles import profile_json, profile_of, read_profile
from hiphinge.training.model import Own, Weights
from hiphinge.training.screen import questions

if TYPE_CHECKING:
    from seeds import Seeds
    from serving import Client

    from hiphinge.store.tables import Athlete

PLATES = Weights({"kettlebell": (16.0,)}, {"barbell": 15.0}, ((20.0, 1), (10.0, 1), (2.5, 1)))
RDL = "barbell_rdl"


@pytest.fixture
def ada(rows: Seeds) -> Athlete:
    return rows.athlete("Ada")


def log_data(client: Client, athlete: Athlete) -> Any:
    """Begin the session that comes next, and return what its log begins with."""
    where = send(client, athlete, "begin").headers["location"]
    page = client.get(where).text
    found = re.search(r'id="log-data"[^>]*>(.*?)</script>', page, re.DOTALL)
    assert found is not None
    return json.loads(html.unescape(found[1]))


def test_chosen_sets_stand_on_the_page_in_the_log_and_in_the_calendar(
    client: Client, ada: Athlete
) -> None:
    bar = begun(client.db, ada, BAR, ago(1))
    for what, typed in (("sets", "5"), ("reps", "9-7"), ("rest", "75")):
        answer = send(client, ada, "overrule", what=what, exercise=RDL, typed=typed)
        assert answer.status_code == 303
    page = page_of(client, ada)
    assert "your choice" in page
    assert "5 sets of 7 to 9" in page
    assert "The programme would ask for 2 sets, 6 to 8 repetitions, 90 s of rest." in page
    assert "Take back your repetitions" in page
    calendar = Calendar.from_ical(client.get(f"/programme/{ada.uid}/calendar.ics").content)
    hard = "\N{NO-BREAK SPACE}"
    told = [str(one["description"]).replace(hard, " ") for one in calendar.walk("VEVENT")]
    assert any("bar: 5 sets of 7 to 9, 40 kg, as you chose" in one for one in told)
    data = log_data(client, ada)
    asked = next(one for one in data["planned"] if one["exercise"] == RDL)
    assert (asked["sets"], asked["reps_low"], asked["reps_high"], asked["rest_s"]) == (5, 7, 9, 75)
    assert asked["meant"].startswith("2 sets")
    assert state_of(client, bar).profile.own[RDL] == Own(5, (7, 9), 75, 6)


def test_they_are_taken_back_by_a_button_or_by_undo(client: Client, ada: Athlete) -> None:
    bar = begun(client.db, ada, BAR, ago(1))
    send(client, ada, "overrule", what="sets", exercise=RDL, typed="5")
    send(client, ada, "overrule", what="sets", exercise=RDL, typed="")
    assert state_of(client, bar).profile.own == {}
    undo(client, ada)
    assert state_of(client, bar).profile.own == {RDL: Own(sets=5)}
    assert "You decided: Romanian deadlift with a bar with 5 sets" in page_of(client, ada)


def test_out_of_bounds_is_said_and_not_kept(client: Client, ada: Athlete) -> None:
    bar = begun(client.db, ada, BAR, ago(1))
    answer = send(client, ada, "overrule", what="sets", exercise=RDL, typed="25")
    assert answer.status_code == 400
    assert "Sets must be a whole number from 1 to 10" in answer.text
    assert state_of(client, bar).profile.own == {}
    page = page_of(client, ada)
    assert "Sets: 1 to 10." in page


def test_log_and_calculator_know_the_bar_plates_and_bells(client: Client, ada: Athlete) -> None:
    gear = BAR.equipment | {"kettlebell"}
    begun(client.db, ada, replace(BAR, equipment=gear, weights=PLATES), ago(1))
    data = log_data(client, ada)
    assert data["gym"] == {"units": "kg", "bar": 15, "plates": [[20, 1], [10, 1], [2.5, 1]]}
    assert data["exercises"]["two_hand_swing"]["loads"] == [16]
    assert data["exercises"][RDL]["loads"][:4] == [15, 20, 35, 40]
    assert data["exercises"]["box_jump"]["loads"] is None
    page = client.get("/plates?units=kg&load=35").text
    assert "Each side: 10" in page
    assert "plans with, in the log as well" in page
    # What is tried out is not remembered: the programme's truth stays.
    tried = {"units": "kg", "load": "35", "bar": "20", "pairs_20": "1", "pairs_2.5": "5"}
    assert "Each side: 2.5 + 2.5 + 2.5" in client.get("/plates", params=tried).text
    assert "Each side: 10" in client.get("/plates?units=kg&load=35").text
    # In pounds nothing was told.
    assert "plans with" not in client.get("/plates?units=lb").text


def test_without_weights_the_browsers_own_plates_hold_as_before(
    client: Client, ada: Athlete
) -> None:
    begun(client.db, ada, BAR, ago(1))
    client.get("/plates", params={"units": "kg", "load": "60", "bar": "10"})
    assert log_data(client, ada)["gym"]["bar"] == 10
    assert "plans with" not in client.get("/plates").text


def test_a_programme_of_before_reads_as_one_of_which_nothing_was_said() -> None:
    kept = profile_json(BAR)
    told = {name: value for name, value in kept.items() if name not in ("weights", "own")}
    assert read_profile(told) == BAR
    full = replace(HOME, weights=PLATES, own={"plank": Own(3, (20, 30), 60, 25)})
    assert read_profile(json.loads(json.dumps(profile_json(full)))) == full


def test_what_is_said_in_the_set_up_is_kept_shown_and_carried(client: Client, rows: Seeds) -> None:
    bob = rows.athlete("Bob", units="lb")
    form: dict[str, Any] = {
        "goal": "muscle", "level": "intermediate", "weekdays": ["0", "3"],
        "starts_on": TODAY.isoformat(), "equipment": ["kettlebell", "barbell"],
        "weigh_of": ["kettlebell", "barbell"], "weigh": ["35 53", "35"],
        "plate_of": ["45", "25"], "pairs": ["0", "1"], "plates_more": "2.5", "gate": "normal",
    } | {f"q_{one.key}": "no" for one in questions()}  # fmt: skip
    page = client.post(f"/programme/{bob.uid}/new", data=form | {"step": "days", "go": "next"}).text
    assert 'value="35 53"' in page
    page = client.post(f"/programme/{bob.uid}/new", data=form | {"step": "screen", "go": "next"})
    assert "A kettlebell: 35\N{NO-BREAK SPACE}lb, 53\N{NO-BREAK SPACE}lb" in page.text
    wrong = form | {"step": "equipment", "go": "next", "weigh": ["many", ""]}
    answer = client.post(f"/programme/{bob.uid}/new", data=wrong)
    assert answer.status_code == 400
    assert "A kettlebell: write the weights in digits" in answer.text
    client.post(f"/programme/{bob.uid}/new", data=form | {"step": "preview", "go": "begin"})
    with client.db.read() as session:
        programme = programmes.current(session, athletes.get(session, bob.uid))
        assert programme is not None
        told = profile_of(programme).weights
    assert told.pieces == {"kettlebell": (kg_of(35.0), kg_of(53.0))}
    assert told.bars == {"barbell": kg_of(35.0)}
    assert told.plates == ((kg_of(25.0), 1), (kg_of(2.5), None))


def test_a_bell_that_is_bought_later_is_said_on_a_page_of_its_own(
    client: Client, ada: Athlete
) -> None:
    made = begun(client.db, ada, replace(BAR, weights=PLATES), ago(1))
    page = page_of(client, ada, "/gear")
    assert re.search(r'id="weigh-barbell"[^>]* value="15"', page)
    assert re.search(r'for="plate-2">20 kg</label>\s*<input[^>]* value="1"', page)
    gear: dict[str, Any] = {
        "equipment": ["barbell", "kettlebell"], "weigh_of": ["kettlebell", "barbell"],
        "weigh": ["20", "15"], "plate_of": ["20"], "pairs": ["2"],
    }  # fmt: skip
    assert "Every hinge" not in page
    wrong = send(client, ada, "gear", **gear | {"weigh": ["heavy", ""]})
    assert wrong.status_code == 400
    assert 'value="heavy"' in wrong.text
    assert state_of(client, made).profile.weights == PLATES
    assert send(client, ada, "gear", **gear).status_code == 303
    told = state_of(client, made).profile
    assert told.weights == Weights({"kettlebell": (20.0,)}, {"barbell": 15.0}, ((20.0, 2),))
    page = page_of(client, ada)
    assert "You said what is there to train with" in page
    assert "A kettlebell: 20\N{NO-BREAK SPACE}kg" in page
    assert "Each side: 20 + 20" in client.get("/plates?units=kg&load=95").text
    # Another programme begins with what is there by now.
    assert 'name="weigh" value="20"' in client.get(f"/programme/{ada.uid}/new").text
    back = re.search(r'action="(/programme/[^"]+/events/[^"]+/remove)"', page)
    assert back is not None
    client.post(html.unescape(back[1]))
    assert state_of(client, made).profile.weights == PLATES


def test_a_session_that_was_begun_before_reads_as_it_was(client: Client, ada: Athlete) -> None:
    bar = begun(client.db, ada, BAR, ago(1))
    row = send(client, ada, "begin").headers["location"].rpartition("/")[2]
    with client.db.write() as session:
        day = days.get(session, row)
        plan = dict(day.planned or {})
        plan["prescriptions"] = [
            {name: value for name, value in one.items() if name not in ("lower_s", "meant")}
            for one in plan["prescriptions"]
        ]
        day.planned = plan
    assert client.get(f"/log/{row}").status_code == 200
    assert state_of(client, bar).day == 1


def test_what_is_there_in_two_windows(client: Client, ada: Athlete) -> None:
    made = begun(client.db, ada, BAR, ago(1))
    shown = re.search(r'name="shown" value="([^"]*)"', page_of(client, ada, "/gear"))
    assert shown is not None
    stale: dict[str, Any] = {
        "equipment": ["barbell", "bench", "band"], "shown": html.unescape(shown[1]), "units": "kg",
    }  # fmt: skip
    theirs = stale | {
        "equipment": ["barbell", "kettlebell"], "weigh_of": ["kettlebell"], "weigh": ["24"],
    }  # fmt: skip
    assert send(client, ada, "gear", row="their-row", **theirs).status_code == 303
    assert send(client, ada, "gear", row="their-row", **theirs).status_code == 303, "pressed twice"
    answer = send(client, ada, "gear", **stale)
    assert answer.status_code == 400
    assert (
        "changed elsewhere: a kettlebell, a barbell with plates. A kettlebell: "
        "24\N{NO-BREAK SPACE}kg. Save again" in answer.text
    )
    assert "kettlebell" in state_of(client, made).profile.equipment
    again = re.search(r'name="shown" value="([^"]*)"', answer.text)
    assert again is not None
    stale["shown"] = html.unescape(again[1])
    # What was typed in kilograms stays so, whatever the athlete lifts in by now.
    client.post(f"/athletes/{ada.uid}", data={"name": "Ada", "units": "lb"})
    told = stale | {"weigh_of": ["barbell"], "weigh": ["15"]}
    assert send(client, ada, "gear", **told).status_code == 303
    profile = state_of(client, made).profile
    assert profile.equipment == {"barbell", "bench", "band"}
    assert profile.weights.bars == {"barbell": 15.0}


def test_weights_of_the_other_units_come_back_as_they_were_told(
    client: Client, ada: Athlete
) -> None:
    gear = BAR.equipment | {"kettlebell"}
    made = begun(client.db, ada, replace(BAR, equipment=gear, weights=PLATES), ago(1))
    client.post(f"/athletes/{ada.uid}", data={"name": "Ada", "units": "lb"})
    page = page_of(client, ada, "/gear")
    assert "The empty bar, in kg" in page
    names = ("shown", "units", "weigh_of", "weigh", "plate_of", "pairs", "plates_more")
    fields: dict[str, Any] = {
        name: [
            html.unescape((re.search(r'value="([^"]*)"', tag) or [""] * 2)[1])
            for tag in re.findall(f'<input[^>]*name="{name}"[^>]*>', page)
        ]
        for name in names
    }
    assert send(client, ada, "gear", equipment=sorted(gear), **fields).status_code == 303
    assert state_of(client, made).profile.weights == PLATES
