"""Two windows with one form: what the other one changed stays, and what both changed is asked."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING, Any

from hiphinge.store import athletes, days, programmes, sets
from hiphinge.training.screen import questions
from hiphinge.web.app import ROUTERS
from hiphinge.web.day_form import DayForm
from hiphinge.web.meanwhile import met

if TYPE_CHECKING:
    from seeds import Seeds
    from serving import Client

    from hiphinge.store.tables import Athlete

ELSEWHERE = "elsewhere"
SETUP: dict[str, Any] = {
    "goal": "strength", "level": "intermediate", "weekdays": ["1", "3"], "equipment": ["barbell"],
    "starts_on": "2026-03-02", **{f"q_{one.key}": "no" for one in questions()},
}  # fmt: skip


def opened(client: Client, path: str, **now: str) -> dict[str, str]:
    """Return what a window sends that shows a form: what it carries, and its texts."""
    page = client.get(path).text
    found = re.search(r'name="shown" value="([^"]*)"', page)
    assert found is not None, f"{path} carries nothing"
    shown = html.unescape(found[1])
    return json.loads(shown) | {"shown": shown} | now


def carried(page: str) -> str:
    found = re.search(r'name="shown" value="([^"]*)"', page)
    assert found is not None
    return html.unescape(found[1])


def test_what_another_window_changed_of_an_athlete_stays(client: Client, rows: Seeds) -> None:
    one = rows.athlete("Ada", height_cm=170.0, mass_kg=60.0)
    here, there = f"/athletes/{one.uid}", f"/athletes/{one.uid}/edit"
    stale = opened(client, there, mass_kg="62")
    assert client.post(here, data=opened(client, there, note="Left knee")).status_code == 303
    assert client.post(here, data=stale).status_code == 303
    with client.db.read() as session:
        kept = athletes.get(session, one.uid)
    assert (kept.note, kept.mass_kg, kept.height_cm) == ("Left knee", 62.0, 170.0)


def test_what_both_changed_comes_back_with_both(client: Client, rows: Seeds) -> None:
    one = rows.athlete("Ada", height_cm=170.0)
    here, there = f"/athletes/{one.uid}", f"/athletes/{one.uid}/edit"
    stale = opened(client, there, height_cm="171", note="Mine")
    client.post(here, data=opened(client, there, height_cm="172"))
    answer = client.post(here, data=stale)
    assert answer.status_code == 400
    assert "changed to “172” elsewhere" in answer.text
    assert 'name="height_cm" type="text" value="171"' in answer.text
    with client.db.read() as session:
        kept = athletes.get(session, one.uid)
        assert (kept.height_cm, kept.note) == (172.0, "")
    again = stale | {"shown": carried(answer.text)}
    assert client.post(here, data=again).status_code == 303
    with client.db.read() as session:
        kept = athletes.get(session, one.uid)
    assert (kept.height_cm, kept.note) == (171.0, "Mine")


def test_a_mass_in_other_units_is_no_change(client: Client, rows: Seeds) -> None:
    one = rows.athlete("Ada", mass_kg=60.0)
    here, there = f"/athletes/{one.uid}", f"/athletes/{one.uid}/edit"
    stale = opened(client, there, mass_kg="61")
    client.post(here, data=opened(client, there, units="lb"))
    assert client.post(here, data=stale).status_code == 303
    with client.db.read() as session:
        kept = athletes.get(session, one.uid)
    assert (kept.mass_kg, kept.units) == (61.0, "lb")
    stale = opened(client, there, mass_units="kg")
    client.post(here, data=opened(client, there, mass_kg="140"))
    assert ELSEWHERE in client.post(here, data=stale).text


def test_a_set_in_two_windows(client: Client, rows: Seeds) -> None:
    lift = rows.lift(rows.day(rows.athlete("Ada")), exercise="rdl", load_kg=60.0, reps=5)
    path = f"/sets/{lift.uid}/edit"
    stale = opened(client, path, load_kg="62,5", exercise="squat")
    fresh = opened(client, path, note="Two\r\nlines", tags="belt", exercise="deadlift")
    assert client.post(path, data=fresh).status_code == 303
    answer = client.post(path, data=stale)
    assert answer.status_code == 400
    assert "changed to “Deadlift” elsewhere" in answer.text
    assert re.search(r'id="f-exercise"[^>]*aria-invalid="true"', answer.text)
    assert '<option value="squat" selected>' in answer.text
    answer = client.post(path, data=stale | {"exercise": "rdl"})
    assert answer.status_code == 303
    with client.db.read() as session:
        kept = sets.get(session, lift.uid)
        said = (kept.exercise, kept.load_kg, kept.reps, kept.note, [one.word for one in kept.tags])
    assert said == ("deadlift", 62.5, 5, "Two\nlines", ["belt"])


def test_a_set_stays_on_the_day_that_it_was_moved_to(client: Client, rows: Seeds) -> None:
    lift = rows.lift(rows.day(rows.athlete("Ada"), "2026-11-20"), reps=5)
    path = f"/sets/{lift.uid}/edit"
    stale = opened(client, path, reps="6")
    client.post(path, data=opened(client, path, day="2026-11-22"))
    client.post(path, data=stale)
    with client.db.read() as session:
        kept = sets.get(session, lift.uid)
        assert (kept.training_day.day, kept.reps) == ("2026-11-22", 6)


def test_a_session_in_two_windows(client: Client, rows: Seeds) -> None:
    day = rows.day(rows.athlete("Ada"), "2026-11-20", note="One\nTwo")
    here, there = f"/days/{day.uid}", f"/days/{day.uid}/edit"
    # Browsers send the ends of lines so, which is no change.
    stale = opened(client, there, title="Heavy", note="One\r\nTwo")
    client.post(here, data=opened(client, there, day="2026-11-21", note="Three"))
    assert client.post(here, data=stale).status_code == 303
    with client.db.read() as session:
        kept = days.get(session, day.uid)
        assert (kept.day, kept.title, kept.note) == ("2026-11-21", "Heavy", "Three")
    stale = opened(client, there, note="Mine")
    client.post(here, data=opened(client, there, note=""))
    assert "Meanwhile emptied elsewhere" in client.post(here, data=stale).text


def preview(client: Client, athlete: Athlete) -> dict[str, list[str]]:
    """Return what the last page of a new programme carries, in a window of its own."""
    path = f"/programme/{athlete.uid}/new"
    form = SETUP | hidden(client.get(path).text) | {"step": "screen", "go": "next"}
    return SETUP | hidden(client.post(path, data=form).text)


def hidden(page: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page):
        found.setdefault(name, []).append(html.unescape(value))
    return found


def test_a_programme_that_was_begun_meanwhile_does_not_end_unseen(
    client: Client, rows: Seeds
) -> None:
    ada = rows.athlete("Ada")
    path = f"/programme/{ada.uid}/new"
    one, other = preview(client, ada), preview(client, ada)
    for _ in range(2):  # the same button pressed twice is no other programme
        assert client.post(path, data=one | {"go": "begin"}).status_code == 303
    answer = client.post(path, data=other | {"go": "begin"})
    assert answer.status_code == 400
    assert "another programme was begun elsewhere" in answer.text
    with client.db.read() as session:
        assert programmes.current(session, ada).uid == one["uid"][0]  # type: ignore[union-attr]
    again = SETUP | hidden(answer.text) | {"go": "begin"}
    assert client.post(path, data=again).status_code == 303


def test_loads_of_a_new_programme_are_read_as_they_were_asked_for(
    client: Client, rows: Seeds
) -> None:
    ada = rows.athlete("Ada", units="kg")
    form = preview(client, ada) | {"body_mass": ["80"]}
    client.post(f"/athletes/{ada.uid}", data={"name": "Ada", "units": "lb"})
    assert client.post(f"/programme/{ada.uid}/new", data=form | {"go": "begin"}).status_code == 303
    with client.db.read() as session:
        begun = programmes.current(session, ada)
    assert begun is not None
    assert begun.profile["body_mass_kg"] == 80


def test_both_wrote_the_same(client: Client, rows: Seeds) -> None:
    day = rows.day(rows.athlete("Ada"))
    here, there = f"/days/{day.uid}", f"/days/{day.uid}/edit"
    stale = opened(client, there, title="Heavy")
    client.post(here, data=opened(client, there, title="Heavy"))
    assert client.post(here, data=stale).status_code == 303


def test_what_a_form_carries_is_not_trusted() -> None:
    now = DayForm(day="2026-11-20", title="Kept")
    for shown in ("", "[", "[" * 50_000, "[1]", "7", '{"title": 7}', '{"other": "Kept"}'):
        found = met(DayForm(day="2026-11-21", title="New", shown=shown), now, {})
        assert found.changed == {"day", "title", "note"}
        assert found.both == {}
        assert json.loads(found.form.carries) == now.texts


def test_every_form_that_changes_something_carries_what_it_showed(
    client: Client, rows: Seeds
) -> None:
    day = rows.day(rows.athlete("Ada"))
    lift = rows.lift(day)
    of: dict[str, Any] = {"athletes": day.athlete.uid, "days": day.uid, "sets": lift.uid}
    edits = {route.path for module in ROUTERS for route in module.router.routes}
    assert {path for path in edits if path.endswith("/edit")} == {
        f"/{kind}/{{uid}}/edit" for kind in of
    }
    for kind, uid in of.items():
        assert opened(client, f"/{kind}/{uid}/edit")
