"""Sessions and their sets: noted by hand, changed, ordered, tagged, moved, deleted, taken back."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pytest

from hiphinge.store import analyses, days, sets

if TYPE_CHECKING:
    from seeds import Seeds
    from serving import Client

    from hiphinge.store.tables import LiftSet, TrainingDay


def sets_of(client: Client, day: TrainingDay) -> list[LiftSet]:
    with client.db.read() as session:
        return list(days.get(session, day.uid).sets)


def undo_of(page: str) -> str:
    found = re.search(r'class="toast".*?action="([^"]+)"', page, re.DOTALL)
    assert found is not None, "the page offers no undo"
    return html.unescape(found[1])


def form_of(page: str) -> dict[str, str]:
    """Return what the form for a set is filled in with."""
    inputs = re.findall(r'<input id="f-(\w+)" name="\w+"[^>]*value="([^"]*)"', page)
    selects = re.findall(r'<select id="f-(\w+)".*?</select>', page, re.DOTALL)
    chosen = {
        name: "".join(re.findall(r'value="([^"]*)" selected', block))
        for name, block in re.findall(r'<select id="f-(\w+)"(.*?)</select>', page, re.DOTALL)
        if name in selects
    }
    inputs += re.findall(r'<input type="hidden" name="(units)" value="([^"]*)"', page)
    return dict(inputs) | chosen


def test_a_session_is_begun_once_a_day(client: Client, rows: Seeds) -> None:
    one = rows.athlete()
    begun = [
        client.post(f"/athletes/{one.uid}/days", data={"day": "2026-11-20"}).headers["location"]
        for _ in range(2)
    ]
    assert begun[0] == begun[1]
    page = client.get(begun[0]).text
    assert "Fri 20 Nov 2026" in page
    assert "No set in this session yet" in page
    assert client.post(f"/athletes/{one.uid}/days", data={"day": "soon"}).status_code == 400


def test_a_set_is_noted_changed_deleted_and_brought_back(client: Client, rows: Seeds) -> None:
    day = rows.day(rows.athlete(units="lb"))
    answer = client.post(
        f"/days/{day.uid}/sets",
        data={"exercise": "rdl", "load_kg": "225", "reps": "5", "rpe": "7,5", "pain": "0",
              "tags": "Heavy, belt,,", "note": "Felt smooth"},
    )  # fmt: skip
    (one,) = sets_of(client, day)
    assert answer.headers["location"] == f"/days/{day.uid}#set-{one.uid}"
    assert one.load_kg == pytest.approx(225 * 0.45359237, abs=1e-3)
    assert (one.reps, one.rpe, one.pain, [tag.word for tag in one.tags]) == (
        5, 7.5, 0, ["belt", "heavy"],
    )  # fmt: skip
    page = client.get(f"/days/{day.uid}").text
    assert "225\N{NO-BREAK SPACE}lb" in page

    filled = form_of(client.get(f"/sets/{one.uid}/edit").text)
    assert (filled["load_kg"], filled["tags"], filled["exercise"]) == ("225", "belt, heavy", "rdl")
    client.post(f"/sets/{one.uid}/edit", data=filled | {"reps": "6", "tags": "heavy", "rpe": ""})
    (one,) = sets_of(client, day)
    assert (one.reps, one.rpe, [tag.word for tag in one.tags]) == (6, None, ["heavy"])
    client.post(f"/sets/{one.uid}/edit", data=filled | {"load_kg": "100 kg"})
    assert [row.load_kg for row in sets_of(client, day)] == [100.0], "its own unit is understood"

    answer = client.post(f"/sets/{one.uid}/delete")
    assert sets_of(client, day) == []
    after = client.get(answer.headers["location"]).text
    assert "Set deleted" in after
    client.post(undo_of(after))
    assert [back.uid for back in sets_of(client, day)] == [one.uid]


def test_what_is_wrong_with_a_set_is_said_and_nothing_is_kept(client: Client, rows: Seeds) -> None:
    day = rows.day(rows.athlete())
    answer = client.post(
        f"/days/{day.uid}/sets", data={"reps": "2.5", "pain": "11", "load_kg": "60", "rpe": "8"}
    )
    assert answer.status_code == 400
    assert "The number of repetitions must be a whole number" in answer.text
    assert "Pain must be a whole number from 0 to 10." in answer.text
    assert 'value="60"' in answer.text
    assert sets_of(client, day) == []
    many = ",".join(map(str, range(21)))
    told = client.post(f"/days/{day.uid}/sets", data={"tags": many}).text
    assert "at most 20 tags" in told
    assert sets_of(client, day) == []


def test_sets_are_put_in_order(client: Client, rows: Seeds) -> None:
    day = rows.day(rows.athlete())
    first, second, third = (rows.lift(day, reps=count) for count in (1, 2, 3))
    client.post(f"/sets/{third.uid}/move", data={"to": "up"})
    assert [one.reps for one in sets_of(client, day)] == [1, 3, 2]
    client.post(f"/sets/{first.uid}/move", data={"to": "up"})
    client.post(f"/sets/{second.uid}/move", data={"to": "down"})
    assert [one.reps for one in sets_of(client, day)] == [1, 3, 2]
    client.post(f"/sets/{first.uid}/move", data={"to": "down"})
    assert [one.reps for one in sets_of(client, day)] == [3, 1, 2]


def test_a_set_moves_to_another_day_to_its_end(client: Client, rows: Seeds) -> None:
    one = rows.athlete()
    day, there = rows.day(one, "2026-11-20"), rows.day(one, "2026-11-21")
    moved, other = rows.lift(day, reps=9), [rows.lift(there, reps=count) for count in (1, 2)]
    client.post(f"/sets/{moved.uid}/edit", data={"reps": "9", "day": "2026-11-21"})
    assert sets_of(client, day) == []
    assert [set_.uid for set_ in sets_of(client, there)] == [
        *(set_.uid for set_ in other),
        moved.uid,
    ]
    answer = client.post(f"/sets/{moved.uid}/edit", data={"reps": "9", "day": "2026-11-23"})
    assert "/days/" in answer.headers["location"]
    with client.db.read() as session:
        assert sets.get(session, moved.uid).training_day.day == "2026-11-23"


def test_a_film_is_judged_anew_only_where_that_matters(client: Client, rows: Seeds) -> None:
    film = rows.judged(rows.day(rows.athlete()), exercise="rdl", load_kg=60.0)
    with client.db.read() as session:
        uid = analyses.get(session, film.uid).lift_set.uid

    def after(**data: str) -> str:
        client.post(f"/sets/{uid}/edit", data=data)
        with client.db.read() as session:
            return analyses.get(session, film.uid).state

    assert after(exercise="rdl", load_kg="60", note="Only a note", rpe="8") == "done"
    assert after(exercise="kettlebell_swing", load_kg="60") == "queued"


def test_tags_are_put_on_and_taken_off_with_undo(client: Client, rows: Seeds) -> None:
    day = rows.day(rows.athlete())
    one = rows.lift(day)

    def words() -> list[str]:
        return [tag.word for tag in sets_of(client, day)[0].tags]

    client.post(f"/sets/{one.uid}/tags", data={"more": "C&A, belt"})
    assert words() == ["belt", "c&a"]
    page = client.get(f"/days/{day.uid}").text
    assert 'href="/search?tag=c%26a"' in page
    answer = client.post(f"/sets/{one.uid}/tags", data={"less": "c&a"})
    assert words() == ["belt"]
    client.post(undo_of(client.get(answer.headers["location"]).text))
    assert words() == ["belt", "c&a"]


def test_a_session_is_changed_deleted_and_brought_back(client: Client, rows: Seeds) -> None:
    one = rows.athlete()
    day = rows.day(one, "2026-11-20")
    rows.lift(day)
    answer = client.post(f"/days/{day.uid}", data={"day": "2026-11-32", "title": "Kept"})
    assert answer.status_code == 400
    assert "year-month-day" in answer.text
    assert 'value="Kept"' in answer.text
    client.post(f"/days/{day.uid}", data={"day": "2026-11-22", "title": "Week 1"})
    assert "Week 1" in client.get(f"/days/{day.uid}").text
    answer = client.post(f"/days/{day.uid}/delete")
    after = client.get(answer.headers["location"]).text
    assert "Session deleted" in after
    assert client.get(f"/days/{day.uid}").status_code == 404
    client.post(undo_of(after))
    assert len(sets_of(client, day)) == 1


def test_who_opens_a_session_has_chosen_its_athlete(client: Client, rows: Seeds) -> None:
    rows.athlete("Athlete A")
    day = rows.day(rows.athlete("Athlete B"))
    page = client.get(f"/days/{day.uid}").text
    assert re.search(r'class="menu whose">.*?Athlete B', page, re.DOTALL)
    assert client.cookies["hiphinge_athlete"]
    assert re.search(r'class="menu whose">\s*<summary>.{0,80}Athlete B', client.get("/search").text)


def test_sessions_before_and_after_are_a_step_away(client: Client, rows: Seeds) -> None:
    one, other = rows.athlete(), rows.athlete("Athlete B")
    rows.day(other, "2026-11-19")
    first, here, last = (rows.day(one, f"2026-11-{number}") for number in (18, 20, 22))
    page = client.get(f"/days/{here.uid}").text
    assert f'rel="prev" href="/days/{first.uid}"' in page
    assert f'rel="next" href="/days/{last.uid}"' in page
    assert 'rel="prev"' not in client.get(f"/days/{first.uid}").text


def test_nothing_is_done_to_what_is_not_there(client: Client) -> None:
    data = {"day": "2026-11-20", "to": "up", "more": "a"}
    for path in (
        "/days/x/sets", "/days/x", "/sets/x/delete", "/sets/x/restore", "/sets/x/tags",
        "/sets/x/move", "/days/x/delete",
    ):  # fmt: skip
        assert client.post(path, data=data).status_code == 404, path


def test_a_load_stays_to_the_gram_where_it_is_not_typed_anew(client: Client, rows: Seeds) -> None:
    day = rows.day(rows.athlete(units="lb"))
    lift = rows.lift(day, exercise="rdl", load_kg=32.0)
    filled = form_of(client.get(f"/sets/{lift.uid}/edit").text)
    assert filled["load_kg"] == "70.55"
    client.post(f"/sets/{lift.uid}/edit", data=filled | {"note": "Only a note"})
    assert [(one.load_kg, one.note) for one in sets_of(client, day)] == [(32.0, "Only a note")]


def test_limits_are_told_in_the_units_of_the_form(client: Client, rows: Seeds) -> None:
    anna = rows.athlete("Anna", units="lb")
    sets = f"/days/{rows.day(anna).uid}/sets"
    for load in ("2300", "-5"):
        answer = client.post(sets, data={"load_kg": load, "units": "lb"})
        assert answer.status_code == 400
        assert "The load must be a number from 0 to 2204.6 lb." in answer.text
    assert "0 to 1000 kg." in client.post(sets, data={"load_kg": "2300", "units": "kg"}).text
    answer = client.post(
        f"/athletes/{anna.uid}", data={"name": "A", "mass_kg": "9", "mass_units": "lb"}
    )
    assert "The body mass must be a number from 44.1 to 881.8 lb." in answer.text


def test_a_form_is_read_in_the_units_that_it_was_shown_in(client: Client, rows: Seeds) -> None:
    athlete = rows.athlete("Anna", units="lb")
    day = rows.day(athlete)
    lift = rows.lift(day, exercise="rdl", load_kg=100.0)
    old = form_of(client.get(f"/sets/{lift.uid}/edit").text)
    new = form_of(client.get(f"/days/{day.uid}").text)
    client.post(f"/athletes/{athlete.uid}", data={"name": "Anna", "units": "kg"})
    client.post(f"/sets/{lift.uid}/edit", data=old)
    client.post(f"/days/{day.uid}/sets", data=new | {"load_kg": "100"})
    assert [one.load_kg for one in sets_of(client, day)] == [100.0, pytest.approx(45.359)]
