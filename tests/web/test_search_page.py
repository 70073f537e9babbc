"""Search: words and filters, pages of what is found, and two sets to compare."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from seeds import Seeds
from serving import client_on

from hiphinge.store import sets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from serving import Client


def found(client: Client, asked: str = "") -> list[str]:
    """Return the sets that are listed, by their uids."""
    page = client.get(f"/search?{asked}").text
    return re.findall(r'<h3><a href="/sets/([^"]+)">', page)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """Return a client of one folder for all that only look."""
    with client_on(tmp_path_factory.mktemp("searched")) as made:
        made.follow_redirects = False
        yield made


@pytest.fixture(scope="module")
def known(client: Client) -> dict[str, str]:
    """Return a few sets by a name for each."""
    rows = Seeds(client.db)
    one, other = rows.athlete("Athlete A"), rows.athlete("Zoë")
    early, late = rows.day(one, "2026-10-01"), rows.day(one, "2026-11-01", title="Test day")
    swing = rows.judged(early, exercise="kettlebell_swing")
    lift = rows.lift(late, exercise="rdl", note="Grip gave out")
    squat = rows.judged(
        rows.day(other, "2026-11-02"), exercise="squat", summary={"counts": {"squat": 5}}
    )
    with rows.db.write() as session:
        sets.set_tags(session, sets.get(session, lift.uid), ["heavy"])
    return {"swing": swing.lift_set.uid, "lift": lift.uid, "squat": squat.lift_set.uid}


def test_nothing_yet_teaches(client: Client) -> None:
    """It comes first, before there is anything."""
    assert "No sets yet" in client.get("/search").text
    assert "No set has all of this" in client.get("/search?q=a").text


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("", ["squat", "lift", "swing"]),
        ("q=grip", ["lift"]),
        ("q=KETTLEBELL+swing", ["swing"]),
        ("q=zoe", ["squat"]),
        ("q=heavy", ["lift"]),
        ("tag=heavy", ["lift"]),
        ("tag=Heavy", ["lift"]),
        ("exercise=squat", ["squat"]),
        ("kind=squat", ["squat", "swing"]),
        ("film=no", ["lift"]),
        ("film=yes&until=2026-10-31", ["swing"]),
        ("since=2026-11-01&until=2026-11-01", ["lift"]),
        ("q=%25", []),
        ("q=grip&film=yes", []),
    ],
)
def test_words_and_filters(
    client: Client, known: dict[str, str], asked: str, names: list[str]
) -> None:
    assert found(client, asked) == [known[name] for name in names]


def test_only_one_athletes_sets(client: Client, known: dict[str, str]) -> None:
    with client.db.read() as session:
        owner = sets.get(session, known["squat"]).training_day.athlete.uid
    assert found(client, f"athlete={owner}") == [known["squat"]]
    assert found(client, "athlete=nobody-here") == []


@pytest.mark.usefixtures("known")
def test_what_is_asked_for_stays_in_the_form(client: Client) -> None:
    page = client.get("/search?q=%3Cgrip%22&tag=heavy&exercise=rdl").text
    assert 'value="&lt;grip&#34;"' in page
    assert '<option value="rdl" selected>' in page
    assert '<details class="filters" open>' in page
    assert "<option selected>heavy</option>" in page
    assert '<details class="filters">' in client.get("/search?q=grip").text


def test_a_wrong_day_is_said(client: Client) -> None:
    answer = client.get("/search?since=yesterday")
    assert answer.status_code == 400
    assert "year-month-day" in answer.text


def test_two_sets_go_to_the_comparison(client: Client, known: dict[str, str]) -> None:
    two = f"set={known['swing']}&set={known['squat']}"
    answer = client.get(f"/search/compare?{two}&back=q%3Da")
    assert answer.headers["location"] == (
        f"/compare?first={known['swing']}&second={known['squat']}"
    )
    answer = client.get(f"/search/compare?set={known['swing']}&back=q%3Dswing")
    assert answer.headers["location"] == "/search?q=swing"
    assert "exactly two judged sets" in client.get("/search?q=swing").text
    page = client.get("/search").text
    assert f'name="set" value="{known["swing"]}"' in page
    assert f'name="set" value="{known["lift"]}"' not in page, "it has no film"


@pytest.mark.parametrize("back", ["//elsewhere.example", "https://elsewhere.example", "\r\nx: y"])
def test_no_way_leads_elsewhere(client: Client, back: str) -> None:
    answer = client.get("/search/compare", params={"back": back})
    assert answer.headers["location"].startswith("/search?")
    assert "x" not in answer.headers


def test_pages_hold_all_of_it_once(client: Client) -> None:
    rows = Seeds(client.db)
    day = rows.day(rows.athlete("Athlete C"))
    made = {rows.lift(day, note="one of many").uid for _ in range(33)}
    first = client.get("/search?q=many").text
    following = re.search(r'rel="next" href="([^"#]+)', first)
    assert following is not None
    assert "Page 1 of 2" in first
    second = found(client, following[1].split("?")[1].replace("&amp;", "&"))
    assert len(second) == 3
    assert {*found(client, "q=many"), *second} == made
