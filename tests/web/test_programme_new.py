"""A programme is made: step by step, without a script, and only after the questions let it."""

from __future__ import annotations

import html
import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from hiphinge.store import athletes, programmes
from hiphinge.store.profiles import profile_of
from hiphinge.training.screen import questions

if TYPE_CHECKING:
    from seeds import Seeds
    from serving import Client

    from hiphinge.store.tables import Athlete, Programme

GOAL = {"goal": "strength", "level": "intermediate"}
DAYS = {"weekdays": ["1", "3", "5"], "starts_on": "2026-03-02"}
GEAR = {"equipment": ["barbell", "bench"]}
YOU = {
    "body_mass": "82,5", "load_of": ["barbell_rdl", "barbell_deadlift"], "load": ["80", ""],
    "best": ["", "140"], "gate": "tight",
}  # fmt: skip
CLEAR = {f"q_{one.key}": "no" for one in questions()}
ALL: dict[str, Any] = GOAL | DAYS | GEAR | YOU | CLEAR | {"uid": "a-browser-made-this"}
CLINICIAN = next(one.key for one in questions() if one.verdict == "clinician")
EMERGENCY = next(one.key for one in questions() if one.verdict == "emergency")


@pytest.fixture
def ada(rows: Seeds) -> Athlete:
    return rows.athlete("Ada", mass_kg=70)


def answered(client: Client, athlete: Athlete, step: str, go: str = "next", **fields: Any) -> Any:
    """Fill in a step with all that was said, and press a button."""
    form = ALL | {"step": step, "go": go} | fields
    return client.post(f"/programme/{athlete.uid}/new", data=form)


def step_of(page: str) -> str:
    found = re.search(r'name="step" value="(\w+)"', page)
    assert found is not None, page[:500]
    return found[1]


def carried(page: str) -> dict[str, list[str]]:
    """Return the hidden fields of a page."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page):
        found.setdefault(name, []).append(html.unescape(value))
    return found


def made(client: Client, athlete: Athlete) -> Programme | None:
    with client.db.read() as session:
        return programmes.current(session, athletes.get(session, athlete.uid))


def test_it_goes_on_step_by_step_and_carries_what_was_said(client: Client, ada: Athlete) -> None:
    first = client.get(f"/programme/{ada.uid}/new").text
    assert step_of(first) == "goal"
    assert carried(first)["body_mass"] == ["70"]
    form: dict[str, Any] = carried(first)
    filled = {"goal": GOAL, "days": DAYS, "equipment": GEAR, "you": YOU, "screen": CLEAR}
    for step, after in zip(filled, [*list(filled)[1:], "preview"], strict=True):
        answer = client.post(
            f"/programme/{ada.uid}/new", data=form | filled[step] | {"step": step, "go": "next"}
        )
        assert answer.status_code == 200, answer.text
        assert step_of(answer.text) == after
        form = carried(answer.text)
    assert form["weekdays"] == DAYS["weekdays"]
    assert form["best"] == YOU["best"]
    assert form["uid"] == carried(first)["uid"]
    assert made(client, ada) is None
    assert client.post(f"/programme/{ada.uid}/new", data=form | {"go": "begin"}).status_code == 303
    assert made(client, ada) is not None


def test_it_begins_with_what_was_said_and_keeps_the_answers(client: Client, ada: Athlete) -> None:
    answer = answered(client, ada, "preview", "begin")
    assert answer.headers["location"] == f"/programme/{ada.uid}"
    programme = made(client, ada)
    assert programme is not None
    profile = profile_of(programme)
    assert (profile.goal, profile.level, profile.days) == ("strength", "intermediate", 3)
    assert profile.body_mass_kg == 82.5
    assert dict(profile.loads_kg) == {"barbell_rdl": 80.0}
    assert dict(profile.best_kg) == {"barbell_deadlift": 140.0}
    assert profile.gate == "tight"
    assert programme.weekdays == [1, 3, 5]
    assert programme.screen["day"] == date.today().isoformat()
    assert programme.screen["answers"] == dict.fromkeys((one.key for one in questions()), False)
    # The button pressed twice makes one.
    answered(client, ada, "preview", "begin")
    with client.db.read() as session:
        assert len(programmes.of_athlete(session, ada)) == 1


def test_loads_are_read_in_the_athletes_units(client: Client, rows: Seeds) -> None:
    bob = rows.athlete("Bob", units="lb")
    answered(client, bob, "preview", "begin", load=["225", ""])
    programme = made(client, bob)
    assert programme is not None
    assert profile_of(programme).loads_kg["barbell_rdl"] == pytest.approx(102.058, abs=1e-3)


@pytest.mark.parametrize(
    ("step", "fields", "said"),
    [
        ("goal", {"goal": ""}, "Choose what it is for"),
        ("goal", {"level": "godlike"}, "Choose how practised you are"),
        ("days", {"weekdays": ["1"]}, "Choose 2 to 4 days"),
        ("days", {"weekdays": ["0", "1", "2", "3", "4"]}, "Choose 2 to 4 days"),
        ("days", {"starts_on": "soon"}, "year-month-day"),
        ("you", {"body_mass": "heavy"}, "no number"),
        ("you", {"load": ["-5", ""]}, "The load must be"),
        ("you", {"rung": "cloud_nine"}, "no rung"),
        ("screen", {f"q_{CLINICIAN}": ""}, "not answered yet"),
    ],
)
def test_what_is_wrong_stays_on_its_step_with_a_sentence(
    client: Client, ada: Athlete, step: str, fields: dict[str, Any], said: str
) -> None:
    answer = answered(client, ada, step, **fields)
    assert answer.status_code == 400
    assert step_of(answer.text) == step
    assert said in html.unescape(answer.text)
    # Nor does it help to come in by the last step.
    assert answered(client, ada, "preview", "begin", **fields).status_code == 400
    assert made(client, ada) is None


def test_back_and_change_lose_nothing(client: Client, ada: Athlete) -> None:
    back = answered(client, ada, "equipment", "back").text
    assert step_of(back) == "days"
    assert back.count("checked") == 3
    change = answered(client, ada, "preview", "goal").text
    assert step_of(change) == "goal"
    assert re.search(r'value="strength" checked', change)
    assert carried(change)["equipment"] == GEAR["equipment"]
    assert carried(change)[f"q_{CLINICIAN}"] == ["no"]


def test_an_emergency_makes_no_programme_however_it_is_asked(client: Client, ada: Athlete) -> None:
    # One such answer is enough: nothing else needs to be answered first.
    few = {name: "" for name in CLEAR} | {f"q_{EMERGENCY}": "yes"}
    page = answered(client, ada, "screen", **few).text
    assert "emergency department" in page
    assert "See somebody today" in page
    assert 'value="begin"' not in page
    assert "weeks ahead" not in page
    for knowing in ("", "cleared", "own"):
        answer = answered(client, ada, "preview", "begin", knowing=knowing, **few)
        assert answer.status_code == 400
        assert "emergency department" in answer.text
    assert made(client, ada) is None


def test_a_clinician_first_is_overruled_only_knowingly(client: Client, ada: Athlete) -> None:
    yes = {f"q_{CLINICIAN}": "yes"}
    page = answered(client, ada, "screen", **yes).text
    assert "doctor or physiotherapist" in page
    assert html.escape(next(one.text for one in questions() if one.key == CLINICIAN)) in page
    refused = answered(client, ada, "preview", "begin", **yes)
    assert refused.status_code == 400
    assert "on what grounds" in refused.text
    assert made(client, ada) is None
    assert answered(client, ada, "preview", "begin", knowing="own", **yes).status_code == 303
    programme = made(client, ada)
    assert programme is not None
    assert programme.screen["verdict"] == "clinician"
    assert programme.screen["knowing"] == "own"
    assert programme.screen["answers"][CLINICIAN] is True
    page = client.get(f"/programme/{ada.uid}").text
    assert "you decided to begin without having asked" in page


def test_it_looks_ahead_in_four_ways_before_it_begins(client: Client, ada: Athlete) -> None:
    page = answered(client, ada, "screen").text
    for title in ("All goes well", "Some repetitions fail", "A week is missed", "Never filmed"):
        assert title in page
    assert page.count('<svg class="ahead"') == 4
    assert "a projection of the rules, not a promise" in page.replace("\n", " ")
    rows = re.findall(r'<th scope="row">(\d+)</th>', page)
    assert rows == [str(one) for one in range(1, 13)]


def test_the_one_before_ends_and_can_be_taken_up_again(client: Client, ada: Athlete) -> None:
    answered(client, ada, "preview", "begin")
    before = made(client, ada)
    assert before is not None
    assert "ends with this one" in answered(client, ada, "screen", uid="another-one-now").text
    answered(client, ada, "preview", "begin", uid="another-one-now")
    now = made(client, ada)
    assert now is not None
    assert now.uid == "another-one-now"
    client.post(f"/programme/{ada.uid}/go-on/{before.uid}")
    back = made(client, ada)
    assert back is not None
    assert back.uid == before.uid
