"""Athletes: made, changed, deleted and brought back; what their pages say."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

import pytest

from hiphinge.store import analyses, athletes, programmes, sets
from hiphinge.store.overview import Sore
from hiphinge.store.profiles import profile_json
from hiphinge.training.model import Profile
from hiphinge.web.next_look import next_look
from hiphinge.web.set_lines import line_of

if TYPE_CHECKING:
    from seeds import Seeds
    from serving import Client

NASTY = "<script>alert(1)</script>\"'&"


def make(client: Client, **fields: str) -> str:
    """Make an athlete through the form; return the address of their page."""
    answer = client.post("/athletes", data={"name": "Athlete A", **fields})
    assert answer.status_code == 303, answer.text
    where: str = answer.headers["location"]
    return where


def kept(client: Client, where: str) -> Any:
    with client.db.read() as session:
        return athletes.get(session, where.rsplit("/", 1)[1])


def toast_undo(page: str) -> str:
    """Return the address that the page's Undo posts to."""
    found = re.search(r'class="toast".*?action="([^"]+)"', page, re.DOTALL)
    assert found is not None, "the page offers no undo"
    return html.unescape(found[1])


def test_nobody_yet_teaches_what_to_do_first(client: Client) -> None:
    page = client.get("/athletes").text
    assert "Nobody here yet" in page
    assert 'href="/athletes/new"' in page


def test_an_athlete_is_made_changed_deleted_and_brought_back(client: Client) -> None:
    where = make(client, height_cm="178,5", mass_kg="180", mass_units="lb", units="lb", sex="other")
    one = kept(client, where)
    assert (one.height_cm, one.units, one.sex) == (178.5, "lb", "other")
    assert one.mass_kg == pytest.approx(180 * 0.45359237, abs=1e-3)
    page = client.get(where).text
    assert "180\N{NO-BREAK SPACE}lb" in page
    assert "178.5 cm" in page

    form = client.get(f"{where}/edit").text
    assert 'value="180"' in form
    answer = client.post(where, data={"name": "Athlete B", "units": "kg", "born_year": "1990"})
    assert answer.headers["location"] == where
    one = kept(client, where)
    assert (one.name, one.units, one.born_year, one.height_cm) == ("Athlete B", "kg", 1990, None)

    assert client.post(f"{where}/delete").headers["location"] == "/athletes"
    after = client.get("/athletes").text
    assert "Athlete B deleted" in after
    assert client.get(where).status_code == 404
    undo = toast_undo(after)
    assert client.post(undo).headers["location"] == where
    assert client.get(where).status_code == 200


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(client: Client) -> None:
    answer = client.post(
        "/athletes", data={"name": "", "height_cm": "17", "mass_kg": "much", "note": "Keeps this"}
    )
    assert answer.status_code == 400
    assert "The name must have 1 to 100 characters." in answer.text
    assert "The height must be a number from 100 to 250 cm." in answer.text
    assert "“much” is no number: write it in digits." in answer.text
    assert "Keeps this" in answer.text
    assert answer.text.count('aria-invalid="true"') == 3
    with client.db.read() as session:
        assert athletes.listed(session) == []


def test_names_and_notes_are_text(client: Client, rows: Seeds) -> None:
    where = make(client, name=NASTY, note=NASTY)
    day = rows.day(kept(client, where), title=NASTY, note=NASTY)
    rows.lift(day, note=NASTY)
    for path in ("/athletes", where, f"{where}/edit", f"/days/{day.uid}", "/search?q=alert"):
        page = client.get(path).text
        assert "<script>alert" not in page, path
        assert "&lt;script&gt;" in page, path


def test_two_athletes_do_not_mix(client: Client, rows: Seeds) -> None:
    first, second = rows.athlete("Athlete A"), rows.athlete("Athlete B")
    rows.judged(rows.day(first), exercise="rdl", load_kg=61.0)
    rows.judged(rows.day(second), exercise="squat", load_kg=93.0)
    one, other = (client.get(f"/athletes/{who.uid}").text for who in (first, second))
    sets_of_one, sets_of_other = (page.split("<main")[1] for page in (one, other))
    assert "61\N{NO-BREAK SPACE}kg" in sets_of_one
    assert "93\N{NO-BREAK SPACE}kg" not in sets_of_one
    assert "61\N{NO-BREAK SPACE}kg" not in sets_of_other
    assert "Squat" in sets_of_other
    assert "Squat" not in sets_of_one


def test_the_list_finds_by_name_and_note(client: Client, rows: Seeds) -> None:
    for name in "ABCDE":
        rows.athlete(f"Athlete {name}", note="runs" if name == "C" else "")
    listed = client.get("/athletes?q=runs").text.split("<main")[1]
    assert "Athlete C" in listed
    assert "Athlete D" not in listed
    assert "nobody is called so" in client.get("/athletes?q=zzz").text


def test_another_height_judges_films_anew(client: Client, rows: Seeds) -> None:
    one = rows.athlete("Athlete A", height_cm=170)
    film = rows.judged(rows.day(one))
    client.post(f"/athletes/{one.uid}", data={"name": "Athlete A", "height_cm": "170"})
    with client.db.read() as session:
        assert analyses.get(session, film.uid).state == "done"
    client.post(f"/athletes/{one.uid}", data={"name": "Athlete A", "height_cm": "180"})
    with client.db.read() as session:
        after = analyses.get(session, film.uid)
    assert (after.state, after.wanted) == ("queued", film.wanted + 1)


def test_sessions_are_paged_between_days(client: Client, rows: Seeds) -> None:
    one = rows.athlete()
    made = [rows.day(one, f"2026-10-{number:02d}") for number in range(1, 25)]
    made.append(rows.day(one, "2026-10-05"))
    page = client.get(f"/athletes/{one.uid}").text
    seen = [day.uid for day in made if f'href="/days/{day.uid}"' in page]
    older = re.search(r'href="([^"]+before=[^"#]+)', page)
    assert older is not None
    page = client.get(html.unescape(older[1])).text
    seen += [day.uid for day in made if f'href="/days/{day.uid}"' in page]
    assert sorted(seen) == sorted(day.uid for day in made)


def test_where_the_programme_stands_is_said(client: Client, rows: Seeds) -> None:
    one = rows.athlete()
    assert f'href="/programme/{one.uid}/new"' in client.get(f"/athletes/{one.uid}").text
    profile = Profile(goal="learn", level="beginner", days=2, equipment=frozenset())
    with rows.db.write() as session:
        programmes.create(
            session, athletes.get(session, one.uid), profile=profile_json(profile), screen={},
            starts_on="2026-11-23", weekdays=[0, 3],
        )  # fmt: skip
    page = client.get(f"/athletes/{one.uid}").text
    assert "Learn the hinge, since Mon 23 Nov 2026. Next: week 1, day 1." in page
    assert "The hinge now: Wall tap." in page
    with rows.db.write() as session:
        programmes.create(
            session, athletes.get(session, one.uid), profile={"goal": "fly"}, screen={},
            starts_on="2026-11-23", weekdays=[0, 3],
        )  # fmt: skip
    assert "cannot be read" in client.get(f"/athletes/{one.uid}").text


def test_what_to_look_at_next(rows: Seeds) -> None:
    day = rows.day(rows.athlete())
    film = rows.judged(day)
    with rows.db.read() as session:
        judged = line_of(sets.get(session, film.lift_set.uid))
    assert next_look(0, None, None).url == "/film"
    assert next_look(1, None, Sore(0, day.uid)).text == "No film yet: film a set to see its form"
    sore = next_look(2, judged, Sore(1, day.uid))
    assert "Pain 1 of 10" in sore.text
    assert sore.url == f"/days/{day.uid}"
    assert next_look(1, judged, None).text == "Knees bend too much"
    assert next_look(1, judged, None).url == f"/sets/{judged.uid}"


def test_what_is_not_there_is_404(client: Client) -> None:
    for path in (
        "/athletes/nobody-here", "/athletes/..%2f..%2fetc", "/athletes/%00", "/days/x",
        "/sets/x/edit",
    ):  # fmt: skip
        assert client.get(path).status_code == 404, path


def test_another_height_reaches_films_in_the_bin(client: Client, rows: Seeds) -> None:
    one = rows.athlete("Athlete A", height_cm=170)
    film = rows.judged(rows.day(one))
    client.post(f"/sets/{film.lift_set.uid}/delete")
    client.post(f"/athletes/{one.uid}", data={"name": "Athlete A", "height_cm": "180"})
    client.post(f"/sets/{film.lift_set.uid}/restore")
    with client.db.read() as session:
        assert analyses.get(session, film.uid).wanted == film.wanted + 1
