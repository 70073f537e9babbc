"""The first page leads back into what is going on, above all else."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Any

import pytest
from axe import violations
from logging_in_the_gym import done, onward, opened, phone, sent
from programme_visit import TODAY, ago
from trained import BAR, HOME, begun, train

from hiphinge.store import athletes, course, days, programmes
from hiphinge.store.going_on import going_on
from hiphinge.store.logbook import Change, take
from hiphinge.web.words import day as shown

if TYPE_CHECKING:
    from seeds import Seeds
    from serving import Client, Served

NOW_MS = time.time_ns() // 1_000_000


def home_of(client: Client) -> str:
    """Return what the first page says, tags aside."""
    text = client.get("/").text.replace("\N{NO-BREAK SPACE}", " ")
    main = text[text.index("<main") :]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", main))


def say(rows: Seeds, day: str, of: str | None = None, **fields: Any) -> None:
    with rows.db.write() as session:
        uid = f"change-{time.time_ns()}"
        lift = None if of is None else f"{day}-{of}"
        take(session, Change(uid, NOW_MS, 1, day, lift, fields), NOW_MS)


def noted(rows: Seeds, day: str, of: str, exercise: str, **fields: Any) -> None:
    """Note a set as done, as the log does."""
    say(rows, day, of, exercise=exercise, reps=5, position=1, removed=False, **fields)


def begin(client: Client, rows: Seeds, name: str, day: str) -> tuple[str, list[dict[str, Any]]]:
    """Begin a session of a programme; return its uid and what is asked of it."""
    plan = begun(client.db, rows.athlete(name), BAR, ago(20))
    with client.db.write() as session:
        made = course.begin_day(session, programmes.get(session, plan.uid), day, None)
        assert made.planned is not None
        return made.uid, made.planned["prescriptions"]


def test_nothing_goes_on_and_nothing_is_said(client: Client, rows: Seeds) -> None:
    anna = rows.athlete("Anna")
    rows.judged(rows.day(anna, TODAY.isoformat()), exercise="rdl")
    rows.lift(rows.day(anna, TODAY.isoformat()), exercise="rdl", reps=5)
    train(client.db, begun(client.db, anna, HOME, ago(20)), ago(1))
    assert "Go on with" not in home_of(client)


def test_todays_session_stands_above_all_else(client: Client, rows: Seeds) -> None:
    uid, asked = begin(client, rows, "Anna", TODAY.isoformat())
    total = sum(one["sets"] for one in asked)
    assert f"Go on with today’s session: Week 1, day 1, 0 of {total} sets done" in home_of(client)
    noted(rows, uid, "0-1", asked[0]["exercise"])
    noted(rows, uid, "0-2", asked[0]["exercise"])
    said = home_of(client)
    assert f"Week 1, day 1, 2 of {total} sets done" in said
    assert said.index("Go on with") < said.index("Film a set, drop it here")
    page = client.get("/").text
    assert f'<a class="button primary big go-on" href="/log/{uid}">' in page
    assert "never finished" not in page
    say(rows, uid, finished=True)
    assert "Go on with" not in home_of(client)


def test_it_counts_as_the_log_does(client: Client, rows: Seeds) -> None:
    uid, asked = begin(client, rows, "Anna", TODAY.isoformat())
    first, total = asked[0], sum(one["sets"] for one in asked)

    def counted() -> tuple[int, int | None]:
        with client.db.read() as session:
            (one,) = going_on(session, TODAY)
            return one.done, one.left

    assert counted() == (0, total)
    say(rows, uid, **{"skip.1": True, "count.0": first["sets"] + 1, "extra.a1": "plank"})
    total += 2 - asked[1]["sets"]
    assert counted() == (0, total)
    # One in its place, one that a film of the exercise made, one of what nobody asked for, one
    # where nothing more is to be done, and one that was taken back.
    noted(rows, uid, "0-1", first["exercise"])
    for film, exercise in ((rows.film, first["exercise"]), (rows.lift, "box_jump")):
        with client.db.read() as session:
            made = days.known(session, uid)
        assert made is not None
        film(made, exercise=exercise)
    noted(rows, uid, "1-1", asked[1]["exercise"])
    noted(rows, uid, "a1-1", "plank")
    noted(rows, uid, "a1-2", "plank")
    say(rows, uid, "a1-2", removed=True)
    assert counted() == (5, total - 3)


def test_one_of_yesterday_is_named_so_and_can_be_ended(client: Client, rows: Seeds) -> None:
    uid, _ = begin(client, rows, "Anna", ago(1))
    said = home_of(client)
    assert "It was begun and never finished." in said
    assert f"Go on with the session of {shown(ago(1))}: Week 1, day 1, 0 of" in said
    assert "today’s" not in said
    action = re.search(r'action="(/programme/[^"]+/finish)"', client.get("/").text)
    assert action is not None
    assert client.post(action[1]).status_code == 303
    assert "Go on with" not in home_of(client)
    with client.db.read() as session:
        assert days.get(session, uid).finished_at is not None


def test_without_a_programme_what_a_phone_logs_goes_on(client: Client, rows: Seeds) -> None:
    made = rows.day(rows.athlete("Anna"), ago(1))
    noted(rows, made.uid, "extra1-1", "barbell_rdl")
    assert f"Go on with the session of {shown(ago(1))}: 1 set done" in home_of(client)
    assert client.post(f"/days/{made.uid}/finish").status_code == 303
    assert "Go on with" not in home_of(client)
    assert client.post(f"/days/{made.uid}/unfinish").status_code == 303
    assert "Go on with" in home_of(client)
    with client.db.write() as session:
        days.get(session, made.uid).day = ago(2)
    assert "Go on with" not in home_of(client)


def test_each_athlete_has_their_own_and_the_chosen_one_is_first(
    client: Client, rows: Seeds
) -> None:
    begin(client, rows, "Anna <b>", TODAY.isoformat())
    uid, _ = begin(client, rows, "Ben", ago(3))
    with client.db.read() as session:
        people = {one.athlete.name: one.athlete.uid for one in athletes.listed(session)}
    for chosen in ("Ben", "Anna <b>"):
        client.post("/current", data={"athlete": people[chosen]})
        said = home_of(client)
        said = said[: said.index("Film a set")]
        first, second = sorted(("Anna", "Ben"), key=said.index)
        assert chosen.startswith(first)
        assert not chosen.startswith(second)
        assert "Anna &lt;b&gt;" in said
    # A programme that is over asks for nothing any more, nor does an athlete who was deleted.
    assert client.post(f"/programme/{people['Ben']}/end").status_code == 303
    client.post(f"/athletes/{people['Anna <b>']}/delete")
    assert uid not in client.get("/").text
    assert "Go on with" not in home_of(client)


@pytest.mark.parametrize("days_ago", [0, 1])
def test_on_a_phone_it_is_the_first_thing_and_leads_into_the_log(
    browser: Any, live_server: Served, seeds: Seeds, days_ago: int
) -> None:
    plan = begun(seeds.db, seeds.athlete(f"Anna {days_ago}"), BAR, ago(20))
    with seeds.db.write() as session:
        own = programmes.get(session, plan.uid)
        day = course.begin_day(session, own, ago(days_ago), None).uid
    with phone(browser, live_server) as page:
        opened(page, day)
        done(page)
        onward(page)
        sent(page)
        page.goto("/")
        link = page.locator(f"a.go-on[href='/log/{day}']")
        assert "1 of" in link.inner_text()
        box = link.bounding_box()
        assert box["height"] >= 60
        assert box["y"] + box["height"] < page.locator("#drop-title").bounding_box()["y"]
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert violations(page) == []
        link.click()
        page.wait_for_url(f"**/log/{day}")
        sent(page)
    with seeds.db.write() as session:
        days.finish(session, day)
