"""Trends: what is drawn, what is told, and what is said to be unknown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlalchemy import update

from hiphinge.numerals import NO_BREAK
from hiphinge.store.tables import SetMeasure

if TYPE_CHECKING:
    from seeds import Seeds
    from serving import Client

    from hiphinge.store.tables import Athlete


def course(rows: Seeds, one: Athlete, values: list[float]) -> None:
    """Film a set a day, whose measures are one after the other what is said."""
    for number, value in enumerate(values, start=1):
        film = rows.judged(rows.day(one, f"2026-10-{number:02d}"), exercise="rdl", load_kg=60.0)
        with rows.db.write() as session:
            session.execute(
                update(SetMeasure)
                .where(SetMeasure.analysis_id == film.id, SetMeasure.name == "shin_deg")
                .values(value=value)
            )


def shown(page: str) -> str:
    """Return the sentence over the chart."""
    found = re.search(r'<p class="verdict[^"]*">(.*?)</p>', page, re.DOTALL)
    assert found is not None
    return found[1]


def test_no_set_and_no_film_teach_what_to_do(client: Client, rows: Seeds) -> None:
    one = rows.athlete()
    assert "No set with an exercise yet" in client.get(f"/trends/{one.uid}").text
    rows.lift(rows.day(one), exercise="rdl", load_kg=60.0)
    page = client.get(f"/trends/{one.uid}").text
    assert "No film of it was judged yet" in page
    assert f"60{NO_BREAK}kg on 27 November 2026" in page
    assert '<svg class="trend' not in page


def test_a_large_change_is_told_and_a_small_one_is_not(client: Client, rows: Seeds) -> None:
    one, other = rows.athlete("Athlete A"), rows.athlete("Athlete B")
    course(rows, one, [25.0, 25.0, 24.0, 6.0, 5.0, 6.0])
    course(rows, other, [7.0, 8.0, 7.0, 6.0, 5.0, 6.0])
    told, untold = (
        shown(client.get(f"/trends/{who.uid}?exercise=rdl&measure=shin_deg").text)
        for who in (one, other)
    )
    assert "less far forward" in told
    assert "no change that the measurement could tell" in untold


def test_one_day_tells_no_change(client: Client, rows: Seeds) -> None:
    one = rows.athlete()
    course(rows, one, [25.0])
    page = client.get(f"/trends/{one.uid}?measure=shin_deg").text
    assert "from the second filmed day on" in shown(page)
    assert "one day only" in page


def test_every_point_stands_in_the_table_with_unit_and_doubt(client: Client, rows: Seeds) -> None:
    one = rows.athlete(units="lb")
    course(rows, one, [25.0, 24.0, 23.0])
    page = client.get(f"/trends/{one.uid}?exercise=rdl&measure=shin_deg").text
    table = re.search(r"<table.*?</table>", page, re.DOTALL)
    assert table is not None
    for value in ("25° ±3°", "24° ±3°", "23° ±3°"):
        assert value in table[0]
    assert table[0].count("132.3\N{NO-BREAK SPACE}lb") == 3
    assert table[0].count("rep 2</a>") == 3
    assert '<th scope="row">' in table[0]
    assert "<caption" in table[0]
    assert page.count('role="img"') == 2


def test_what_is_not_there_is_not_shown(client: Client, rows: Seeds) -> None:
    one = rows.athlete()
    course(rows, one, [25.0])
    page = client.get(f"/trends/{one.uid}?exercise=%3Cb%3E&measure=nothing")
    assert page.status_code == 200
    assert "<b>" not in page.text.split("<main")[1].split("<section")[0]
    assert client.get("/trends/nobody-here").status_code == 404
